"""Handing an offer over: the mail to the buyer and the note to the ISV. AWS tells them nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from cppo_tui.domain.handover import LINK_NOTE, Handover, handover_of, handover_problem
from cppo_tui.ui.beginning import authorization_now
from cppo_tui.ui.dialogs.dialog import room_in
from cppo_tui.ui.dialogs.to_copy import ToCopy
from cppo_tui.ui.export import copied, save_text, told_folder
from cppo_tui.ui.offer_acts import agreements_now, offer_now
from cppo_tui.ui.plain import lines, plain, say
from cppo_tui.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp

TITLE = "Hand over: mail to the buyer, note to the ISV"
MAIL, NOTE = "The mail to the buyer", "The note to the ISV"
DOES = (("mail", "Copy mail"), ("note", "Copy note"), ("save", "Save both"))
SAVES = "Save both makes two files in "
UNTOLD = "AWS writes to neither of them: send them these."
INSTEAD = "«Save both» writes files"
FOLDER_ROWS = 2
"""Rows for the folder where that is what is told; the path that can be copied is whole."""


async def hand_over(app: CppoApp, offer_id: str) -> None:
    """Show mail and note, to be copied or saved."""
    here, now = app.screen, app.desk.clock()
    with TopBar.reading(here):
        offer = await offer_now(app, offer_id)
        if offer is None:
            return
        if problem := handover_problem(offer, now):
            say(app, problem, title="Nothing to hand over", problem=True)
            return
        authorization, _ = await authorization_now(app, offer.authorization_id)
        agreements = await agreements_now(app, offer_id)
    if app.screen is not here:
        return
    told = handover_of(offer, authorization, agreements, sandbox=app.desk.sandboxed)
    begin = app.desk.save_folder / f"cppo-handover-{offer.id}-{now:%Y%m%d-%H%M}"

    def do(what: str) -> str:
        if what == "save":
            return _save_both(app, told, begin)
        text, called = (told.letter(), MAIL) if what == "mail" else (told.isv_letter(), NOTE)
        return copied(app, text, called, instead=INSTEAD)

    await app.push_screen_wait(ToCopy(TITLE, _both_texts(app, told, begin.parent), DOES, do))


def _both_texts(app: CppoApp, told: Handover, folder: Path) -> Content:
    prints = app.desk.as_here(f"«cppo handover {told.offer_id}»")
    return lines(
        plain((f"{UNTOLD}{_uncertain(app)}", "$text-muted")),
        plain(""),
        plain(("To the buyer", "bold")),
        plain(told.letter().rstrip()),
        plain(""),
        plain((f"To {told.isv}", "bold")),
        plain(told.isv_letter().rstrip()),
        plain(""),
        plain(("For you", "bold")),
        plain((f"The link in the mail: {LINK_NOTE[0].lower()}{LINK_NOTE[1:]}", "$text-muted")),
        plain((f"{SAVES}{told_folder(folder, room_in(app) - len(SAVES))}", "$text-muted")),
        plain((f"{prints} prints both texts.", "$text-muted")),
    )


def _uncertain(app: CppoApp) -> str:
    """Said before the key is pressed: whether a copy arrives nobody is told."""
    inside = app.desk.inside
    return f" Inside {inside} a copy may not arrive; {INSTEAD}." if inside else ""


def _save_both(app: CppoApp, told: Handover, begin: Path) -> str:
    """Each into a file of its own: they go to different people. Say where in a window: a notification is too
    narrow for a path."""
    files = {
        begin.with_name(f"{begin.name}-buyer.txt"): (told.letter(), MAIL),
        begin.with_name(f"{begin.name}-isv.txt"): (told.isv_letter(), NOTE),
    }
    words = [save_text(app, text, path) for path, (text, _) in files.items()]
    if not all(words):
        done = [what for word, (_, what) in zip(words, files.values(), strict=True) if word]
        if done:
            say(app, f"{done[0]} was saved, the other text was not.", problem=True)
        return ""
    folder = told_folder(begin.parent, FOLDER_ROWS * room_in(app))
    names = [line for path, (_, what) in files.items() for line in (plain(f"{what}:"), plain(path.name))]
    where = lines(plain("The folder:"), plain(folder), *names)
    whole = str(begin.parent)
    does = (("path", "Copy folder"),)
    app.push_screen(ToCopy(words[0], where, does, lambda _: copied(app, whole, "The folder's path")))
    told_in = f"{words[0]}: mail and note, in "
    return f"{told_in}{told_folder(begin.parent, room_in(app) - len(told_in))}"
