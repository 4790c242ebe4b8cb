"""One send: at most one request, exactly the reviewed bytes, an outcome that never lies (reliability 2b)."""

import json
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

import boto3
import botocore.session
import pytest
from botocore import exceptions
from botocore.credentials import RefreshableCredentials
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain import errors
from cppo_tui.domain.plan import canonical
from cppo_tui.gateway.catalog import AwsCatalog
from cppo_tui.gateway.sender import AwsSender
from cppo_tui.gateway.session import AwsSession
from cppo_tui.gateway.transport import answer_with
from tests.gateway.script import (
    ACCOUNT,
    EMPTY,
    HTML,
    NOT_AN_OBJECT,
    NOT_UTF8,
    Answer,
    Script,
    Step,
    identity,
    ok,
    raw,
    refusal,
)

CHANGES = [
    {
        "ChangeType": "CreateOfferUsingResaleAuthorization",
        "ChangeName": "CreateCPPO",
        "Entity": {"Type": "Offer@1.0"},
        "DetailsDocument": {"ResaleAuthorizationId": "resaleauthz-1"},
    }
]
PAYLOAD = canonical(CHANGES).encode("ascii")
ACCEPTED = ok({"ChangeSetId": "cs-1", "ChangeSetArn": "arn:aws:x"})


@cache
def built() -> tuple[AwsSender, Script]:
    script = Script()
    return script.catalog().sender(), script


def sending(step: Step) -> tuple[AwsSender, Script]:
    sender, script = built()
    script.restart(StartChangeSet=[step], GetCallerIdentity=[identity()])
    return sender, script


def start(sender: AwsSender, payload: bytes = PAYLOAD) -> str:
    return sender.start(payload, name="cppo d1 1", token="token-1")


class TestWhatIsSent:
    def test_an_accepted_change_set_gives_its_id(self) -> None:
        sender, _ = sending(ACCEPTED)
        assert start(sender) == "cs-1"

    def test_name_token_catalog_and_intent_are_the_given_ones(self) -> None:
        sender, script = sending(ACCEPTED)
        start(sender)
        [request] = script.asked("StartChangeSet")
        assert {key: value for key, value in request.json.items() if key != "ChangeSet"} == {
            "Catalog": "AWSMarketplace",
            "ChangeSetName": "cppo d1 1",
            "ClientRequestToken": "token-1",
            "Intent": "APPLY",
        }

    def test_the_reviewed_bytes_stand_letter_for_letter_in_the_request(self) -> None:
        sender, script = sending(ACCEPTED)
        start(sender)
        assert b'"ChangeSet": ' + PAYLOAD in script.asked("StartChangeSet")[0].body

    @pytest.mark.parametrize(
        "payload",
        [
            pytest.param(json.dumps(CHANGES, separators=(",", ":")).encode(), id="other separators"),
            pytest.param(json.dumps(CHANGES, indent=1).encode(), id="indented"),
            pytest.param(PAYLOAD.replace(b"resaleauthz-1", "é".encode()), id="not ASCII"),
            pytest.param(PAYLOAD.replace(b'"resaleauthz-1"', b"1.10"), id="number re-spelled"),
            pytest.param(
                PAYLOAD.replace(b'"ChangeName": "CreateCPPO"', b'"ChangeName": "a", "ChangeName": "b"'),
                id="twice the same key",
            ),
        ],
    )
    def test_a_payload_botocore_would_spell_differently_never_leaves(self, payload: bytes) -> None:
        sender, script = sending(ACCEPTED)
        with pytest.raises(errors.CatalogError, match="differs from what was reviewed") as caught:
            start(sender, payload)
        assert not isinstance(caught.value, errors.UnknownOutcome)
        assert script.seen == []

    @pytest.mark.parametrize("payload", [b"", b"not json", b'{"a": 1}', b'[{"ChangeType": 1}]', b"\xff"])
    def test_a_payload_that_is_no_change_set_never_leaves(self, payload: bytes) -> None:
        sender, script = sending(ACCEPTED)
        with pytest.raises(errors.Rejected):
            start(sender, payload)
        assert script.seen == []

    def test_what_may_not_be_sent_any_more_never_leaves(self) -> None:
        """Asked at the last moment: what leaves after that was signed just now, and AWS takes an old
        signature for some minutes only."""
        sender, script = sending(ACCEPTED)
        with pytest.raises(errors.CatalogError, match="held up") as caught:
            sender.start(PAYLOAD, name="cppo d1 1", token="token-1", still=lambda: False)
        assert not isinstance(caught.value, errors.UnknownOutcome)
        assert "sent nothing" in caught.value.meaning
        assert script.seen == []

    def test_why_it_cannot_be_found_out_whether_it_may_is_told_as_it_is(self) -> None:
        def broken() -> bool:
            raise errors.StoreError("The disk is full.")

        sender, script = sending(ACCEPTED)
        with pytest.raises(errors.StoreError, match="The disk is full"):
            sender.start(PAYLOAD, name="cppo d1 1", token="token-1", still=broken)
        assert script.seen == []

    def test_a_second_start_is_a_second_single_request(self) -> None:
        sender, script = sending(ACCEPTED)
        start(sender)
        start(sender)
        assert len(script.asked("StartChangeSet")) == 2


