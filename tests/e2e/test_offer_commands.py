"""Offers without the screen: each command as it is typed, over HTTP, against a sandbox served once."""

import json
import signal
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cppo_tui.cli.accounts import served_account
from cppo_tui.sandbox.delivery import Delivery
from cppo_tui.sandbox.pace import Pace
from cppo_tui.sandbox.seed_offers import DRAFT, EXPIRED, OLD, OPEN, OWN_PRODUCT, USED
from cppo_tui.sandbox.service import Sandbox
from tests.e2e.served import Served, served_here, serving
from tests.e2e.terminal import COMMAND, PATIENCE, Terminal, clean_environment


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("home"), "--pace", "instant") as one:
        yield one


def day(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


def test_authorizations_tell_the_health_of_each(served: Served) -> None:
    rows = {row["id"]: row for row in served.json("authorizations")}
    assert list(rows)[-1] in {key for key, row in rows.items() if not row["usable"]}, "usable ones first"
    bronze = rows["resaleauthz-archbronze2qx"]
    assert (bronze["usable"], bronze["uses_left"]) == (True, None)
    assert bronze["prices"] == {"gri_premiums": "0.008"}
    assert (bronze["pricing"], bronze["contract"]) == ("usage", "AWS standard reseller contract")
    once, gone = rows["resaleauthz-singleuse4rne"], rows["resaleauthz-usedup7hk2pvz"]
    assert (once["state"], once["uses_left"], once["days_left"]) == ("single use", 1, 120)
    assert (gone["usable"], gone["problems"][0]["code"]) == (False, "AUTHORIZATION_USED_UP")
    assert rows["resaleauthz-namedbuy3xgl4"]["buyer_accounts"]


def test_one_authorization_says_what_stands_against_it(served: Served) -> None:
    done = served.cppo("authorizations", "resaleauthz-usedup7hk2pvz")
    assert done.returncode == 0
    assert "It allows one offer, and that one has been made." in done.stdout
    assert served.cppo("authorizations", "resaleauthz-nobody").returncode == 1


def test_offers_are_joined_with_their_agreements(served: Served) -> None:
    rows = {row["offer"]: row for row in served.json("offers")}
    standings = {offer: row["standing"] for offer, row in rows.items()}
    assert standings[DRAFT] == "draft"
    assert (standings[USED], standings[EXPIRED], standings[OLD]) == ("accepted", "accepted", "ended")
    assert OWN_PRODUCT not in rows
    assert served.json("offers", OLD)["agreements"][0]["status"] == "EXPIRED"


@pytest.mark.parametrize(
    ("filters", "offers"),
    [
        (("--accepted",), {USED, EXPIRED, OLD}),
        (("--accepted", "--buyer", "4333-4444-5555"), {EXPIRED}),
        (("--expired", "--authorization", "resaleauthz-archgold74twd"), set()),
    ],
)
def test_offers_are_filtered(served: Served, filters: tuple[str, ...], offers: set[str]) -> None:
    assert {row["offer"] for row in served.json("offers", *filters)} == offers


def test_due_names_what_ends_and_nothing_due_is_no_trouble(served: Served) -> None:
    found = served.json("due", "--in", "60d")
    assert [row["ends"] for row in found] == sorted(row["ends"] for row in found)
    assert {row["what"] for row in found} == {"authorization", "offer"}
    assert {row["what"] for row in served.json("due", "--in", "60d", "--offers")} == {"offer"}
    nothing = served.cppo("due", "--in", "1 day")
    assert (nothing.returncode, "Nothing ends until" in nothing.stderr) == (0, True)
    assert served.cppo("due", "--in", "soon").returncode == 2


def test_handover_hands_over_what_can_be_accepted(served: Served) -> None:
    done = served.cppo("handover", OPEN)
    assert done.returncode == 0
    for part in (
        "Subject: SANDBOX: do not send. Private offer “Delmar Freight - Archera”",
        "4222 3333 4444",
        OPEN,
        "$0.01 per unit",
    ):
        assert part in done.stdout
    parts = served.json("handover", OPEN)
    assert parts["link"].endswith(OPEN)
    assert "AWS documents none" in parts["link_note"]
    assert served.cppo("handover", DRAFT).returncode == 3


def test_clone_stores_a_draft_and_says_what_it_could_not_take(served: Served) -> None:
    made = served.json("clone", OPEN, "--buyers", "1111-2222-3333")
    assert made["buyers"] == ["111122223333"]
    assert made["left_out"] == ["its name and description, which may speak of its buyer"]
    same = served.json("clone", OPEN, "--same-buyers")
    assert (same["buyers"], same["left_out"]) == (["422233334444"], [])
    wrong = served.cppo("clone", OPEN, "--buyers", "1111-2222")
    assert (wrong.returncode, "12 digits" in wrong.stderr) == (2, True)


def digest(served: Served, *arguments: str) -> str:
    return str(served.json(*arguments, "--plan")["digest"])


def ends(served: Served, offer: str = OPEN) -> str:
    """The day AWS has for it, read past the commands."""
    expires = served_account(served.url).offer(offer).expires
    return expires.date().isoformat() if expires else ""


def test_an_offer_is_extended_once_and_expired_once(served: Served) -> None:
    before = ends(served)
    shown = served.json("extend", OPEN, day(90), "--plan")
    assert (shown["was"], shown["becomes"], shown["moment"]) == (before, day(90), f"{day(90)} 23:59:59")
    wrong = served.cppo("extend", OPEN, day(90), "--yes", "00000000")
    nobody = served.cppo("extend", OPEN, day(90))
    assert (wrong.returncode, nobody.returncode) == (3, 3)
    assert ends(served) == before, "nothing was sent"

    sent = served.json("extend", OPEN, day(90), "--yes", shown["digest"][:8])
    assert (sent["id"], sent["stands"]) == (f"{OPEN}-1", "published, expiry moved"), "followed to its end"
    assert ends(served) == day(90)
    again = served.cppo("extend", OPEN, day(90), "--yes", shown["digest"][:8])
    assert (again.returncode, "EXPIRY_UNCHANGED" in again.stderr) == (3, True)
    stale = served.cppo("extend", OPEN, day(91), "--yes", shown["digest"][:8])
    assert (stale.returncode, "digest is another" in stale.stderr) == (3, True)

    over = digest(served, "expire", OPEN)
    assert served.json("expire", OPEN, "--yes", over[:8])["id"] == f"{OPEN}-2"
    assert served.json("status", OPEN)["stands"] == "expired early"
    assert served.json("offers", OPEN)["standing"] == "expired"
    assert "EXPIRED_ALREADY" in served.cppo("expire", OPEN, "--plan").stderr


def test_what_agreements_there_are_stays_and_is_told(served: Served) -> None:
    shown = served.json("expire", USED, "--plan")
    assert "stays as it is" in shown["accepted"]
    served.json("expire", USED, "--yes", shown["digest"][:8])
    assert ends(served, USED) == day(-1)
    assert served.json("offers", USED)["standing"] == "accepted"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("extend", OPEN, "2020-01-01"), "EXPIRY_PAST"),
        (("extend", DRAFT, "+30 days"), "OFFER_NOT_RELEASED"),
        (("extend", OWN_PRODUCT, "+30 days"), "OFFER_NOT_CPPO"),
        (("expire", DRAFT), "OFFER_NOT_RELEASED"),
    ],
)
def test_what_must_not_be_changed_is_not_even_planned(
    served: Served, command: tuple[str, ...], code: str
) -> None:
    done = served.cppo(*command, "--plan")
    assert (done.returncode, done.stdout) == (3, "")
    assert code in done.stderr


