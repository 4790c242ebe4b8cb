"""Ours beside AWS's: the draft as AWS computed it, compared line by line before it is released."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.authorization_words import price_label
from cppo_tui.domain.catalog import OfferView
from cppo_tui.domain.change_sets import OfferTerms
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.further_words import NEW_TO_IT
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.money import PRINTED, plain_figure, plain_number, unit_price
from cppo_tui.domain.plan import AMENDING, Plan
from cppo_tui.domain.pricing_terms import Grant
from cppo_tui.domain.reviewed_terms import reviewed_expiry, reviewed_terms
from cppo_tui.domain.terms import Expiry
from cppo_tui.domain.validity import length_meant, length_words

EXPIRES, AGREEMENT, PAYMENT, MARKUP = "Expires", "Agreement", "Payment due", "Markup"
LENGTHS = (AGREEMENT, PAYMENT)
MISSING, NONE = "missing", "none"


class Line(Frozen):
    """One fact of the offer: what was reviewed and what AWS says. ``name``: the fact as people call it, where
    the label has a key of AWS's instead."""

    label: str
    ours: str
    theirs: str
    name: str = ""
    moved: str = ""
    """That AWS has something else because we changed it since, and when; "" when we did not."""
    currencies: tuple[str, str] = ("", "")
    """Of a price: the one reviewed, the offer's; one of them where only that is known."""

    @property
    def called(self) -> str:
        """The label for people."""
        return self.name or self.label

    @property
    def same(self) -> bool:
        """True when both say the same. A price in another currency is another price."""
        ours, theirs = self.currencies
        return self.ours == self.theirs and (not (ours and theirs) or ours == theirs)

    @property
    def said(self) -> tuple[str, str]:
        """Both as people say them: ours, AWS's. What differs as data differs here, too."""
        ours, theirs = self.currencies
        ours, theirs = ours or theirs, theirs or ours
        return _said(self.label, self.ours, ours), _said(self.label, self.theirs, theirs)


def _said(label: str, text: str, currency: str) -> str:
    """A length with AWS's own way of writing it, a moment as a date, a markup and a price with their sign;
    anything else says itself."""
    if label == MARKUP and text != NONE:
        return f"{text} %"
    if currency and PRINTED.fullmatch(text):
        return unit_price(Decimal(text), currency)
    if label in LENGTHS and length_meant(text) is not None:
        return f"{length_words(text)} ({text})"
    if label == EXPIRES and text != MISSING:
        moment = datetime.fromisoformat(text).astimezone(UTC)
        return f"{long_date(moment.date())}, {moment:%H:%M:%S} UTC"
    return text


def compared(
    plan: Plan, offer: OfferView, granted: ResaleAuthorization | None = None, *, moved: str = ""
) -> tuple[Line, ...]:
    """Everything the plan set, beside what AWS has now; ``moved`` tells of a later change to the expiry.

    ``granted`` is the authorization as it was reviewed: where the plan sets nothing, the buyer was to get its
    terms.
    """
    return tuple(
        line.model_copy(update={"moved": moved}) if line.label == EXPIRES and not line.same else line
        for line in _compared(plan, offer, granted)
    )


def _compared(plan: Plan, offer: OfferView, granted: ResaleAuthorization | None) -> tuple[Line, ...]:
    if plan.kind in AMENDING:
        ours = Expiry(day=reviewed_expiry(plan)).instant.isoformat(timespec="seconds")
        return (Line(label=EXPIRES, ours=ours, theirs=_their_instant(offer)),)
    terms = reviewed_terms(plan).model_copy(update={"authorization_id": plan.authorization_id})
    return compare(terms, dict(plan.prices), offer, granted)


def compare(
    terms: OfferTerms,
    expected_prices: dict[str, str],
    offer: OfferView,
    granted: ResaleAuthorization | None = None,
) -> tuple[Line, ...]:
    """Every fact of the reviewed terms beside AWS's own reading of the draft offer.

    ``expected_prices`` holds the buyer prices shown at review, per dimension key.
    """
    reviewed = terms.currency or (granted.currency if granted else "")
    return (
        Line(
            label="Authorization",
            ours=terms.authorization_id,
            theirs=offer.authorization_id,
        ),
        Line(label="Name", ours=terms.name, theirs=offer.name),
        Line(label="Description", ours=terms.description, theirs=offer.description),
        Line(label="Buyers", ours=_accounts(terms.buyers), theirs=_accounts(offer.buyers)),
        Line(label=MARKUP, ours=_number(terms.markup), theirs=_number(offer.markup)),
        *_currency(reviewed, offer.currency),
        *_prices(expected_prices, reviewed, offer, granted),
        *_further(terms, offer, granted),
        Line(label=AGREEMENT, ours=terms.validity.text, theirs=offer.validity.text),
        Line(label=EXPIRES, ours=_instant(terms), theirs=_their_instant(offer)),
    )


