"""Templates: everything a draft chose but for whom; the built-in one says why."""

from decimal import Decimal

import pytest

from cppo_tui.domain.archera import TARGET_PRICE
from cppo_tui.domain.catalog import AuthorizationListing
from cppo_tui.domain.checks import check_all
from cppo_tui.domain.draft import (
    EarlierPricing,
    EulaChoice,
    EulaKind,
    OfferDraft,
    PriceBasis,
    ProductType,
    Purpose,
)
from cppo_tui.domain.findings import stopping
from cppo_tui.domain.markup import Markup, resolve
from cppo_tui.domain.plan import PublishMode
from cppo_tui.domain.steps import Step
from cppo_tui.domain.templates import (
    ARCHERA,
    BUILT_IN,
    LEFT_OUT,
    NAME_MAX,
    Template,
    draft_from,
    reason_for,
    sold_by_archera,
    suggested_template_name,
    template_name_problem,
    template_of,
)
from cppo_tui.domain.terms import Agreement, resolve_agreement
from tests.domain.given import (
    BUYER,
    TODAY,
    a_context,
    a_draft,
    an_authorization,
    archera,
    priced,
)
from tests.domain.kinds import own_schedule, replacing

FULL = a_draft(
    title="Contoso",
    buyer_entry="1234",
    name="Usual offer",
    description="Q-1",
    pricing=priced(PriceBasis.MARGIN, "20"),
    agreement="2 years",
    expiry="+45 days",
    start="2027-02-01",
    product_type=ProductType.SAAS,
    countries=("DE",),
    purpose=Purpose.EXISTING,
    earlier_pricing=EarlierPricing.CONTRACT,
    net_payment="P30D",
    eula=EulaChoice(kind=EulaKind.STANDARD),
    installments=own_schedule(),
    replaces=replacing(),
    template="archera",
    mode=PublishMode.VERIFY,
    reached=Step.REVIEW,
    consents=frozenset({"x"}),
    reuse_offer_id="offer-x",
    reuse_offer_revision=2,
)
EMPTY = OfferDraft(id="")


def begun(draft: OfferDraft) -> OfferDraft:
    return draft_from(template_of("Ours", draft), draft.authorization, lambda: "new")


def test_every_field_of_a_draft_is_either_kept_or_left_out() -> None:
    assert all(getattr(FULL, field) != getattr(EMPTY, field) for field in OfferDraft.model_fields)
    made = begun(FULL)
    for field in set(OfferDraft.model_fields) - set(LEFT_OUT):
        assert getattr(made, field) == getattr(FULL, field), field
    for field in set(LEFT_OUT) - {"id", "authorization"}:
        assert getattr(made, field) == getattr(EMPTY, field), field


def test_the_new_draft_has_an_id_of_its_own_and_the_authorization_just_read() -> None:
    fresh = an_authorization(revision=7)
    made = draft_from(template_of("Ours", FULL), fresh, lambda: "new")
    assert (made.id, made.authorization) == ("new", fresh)


def test_of_the_authorization_a_template_keeps_the_id_alone() -> None:
    template = template_of("Ours", FULL)
    assert template.authorization_id == an_authorization().id
    assert template.choices.authorization is None
    assert template_of("Ours", a_draft(authorization=None)).authorization_id == ""


@pytest.mark.parametrize("text", ["For Contoso", "Quote 4711"])
def test_what_one_offer_is_called_is_kept_for_no_other(text: str) -> None:
    """The buyer reads the name: it may be another customer's, whoever that is."""
    made = begun(a_draft(name=text, description=text))
    assert (made.name, made.description) == (None, None)


def test_nor_is_it_taken_from_a_template_that_was_saved_with_it() -> None:
    saved = template_of("Ours", a_draft()).model_dump(mode="json")
    saved["choices"] |= {"name": "For Contoso", "description": "Quote 4711"}
    made = draft_from(Template.model_validate(saved), an_authorization(), lambda: "new")
    assert (made.name, made.description) == (None, None)


def test_a_signed_address_never_gets_into_a_template() -> None:
    url = "https://b.s3.amazonaws.com/e.pdf"
    signed = f"{url}?X-Amz-Date=20261123T093000Z&X-Amz-Expires=60&X-Amz-Signature=abc"
    template = template_of("Ours", a_draft(eula=EulaChoice(kind=EulaKind.URL, url=signed)))
    assert "Signature" not in template.model_dump_json()
    assert template.choices.eula == EulaChoice(kind=EulaKind.URL, url=url, needs_link=True)


@pytest.mark.parametrize(
    "name", ["", "   ", "x" * (NAME_MAX + 1), "Archera - Subscription", " Archera - Subscription"]
)
def test_some_names_are_not_taken(name: str) -> None:
    assert template_name_problem(name)


