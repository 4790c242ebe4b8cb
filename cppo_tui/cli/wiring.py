"""The one place that puts the rooms of the wizard together."""

from __future__ import annotations

import argparse
import asyncio
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cppo_tui.cli.accounts import aws_account, new_id, now, sandbox_account
from cppo_tui.domain.errors import StoreError
from cppo_tui.store import DATABASE_NAME, SANDBOX_NAME, SqliteStore, data_folder
from cppo_tui.ui.app import CppoApp, Leaving
from cppo_tui.ui.desk import AWS, SANDBOX, Desk

if TYPE_CHECKING:
    from cppo_tui.domain.ports import SellerAccount


def run_wizard(options: argparse.Namespace) -> int:
    """Show the wizard until the person leaves; the exit code."""
    world = SANDBOX if options.sandbox else AWS
    try:
        while True:
            app = CppoApp(make_desk(options, world), theme="cppo-light" if options.light else "cppo-dark")
            leaving = app.run()
            for words in app.last_words:
                print(words, file=sys.stderr)
            if leaving is not Leaving.FOR_SANDBOX:
                return app.return_code or (1 if app.last_words else 0)
            world = SANDBOX
    except StoreError as error:
        print(f"cppo: {error}", file=sys.stderr)
        return 1


def make_desk(options: argparse.Namespace, world: str) -> Desk:
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
        first_wait=1.0 if sandboxed else 5.0,
        last_wait=5.0 if sandboxed else 30.0,
        notice=store.notice,
    )


def current_folder() -> Path:
    """Where the command was started; the home folder when that has been deleted meanwhile."""
    try:
        return Path.cwd()
    except OSError:
        return Path.home()


def _connect(folder: Path, options: argparse.Namespace, world: str) -> SellerAccount:
    if world == AWS:
        return aws_account(options.profile)
    return sandbox_account(
        folder / SANDBOX_NAME, scenario=options.scenario, pace=options.pace, fresh=options.fresh
    )
