"""Own installments: good ones, and the widgets they are typed into."""

from typing import Any

from textual.widgets import TextArea

from cppo_tui.domain.draft import InstallmentRow, Installments
from cppo_tui.ui.widgets.plain_area import PlainArea
from tests.ui.looks import words
from tests.ui.stage import AppPilot, Stage, settle

OWN = Installments(own=True)
SEATS = (("analyst", "40"), ("viewer", "200"))
"""What a year of this costs: 40 x 960 + 200 x 180.50 = 74500."""
HALVES = (InstallmentRow(due="2026-12-01", amount="40000"), InstallmentRow(due="2027-06-01", amount="40000"))
GOOD = Installments(own=True, rows=HALVES, duration="P12M", quantities=SEATS)


def amounts(*texts: str) -> Installments:
    """Own amounts for the ISV's dates."""
    return Installments(own=True, rows=tuple(InstallmentRow(amount=text) for text in texts))


def said(stage: Stage) -> str:
    return words(stage.app, "#pricing-message")


def area(stage: Stage, name: str) -> PlainArea:
    return stage.app.screen.query_one(f"#{name}", PlainArea)


async def write(pilot: AppPilot, name: str, text: str) -> None:
    """Put a text into one of the two areas at once."""
    pilot.app.screen.query_one(f"#{name}", TextArea).text = text
    await settle(pilot)


def sent(stage: Stage) -> dict[str, Any]:
    """The change set that went to AWS: its documents by change type."""
    plan = stage.store.load_submission(stage.store.submissions()[0].id).plan
    return {one["ChangeType"]: one["DetailsDocument"] for one in plan.changes}
