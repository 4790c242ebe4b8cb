"""Lists: every page is read, and a broken page is never the end of the list (reliability 1, finding 3)."""

from typing import Any

import pytest

from cppo_tui.domain import errors
from cppo_tui.gateway.catalog import AwsCatalog
from tests.gateway.script import (
    EMPTY,
    HTML,
    NOT_AN_OBJECT,
    NOT_UTF8,
    TRUNCATED,
    Answer,
    Script,
    Seen,
    Step,
    ok,
    raw,
    recorded,
    refusal,
)

BROKEN = {
    "truncated JSON": TRUNCATED,
    "empty 200": EMPTY,
    "HTML 200": HTML,
    "a list": NOT_AN_OBJECT,
    "not UTF-8": NOT_UTF8,
    "list key missing": ok({"NextToken": None}),
    "null": raw(b"null"),
    "list is a text": ok({"EntitySummaryList": "none", "ChangeSetSummaryList": "none"}),
    "items are texts": ok({"EntitySummaryList": ["a"], "ChangeSetSummaryList": ["a"]}),
    "an id that is none": ok({"EntitySummaryList": [{"EntityId": "../x"}], "ChangeSetSummaryList": [{}]}),
    "302": raw(b"", 302, {"Location": "https://portal.example"}),
}


def offer(number: int, authorization_id: str = "resaleauthz-1") -> dict[str, Any]:
    known = {"ResaleAuthorizationId": authorization_id, "State": "Released"}
    return {"EntityId": f"offer-{number}", "OfferSummary": known}


def authorization(number: int) -> dict[str, Any]:
    return {
        "EntityId": f"resaleauthz-{number}",
        "ResaleAuthorizationSummary": {"Name": f"FY27 {number}", "Status": "Active"},
    }


def page(*items: dict[str, Any], more: str = "") -> Answer:
    return ok({"EntitySummaryList": items, **({"NextToken": more} if more else {})})


def describe(seen: Seen) -> Answer:
    """BatchDescribeEntities that knows every authorization asked for."""
    wanted = [request["EntityId"] for request in seen.json["EntityRequestList"]]
    document = recorded("resale_authorization_details")
    found = {one: {"EntityIdentifier": f"{one}@1", "DetailsDocument": document} for one in wanted}
    return ok({"EntityDetails": found, "Errors": {}})


class TestOffers:
    def test_every_page_is_read(self) -> None:
        script = Script(ListEntities=[page(offer(1), offer(2), more="t1"), page(more="t2"), page(offer(3))])
        assert [found.id for found in script.catalog().offers()] == ["offer-1", "offer-2", "offer-3"]
        assert [seen.json.get("NextToken") for seen in script.seen] == [None, "t1", "t2"]

    def test_our_own_offers_are_asked_for_fifty_at_a_time(self) -> None:
        script = Script(ListEntities=[page()])
        script.catalog().offers()
        assert script.seen[0].json == {
            "Catalog": "AWSMarketplace",
            "EntityType": "Offer",
            "MaxResults": 50,
            "OwnershipType": "SELF",
        }

    def test_those_of_one_authorization_are_asked_for_and_compared_again(self) -> None:
        script = Script(ListEntities=[page(offer(1), offer(2, "resaleauthz-other"))])
        assert [found.id for found in script.catalog().offers("resaleauthz-1")] == ["offer-1"]
        assert script.seen[0].json["EntityTypeFilters"] == {
            "OfferFilters": {"ResaleAuthorizationId": {"ValueList": ["resaleauthz-1"]}}
        }

    @pytest.mark.parametrize("lacks", ["OfferSummary", "ResaleAuthorizationId", "State"])
    def test_one_that_does_not_say_what_it_is_is_no_other_one(self, lacks: str) -> None:
        """“Is there such an offer?” answered by a row without its facts: that is no “no”."""
        bare = offer(1)
        bare.pop(lacks, None)
        bare.get("OfferSummary", {}).pop(lacks, None)
        lacking = "state" if lacks == "State" else "authorization"
        with pytest.raises(errors.BrokenAnswer, match=f"offer-1 without its {lacking}"):
            Script(ListEntities=[page(bare)]).catalog().offers("resaleauthz-1")
        assert len(Script(ListEntities=[page(bare)]).catalog().offers()) == 1, "a list to look at shows it"

    @pytest.mark.parametrize("case", BROKEN)
    @pytest.mark.parametrize("earlier", [[], [page(offer(1), more="t1")]], ids=["first page", "second page"])
    def test_a_broken_page_is_an_error(self, case: str, earlier: list[Step]) -> None:
        script = Script(ListEntities=[*earlier, BROKEN[case]])
        with pytest.raises(errors.BrokenAnswer):
            script.catalog().offers()

    def test_a_list_that_goes_round_in_circles_is_an_error(self) -> None:
        script = Script(ListEntities=[page(offer(1), more="t1")])
        with pytest.raises(errors.BrokenAnswer, match="same next token"):
            script.catalog().offers()

    def test_reading_is_tried_three_times(self) -> None:
        script = Script(ListEntities=[refusal(429, "ThrottlingException"), TimeoutError(), page(offer(1))])
        assert len(script.catalog().offers()) == 1
        assert len(script.seen) == 3

    def test_reading_is_not_tried_a_fourth_time(self) -> None:
        script = Script(ListEntities=[refusal(500, "InternalServiceException")])
        with pytest.raises(errors.ServiceFault):
            script.catalog().offers()
        assert len(script.seen) == 3