def test_at_a_terminal_the_buyers_last_digits_are_asked_for(served: Served) -> None:
    before = ends(served, EXPIRED)
    arguments = ("extend", EXPIRED, "+45 days", "--at", served.url)
    with Terminal(*arguments, home=served.home, size=(160, 40)) as person:
        person.wait_for("the last four digits of the buyer account")
        person.type("5554\r")
        assert person.exit_status() == 3
    assert ends(served, EXPIRED) == before
    with Terminal(*arguments, home=served.home, size=(160, 40)) as person:
        person.wait_for("the last four digits of the buyer account")
        person.type("5555\r")
        assert person.exit_status() == 0
    assert ends(served, EXPIRED) == day(45)


def test_every_command_explains_itself_with_examples(served: Served) -> None:
    done = served.run(*COMMAND, "--help")
    names = "authorizations watch offers due extend expire clone handover export"
    assert all(f"cppo {name} " in done.stdout for name in names.split())
    told = served.run(*COMMAND, "extend", "--help").stdout
    assert "examples:" in told
    assert "exit codes:" in told


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Changes take a day: several are on their way, however long the tests take."""
    sandbox = Sandbox(":memory:", pace=Pace(86_400, 86_400, 0))
    with served_here(tmp_path_factory.mktemp("slow"), lambda one: Delivery(sandbox.respond(one))) as one:
        for offer in (OPEN, EXPIRED):
            found = digest(one, "extend", offer, day(90))
            assert one.cppo("extend", offer, day(90), "--yes", found[:8], "--no-wait").returncode == 0
        yield one
    sandbox.close()


def test_watch_stopped_by_the_person_leaves_everything_going(slow: Served) -> None:
    """And can be started again: it knows from the store what there is to follow."""
    for _ in range(2):
        with subprocess.Popen(
            [*COMMAND, "watch", "--output", "json", "--at", slow.url],
            env=clean_environment(slow.home),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as watching:
            assert watching.stdout is not None
            lines = [json.loads(watching.stdout.readline()) for _ in range(2)]
            watching.send_signal(signal.SIGINT)
            _, said = watching.communicate(timeout=PATIENCE)
        assert watching.returncode == 130
        assert {line["offer"] for line in lines} == {OPEN, EXPIRED}
        assert {line["state"] for line in lines} == {"accepted"}
        assert "2 of 2 still on the way: AWS goes on" in said


def test_what_is_on_its_way_stands_beside_its_offer(slow: Served) -> None:
    rows = {row["offer"]: row for row in slow.json("offers")}
    assert rows[OPEN]["submission"] == f"{OPEN}-1"
    assert rows[DRAFT]["submission"] == ""
    refused = slow.cppo("expire", OPEN, "--yes", digest(slow, "expire", OPEN)[:8])
    assert (refused.returncode, "still on its way" in refused.stderr) == (3, True)


def test_watch_tells_by_its_exit_code_how_it_ended(tmp_path: Path) -> None:
    """An answer that was lost is looked up; what was done is told as such, and nothing is sent again."""
    with serving(tmp_path, "--pace", "instant", "--fault", "StartChangeSet:1:reset-after") as one:
        found = digest(one, "extend", OPEN, day(90))
        assert one.cppo("extend", OPEN, day(90), "--yes", found[:8]).returncode == 4
        followed = one.cppo("watch")
        assert (followed.returncode, "published, expiry moved" in followed.stdout) == (0, True)
        assert ends(one) == day(90)
        assert one.cppo("watch").returncode == 0
        assert one.cppo("watch", "nobody").returncode == 2
