"""The main job on a real terminal: from an empty home to a published offer, and back again the next day."""

import hashlib
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.e2e.conftest import Open
from tests.e2e.journey import BUYER, accept, confirm, publish, to_opportunity, to_pricing, to_review
from tests.e2e.terminal import Terminal

SANDBOX = ("--sandbox", "--pace", "instant")
LARGE = (120, 40)
OFFER_ID = re.compile(r"offer-[a-z0-9]{13}\b")
SEVEN = [
    "CreateOfferUsingResaleAuthorization",
    "UpdateInformation",
    "UpdateMarkup",
    "UpdateTargeting",
    "UpdateAvailability",
    "UpdateValidityTerms",
    "ReleaseOffer",
]
"""Fact sheet 6.2."""


def reviewed(terminal: Terminal, home: Path) -> bytes:
    """The change set as the review saves it to a file, whose name begins the digest of its bytes."""
    since = len(terminal.raw)
    terminal.press("s")
    terminal.wait_for_bytes(b"Saved", since)  # the screen shows it for seconds only
    [saved] = home.glob("cppo-change-set-*.json")
    body = saved.read_bytes()
    assert hashlib.sha256(body).hexdigest()[:12] == saved.stem.removeprefix("cppo-change-set-")
    return body


def sent(home: Path) -> bytes:
    """The one request that crossed the seam."""
    [request] = home.glob("sent-*")
    return request.read_bytes()


def test_a_new_user_publishes_at_one_cent_and_finds_the_offer_again(
    cppo: Open, home: Path, figure: Callable[[str], None]
) -> None:
    first = cppo(*SANDBOX, command=(sys.executable, "-m", "tests.e2e.seam_driver"))
    to_review(first)
    assert "Archera-Meridian-Subscription-2024" in first.screen_text()
    assert re.search(r"Markup +25 % on wholesale", first.screen_text())
    assert re.search(r"Buyer pays +\$0\.01 per unit", first.screen_text())

    accept(first)
    body = reviewed(first, home)
    assert [change["ChangeType"] for change in json.loads(body)] == SEVEN
    confirm(first)
    assert b'"ChangeSet": ' + body + b', "ChangeSetName": ' in sent(home)

    offer = OFFER_ID.search(first.wait_for("offer-"))
    assert offer
    figure(
        f"the walk on a terminal: Archera at 25 %, price 0.01, {len(SEVEN)} changes, the {len(body):,} bytes "
        f"reviewed are the bytes sent, {offer[0]}"
    )
    assert re.search(r"as reviewed +Markup +25 %", first.scrolled_to("as reviewed Markup"))
    assert re.search(r"as reviewed +Price of .+ \$0\.01\b", first.scrolled_to("as reviewed Price of"))
    first.press("ctrl+q")
    assert first.exit_status() == 0
    assert b"Draft kept" not in first.raw, "what is published waits for nothing"

    again = cppo(*SANDBOX)
    listed = again.wait_for("published")
    assert re.search(r"Archera .+ 1234 5678 9012 +published", listed)


STEPS = (
    ("f", "New offer from a template"),
    ("enter", "3 of 19 fit the template; Enter to the list"),
    ("enter", "Press Enter to choose it."),
    ("enter", " chosen"),
    (BUYER, BUYER),
    ("enter", "1234 5678 9012"),
    ("ctrl+n", "step 2 of 6"),
    ("ctrl+n", "step 3 of 6"),
    ("ctrl+n", "step 4 of 6"),
    ("ctrl+n", "step 5 of 6"),
    ("t", "[x] I accept"),
    ("ctrl+n", "Publish this offer?"),
    (BUYER[-4:], f"   {BUYER[-4:]}   "),
    ("enter", "Published:"),
)
"""What is pressed or typed from Archera's template to the offer, and what shows that it was heard."""
MOST = 25
"""Key presses the walk may take beside the account's digits and the four that confirm."""


def test_archera_s_template_leads_from_launch_to_a_published_offer_in_a_few_keys(
    cppo: Open, figure: Callable[[str], None]
) -> None:
    began = time.monotonic()
    terminal = cppo(*SANDBOX, size=LARGE)
    terminal.wait_for("seller 7777")
    pressed = 0
    for keys, shows in STEPS:
        if keys.isdigit():
            terminal.type(keys)
        else:
            terminal.press(keys)
            pressed += 1
        terminal.wait_for(shows)
        if shows == "step 5 of 6":
            terminal.wait_gone("Reading offers …")
    took = time.monotonic() - began
    assert pressed <= MOST
    assert OFFER_ID.search(terminal.wait_for("offer-"))
    figure(
        f"the walk from Archera's template on a terminal: {pressed} key presses beside the account and the "
        f"confirmation, {took:.1f} s from launch to published"
    )


def offers_made_from_bronze(terminal: Terminal) -> str:
    """What step 1 says about the use of the Archera Bronze authorization."""
    to_opportunity(terminal)
    terminal.type("bronze")
    told = re.compile(r"archbronze2qx.*Bronze, by its wholesale.*?(\d+) made so far", re.DOTALL)
    shown = terminal.wait_until(lambda screen: bool(told.search(screen)), "how often Bronze was used")
    found = told.search(shown)
    return found[1] if found else "not said"


def test_fresh_starts_the_drafts_and_the_simulated_aws_over(cppo: Open) -> None:
    first = cppo(*SANDBOX, size=LARGE)
    to_review(first)
    publish(first)
    first.press("ctrl+q")
    assert first.exit_status() == 0

    again = cppo(*SANDBOX, size=LARGE)
    again.wait_for("published")
    assert offers_made_from_bronze(again) == "3"
    again.press("ctrl+q")
    assert again.exit_status() == 0

    fresh = cppo(*SANDBOX, "--fresh", size=LARGE)
    fresh.wait_for("No drafts yet.")
    assert offers_made_from_bronze(fresh) == "2"


def test_leaving_in_the_middle_of_step_3_loses_nothing(cppo: Open) -> None:
    first = cppo(*SANDBOX)
    to_pricing(first)
    first.type("31.5")
    first.wait_for("typed")
    first.press("ctrl+q")
    assert first.exit_status() == 0
    told = first.raw.decode().rpartition("\x1b[?1049l")[2]
    kept = "Draft kept: “Archera - Subscription for 1234 5678 9012”. «cppo --sandbox» opens it again."
    assert kept in told, "and says so once the screen is gone"

    again = cppo(*SANDBOX)
    again.wait_for("step 3 of 6")
    again.wait_for("seller 7777")
    again.press("enter")
    figures = re.compile(r"^ +31\.5 +(≈ )?23\.95\d* +0\.01052$", re.MULTILINE)
    again.wait_until(lambda screen: bool(figures.search(screen)), "step 3 as it was left")
    again.press("escape")
    again.wait_for("step 2 of 6")
    again.press("escape")
    again.wait_until(
        lambda screen: all(part in screen for part in ("step 1 of 6", " chosen", "1234 5678 9012")), "step 1"
    )


def test_the_window_may_change_its_size_at_any_step(cppo: Open) -> None:
    terminal = cppo(*SANDBOX)
    to_review(terminal)
    terminal.resize(80, 15)
    terminal.wait_for("Make it larger")
    terminal.resize(120, 40)
    wide = terminal.wait_until(
        lambda screen: "UpdateInformation" in screen and "Make it larger" not in screen,
        "the change set beside the words",
    )
    assert re.search(r"Offer name +Archera", wide)
