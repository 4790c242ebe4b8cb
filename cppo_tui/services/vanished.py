"""Drafts whose authorization AWS has no more: that is said where they are seen, before they are sent."""

from collections.abc import Collection
from contextlib import suppress

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.errors import CatalogError, NotFound, StoreError
from cppo_tui.domain.ports import IN_FLIGHT, Catalog, Store


def is_gone(authorization: ResaleAuthorization, catalog: Catalog, account: str) -> bool:
    """Whether AWS says that it knows no such authorization. One that was given to another account is that
    account's to ask about; what cannot be read is not concluded from."""
    if account and authorization.reseller_account not in ("", account):
        return False
    try:
        catalog.authorization(authorization.id)
    except NotFound:
        return True
    except CatalogError:
        pass
    return False


def vanished(listed: Collection[str], catalog: Catalog, account: str, store: Store) -> dict[str, str]:
    """Of the drafts not sent yet, those whose authorization is gone: the draft's id and the authorization's.

    A list may be late, so what is not ``listed`` is asked for by its id, each once. A draft that cannot be
    opened says nothing. Raises StoreError when the drafts cannot be listed.
    """
    going = (*IN_FLIGHT, "succeeded")
    sent = {row.draft_id for row in store.submissions() if row.state in going}
    known = dict.fromkeys(listed, False)
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
    return found