class TestChangeSets:
    def summary(self, number: int, name: str) -> dict[str, Any]:
        return {"ChangeSetId": f"cs-{number}", "ChangeSetName": name, "Status": "APPLYING"}

    def test_only_the_exact_name_counts(self) -> None:
        names = ["cppo d1 1", "cppo d1 11", "CPPO d1 1", "cppo d1 1 "]
        summaries = [self.summary(number, name) for number, name in enumerate(names)]
        script = Script(ListChangeSets=[ok({"ChangeSetSummaryList": summaries})])
        assert [found.id for found in script.catalog().change_sets("cppo d1 1")] == ["cs-0"]
        assert script.seen[0].json["FilterList"] == [{"Name": "ChangeSetName", "ValueList": ["cppo d1 1"]}]

    def test_all_of_them_without_a_name(self) -> None:
        pages: list[Step] = [
            ok({"ChangeSetSummaryList": [self.summary(1, "a")], "NextToken": "t1"}),
            ok({"ChangeSetSummaryList": [{**self.summary(2, "b"), "EntityIdList": ["offer-1@2"]}]}),
        ]
        script = Script(ListChangeSets=pages)
        found = script.catalog().change_sets()
        assert [(one.id, one.entity_ids) for one in found] == [("cs-1", ()), ("cs-2", ("offer-1",))]
        assert "FilterList" not in script.seen[0].json
        assert script.seen[0].json["MaxResults"] == 20

    @pytest.mark.parametrize("case", BROKEN)
    def test_a_broken_list_is_not_an_empty_one(self, case: str) -> None:
        script = Script(ListChangeSets=[BROKEN[case]])
        with pytest.raises(errors.BrokenAnswer):
            script.catalog().change_sets("cppo d1 1")

    def test_the_open_ones_are_asked_for_and_looked_at_again(self) -> None:
        """AWS's filter is not trusted to mean what it says."""
        summaries = [self.summary(1, "a"), {**self.summary(2, "b"), "Status": "FAILED"}]
        script = Script(ListChangeSets=[ok({"ChangeSetSummaryList": summaries})])
        assert [found.id for found in script.catalog().open_change_sets()] == ["cs-1"]
        assert script.seen[0].json["FilterList"] == [
            {"Name": "Status", "ValueList": ["PREPARING", "APPLYING"]}
        ]

    def test_an_unknown_status_is_an_error(self) -> None:
        summaries = [{**self.summary(1, "a"), "Status": "PENDING"}]
        script = Script(ListChangeSets=[ok({"ChangeSetSummaryList": summaries})])
        with pytest.raises(errors.BrokenAnswer):
            script.catalog().change_sets()


