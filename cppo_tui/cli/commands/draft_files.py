"""``cppo draft edit | export | import``: drafts as offer files."""

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, Misused, command_parser, run_command, tell
from cppo_tui.cli.printing import show, show_one
from cppo_tui.cli.stored_drafts import refuse_while_in_flight, the_draft
from cppo_tui.domain.errors import CatalogError, StoreError

if TYPE_CHECKING:
    from cppo_tui.cli.offer_files import OpenedFile
    from cppo_tui.domain.draft import OfferDraft

COLUMNS = (("id", "Draft"), ("title", "Offer"), ("file", "File"))


def run_edit(arguments: Sequence[str]) -> int:
    """Edit a draft in the person's editor."""
    examples = "  cppo draft edit 3f2a                 in $VISUAL, $EDITOR or vi\n"
    made = command_parser("draft edit", "Edit a draft as an offer file in your editor.", examples)
    made.add_argument("draft", metavar="DRAFT", help="a draft, or how its id begins")
    return run_command(made, arguments, _edit)


def run_export(arguments: Sequence[str]) -> int:
    """Write a draft as an offer file."""
    examples = (
        "  cppo draft export 3f2a offer.yaml\n"
        "  cppo draft export 3f2a > offer.yaml\n"
        "  cppo draft export 3f2a --output json > offer.json\n"
    )
    made = command_parser("draft export", "Write a draft as an offer file, every key explained.", examples)
    made.add_argument("draft", metavar="DRAFT", help="a draft, or how its id begins")
    where = made.add_mutually_exclusive_group()
    where.add_argument(
        "file", metavar="FILE", nargs="?", type=Path, help="a new file (default: standard output)"
    )
    where.add_argument("-o", "--out", metavar="FILE", type=Path, help="the same")
    return run_command(made, arguments, _export)


def run_import(arguments: Sequence[str]) -> int:
    """Make a draft of an offer file."""
    examples = (
        "  cppo draft import offer.yaml         reads its authorization from AWS; prints the draft's id\n"
    )
    made = command_parser(
        "draft import", "Make a draft of an offer file, for the wizard or «cppo plan».", examples
    )
    made.add_argument("file", metavar="FILE", type=Path, help="an offer file, YAML or JSON")
    return run_command(made, arguments, _import)


