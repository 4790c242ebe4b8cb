"""Offer files from the command line: opened, made into a draft; what is wrong with them, with lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cppo_tui.cli.finding_rows import finding_row
from cppo_tui.cli.headless import Headless, Misused
from cppo_tui.cli.whereabouts import as_here
from cppo_tui.domain.errors import FileTrouble, NotFound
from cppo_tui.domain.findings import Severity
from cppo_tui.domain.text import clean

if TYPE_CHECKING:
    from cppo_tui.domain.catalog import OfferView
    from cppo_tui.domain.checks.context import CheckContext
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.domain.findings import Finding
    from cppo_tui.domain.offer_file import OfferFile
    from cppo_tui.domain.offer_file_reading import Path as Place
    from cppo_tui.domain.offer_file_reading import Problem
    from cppo_tui.services.offer_files import FromFile

FORM = "FORM"
NOT_AT_AWS = "NOT_AT_AWS"


class BadForm(Exception):
    """The file is no offer file; ``rows`` say why, line by line."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        super().__init__(f"{len(rows)} problems")
        self.rows = rows

    def __str__(self) -> str:
        return "\n".join(f"{row['where']}: {row['says']}" for row in self.rows)


class OpenedFile(NamedTuple):
    """An offer file that was read; ``lines`` says where everything stands in it."""

    path: str
    value: OfferFile
    lines: dict[Place, int]

    @property
    def has_consents(self) -> bool:
        """Whether it has the key under which consents stand."""
        return ("consents",) in self.lines

    def rows_of(self, problems: Iterable[Problem], code: str) -> list[dict[str, Any]]:
        """Rows of what stops for its own sake."""
        return [_problem_row(self.path, self.lines, problem, code) for problem in problems]

    def row_of(self, finding: Finding) -> dict[str, Any]:
        """A finding beside the line it is about."""
        from cppo_tui.domain.offer_file_reading import spelled
        from cppo_tui.services.offer_files import place_of

        place = place_of(finding.field, self.lines)
        return {
            "where": _where(self.path, self.lines, place),
            "line": _line(self.lines, place),
            **finding_row(finding, spelled(place)),
        }


def open_offer_file(path: Path) -> OpenedFile:
    """The file's value. Raises Misused when it cannot be read, BadForm when it is no offer file."""
    from cppo_tui.domain.offer_file_reading import FileUnreadable, Problem, read_values
    from cppo_tui.store.offer_files import read_offer_text

    try:
        written = read_offer_text(path)
    except FileTrouble as error:
        if not error.line:
            raise Misused(str(error)) from error
        said = str(error).removeprefix(clean(f"{path}:{error.line}: "))
        problem = Problem((), f"{said[:1].upper()}{said[1:]}", "")
        raise BadForm([_problem_row(str(path), {(): error.line}, problem, FORM)]) from error
    try:
        return OpenedFile(str(path), read_values(written.values), written.lines)
    except FileUnreadable as error:
        rows = [_problem_row(str(path), written.lines, one, FORM) for one in error.problems]
        raise BadForm(sorted(rows, key=lambda row: row["line"])) from error


def from_file(headless: Headless, opened: OpenedFile, base: OfferDraft, *, ask_aws: bool = True) -> FromFile:
    """The draft of a file. Raises BadForm for a template nobody has, CatalogError, StoreError."""
    from cppo_tui.domain.offer_file_reading import FileUnreadable
    from cppo_tui.services.offer_files import draft_from_file

    templates = headless.store if opened.value.template else None
    account = headless.account if ask_aws else None
    try:
        return draft_from_file(opened.value, base, templates, account, headless.clock)
    except FileUnreadable as error:
        raise BadForm(opened.rows_of(error.problems, FORM)) from error


def context_for(headless: Headless, made: FromFile) -> CheckContext:
    """What the wizard would know at this draft's review: the offers AWS lists teach the address book too.

    Raises CatalogError, StoreError.
    """
    from cppo_tui.cli.circumstances import circumstances
    from cppo_tui.services.address_book import listed, news

    authorization = made.draft.authorization
    context = circumstances(headless, authorization_id=authorization.id if authorization else "")
    book = context.book
    if book is not None:
        book = book.merged(news(book, listed(context.offers or ())))
    completes = _completed_now(headless, made.draft.reuse_offer_id)
    return context.model_copy(update={"book": book, "signed_eula": made.link, "completes": completes})


def _completed_now(headless: Headless, offer_id: str) -> OfferView | None:
    """The draft offer that is to be completed; None when AWS does not know it."""
    try:
        return headless.account.offer(offer_id) if offer_id else None
    except NotFound:
        return None


def _problem_row(path: str, lines: dict[Place, int], problem: Problem, code: str) -> dict[str, Any]:
    from cppo_tui.domain.offer_file_reading import spelled

    return {
        "where": _where(path, lines, problem.path),
        "line": _line(lines, problem.path),
        "key": spelled(problem.path),
        "severity": Severity.BLOCKING.value,
        "word": Severity.BLOCKING.word,
        "code": code,
        "says": as_here(f"{problem.message} {problem.fix}".strip()),
        "message": problem.message,
        "fix": as_here(problem.fix),
        "consent": "",
        "stops": True,
    }


def _where(path: str, lines: dict[Place, int], place: Sequence[str | int]) -> str:
    line = _line(lines, place)
    return f"{path}:{line}" if line else path


def _line(lines: dict[Place, int], place: Sequence[str | int]) -> int:
    """The line of this, or of the nearest thing around it; 0 when the file has nothing of it."""
    for end in range(len(place), 0, -1):
        if (line := lines.get(tuple(place[:end]), 0)) or end == 1:
            return line
    return lines.get((), 1)
