"""The one place that chooses between sandbox and AWS and puts the rooms together."""

from __future__ import annotations

import argparse
import asyncio
import sys
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cppo_tui.domain.errors import ServiceFault, StoreError
from cppo_tui.store import DATABASE_NAME, SANDBOX_NAME, SqliteStore, data_folder
from cppo_tui.ui.app import CppoApp, Leaving
from cppo_tui.ui.desk import AWS, SANDBOX, Desk

if TYPE_CHECKING:
    from cppo_tui.domain.ports import SellerAccount
    from cppo_tui.sandbox.faults import FaultRule
    from cppo_tui.sandbox.service import Sandbox


def now() -> datetime:
    """The current instant, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh random id."""
    return uuid.uuid4().hex


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
        connect=_sandbox_connector(folder, options) if sandboxed else _aws_connector(options.profile),
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


def _aws_connector(profile: str | None) -> Callable[[], SellerAccount]:
    def connect() -> SellerAccount:
        from cppo_tui.gateway.catalog import AwsCatalog
        from cppo_tui.gateway.session import aws_session

        catalog = AwsCatalog(aws_session(profile))
        catalog.warm()
        return catalog

    return connect


def _sandbox_connector(folder: Path, options: argparse.Namespace) -> Callable[[], SellerAccount]:
    def connect() -> SellerAccount:
        from cppo_tui.cli.sandbox_file import open_sandbox
        from cppo_tui.sandbox.errors import SandboxStateError

        try:
            opened = open_sandbox(
                folder / SANDBOX_NAME,
                clock=now,
                scenario=options.scenario,
                pace=options.pace,
                fresh=options.fresh,
            )
        except SandboxStateError as error:
            raise ServiceFault(str(error), next_step="Move that file away and start again.") from error
        return sandbox_catalog(opened.sandbox, opened.faults)

    return connect


def sandbox_catalog(sandbox: Sandbox, faults: Sequence[FaultRule] = ()) -> SellerAccount:
    """The real gateway, with the sandbox answering in place of AWS."""
    from cppo_tui.gateway.catalog import AwsCatalog
    from cppo_tui.gateway.session import hermetic_session
    from cppo_tui.sandbox.delivery import in_process
    from cppo_tui.sandbox.faults import Faulty

    catalog = AwsCatalog(hermetic_session(in_process(Faulty(sandbox, faults).exchange)))
    catalog.warm()
    return catalog
