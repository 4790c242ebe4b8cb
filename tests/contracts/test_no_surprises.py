"""Two readings of the same documents: the domain's checks, and a simulated AWS that knows nothing of them.

Whatever the checks let through, AWS takes to SUCCEEDED; what AWS would refuse, the checks say before.
"""

import os
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.checks import CheckContext, check_all
from cppo_tui.domain.draft import OfferDraft, PricingChoice
from cppo_tui.domain.findings import Severity
from cppo_tui.domain.reviewed_terms import reviewed_terms
from cppo_tui.domain.verify import compare
from cppo_tui.gateway.reading import clean_answer, offer_view_from
from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.pace import INSTANT
from cppo_tui.sandbox.service import ACCOUNT, Sandbox
from cppo_tui.services.planner import make_plan, preview
from tests.contracts.drawing import NOON, Json, authorizations, call, drafts

EXAMPLES = int(os.environ.get("CPPO_EXAMPLES", "300"))
"""Random drafts per run; the figure to believe is that of a run with 10000."""


@cache
def sandbox() -> Sandbox:
    """One world, brought back to its first day before every send."""
    return Sandbox(pace=INSTANT, clock=lambda: NOON)


@cache
def shared() -> dict[str, ResaleAuthorization]:
    return authorizations(sandbox())


def context() -> CheckContext:
    return CheckContext(now=NOON, seller_account=ACCOUNT, offers=())


def consented(draft: OfferDraft) -> OfferDraft:
    """The person says yes to everything that is only asked."""
    asked = {finding.consent for finding in check_all(draft, context()) if finding.severity is Severity.ASK}
    return draft.model_copy(update={"consents": draft.consents | asked})


def sent(draft: OfferDraft) -> Json:
    """The change set's end on a fresh world, or AWS's refusal."""
    sandbox().reset()
    body = {"Catalog": "AWSMarketplace", "ChangeSet": preview(draft, context())}
    status, answer = call(sandbox(), "POST", "/StartChangeSet", body)
    if status != 200:
        return {"Status": f"{status} {answer}", "ChangeSet": []}
    path = f"/DescribeChangeSet?catalog=AWSMarketplace&changeSetId={answer['ChangeSetId']}"
    return call(sandbox(), "GET", path)[1]


def what_aws_says(seen: Json) -> str:
    """ "SUCCEEDED", or why not."""
    errors = [
        (change["ChangeType"], error) for change in seen["ChangeSet"] for error in change["ErrorDetailList"]
    ]
    return str(seen["Status"]) if not errors else f"{seen['Status']} {errors}"


def differences(draft: OfferDraft, seen: Json) -> dict[str, tuple[str, str]]:
    """What AWS made of it beside what was reviewed: every fact that is not the same."""
    offer_id = str(seen["ChangeSet"][0]["Entity"]["Identifier"]).partition("@")[0]
    entity = call(sandbox(), "GET", f"/DescribeEntity?catalog=AWSMarketplace&entityId={offer_id}")[1]
    plan = make_plan(draft, context(), world="sandbox")
    lines = compare(reviewed_terms(plan), dict(plan.prices), offer_view_from(clean_answer(entity), offer_id))
    return {line.label: (line.ours, line.theirs) for line in lines if not line.same}


@settings(max_examples=EXAMPLES, deadline=None)
@given(drafts(shared()))
def test_what_the_checks_let_through_aws_takes_and_makes_what_was_reviewed(draft: OfferDraft) -> None:
    draft = consented(draft)
    if not any(finding.stops for finding in check_all(draft, context())):
        seen = sent(draft)
        assert what_aws_says(seen) == "SUCCEEDED"
        assert differences(draft, seen) == {}


FORESEEN = [
    ("BUYER_ZEROS", {"buyers": ("000000000000",)}, vendors.EURO),
    ("NAME_CHARACTERS", {"name": "a<b"}, vendors.EURO),
    ("BUYER_NOT_ALLOWED", {"buyers": ("111122223333",)}, vendors.NAMED_BUYERS),
    ("NET_TERM_NOT_SHORTER", {"net_payment": "P90D"}, vendors.NET_TERMS),
    ("COUNTRY_UNKNOWN", {"countries": ("XX",)}, vendors.EURO),
    ("START_BEFORE_EXPIRY", {"start": "10 days", "agreement": "12 months"}, vendors.CONTRACT),
    ("START_TOO_LATE", {"start": "1000 days", "agreement": "12 months"}, vendors.CONTRACT),
    ("EXPIRY_AFTER_CHARGES", {"expiry": "200 days"}, vendors.INSTALLMENTS),
    ("AGREEMENT_SHORTER_THAN_ANNUAL", {"agreement": "300 days"}, vendors.AMI_ANNUAL),
]


@pytest.mark.parametrize(("code", "fields", "authorization_id"), FORESEEN)
def test_what_the_checks_stop_aws_would_have_refused(
    code: str, fields: dict[str, Any], authorization_id: str
) -> None:
    """The control: sent all the same, such a draft does not succeed, so this harness sees refusals."""
    authorization = shared()[authorization_id]
    usual = {"buyers": ("111122223333",), "agreement": "700 days", "pricing": PricingChoice(text="25")}
    draft = OfferDraft(id="d" * 32, authorization=authorization, **{**usual, **fields})
    assert code in [finding.code for finding in check_all(draft, context()) if finding.stops]
    assert what_aws_says(sent(draft)) != "SUCCEEDED"


@pytest.mark.parametrize("authorization_id", sorted(shared()))
def test_every_authorization_either_sells_or_says_why_not(authorization_id: str) -> None:
    draft = OfferDraft(id="d" * 32, authorization=shared()[authorization_id])
    found = [finding for finding in check_all(draft, context()) if finding.field == "authorization"]
    assert len(found) <= 1