def _export(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.plan_files import save

    row = the_draft(headless, options.draft)
    draft, _ = headless.store.load_draft(row.id)
    text, path = _text(draft), options.file or options.out
    if path is None:
        print(_json(draft) if options.output == "json" else text, end="")
        return Exit.DONE
    save(path, text)
    show_one({"id": row.id, "title": row.title, "file": str(path)}, COLUMNS, options.output)
    return Exit.DONE


def _import(options: argparse.Namespace, headless: Headless) -> int:
    from cppo_tui.cli.finding_rows import COLUMNS as FINDINGS
    from cppo_tui.cli.offer_files import NOT_AT_AWS, BadForm, from_file, open_offer_file
    from cppo_tui.domain.steps import Step
    from cppo_tui.services.drafts import new_draft

    base = new_draft(headless.new_id).model_copy(update={"reached": Step.REVIEW})
    try:
        opened = open_offer_file(options.file)
        made = from_file(headless, opened, base)
    except BadForm as form:
        show(form.rows, FINDINGS, options.output)
        return tell("The file's form is wrong. No draft was made.", Exit.USAGE)
    if made.missing:
        show(opened.rows_of(made.missing, NOT_AT_AWS), FINDINGS, options.output)
        return tell("No draft was made.", Exit.STOPPED)
    headless.store.save_draft(made.draft, revision=0)
    row = the_draft(headless, made.draft.id)
    show_one({"id": row.id, "title": row.title, "file": str(options.file)}, COLUMNS, options.output)
    return tell(f"«cppo plan {row.id[:8]}» shows exactly what would be sent.")


def _edit(options: argparse.Namespace, headless: Headless) -> int:
    """Saved only over the revision that was read, and while nothing of it is on its way: neither another
    window's changes are overwritten nor what another window has sent."""
    from cppo_tui.store.offer_files import create_file, read_text

    row = the_draft(headless, options.draft)
    refuse_while_in_flight(headless, row)
    draft, revision = headless.store.load_draft(row.id)
    before = _text(draft)
    path = Path(tempfile.mkdtemp(prefix="cppo-")) / "offer.yaml"
    create_file(path, before)
    try:
        while True:
            _run_editor(path)
            if read_text(path) == before:
                _forget(path)
                return tell("Nothing was changed.")
            opened = _readable(path)
            if opened is not None:
                break
        changed = _changed(headless, opened, draft)
        refuse_while_in_flight(headless, row)
        headless.store.save_draft(changed, revision=revision)
    except (StoreError, CatalogError, Misused):
        tell(f"What you typed is kept in {path}.")
        raise
    _forget(path)
    show_one({"id": row.id, "title": changed.title or row.title, "file": ""}, COLUMNS, options.output)
    return Exit.DONE


def _readable(path: Path) -> "OpenedFile | None":
    """The edited file; None when it is to be edited again. Raises Misused when that is not wanted."""
    from cppo_tui.cli.finding_rows import COLUMNS as FINDINGS
    from cppo_tui.cli.offer_files import BadForm, open_offer_file

    try:
        return open_offer_file(path)
    except (BadForm, Misused) as error:
        if isinstance(error, BadForm):
            show(error.rows, FINDINGS, "table", to=sys.stderr)
        else:
            tell(str(error))
    if sys.stdin.isatty():
        tell("Press Enter to edit again, or type “no” to leave it:")
        if sys.stdin.readline().strip().lower() not in ("n", "no"):
            return None
    raise Misused("The file's form is wrong. The draft is as it was.")


def _changed(headless: Headless, opened: "OpenedFile", draft: "OfferDraft") -> "OfferDraft":
    """The draft the edited file describes; readings are kept where the file still names the same."""
    from cppo_tui.cli.offer_files import BadForm, from_file
    from cppo_tui.domain.draft import OfferDraft

    kept = {name: getattr(draft, name) for name in ("id", "reached", "authorization", "replaces")}
    same = draft.authorization is not None and opened.value.authorization == draft.authorization.id
    names = opened.value.template or opened.value.authorization or opened.value.replaces
    agreed = draft.replaces.agreement_id if draft.replaces else ""
    ask = bool(names) and not (same and opened.value.replaces == agreed and not opened.value.template)
    try:
        made = from_file(headless, opened, OfferDraft(**kept), ask_aws=ask)
    except BadForm as form:
        raise Misused(str(form)) from form
    if made.missing:
        raise Misused(" ".join(f"{one.message} {one.fix}" for one in made.missing))
    return made.draft


def _json(draft: "OfferDraft") -> str:
    """An offer file too, without the comments that JSON has no place for."""
    from cppo_tui.domain.offer_file_drafts import file_of

    file = file_of(draft)
    return file.model_dump_json(include=file.model_fields_set, indent=2) + "\n"


def _text(draft: "OfferDraft") -> str:
    from cppo_tui.domain.offer_file_drafts import file_of
    from cppo_tui.store.offer_file_text import offer_text

    return offer_text(file_of(draft))


def _run_editor(path: Path) -> None:
    """Open the person's own editor and wait for it. Raises Misused when it cannot be started."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        done = subprocess.run([*shlex.split(command), str(path)], check=False)  # noqa: S603 - their own editor
    except (OSError, ValueError) as error:
        raise Misused(
            f"The editor “{command}” could not be started: {error}. Set EDITOR to yours."
        ) from error
    if done.returncode:
        raise Misused(f"The editor “{command}” ended with code {done.returncode}. The draft is as it was.")


def _forget(path: Path) -> None:
    path.unlink(missing_ok=True)
    for left in path.parent.iterdir():  # an editor's own backup
        left.unlink(missing_ok=True)
    path.parent.rmdir()
