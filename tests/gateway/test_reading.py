"""Recorded answers of the real service, read into domain values; and answers that are none."""

from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.catalog import ChangeSetStatus, OfferSummary
from cppo_tui.domain.errors import BrokenAnswer, OtherKind
from cppo_tui.gateway import reading
from tests.gateway.script import recorded

KEYS = st.sampled_from(
    [
        "EntityIdentifier",
        "EntityType",
        "DetailsDocument",
        "Details",
        "Terms",
        "Rules",
        "Type",
        "RateCards",
        "RateCard",
        "DimensionKey",
        "Price",
        "PositiveTargeting",
        "BuyerAccounts",
        "AvailabilityEndDate",
        "CurrencyCode",
        "AgreementDuration",
        "Dimensions",
        "Types",
        "Key",
        "OfferDetails",
        "OfferCreatedCount",
        "OffersMaxQuantity",
        "Documents",
        "Entity",
        "Identifier",
        "ErrorDetailList",
        "EntityIdList",
        "OfferSummary",
        "StartTime",
        "Status",
        "Name",
        "Url",
        "Version",
    ]
)


def clean(answer: Any) -> reading.Json:
    return reading.clean_answer(answer)


class TestRecordedAnswers:
    def test_shared_authorizations(self) -> None:
        page = reading.required_list(
            clean(recorded("list_entities_resale_authorizations")), "EntitySummaryList"
        )
        rows = [reading.listing_from(item, None, "not described") for item in page]
        assert [(row.name, row.manufacturer_name, row.status, row.ends) for row in rows] == [
            ("test", "ChannelCP.Inc", "Active", None),
            ("ResaleAgreementTwinkleTesting", "ChannelCP.Inc", "Active", None),
        ]

    def test_an_authorization(self) -> None:
        details = recorded("resale_authorization_details")
        entity = {"EntityIdentifier": "resaleauthz-1@2", "DetailsDocument": details}
        authorization = reading.authorization_from(clean(entity), "resaleauthz-1")
        assert (authorization.id, authorization.revision) == ("resaleauthz-1", 2)
        assert authorization.product_id == "prod-1234567890"
        assert {price.wholesale for price in authorization.usage_prices}

    def test_offers(self) -> None:
        page = reading.required_list(clean(recorded("list_entities_offers")), "EntitySummaryList")
        assert reading.offer_summary_from(page[0]) == OfferSummary(
            id="offer-1234567890",
            name="CAPI Integ Test Product (SAAS) Test Offer",
            state="Released",
            product_id="product-111111111111",
            authorization_id="resaleauthz-111111111111",
            buyers=("222222222222",),
            expires=datetime(2025, 7, 1, 23, 59, 59, tzinfo=UTC),
            released=datetime(2024, 10, 1, 20, 49, 17, tzinfo=UTC),
        )

    def test_an_offer_named_only_in_its_summary(self) -> None:
        page = reading.required_list(clean(recorded("list_entities_private_offers")), "EntitySummaryList")
        assert [reading.offer_summary_from(item).name for item in page] == [
            "CAPI Integ Test Product (AMI Custom Price) Test Offer",
            "CAPI-ABO-contract-fps",
        ]

    def test_a_channel_partner_offer(self) -> None:
        offer = reading.offer_view_from(clean(recorded("describe_entity_cppo_offer")), "offer-1234567890")
        assert (offer.id, offer.revision, offer.state) == ("offer-1234567890", 1, "Released")
        assert (offer.markup, offer.currency, offer.validity.duration) == ("5.0", "USD", "P12M")
        assert offer.buyers == ("222222222222",)
        assert offer.expires == datetime(2025, 7, 1, 23, 59, 59, 999000, tzinfo=UTC)
        assert "FixedUpfrontPricingTerm" in offer.term_types

    @pytest.mark.parametrize(
        ("name", "entity_id"),
        [
            ("describe_change_set_create", "resaleauthz-1234567890"),
            ("describe_change_set_pricing", "resaleauthz-1234567890"),
            ("describe_change_set_release", "resaleauthz-1234567890"),
        ],
    )
    def test_change_sets_lose_the_revision_of_their_entities(self, name: str, entity_id: str) -> None:
        view = reading.change_set_from(clean(recorded(name)), "test_ChangeSetId")
        assert view.status is ChangeSetStatus.SUCCEEDED
        assert {change.entity_id for change in view.changes} == {entity_id}
        assert view.started is not None
        assert view.started.tzinfo is UTC