def _currency(ours: str, theirs: str) -> tuple[Line, ...]:
    """Of own installments, else the authorization's, which the offer takes; told where it differs."""
    differs = ours and theirs and ours != theirs
    return (Line(label="Currency", ours=ours, theirs=theirs),) if differs else ()


def _prices(
    expected: dict[str, str], currency: str, offer: OfferView, granted: ResaleAuthorization | None
) -> tuple[Line, ...]:
    theirs: dict[str, str] = {}
    for price in offer.prices:  # one dimension priced twice must differ, not hide behind the last price
        told = plain_number(price.price)
        known = theirs.get(price.key, told)
        theirs[price.key] = told if known == told else f"{known} and {told}"
    keys = [*expected, *(key for key in theirs if key not in expected)]
    names = _price_names(granted)
    return tuple(
        Line(
            label=f"Price of {key}",
            ours=expected.get(key, "not expected"),
            theirs=theirs.get(key, MISSING),
            name=names.get(key, ""),
            currencies=(currency, offer.currency),
        )
        for key in keys
    )


def _price_names(granted: ResaleAuthorization | None) -> dict[str, str]:
    """What the prices are for, by their keys; two of one name are told apart by the key."""
    prices = granted.wholesale if granted else ()
    labels = [price_label(price, granted) for price in prices if granted]
    return {
        price.key: f"Price of {label}" + (f" ({price.key})" if labels.count(label) > 1 else "")
        for price, label in zip(prices, labels, strict=True)
    }


def _further(terms: OfferTerms, offer: OfferView, granted: ResaleAuthorization | None) -> tuple[Line, ...]:
    """What only some offers have; told only where one of the two has it."""
    net = terms.net_payment or (granted.net_payment if granted else offer.net_payment)
    purpose = NEW_TO_IT
    lines = (
        Line(label="Countries", ours=_codes(terms.countries), theirs=_codes(offer.countries)),
        Line(label=PAYMENT, ours=net or "none", theirs=offer.net_payment or "none"),
        Line(
            label="Purpose",
            ours=", ".join(terms.purpose or (purpose,)),
            theirs=", ".join(offer.purpose or (purpose,)),
        ),
        *(_quantities(terms.fixed.grants, offer.grants) if terms.fixed else ()),
        *_eula(terms, offer, granted),
    )
    return tuple(line for line in lines if {line.ours, line.theirs} - {"any", "none", purpose})


def _quantities(ours: tuple[Grant, ...], theirs: tuple[Grant, ...]) -> tuple[Line, ...]:
    """What the buyer gets, dimension by dimension; also what only one of the two has."""
    mine, other = ({grant.dimension_key: str(grant.quantity) for grant in side} for side in (ours, theirs))
    return tuple(
        Line(label=f"Quantity of {key}", ours=mine.get(key, "none"), theirs=other.get(key, "none"))
        for key in {**mine, **other}
    )


def _eula(terms: OfferTerms, offer: OfferView, granted: ResaleAuthorization | None) -> tuple[Line, ...]:
    """AWS keeps a copy of an own document under an address of its own, so only its type can be compared.
    The authorization's is told only where AWS has another."""
    label, theirs = "End-user agreement", offer.eula or "none"
    if terms.eula is not None:
        return (Line(label=label, ours=terms.eula.document["Type"], theirs=theirs),)
    inherited = granted.eula_type if granted else ""
    if not inherited or offer.eula in ("", inherited):
        return ()
    return (Line(label=label, ours=inherited, theirs=theirs),)


def _codes(countries: tuple[str, ...]) -> str:
    return ", ".join(sorted(countries)) or "any"


def _accounts(accounts: tuple[str, ...]) -> str:
    return ", ".join(grouped(account) for account in sorted(accounts)) or "none"


def _number(text: str) -> str:
    """AWS prints the markup as it was sent; ``25`` and ``25.0`` are the same figure."""
    number = plain_figure(text)
    return NONE if number in ("", "0") else number


def _instant(terms: OfferTerms) -> str:
    return Expiry(day=terms.expires).instant.isoformat(timespec="seconds")


def _their_instant(offer: OfferView) -> str:
    if offer.expires is None:
        return MISSING
    whole = offer.expires - timedelta(microseconds=offer.expires.microsecond)
    return whole.isoformat(timespec="seconds")
