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
    ("word", "How much"),
    ("says", "What is so, and what to do"),
)


def finding_row(finding: Finding, key: str) -> dict[str, Any]:
    """What every row says of a finding. ``key`` is the offer file's key it is about."""
    return {
        "key": key,
        "severity": finding.severity.value,
        "word": finding.severity.word,
        "code": finding.code,
        "says": as_here(f"{finding.message} {finding.fix}"),
        "message": finding.message,
        "fix": as_here(finding.fix),
        "consent": finding.consent if finding.severity.value == "ask" else "",
        "stops": finding.stops,
    }


def show_findings(rows: Sequence[Mapping[str, Any]], draft: OfferDraft | None, output: str) -> None:
    """The rows; of the ISV's contract its link too, with the signature that opens it."""
    url = draft.authorization.reseller_contract_url if draft and draft.authorization else ""
    contract = any(row["code"] == RESELLER_CONTRACT for row in rows)
    if output == "json":
        show([{**row, **_link(row, url)} for row in rows], COLUMNS, output)
        return
    show(rows, COLUMNS, output)
    if consents := [row["consent"] for row in rows if row["consent"]]:
        them = "this line" if len(consents) == 1 else "these lines, or those that are meant,"
        print(f"\nTo confirm what is asked, add {them} under “consents:” in the offer file:")
        print("".join(f"  - {dumps(clean(key), ensure_ascii=False)}\n" for key in consents), end="")
    if contract and url:
        print(f"\nThe ISV's contract with you is here, for an hour:\n{clean(url)}")


def _link(row: Mapping[str, Any], url: str) -> dict[str, str]:
    return {"link": url} if row["code"] == RESELLER_CONTRACT else {}
