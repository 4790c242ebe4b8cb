"""The desks of offers and authorizations, and many offers at once, as pictures."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.widgets import Button

from cppo_tui.domain.address_book import KnownAccount
from cppo_tui.domain.catalog import AgreementSummary
from cppo_tui.domain.errors import ServiceFault
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.ui.dialogs.ask import Ask
from tests.ui.catalogs import Before, NoOffers
from tests.ui.looks import fill
from tests.ui.scenes import Play
from tests.ui.stage import LARGE, SMALL, AppPilot, Stage, settle, type_text

DELMAR, OSTRAVA, HARROW = "422233334444", "433344445555", "411122223333"
TABLE = (
    "customer,account id,markup\n"
    "Delmar Freight,422233334444,\n"
    "Acme,466655554444,30\n"
    "Globex,12345,\n"
    "Initech,735201948862,12.5\n"
    "Umbrella,190476358210,\n"
    "Hooli,604918273355,25\n"
)
"""Six customers: one has an open offer already, the account of one is no account."""


class NoAgreements(Before):
    """The offers can be read, the agreements not."""

    def every_agreement(self) -> tuple[AgreementSummary, ...]:
        """A fault of AWS's own."""
        raise ServiceFault("AWS answered with status 500.")


def visiting(key: str, then: Play | None = None) -> Play:
    """To a place beside the drafts, with two customers' names known."""

    async def play(stage: Stage, pilot: AppPilot) -> None:
        stage.store.learn_accounts(
            [KnownAccount(account=one, offers=(f"offer-{one}",)) for one in (DELMAR, OSTRAVA)]
        )
        stage.store.name_account(DELMAR, "Delmar Freight")
        stage.store.name_account(OSTRAVA, "Ostrava Glass")
        await pilot.press(key)
        await settle(pilot, but=("follow",))
        if then is not None:
            await then(stage, pilot)

    return play


def later(play: Play) -> Play:
    """A month on: one offer ends soon, another is being made."""

    async def played(stage: Stage, pilot: AppPilot) -> None:
        stage.clock.move(days=31)
        stage.submission(
            SubmissionState.ACCEPTED, stage.draft(title="Harrow & Finch renewal", buyers=(HARROW,))
        )
        await play(stage, pilot)

    return played


def choosing(*keys: str, search: str = "delmar archera") -> Play:
    """One row found by searching, usually that of the open offer, then these keys."""

    async def play(_stage: Stage, pilot: AppPilot) -> None:
        await fill(pilot, "#search", search)
        await pilot.press("enter")
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return play


def then(play: Play, *keys: str) -> Play:
    """This, and then these keys."""

    async def played(stage: Stage, pilot: AppPilot) -> None:
        await play(stage, pilot)
        await pilot.press(*keys)
        await settle(pilot)

    return played


async def extending(stage: Stage, pilot: AppPilot) -> None:
    """Another last day, typed."""
    await choosing("e")(stage, pilot)
    await type_text(pilot, "2027-02-28")
    await settle(pilot)


def table(stage: Stage, text: str = TABLE) -> None:
    """A table of customers where files are looked for, unless there is one."""
    if not (stage.folder / "customers.csv").exists():
        (stage.folder / "customers.csv").write_text(text, encoding="utf-8")
    (stage.folder / "offer.yaml").write_text("markup: 20\nagreement: 10 years\n", encoding="utf-8")


async def bulk_filled(stage: Stage, pilot: AppPilot) -> None:
    """The three fields, and every row looked at."""
    table(stage)
    for name, text in (("customers", "customers.csv"), ("template", "offer.yaml"), ("authorization", BRONZE)):
        await fill(pilot, f"#{name}", text)
    await pilot.press("f5")
    await settle(pilot)


async def bulk_sent(stage: Stage, pilot: AppPilot) -> None:
    """All rows looked at, asked about and sent."""
    await bulk_filled(stage, pilot)
    await pilot.press("f6")
    await settle(pilot)
    while isinstance(stage.app.screen, Ask):
        stage.app.screen.query_one("#yes", Button).press()
        await settle(pilot)
    await pilot.press("ctrl+n")
    await settle(pilot)
    await type_text(pilot, "5")
    await pilot.press("enter")
    await settle(pilot)
    stage.app.clear_notifications()


async def bulk_made(stage: Stage, pilot: AppPilot) -> None:
    """The same; the result lies where results lie."""
    await bulk_sent(stage, pilot)
    stage.app.sender.bulk.result = "/home/you/cppo-bulk-5-0a1b2c3d.csv"
    stage.app.tracking_changed.publish("")


async def bulk_unreadable(stage: Stage, pilot: AppPilot) -> None:
    """An authorization that is not there."""
    await bulk_filled(stage, pilot)
    await fill(pilot, "#authorization", "resaleauthz-gone")
    await pilot.press("f5")
    await settle(pilot)


async def handing_over(stage: Stage, pilot: AppPilot) -> None:
    """The words for buyer and ISV, in a folder of the same name each time."""
    stage.app.desk = replace(stage.app.desk, save_folder=Path("/home/anna/offers"))
    await visiting("o", choosing("h"))(stage, pilot)


DESK_SCENES: dict[str, tuple[Play, dict[str, Any]]] = {
    "offers-filled": (later(visiting("o")), {}),
    "offers-open": (visiting("o", choosing()), {}),
    "offers-extend": (visiting("o", extending), {}),
    "offers-expire": (visiting("o", choosing("x")), {}),
    "offers-hand-over": (handing_over, {}),
    "offers-details": (visiting("o", choosing("enter")), {}),
    "offers-none": (visiting("o"), {"scenario": "empty"}),
    "offers-failing": (visiting("o"), {"wrap": NoAgreements}),
    "authorizations-filled": (visiting("a"), {}),
    "authorizations-compare": (visiting("a", choosing("v", "enter", search="archera bronze")), {}),
    "authorizations-none": (visiting("a"), {"scenario": "empty"}),
    "authorizations-failing": (visiting("a"), {"wrap": NoOffers}),
    "bulk-empty": (visiting("m"), {}),
    "bulk-filled": (visiting("m", bulk_filled), {}),
    "bulk-asked": (visiting("m", then(bulk_filled, "f6")), {}),
    "bulk-made": (visiting("m", bulk_made), {}),
    "bulk-unreadable": (visiting("m", bulk_unreadable), {}),
}
"""What is played, and other circumstances it needs."""

NARROW = (60, 18)
DESK_PICTURES = [
    *((scene, LARGE) for scene in ("offers-open", "authorizations-filled", "bulk-filled")),
    ("offers-extend", NARROW),  # the lists themselves are narrow in scenes_every
    ("bulk-asked", NARROW),
    *((scene, SMALL) for scene in DESK_SCENES if scene not in ("offers-open", "offers-extend")),
]
"""Each at the usual size; wide where there is a pane beside the list; narrow where it has to fit."""
