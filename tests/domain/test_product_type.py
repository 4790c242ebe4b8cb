"""What sort of product it is: guessed from the prices, corrected by the person, and what follows from it."""

from typing import Any

import pytest

from cppo_tui.domain.authorization import Dimension, PricingKind, ResaleAuthorization
from cppo_tui.domain.checks.product_type import check_product_type
from cppo_tui.domain.draft import EulaChoice, EulaKind, ProductType
from cppo_tui.domain.findings import Severity
from cppo_tui.domain.product import (
    AgreementForm,
    agreement_form,
    lengths,
    likely_type,
    may_replace,
    may_start_later,
    pricing_kind,
    product_type,
)
from tests.domain.given import an_authorization
from tests.domain.kinds import (
    EVERY_KIND,
    a_draft_of,
    by_the_hour,
    consumption,
    contract,
    hourly,
    installments,
    own_amounts,
    own_schedule,
    paid_at_once,
    replacing,
)

SAAS, MACHINE, SERVICES = ProductType.SAAS, ProductType.MACHINE, ProductType.SERVICES


def metered(*types: str) -> ResaleAuthorization:
    return an_authorization(dimensions=(Dimension(key="units", name="Units", types=types),))


@pytest.mark.parametrize(
    ("authorization", "likely"),
    [
        (None, SAAS),
        (an_authorization(), SAAS),
        (metered("ExternallyMetered"), SAAS),
        (metered("Metered", "ExternallyMetered"), SAAS),
        (metered("Metered"), MACHINE),
        (metered("Entitled"), SAAS),
        (hourly(), MACHINE),
        (contract(), SAAS),
        (consumption(), SAAS),
        (installments(), SAAS),
    ],
)
def test_what_aws_meters_itself_or_sells_by_the_year_beside_the_hour_is_an_ami_or_container(
    authorization: ResaleAuthorization | None, likely: ProductType
) -> None:
    assert likely_type(authorization) is likely


def test_one_dimension_the_isv_meters_is_enough_for_saas() -> None:
    both = (
        Dimension(key="a", name="a", types=("Metered",)),
        Dimension(key="b", name="b", types=("Metered", "ExternallyMetered")),
    )
    assert likely_type(an_authorization(dimensions=both)) is SAAS


@pytest.mark.parametrize("said", ProductType)
def test_what_the_person_says_stands(said: ProductType) -> None:
    for authorization in EVERY_KIND.values():
        assert product_type(a_draft_of(authorization, product_type=said)) is said


TYPED, BUYER, FIXED = AgreementForm.TYPED, AgreementForm.BUYER, AgreementForm.FIXED
DATES, ENDING = AgreementForm.DATES, AgreementForm.ENDING


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("usage", TYPED),
        ("by the hour", TYPED),
        ("hourly with annual", TYPED),
        ("contract", BUYER),
        ("contract of two lengths", BUYER),
        ("contract with consumption", BUYER),
        ("installments", FIXED),
        ("paid at once", FIXED),
    ],
)
def test_each_kind_has_its_own_form_of_the_agreement(kind: str, form: AgreementForm) -> None:
    assert agreement_form(a_draft_of(EVERY_KIND[kind])) is form


def test_own_installments_fix_the_length_of_a_contract_too() -> None:
    assert agreement_form(a_draft_of(contract(), installments=own_schedule())) is FIXED
    assert agreement_form(a_draft_of(installments(), installments=own_amounts())) is FIXED


SAAS_CONTRACTS = [contract(), contract("P12M", "P36M"), consumption(), installments(), paid_at_once()]
OTHERS = [an_authorization(), by_the_hour(), hourly(), an_authorization(kind=PricingKind.UNKNOWN), None]


