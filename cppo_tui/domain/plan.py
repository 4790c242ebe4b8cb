"""A plan: exactly what will be sent, frozen at review, with everything needed to notice that it is stale."""

import hashlib
import json
from datetime import datetime
from enum import StrEnum
from typing import Any

from cppo_tui.domain.model import Frozen
from cppo_tui.domain.publish_mode import PublishMode as PublishMode

Changes = list[dict[str, Any]]


class PlanKind(StrEnum):
    """What sending the plan does."""

    PUBLISH = "publish"
    DRAFT = "draft"
    RELEASE = "release"
    EXTEND = "extend"
    EXPIRE = "expire"


AMENDING = frozenset({PlanKind.EXTEND, PlanKind.EXPIRE})
"""The kinds that change the expiry of an offer its buyers have already (fact sheet 2.8)."""


class Plan(Frozen):
    """One change set as it will be sent.

    ``payload`` is the JSON of StartChangeSet's ``ChangeSet`` member, ASCII, in the very bytes that go over
    the wire; ``digest`` its SHA-256. ``seller_account`` and ``world`` ("sandbox" or "aws") say where it may
    be sent, ``fingerprint`` what the authorization looked like. ``offer_id`` is set when the plan works on
    an offer that exists already (release, or reuse of an abandoned draft). ``known_offers`` are the open
    offers the person was told about and consented to; ``prices`` the buyer prices shown, as pairs of
    dimension key and price. ``drafted_payload`` is set on a release: what the draft was made with.
    A plan that amends a released offer has no draft: ``draft_id`` is then the offer's own id, so that one
    change of it is in flight at a time, and ``title`` the offer's name.
    """

    draft_id: str
    kind: PlanKind
    world: str
    seller_account: str
    authorization_id: str
    fingerprint: str
    title: str
    payload: str
    digest: str
    made: datetime
    offer_id: str = ""
    buyers: tuple[str, ...] = ()
    known_offers: tuple[str, ...] = ()
    prices: tuple[tuple[str, str], ...] = ()
    drafted_payload: str = ""
    product_id: str = ""

    @property
    def body(self) -> bytes:
        """The bytes that go over the wire."""
        return self.payload.encode("ascii")

    @property
    def changes(self) -> Changes:
        """The change set as data, for showing."""
        changes: Changes = json.loads(self.payload)
        return changes

    @property
    def reviewed_changes(self) -> Changes:
        """The change set with the offer's terms: of a release, the one its draft was made with."""
        changes: Changes = json.loads(self.drafted_payload or self.payload)
        return changes

    @property
    def intact(self) -> bool:
        """False when the payload is not the one the digest was taken of."""
        return digest_of(self.payload) == self.digest


def canonical(changes: Changes) -> str:
    """The one spelling of a change set: members in our order, ASCII, separators as botocore writes them,
    so that the reviewed text stands letter for letter inside the request body."""
    return json.dumps(changes, ensure_ascii=True, allow_nan=False)


def digest_of(payload: str) -> str:
    """SHA-256 of the payload, as 64 hexadecimal digits."""
    return hashlib.sha256(payload.encode("utf-8", "surrogatepass")).hexdigest()
