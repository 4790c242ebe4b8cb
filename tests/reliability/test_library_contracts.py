"""What we rely on in libraries, and what we must not rely on, measured (reliability 1; scenario 25).

Nothing of ours is tested here. A red test means that an update has changed a library: look again at the guard
named beside it, and only then at the figure. Further contracts stand beside what they are about:

- attempts of our own clients: gateway/test_session.py TestSettings, test_paging.py "not tried a fourth time";
- endpoints from the environment: gateway/test_session.py "the environment would redirect it";
- keys renewed between guard and send: gateway/test_sender.py "without freezing they would";
- retries that hide an acceptance: test_masked.py; tokens that AWS forgets: test_forgotten_token.py;
- Textual's crash report with its local variables, and its private names: test_crash_screen.py;
- Textual's strict decoder: test_terminal_input.py; its wait for threads: test_quitting.py;
- moto without a catalog: contracts/test_beside_moto.py.
"""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from rich.text import Text
from textual.app import App, ComposeResult
from textual.content import Content
from textual.markup import MarkupError
from textual.widgets import Button, DataTable, Label, Static
from textual.widgets.option_list import Option

from cppo_tui.domain.catalog import ChangeSetStatus
from cppo_tui.domain.text import clean
from cppo_tui.gateway.session import CATALOG, STS, hermetic_session
from cppo_tui.gateway.transport import answer_with
from cppo_tui.ui.plain import plain
from tests.gateway.script import EMPTY, HTML, TRUNCATED, Script, Step, ok, raw, refusal
from tests.gateway.test_wire import response, says, server

SENT: dict[str, Any] = {
    "Catalog": "AWSMarketplace",
    "ChangeSet": [{"ChangeType": "ReleaseOffer", "Entity": {"Type": "Offer@1.0"}, "Details": "{}"}],
}
OFFERS = {"Catalog": "AWSMarketplace", "EntityType": "Offer"}
CHANGE_SET = {"Catalog": "AWSMarketplace", "ChangeSetId": "cs-1"}
FAULT = refusal(500, "InternalServiceException")
BAD_GATEWAY = raw(b"", 502)
CUT = raw(b'{"ChangeSetId": "cs-')
SECRET_TOKEN = "session-token-that-opens-nothing"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)


class Plain:
    """boto3 as it comes: nothing set but an address that does not exist, and a script that answers."""

    def __init__(self) -> None:
        session: Any = boto3.session.Session("AKIAPLAIN", "secret", SECRET_TOKEN, region_name="us-east-1")
        self._script = Script()
        session.events.register("before-send.*.*", answer_with(lambda *request: self._script(*request)))
        self.client = session.client(CATALOG, endpoint_url="https://catalog.example.invalid")

    def with_answers(self, **steps: list[Step]) -> tuple[Any, Script]:
        """The client, and what will have been asked."""
        self._script = Script(**steps)
        return self.client, self._script


@pytest.fixture(scope="module")
def as_it_comes() -> Iterator[Plain]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_CONFIG_FILE", "/dev/null")
        patch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        yield Plain()


class TestAttempts:
    """Why every number of attempts is set by hand (gateway/session.py)."""

    def test_left_alone_botocore_sends_a_binding_call_three_times(self, as_it_comes: Plain) -> None:
        """Legacy mode had five (1.43); the number is not ours, so it is never left to botocore."""
        client, script = as_it_comes.with_answers(StartChangeSet=[FAULT])
        with pytest.raises(ClientError):
            client.start_change_set(**SENT)
        assert len(script.seen) == 3

    def test_with_our_settings_reading_is_tried_three_times_and_sending_once(
        self, figure: Callable[[str], None]
    ) -> None:
        script = Script(
            ListEntities=[FAULT],
            DescribeChangeSet=[FAULT],
            StartChangeSet=[FAULT],
            GetCallerIdentity=[BAD_GATEWAY],
        )
        session = hermetic_session(script)
        frozen = session.frozen_clients()
        calls: dict[str, tuple[Callable[[], object], int]] = {
            "list": (lambda: session.client(CATALOG).list_entities(**OFFERS), 3),
            "describe": (lambda: session.client(CATALOG).describe_change_set(**CHANGE_SET), 3),
            "who am I": (lambda: session.client(STS).get_caller_identity(), 3),
            "who am I, frozen": (lambda: frozen.sts.get_caller_identity(), 3),
            "start": (lambda: frozen.catalog.start_change_set(**SENT), 1),
        }
        for name, (call, attempts) in calls.items():
            before = len(script.seen)
            with pytest.raises(ClientError):
                call()
            assert len(script.seen) - before == attempts, name
        figure("attempts by botocore: 3 for each kind of reading, 1 for StartChangeSet (left alone: 3)")


