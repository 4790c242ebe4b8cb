"""Every kind of authorization leads to an offer; what its pricing forbids is explained, not asked."""

from dataclasses import dataclass

import pytest

from cppo_tui.domain.checks import check_all
from cppo_tui.domain.checks.opportunity import listing_problems
from cppo_tui.domain.draft import OfferDraft, PricingChoice, ProductType
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_archera import BRONZE, GOLD, SILVER
from cppo_tui.sandbox.seed_terms import BY_THE_HOUR, NEW_PRICING, ONE_TIME, term_authorizations
from cppo_tui.sandbox.seed_vendors import (
    AMI_ANNUAL,
    BUYERS,
    CONSUMPTION,
    CONTRACT,
    CUSTOM_LEGAL,
    ENDS_SOON,
    EURO,
    INSTALLMENTS,
    MANY_DIMENSIONS,
    NAMED_BUYERS,
    NET_TERMS,
    SERVICES,
    SINGLE_USE,
)
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.screens.status import StatusScreen
from cppo_tui.ui.screens.step_review import ReviewScreen
from cppo_tui.ui.screens.step_terms import TermsScreen
from tests.ui.looks import shown, value, words
from tests.ui.stage import (
    BUYER,
    LARGE,
    SMALL,
    AppPilot,
    Stage,
    choose_authorization,
    publish,
    settle,
    to_opportunity,
    type_text,
)


@dataclass(frozen=True)
class Kind:
    """What one has to type, and what AWS is told of the agreement's length: a duration, or nothing."""

    agreement: str = ""
    sent: str = ""
    buyer: str = BUYER


USAGE = Kind("1 year", "P365D")
KINDS = {
    BRONZE: Kind(sent="P3653D"),
    SILVER: Kind(sent="P3653D"),
    GOLD: Kind(sent="P3653D"),
    SINGLE_USE: USAGE,
    ENDS_SOON: USAGE,
    NAMED_BUYERS: Kind("1 year", "P365D", BUYERS[0][0]),
    EURO: USAGE,
    NET_TERMS: USAGE,
    CUSTOM_LEGAL: USAGE,
    MANY_DIMENSIONS: USAGE,
    CONTRACT: Kind(),
    CONSUMPTION: Kind(),
    INSTALLMENTS: Kind(sent="P12M"),
    SERVICES: Kind(sent="P6M"),
    AMI_ANNUAL: Kind("450 days", "P450D"),
}
OFTEN = (BRONZE, NAMED_BUYERS, MANY_DIMENSIONS, CONTRACT, CONSUMPTION, INSTALLMENTS, SERVICES, AMI_ANNUAL)
"""One authorization of each kind; the long run walks with all of them."""


async def test_the_table_below_names_every_authorization_that_can_be_used(stage: Stage) -> None:
    async with stage.running() as pilot:
        await to_opportunity(pilot)
        context = stage.app.context()
        usable = {one.id for one in stage.app.connection.listings if not listing_problems(one, context)}
        assert usable == set(KINDS)


@pytest.mark.parametrize("source", KINDS)
async def test_keys_alone_walk_from_the_table_to_the_published_offer(stage: Stage, source: str) -> None:
    kind = KINDS[source]
    async with stage.running() as pilot:
        await to_terms(pilot, source, kind.buyer)
        assert isinstance(stage.app.screen, TermsScreen)
        await type_text(pilot, kind.agreement)
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, ReviewScreen)
        await publish(pilot, kind.buyer[-4:])
        assert isinstance(stage.app.screen, StatusScreen)
        assert validity_sent(stage) == ([{"AgreementDuration": kind.sent}] if kind.sent else [])
        row = stage.store.submissions()[0]
        assert (row.state, stage.catalog.offer(row.offer_id).state) == ("succeeded", "Released")


async def to_terms(pilot: AppPilot, source: str, buyer: str) -> None:
    """Steps 1 to 3, by their keys."""
    await to_opportunity(pilot)
    await choose_authorization(pilot, source)
    await type_text(pilot, buyer)
    for keys in (("enter", "ctrl+n"), ("ctrl+n",), ("2", "5", "ctrl+n")):
        await pilot.press(*keys)
        await settle(pilot)


def validity_sent(stage: Stage) -> list[dict[str, str]]:
    """The ValidityTerm as it went to AWS, without its type; none at all where no change was sent."""
    plan = stage.store.load_submission(stage.store.submissions()[0].id).plan
    changes = [one for one in plan.changes if one["ChangeType"] == "UpdateValidityTerms"]
    return [
        {key: text for key, text in term.items() if key != "Type"}
        for one in changes
        for term in one["DetailsDocument"]["Terms"]
    ]


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize(
    ("source", "said"),
    [
        (BRONZE, ""),
        (CONTRACT, "Contract: one markup goes on every length and dimension."),
        (CONSUMPTION, "Contract with consumption: one markup on upfront and metered prices."),
        (INSTALLMENTS, "Installments: the ISV set the dates. Add a markup, or type own amounts."),
        (AMI_ANNUAL, "By the hour, or a year at once: one markup goes on both."),
    ],
)
async def test_step_3_says_in_a_line_what_the_kind_means(
    stage: Stage, source: str, said: str, size: tuple[int, int]
) -> None:
    async with stage.at(Step.PRICING, stage.draft(source), size=size):
        kind = stage.app.screen.query_one("#kind")
        assert kind.display is bool(said)
        assert (words(stage.app, "#kind") if said else "") == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (BY_THE_HOUR, ""),
        (ONE_TIME, "One upfront price: one markup goes on it; no own installments here."),
        (NEW_PRICING, "This kind of pricing is not known here: no offer can be made; see step 1."),
    ],
)
async def test_the_rarer_kinds_have_their_line_too_and_no_installments(
    stage: Stage, source: str, said: str
) -> None:
    stage.plant(term_authorizations)
    async with stage.at(Step.PRICING, stage.draft(source)):
        assert (words(stage.app, "#kind") if said else "") == said
        assert not stage.app.screen.query_one("#way").region.area


