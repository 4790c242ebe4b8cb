"""Complete terms of any offer, at random: what a draft that nothing stops may come to."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from cppo_tui.domain.change_sets import OfferTerms
from cppo_tui.domain.checks.further import NET_TERMS
from cppo_tui.domain.countries import COUNTRIES
from cppo_tui.domain.draft import EarlierPricing
from cppo_tui.domain.installments import MAX_QUANTITY
from cppo_tui.domain.legal import EulaDocument
from cppo_tui.domain.money import plain_number
from cppo_tui.domain.pricing_terms import Charge, FixedUpfront, Grant
from cppo_tui.domain.purpose import CHANNELS
from cppo_tui.domain.validity import Validity

days = st.dates(date(1000, 1, 1), date(9999, 12, 31))
texts = st.text(min_size=1, max_size=20)
accounts = st.from_regex(r"[0-9]{12}", fullmatch=True)
amounts = st.decimals(0, 100_000_000, places=2)
durations = st.builds(
    lambda counts: "P" + "".join(f"{n}{unit}" for n, unit in zip(counts, "YMD", strict=True) if n),
    st.tuples(st.integers(0, 9), st.integers(0, 60), st.integers(0, 3653)).filter(any),
)
validities = st.one_of(
    st.just(Validity()),
    durations.map(lambda text: Validity(duration=text)),
    days.map(lambda day: Validity(end=day)),
    st.tuples(days, days).map(lambda pair: Validity(start=min(pair), end=max(pair))),
)
eulas = st.one_of(
    st.none(),
    st.just(EulaDocument(version="2022-07-14")),
    st.from_regex(
        r"https://b\.s3\.amazonaws\.com/[a-z]{1,9}\.pdf(\?X-Amz-Signature=[0-9a-f]{4})?", fullmatch=True
    ).map(lambda url: EulaDocument(url=url)),
)
purposes = st.none() | st.tuples(
    st.sampled_from(sorted(CHANNELS.values())), st.sampled_from([one.value for one in EarlierPricing])
)


@st.composite
def schedules(draw: st.DrawFn) -> dict[str, Any]:
    """Own installments: a few charges, with quantities of their own or without."""
    dues = draw(st.lists(days, min_size=1, max_size=60, unique=True))
    charges = tuple(Charge(day=day, amount=draw(amounts)) for day in sorted(dues))
    keys = draw(st.lists(st.text(min_size=1, max_size=9), max_size=4, unique=True))
    grants = tuple(Grant(dimension_key=key, quantity=draw(st.integers(1, MAX_QUANTITY))) for key in keys)
    fixed = FixedUpfront(price=Decimal(0), duration=draw(durations), grants=grants) if grants else None
    currency = draw(st.sampled_from(["USD", "EUR", "GBP", "AUD", "JPY"]))
    return {"markup": "", "charges": charges, "fixed": fixed, "currency": currency}


markups = st.decimals(0, 999_999_999, places=9).map(lambda value: {"markup": plain_number(value)})


@st.composite
def random_terms(draw: st.DrawFn) -> OfferTerms:
    """Any offer, a replacement among them."""
    replacement = draw(st.booleans())
    countries = st.lists(st.sampled_from(sorted(COUNTRIES)), unique=True, max_size=5)
    return OfferTerms(
        authorization_id=draw(st.from_regex(r"resaleauthz-[a-z0-9]{13}", fullmatch=True)),
        agreement_id=draw(st.from_regex(r"agmt-[a-z0-9]{1,20}", fullmatch=True)) if replacement else "",
        name=draw(texts),
        description=draw(texts),
        buyers=tuple(draw(st.lists(accounts, min_size=1, max_size=1 if replacement else 25, unique=True))),
        countries=() if replacement else tuple(draw(countries)),
        expires=draw(days),
        validity=draw(validities),
        eula=draw(eulas),
        net_payment=draw(st.sampled_from(["", *NET_TERMS])),
        purpose=draw(purposes),
        **draw(schedules() | markups),
    )
