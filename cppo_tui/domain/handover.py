"""What the buyer and the ISV must be told of an offer: AWS tells the buyer nothing (fact sheet 8.12)."""

from datetime import datetime

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import AgreementSummary, OfferPrice, OfferSummary, OfferView
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.money import amount, unit_price
from cppo_tui.domain.pricing_terms import FIXED_KEY, due_text, upfront_length
from cppo_tui.domain.validity import agreed_words, length_words

PRIVATE_OFFERS = "https://us-east-1.console.aws.amazon.com/marketplace/home?region=us-east-1#/private-offers"
"""The buyer's own list of private offers: the one page AWS documents (fact sheet 8.11)."""

LINK_NOTE = (
    "The usual form of such a link; AWS documents none. If it fails, the buyer finds the offer under Private "
    "offers, by its id."
)
MOST_PRICES = 12
"""More prices than this belong on the offer's page, not into a mail."""

NOT_FOUND = (
    "Another AWS account is signed in. The page only opens in the account above.",
    "Your company accepts with another account than that one, for example the one that pays for all "
    "(management account) instead of a linked one. Tell us its id: the offer must be made out to it.",
    "Your company has a private marketplace. Ask its administrator to allow the product first.",
    "The offer has expired. Tell us: it can be extended.",
)
"""Why a buyer sees “not found” (fact sheet 8.14, facts 3.1)."""


CUT = "- - - 8< - - -"
"""Where what is printed is cut."""

REHEARSED = "SANDBOX: do not send"
"""What stands before everything that is told of an offer that only the sandbox has."""


class Handover(Frozen):
    """A released offer as others must hear of it. ``agreements`` are those made from it so far, None
    when they could not be read; ``sandbox`` tells that nobody may hear of it."""

    offer_id: str
    link: str
    name: str
    buyers: tuple[str, ...]
    expires: datetime | None
    prices: tuple[str, ...] = ()
    agreement: str = ""
    product: str = ""
    product_id: str = ""
    manufacturer: str = ""
    authorization_id: str = ""
    agreements: tuple[AgreementSummary, ...] | None = ()
    sandbox: bool = False

    @property
    def accounts(self) -> str:
        """Whom the offer is made out to."""
        return " or ".join(grouped(buyer) for buyer in self.buyers)

    @property
    def subject(self) -> str:
        """The mail's subject."""
        until = f": accept by {long_date(self.expires.date())}" if self.expires else ""
        marked = f"{REHEARSED}. " if self.sandbox else ""
        return f"{marked}Private offer “{self.name}” in AWS Marketplace{until}"

    @property
    def deadline(self) -> str:
        """The last moment to accept, in words and in UTC. A mail is read another day: no days left."""
        if self.expires is None:
            return "no date is set"
        return f"{long_date(self.expires.date())}, {self.expires:%H:%M} UTC"

    def mail(self) -> str:
        """The text for the buyer: where, signed in as whom, until when, for how much, and what if."""
        lines = [
            *self._marked(),
            "Hello,",
            "",
            f"Our private offer “{self.name}” is waiting for you in AWS Marketplace.",
            f"1. Sign in to the AWS account {self.accounts}.",
            f"2. Open {self.link}",
            f"   or look under AWS Marketplace > Private offers for offer {self.offer_id}:",
            f"   {PRIVATE_OFFERS}",
            f"3. Accept by {self.deadline}.",
        ]
        if self.prices:
            lines += ["", "What it costs:", *(f"- {price}" for price in self.prices)]
        if self.agreement:
            lines += ["", f"The agreement runs {self.agreement}."]
        lines += ["", "If the page says it cannot be found, one of these is so:"]
        return "\n".join([*lines, *(f"- {reason}" for reason in NOT_FOUND)]) + "\n"

    def _marked(self) -> tuple[str, ...]:
        return (REHEARSED, "") if self.sandbox else ()

    def isv_note(self) -> str:
        """The text for the ISV: which offer of theirs was made, and whether it is accepted. No margin."""
        accepted = [
            f"Agreement: {one.id} with account {grouped(one.acceptor)}, {one.status.lower()}"
            for one in self.agreements or ()
        ]
        none = "Not accepted yet." if self.agreements is not None else "Whether it is accepted is not known."
        lines = [
            *self._marked(),
            "Hello,",
            "",
            f"We made a channel partner private offer for {self.product or self.product_id}.",
            f"Offer: {self.offer_id}",
            f"Resale authorization: {self.authorization_id}",
            f"Buyer account: {self.accounts}",
            f"Can be accepted until: {self.deadline}",
            *(accepted or [none]),
        ]
        return "\n".join(lines) + "\n"

    @property
    def isv_subject(self) -> str:
        """The note's subject."""
        marked = f"{REHEARSED}. " if self.sandbox else ""
        return f"{marked}Channel partner private offer for {self.product or self.product_id}: {self.offer_id}"

    def isv_letter(self) -> str:
        """The note with its subject."""
        return f"Subject: {self.isv_subject}\n\n{self.isv_note()}"

    @property
    def isv(self) -> str:
        """Whom the note is for."""
        return self.manufacturer or "the ISV"

    def letter(self) -> str:
        """The mail with its subject."""
        return f"Subject: {self.subject}\n\n{self.mail()}"

    def letters(self) -> str:
        """Both texts, as they are printed, cut where nobody overlooks it: they go to different
        people."""
        return "\n".join(
            (
                f"{CUT} To the buyer {CUT}",
                self.letter(),
                f"{CUT} To {self.isv}; not for the buyer {CUT}",
                self.isv_letter(),
            )
        )


