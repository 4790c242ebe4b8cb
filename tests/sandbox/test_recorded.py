"""Every answer AWS published has its twin in the sandbox: the same members in the same order, and values
of the same form. Texts that people chose may differ; dates, ARNs, identifiers and AWS's own words may not.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from cppo_tui.sandbox.pace import REAL
from tests.sandbox.changes import NEW, buyers, change, create, information, lasting, markup, release, until
from tests.sandbox.conftest import RECORDED, MakeWire, Wire, recorded

Json = dict[str, Any]
DRAFT = "offer-draftseats3mvx"

# The models of 2024 did not have these yet, so no recorded answer can.
NEWER = {"CreatedBySource", "ResellerRole"}

# Chosen by people, or made unreadable by those who published the answers.
FREE = {
    *("Name", "Description", "ProductName", "ManufacturerLegalName", "ResellerLegalName", "Key"),
    *("ChangeSetName", "ChangeName", "ChangeSetId", "ChangeType", "DimensionKey", "NextToken"),
}

_WORD = r"[\w-]+"
FORMS = {
    "a timestamp": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
    "a timestamp with milliseconds": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z",
    "an account": r"\d{12}",
    "a number": r"\d+(\.\d+)?",
    "a duration": r"P(\d+[YMD])+",
    "an entity type": r"[A-Z]\w+@1\.0",
    "an ARN": rf"arn:aws:aws-marketplace:us-east-1:\d{{12}}:AWSMarketplace/[A-Z]\w+/{_WORD}",
    "an identifier with a revision": rf"(offer|resaleauthz)-{_WORD}@\d+",
    "an identifier": rf"(offer|resaleauthz|prod|product|term|rule)-{_WORD}",
    "a signed address": r"https://\S+\?X-Amz-\S+",
    "an address": r"https://[^\s?]+",
}


def form(name: str, value: Any) -> str:
    """What kind of value this is; of AWS's own words, the word itself."""
    if not isinstance(value, str):
        return type(value).__name__
    if name in FREE:
        return "a text"
    found = [kind for kind, pattern in FORMS.items() if re.fullmatch(pattern, value, re.ASCII)]
    return found[0] if found else repr(value)


def shape(value: Any, name: str = "") -> Any:
    """The forms of everything inside; lines of a list that look alike count once."""
    if isinstance(value, dict):
        sent = {"DetailsDocument", "Details"} if "ChangeType" in value else {}
        read = {**value, "Details": json.loads(value["Details"])} if "Details" in value else value
        return {
            key: "as sent" if key in sent else shape(one, key)
            for key, one in read.items()
            if key not in NEWER
        }
    if isinstance(value, list):
        shapes = [shape(one, name) for one in value]
        return [one for index, one in enumerate(shapes) if one not in shapes[:index]]
    return form(name, value)


def differences(real: Any, ours: Any, path: str = "$") -> Iterator[str]:
    """Where two shapes part."""
    if isinstance(real, dict) and isinstance(ours, dict):
        if list(real) != list(ours):
            yield f"{path}: members {list(real)}, here {list(ours)}"
        for key in real.keys() & ours.keys():
            yield from differences(real[key], ours[key], f"{path}.{key}")
    elif isinstance(real, list) and isinstance(ours, list) and len(real) == len(ours):
        for index, (one, other) in enumerate(zip(real, ours, strict=True)):
            yield from differences(one, other, f"{path}[{index}]")
    elif real != ours:
        yield f"{path}: {real}, here {ours}"


def legal() -> Json:
    terms = [{"Type": "LegalTerm", "Documents": [{"Type": "StandardEula", "Version": "2022-07-14"}]}]
    return change("UpdateLegalTerms", NEW, {"Terms": terms})


def created(wire: Wire) -> Any:
    return wire.run(information(), legal(), until("2026-12-31"), create())


def changed(wire: Wire) -> Any:
    return wire.run(markup("13", DRAFT), information(DRAFT))