@pytest.mark.parametrize("name", ["x", "x" * NAME_MAX, " Ours ", "archera - subscription"])
def test_other_names_are(name: str) -> None:
    assert template_name_problem(name) == ""


@pytest.mark.parametrize("title", ["", "Contoso", "x" * 100])
def test_the_suggested_name_can_be_taken(title: str) -> None:
    assert template_name_problem(suggested_template_name(a_draft(title=title))) == ""


def test_a_name_the_program_has_itself_is_called_ones_own() -> None:
    """Prefilled with a name it refuses, the first answer of the window would be a no."""
    assert suggested_template_name(a_draft(title=ARCHERA.name)) == "My Archera - Subscription"
    assert suggested_template_name(a_draft(title="Ours")) == "Ours", "it may be meant to be replaced"


class TestArchera:
    @pytest.mark.parametrize("wholesale", ["0.008", "0.0075", "0.007", "0.0066"])
    def test_every_wholesale_price_comes_out_at_one_cent(self, wholesale: str) -> None:
        draft = draft_from(ARCHERA, archera(wholesale), lambda: "new")
        markup = resolve(draft.pricing, draft.authorization)
        assert isinstance(markup, Markup)
        assert markup.buyer_price(Decimal(wholesale)) == TARGET_PRICE

    def test_only_the_buyer_is_missing(self) -> None:
        draft = draft_from(ARCHERA, archera(), lambda: "new")
        assert [one.code for one in stopping(check_all(draft, a_context()))] == ["BUYERS_MISSING"]
        filled = draft.model_copy(update={"buyers": (BUYER,)})
        assert stopping(check_all(filled, a_context())) == ()

    def test_ten_years_and_sixty_days(self) -> None:
        agreement = resolve_agreement(ARCHERA.choices.agreement or "", TODAY)
        assert isinstance(agreement, Agreement)
        assert agreement.days == 3653
        assert ARCHERA.choices.expiry == "+60 days"

    def test_it_is_for_a_new_customer_with_the_isv_s_agreement(self) -> None:
        assert ARCHERA.choices.purpose is Purpose.NEW
        assert ARCHERA.choices.eula == EulaChoice()

    @pytest.mark.parametrize("field", ["pricing", "agreement", "expiry", "eula", "purpose"])
    def test_a_choice_tells_its_reason_as_long_as_it_stands(self, field: str) -> None:
        draft = draft_from(ARCHERA, archera(), lambda: "new")
        other = a_draft(
            agreement="1 year",
            expiry="+30 days",
            purpose=Purpose.MOVING,
            eula=EulaChoice(kind=EulaKind.STANDARD),
        )
        assert reason_for(draft, field).endswith(".")
        assert reason_for(draft.model_copy(update={field: getattr(other, field)}), field) == ""

    def test_the_reasons_are_about_cents_years_days_and_tiers(self) -> None:
        reasons = dict(ARCHERA.reasons)
        assert "0.01" in reasons["pricing"]
        assert "tier" in reasons["pricing"]
        assert "ten years" in reasons["agreement"]
        assert "30 to 90 days" in reasons["expiry"]

    def test_a_draft_of_no_template_has_no_reasons(self) -> None:
        assert {
            reason_for(FULL.model_copy(update={"template": ""}), name) for name in ("pricing", "expiry")
        } == {""}
        assert reason_for(FULL.model_copy(update={"template": "of a newer version"}), "pricing") == ""

    def test_a_reason_stays_through_a_template_saved_from_such_a_draft(self) -> None:
        assert reason_for(begun(draft_from(ARCHERA, archera(), lambda: "new")), "pricing")

    def test_its_key_is_its_own(self) -> None:
        keys = [template.choices.template for template in BUILT_IN]
        assert all(keys)
        assert len(set(keys)) == len(keys)


def listed(**changes: object) -> AuthorizationListing:
    detail = archera().model_copy(update=changes)
    return AuthorizationListing(id=detail.id, detail=detail)


def test_archera_s_usable_authorizations_are_found_among_all() -> None:
    good = listed(id="good")
    others = (
        listed(id="over", status="Restricted"),
        listed(id="used", extended_status="Completed-Used"),
        listed(id="else", product_name="WorkloadGuard", manufacturer_name="Acme Inc"),
        AuthorizationListing(id="unread", product_name="Archera - Subscription", problem="AWS said no."),
    )
    found = sold_by_archera((*others, good), a_context())
    assert [one.id for one in found] == ["good"]
    assert sold_by_archera(others, a_context()) == ()
