"""Trouble by rule: which calls it meets, whether they were performed, and what arrives in the process."""

import json
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from cppo_tui.sandbox.change_types import SIMULATED
from cppo_tui.sandbox.delivery import Delivery, Ending, in_process
from cppo_tui.sandbox.errors import OF_EVERY_SERVICE
from cppo_tui.sandbox.faults import ERRORS, KINDS, PROXIES, SPOILT, UNSEEN, FaultRule, Faulty
from cppo_tui.sandbox.pace import INSTANT, Pace
from cppo_tui.sandbox.scenarios import SCENARIOS
from cppo_tui.sandbox.seed_vendors import SINGLE_USE
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest
from tests.sandbox.changes import buyers, create, information, installments, whole_cppo
from tests.sandbox.conftest import BASE, Clock, Wire
from tests.sandbox.error_table import UNREACHED

AGREEMENTS = "AWSMPCommerceService_v20200301"


def post(operation: str, body: Any) -> WireRequest:
    return WireRequest("POST", f"{BASE}/{operation}", {}, json.dumps(body).encode())


START = post("StartChangeSet", {"Catalog": "AWSMarketplace", "ChangeSet": [create()]})
LIST = post("ListEntities", {"Catalog": "AWSMarketplace", "EntityType": "Offer"})
IDENTITY = WireRequest("POST", BASE, {}, b"Action=GetCallerIdentity&Version=2011-06-15")
SEARCH = WireRequest("POST", f"{BASE}/", {"X-Amz-Target": f"{AGREEMENTS}.SearchAgreements"}, b"{}")
SEARCH_RPC = WireRequest(
    "POST",
    f"{BASE}/service/{AGREEMENTS}/operation/SearchAgreements",
    {"smithy-protocol": "rpc-v2-cbor"},
    b"\xa0",
)


@pytest.fixture
def sandbox(clock: Clock) -> Any:
    made = Sandbox(pace=INSTANT, clock=clock)
    yield made
    made.close()


@pytest.fixture
def line(sandbox: Sandbox) -> Callable[..., Faulty]:
    return lambda *rules: Faulty(sandbox, [FaultRule.parse(rule) for rule in rules])


def status(delivery: Delivery) -> int:
    assert delivery.response is not None
    return delivery.response.status


def sets_in(sandbox: Sandbox) -> int:
    """How many change sets the sandbox has, whatever the client knows."""
    answer = sandbox.respond(post("ListChangeSets", {"Catalog": "AWSMarketplace"}))
    return len(json.loads(answer.body)["ChangeSetSummaryList"])


