"""Whether the buyer is a customer already: said to AWS only when so, and final once released (fact 2.4)."""

import pytest

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.change_sets import publish_changes
from cppo_tui.domain.checks.further import check_further
from cppo_tui.domain.complete import offer_terms
from cppo_tui.domain.draft import EarlierPricing, Purpose
from cppo_tui.domain.findings import Severity
from cppo_tui.domain.purpose import earlier_pricing, pre_existing
from tests.domain.given import a_context, a_draft, an_authorization
from tests.domain.kinds import a_draft_of, consumption, contract, hourly, installments, replacing


def test_a_new_customer_is_not_told() -> None:
    assert pre_existing(a_draft()) is None
    assert pre_existing(a_draft(earlier_pricing=EarlierPricing.BYOL)) is None
    assert check_further(a_draft(), a_context()) == ()


@pytest.mark.parametrize(
    ("purpose", "channel"), [(Purpose.EXISTING, "AwsMarketplace"), (Purpose.MOVING, "External")]
)
@pytest.mark.parametrize("earlier", EarlierPricing)
def test_an_existing_one_is_told_by_channel_and_pricing(
    purpose: Purpose, channel: str, earlier: EarlierPricing
) -> None:
    terms = offer_terms(a_draft(purpose=purpose, earlier_pricing=earlier), a_context())
    assert terms is not None
    assert terms.purpose == (channel, earlier.value)
    information = publish_changes(terms)[1]["DetailsDocument"]
    assert information["PreExistingAgreement"] == {
        "AcquisitionChannel": channel,
        "PricingModel": earlier.value,
    }


def test_aws_knows_four_ways_of_pricing() -> None:
    assert {one.value for one in EarlierPricing} == {"Byol", "Free", "Usage", "Contract"}


@pytest.mark.parametrize(
    ("authorization", "likely"),
    [
        (an_authorization(), EarlierPricing.USAGE),
        (hourly(), EarlierPricing.USAGE),
        (contract(), EarlierPricing.CONTRACT),
        (consumption(), EarlierPricing.CONTRACT),
        (installments(), EarlierPricing.CONTRACT),
    ],
)
def test_unless_said_the_earlier_agreement_is_priced_like_this_one(
    authorization: ResaleAuthorization, likely: EarlierPricing
) -> None:
    assert earlier_pricing(a_draft_of(authorization)) is likely
    assert (
        earlier_pricing(a_draft_of(authorization, earlier_pricing=EarlierPricing.FREE)) is EarlierPricing.FREE
    )


@pytest.mark.parametrize("purpose", [Purpose.EXISTING, Purpose.MOVING])
def test_that_it_is_final_is_noted_and_stops_nothing(purpose: Purpose) -> None:
    (note,) = check_further(a_draft(purpose=purpose), a_context())
    assert (note.code, note.field, note.severity) == ("PURPOSE_IS_FINAL", "purpose", Severity.NOTE)


@pytest.mark.parametrize(
    ("told", "purpose", "warned"),
    [
        (("AwsMarketplace", "Usage"), Purpose.NEW, True),
        (("AwsMarketplace", "Usage"), Purpose.MOVING, True),
        (("AwsMarketplace", "Contract"), Purpose.EXISTING, False),
        (("External", "Byol"), Purpose.NEW, True),
        (("External", "Byol"), Purpose.MOVING, False),
        (("Somewhere", "Byol"), Purpose.NEW, False),
        (None, Purpose.NEW, False),
        (None, Purpose.EXISTING, False),
    ],
)
def test_what_the_isv_says_of_the_customer_is_held_against_it(
    told: tuple[str, str] | None, purpose: Purpose, warned: bool
) -> None:
    draft = a_draft(authorization=an_authorization(earlier=told), purpose=purpose)
    found = {finding.code: finding for finding in check_further(draft, a_context())}
    assert ("PURPOSE_NOT_THE_ISVS" in found) is warned
    assert not any(finding.stops for finding in found.values())


def test_who_has_an_agreement_to_replace_is_no_new_customer() -> None:
    draft = a_draft_of(contract(), replaces=replacing())
    assert [finding.code for finding in check_further(draft, a_context())] == ["PURPOSE_OF_REPLACEMENT"]
    known = draft.model_copy(update={"purpose": Purpose.EXISTING})
    assert [finding.code for finding in check_further(known, a_context())] == ["PURPOSE_IS_FINAL"]