class TestTokens:
    """Why the token is ours, and noted before the first byte leaves (services/submitter.py)."""

    def test_botocores_own_is_shared_by_the_tries_of_a_call_and_new_at_the_next_call(
        self, as_it_comes: Plain
    ) -> None:
        accepted = ok({"ChangeSetId": "cs-1"})
        client, script = as_it_comes.with_answers(StartChangeSet=[FAULT, accepted])
        client.start_change_set(**SENT)
        client.start_change_set(**SENT)
        tokens = [seen.json["ClientRequestToken"] for seen in script.seen]
        assert len(tokens) == 3
        assert tokens[0] == tokens[1] != tokens[2]

    def test_a_given_one_is_sent_as_it_is(self, as_it_comes: Plain) -> None:
        client, script = as_it_comes.with_answers(StartChangeSet=[ok({"ChangeSetId": "cs-1"})])
        client.start_change_set(**SENT, ClientRequestToken="ours")
        assert script.seen[0].json["ClientRequestToken"] == "ours"


class TestBrokenAnswers:
    """Why an answer counts only with a well-formed id or list in it (gateway/outcome.py, reading.py)."""

    @pytest.mark.parametrize("answer", [EMPTY, HTML, CUT], ids=["empty", "portal", "cut"])
    def test_a_send_answered_by_nothing_is_a_success_to_botocore(
        self, as_it_comes: Plain, answer: Step
    ) -> None:
        client, script = as_it_comes.with_answers(StartChangeSet=[answer])
        got = client.start_change_set(**SENT)
        assert got["ResponseMetadata"]["HTTPStatusCode"] == 200
        assert "ChangeSetId" not in got
        assert len(script.seen) == 1

    def test_an_answer_shorter_than_it_promises_is_one_too(self) -> None:
        """Over a real socket: nobody compares the length (botocore 1.44; 1.43 tried again)."""
        with server(says(response(b'{"ChangeSetId": "cs', promised=60))) as (port, received):
            session: Any = boto3.session.Session("AKIAPLAIN", "secret", region_name="us-east-1")
            client = session.client(CATALOG, endpoint_url=f"http://127.0.0.1:{port}")
            assert "ChangeSetId" not in client.start_change_set(**SENT)
            assert len(received) == 1

    @pytest.mark.parametrize("answer", [EMPTY, HTML, TRUNCATED], ids=["empty", "portal", "cut"])
    def test_a_list_that_came_broken_is_an_empty_one(self, as_it_comes: Plain, answer: Step) -> None:
        client, _ = as_it_comes.with_answers(ListEntities=[answer])
        assert client.list_entities(**OFFERS).get("EntitySummaryList", []) == []
        pages = client.get_paginator("list_entities").paginate(**OFFERS)
        assert list(pages.search("EntitySummaryList[]")) == [None]


class TestWhatIsNotChecked:
    """Why every rule is checked by us before (domain/checks)."""

    def test_a_name_that_breaks_the_models_own_pattern_is_sent(self, as_it_comes: Plain) -> None:
        client, script = as_it_comes.with_answers(StartChangeSet=[ok({"ChangeSetId": "cs-1"})])
        client.start_change_set(**SENT, ChangeSetName="no/slash!" * 50)
        assert script.seen[0].json["ChangeSetName"] == "no/slash!" * 50

    def test_the_states_of_a_change_set_are_still_those_we_know(self, as_it_comes: Plain) -> None:
        model = as_it_comes.client.meta.service_model
        assert set(model.shape_for("ChangeStatus").enum) == {status.value for status in ChangeSetStatus}

    def test_the_token_is_still_declared_to_make_a_send_idempotent(self, as_it_comes: Plain) -> None:
        model = as_it_comes.client.meta.service_model
        assert model.operation_model("StartChangeSet").idempotent_members == ["ClientRequestToken"]


