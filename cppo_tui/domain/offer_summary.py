"""An offer as AWS lists it. Apart from what else AWS answers, for a check of a file needs nothing of that."""

from datetime import datetime

from cppo_tui.domain.model import Frozen


class OfferSummary(Frozen):
    """An offer of ours as ListEntities shows it (fact sheet 7.1). ``state`` is Draft or Released."""

    id: str
    name: str = ""
    state: str = ""
    product_id: str = ""
    authorization_id: str = ""
    buyers: tuple[str, ...] = ()
    expires: datetime | None = None
    released: datetime | None = None
