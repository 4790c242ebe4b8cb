"""A replacement offer: one running agreement, its product, its buyer, an end; nothing to aim at (2.3)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.change_sets import draft_changes, publish_changes
from cppo_tui.domain.checks import check_all
from cppo_tui.domain.checks.replacement import check_replacement, hangs_on_product, settled_against
from cppo_tui.domain.complete import offer_terms
from cppo_tui.domain.draft import OfferDraft, ProductType
from cppo_tui.domain.findings import stopping
from tests.domain.given import (
    BUYER,
    NOW,
    OTHER_BUYER,
    a_context,
    a_draft,
    an_authorization,
    codes,
    limited_to,
)
from tests.domain.kinds import (
    a_draft_of,
    by_the_hour,
    consumption,
    contract,
    hourly,
    installments,
    own_schedule,
    replacing,
)

MOMENT = timedelta(milliseconds=1)


def a_replacement(authorization: ResaleAuthorization | None = None, **changes: Any) -> OfferDraft:
    facts: dict[str, Any] = {"agreement": "2028-01-31", "replaces": replacing()}
    return a_draft_of(authorization or contract(), **(facts | changes))


def found(draft: OfferDraft) -> list[str]:
    return codes(check_replacement(draft, a_context()))


@pytest.mark.parametrize("authorization", [contract(), consumption(), installments()])
def test_every_saas_contract_can_be_replaced(authorization: ResaleAuthorization) -> None:
    assert stopping(check_all(a_replacement(authorization), a_context())) == ()


@pytest.mark.parametrize("authorization", [an_authorization(), by_the_hour(), hourly()])
def test_usage_and_hours_cannot(authorization: ResaleAuthorization) -> None:
    assert found(a_replacement(authorization)) == ["REPLACEMENT_NOT_POSSIBLE"]


@pytest.mark.parametrize("said", [ProductType.MACHINE, ProductType.SERVICES])
def test_nor_contracts_on_anything_but_saas(said: ProductType) -> None:
    assert found(a_replacement(product_type=said)) == ["REPLACEMENT_NOT_POSSIBLE"]


def test_without_a_replacement_nothing_is_said() -> None:
    assert found(a_draft()) == []
    assert found(a_replacement().model_copy(update={"authorization": None})) == []


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (None, []),
        (NOW + MOMENT, []),
        (NOW, ["REPLACEMENT_TOO_LATE"]),
        (datetime(2025, 1, 1, tzinfo=UTC), ["REPLACEMENT_TOO_LATE"]),
    ],
)
def test_the_agreement_must_still_run(ends: datetime | None, said: list[str]) -> None:
    assert found(a_replacement(replaces=replacing(ends=ends))) == said


@pytest.mark.parametrize(
    ("product", "said"), [("prod-ad8exampl651k", []), ("", []), ("prod-other", ["REPLACEMENT_OTHER_PRODUCT"])]
)
def test_it_is_about_the_authorizations_product(product: str, said: list[str]) -> None:
    assert found(a_replacement(replaces=replacing(product_id=product))) == said


@pytest.mark.parametrize(
    ("buyers", "said"),
    [
        ((BUYER,), []),
        ((), ["REPLACEMENT_BUYER"]),
        ((OTHER_BUYER,), ["REPLACEMENT_BUYER"]),
        ((BUYER, OTHER_BUYER), ["REPLACEMENT_BUYER"]),
    ],
)
def test_only_who_accepted_the_agreement_is_its_buyer(buyers: tuple[str, ...], said: list[str]) -> None:
    assert found(a_replacement(buyers=buyers)) == said


def test_the_authorization_must_allow_that_buyer() -> None:
    narrow = contract(buyers=limited_to(OTHER_BUYER).buyers)
    assert codes(stopping(check_all(a_replacement(narrow), a_context()))) == ["BUYER_NOT_ALLOWED"]


def test_a_draft_at_aws_was_made_to_replace_something_or_not() -> None:
    assert found(a_replacement(reuse_offer_id="offer-x")) == ["REPLACEMENT_WITH_REUSE"]


def test_every_reason_stops_it_on_the_first_step() -> None:
    wrong = a_replacement(
        replaces=replacing(product_id="prod-other"), buyers=(OTHER_BUYER,), reuse_offer_id="offer-x"
    )
    findings = check_replacement(wrong, a_context())
    assert [(one.field, one.stops) for one in findings] == [
        ("replaces", True),
        ("buyers", True),
        ("replaces", True),
    ]


def test_it_is_created_from_authorization_and_agreement_and_aimed_at_nobody() -> None:
    terms = offer_terms(a_replacement(), a_context())
    assert terms is not None
    changes = publish_changes(terms)
    assert changes[0] == {
        "ChangeType": "CreateReplacementOfferUsingResaleAuthorization",
        "ChangeName": "CreateCPPO",
        "Entity": {"Type": "Offer@1.0"},
        "DetailsDocument": {"ResaleAuthorizationId": "resaleauthz-wlmpaurnfdqmi", "AgreementId": "agmt-1"},
    }
    assert "UpdateTargeting" not in [change["ChangeType"] for change in changes]
    assert changes[-2]["DetailsDocument"] == {
        "Terms": [{"Type": "ValidityTerm", "AgreementEndDate": "2028-01-31"}]
    }


def test_with_own_installments_it_carries_schedule_and_quantities() -> None:
    terms = offer_terms(a_replacement(installments=own_schedule()), a_context())
    assert terms is not None
    kinds = [change["ChangeType"] for change in draft_changes(terms)]
    assert {"UpdatePricingTerms", "UpdatePaymentScheduleTerms"} < set(kinds)
    assert "UpdateMarkup" not in kinds


class TestBeforeThereIsADraft:
    """What a list asks before it begins one: the same rule, but for what the person may still say."""

    def settled(self, draft: OfferDraft) -> list[str]:
        return codes(settled_against(draft, a_context()))

    @pytest.mark.parametrize("authorization", [an_authorization(), by_the_hour()])
    def test_usage_pricing_is_no_contract_whatever_the_product_is(
        self, authorization: ResaleAuthorization
    ) -> None:
        assert self.settled(a_replacement(authorization)) == ["REPLACEMENT_NOT_POSSIBLE"]

    @pytest.mark.parametrize("authorization", [contract(), consumption(), installments()])
    def test_nothing_speaks_against_a_saas_contract(self, authorization: ResaleAuthorization) -> None:
        assert self.settled(a_replacement(authorization, buyers=())) == []

    def test_what_is_only_assumed_of_the_product_is_not_settled(self) -> None:
        assert hangs_on_product(a_replacement(hourly()))
        assert self.settled(a_replacement(hourly())) == []
        said = a_replacement(hourly(), product_type=ProductType.MACHINE)
        assert not hangs_on_product(said)
        assert self.settled(said) == ["REPLACEMENT_NOT_POSSIBLE"]

    def test_an_agreement_that_has_ended_is_settled_too(self) -> None:
        over = replacing().model_copy(update={"ends": NOW - MOMENT})
        assert self.settled(a_replacement(replaces=over)) == ["REPLACEMENT_TOO_LATE"]

    def test_without_the_authorization_it_is_not_known(self) -> None:
        unknown = a_replacement().model_copy(update={"authorization": None})
        assert self.settled(unknown) == []
        assert not hangs_on_product(unknown)