DOCUMENTS = st.recursive(
    st.text() | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


class TestVerbatim:
    @given(document=st.dictionaries(st.text(), DOCUMENTS, max_size=4))
    def test_any_text_goes_out_as_it_was_reviewed(self, document: dict[str, Any]) -> None:
        payload = canonical([{**CHANGES[0], "DetailsDocument": document}]).encode("ascii")
        sender, script = sending(ACCEPTED)
        start(sender, payload)
        [request] = script.seen
        assert b'"ChangeSet": ' + payload + b", " in request.body


def ever_renewing(script: Script) -> AwsSession:
    """A session whose keys are always about to expire, so that each use fetches the next ones."""
    numbers = count(1)

    def fetch() -> dict[str, str]:
        soon = datetime.now(UTC) + timedelta(minutes=5)
        key = f"AKIA{next(numbers)}"
        return {"access_key": key, "secret_key": "s", "token": "t", "expiry_time": soon.isoformat()}

    def make() -> Any:
        core: Any = botocore.session.Session()
        refreshable: Any = RefreshableCredentials
        core._credentials = refreshable.create_from_metadata(fetch(), refresh_using=fetch, method="test")
        session: Any = boto3.session.Session(botocore_session=core, region_name="us-east-1")
        session.events.register("before-send.*.*", answer_with(script))
        return session

    return AwsSession(make)


class TestOneAccount:
    def test_guard_and_send_are_signed_with_the_same_key(self) -> None:
        sender, script = sending(ACCEPTED)
        assert sender.caller().account == ACCOUNT
        start(sender)
        assert [seen.operation for seen in script.seen] == ["GetCallerIdentity", "StartChangeSet"]
        assert len({seen.access_key for seen in script.seen}) == 1

    def test_credentials_that_are_renewed_in_between_change_nothing(self) -> None:
        script = Script(StartChangeSet=[ACCEPTED], GetCallerIdentity=[identity()])
        sender = AwsCatalog(ever_renewing(script)).sender()
        sender.caller()
        start(sender)
        assert len({seen.access_key for seen in script.seen}) == 1

    def test_without_freezing_they_would(self) -> None:
        """The control: guard and send through the shared clients are signed with different keys."""
        script = Script(ListEntities=[ok({"EntitySummaryList": []})], GetCallerIdentity=[identity()])
        catalog = AwsCatalog(ever_renewing(script))
        catalog.caller()
        catalog.offers()
        assert len({seen.access_key for seen in script.seen}) == 2

    @pytest.mark.parametrize("account", ["", "12345678901", "１２３４５６７８９０１２", "777788889999\n"])
    def test_an_account_that_is_not_twelve_digits_is_no_answer(self, account: str) -> None:
        script = Script(GetCallerIdentity=[identity(account)])
        with pytest.raises(errors.BrokenAnswer):
            script.catalog().sender().caller()


REFUSED: list[tuple[Answer, type[errors.CatalogError]]] = [
    (refusal(402, "ServiceQuotaExceededException"), errors.QuotaReached),
    (refusal(403, "AccessDeniedException"), errors.NotAllowed),
    (refusal(403, "ExpiredTokenException"), errors.LoginExpired),
    (refusal(404, "ResourceNotFoundException"), errors.NotFound),
    (refusal(422, "ValidationException"), errors.Rejected),
    (refusal(423, "ResourceInUseException"), errors.Locked),
    (refusal(429, "ThrottlingException"), errors.Throttled),
    (refusal(422, "SomethingNewException"), errors.Rejected),
]
TOKEN_INVALID = b'{"message":"The security token included in the request is invalid."}'
UNKNOWN: dict[str, Callable[[], Step]] = {
    "no answer in time": lambda: TimeoutError(),
    "connection reset": lambda: ConnectionResetError(),
    "connection closed": lambda: exceptions.ConnectionClosedError(endpoint_url="https://x"),
    "answer cut while reading": lambda: exceptions.ResponseStreamingError(error="cut"),
    "unexpected fault in the network layer": lambda: exceptions.HTTPClientError(error="?"),
    "TLS broken in mid-answer": lambda: exceptions.SSLError(
        endpoint_url="https://x", error=OSError("bad record mac")
    ),
    "500 by AWS": lambda: refusal(500, "InternalServiceException"),
    "503 by AWS": lambda: refusal(503, "ServiceUnavailable"),
    "502 HTML": lambda: raw(b"<html>Bad gateway</html>", 502),
    "504 empty": lambda: raw(b"", 504),
    "300": lambda: raw(b"{}", 300),
    "redirect": lambda: raw(b"", 302, {"Location": "https://portal.example"}),
    "307 with an id": lambda: raw(b'{"ChangeSetId": "cs-1"}', 307),
    "200 empty": lambda: EMPTY,
    "200 HTML": lambda: HTML,
    "200 truncated": lambda: raw(b'{"ChangeSetId": "cs-'),
    "200 without id": lambda: ok({"ChangeSetArn": "arn"}),
    "200 with an empty id": lambda: ok({"ChangeSetId": ""}),
    "200 with an id that is none": lambda: ok({"ChangeSetId": "cs 1/../2"}),
    "200 with a line end after the id": lambda: ok({"ChangeSetId": "cs-1\n"}),
    "200 with a number for id": lambda: ok({"ChangeSetId": 7}),
    "200 with an over-long id": lambda: ok({"ChangeSetId": "c" * 256}),
    "200 with a list": lambda: NOT_AN_OBJECT,
    "200 not UTF-8": lambda: NOT_UTF8,
    "422 unparsable": lambda: raw(b'{"Message": "cu', 422, {"x-amzn-ErrorType": "ValidationException"}),
    "422 HTML": lambda: raw(b"<html>", 422, {"x-amzn-RequestId": "r"}),
    "422 empty": lambda: raw(b"", 422, {"x-amzn-ErrorType": "ValidationException"}),
    "422 without code": lambda: raw(b'{"message": "no"}', 422, {"x-amzn-RequestId": "r"}),
    "403 by a proxy": lambda: raw(b'{"code": "AccessDeniedException", "message": "blocked"}', 403),
    "403 token sentence by a proxy": lambda: raw(TOKEN_INVALID, 403),
    "429 by a proxy": lambda: raw(b'{"__type": "ThrottlingException"}', 429),
    "403 that names AWS's own fault": lambda: refusal(403, "InternalFailure"),
    "400": lambda: refusal(400, "SerializationException"),
    "418": lambda: refusal(418, "TeapotException"),
}
NEVER_LEFT: dict[str, Callable[[], Exception]] = {
    "name look-up": lambda: socket.gaierror(),
    "connection refused": lambda: ConnectionRefusedError(),
    "connect timeout": lambda: exceptions.ConnectTimeoutError(endpoint_url="https://x"),
    "proxy": lambda: exceptions.ProxyConnectionError(proxy_url="http://proxy:3128"),
}


class TestOutcome:
    @pytest.mark.parametrize(("answer", "kind"), REFUSED)
    def test_a_sole_refusal_by_aws_means_nothing_was_created(
        self, answer: Answer, kind: type[errors.CatalogError]
    ) -> None:
        sender, script = sending(answer)
        with pytest.raises(errors.CatalogError) as caught:
            start(sender)
        assert type(caught.value) is kind
        assert caught.value.request_id == "req-9"
        assert len(script.asked("StartChangeSet")) == 1

    def test_the_token_sentence_is_a_refusal_though_it_names_no_code(self) -> None:
        sender, _ = sending(raw(TOKEN_INVALID, 403, {"x-amzn-RequestId": "r"}))
        with pytest.raises(errors.LoginExpired):
            start(sender)

    @pytest.mark.parametrize("case", UNKNOWN)
    def test_anything_doubtful_is_unknown(self, case: str) -> None:
        sender, script = sending(UNKNOWN[case]())
        with pytest.raises(errors.UnknownOutcome):
            start(sender)
        assert len(script.asked("StartChangeSet")) == 1, "one try, never a retry"

    @pytest.mark.parametrize("case", NEVER_LEFT)
    def test_what_never_got_on_the_wire_is_unreachable(self, case: str) -> None:
        sender, script = sending(NEVER_LEFT[case]())
        with pytest.raises(errors.Unreachable):
            start(sender)
        assert len(script.asked("StartChangeSet")) == 1

    def test_no_message_about_an_unknown_outcome_says_failed(self) -> None:
        for make in UNKNOWN.values():
            sender, _ = sending(make())
            with pytest.raises(errors.UnknownOutcome) as caught:
                start(sender)
            assert "fail" not in caught.value.sentences().lower()
