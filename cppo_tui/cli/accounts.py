"""The seller's account: AWS, or the sandbox in its place behind the very same gateway. No screen needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cppo_tui.domain.errors import SandboxUnusable
from cppo_tui.domain.text import clean

if TYPE_CHECKING:
    from cppo_tui.domain.ports import SellerAccount
    from cppo_tui.sandbox.faults import FaultRule
    from cppo_tui.sandbox.service import Sandbox


def now() -> datetime:
    """The current instant, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh random id."""
    import uuid  # late: it looks the whole platform over, and most commands make no id

    return uuid.uuid4().hex


def aws_account(profile: str | None) -> SellerAccount:
    """AWS itself, as this profile, as the environment or as the settings say. Nothing is asked yet."""
    from cppo_tui.cli.preferences import chosen_profile, preferences
    from cppo_tui.gateway.catalog import AwsCatalog
    from cppo_tui.gateway.session import aws_session

    catalog = AwsCatalog(aws_session(chosen_profile(profile, preferences()[0])))
    catalog.warm()
    return catalog


def served_account(url: str) -> SellerAccount:
    """The simulated AWS that «cppo sandbox serve» serves at ``url``."""
    from cppo_tui.gateway.catalog import AwsCatalog
    from cppo_tui.gateway.session import served_session

    catalog = AwsCatalog(served_session(url))
    catalog.warm()
    return catalog


def sandbox_account(
    path: Path, *, scenario: str | None = None, pace: str | None = None, fresh: bool = False
) -> SellerAccount:
    """The simulated AWS kept in this file. Raises SandboxUnusable when the file cannot be used."""
    from cppo_tui.cli.sandbox_file import open_sandbox
    from cppo_tui.sandbox.errors import SandboxStateError

    try:
        opened = open_sandbox(path, clock=now, scenario=scenario, pace=pace, fresh=fresh)
    except SandboxStateError as error:
        raise SandboxUnusable(clean(str(error))) from error
    return sandbox_catalog(opened.sandbox, opened.faults)


def sandbox_catalog(sandbox: Sandbox, faults: Sequence[FaultRule] = ()) -> SellerAccount:
    """The real gateway, with the sandbox answering in place of AWS."""
    from cppo_tui.gateway.catalog import AwsCatalog
    from cppo_tui.gateway.session import hermetic_session
    from cppo_tui.sandbox.delivery import in_process
    from cppo_tui.sandbox.faults import Faulty

    catalog = AwsCatalog(hermetic_session(in_process(Faulty(sandbox, faults).exchange)))
    catalog.warm()
    return catalog