def test_botocores_own_lines_hold_the_session_token(
    as_it_comes: Plain, caplog: pytest.LogCaptureFixture
) -> None:
    """Why what is logged is redacted (cli/log_file.py, test_secrets.py)."""
    client, _ = as_it_comes.with_answers(ListEntities=[ok({"EntitySummaryList": []})])
    with caplog.at_level(logging.DEBUG, "botocore"):
        client.list_entities(**OFFERS)
    assert SECRET_TOKEN in caplog.text


CODES = [*range(0x20), *range(0x7F, 0xA0), 0x200B, 0x2028, 0x202E, 0x2066, 0xFEFF]
"""Everything a terminal may obey, and what changes the order or hides."""
STRIPPED = {7, 8, 11, 12, 13}
LAID_OUT = {9, 10}
"""Tab and line end."""


class TestTextualAndControlCodes:
    """Why text is cleaned at the door (domain/text.py)."""

    def test_it_strips_five_and_lets_the_escape_character_through(
        self, figure: Callable[[str], None]
    ) -> None:
        through = {code for code in CODES if chr(code) in Content(f"a{chr(code)}b").plain}
        assert set(CODES) - through == STRIPPED
        assert [code for code in through - LAID_OUT if chr(code) in clean(f"a{chr(code)}b")] == []
        figure(f"control codes: Textual lets {len(through)} of {len(CODES)} through; cleaned: tab, line end")

    async def test_they_are_in_what_is_written_to_the_terminal(self) -> None:
        async with Shown(Static(Content("a\x1b]0;x\x07b\x9bc"))).run_test() as pilot:
            update: Any = pilot.app.screen._compositor.render_full_update()
            assert "a\x1b]0;xb\x9bc" in update.render_segments(pilot.app.console)


class Shown(App[None]):
    """One widget."""

    def __init__(self, *widgets: Any) -> None:
        super().__init__()
        self._widgets = widgets

    def compose(self) -> ComposeResult:
        yield from self._widgets


class TestTextualAndMarkup:
    """Why no string from outside is handed to a widget (ui/plain.py, test_markup_guard.py)."""

    @pytest.mark.parametrize("make", [Static, Label])
    def test_what_stands_in_brackets_is_not_shown(self, make: Callable[[Any], Static]) -> None:
        assert str(make("Acme [inc] 10%").visual) == "Acme  10%"
        assert str(make(plain("Acme [inc] 10%")).visual) == "Acme [inc] 10%"

    def test_a_button_and_an_option_too(self) -> None:
        assert str(Button("Acme [inc] 10%").label) == "Acme  10%"
        assert Option("Acme [inc] 10%").prompt == "Acme [inc] 10%", "it is parsed when it is drawn"

    def test_a_closing_tag_ends_the_program(self) -> None:
        with pytest.raises(MarkupError):
            _ = Static("Acme [/foo]").visual

    def test_a_text_can_be_an_action(self) -> None:
        [span] = Content.from_markup("[@click=app.quit]x[/]").spans
        assert "app.quit" in str(span)

    async def test_a_cell_of_a_table_has_a_markup_of_its_own(self) -> None:
        table: DataTable[Any] = DataTable(show_header=False)
        async with Shown(table).run_test() as pilot:
            table.add_column("a")
            table.add_row("Acme [inc] 10%")
            table.add_row(Text("Acme [inc] 10%"))
            await pilot.pause()
            rows = [table.render_line(y).text.strip() for y in range(2)]
        assert rows == ["Acme  10%", "Acme [inc] 10%"]