class TestAuthorizations:
    def test_shared_ones_are_asked_for(self) -> None:
        script = Script(ListEntities=[page()], BatchDescribeEntities=[describe])
        assert list(script.catalog().authorizations()) == [()]
        assert script.seen[0].json["OwnershipType"] == "SHARED"
        assert script.seen[0].json["EntityType"] == "ResaleAuthorization"
        assert script.asked("BatchDescribeEntities") == []

    def test_each_page_comes_with_details_as_soon_as_it_is_there(self) -> None:
        pages: list[Step] = [page(authorization(1), more="t1"), page(authorization(2))]
        script = Script(ListEntities=pages, BatchDescribeEntities=[describe])
        coming = script.catalog().authorizations()
        [row] = next(coming)
        assert row.detail is not None
        assert row.detail.id == "resaleauthz-1"
        assert row.problem == ""
        assert len(script.asked("ListEntities")) == 1
        assert [row.id for row in next(coming)] == ["resaleauthz-2"]

    def test_details_are_asked_for_twenty_at_a_time(self) -> None:
        rows = [authorization(number) for number in range(45)]
        script = Script(ListEntities=[page(*rows)], BatchDescribeEntities=[describe])
        [listed] = script.catalog().authorizations()
        sizes = [len(seen.json["EntityRequestList"]) for seen in script.asked("BatchDescribeEntities")]
        assert sizes == [20, 20, 5]
        assert all(row.detail for row in listed)

    def test_what_aws_would_not_describe_is_kept_with_the_reason(self) -> None:
        why = {"ErrorCode": "ResourceNotFound", "ErrorMessage": "Requested entity does not exist."}
        answer = ok({"EntityDetails": {}, "Errors": {"resaleauthz-1": why}})
        script = Script(ListEntities=[page(authorization(1))], BatchDescribeEntities=[answer])
        [[row]] = script.catalog().authorizations()
        assert (row.name, row.detail) == ("FY27 1", None)
        assert "does not exist" in row.problem

    @pytest.mark.parametrize(
        "answer",
        [
            refusal(403, "AccessDeniedException", "not authorized to perform DescribeEntity"),
            refusal(500, "InternalServiceException"),
            HTML,
            EMPTY,
            ok({"EntityDetails": {}, "Errors": {}}),
            ok({"EntityDetails": {"resaleauthz-1": {"EntityIdentifier": "../x@1"}}}),
            ok({"EntityDetails": {"resaleauthz-1": {"EntityIdentifier": "resaleauthz-1@1"}}}),
        ],
    )
    def test_without_details_the_list_still_stands(self, answer: Answer) -> None:
        script = Script(ListEntities=[page(authorization(1))], BatchDescribeEntities=[answer])
        [[row]] = script.catalog().authorizations()
        assert (row.id, row.status, row.detail) == ("resaleauthz-1", "Active", None)
        assert row.problem

    def test_a_login_that_expires_between_list_and_details_is_told(self) -> None:
        expired = refusal(403, "ExpiredTokenException")
        script = Script(ListEntities=[page(authorization(1))], BatchDescribeEntities=[expired])
        with pytest.raises(errors.LoginExpired):
            list(script.catalog().authorizations())

    @pytest.mark.parametrize("case", BROKEN)
    def test_a_broken_page_is_an_error(self, case: str) -> None:
        script = Script(ListEntities=[BROKEN[case]], BatchDescribeEntities=[describe])
        with pytest.raises(errors.BrokenAnswer):
            list(script.catalog().authorizations())


class TestOneEntity:
    def test_it_is_asked_for_by_its_bare_id(self) -> None:
        script = Script(DescribeEntity=[ok(recorded("describe_entity_cppo_offer"))])
        assert script.catalog().offer("offer-1234567890@1").id == "offer-1234567890"
        assert script.seen[0].url.endswith("entityId=offer-1234567890")

    @pytest.mark.parametrize("read", [AwsCatalog.offer, AwsCatalog.authorization, AwsCatalog.change_set])
    @pytest.mark.parametrize("identifier", ["", "a b", "../x", "$CreateCPPO.Entity.Identifier", "x@y"])
    def test_what_is_not_an_id_is_not_asked_for(self, read: Any, identifier: str) -> None:
        script = Script()
        with pytest.raises(errors.NotFound):
            read(script.catalog(), identifier)
        assert script.seen == []

    @pytest.mark.parametrize(
        "answer", [EMPTY, HTML, TRUNCATED, NOT_UTF8, ok({"EntityIdentifier": "offer-1@1"})]
    )
    @pytest.mark.parametrize("read", [AwsCatalog.offer, AwsCatalog.authorization])
    def test_a_broken_answer_is_an_error(self, read: Any, answer: Answer) -> None:
        with pytest.raises(errors.BrokenAnswer):
            read(Script(DescribeEntity=[answer]).catalog(), "offer-1")


class TestCancelling:
    def test_it_names_the_change_set(self) -> None:
        script = Script(CancelChangeSet=[ok({"ChangeSetId": "cs-1"})])
        script.catalog().cancel("cs-1")
        assert script.seen[0].method == "PATCH"
        assert "changeSetId=cs-1" in script.seen[0].url

    def test_too_late_is_told(self) -> None:
        script = Script(CancelChangeSet=[refusal(423, "ResourceInUseException")])
        with pytest.raises(errors.Locked):
            script.catalog().cancel("cs-1")

    @pytest.mark.parametrize("step", [EMPTY, HTML, TimeoutError(), refusal(500, "InternalServiceException")])
    def test_without_a_clear_answer_nothing_is_claimed(self, step: Step) -> None:
        with pytest.raises(errors.ServiceFault) as caught:
            Script(CancelChangeSet=[step]).catalog().cancel("cs-1")
        assert "not known" in caught.value.meaning