@pytest.mark.parametrize(
    ("source", "offered"),
    [(BRONZE, False), (AMI_ANNUAL, False), (CONTRACT, True), (CONSUMPTION, True), (INSTALLMENTS, True)],
)
async def test_own_installments_are_offered_only_where_aws_takes_them(
    stage: Stage, source: str, offered: bool
) -> None:
    async with stage.at(Step.PRICING, stage.draft(source)):
        assert bool(stage.app.screen.query_one("#way").region.area) is offered


async def test_what_was_said_of_the_product_decides_what_its_pricing_means(stage: Stage) -> None:
    """Metered and upfront prices together: hours and years of a machine, a contract of anything else."""
    draft = stage.draft(CONSUMPTION, product_type=ProductType.MACHINE)
    async with stage.at(Step.PRICING, draft) as pilot:
        assert words(stage.app, "#kind").startswith("By the hour")
        assert not stage.app.screen.query_one("#way").region.area
        stage.app.go_to(Step.TERMS)
        await settle(pilot)
        assert not stage.app.screen.query_one("#field-start").display
        assert stage.app.screen.query_one("#field-agreement").display


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            CONTRACT,
            "The buyer chooses 12 months or 24 months or 36 months when accepting, so no length is sent.",
        ),
        (CONSUMPTION, "The buyer chooses 12 months when accepting, so no length is sent."),
        (INSTALLMENTS, "The authorization fixes it: 12 months."),
        (SERVICES, "The authorization fixes it: 6 months."),
    ],
)
async def test_a_length_that_is_not_ours_to_set_is_explained_and_not_asked(
    stage: Stage, source: str, said: str, size: tuple[int, int]
) -> None:
    async with stage.at(Step.TERMS, stage.draft(source), size=size):
        assert not stage.app.screen.query_one("#field-agreement").display
        assert words(stage.app, "#agreement-words") == f"Agreement length {said}"
        assert stage.app.focused is stage.app.screen.query_one("#field-expiry Input")


@pytest.mark.parametrize("source", [BRONZE, AMI_ANNUAL])
async def test_a_length_that_is_ours_is_asked(stage: Stage, source: str) -> None:
    async with stage.at(Step.TERMS, stage.draft(source)):
        assert not stage.app.screen.query_one("#agreement-words").display
        assert stage.app.focused is stage.app.screen.query_one("#field-agreement Input")


@pytest.mark.parametrize(
    ("draft", "example"),
    [
        ({"authorization_id": EURO}, "10 years"),
        ({"authorization_id": AMI_ANNUAL}, "450 days"),
        ({"authorization_id": CONTRACT, "start": "2027-02-01"}, "12 months"),
    ],
)
async def test_the_example_in_the_empty_field_is_one_that_would_do(
    stage: Stage, draft: dict[str, str], example: str
) -> None:
    made = stage.draft(**draft)
    async with stage.at(Step.TERMS, made) as pilot:
        field = stage.app.screen.query_one("#field-agreement")
        entry = field.query_one("Input")
        assert entry.placeholder == f"e.g. {example}"  # type: ignore[attr-defined]
        entry.focus()
        await type_text(pilot, example)
        await settle(pilot)
        assert not [one for one in _about_agreement(stage) if one.stops]


@pytest.mark.parametrize(
    ("source", "example"), [(BRONZE, "0.01"), (EURO, "0.0525"), (CONTRACT, "1200"), (INSTALLMENTS, "15625")]
)
async def test_the_example_of_a_price_is_one_the_buyer_could_pay(
    stage: Stage, source: str, example: str
) -> None:
    async with stage.at(Step.PRICING, stage.draft(source, pricing=PricingChoice())):
        entry = stage.app.screen.query_one("#field-price Input")
        assert entry.placeholder == f"e.g. {example}"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("source", "example"), [(BRONZE, "10 years"), (BY_THE_HOUR, "450 days")])
async def test_a_missing_length_is_asked_for_with_one_that_would_do(
    stage: Stage, source: str, example: str
) -> None:
    stage.plant(term_authorizations)
    async with stage.at(Step.TERMS, stage.draft(source, agreement="")):
        (missing,) = _about_agreement(stage)
        assert missing.fix == f"Type a length such as {example}."


async def test_one_price_for_everything_is_never_called_the_price_of_a_unit(stage: Stage) -> None:
    stage.plant(term_authorizations)
    async with stage.at(Step.REVIEW, stage.draft(ONE_TIME), size=LARGE) as pilot:
        said = words(stage.app, "#summary")
        assert "$30,000.00 upfront for 12 months (our figure; wholesale $24,000.00)" in said
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, TypeIn)
        asked = shown(stage.app)
        assert "$30,000.00 upfront; 12 months" in asked
        assert "a unit" not in asked


def _about_agreement(stage: Stage) -> list[Finding]:
    found = check_all(stage.app.drafting.draft, stage.app.context())
    return [one for one in found if one.field == "agreement"]


async def test_another_authorization_that_forbids_own_installments_leaves_a_way_back(stage: Stage) -> None:
    draft: OfferDraft = stage.draft(BRONZE, pricing=PricingChoice(text="25"))
    own = draft.installments.model_copy(update={"own": True})
    async with stage.at(Step.PRICING, draft.model_copy(update={"installments": own})) as pilot:
        stage.app.screen.query_one("#way").focus()
        await pilot.press("up", "enter")
        await settle(pilot)
        assert not stage.app.drafting.draft.installments.own
        assert value(stage.app, "markup") == "25"