class TestRules:
    @pytest.mark.parametrize(
        ("when", "hit"),
        [("1", {1}), ("3", {3}), ("3+", {3, 4, 5, 6, 7}), ("every3", {3, 6}), ("every1", set(range(1, 8)))],
    )
    def test_when(self, line: Callable[..., Faulty], when: str, hit: set[int]) -> None:
        faulty = line(f"ListEntities:{when}:ThrottlingException")
        assert {call for call in range(1, 8) if status(faulty.exchange(LIST)) == 429} == hit

    def test_calls_are_counted_per_operation(self, line: Callable[..., Faulty]) -> None:
        faulty = line("StartChangeSet:2:ThrottlingException")
        seen = [status(faulty.exchange(one)) for one in (LIST, START, LIST, LIST, START, START)]
        assert seen == [200, 200, 200, 200, 429, 200]

    def test_an_asterisk_counts_all_calls_together(self, line: Callable[..., Faulty]) -> None:
        faulty = line("*:every2:ThrottlingException")
        seen = [status(faulty.exchange(one)) for one in (LIST, START, IDENTITY, START, LIST)]
        assert seen == [200, 429, 200, 429, 200]

    def test_the_first_rule_that_fits_decides(self, line: Callable[..., Faulty]) -> None:
        faulty = line("ListEntities:2:AccessDeniedException", "*:2+:ThrottlingException")
        assert [status(faulty.exchange(LIST)) for _ in range(3)] == [200, 403, 429]

    def test_no_rules_change_nothing(self, sandbox: Sandbox) -> None:
        delivery = Faulty(sandbox).exchange(LIST)
        assert (status(delivery), delivery.ending) == (200, Ending.WHOLE)

    @pytest.mark.parametrize("kind", [*KINDS, "SERVER_FAULT", "UpdateMarkup/INCOMPATIBLE_MARKUP"])
    @pytest.mark.parametrize("when", ["2", "2+", "every2"])
    def test_a_rule_is_written_as_it_is_read(self, when: str, kind: str) -> None:
        assert str(FaultRule.parse(f"StartChangeSet:{when}:{kind}")) == f"StartChangeSet:{when}:{kind}"

    @pytest.mark.parametrize(
        "text",
        [
            *("", "StartChangeSet", "StartChangeSet:1", "StartChangeSet:1:reset-before:", ":1:reset-before"),
            *("StartChangeSet:0:empty", "StartChangeSet:every0:empty", "StartChangeSet:-1:empty"),
            *("StartChangeSet:1-3:empty", "StartChangeSet:١:empty", "StartChangeSet:first:empty"),
            *("StartChangeSet:1:explode", "StartChangeSet:1:Throttling", "StartChangeSet:1:"),
            *("*:1:SERVER_FAULT", "ListEntities:1:SERVER_FAULT", "StartChangeSet:1:server_fault"),
            *("*:1:ReleaseOffer/MISSING_NAME", "StartChangeSet:1:ReleaseOffer/", "StartChangeSet:1:Buy/A"),
            *("StartChangset:1:empty", "**:1:empty", "*:1:empty\n", "*:99999999999999999999:empty"),
        ],
    )
    def test_a_bad_rule_is_refused_with_the_allowed_forms(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"OPERATION:WHEN:KIND.*everyN.*reset-before.*Throttling"):
            FaultRule.parse(text)

    def test_a_misspelt_operation_is_answered_with_the_known_ones(self) -> None:
        with pytest.raises(ValueError, match=r"StartChangset.*StartChangeSet"):
            FaultRule.parse("StartChangset:1:empty")

    @pytest.mark.parametrize("name", SCENARIOS)
    def test_every_scenarios_own_faults_can_be_read(self, name: str) -> None:
        assert [str(FaultRule.parse(rule)) for rule in SCENARIOS[name].faults] == [*SCENARIOS[name].faults]

    def test_many_threads_lose_no_count(self, line: Callable[..., Faulty]) -> None:
        faulty = line("*:every10:ThrottlingException")
        seen: Counter[int] = Counter()
        lock = threading.Lock()

        def ask() -> None:
            for _ in range(50):
                found = status(faulty.exchange(IDENTITY))
                with lock:
                    seen[found] += 1

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert seen == {200: 360, 429: 40}


class TestPerformedOrNot:
    @pytest.mark.parametrize("kind", [*UNSEEN, *ERRORS])
    def test_the_sandbox_never_saw_it(self, line: Callable[..., Faulty], sandbox: Sandbox, kind: str) -> None:
        line(f"StartChangeSet:1:{kind}").exchange(START)
        assert sets_in(sandbox) == 0

    @pytest.mark.parametrize("kind", SPOILT)
    def test_it_was_performed_all_the_same(
        self, line: Callable[..., Faulty], sandbox: Sandbox, kind: str
    ) -> None:
        line(f"StartChangeSet:1:{kind}").exchange(START)
        assert sets_in(sandbox) == 1

    @pytest.mark.parametrize(("token", "made"), [("t-1", 1), (None, 2)])
    def test_a_proxy_that_tries_again_makes_two_where_there_is_no_token(
        self, line: Callable[..., Faulty], sandbox: Sandbox, token: str | None, made: int
    ) -> None:
        body = {"Catalog": "AWSMarketplace", "ChangeSet": [create()]}
        request = post("StartChangeSet", body | ({"ClientRequestToken": token} if token else {}))
        delivery = line("StartChangeSet:1:twice").exchange(request)
        assert (status(delivery), sets_in(sandbox)) == (200, made)


