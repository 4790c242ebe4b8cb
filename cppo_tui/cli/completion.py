"""Completing words in bash, zsh and fish. The shell runs the command itself with its line in the environment;
argcomplete reads it, and only then is argcomplete loaded."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from cppo_tui.cli.accounts import now
from cppo_tui.cli.arguments import COMPLETING, WHICH_AWS, Parser, world_before
from cppo_tui.cli.commands import COMMANDS, find
from cppo_tui.domain.errors import StoreError
from cppo_tui.store import DATABASE_NAME, SqliteStore, data_folder

Completer = Callable[..., Iterable[str]]


def complete_line(top: argparse.ArgumentParser) -> None:
    """Print what the word at the cursor may become, and end. ``top`` has the options of the command alone."""
    from argcomplete.lexers import split_line

    line = os.environ.get("COMP_LINE", "")
    point = len(line.encode()[: int(os.environ.get("COMP_POINT", len(line)))].decode(errors="ignore"))
    before, words = world_before(split_line(line, point)[3][1:])
    name = words[0] if words else ""
    if name == "draft":
        _complete_draft(before, words[1:])
    elif (command := find(name)) is not None:
        _begin_after(len(before) + 1)
        command(before)
    top.add_argument("--at", metavar="URL", help="the sandbox that «cppo sandbox serve» serves")
    verbs = top.add_subparsers(metavar="COMMAND")
    for one, (_, purpose) in COMMANDS.items():
        verbs.add_parser(one, help=purpose)
    complete(top)


def _begin_after(words: int) -> None:
    """argcomplete's way of saying how many words of the line are the program; our parser gets the others."""
    os.environ[COMPLETING] = str(words + 1)


def _complete_draft(before: list[str], words: list[str]) -> None:
    from cppo_tui.cli.commands import draft

    between, left = world_before(words)
    _begin_after(len(before) + 1 + len(between))
    if left and left[0] in draft.VERBS:
        _begin_after(len(before) + 1 + len(between) + 1)
        draft.run([left[0], *before, *between])
    made = Parser(prog="cppo draft")
    made.add_argument("--sandbox", action="store_true", help="work on the simulated AWS of this computer")
    made.add_argument("--profile", metavar="NAME", help="AWS profile to use")
    made.add_argument("--at", metavar="URL", help="the sandbox that «cppo sandbox serve» serves")
    verbs = made.add_subparsers(metavar="VERB")
    for one, purpose in draft.VERBS.items():
        verbs.add_parser(one, help=purpose)
    complete(made)


def complete(made: argparse.ArgumentParser, before: Sequence[str] = ()) -> NoReturn:
    """Print the completions this parser has, and end the process as argcomplete does.

    ``before`` are the options that stood before the command: they say whose ids are meant.
    """
    import argcomplete

    made.set_defaults(**_world(before))
    _attach(made)
    argcomplete.autocomplete(made, always_complete_options=False)
    os._exit(1)  # the shell said that it completes, and gave no line


def _world(before: Sequence[str]) -> dict[str, object]:
    made = argparse.ArgumentParser(argument_default=argparse.SUPPRESS, exit_on_error=False)
    made.add_argument("--sandbox", action="store_true")
    for option in WHICH_AWS:
        made.add_argument(option, nargs="?", default=argparse.SUPPRESS)
    return vars(made.parse_known_args(before)[0])


def _attach(made: argparse.ArgumentParser) -> None:
    """Ids where ids are meant, files where files are meant, and nothing where only the person knows."""
    for action in made._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                _attach(inner)
        elif (completer := _completer(action)) is not None:
            action.completer = completer  # type: ignore[attr-defined]  # argcomplete looks for it there


def _completer(action: argparse.Action) -> Completer | None:
    """None where argcomplete's own will do: the choices there are, or files."""
    free = action.type is not Path and action.choices is None and action.nargs != 0
    return _COMPLETERS.get(action.dest, _nothing if free else None)


def _nothing(**_asked: Any) -> Iterable[str]:
    return ()


def _from_store(read: Callable[[SqliteStore], Iterable[str]]) -> Completer:
    """Ids out of the local database; none where there is none yet, or it cannot be read. AWS is not asked."""

    def completer(parsed_args: argparse.Namespace, **_asked: Any) -> Iterable[str]:
        simulated = getattr(parsed_args, "sandbox", False) or getattr(parsed_args, "at", "")
        try:
            path = data_folder() / DATABASE_NAME
            if not path.exists():
                return ()
            store = SqliteStore(path, "sandbox" if simulated else "aws", now)
            try:
                return tuple(read(store))
            finally:
                store.close()
        except StoreError:
            return ()

    return completer


def _drafts_and_files(prefix: str, parsed_args: argparse.Namespace, **_asked: Any) -> Iterable[str]:
    from argcomplete.completers import FilesCompleter

    return [*_DRAFTS(parsed_args=parsed_args), *FilesCompleter()(prefix)]


def _profiles(**_asked: Any) -> Iterable[str]:
    from cppo_tui.cli.profiles import profile_names

    return profile_names()


def _templates(store: SqliteStore) -> Iterable[str]:
    from cppo_tui.domain.templates import BUILT_IN

    return [*(row.name for row in store.templates()), *(one.name for one in BUILT_IN)]


_DRAFTS = _from_store(lambda store: (row.id for row in store.drafts()))
_SUBMISSIONS = _from_store(lambda store: (row.id for row in store.submissions()))
_OFFERS = _from_store(lambda store: {row.offer_id for row in store.submissions() if row.offer_id})
_COMPLETERS: dict[str, Completer] = {
    "draft": _DRAFTS,
    "profile": _profiles,
    "source": _drafts_and_files,
    "submission": _SUBMISSIONS,
    "submissions": _SUBMISSIONS,
    "offer": _OFFERS,
    "template": _from_store(_templates),
}
