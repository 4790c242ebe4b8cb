"""AWS as it can be on a bad day: each double stands before a working catalog and spoils one thing."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import (
    AgreementSummary,
    Caller,
    ChangeSetSummary,
    OfferPrice,
    OfferSummary,
    OfferView,
)
from cppo_tui.domain.errors import CatalogError, NotFound, NotSignedIn, ServiceFault, UnknownOutcome
from cppo_tui.domain.ports import SellerAccount, Sender, Still, always


class Before:
    """Hands everything on to the catalog behind it."""

    def __init__(self, catalog: SellerAccount) -> None:
        self._behind = catalog

    def __getattr__(self, name: str) -> Any:
        return getattr(self._behind, name)


class SignedOut(Before):
    """Nobody is signed in."""

    def caller(self) -> Caller:
        """Says so."""
        raise NotSignedIn("No AWS credentials were found.")


class NoOffers(Before):
    """The list of offers cannot be read, until ``well`` is set."""

    well = False

    def offers(self, authorization_id: str = "") -> tuple[OfferSummary, ...]:
        """A fault of AWS's own."""
        if not self.well:
            raise ServiceFault("AWS answered with status 500.")
        return self._behind.offers(authorization_id)


class NoAuthorization(Before):
    """No authorization can be read by itself."""

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        """A fault of AWS's own."""
        raise ServiceFault(f"AWS answered with status 500 about {authorization_id}.")


class Two(Before):
    """A second agreement was made from each offer. It runs as AWS lists it, though its end is past."""

    def agreements_from(self, offer_id: str) -> tuple[AgreementSummary, ...]:
        """Both."""
        found: tuple[AgreementSummary, ...] = self._behind.agreements_from(offer_id)
        over = {"id": "agmt-over", "acceptor": "433344445555", "ends": datetime(2026, 1, 31, tzinfo=UTC)}
        return (*found, *(one.model_copy(update=over) for one in found))


class Ended(Before):
    """Every agreement has ended since the list was read."""

    def agreements_from(self, offer_id: str) -> tuple[AgreementSummary, ...]:
        """Ended."""
        found = self._behind.agreements_from(offer_id)
        return tuple(one.model_copy(update={"status": "EXPIRED"}) for one in found)


class Changed(Before):
    """The authorization is another one by the time it is read again."""

    to: ResaleAuthorization | None = None
    gone = False

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        """The changed one, once there is one; none once it is ``gone``."""
        if self.gone:
            raise NotFound(f"{authorization_id} is not known.")
        return self.to or self._behind.authorization(authorization_id)


class Otherwise(Before):
    """AWS computed something else than was reviewed."""

    def offer(self, offer_id: str) -> OfferView:
        """Another buyer, another price."""
        offer: OfferView = self._behind.offer(offer_id)
        price = OfferPrice(key="gri_premiums", price=Decimal("0.03"))
        return offer.model_copy(update={"buyers": ("999900001111",), "prices": (price,)})


class Doubtful(Before):
    """The answer to a send is lost on the way back. ``arrives``: AWS got it. ``listed``: and lists it."""

    def __init__(self, catalog: SellerAccount, *, arrives: bool, listed: bool = True) -> None:
        super().__init__(catalog)
        self.arrives = arrives
        self.listed = listed
        self.lost: CatalogError | None = UnknownOutcome(
            "The connection broke while waiting for AWS's answer."
        )
        self.sent: list[tuple[bytes, str]] = []

    def sender(self) -> Sender:
        """A sender that loses the answer while ``lost`` is set."""
        return _DoubtfulSender(self, self._behind.sender())

    def change_sets(self, name: str = "") -> tuple[ChangeSetSummary, ...]:
        """What AWS lists; with a lag, nothing yet."""
        return self._behind.change_sets(name) if self.listed else ()


class Counted(Doubtful):
    """Hands everything on and keeps every change set that was sent."""

    def __init__(self, catalog: SellerAccount) -> None:
        super().__init__(catalog, arrives=True)
        self.lost = None


class _DoubtfulSender:
    def __init__(self, catalog: Doubtful, behind: Sender) -> None:
        self._catalog = catalog
        self._behind = behind

    def caller(self) -> Caller:
        return self._behind.caller()

    def start(self, payload: bytes, *, name: str, token: str, still: Still = always) -> str:
        self._catalog.sent.append((payload, token))
        answer = ""
        if self._catalog.arrives or self._catalog.lost is None:
            answer = self._behind.start(payload, name=name, token=token, still=still)
        if self._catalog.lost is not None:
            raise self._catalog.lost
        return answer