class TestAwssOwnFault:
    """A change set that was accepted and fails, and no change of it is to blame (fact sheet 6.5)."""

    @pytest.fixture
    def slow(self, clock: Clock) -> Any:
        made = Sandbox(pace=Pace(10, 20, 0), clock=clock)
        yield Wire(made, clock)
        made.close()

    def start(self, wire: Wire, *changes: Any, kind: str = "SERVER_FAULT") -> str:
        """Start a doomed set; its identifier."""
        request = post("StartChangeSet", {"Catalog": "AWSMarketplace", "ChangeSet": list(changes)})
        delivery = Faulty(wire.sandbox, [FaultRule.parse(f"StartChangeSet:1:{kind}")]).exchange(request)
        assert (status(delivery), delivery.ending) == (200, Ending.WHOLE)
        return str(json.loads(delivery.body())["ChangeSetId"])

    def test_it_runs_like_any_other_and_then_fails_with_words_about_the_whole(self, slow: Wire) -> None:
        key = self.start(slow, create(SINGLE_USE), buyers())
        for seconds, expected in ((0, "PREPARING"), (15, "APPLYING")):
            slow.clock.forward(seconds)
            seen = slow.change_set(key)
            assert (seen["Status"], seen.get("FailureCode")) == (expected, None)
        slow.clock.forward(15)
        seen = slow.change_set(key)
        assert (seen["Status"], seen["FailureCode"]) == ("FAILED", "SERVER_FAULT")
        assert "internal error" in seen["FailureDescription"]
        assert [one["ErrorDetailList"] for one in seen["ChangeSet"]] == [[], []]
        [listed] = slow.post("ListChangeSets", {"Catalog": "AWSMarketplace"}).body["ChangeSetSummaryList"]
        assert (listed["Status"], listed["FailureCode"]) == ("FAILED", "SERVER_FAULT")

    def test_it_changes_nothing_and_can_be_sent_again(self, slow: Wire) -> None:
        offer = "offer-draftseats3mvx"
        before = slow.entity(offer)["EntityIdentifier"], slow.document(SINGLE_USE)["OfferDetails"]
        self.start(slow, information(offer), create(SINGLE_USE))
        assert slow.start(information(offer)).status == 423
        slow.clock.forward(30)
        after = slow.entity(offer)["EntityIdentifier"], slow.document(SINGLE_USE)["OfferDetails"]
        assert after == before
        slow.succeed(information(offer), create(SINGLE_USE))

    def test_one_that_is_cancelled_in_time_never_fails(self, slow: Wire) -> None:
        key = self.start(slow, create())
        assert slow.cancel(key).status == 200
        slow.clock.forward(60)
        seen = slow.change_set(key)
        assert (seen["Status"], seen.get("FailureCode"), seen.get("FailureDescription")) == (
            *("CANCELLED", None, None),
        )

    @pytest.mark.parametrize(
        ("kind", "code"), sorted(pair for pair in UNREACHED if pair[0] in SIMULATED), ids="/".join
    )
    def test_a_code_that_no_request_leads_to_can_be_had_to_order(
        self, slow: Wire, kind: str, code: str
    ) -> None:
        paid_in_two = installments({slow.clock.date(days): "20000" for days in (45, 135)})
        key = self.start(slow, *whole_cppo(slow.clock.date(30)), paid_in_two, kind=f"{kind}/{code}")
        slow.clock.forward(60)
        seen = slow.change_set(key)
        assert (seen["Status"], seen["FailureCode"]) == ("FAILED", "CLIENT_ERROR")
        [about] = [one for one in seen["ChangeSet"] if one["ChangeType"] == kind]
        assert about["ErrorDetailList"][0]["ErrorCode"] == code

    def test_a_code_for_a_change_that_is_not_there_does_nothing(self, slow: Wire) -> None:
        key = self.start(slow, create(), buyers(), kind="ReleaseOffer/TOO_MANY_OFFERS")
        slow.clock.forward(60)
        assert slow.change_set(key)["Status"] == "SUCCEEDED"


