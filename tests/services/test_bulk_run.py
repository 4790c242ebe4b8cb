"""A batch: each row at most once, whatever is killed, throttled or refused in between."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

import pytest

from cppo_tui.domain.bulk import Batch, BulkRow, RowState
from cppo_tui.domain.catalog import ChangeSetStatus
from cppo_tui.domain.customers import CustomerRow
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.errors import CatalogError, LoginExpired, QuotaReached, Rejected, Throttled
from cppo_tui.services.bulk import preview
from cppo_tui.services.bulk_run import BulkRun
from cppo_tui.services.governor import Governed, Governor
from cppo_tui.services.submitter import Submitter
from cppo_tui.services.watcher import Pace, Watcher
from tests.domain.given import BUYER, a_context, a_draft, an_authorization, an_offer
from tests.services.conftest import OpenWindow
from tests.services.fakes import Answer, Crash, HandClock, Server, accepted, crash, dropped, lost, refused

TEMPLATE = a_draft(buyers=(), id="bulk")


def customers(count: int) -> tuple[CustomerRow, ...]:
    return tuple(
        CustomerRow(line=n + 2, customer=f"Customer {n}", accounts=(f"{n * 10007 + 300000000000:012}",))
        for n in range(count)
    )


@dataclass
class Rig:
    """A table of customers, AWS, and a clock that moves when somebody rests."""

    open_window: OpenWindow
    server: Server
    clock: HandClock
    table: tuple[CustomerRow, ...]
    template: OfferDraft = TEMPLATE
    seconds: float = 0.0
    most_at_once: int = 0
    fails: set[str] = field(default_factory=set)

    def rest(self, seconds: float) -> None:
        """Time passes, and AWS gets on: a change set ends after the first rest."""
        self.seconds += seconds
        self.clock.move(seconds=seconds)
        going = [held for held in self.server.held.values() if not held.status.final]
        self.most_at_once = max(self.most_at_once, len(going))
        for held in going:
            bad = any(account in held.payload.decode() for account in self.fails)
            held.status = ChangeSetStatus.FAILED if bad else ChangeSetStatus.SUCCEEDED

    def run(self, **options: bool) -> BulkRun:
        """A new process that takes the table up."""
        window = self.open_window()
        governed = Governed(window.catalog, Governor(lambda: self.seconds, self.rest), lambda: self.seconds)
        ids = uuid4
        submitter = Submitter(
            window.store, governed, clock=self.clock, new_id=lambda: ids().hex, world="sandbox"
        )

        async def never(_seconds: float) -> None:
            raise AssertionError("nobody waits here")

        watcher = Watcher(
            window.store, governed, submitter, clock=self.clock, sleep=never, pace=Pace(first=1, last=5)
        )
        context = a_context(now=self.clock(), offers=self.server.offers)
        sent = window.store.submissions()
        self.batch: Batch = preview(self.table, self.template, context, sent, world="sandbox")
        return BulkRun(
            self.batch,
            governed,
            submitter,
            watcher,
            ticks=lambda: self.seconds,
            rest=self.rest,
            **options,
        )

    def finish(self, run: BulkRun | None = None) -> dict[RowState, int]:
        """Run to the end; how many rows stand how."""
        run = run or self.run()
        for _ in run.events():
            pass
        rows = list(run.rows.values())
        return {state: n for state in RowState if (n := sum(row.state is state for row in rows))}


MakeRig = Callable[[int], Rig]


@pytest.fixture
def rig(open_window: OpenWindow, server: Server, clock: HandClock) -> MakeRig:
    return lambda count: Rig(open_window, server, clock, customers(count))


def test_every_customer_gets_one_offer_within_the_quotas(rig: MakeRig) -> None:
    one = rig(60)
    assert one.finish() == {RowState.MADE: 60}
    assert len(one.server.held) == 60
    assert one.most_at_once <= 20
    assert one.seconds >= 58 / 5, "five starts a second"
    assert one.server.calls.count("offers") == 1, "the offers are read once, not for each row"


def test_a_second_run_sends_nothing(rig: MakeRig) -> None:
    one = rig(5)
    one.finish()
    assert one.finish() == {RowState.MADE: 5}
    assert (len(one.server.starts), len(one.batch.to_send)) == (5, 0)


def test_correcting_other_rows_and_columns_sends_nothing_twice(rig: MakeRig) -> None:
    one = rig(5)
    one.finish()
    renamed = [row.model_copy(update={"customer": "Renamed", "line": row.line + 9}) for row in one.table]
    one.table = (*renamed, *customers(6)[5:])
    one.template = TEMPLATE.model_copy(update={"name": "Another name"})
    assert one.finish() == {RowState.MADE: 6}
    assert len(one.server.held) == 6


@pytest.mark.parametrize("taken", [True, False])
def test_killed_while_sending_any_row_and_taken_up(rig: MakeRig, taken: bool) -> None:
    """Whether AWS had the row or not: it has it once in the end, under one token."""
    one = rig(4)
    for _ in one.table:
        one.server.answers.extend([accepted(), crash(taken=taken)])
        with pytest.raises(Crash):
            one.finish()
        one.server.answers.clear()
        one.clock.move(seconds=61)  # so long a submission may be on its way before it counts as cut off
        if len(one.server.held) >= 3:
            break
    assert one.finish() == {RowState.MADE: 4}
    assert len(one.server.held) == 4


def test_control_random_draft_ids_make_offers_twice(
    rig: MakeRig, monkeypatch: pytest.MonkeyPatch, figure: Callable[[str], None]
) -> None:
    """Killed in the middle and taken up the next day, before AWS lists what was made."""

    def made(random_ids: bool) -> int:
        one = rig(6)
        one.server.held.clear()
        if random_ids:
            monkeypatch.setattr("cppo_tui.services.bulk.row_draft_id", lambda *_: uuid4().hex)
            one.table = tuple(
                row.model_copy(update={"accounts": (f"9{row.accounts[0][1:]}",)}) for row in one.table
            )
        run = one.run()
        for event in run.events():
            if event.over == 3:
                break
        one.rest(1)
        one.clock.move(days=1)
        one.finish()
        return len(one.server.held)

    right, naive = made(random_ids=False), made(random_ids=True)
    assert right == 6
    assert naive > 6, "the control must fail"
    figure(f"bulk of 6 killed after 3 and taken up the next day: {right} offers, control: {naive}")


@pytest.mark.parametrize("answer", [lost(), dropped()])
def test_an_answer_that_never_came_is_looked_up_then_sent_with_its_own_token(
    rig: MakeRig, answer: Answer
) -> None:
    one = rig(3)
    one.server.answers.append(answer)
    assert one.finish() == {RowState.MADE: 3}
    assert len(one.server.held) == 3
    assert len({token for _, _, token in one.server.starts}) == 3


def test_what_is_unknown_after_its_token_is_old_is_never_sent_again(rig: MakeRig) -> None:
    one = rig(2)
    one.server.answers.extend([accepted(), crash(taken=False)])
    with pytest.raises(Crash):
        one.finish()
    one.clock.move(hours=1)
    assert one.finish() == {RowState.MADE: 1, RowState.UNKNOWN: 1}
    assert len(one.server.starts) == 2


@pytest.mark.parametrize("error", [Throttled("429"), QuotaReached("402")])
def test_what_aws_turns_away_waits_and_is_sent_then(rig: MakeRig, error: CatalogError) -> None:
    one = rig(4)
    one.server.answers.extend([refused(error), refused(error)])
    assert one.finish() == {RowState.MADE: 4}
    assert (len(one.server.held), len(one.server.starts)) == (4, 6)
    assert one.seconds >= 3, "one second of silence, then two"


def test_aws_that_turns_everything_away_ends_the_batch(rig: MakeRig) -> None:
    one = rig(4)
    one.server.answers.extend([refused(Throttled("429"))] * 50)
    run = one.run()
    assert one.finish(run) == {RowState.WAITING: 4}
    assert run.stopped
    assert len(one.server.starts) == 6


def test_a_login_that_ends_stops_the_batch_and_it_is_taken_up(rig: MakeRig) -> None:
    one = rig(4)
    one.server.broken["sender.caller"] = LoginExpired("The token has expired.")
    run = one.run()
    one.finish(run)
    assert "log in again" in run.stopped.lower()
    assert one.server.starts == []
    del one.server.broken["sender.caller"]
    assert one.finish() == {RowState.MADE: 4}


@pytest.mark.parametrize(("stop", "made"), [(False, 3), (True, 0)])
def test_a_refused_row_stops_the_batch_only_if_asked_to(rig: MakeRig, stop: bool, made: int) -> None:
    one = rig(4)
    one.server.answers.append(refused(Rejected("INVALID_BUYER_ACCOUNTS")))
    states = one.finish(one.run(stop_on_error=stop))
    assert (states[RowState.FAILED], states.get(RowState.MADE, 0)) == (1, made)


def test_a_row_that_failed_at_aws_may_be_sent_again(rig: MakeRig) -> None:
    one = rig(3)
    one.fails = {one.table[1].accounts[0]}
    assert one.finish() == {RowState.MADE: 2, RowState.FAILED: 1}
    one.fails = set()
    assert one.finish() == {RowState.MADE: 3}


def test_paused_nothing_starts_and_what_is_going_is_followed(rig: MakeRig) -> None:
    one = rig(4)
    run = one.run()
    events = run.events()
    next(events)
    run.pause()
    for _ in range(40):
        next(events)
    assert len(one.server.starts) == 1
    assert [row.state for row in run.rows.values()].count(RowState.MADE) == 1
    run.resume()
    for _ in events:
        pass
    assert len(one.server.held) == 4


def test_stopped_by_a_person_what_is_going_is_still_recorded(rig: MakeRig) -> None:
    one = rig(4)
    run = one.run()
    events = run.events()
    next(events)
    run.stop("Ctrl+C was pressed.")
    for _ in events:
        pass
    states = [row.state for row in run.rows.values()]
    assert (states.count(RowState.MADE), states.count(RowState.WAITING)) == (1, 3)


def test_the_preview_stops_rows_that_a_check_stops_and_others_go(rig: MakeRig) -> None:
    one = rig(2)
    one.server.offers = (an_offer(buyers=one.table[0].accounts),)
    one.run()
    stopped, going = one.batch.rows
    assert (stopped.state, going.state) == (RowState.STOPPED, RowState.WAITING)
    assert [key.partition(":")[0] for key, _ in stopped.asks] == ["offer-exists"]


def test_more_offers_than_the_authorization_allows_stop_the_batch(rig: MakeRig) -> None:
    one = rig(3)
    one.template = TEMPLATE.model_copy(update={"authorization": an_authorization(max_offers=2)})
    one.run()
    assert "allows 2 more offers; the table asks for 3" in one.batch.problems[0]


@pytest.mark.parametrize("own", [{"buyers": (BUYER,)}, {"mode": "verify"}, {"reuse_offer_id": "offer-x"}])
def test_a_template_for_one_customer_is_refused(rig: MakeRig, own: dict[str, object]) -> None:
    one = rig(1)
    one.template = OfferDraft(**(dict(TEMPLATE) | own))
    one.run()
    assert one.batch.problems


def test_the_digest_covers_every_row(rig: MakeRig) -> None:
    one = rig(3)
    one.run()
    token = one.batch.token
    one.table = (
        tuple(row.model_copy(update={"changes": (("markup", "26"),)}) for row in one.table[:1])
        + (one.table[1:])
    )
    one.run()
    assert one.batch.token != token
    assert token.startswith("3-")


def test_rows_that_stop_are_told_apart_also_without_accounts(rig: MakeRig) -> None:
    from cppo_tui.domain.customers import Remark

    bad = CustomerRow(line=7, customer="A", remarks=(Remark(message="There is no account id."),))
    one = rig(1)
    one.table = (bad, bad.model_copy(update={"line": 8}), *one.table)
    run = one.run()
    one.finish(run)
    rows: list[BulkRow] = list(run.rows.values())
    assert [row.line for row in rows] == [7, 8, 2]
