"""Drafts whose authorization AWS has no more: that is said where they are seen, before they are sent."""

from collections.abc import Collection
from contextlib import suppress
from typing import NamedTuple

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.errors import CatalogError, NotFound, StoreError
from cppo_tui.domain.ports import IN_FLIGHT, Catalog, Store


class Found(NamedTuple):
    """``drafts``: of each whose authorization is gone the id, and the authorization's. ``there``: the
    authorizations AWS does have."""

    drafts: dict[str, str]
    there: frozenset[str]


def is_gone(authorization: ResaleAuthorization, catalog: Catalog, account: str) -> bool | None:
    """Whether AWS says that it knows no such authorization; None while that cannot be told.

    One that was given to another account is that account's to ask about; a read that fails says nothing.
    """
    if account and authorization.reseller_account not in ("", account):
        return None
    try:
        catalog.authorization(authorization.id)
    except NotFound:
        return True
    except CatalogError:
        return None
    return False


def vanished(listed: Collection[str], catalog: Catalog, account: str, store: Store) -> Found:
    """Look at the authorizations of the drafts that were not sent yet.

    A list may be late, so what is not ``listed`` is asked for by its id, each once. A draft that cannot be
    opened says nothing. Raises StoreError when the drafts cannot be listed.
    """
    going = (*IN_FLIGHT, "succeeded")
    sent = {row.draft_id for row in store.submissions() if row.state in going}
    known: dict[str, bool | None] = dict.fromkeys(listed, False)
    found: dict[str, str] = {}
    for row in store.drafts():
        if row.id in sent:
            continue
        with suppress(StoreError):
            draft, _ = store.load_draft(row.id)
            if draft.authorization is None:
                continue
            own = draft.authorization.id
            if own not in known:
                known[own] = is_gone(draft.authorization, catalog, account)
            if known[own]:
                found[row.id] = own
    return Found(found, frozenset(one for one, gone in known.items() if gone is False))
