"""Whatever change set is accepted is decided, and what it is told stands in AWS's table (fact sheet 2.15)."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cppo_tui.sandbox import seed_terms as terms
from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.pace import INSTANT
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_offers import OWN_PRODUCT
from cppo_tui.sandbox.service import Sandbox
from tests.sandbox.changes import (
    NEW,
    buyers,
    create,
    eula,
    information,
    installments,
    lasting,
    markup,
    net_payment,
    prices,
    release,
    replacement,
    standard_eula,
    targeting,
    until,
    upfront,
    validity,
)
from tests.sandbox.conftest import Clock, Counter, Wire
from tests.sandbox.error_cases import REPLACE, accepted
from tests.sandbox.error_cases_pricing import by_use, card, rates
from tests.sandbox.error_table import TABLE
from tests.sandbox.planting import with_term_authorizations

Json = dict[str, Any]
SOURCES = [
    *(BRONZE, vendors.CONTRACT, vendors.CONSUMPTION, vendors.INSTALLMENTS, vendors.AMI_ANNUAL),
    *(vendors.NET_TERMS, vendors.SERVICES, vendors.USED_UP, vendors.NAMED_BUYERS, vendors.EURO),
    *(terms.ONE_TIME, terms.RENEWAL, terms.CONTRACT_ON_AMI, terms.QUERIES_ONLY, terms.OTHER_PRODUCT),
]
# An agreement that ends while its replacement is being made: no source says what AWS answers.
BEYOND_THE_TABLE = {(REPLACE, "INCOMPATIBLE_AGREEMENT")}
LENGTHS = st.sampled_from(["P0D", "P1M", "P12M", "P1Y", "P24M", "P365D", "P61M", "P99999999999999999999Y"])
MONEY = st.sampled_from(["0", "0.00", "5.", "9600", "12500.01", "100000000"])
DAYS = st.integers(-2, 1500).map(lambda days: Clock().date(days)) | st.just("9999-12-31")
CURRENCY = st.sampled_from(["USD", "EUR", "XYZ"])
KEYS = st.sampled_from(["analyst", "viewer", "sprint", "gri_premiums", "ghost\ud83d"])
GRANTS = st.dictionaries(KEYS, st.sampled_from([1, 40, 2_147_483_646]), min_size=1)
CARDS = st.lists(
    st.builds(card, LENGTHS, st.sampled_from(["Allowed", "Disallowed"]), seat=MONEY), min_size=1, max_size=3
)
PRICE = st.one_of(
    st.builds(upfront, GRANTS, MONEY, LENGTHS | st.none(), CURRENCY),
    st.builds(lambda price, currency: by_use(rates(call=price), currency=currency), MONEY, CURRENCY),
    CARDS.map(
        lambda given: {
            "Type": "ConfigurableUpfrontPricingTerm",
            "CurrencyCode": "USD",
            "RateCards": given,
        }
    ),
)
VALIDITY = st.one_of(
    st.builds(lambda length: {"AgreementDuration": length}, LENGTHS),
    st.builds(lambda end: {"AgreementEndDate": end}, DAYS),
    st.builds(lambda start, end: {"AgreementStartDate": start, "AgreementEndDate": end}, DAYS, DAYS),
    st.just({}),
)
URLS = st.sampled_from(
    ["https://b0b.s3.amazonaws.com/eula.pdf", "https://[", "http://x", "https://s3.amazonaws.com"]
)


def changes_to(offer: str) -> st.SearchStrategy[list[Json]]:
    """Each kind of change at most once, with good and bad values."""
    kinds = [
        st.just(information(offer)),
        st.sampled_from(["0", "12.5", "9" * 40]).map(lambda percentage: markup(percentage, offer)),
        st.sampled_from(["111122223333", "000000000000"]).map(lambda one: buyers(one, offer=offer)),
        DAYS.map(lambda date: until(date, offer)),
        VALIDITY.map(lambda term: validity(offer, **term)),
        st.builds(
            lambda given, model: prices(*given, offer=offer, model=model),
            st.lists(PRICE, min_size=1, max_size=2),
            st.sampled_from(["Contract", "Usage"]),
        ),
        st.builds(
            lambda charges, currency: installments(charges, offer, currency),
            st.dictionaries(DAYS, MONEY, min_size=1, max_size=4),
            CURRENCY,
        ),
        st.lists(LENGTHS, max_size=2).map(lambda periods: net_payment(*periods, offer=offer)),
        URLS.map(lambda url: eula(url, offer)) | st.just(standard_eula(offer=offer)),
        st.just(release(offer)),
    ]
    chosen = st.sets(st.sampled_from(range(len(kinds))), min_size=1)
    return chosen.flatmap(lambda places: st.tuples(*(kinds[place] for place in sorted(places))).map(list))


def decided(wire: Wire, *changes: Json) -> Json | None:
    """The outcome, or None when the set was refused at once."""
    started = wire.start(*changes)
    if started.status != 200:
        assert started.status == 422, started
        return None
    wire.clock.forward(60)
    return wire.change_set(started.body["ChangeSetId"])


def judge(wire: Wire, outcome: Json | None) -> None:
    """Only documented codes; and what succeeded can be described."""
    if outcome is None:
        return
    assert outcome["Status"] in ("SUCCEEDED", "FAILED")
    told = {
        (one["ChangeType"], error["ErrorCode"])
        for one in outcome["ChangeSet"]
        for error in one["ErrorDetailList"]
    }
    assert told <= TABLE | BEYOND_THE_TABLE
    assert bool(told) == (outcome["Status"] == "FAILED")
    if not told:
        wire.document(outcome["ChangeSet"][0]["Entity"]["Identifier"].partition("@")[0])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SOURCES), changes_to(NEW), st.booleans(), changes_to(OWN_PRODUCT))
def test_whatever_is_accepted_is_decided(
    source: str, first: list[Json], replacing: bool, other: list[Json]
) -> None:
    with TemporaryDirectory() as folder:
        clock = Clock(datetime(2026, 11, 23, 10, tzinfo=UTC))

        def make(scenario: str, path: Path) -> Wire:
            return Wire(Sandbox(path, scenario=scenario, pace=INSTANT, clock=clock, new_id=Counter()), clock)

        wire = with_term_authorizations(make, Path(folder) / "world.db")
        begin = replacement(accepted(wire), source) if replacing else create(source)
        outcome = decided(wire, begin, *first)
        judge(wire, outcome)
        judge(wire, decided(wire, *other))
        if outcome is not None and outcome["Status"] == "SUCCEEDED":
            offer = outcome["ChangeSet"][0]["Entity"]["Identifier"].partition("@")[0]
            judge(
                wire,
                decided(
                    wire,
                    lasting(offer=offer),
                    targeting({"PositiveTargeting": {"CountryCodes": ["US"]}}, offer),
                    release(offer),
                ),
            )
        wire.sandbox.close()
