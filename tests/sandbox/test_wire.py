"""The wire itself: headers, unknown addresses, bodies that are not JSON, and STS (fact sheet 6.10)."""

import json
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppo_tui.sandbox.routes import OPERATIONS
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest
from tests.sandbox.conftest import BASE, Wire

STS = "{https://sts.amazonaws.com/doc/2011-06-15/}"
OURS = Sandbox()


def test_every_answer_carries_an_id_a_date_and_a_type(wire: Wire) -> None:
    for reply in (wire.entities("Offer", "SELF"), wire.look("offer-nobody"), wire.send("GET", "/Nowhere")):
        assert reply.headers["x-amzn-RequestId"].startswith("request-")
        assert reply.headers["Date"] == "Mon, 23 Nov 2026 10:00:00 GMT"
        assert reply.headers["Content-Type"] == "application/json"


def test_an_error_names_its_type_and_has_a_message(wire: Wire) -> None:
    reply = wire.look("offer-nobody")
    assert (reply.status, reply.error) == (404, "ResourceNotFoundException")
    assert reply.message == "Requested entity 'offer-nobody' does not exist."


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/"), ("GET", "/Nowhere"), ("GET", "/ListEntities"), ("POST", "/TagAll"), ("DELETE", "/x")],
)
def test_an_unknown_address_is_a_404_in_json(wire: Wire, method: str, path: str) -> None:
    assert wire.send(method, path).status == 404


@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", b"null", b"\xff\xfe\x00", b'{"a": NaN}', b"[" * 100_000, b"1" * 5000, b""],
    ids=lambda body: repr(body[:12]),
)
def test_a_body_that_is_no_json_object_is_a_422(wire: Wire, body: bytes) -> None:
    reply = wire.send("POST", "/StartChangeSet", body)
    assert (reply.status, reply.error) == (422, "ValidationException")


def test_sts_says_whose_keys_these_are(wire: Wire) -> None:
    body = b"Action=GetCallerIdentity&Version=2011-06-15"
    response = wire.sandbox.respond(WireRequest("POST", f"{BASE}/", {}, body))
    assert (response.status, response.headers["Content-Type"]) == (200, "text/xml")
    result = ElementTree.fromstring(response.body).find(f"{STS}GetCallerIdentityResult")
    assert result is not None
    assert result.findtext(f"{STS}Account") == wire.sandbox.account == "777788889999"
    assert "777788889999" in (result.findtext(f"{STS}Arn") or "")


@pytest.mark.parametrize("body", [b"Action=AssumeRole&Version=2011-06-15", b"", b"\xff", b"{}"])
def test_sts_knows_nothing_else(wire: Wire, body: bytes) -> None:
    response = wire.sandbox.respond(WireRequest("POST", f"{BASE}/", {}, body))
    assert response.status == 400
    assert b"InvalidAction" in response.body


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.sampled_from(["AWSMarketplace", "Offer", "$A.Entity"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "Catalog",
                    "ChangeSet",
                    "ChangeType",
                    "Entity",
                    "Type",
                    "DetailsDocument",
                    "EntityType",
                    "Name",
                ]
            )
            | st.text(max_size=4),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(OPERATIONS)),
    st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()),
    st.text(max_size=30),
)
def test_no_request_makes_the_service_raise(route: tuple[str, str], body: bytes, query: str) -> None:
    method, path = route
    response = OURS.respond(WireRequest(method, f"{BASE}{path}?{query}", {}, body))
    assert 200 <= response.status < 500


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=12), st.text(max_size=40))
def test_no_address_makes_the_service_raise(method: str, url: str) -> None:
    assert OURS.respond(WireRequest(method, url, {}, b"")).status >= 200


def test_a_state_file_that_fails_is_a_500_the_client_may_retry() -> None:
    sandbox = Sandbox()
    sandbox.close()
    response = sandbox.respond(WireRequest("POST", f"{BASE}/ListEntities", {}, b"{}"))
    assert (response.status, response.headers["x-amzn-ErrorType"]) == (500, "InternalServiceException")


@pytest.mark.parametrize("url", ["https://[", "//[/x"])
def test_an_address_that_is_no_url_is_a_404(wire: Wire, url: str) -> None:
    assert wire.sandbox.respond(WireRequest("POST", url, {}, b"")).status == 404
