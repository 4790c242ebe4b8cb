"""Tags: the three operations, and those a change set brings along (fact sheet 1.3 and 6.1)."""

from typing import Any

import pytest

from cppo_tui.sandbox.pace import FAST
from cppo_tui.sandbox.seed_archera import BRONZE
from tests.sandbox.changes import NEW, create, information, markup, release
from tests.sandbox.conftest import Clock, MakeWire, Reply, Wire, boto_client

Json = dict[str, Any]
HOME = "arn:aws:aws-marketplace:us-east-1:777788889999:AWSMarketplace"
OFFER = f"{HOME}/Offer/offer-openbronze2kqw"
DRAFT = "offer-draftseats3mvx"
SHARED = f"arn:aws:aws-marketplace:us-east-1:600020003000:AWSMarketplace/ResaleAuthorization/{BRONZE}"


def pairs(tags: dict[str, str]) -> list[Json]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def tag(wire: Wire, arn: str, **tags: str) -> Reply:
    return wire.post("TagResource", {"ResourceArn": arn, "Tags": pairs(tags)})


def untag(wire: Wire, arn: str, *keys: str) -> Reply:
    return wire.post("UntagResource", {"ResourceArn": arn, "TagKeys": list(keys)})


def tags(wire: Wire, arn: str) -> dict[str, str]:
    reply = wire.post("ListTagsForResource", {"ResourceArn": arn})
    assert reply.status == 200, reply
    assert reply.body["ResourceArn"] == arn
    return {one["Key"]: one["Value"] for one in reply.body["Tags"]}


def test_tags_are_added_changed_and_taken_away(wire: Wire) -> None:
    assert tags(wire, OFFER) == {}
    assert tag(wire, OFFER, team="north", quarter="Q4").body == {}
    assert tag(wire, OFFER, quarter="Q1", empty="").status == 200
    assert tags(wire, OFFER) == {"empty": "", "quarter": "Q1", "team": "north"}
    assert untag(wire, OFFER, "team", "never there").body == {}
    assert tags(wire, OFFER) == {"empty": "", "quarter": "Q1"}


def test_a_real_client_tags_and_reads(wire: Wire) -> None:
    client = boto_client(wire.sandbox)
    client.tag_resource(ResourceArn=OFFER, Tags=[{"Key": "Gruppe 7", "Value": "Größe/ü+=@"}])
    answer = client.list_tags_for_resource(ResourceArn=OFFER)
    assert answer["Tags"] == [{"Key": "Gruppe 7", "Value": "Größe/ü+=@"}]
    client.untag_resource(ResourceArn=OFFER, TagKeys=["Gruppe 7"])
    assert client.list_tags_for_resource(ResourceArn=OFFER)["Tags"] == []


def test_tags_are_there_tomorrow_and_gone_after_a_reset(make_wire: MakeWire, tmp_path: Any) -> None:
    path = tmp_path / "world"
    tag(make_wire(path=path), OFFER, team="north")
    again = make_wire(path=path)
    assert tags(again, OFFER) == {"team": "north"}
    again.sandbox.reset()
    assert tags(again, OFFER) == {}


@pytest.mark.parametrize("count", [1, 50])
def test_a_resource_takes_up_to_fifty_tags(wire: Wire, count: int) -> None:
    wanted = {f"key {number}": "x" for number in range(count)}
    assert tag(wire, OFFER, **wanted).status == 200
    assert tags(wire, OFFER) == wanted


def test_the_fifty_first_tag_is_a_422_and_adds_nothing(wire: Wire) -> None:
    tag(wire, OFFER, **{f"key {number}": "x" for number in range(50)})
    assert tag(wire, OFFER, **{"key 1": "other"}).status == 200
    assert tag(wire, OFFER, one_more="x").status == 422
    assert len(tags(wire, OFFER)) == 50
    assert tag(wire, f"{HOME}/Offer/{DRAFT}", **{f"key {number}": "x" for number in range(51)}).status == 422
    assert tags(wire, f"{HOME}/Offer/{DRAFT}") == {}


@pytest.mark.parametrize(
    "tags",
    [
        [],
        [{"Key": "", "Value": "x"}],
        [{"Key": "x" * 129, "Value": "x"}],
        [{"Key": "x", "Value": "x" * 257}],
        [{"Key": "x"}],
        [{"Value": "x"}],
        [{"Key": "x", "Value": 1}],
        [{"Key": "x", "Value": "a<b"}],
        [{"Key": "x\n", "Value": "x"}],
        [{"Key": "x", "Value": "\ud83d"}],
        [{"Key": "x", "Value": "a"}, {"Key": "x", "Value": "b"}],
        [{"Key": "aws:createdBy", "Value": "x"}],
        [{"Key": "x", "Value": "x", "Colour": "red"}],
        {"Key": "x", "Value": "x"},
        None,
    ],
    ids=lambda tags: str(tags)[:40].encode("ascii", "replace").decode(),
)
def test_tags_out_of_form_are_a_422(wire: Wire, tags: Any) -> None:
    assert wire.post("TagResource", {"ResourceArn": OFFER, "Tags": tags}).status == 422
    assert wire.start(markup("3", DRAFT), ChangeSetTags=tags).status == 422
    assert wire.start({**markup("3", DRAFT), "EntityTags": tags}).status == 422