def change_set(**members: Any) -> dict[str, Any]:
    return {"ChangeSetId": "cs-1", "Status": "FAILED", "ChangeSet": [], **members}


class TestChangeSets:
    def test_every_reason_for_a_failure_is_kept(self) -> None:
        why = [{"ErrorCode": "INVALID_BUYER_ACCOUNTS", "ErrorMessage": "Provide valid buyer accounts."}]
        change = {
            "ChangeType": "UpdateTargeting",
            "Entity": {"Identifier": "offer-x@3"},
            "ErrorDetailList": why,
        }
        view = reading.change_set_from(change_set(FailureCode="CLIENT_ERROR", ChangeSet=[change]), "cs-1")
        assert view.failure_code == "CLIENT_ERROR"
        assert [(error.code, error.message) for error in view.changes[0].errors] == [
            ("INVALID_BUYER_ACCOUNTS", "Provide valid buyer accounts.")
        ]

    @pytest.mark.parametrize("entity", [{"Identifier": "$CreateCPPO.Entity.Identifier"}, {}, None])
    def test_what_is_not_created_yet_has_no_id(self, entity: Any) -> None:
        change = {"ChangeType": "UpdateMarkup", "Entity": entity}
        view = reading.change_set_from(change_set(Status="APPLYING", ChangeSet=[change]), "cs-1")
        assert view.changes[0].entity_id == ""

    @pytest.mark.parametrize("status", [None, "", "PENDING", "succeeded", 7])
    def test_an_unknown_status_is_no_answer(self, status: Any) -> None:
        with pytest.raises(BrokenAnswer, match="status"):
            reading.change_set_from(change_set(Status=status), "cs-1")

    @pytest.mark.parametrize("missing", ["ChangeSetId", "ChangeSet"])
    def test_a_mandatory_member_missing_is_no_answer(self, missing: str) -> None:
        answer = change_set()
        del answer[missing]
        with pytest.raises(BrokenAnswer):
            reading.change_set_from(answer, "cs-1")

    def test_an_answer_about_another_change_set_is_no_answer(self) -> None:
        with pytest.raises(BrokenAnswer):
            reading.change_set_from(change_set(ChangeSetId="cs-2"), "cs-1")


def offer(document: Any, identifier: str = "offer-x@3", kind: str = "Offer@1.0") -> reading.Json:
    return clean({"EntityType": kind, "EntityIdentifier": identifier, "DetailsDocument": document})


def priced(*rates: Any) -> reading.Json:
    term = {"Type": "UsageBasedPricingTerm", "CurrencyCode": "USD", "RateCards": [{"RateCard": list(rates)}]}
    return offer({"Terms": [term]})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=15,
)


class TestAnythingAtAll:
    @given(entity=st.dictionaries(KEYS, JSON))
    def test_a_document_is_read_or_it_is_no_answer(self, entity: dict[str, Any]) -> None:
        for read in (reading.offer_view_from, reading.authorization_from):
            with suppress(BrokenAnswer):
                read(clean({"EntityIdentifier": "x-1@1", **entity}), "x-1")

    @given(answer=st.dictionaries(KEYS, JSON))
    def test_a_listing_or_change_set_is_read_or_it_is_no_answer(self, answer: dict[str, Any]) -> None:
        complete = {
            "EntityId": "x-1",
            "ChangeSetId": "x-1",
            "Status": "FAILED",
            "ChangeSet": [answer],
            **answer,
        }
        with suppress(BrokenAnswer):
            reading.change_set_from(clean(complete), "x-1")
        with suppress(BrokenAnswer):
            reading.change_set_summary_from(clean(complete))
        with suppress(BrokenAnswer):
            reading.offer_summary_from(clean(complete))