def released(wire: Wire) -> Any:
    offer = wire.succeed(create(), information(), buyers(), until("2026-12-31"), lasting())
    return wire.run(release(offer))


def described(wire: Wire) -> Any:
    """One that is paid by installments under the manufacturer's own terms, as the recorded one is."""
    offer = wire.succeed(
        *(create(vendors.SERVICES), information(), markup("5.0"), buyers()),
        *(until("2026-12-31"), lasting("P6M"), release()),
    )
    return wire.entity(offer)


def authorization(wire: Wire) -> Any:
    """The addresses in the recording end in the middle, before any signature."""
    text = json.dumps(wire.document(vendors.INSTALLMENTS))
    assert text.count("?X-Amz-") == 2
    return json.loads(re.sub(r"\?X-Amz-[^\"]+", "", text))


def offers(wire: Wire) -> Any:
    only = {"EntityTypeFilters": {"OfferFilters": {"State": {"ValueList": ["Released"]}}}}
    return wire.entities("Offer", "SELF", MaxResults=2, **only).body


def older_offers(wire: Wire) -> Any:
    """The same two, half a year later."""
    wire.clock.forward(days=200)
    return offers(wire)


def authorizations(wire: Wire) -> Any:
    used = {"OfferExtendedStatus": {"ValueList": ["Completed-Usable"]}}
    only = {"EntityTypeFilters": {"ResaleAuthorizationFilters": used}}
    return wire.entities("ResaleAuthorization", "SHARED", MaxResults=2, **only).body


TWINS: dict[str, Callable[[Wire], Any]] = {
    "start_change_set": lambda wire: wire.start(create()).body,
    "describe_change_set_create": created,
    "describe_change_set_pricing": changed,
    "describe_change_set_release": released,
    "describe_entity_cppo_offer": described,
    "resale_authorization_details": authorization,
    "list_entities_offers": offers,
    "list_entities_private_offers": older_offers,
    "list_entities_resale_authorizations": authorizations,
}


def test_every_recording_has_a_twin() -> None:
    assert {path.stem for path in RECORDED.glob("*.json")} == set(TWINS)


@pytest.mark.parametrize("name", TWINS)
def test_the_sandbox_answers_as_aws_did(wire: Wire, name: str) -> None:
    found = differences(shape(recorded(name)), shape(TWINS[name](wire)))
    assert list(found) == []


def test_a_release_is_dated_a_few_seconds_before_the_modification_and_both_long_before_the_end(
    make_wire: MakeWire,
) -> None:
    """As in both recorded lists, and in the lab where a release took 122 seconds (fact sheet 6.5)."""
    wire = make_wire(pace=REAL)
    for name in ("list_entities_offers", "list_entities_private_offers"):
        for line in recorded(name)["EntitySummaryList"]:
            assert 4 <= seconds_between(line["OfferSummary"]["ReleaseDate"], line["LastModifiedDate"]) <= 5
    done = wire.run(create(), information(), buyers(), until("2026-12-31"), lasting(), release())
    offer = done["ChangeSet"][0]["Entity"]["Identifier"].removesuffix("@1")
    only = {"EntityTypeFilters": {"OfferFilters": {"EntityId": {"ValueList": [offer]}}}}
    [line] = wire.entities("Offer", "SELF", **only).body["EntitySummaryList"]
    assert seconds_between(line["OfferSummary"]["ReleaseDate"], line["LastModifiedDate"]) == 5
    assert seconds_between(line["LastModifiedDate"], done["EndTime"]) > 100
    assert wire.entity(offer)["LastModifiedDate"] == line["LastModifiedDate"]


def seconds_between(first: str, second: str) -> float:
    return (datetime.fromisoformat(second) - datetime.fromisoformat(first)).total_seconds()


