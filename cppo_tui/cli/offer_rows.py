"""An offer and what became of it, as a row of «cppo offers»."""

from datetime import datetime
from typing import Any

from cppo_tui.domain.offer_states import OfferRecord

COLUMNS = (
    ("offer", "Offer"),
    ("standing", "Standing"),
    ("says", "Where it stands"),
    ("name", "Name"),
    ("buyers", "Buyers"),
    ("authorization", "Authorization"),
    ("submission", "On its way"),
)


def offer_row(record: OfferRecord, now: datetime) -> dict[str, Any]:
    """All facts; instants in UTC."""
    offer = record.offer
    return {
        "offer": offer.id,
        "standing": record.standing.value,
        "says": record.words(now),
        "name": offer.name,
        "buyers": list(offer.buyers),
        "waiting_for": list(record.waiting_for),
        "authorization": offer.authorization_id,
        "product": offer.product_id,
        "released": _instant(offer.released),
        "expires": _instant(offer.expires),
        "agreements": [
            {"id": one.id, "status": one.status, "buyer": one.acceptor, "ends": _instant(one.ends)}
            for one in record.agreements
        ],
        "submission": record.submission,
    }


def _instant(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else ""
