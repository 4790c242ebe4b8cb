"""What a check may know besides the draft."""

from datetime import UTC, date

from pydantic import AwareDatetime

from cppo_tui.domain.address_book import AddressBook
from cppo_tui.domain.catalog import OfferView
from cppo_tui.domain.legal import SignedLink
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.offer_summary import OfferSummary


class CheckContext(Frozen):
    """The circumstances of a check: now (UTC), who sells ("" while unknown), which offers exist already.

    ``offers`` is None while the list could not be read: then nobody may conclude that there are none.
    ``book`` is None when the address book could not be read. ``signed_eula`` is the link to an own end-user
    agreement, held in memory only. ``completes`` is the draft offer at AWS that is to be completed, as last
    read; None while it is not known. ``gone`` are the authorizations AWS has said it does not know any more.
    """

    now: AwareDatetime
    seller_account: str = ""
    offers: tuple[OfferSummary, ...] | None = None
    book: AddressBook | None = AddressBook()
    signed_eula: SignedLink | None = None
    completes: OfferView | None = None
    gone: frozenset[str] = frozenset()

    @property
    def today(self) -> date:
        """The current date in UTC, the calendar AWS counts in."""
        return self.now.astimezone(UTC).date()
