"""The wizard's key sequences on a terminal, each waiting for the screen it leads to."""

from tests.e2e.terminal import Terminal

BUYER = "123456789012"


def to_opportunity(terminal: Terminal) -> None:
    """From home to step 1, with the list read."""
    terminal.wait_for("seller 7777")
    terminal.press("n")
    terminal.wait_until(lambda screen: "step 1 of 6" in screen and " authorizations" in screen, "the list")


def choose(terminal: Terminal, search: str, buyer: str = BUYER) -> None:
    """Step 1: search, choose the one hit, name the buyer, go on."""
    terminal.type(f"/{search}")
    terminal.wait_for("1 of ")
    terminal.press("enter")
    terminal.wait_for("chosen")
    terminal.settle()
    terminal.type(buyer)
    terminal.wait_for(buyer)
    terminal.press("enter")
    terminal.wait_for("1234 5678 9012")
    terminal.press("ctrl+n")
    terminal.wait_for("step 2 of 6")


def to_pricing(terminal: Terminal, search: str = "bronze") -> None:
    """Steps 1 and 2 done."""
    to_opportunity(terminal)
    choose(terminal, search)
    terminal.press("ctrl+n")
    terminal.wait_for("step 3 of 6")


def to_review(terminal: Terminal, markup: str = "25") -> None:
    """All four steps done and the existing offers looked at."""
    to_pricing(terminal)
    terminal.type(markup)
    terminal.wait_for("typed")
    terminal.press("ctrl+n")
    terminal.wait_for("step 4 of 6")
    terminal.press("ctrl+n")
    terminal.wait_for("step 5 of 6")
    terminal.settle()  # the heading may be drawn before the word that AWS is being asked
    terminal.wait_gone("Reading offers …")


def publish(terminal: Terminal) -> None:
    """Reviewed, the ISV's contract accepted, confirmed and sent."""
    accept(terminal)
    confirm(terminal)


def accept(terminal: Terminal) -> None:
    """The ISV's contract accepted: nothing stops the offer any more."""
    terminal.press("t")
    terminal.wait_for("[x] I accept")
    terminal.wait_gone("before publishing")


def confirm(terminal: Terminal) -> None:
    """Confirmed by the account's last digits, and sent."""
    terminal.press("ctrl+n")
    terminal.wait_for("Publish this offer?")
    terminal.type(BUYER[-4:])
    terminal.press("enter")
    terminal.wait_for("Published:")
