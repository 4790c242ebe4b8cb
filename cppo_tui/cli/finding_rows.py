"""Findings on stdout: a table, then what a person copies from it: the keys that confirm, the whole link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from json import dumps
from typing import TYPE_CHECKING, Any

from cppo_tui.cli.printing import show
from cppo_tui.cli.whereabouts import as_here
from cppo_tui.domain.checks.contract import RESELLER_CONTRACT
from cppo_tui.domain.text import clean

if TYPE_CHECKING:
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.domain.findings import Finding

COLUMNS = (
    ("where", "Where"),
    ("key", "Key"),
    ("word", "Kind"),
    ("says", "What is so, and what to do"),
)


_IN_A_FILE = {
    "AUTHORIZATION_MISSING": "Name one under “authorization:”; «cppo authorizations» lists them.",
    "AUTHORIZATION_GONE": "Name another one under “authorization:”; «cppo authorizations» lists them.",
    "PRICES_UNREADABLE": "Look at it in the AWS console.",
    "BUYERS_MISSING": "Name the customer's 12-digit AWS account id under “buyers:”.",
    "BUYER_NOT_ENTERED": "Correct it, and name it under “buyers:”.",
}
"""What to do where it is not the wizard that is spoken to."""


def fix_of(finding: Finding) -> str:
    """What to do, for who has an offer file or a draft and no screen."""
    return as_here(_IN_A_FILE.get(finding.code, finding.fix))


def finding_row(finding: Finding, key: str) -> dict[str, Any]:
    """What every row says of a finding. ``key`` is the offer file's key it is about."""
    fix = fix_of(finding)
    return {
        "key": key,
        "severity": finding.severity.value,
        "word": finding.severity.word,
        "code": finding.code,
        "says": f"{as_here(finding.message)} {fix}",
        "message": finding.message,
        "fix": fix,
        "consent": finding.consent if finding.severity.value == "ask" else "",
        "stops": finding.stops,
    }


def show_findings(
    rows: Sequence[Mapping[str, Any]], draft: OfferDraft | None, output: str, *, consents_at: bool = True
) -> None:
    """The rows; of the ISV's contract its link too, with the signature that opens it.

    ``consents_at``: the offer file has the key under which consents stand.
    """
    url = draft.authorization.reseller_contract_url if draft and draft.authorization else ""
    contract = any(row["code"] == RESELLER_CONTRACT for row in rows)
    if output == "json":
        show([{**row, **_link(row, url)} for row in rows], COLUMNS, output)
        return
    show(rows, COLUMNS, output)
    if consents := [row["consent"] for row in rows if row["consent"]]:
        one = len(consents) == 1
        them = "this line" if one and consents_at else "these lines"
        under = "under “consents:” in" if consents_at else "to"
        meant = "" if one else ", or those that are meant,"
        print(f"\nTo confirm what is asked, add {them}{meant} {under} the offer file:")
        print("" if consents_at else "consents:\n", end="")
        print("".join(f"  - {dumps(clean(key), ensure_ascii=False)}\n" for key in consents), end="")
    if contract and url:
        print(f"\nThe ISV's contract with you is here, for an hour:\n{clean(url)}")


def _link(row: Mapping[str, Any], url: str) -> dict[str, str]:
    return {"link": url} if row["code"] == RESELLER_CONTRACT else {}
