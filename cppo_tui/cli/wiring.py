"""The one place that puts the rooms of the wizard together."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
from functools import partial
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from cppo_tui import __version__
from cppo_tui.cli import last_words
from cppo_tui.cli.accounts import aws_account, new_id, now, sandbox_account
from cppo_tui.cli.journal import Journal
from cppo_tui.cli.link_opener import link_opener
from cppo_tui.cli.preferences import chosen_theme, keep, preferences
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.redaction import crash_words
from cppo_tui.domain.settings import STANDARD, Settings
from cppo_tui.services.background import calls_hang
from cppo_tui.store import DATABASE_NAME, SANDBOX_NAME, SqliteStore, data_folder
from cppo_tui.store.offer_files import OfferFilesOnDisk
from cppo_tui.store.paths import settings_path
from cppo_tui.ui.app import CppoApp, Leaving
from cppo_tui.ui.desk import AWS, SANDBOX, Desk
from cppo_tui.ui.theme import theme_name

if TYPE_CHECKING:
    from cppo_tui.domain.ports import SellerAccount


_log = logging.getLogger("cppo.run")


def run_wizard(options: argparse.Namespace) -> int:
    """Show the wizard until the person leaves, and keep a log of it; the exit code."""
    journal = Journal(data_folder, debug=options.debug)
    try:
        code = _run(options)
        _log.info("stop, exit code %d", code)
    except BaseException as error:
        _log.info("stop, %s", type(error).__name__)
        raise
    finally:
        journal.close()
    if journal.trouble:
        print(f"cppo: {journal.trouble}", file=sys.stderr)
    if calls_hang():  # Python would take its modules down under a call that is still at work
        sys.stdout.flush()
        os._exit(code)
    return code


def _run(options: argparse.Namespace) -> int:
    world = SANDBOX if options.sandbox else AWS
    try:
        while True:
            app = make_app(options, world)
            leaving = app.run()
            code = _ended(app)
            if leaving is not Leaving.FOR_SANDBOX:
                if not code and not app.last_words:
                    left = app.departure
                    sandboxed = world == SANDBOX
                    words = last_words.farewell(
                        left.kept, left.on_its_way, sandboxed=sandboxed, unsent=left.unsent
                    )
                    last_words.tell(words)
                return code
            world = SANDBOX
    except StoreError as error:
        print(f"cppo: {error}", file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - the last one who can say it without printing values
        _log.info("crash, %s", crash_words(error))
        last_words.tell([last_words.crashed(crash_words(error), data_folder(), "")])
        return 1


def _ended(app: CppoApp) -> int:
    """Say what must not be missed, now that the screen is gone; the exit code."""
    words, unsaved = [*app.last_words], app.departure.unsaved
    if app.broken:
        words.append(last_words.crashed(app.broken, data_folder(), unsaved))
    elif unsaved:
        words.append(last_words.not_saved(unsaved))
    last_words.tell(words)
    return app.return_code or (1 if words else 0)


def make_app(options: argparse.Namespace, world: str) -> CppoApp:
    """The wizard as the command line, the environment and the settings want it. Raises StoreError."""
    settings, problems = preferences()
    theme, passed_over = chosen_theme(options.theme, settings)
    told = (*problems, passed_over) if passed_over else problems
    return CppoApp(make_desk(options, world, settings, told), theme=theme_name(theme))


def make_desk(
    options: argparse.Namespace, world: str, settings: Settings = STANDARD, problems: tuple[str, ...] = ()
) -> Desk:
    """Everything the screens are handed. Raises StoreError when the data folder cannot be used."""
    folder = data_folder()
    store = SqliteStore(folder / DATABASE_NAME, world, now)
    sandboxed = world == SANDBOX
    if sandboxed and options.fresh:
        store.forget_everything()
    return Desk(
        world=world,
        store=store,
        connect=partial(_connect, folder, options, world),
        clock=now,
        sleep=asyncio.sleep,
        new_id=new_id,
        zone=None,
        save_folder=current_folder(),
        offer_files=OfferFilesOnDisk(),
        first_wait=1.0 if sandboxed else settings.look_every,
        last_wait=5.0 if sandboxed else max(settings.look_every, 30.0),
        notice=store.notice,
        settings=settings,
        settings_problems=problems,
        settings_place=str(settings_path()),
        save_settings=keep,
        options=f" --profile {quote(options.profile)}" if options.profile else "",
        inside=multiplexer(),
        open_link=link_opener(),
    )


def multiplexer() -> str:
    """What stands between us and the terminal, which by default does not pass a clipboard on: tmux takes it
    only with ``set-clipboard on``, screen not at all. "" when nothing does."""
    named = {"TMUX": "tmux", "STY": "screen"}
    return next((name for variable, name in named.items() if os.environ.get(variable)), "")


def current_folder() -> Path:
    """Where the command was started; the home folder when that has been deleted meanwhile."""
    try:
        return Path.cwd()
    except OSError:
        return Path.home()


def _connect(folder: Path, options: argparse.Namespace, world: str) -> SellerAccount:
    _log.info("start, cppo %s, world %s", __version__, world)  # here, for the first frame is there by now
    if world == AWS:
        return aws_account(options.profile)
    return sandbox_account(
        folder / SANDBOX_NAME, scenario=options.scenario, pace=options.pace, fresh=options.fresh
    )