@pytest.mark.parametrize("authorization", SAAS_CONTRACTS)
def test_a_saas_contract_with_or_without_installments_may_start_later_or_replace(
    authorization: ResaleAuthorization,
) -> None:
    later = a_draft_of(authorization, start="2027-03-01")
    replacement = a_draft_of(authorization, replaces=replacing())
    assert may_start_later(later)
    assert agreement_form(later) is DATES
    assert may_replace(replacement)
    assert agreement_form(replacement) is ENDING
    for said in (MACHINE, SERVICES):
        assert not may_start_later(later.model_copy(update={"product_type": said}))
        assert not may_replace(replacement.model_copy(update={"product_type": said}))


@pytest.mark.parametrize("authorization", OTHERS)
def test_anything_else_may_not(authorization: ResaleAuthorization | None) -> None:
    draft = a_draft_of(an_authorization(), start="2027-03-01").model_copy(
        update={"authorization": authorization}
    )
    assert not may_start_later(draft)
    assert not may_replace(draft)
    assert agreement_form(draft) is TYPED


def test_a_replacement_never_starts_later() -> None:
    draft = a_draft_of(contract(), start="2027-03-01", replaces=replacing())
    assert not may_start_later(draft)
    assert agreement_form(draft) is ENDING


def test_a_blank_start_is_none() -> None:
    assert agreement_form(a_draft_of(contract(), start="  ")) is BUYER


@pytest.mark.parametrize("authorization", [hourly(), consumption()])
def test_metered_and_upfront_prices_together_are_what_the_person_says(
    authorization: ResaleAuthorization,
) -> None:
    machine = a_draft_of(authorization, product_type=MACHINE)
    saas = a_draft_of(authorization, product_type=SAAS)
    assert (pricing_kind(machine), agreement_form(machine)) == (PricingKind.HOURLY_WITH_ANNUAL, TYPED)
    assert (pricing_kind(saas), agreement_form(saas)) == (PricingKind.CONTRACT_WITH_CONSUMPTION, BUYER)
    assert may_start_later(saas)


def test_no_other_kind_changes_with_the_product() -> None:
    for said in ProductType:
        for authorization in (an_authorization(), contract(), installments()):
            assert pricing_kind(a_draft_of(authorization, product_type=said)) is authorization.kind


def test_the_lengths_are_the_authorizations_own_in_its_order() -> None:
    assert lengths(contract("P36M", "P12M")) == ("P36M", "P12M")
    assert lengths(installments()) == ("P12M",)
    assert lengths(an_authorization()) == lengths(None) == ()


STANDARD = EulaChoice(kind=EulaKind.STANDARD)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"start": "2027-02-01"}, "a later start"),
        ({"countries": ("US",)}, "countries"),
        ({"eula": STANDARD}, "the standard contract"),
        ({"replaces": replacing(), "countries": ("US",)}, "replacing an agreement"),
        ({"start": "2027-02-01", "eula": STANDARD}, "a later start, the standard contract"),
    ],
)
def test_a_term_that_hangs_on_our_guess_says_so_until_the_person_has_said_what_it_is(
    fields: dict[str, Any], named: str
) -> None:
    (found,) = check_product_type(a_draft_of(contract(), **fields))
    assert (found.code, found.severity) == ("PRODUCT_TYPE_GUESSED", Severity.WARNING)
    assert found.message.endswith(f"AWS may refuse: {named}.")
    for said in ProductType:
        assert check_product_type(a_draft_of(contract(), product_type=said, **fields)) == ()


@pytest.mark.parametrize("authorization", [contract(), consumption(), installments(), paid_at_once()])
def test_without_such_a_term_the_guess_is_nobodys_business(authorization: ResaleAuthorization) -> None:
    assert check_product_type(a_draft_of(authorization, start=" ")) == ()


@pytest.mark.parametrize("authorization", [an_authorization(), by_the_hour(), hourly()])
def test_metered_prices_leave_no_doubt(authorization: ResaleAuthorization) -> None:
    assert check_product_type(a_draft_of(authorization, countries=("US",), eula=STANDARD)) == ()
