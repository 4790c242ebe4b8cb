"""Offer files in the wizard: one is opened and becomes a draft; a draft is saved as one."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.content import Content

from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.errors import CatalogError, FileTrouble, StoreError
from cppo_tui.domain.offer_file_drafts import file_of
from cppo_tui.domain.offer_file_reading import FileUnreadable, Problem, read_values
from cppo_tui.domain.steps import Step
from cppo_tui.domain.text import clean
from cppo_tui.services.offer_files import FromFile, draft_from_file
from cppo_tui.ui.beginning import begin_with
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.export import typed_path
from cppo_tui.ui.plain import lines, plain, say

if TYPE_CHECKING:
    from textual.screen import Screen

    from cppo_tui.domain.offer_file import OfferFile
    from cppo_tui.domain.ports import Written
    from cppo_tui.ui.app import CppoApp

QUESTION = (
    "The path of an offer file, YAML or JSON. «cppo schema» says which keys it has; the review writes one. "
    "Nothing is sent: it becomes a draft."
)


async def begin_from_file(app: CppoApp) -> None:
    """Ask which file, read it and what it names, open the new draft."""
    here = app.screen
    typed = await app.push_screen_wait(
        TypeIn("Open an offer file", plain(QUESTION), yes="Open", check=_path_problem, about=("file",))
    )
    if typed is None:
        return
    path = typed_path(app.desk.save_folder, typed)
    while (told := await _open(app, path, here)) is not None:
        if not await app.push_screen_wait(Ask("The file cannot be used yet", told, yes="Read it again")):
            return


async def _open(app: CppoApp, path: Path, here: Screen[Any]) -> Content | None:
    """Read the file and open its draft; the answer are its faults, where there are any."""
    with app.opening():
        made = await _made(app, path)
        if isinstance(made, Content):
            return made
        whole = made.draft.buyers and made.draft.authorization is not None
        step = Step.REVIEW if whole else Step.OPPORTUNITY
        if app.screen is not here or not await begin_with(app, made.draft, step):
            return None
    app.drafting.signed_eula = made.link
    if made.missing:
        said = " ".join(f"{one.message} {one.fix}" for one in made.missing)
        say(app, said, title="Not everything was there")
    return None


def save_offer_file(app: CppoApp) -> None:
    """Write the open draft as an offer file; the same draft gives the same name."""
    file = file_of(app.drafting.draft)
    name = hashlib.sha256(file.model_dump_json().encode()).hexdigest()[:12]
    path = app.desk.save_folder / f"cppo-offer-{name}.yaml"
    if path.exists():
        say(app, clean(str(path)), title="Saved already")
        return
    try:
        app.desk.offer_files.write(str(path), file)
    except FileTrouble as error:
        say(app, str(error), title="Not saved", problem=True)
    else:
        say(app, clean(str(path)), title="Saved")


def _path_problem(text: str) -> str:
    return "" if text.strip() else "Type the file's path."


async def _made(app: CppoApp, path: Path) -> FromFile | Content:
    """The draft of the file, or what is wrong with it."""
    written: Written | None = None
    try:
        written = await asyncio.to_thread(app.desk.offer_files.read, str(path))
        return await _with_readings(app, read_values(written.values))
    except FileUnreadable as error:
        return _faults(path, written, error.problems)
    except (FileTrouble, StoreError) as error:
        return plain(str(error))


def _faults(path: Path, written: Written | None, problems: tuple[Problem, ...]) -> Content:
    """Each fault with its line."""
    known = written.lines if written else {}
    return lines(
        *(
            plain((f"{clean(path.name)}:{known.get(one.path, 1)} ", "bold"), f"{one.message} {one.fix}")
            for one in problems
        )
    )


async def _with_readings(app: CppoApp, file: OfferFile) -> FromFile:
    """What the file names is read from AWS; without a connection it is left to be chosen."""
    base = OfferDraft(id=app.desk.new_id(), reached=Step.REVIEW)
    connection, store, clock = app.connection, app.desk.store, app.desk.clock
    if connection.catalog is None:
        await connection.open()
    try:
        return await asyncio.to_thread(draft_from_file, file, base, store, connection.catalog, clock)
    except CatalogError as error:
        made = draft_from_file(file, base, store, None, clock)
        said = f"{file.authorization or 'The authorization'} could not be read: {error.title}."
        unread = Problem(("authorization",), said, "Choose it from the table.")
        return made._replace(missing=(*made.missing, unread))