def test_a_difference_would_be_seen() -> None:
    real = recorded("describe_entity_cppo_offer")
    for old, new in (
        ("2024-10-01T20:49:21Z", "2024-10-01T20:49:21.000Z"),
        ("T23:59:59.999Z", "T23:59:59Z"),
        ("offer-1234567890@1", "offer-1234567890"),
        ("AWSMarketplace/Offer", "Offer"),
        ('"Released"', '"Live"'),
        ("?X-Amz", "?Y-Amz"),
        ('"10.5"', "10.5"),
        ("BuyerAccounts", "Buyers"),
    ):
        changed_text = json.dumps(real).replace(old, new)
        assert changed_text != json.dumps(real)
        assert list(differences(shape(real), shape(json.loads(changed_text)))), old


@pytest.mark.parametrize("name", [name for name in TWINS if name.startswith("describe_change_set")])
def test_details_are_the_document_as_compact_json(wire: Wire, name: str) -> None:
    for answer in (recorded(name), TWINS[name](wire)):
        for one in answer["ChangeSet"]:
            assert one["Details"] == json.dumps(one["DetailsDocument"], separators=(",", ":"))


def test_changes_come_in_the_recorded_order_and_not_in_that_of_the_request(wire: Wire) -> None:
    real = [one["ChangeType"] for one in recorded("describe_change_set_create")["ChangeSet"]]
    ours = [one["ChangeType"] for one in created(wire)["ChangeSet"]]
    assert (real[0], real[1:]) == ("CreateResaleAuthorization", ours[1:])
    assert ours[0] == "CreateOfferUsingResaleAuthorization"


def test_one_revision_per_change_set_and_the_recorded_way_to_name_it(wire: Wire) -> None:
    made = created(wire)
    offer = made["ChangeSet"][0]["Entity"]["Identifier"].removesuffix("@1")
    assert {one["Entity"]["Identifier"] for one in made["ChangeSet"]} == {f"{offer}@1"}
    assert wire.entity(offer)["EntityIdentifier"] == f"{offer}@1"
    again = wire.run(markup("7", offer), buyers(offer=offer))
    assert {one["Entity"]["Identifier"] for one in again["ChangeSet"]} == {offer}
    assert wire.entity(offer)["EntityIdentifier"] == f"{offer}@2"
    assert wire.codes(release(offer))
    assert wire.entity(offer)["EntityIdentifier"] == f"{offer}@2"


def test_what_is_shown_is_not_what_was_sent(wire: Wire) -> None:
    """Dates in full, no Duration on a fixed price, amounts unpadded, signatures that do not last."""
    first = described(wire)
    document = first["DetailsDocument"]
    by_type = {one["Type"]: one for one in [*document["Terms"], *document["Rules"]]}
    assert by_type["AvailabilityRule"]["AvailabilityEndDate"] == "2026-12-31T23:59:59.999Z"
    assert {one["ChargeDate"][10:] for one in by_type["PaymentScheduleTerm"]["Schedule"]} == {
        "T00:00:00.000Z"
    }
    assert {one["ChargeAmount"] for one in by_type["PaymentScheduleTerm"]["Schedule"]} == {"42000"}
    assert "Duration" not in by_type["FixedUpfrontPricingTerm"]
    wire.clock.forward(1)
    second = wire.entity(document["Id"])["DetailsDocument"]
    [before], [after] = (one["Terms"][0]["Documents"] for one in (document, second))
    assert before["Url"] != after["Url"]
    assert before["Url"].partition("?")[0] == after["Url"].partition("?")[0]


def test_an_authorization_counts_the_offers_made_from_it(wire: Wire) -> None:
    assert wire.document(vendors.SERVICES)["OfferDetails"] == {
        "OfferExtendedStatus": "Not Started",
        "OfferCreatedCount": 0,
    }
    described(wire)
    assert wire.document(vendors.SERVICES)["OfferDetails"] == {
        "OfferExtendedStatus": "Completed-Used",
        "OfferCreatedCount": 1,
    }
