"""Each authorization with each term an offer can carry: AWS makes the offer, or a rule says before why not.

The authorizations are the sandbox's own and those that no scenario has; those of no use say so each time.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.checks import check_all
from cppo_tui.domain.checks.contract import contract_consent
from cppo_tui.domain.checks.further import shorter_terms
from cppo_tui.domain.draft import (
    EarlierPricing,
    EulaChoice,
    EulaKind,
    InstallmentRow,
    Installments,
    OfferDraft,
    PriceBasis,
    PricingChoice,
    Purpose,
)
from cppo_tui.domain.plan import PublishMode
from cppo_tui.domain.product import likely_type
from cppo_tui.sandbox import seed_archera, seed_terms
from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.service import Sandbox
from tests.contracts.drawing import BUYER, KNOWN_TYPES, Drawn, presigned, typed_address, uploaded
from tests.contracts.judging import (
    ON_USE,
    RUNNING,
    SUCCEEDED,
    agreements,
    consented,
    context,
    differences,
    sent,
    shared,
    what_aws_says,
)
from tests.reliability.quoted import quoted

UNUSABLE = {
    vendors.USED_UP: "AUTHORIZATION_USED_UP",
    vendors.EXPIRED: "AUTHORIZATION_EXPIRED",
    vendors.RESTRICTED: "AUTHORIZATION_RESTRICTED",
    vendors.DISTRIBUTOR: "AUTHORIZATION_DISTRIBUTOR",
    seed_terms.NEW_PRICING: "KIND_UNKNOWN",
}
USAGE = {
    *(seed_archera.BRONZE, seed_archera.SILVER, seed_archera.GOLD, vendors.SINGLE_USE, vendors.ENDS_SOON),
    *(vendors.NAMED_BUYERS, vendors.EURO, vendors.NET_TERMS, vendors.CUSTOM_LEGAL, vendors.MANY_DIMENSIONS),
    seed_terms.QUERIES_ONLY,
}
PER_UNIT = {vendors.CONTRACT, vendors.CONSUMPTION, seed_terms.RENEWAL, seed_terms.UPGRADE}
PER_UNIT |= {seed_terms.OTHER_PRODUCT}
HOURLY = {vendors.AMI_ANNUAL, seed_terms.BY_THE_HOUR}
ON_A_MACHINE = HOURLY | {seed_terms.CONTRACT_ON_AMI}
SAAS_CONTRACTS = PER_UNIT | {vendors.INSTALLMENTS, seed_terms.ONE_TIME}
EVERY = USAGE | SAAS_CONTRACTS | ON_A_MACHINE | {vendors.SERVICES}
BUT_SAAS_CONTRACTS = dict.fromkeys(EVERY - SAAS_CONTRACTS, "START_NOT_POSSIBLE")
NO_INSTALLMENTS = dict.fromkeys(USAGE | HOURLY | {seed_terms.ONE_TIME}, "INSTALLMENTS_NOT_POSSIBLE")


def good(authorization: ResaleAuthorization) -> OfferDraft:
    """What a person types who makes no mistake, and no choice but the markup."""
    asked = bool(authorization.usage_prices)
    return OfferDraft(
        id="d" * 32,
        authorization=authorization,
        product_type=KNOWN_TYPES.get(authorization.id, likely_type(authorization)),
        buyers=(authorization.buyers[0].account if authorization.buyers else BUYER,),
        pricing=PricingChoice(text="25"),
        agreement="700 days" if asked else None,
        consents=frozenset({contract_consent(authorization)}),
    )


def own(authorization: ResaleAuthorization) -> Installments:
    """A hundred more than the ISV gets on each of its dates; or three units of something, paid twice."""
    theirs = tuple(InstallmentRow(amount=f"{charge.amount + 100:f}") for charge in authorization.schedule)
    ours = (InstallmentRow(due="30 days", amount="9000"), InstallmentRow(due="200 days", amount="9000"))
    card = authorization.rate_cards[0] if authorization.rate_cards else None
    return Installments(
        own=True,
        rows=theirs or ours,
        duration=card.duration if card else "",
        quantities=((card.prices[0].dimension_key, "3"),) if card else (),
    )


Term = Callable[[OfferDraft, ResaleAuthorization], Drawn]


def with_fields(**fields: Any) -> Term:
    return lambda draft, _: Drawn(draft.model_copy(update=fields))


def with_eula(eula: Drawn) -> Term:
    return lambda draft, _: Drawn(draft.model_copy(update={"eula": eula.draft.eula}), eula.link)


def by_price(draft: OfferDraft, authorization: ResaleAuthorization) -> Drawn:
    """Half as much again for the first thing there is to pay."""
    first = authorization.wholesale[0]
    text = f"{first.amount * Decimal('1.5'):f}"
    choice = PricingChoice(basis=PriceBasis.PRICE, text=text, dimension_key=first.key)
    return Drawn(draft.model_copy(update={"pricing": choice}))


def later(draft: OfferDraft, authorization: ResaleAuthorization) -> Drawn:
    """In half a year, for the first of the lengths."""
    cards = authorization.rate_cards
    length = {"agreement": cards[0].duration} if cards else {}
    return Drawn(draft.model_copy(update={"start": "180 days", **length}))


def in_installments(draft: OfferDraft, authorization: ResaleAuthorization) -> Drawn:
    return Drawn(draft.model_copy(update={"installments": own(authorization)}))


def installments_later(draft: OfferDraft, authorization: ResaleAuthorization) -> Drawn:
    return later(in_installments(draft, authorization).draft, authorization)


def replacing(key: str) -> Term:
    def take_over(draft: OfferDraft, _: ResaleAuthorization) -> Drawn:
        replaced = agreements()[key]
        update = {"replaces": replaced, "buyers": (replaced.acceptor,), "agreement": "500 days"}
        return Drawn(draft.model_copy(update=update))

    return take_over


def replacing_with_installments(draft: OfferDraft, authorization: ResaleAuthorization) -> Drawn:
    return replacing(RUNNING)(in_installments(draft, authorization).draft, authorization)


def paid_sooner(draft: OfferDraft, authorization: ResaleAuthorization) -> Drawn:
    """In the longest of the shorter terms, or what nobody granted."""
    shorter = shorter_terms(authorization)
    return Drawn(draft.model_copy(update={"net_payment": shorter[-1] if shorter else "P15D"}))


NOT_REPLACEABLE = dict.fromkeys(EVERY - SAAS_CONTRACTS, "REPLACEMENT_NOT_POSSIBLE")
OTHER_PRODUCT = {seed_terms.OTHER_PRODUCT: "REPLACEMENT_OTHER_PRODUCT"}
TERMS: dict[str, tuple[Term, dict[str, str]]] = {
    "nothing more": (with_fields(), {}),
    "verified first": (with_fields(mode=PublishMode.VERIFY), {}),
    "no markup": (with_fields(pricing=PricingChoice(text="0")), {}),
    "a margin": (with_fields(pricing=PricingChoice(basis=PriceBasis.MARGIN, text="20")), {}),
    "a price": (by_price, {}),
    "own installments": (in_installments, NO_INSTALLMENTS),
    "a later start": (later, BUT_SAAS_CONTRACTS),
    "own installments and a later start": (installments_later, {**BUT_SAAS_CONTRACTS, **NO_INSTALLMENTS}),
    "a replaced agreement": (replacing(RUNNING), {**NOT_REPLACEABLE, **OTHER_PRODUCT}),
    "a replaced agreement and own installments": (
        replacing_with_installments,
        {**NO_INSTALLMENTS, **NOT_REPLACEABLE, **OTHER_PRODUCT},
    ),
    "an agreement that cannot be replaced": (
        replacing(ON_USE),
        {**NOT_REPLACEABLE, **dict.fromkeys(SAAS_CONTRACTS, "REPLACEMENT_OTHER_PRODUCT")},
    ),
    "ten years": (
        with_fields(agreement="10 years"),
        dict.fromkeys(HOURLY, "AGREEMENT_TOO_LONG"),
    ),
    "three years to accept": (
        with_fields(expiry="2029-11-23", agreement="11 years"),
        {
            **dict.fromkeys(HOURLY, "AGREEMENT_TOO_LONG"),
            vendors.INSTALLMENTS: "EXPIRY_AFTER_CHARGES",
            vendors.SERVICES: "EXPIRY_AFTER_CHARGES",
        },
    ),
    "countries": (with_fields(countries=("US", "DE")), {vendors.SERVICES: "COUNTRIES_WITH_SERVICES"}),
    "the standard contract": (
        with_fields(eula=EulaChoice(kind=EulaKind.STANDARD)),
        {vendors.SERVICES: "EULA_STANDARD_WITH_SERVICES"},
    ),
    "a document in S3": (with_eula(typed_address("https://contracts.s3.amazonaws.com/eula.pdf")), {}),
    "a presigned document": (with_eula(typed_address(presigned(166))), {}),
    "an uploaded document": (with_eula(uploaded()), {}),
    "a document not uploaded": (
        with_eula(Drawn(uploaded().draft)),
        dict.fromkeys(EVERY, "EULA_NOT_UPLOADED"),
    ),
    "payment sooner": (paid_sooner, dict.fromkeys(EVERY - {vendors.NET_TERMS}, "NET_TERM_NOT_SHORTER")),
    "payment at once": (
        with_fields(net_payment="P15D"),
        dict.fromkeys(EVERY - {vendors.NET_TERMS}, "NET_TERM_NOT_SHORTER"),
    ),
    "payment later": (with_fields(net_payment="P90D"), dict.fromkeys(EVERY, "NET_TERM_NOT_SHORTER")),
    "an existing customer": (with_fields(purpose=Purpose.EXISTING), {}),
    "a customer who moves": (
        with_fields(purpose=Purpose.MOVING, earlier_pricing=EarlierPricing.BYOL),
        {},
    ),
}


def outcome(usual: OfferDraft, term: str, world: Sandbox | None = None) -> str:
    """The rule that stops it before it is sent, or what became of it at AWS."""
    assert usual.authorization
    drawn = TERMS[term][0](usual, usual.authorization)
    draft = consented(*drawn)
    stopping = [finding.code for finding in check_all(draft, context(drawn.link)) if finding.stops]
    if stopping:
        return stopping[0]
    seen = sent(draft, drawn.link, world)
    said = what_aws_says(seen)
    return said if said != SUCCEEDED else str(differences(draft, drawn.link, seen, world) or SUCCEEDED)


def test_every_authorization_there_is_stands_in_the_table() -> None:
    assert {*UNUSABLE, *EVERY} == set(shared())


def test_the_readme_says_how_large_the_table_is() -> None:
    refused = sum(len(codes) for _, codes in TERMS.values())
    made = len(EVERY) * len(TERMS) - refused
    quoted(f"{len(EVERY)} authorizations of every kind × {len(TERMS)} terms an offer can carry")
    quoted(f"{made} made as reviewed; {refused} refused by a rule's name before anything was sent")


@pytest.mark.parametrize("term", TERMS)
def test_a_term_makes_an_offer_or_is_refused_by_name_before_anything_is_sent(term: str) -> None:
    told = {one: outcome(good(shared()[one]), term) for one in EVERY}
    assert told == {one: TERMS[term][1].get(one, SUCCEEDED) for one in EVERY}


@pytest.mark.parametrize("authorization_id", UNUSABLE)
def test_what_cannot_be_sold_says_so_whatever_the_term(authorization_id: str) -> None:
    usual = good(shared()[authorization_id])
    assert {outcome(usual, term) for term in TERMS} == {UNUSABLE[authorization_id]}


REFUSED_BY_AWS = ("countries", "the standard contract", "payment sooner", "payment later", "ten years")
"""Terms a draft that the rules refuse can be sent with all the same."""


@pytest.mark.parametrize("term", REFUSED_BY_AWS)
def test_what_a_rule_refuses_aws_refuses_too(term: str) -> None:
    """The control: these cells are not green because nothing is looked at."""
    make, refused = TERMS[term]
    assert refused
    for authorization_id in refused:
        authorization = shared()[authorization_id]
        drawn = make(good(authorization), authorization)
        assert what_aws_says(sent(*drawn)).startswith("FAILED")
