"""One draft for every rule there is: together they make every check speak."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cppo_tui.domain.authorization import PricingKind
from cppo_tui.domain.catalog import AuthorizationListing, OfferPrice
from cppo_tui.domain.checks import CheckContext, check_all
from cppo_tui.domain.checks.availability import check_expiring, check_extension
from cppo_tui.domain.checks.completing import check_completed
from cppo_tui.domain.checks.opportunity import listing_problems
from cppo_tui.domain.countries import COUNTRIES
from cppo_tui.domain.draft import (
    EulaChoice,
    EulaKind,
    OfferDraft,
    PriceBasis,
    PricingChoice,
    ProductType,
    Purpose,
)
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.legal import SignedLink
from cppo_tui.domain.pricing_terms import RateCard, UnitPrice
from cppo_tui.domain.purpose import CHANNELS
from cppo_tui.domain.terms import Expiry, resolve_new_expiry
from cppo_tui.domain.validity import Validity
from tests.domain.given import (
    BUYER,
    ISV,
    NOW,
    OTHER_BUYER,
    SELLER,
    a_book,
    a_context,
    a_draft,
    a_released_offer,
    an_authorization,
    an_offer,
    archera,
    limited_to,
    priced,
)
from tests.domain.kinds import (
    a_draft_of,
    by_the_hour,
    charges,
    consumption,
    contract,
    hourly,
    installments,
    own_amounts,
    own_schedule,
    paid_at_once,
    replacing,
    rows,
)

_BAD_FIGURES = (
    "", "5%", "5,0", "-1", "1e2", "1.1234567890", "25.", "1234567890", "٥", "abc", "0", "0.5", "500",
)  # fmt: skip
_BAD_DATES = (
    "",
    "60",
    "2027-02-29",
    "2026-13-01",
    "01/02/2027",
    "99999999999 days",
    "１0 days",
    "2027–01–01",
    "soon",
    "99999 years",
)
_BAD_BUYERS = ("123", "1234567890123", "12x", "１２３", "12.3", "0" * 12, SELLER, ISV, BUYER, BUYER)
_BAD_AUTHORIZATIONS: tuple[dict[str, Any], ...] = (
    {"status": "Draft"},
    {"status": ""},
    {"status": "Restricted"},
    {"ends": NOW - timedelta(days=1)},
    {"extended_status": "Completed-Used"},
    {"unread": ("end date", "number of offers")},
    {"reseller_role": "Distributor"},
    {"reseller_account": OTHER_BUYER},
    {"usage_prices": ()},
    *({"kind": kind} for kind in PricingKind if kind is not PricingKind.USAGE),
)
_BAD_ROWS = (
    ("", "600"),
    ("2026-12-01", ""),
    ("2026-12-01", "1,000"),
    ("soon", "600"),
    ("2026-11-22", "600"),
)
_BAD_URLS = ("", "http://b.s3.amazonaws.com/e.pdf", "https://example.com/e.pdf")
_PLAIN_URL = "https://b.s3.amazonaws.com/e.pdf"
_HUNDREDS = RateCard(
    duration="P12M", prices=tuple(UnitPrice(dimension_key=f"d{n}", wholesale=Decimal(1)) for n in range(201))
)


_AMENDED: tuple[dict[str, Any], ...] = (
    {},
    {"authorization_id": ""},
    {"state": "Draft"},
    {"expires": NOW - timedelta(days=3)},
    {"validity": Validity(start=date(2027, 2, 1), end=date(2028, 1, 31))},
    {"validity": Validity(end=date(2027, 6, 1))},
    {"prices": tuple(OfferPrice(key=f"due 2027-0{month}-01", price=Decimal(9)) for month in (2, 4))},
    {"validity": Validity(duration="P400D"), "prices": (OfferPrice(key="m7 / P365D", price=Decimal(9)),)},
)


def all_drafts() -> list[OfferDraft]:
    """Each provokes at least one finding."""
    return [*_of_usage(), *_of_contracts(), *_of_installments(), *_with_further_terms()]


def _of_contracts() -> list[OfferDraft]:
    """Starts, ends and lengths that do not go."""
    longest = "2031-11-24"
    return [
        *(a_draft_of(contract(), start=text) for text in (*_BAD_DATES, "2026-12-01", "2029-11-24")),
        a_draft_of(contract(latest_start=date(2027, 2, 1)), start="2027-02-02"),
        a_draft_of(contract("P12M", "P36M"), start="2027-02-01", agreement="24 months"),
        a_draft(start="2027-02-01"),
        a_draft_of(by_the_hour(), agreement="1096 days"),
        a_draft_of(hourly(), agreement="400 days"),
        a_draft_of(contract(), replaces=replacing()),
        *(a_draft_of(contract(), replaces=replacing(), agreement=text) for text in ("2026-11-23", longest)),
        a_draft_of(contract(), replaces=replacing(product_id="prod-other"), reuse_offer_id="offer-x"),
        a_draft_of(contract(), replaces=replacing(ends=NOW), buyers=(OTHER_BUYER,)),
        a_draft(replaces=replacing()),
        a_draft_of(contract(reseller_contract="CustomResellerContract")),
    ]


def _of_installments() -> list[OfferDraft]:
    """Schedules that do not go."""
    past = installments(schedule=charges(date(2026, 11, 22), date(2027, 6, 1)))
    soon = installments(schedule=charges(date(2026, 12, 1), date(2026, 12, 24), date(2027, 12, 1)))
    twice = rows(("2026-12-01", "600"), ("2026-12-01", "600"))
    many = rows(*((f"{day} days", "600") for day in range(1, 62)))
    other = (("seats", "none"),)
    hundreds = tuple((price.dimension_key, "1") for price in _HUNDREDS.prices)
    return [
        a_draft(installments=own_amounts("1000")),
        a_draft_of(paid_at_once(), installments=own_amounts("1000")),
        a_draft_of(installments(), installments=own_amounts("1000", "999.99", "1000"), reuse_offer_id="o"),
        a_draft_of(installments(), installments=own_amounts("1000", "1000", "1000"), reuse_offer_id="o"),
        a_draft_of(past, installments=own_amounts("1000", "1000")),
        a_draft_of(soon),
        *(a_draft_of(contract(), installments=own_schedule(rows=rows(line))) for line in _BAD_ROWS),
        *(a_draft_of(contract(), installments=own_schedule(rows=lines)) for lines in ((), twice, many)),
        *(a_draft_of(contract(), installments=own_schedule(quantities=listed)) for listed in ((), other)),
        a_draft_of(contract(rate_cards=(_HUNDREDS,)), installments=own_schedule(quantities=hundreds)),
        a_draft_of(contract(), installments=own_schedule(quantities=(("seats", "13"),))),
        a_draft_of(contract(), installments=own_schedule(duration="P24M")),
        a_draft_of(consumption(), installments=own_schedule()),
    ]


def _with_further_terms() -> list[OfferDraft]:
    """Countries, end-user agreements, payment terms and purposes that do not go, or are final."""
    url, file = EulaKind.URL, EulaKind.FILE
    return [
        a_draft(countries=("US", "Germany")),
        a_draft(countries=tuple(sorted(COUNTRIES))[:245]),
        a_draft(countries=("US",), product_type=ProductType.SERVICES),
        a_draft(eula=EulaChoice(kind=EulaKind.STANDARD), product_type=ProductType.SERVICES),
        *(a_draft(eula=EulaChoice(kind=url, url=text)) for text in (*_BAD_URLS, _PLAIN_URL)),
        a_draft(eula=EulaChoice(kind=url, url="https://b.s3.amazonaws.com/other.pdf", needs_link=True)),
        *(a_draft(eula=EulaChoice(kind=file, path=path)) for path in ("", "eula.pdf")),
        a_draft(net_payment="P30D"),
        a_draft(authorization=an_authorization(net_payment="P30D"), net_payment="P45D"),
        a_draft(purpose=Purpose.EXISTING),
        *(a_draft(authorization=an_authorization(earlier=(told, "Usage"))) for told in CHANNELS.values()),
        a_draft_of(contract(), start="2027-02-01", countries=("US",)),
    ]


def _of_usage() -> list[OfferDraft]:
    """What can be wrong with any offer."""
    return [
        OfferDraft(id="empty"),
        *(a_draft(pricing=PricingChoice(text=text)) for text in _BAD_FIGURES),
        *(a_draft(pricing=priced(basis, "")) for basis in PriceBasis),
        *(a_draft(pricing=priced(PriceBasis.MARGIN, text)) for text in ("100", "99.999999999")),
        *(a_draft(pricing=priced(PriceBasis.PRICE, text)) for text in ("0.001", "999999999", "0.012345678")),
        a_draft(pricing=priced(PriceBasis.PRICE, "1"), authorization=an_authorization("0")),
        *(a_draft(authorization=archera(wholesale)) for wholesale in ("0.0075", "0.0078")),
        *(a_draft(agreement=text, expiry=text) for text in _BAD_DATES),
        *(a_draft(agreement=text) for text in ("0 days", "2020-01-01", "2026-12-24", "10 years")),
        *(a_draft(expiry=text) for text in ("2020-01-01", "0 days", "1 day", "2 days", "2 years")),
        a_draft(authorization=an_authorization(ends=NOW + timedelta(days=9))),
        *(a_draft(authorization=an_authorization(**facts)) for facts in _BAD_AUTHORIZATIONS),
        a_draft(authorization=an_authorization(manufacturer_name="Аrchera")),  # with a Cyrillic А
        a_draft(buyers=_BAD_BUYERS),
        a_draft(buyer_entry="2222-3333-4444"),
        a_draft(buyers=(BUYER, OTHER_BUYER)),
        *(a_draft(buyers=tuple(f"{n:012}" for n in range(1, count + 1))) for count in (25, 26, 30)),
        a_draft(authorization=limited_to("333344445555", *(f"3333444455{n:02}" for n in range(9)))),
        *(a_draft(name=text, description=text) for text in ("", " x", "a<b>\\", "a<b", "x" * 300)),
        *(a_draft(name=text, description=text) for text in ("a<U+0000>b", "<U+202E>a<U+0000>")),
        a_draft(name="For jane@contoso.com"),
    ]


def _contexts() -> list[CheckContext]:
    return [
        a_context(offers=(an_offer(), an_offer(id="offer-2", expires=None))),
        a_context(offers=None),
        a_context(seller_account=""),
        a_context(gone=frozenset({an_authorization().id})),
        *(a_context(signed_eula=_link(hours)) for hours in (0, 1, 13)),
        a_context(book=None),
        a_context(book=a_book(Contoso=(BUYER,), Globex=(OTHER_BUYER,))),
        a_context(book=a_book(Contoso=(BUYER, "000000000001"))),
        a_context(book=a_book(Contoso=("012345678902", "102345678901"))),
    ]


def _link(hours: int) -> SignedLink:
    """A presigned link to the document that is valid for so many hours."""
    signed = f"{_PLAIN_URL}?X-Amz-Signature=0"
    return SignedLink(source=_PLAIN_URL, url=signed, ends=NOW + timedelta(hours=hours))


def every_finding() -> list[Finding]:
    """What all checks say about all these drafts, and about an authorization that cannot be read."""
    unread = AuthorizationListing(id="resaleauthz-unread", problem="AWS does not know it.")
    return [
        *(
            finding
            for draft in all_drafts()
            for context in _contexts()
            for finding in check_all(draft, context)
        ),
        *listing_problems(unread, a_context()),
        *every_amending_finding(),
        *every_completing_finding(),
    ]


def every_completing_finding() -> list[Finding]:
    """What the checks say about completing these draft offers of AWS's."""
    charged = (OfferPrice(key="due 2027-02-01", price=Decimal(9)),)
    kept = a_released_offer(state="Draft", prices=charged, eula="CustomEula", net_payment="P30D")
    replaces = a_released_offer(state="Draft", validity=Validity(end=date(2027, 6, 1)))
    elsewhere = a_released_offer(state="Draft", authorization_id="resaleauthz-2")
    offers = (
        kept,
        replaces,
        elsewhere,
        a_released_offer(),
        a_released_offer(state="Draft", revision=4),
        None,
    )
    draft = a_draft(reuse_offer_id=kept.id, reuse_offer_revision=kept.revision)
    contexts = [a_context(completes=offer) for offer in offers]
    return [finding for context in contexts for finding in check_completed(draft, context)]


def every_amending_finding() -> list[Finding]:
    """What the checks say about changing the expiry of these released offers, to these days or at once."""
    days = [date(2026, 12, 1), date(2027, 1, 31), date(2027, 6, 1)]
    offers = [a_released_offer(**facts) for facts in _AMENDED]
    moved = [
        finding
        for offer in offers
        for day in days
        for finding in check_extension(offer, Expiry(day=day), None, a_context(), typed="20 days")
    ]
    either = resolve_new_expiry("+20 days", days[1], a_context().today)
    plus = [either] if isinstance(either, Finding) else []
    return moved + plus + [finding for offer in offers for finding in check_expiring(offer, a_context())]