def offer_link(product_id: str, offer_id: str) -> str:
    """The buyer's page of the offer, as AWS's labs build it; not documented (fact sheet 8.11)."""
    return f"https://aws.amazon.com/marketplace/saas/ordering?productId={product_id}&offerId={offer_id}"


def handover_of(
    offer: OfferView,
    authorization: ResaleAuthorization | None,
    agreements: tuple[AgreementSummary, ...] | None = (),
    *,
    sandbox: bool = False,
) -> Handover:
    """From AWS's own figures; the authorization, where it can be read, gives things their names."""
    prices = tuple(_price_words(price, offer.currency, authorization) for price in offer.prices)
    more = len(prices) - MOST_PRICES
    shown = (
        *prices[:MOST_PRICES],
        *([f"and {more} more, as the offer's page lists them"] if more > 0 else []),
    )
    return Handover(
        offer_id=offer.id,
        link=offer_link(offer.product_id, offer.id),
        name=offer.name or offer.id,
        buyers=offer.buyers,
        expires=offer.expires,
        prices=shown,
        agreement=agreed_words(offer.validity, authorization) if authorization else _validity(offer),
        product=authorization.product_name if authorization else "",
        product_id=offer.product_id,
        manufacturer=authorization.manufacturer_name if authorization else "",
        authorization_id=offer.authorization_id,
        agreements=None
        if agreements is None
        else tuple(one for one in agreements if one.offer_id == offer.id),
        sandbox=sandbox,
    )


def handover_problem(offer: OfferView | OfferSummary, now: datetime) -> str:
    """Why there is nothing to hand over yet, or any more; "" when there is."""
    if offer.state != "Released":
        return f"{offer.id} is a draft: no buyer can see it. Release it first."
    if offer.expires is not None and offer.expires < now:
        gone = long_date(offer.expires.date())
        return f"{offer.id} expired on {gone}. «cppo extend {offer.id} DATE» opens it again."
    return ""


def _price_words(price: OfferPrice, currency: str, authorization: ResaleAuthorization | None) -> str:
    """A price with what it is for, as its key tells."""
    if due := due_text(price.key):
        return f"{amount(price.price, currency)} due on {due}"
    if price.key == FIXED_KEY:
        return f"{amount(price.price, currency)} upfront"
    length = upfront_length(price.key)
    dimension = price.key.removesuffix(f" / {length}") if length else price.key
    name = authorization.dimension(dimension).name if authorization else dimension
    cost = f"{unit_price(price.price, currency)} per unit of {name}"
    return f"{cost} for {length_words(length)}" if length else f"{cost}, as used"


def _validity(offer: OfferView) -> str:
    """Without the authorization only what the offer itself says."""
    return agreed_words(offer.validity, None) if offer.validity.term else ""
