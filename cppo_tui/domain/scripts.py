"""A change set as a script somebody else can run: one change set, once, followed to its end (fact sheet 6).

No text of the offer's ever becomes code: the change set is ASCII JSON on one line, in Python as a literal, in
the shell inside a here-document with a quoted end mark; comments hold JSON strings.
"""

import json
import shlex

from cppo_tui.domain.change_sets import CREATE_NAME
from cppo_tui.domain.handover import offer_link
from cppo_tui.domain.model import Frozen


class Export(Frozen):
    """What a script sends. ``payload`` as a plan has it; ``token`` and ``name`` are this script's alone.

    ``releases`` is False when it only makes a draft, which has no buyer's page.
    """

    payload: str
    name: str
    token: str
    title: str
    seller_account: str
    product_id: str
    releases: bool

    @property
    def link(self) -> str:
        """The buyer's page but for the offer's id at its end, "" for a draft."""
        return offer_link(self.product_id, "") if self.releases else ""


def as_json(export: Export) -> str:
    """The request of StartChangeSet, as ``aws … start-change-set --cli-input-json file://…`` reads it."""
    request = {
        "Catalog": "AWSMarketplace",
        "ChangeSet": json.loads(export.payload),
        "ChangeSetName": export.name,
        "ClientRequestToken": export.token,
    }
    return json.dumps(request, indent=2) + "\n"


def as_boto3(export: Export) -> str:
    """A Python script."""
    values = {
        "TITLE": json.dumps(export.title),
        "SELLER": ascii(export.seller_account),
        "NAME": ascii(export.name),
        "TOKEN": ascii(export.token),
        "LINK": ascii(export.link),
        "CREATE": ascii(CREATE_NAME),
        "CHANGE_SET": ascii(export.payload),
    }
    return _filled(_BOTO3, values)


def as_aws_cli(export: Export) -> str:
    """A script for any POSIX shell with the aws command, version 1 or 2."""
    values = {
        "TITLE": json.dumps(export.title),
        "SELLER": shlex.quote(export.seller_account),
        "NAME": shlex.quote(export.name),
        "TOKEN": shlex.quote(export.token),
        "LINK": shlex.quote(export.link),
        "CREATE": CREATE_NAME,
        "CHANGE_SET": export.payload,
    }
    return _filled(_AWS_CLI, values)


def _filled(template: str, values: dict[str, str]) -> str:
    """Each ``§NAME§`` in one pass: a value that looks like a place is not filled again."""
    parts = template.split("§")
    return "".join(values[part] if place % 2 else part for place, part in enumerate(parts))


_BOTO3 = '''\
#!/usr/bin/env python3
"""Makes one private offer in AWS Marketplace and prints its id and the buyer's page. Needs boto3."""

# Offer: §TITLE§
# It does not look whether such an offer exists already. Run again, it goes on with what it sent before.

import json
import sys
import time

import boto3

SELLER = §SELLER§
NAME = §NAME§
TOKEN = §TOKEN§
LINK = §LINK§
CHANGE_SET = json.loads(
    §CHANGE_SET§
)

account = boto3.client("sts", region_name="us-east-1").get_caller_identity()["Account"]
if account != SELLER:
    sys.exit(f"This was written for seller account {SELLER}, not for {account}. Nothing was sent.")

catalog = boto3.client("marketplace-catalog", region_name="us-east-1")
pages = catalog.get_paginator("list_change_sets").paginate(
    Catalog="AWSMarketplace", FilterList=[{"Name": "ChangeSetName", "ValueList": [NAME]}]
)
listed = [one for page in pages for one in page["ChangeSetSummaryList"]]
sent = [one["ChangeSetId"] for one in listed if one.get("ChangeSetName") == NAME]
if sent:
    change_set_id = sent[0]
else:
    change_set_id = catalog.start_change_set(
        Catalog="AWSMarketplace", ChangeSet=CHANGE_SET, ChangeSetName=NAME, ClientRequestToken=TOKEN
    )["ChangeSetId"]
print(f"Change set {change_set_id}: usual are 15 seconds to 2 minutes.", file=sys.stderr)

while True:
    seen = catalog.describe_change_set(Catalog="AWSMarketplace", ChangeSetId=change_set_id)
    if seen["Status"] in ("SUCCEEDED", "FAILED", "CANCELLED"):
        break
    time.sleep(5)

if seen["Status"] != "SUCCEEDED":
    for change in seen["ChangeSet"]:
        for error in change.get("ErrorDetailList") or []:
            print(change["ChangeType"], error.get("ErrorCode"), error.get("ErrorMessage"), file=sys.stderr)
    reason = seen.get("FailureDescription") or seen.get("FailureCode") or "no reason given"
    sys.exit(f"{seen['Status']}: {reason}")

# The offer's id is that of the entity created, never the change set's.
[created] = [change for change in seen["ChangeSet"] if change.get("ChangeName") == §CREATE§]
offer_id = created["Entity"]["Identifier"].partition("@")[0]
print(offer_id)
if LINK:
    print(LINK + offer_id)
'''

_AWS_CLI = """\
#!/bin/sh
# Makes one private offer in AWS Marketplace and prints its id and the buyer's page. Needs the aws command.
# Offer: §TITLE§
# It does not look whether such an offer exists already. Run again, it goes on with what it sent before.
set -eu
AWS_PAGER=
export AWS_PAGER

seller=§SELLER§
name=§NAME§
token=§TOKEN§
link=§LINK§
IFS= read -r change_set <<'THE_CHANGE_SET_ENDS_HERE'
§CHANGE_SET§
THE_CHANGE_SET_ENDS_HERE

catalog() {
  operation=$1
  shift
  aws marketplace-catalog "$operation" --region us-east-1 --catalog AWSMarketplace "$@"
}

account=$(aws sts get-caller-identity --region us-east-1 --query Account --output text)
if [ "$account" != "$seller" ]; then
  echo "This was written for seller account $seller, not for $account. Nothing was sent." >&2
  exit 1
fi

filter="[{\\"Name\\": \\"ChangeSetName\\", \\"ValueList\\": [\\"$name\\"]}]"
sent=$(catalog list-change-sets --filter-list "$filter" \\
  --query "ChangeSetSummaryList[?ChangeSetName=='$name'].ChangeSetId | [0]" --output json)
sent=${sent#\\"}
sent=${sent%\\"}
if [ "$sent" = null ]; then
  sent=$(catalog start-change-set --change-set "$change_set" --change-set-name "$name" \\
    --client-request-token "$token" --query ChangeSetId --output text)
fi
echo "Change set $sent: usual are 15 seconds to 2 minutes." >&2

while :; do
  status=$(catalog describe-change-set --change-set-id "$sent" --query Status --output text)
  case $status in SUCCEEDED | FAILED | CANCELLED) break ;; esac
  sleep 5
done

if [ "$status" != SUCCEEDED ]; then
  catalog describe-change-set --change-set-id "$sent" --output json >&2 --query \\
    '{Status: Status, Code: FailureCode, Says: FailureDescription, Errors: ChangeSet[].ErrorDetailList[]}'
  exit 1
fi

# The offer's id is that of the entity created, never the change set's.
offer=$(catalog describe-change-set --change-set-id "$sent" --output text \\
  --query "ChangeSet[?ChangeName=='§CREATE§'].Entity.Identifier | [0]")
offer=${offer%%@*}
echo "$offer"
if [ -n "$link" ]; then
  echo "$link$offer"
fi
"""
