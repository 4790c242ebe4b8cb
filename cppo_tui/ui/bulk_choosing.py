"""What is asked on the way to a batch: which template, which authorization, and whether it is meant."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.checks.opportunity import listing_problems
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.templates import BUILT_IN
from cppo_tui.ui.bulk_making import Made
from cppo_tui.ui.bulk_view import questions, totals
from cppo_tui.ui.confirmation import SENDS
from cppo_tui.ui.contract_link import show_contract
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.dialogs.ask_of_rows import AskOfRows
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.dialogs.find_one import FindOne
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.plain import lines, plain, say

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp


BACKGROUND, STOP = "background", "stop"


async def what_becomes_of_it(app: CppoApp) -> str | None:
    """The screen of a batch that is being sent is to be left: whether it goes on; None stays."""
    back = app.key_of("home.bulk")
    entries = [(BACKGROUND, f"let it go on; {back} in the list of drafts brings this screen back")]
    entries.append((STOP, "send no more; what is on its way is followed"))
    return await app.push_screen_wait(Choose("Leave this screen?", plain("Offers are being sent."), entries))


async def choose_template(app: CppoApp) -> str | None:
    """A template's name."""
    try:
        saved = [(row.name, f"{row.name}, saved") for row in app.desk.store.templates()]
    except StoreError as error:
        say(app, str(error), problem=True)
        return None
    built = [(one.name, f"{one.name}, comes with the program") for one in BUILT_IN]
    question = plain("It fills in prices, lengths and terms; the buyers come from the table.")
    return await app.push_screen_wait(FindOne("Which template?", question, [*built, *saved]))


async def choose_authorization(app: CppoApp) -> str | None:
    """The id of an authorization offers can be made from."""
    connection = app.connection
    if not connection.listed:
        await connection.read_authorizations()
    if trouble := connection.listing_error or connection.error:
        say(app, trouble.sentences(), title=trouble.title, problem=True)
        return None
    context = app.context()
    usable = [one for one in connection.listings if not listing_problems(one, context)]
    entries = [(one.id, f"{one.name or one.id}, {one.product_name}") for one in usable]
    question = plain("Those from which an offer can be made now.")
    return await app.push_screen_wait(FindOne("Which authorization?", question, entries))


async def ask_questions(app: CppoApp, made: Made) -> frozenset[str]:
    """Each question once, until somebody goes back: the consents that were given."""
    given: frozenset[str] = frozenset()
    for one in questions(made.batch):
        dialog: Ask = AskOfRows("Is that meant?", one.words, yes="Yes, for these")
        if one.contract:
            read = partial(show_contract, app, made.authorization)
            dialog = Ask("The ISV's contract with you", one.words, yes="I accept it", read=read)
        answer = await app.push_screen_wait(dialog)
        if answer is None:
            break
        given |= one.consents if answer else frozenset()
    return given


def confirmation(made: Made, seller: str, *, sandboxed: bool) -> TypeIn:
    """Have the number of offers typed before anything is sent."""
    count = len(made.batch.to_send)
    world = "SANDBOX: nothing reaches AWS." if sandboxed else "AWS: these are binding."
    question = lines(
        plain((world, "bold")),
        plain(f"Seller {grouped(seller)}, from {made.authorization.name or made.authorization.id}"),
        plain(totals(made.batch.rows)),
        plain((f"SHA-256 {made.batch.digest[:16]} …", "$text-muted")),
    )
    return TypeIn(
        f"Send {count} offer{'s' if count != 1 else ''}?",
        question,
        asked=plain("To confirm, type how many offers are sent:"),
        ready=SENDS,
        yes="Send",
        check=lambda text: "" if text.strip() == str(count) else "Waiting for the number of offers.",
        about=("confirmation",),
    )