class TestOffers:
    def test_usage_prices_are_exact(self) -> None:
        view = reading.offer_view_from(priced({"DimensionKey": "users", "Price": "0.01"}), "offer-x")
        assert [(price.key, price.price) for price in view.prices] == [("users", Decimal("0.01"))]

    @pytest.mark.parametrize("price", ["1e2", "", "-1", "NaN", "٠.٠١", None, 0.01])
    def test_a_price_that_can_not_be_read_is_not_passed_over(self, price: Any) -> None:
        rates = [{"DimensionKey": "users", "Price": "0.01"}, {"DimensionKey": "odd", "Price": price}]
        with pytest.raises(BrokenAnswer, match="odd"):
            reading.offer_view_from(priced(*rates), "offer-x")

    @pytest.mark.parametrize(
        "accounts", ["111122223333", [111122223333], [{"AwsAccountId": "111122223333"}], 1]
    )
    def test_buyers_that_can_not_be_read_are_not_passed_over(self, accounts: Any) -> None:
        with pytest.raises(BrokenAnswer, match="buyers"):
            reading.offer_summary_from({"EntityId": "offer-1", "OfferSummary": {"BuyerAccounts": accounts}})

    def test_the_older_spelling_of_the_document_is_read_and_cleaned(self) -> None:
        entity = {"EntityIdentifier": "offer-x@3", "Details": '{"Name": "a\\u202eb", "State": "Draft"}'}
        view = reading.offer_view_from(clean(entity), "offer-x")
        assert (view.name, view.state) == ("a<U+202E>b", "Draft")

    @pytest.mark.parametrize("document", [None, "text", [], {}])
    def test_an_offer_without_a_document_is_no_answer(self, document: Any) -> None:
        with pytest.raises(BrokenAnswer):
            reading.offer_view_from(offer(document), "offer-x")

    def test_an_id_of_something_else_is_told_to_be_that(self) -> None:
        """Whoever typed an authorization's id has no proxy in the way."""
        answer = offer({"Status": "Active"}, "resaleauthz-x@1", "ResaleAuthorization@1.0")
        with pytest.raises(OtherKind, match="resaleauthz-x is of the kind ResaleAuthorization, not Offer"):
            reading.offer_view_from(answer, "resaleauthz-x")

    @pytest.mark.parametrize("identifier", ["offer-y@3", "", "offer x", "offer-x@one", "../offer-x"])
    def test_an_answer_about_something_else_is_no_answer(self, identifier: str) -> None:
        with pytest.raises(BrokenAnswer):
            reading.offer_view_from(offer({"State": "Draft"}, identifier), "offer-x")

    def test_an_answer_about_another_kind_of_entity_is_no_answer(self) -> None:
        with pytest.raises(BrokenAnswer, match="SaaSProduct"):
            reading.offer_view_from(offer({"State": "Draft"}, kind="SaaSProduct@1.0"), "offer-x")


class TestCleaning:
    def test_every_string_is_made_visible_once_at_the_door(self) -> None:
        hostile = "\x1b]52;c;evil\x07 \u202eback"
        summary = {"EntityId": "offer-1", "OfferSummary": {"Name": hostile, "BuyerAccounts": [hostile]}}
        row = reading.offer_summary_from(clean(summary))
        assert "\x1b" not in row.name
        assert "<U+202E>" in row.name
        assert row.buyers == (row.name,)

    @pytest.mark.parametrize("answer", [None, [], "", 3])
    def test_no_answer_at_all(self, answer: Any) -> None:
        with pytest.raises(BrokenAnswer):
            clean(answer)