class TestWhatArrives:
    def arrive(self, faulty: Faulty, request: WireRequest = START) -> tuple[int, Any, bytes]:
        return in_process(faulty.exchange)(request.method, request.url, request.headers, request.body)

    @pytest.mark.parametrize("kind", ["reset-before", "reset-after"])
    def test_a_broken_line(self, line: Callable[..., Faulty], kind: str) -> None:
        with pytest.raises(ConnectionResetError):
            self.arrive(line(f"*:1:{kind}"))

    @pytest.mark.parametrize("kind", ["hang-before", "hang-after"])
    def test_silence_costs_nobody_any_time(self, line: Callable[..., Faulty], kind: str) -> None:
        with pytest.raises(TimeoutError):
            self.arrive(line(f"*:1:{kind}"))

    def test_half_an_answer(self, line: Callable[..., Faulty], sandbox: Sandbox) -> None:
        whole = sandbox.respond(LIST).body
        status, _, body = self.arrive(line("*:1:truncate"), LIST)
        assert (status, body) == (200, whole[: len(whole) // 2])

    def test_half_an_answer_and_then_silence(self, line: Callable[..., Faulty]) -> None:
        delivery = line("*:1:stall").exchange(LIST)
        assert delivery.ending is Ending.STALLED
        assert delivery.response is not None
        assert delivery.body() == delivery.response.body[: len(delivery.response.body) // 2]
        with pytest.raises(TimeoutError):
            self.arrive(line("*:1:stall"), LIST)

    def test_the_answer_twice_over(self, line: Callable[..., Faulty], sandbox: Sandbox) -> None:
        _, _, body = self.arrive(line("*:1:doubled"), LIST)
        assert body == sandbox.respond(LIST).body * 2

    def test_an_answer_without_anything_in_it(self, line: Callable[..., Faulty]) -> None:
        assert self.arrive(line("*:1:bare"), LIST)[2] == b"{}"

    @pytest.mark.parametrize(("kind", "expected"), [*PROXIES.items(), ("redirect", 302)])
    def test_something_between_answers_without_awss_request_id(
        self, line: Callable[..., Faulty], kind: str, expected: int
    ) -> None:
        status, headers, _ = self.arrive(line(f"*:1:{kind}"))
        assert status == expected
        assert not {"x-amzn-requestid", "x-amzn-errortype"} & {name.lower() for name in headers}

    def test_nothing_in_a_200(self, line: Callable[..., Faulty]) -> None:
        status, _, body = self.arrive(line("*:1:empty"))
        assert (status, body) == (200, b"")

    def test_a_login_page_in_a_200(self, line: Callable[..., Faulty]) -> None:
        status, headers, body = self.arrive(line("*:1:portal"))
        assert (status, headers["Content-Type"]) == (200, "text/html")
        assert b"<html>" in body

    def test_bytes_that_mean_nothing(self, line: Callable[..., Faulty]) -> None:
        _, _, body = self.arrive(line("*:1:garbage"))
        with pytest.raises(ValueError):
            json.loads(body)

    @pytest.mark.parametrize(("code", "expected"), ERRORS.items())
    def test_aws_refuses(self, line: Callable[..., Faulty], code: str, expected: int) -> None:
        status, headers, body = self.arrive(line(f"*:1:{code}"))
        assert (status, headers["x-amzn-ErrorType"]) == (expected, code)
        assert headers["x-amzn-RequestId"]
        assert json.loads(body)["Message" if code not in OF_EVERY_SERVICE else "message"]

    def test_keys_nobody_knows_are_refused_in_the_recorded_words(self, line: Callable[..., Faulty]) -> None:
        status, _, body = self.arrive(line("*:1:UnrecognizedClientException"))
        assert (status, body) == (
            403,
            b'{"message":"The security token included in the request is invalid."}',
        )

    def test_sts_refuses_in_its_own_form(self, line: Callable[..., Faulty]) -> None:
        status, headers, body = self.arrive(line("GetCallerIdentity:1:ExpiredTokenException"), IDENTITY)
        assert (status, headers["Content-Type"]) == (403, "text/xml")
        assert b"<Code>ExpiredToken</Code>" in body

    def test_sts_has_its_own_name_for_a_key_nobody_knows(self, line: Callable[..., Faulty]) -> None:
        _, _, body = self.arrive(line("GetCallerIdentity:1:UnrecognizedClientException"), IDENTITY)
        assert b"<Code>InvalidClientTokenId</Code>" in body

    @pytest.mark.parametrize(
        ("request_", "content_type"),
        [(SEARCH, "application/x-amz-json-1.0"), (SEARCH_RPC, "application/cbor")],
        ids=["json", "cbor"],
    )
    def test_agreements_are_refused_in_their_own_form(
        self, line: Callable[..., Faulty], request_: WireRequest, content_type: str
    ) -> None:
        status, headers, body = self.arrive(line("SearchAgreements:1:ThrottlingException"), request_)
        assert (status, headers["Content-Type"]) == (429, content_type)
        assert b"ThrottlingException" in body
