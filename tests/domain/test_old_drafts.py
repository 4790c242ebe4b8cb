"""A draft stored by the version that knew usage pricing only opens as it was, and can still be sent."""

import json
from typing import Any

import pytest

from cppo_tui.domain.checks import check_all
from cppo_tui.domain.complete import offer_terms
from cppo_tui.domain.draft import EulaKind, Installments, OfferDraft, Purpose
from cppo_tui.domain.plan import Plan
from tests.domain.given import BUYER, SELLER, a_context, codes

AUTHORIZATION: dict[str, Any] = {
    "id": "resaleauthz-wlmpaurnfdqmi",
    "revision": 3,
    "name": "FY27 Contoso",
    "description": "",
    "product_id": "prod-ad8exampl651k",
    "product_name": "WorkloadGuard",
    "manufacturer_name": "Acme Inc",
    "manufacturer_account": "210987654321",
    "reseller_account": SELLER,
    "reseller_role": "ChannelPartner",
    "status": "Active",
    "extended_status": "Not Started",
    "offers_created": 0,
    "max_offers": None,
    "created": "2026-10-07T20:48:55.720000Z",
    "ends": None,
    "currency": "USD",
    "kind": "usage",
    "term_types": ["BuyerLegalTerm", "ResaleUsageBasedPricingTerm"],
    "dimensions": [{"key": "units", "name": "Units", "description": "", "unit": "Units", "types": []}],
    "usage_prices": [{"dimension_key": "units", "wholesale": "0.008"}],
    "buyers": [],
    "eula": "StandardEula 2022-07-14",
    "reseller_contract": "",
    "reseller_contract_url": "",
    "eula_url": "",
    "terms_digest": "0" * 64,
    "unread": [],
}
DRAFT: dict[str, Any] = {
    "id": "d" * 32,
    "title": "",
    "authorization": AUTHORIZATION,
    "buyers": [BUYER],
    "buyer_entry": "",
    "name": None,
    "description": None,
    "pricing": {"basis": "markup", "text": "25", "dimension_key": ""},
    "agreement": "10 years",
    "expiry": "2027-01-31",
    "mode": "direct",
    "reached": 5,
    "consents": [],
    "reuse_offer_id": "",
    "reuse_offer_revision": 0,
}


def opened(**changes: Any) -> OfferDraft:
    return OfferDraft.model_validate_json(json.dumps(DRAFT | changes))


def test_it_opens_with_everything_new_left_as_it_always_was() -> None:
    draft = opened()
    assert (draft.start, draft.countries, draft.net_payment, draft.replaces) == ("", (), "", None)
    assert (draft.purpose, draft.eula.kind, draft.product_type) == (Purpose.NEW, EulaKind.INHERITED, None)
    assert draft.installments == Installments()


def test_it_is_still_the_same_offer() -> None:
    assert codes(check_all(opened(), a_context())) == ["AGREEMENT_LONG"]
    terms = offer_terms(opened(), a_context())
    assert terms is not None
    assert (terms.markup, terms.validity.duration) == ("25", "P3653D")


@pytest.mark.parametrize(
    "kind", ["contract", "contract with consumption", "contract with installments", "not recognised"]
)
def test_one_of_another_kind_was_read_without_its_prices_and_is_chosen_again(kind: str) -> None:
    draft = opened(authorization=AUTHORIZATION | {"kind": kind})
    expected = "KIND_UNKNOWN" if kind == "not recognised" else "PRICES_UNREADABLE"
    assert expected in codes(check_all(draft, a_context()))


def test_what_is_stored_now_opens_again_as_it_was() -> None:
    for draft in (opened(), OfferDraft(id="empty")):
        assert OfferDraft.model_validate_json(draft.model_dump_json()) == draft


def test_a_stored_plan_opens_too() -> None:
    plan = {
        "draft_id": "d" * 32,
        "kind": "publish",
        "world": "aws",
        "seller_account": SELLER,
        "authorization_id": "ra-1",
        "fingerprint": "f",
        "title": "t",
        "payload": "[]",
        "digest": "0" * 64,
        "made": "2026-11-23T09:30:00Z",
        "prices": [["units", "0.01"]],
    }
    assert Plan.model_validate_json(json.dumps(plan)).prices == (("units", "0.01"),)
