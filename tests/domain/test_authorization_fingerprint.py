"""The fingerprint: two readings are equal exactly when nothing an offer depends on has changed."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.authorization_reading import authorization_from_entity
from tests.domain.given import recorded_document

Change = Callable[[dict[str, Any]], object]


def fingerprint(document: dict[str, Any], identifier: str = "resaleauthz-x@1") -> str:
    entity = {"EntityIdentifier": identifier, "DetailsDocument": document}
    return authorization_from_entity(entity).fingerprint


def after(change: Change) -> str:
    document = recorded_document()
    change(document)
    return fingerprint(document)


def term(document: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in document["Terms"] if item["Type"] == name)
    return found


def rate(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = term(document, "ResaleUsageBasedPricingTerm")["RateCards"][0]["RateCard"][0]
    return found


def new_links(document: dict[str, Any]) -> None:
    for name in ("BuyerLegalTerm", "ResaleLegalTerm"):
        term(document, name)["Documents"][0]["Url"] += "?X-Amz-Signature=0f3"


def new_ids(document: dict[str, Any]) -> None:
    for item in document["Terms"] + document["Rules"]:
        item["Id"] += "0"


HARMLESS: dict[str, Change] = {
    "freshly signed links": new_links,
    "new term ids": new_ids,
    "terms in another order": lambda document: document["Terms"].reverse(),
    "rules in another order": lambda document: document["Rules"].reverse(),
    "rates in another order": lambda document: term(document, "ResaleUsageBasedPricingTerm")["RateCards"][0][
        "RateCard"
    ].reverse(),
    "a new description": lambda document: document.update(Description="Another"),
}

MATERIAL: dict[str, Change] = {
    "a price": lambda document: rate(document).update(Price="0.002"),
    "a currency": lambda document: term(document, "ResaleUsageBasedPricingTerm").update(CurrencyCode="EUR"),
    "the end date": lambda document: document["Rules"][0].update(
        AvailabilityEndDate="2024-12-11T23:59:59.999Z"
    ),
    "the number of offers": lambda document: document["Rules"][0].pop("OffersMaxQuantity"),
    "the reseller": lambda document: document["Rules"][1].update(ResellerAccountId="111122223333"),
    "the status": lambda document: document.update(Status="Restricted"),
    "being used up": lambda document: document["OfferDetails"].update(OfferExtendedStatus="Completed-Used"),
    "the product": lambda document: document.update(ProductId="prod-other"),
    "a term gone": lambda document: document["Terms"].pop(),
    "a dimension gone": lambda document: document["Dimensions"].pop(),
    "a dimension's unit": lambda document: document["Dimensions"][0].update(Unit="Hours"),
    "the kind of EULA": lambda document: term(document, "BuyerLegalTerm")["Documents"][0].update(
        Type="CustomEula"
    ),
    "an installment": lambda document: term(document, "ResalePaymentScheduleTerm")["Schedule"].pop(),
    "a buyer list": lambda document: document["Terms"].append(
        {
            "Type": "BuyerTargetingTerm",
            "PositiveTargeting": {"BuyerAccounts": [{"AwsAccountId": "111122223333"}]},
        }
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_it_is_stable_under(name: str) -> None:
    assert after(HARMLESS[name]) == fingerprint(recorded_document())


@pytest.mark.parametrize("name", MATERIAL)
def test_it_changes_with(name: str) -> None:
    assert after(MATERIAL[name]) != fingerprint(recorded_document())


def test_it_changes_with_the_authorization_and_not_with_its_revision() -> None:
    document = recorded_document()
    assert fingerprint(document, "resaleauthz-x@2") == fingerprint(document)
    assert fingerprint(document, "resaleauthz-y@1") != fingerprint(document)


@given(st.randoms(use_true_random=False))
def test_no_order_of_terms_rules_and_dimensions_matters(random: Any) -> None:
    def shuffle(document: dict[str, Any]) -> None:
        for key in ("Terms", "Rules", "Dimensions"):
            random.shuffle(document[key])

    assert after(shuffle) == fingerprint(recorded_document())


def test_it_is_the_same_after_a_round_trip_through_json() -> None:
    document: dict[str, Any] = json.loads(json.dumps(recorded_document(), sort_keys=True))
    assert fingerprint(document) == fingerprint(recorded_document())