def test_the_longest_tag_is_taken(wire: Wire) -> None:
    assert tag(wire, OFFER, **{"k" * 128: "v" * 256}).status == 200


@pytest.mark.parametrize("operation", ["TagResource", "UntagResource", "ListTagsForResource"])
@pytest.mark.parametrize(
    ("arn", "status"),
    [
        (f"{HOME}/Offer/offer-nobody", 404),
        (f"{HOME}/ChangeSet/nothing", 404),
        (f"{HOME}/Offer/{BRONZE}", 404),
        (f"{HOME}/ChangeSet/offer-openbronze2kqw", 404),
        ("arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace/Offer/offer-openbronze2kqw", 404),
        (SHARED, 403),
        ("offer-openbronze2kqw", 422),
        (f"{OFFER}/", 422),
        (f"{OFFER}@2/ ", 422),
        ("arn:aws:s3:::bucket", 422),
        ("", 422),
        (7, 422),
    ],
)
def test_only_our_own_offers_and_change_sets_have_tags(
    wire: Wire, operation: str, arn: Any, status: int
) -> None:
    more: Json = {"TagResource": {"Tags": pairs({"a": "b"})}, "UntagResource": {"TagKeys": ["a"]}}
    reply = wire.post(operation, {"ResourceArn": arn, **more.get(operation, {})})
    names = {404: "ResourceNotFoundException", 403: "AccessDeniedException", 422: "ValidationException"}
    assert (reply.status, reply.error) == (status, names[status])


@pytest.mark.parametrize("keys", [[], [""], ["x"] * 51, "x", [1], ["x" * 129]])
def test_tag_keys_out_of_form_are_a_422(wire: Wire, keys: Any) -> None:
    assert wire.post("UntagResource", {"ResourceArn": OFFER, "TagKeys": keys}).status == 422


def test_a_change_set_brings_its_own_tags_and_those_of_its_offers(wire: Wire) -> None:
    tag(wire, f"{HOME}/Offer/{DRAFT}", team="north", quarter="Q4")
    started = wire.start(
        {**create(), "EntityTags": pairs({"deal": "spring"})},
        {**information(NEW), "EntityTags": pairs({"owner": "Ines"})},
        {**markup("14", DRAFT), "EntityTags": pairs({"quarter": "Q1"})},
        ChangeSetTags=pairs({"run": "7"}),
    )
    done = wire.change_set(started.body["ChangeSetId"])
    assert tags(wire, started.body["ChangeSetArn"]) == {"run": "7"}
    [made] = {one["Entity"]["Identifier"] for one in done["ChangeSet"]} - {DRAFT}
    assert tags(wire, f"{HOME}/Offer/{made.removesuffix('@1')}") == {"deal": "spring", "owner": "Ines"}
    assert tags(wire, f"{HOME}/Offer/{DRAFT}") == {"team": "north", "quarter": "Q1"}
    assert "EntityTags" not in done["ChangeSet"][0]


def test_the_offers_tags_come_with_the_success_and_the_change_sets_at_once(
    make_wire: MakeWire, clock: Clock
) -> None:
    wire = make_wire(pace=FAST)
    started = wire.start(
        {**markup("14", DRAFT), "EntityTags": pairs({"quarter": "Q1"})}, ChangeSetTags=pairs({"run": "7"})
    )
    assert tags(wire, started.body["ChangeSetArn"]) == {"run": "7"}
    assert tags(wire, f"{HOME}/Offer/{DRAFT}") == {}
    clock.forward(6)
    assert tags(wire, f"{HOME}/Offer/{DRAFT}") == {"quarter": "Q1"}


def test_a_failed_set_tags_no_offer(wire: Wire) -> None:
    done = wire.run(
        {**markup("14", DRAFT), "EntityTags": pairs({"quarter": "Q1"})}, release("offer-openbronze2kqw")
    )
    assert done["Status"] == "FAILED"
    assert tags(wire, f"{HOME}/Offer/{DRAFT}") == {}


def test_a_set_that_would_give_an_offer_too_many_tags_is_refused_at_once(wire: Wire) -> None:
    tag(wire, f"{HOME}/Offer/{DRAFT}", **{f"key {number}": "x" for number in range(50)})
    assert wire.start({**markup("3", DRAFT), "EntityTags": pairs({"more": "x"})}).status == 422
    assert wire.start({**markup("3", DRAFT), "EntityTags": pairs({"key 1": "y"})}).status == 200


def test_the_same_request_with_other_tags_is_another_request(wire: Wire) -> None:
    asked = {"ClientRequestToken": "t-1"}
    first = wire.start(markup("3", DRAFT), ChangeSetTags=pairs({"run": "7"}), **asked)
    assert wire.start(markup("3", DRAFT), ChangeSetTags=pairs({"run": "7"}), **asked).body == first.body
    assert wire.start(markup("3", DRAFT), ChangeSetTags=pairs({"run": "8"}), **asked).status == 422
