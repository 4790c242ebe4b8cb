"""What is done with an offer that AWS has: each act reads it first, asks, and sends through the submitter."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.content import Content

from cppo_tui.domain.accounts import grouped, typed_consent, unconfirmed
from cppo_tui.domain.catalog import AgreementSummary, OfferView
from cppo_tui.domain.checks.completing import check_completing
from cppo_tui.domain.cloning import draft_from_offer
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.draft import Replaced
from cppo_tui.domain.errors import CatalogError, StoreError
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.last_day import ends_at_once
from cppo_tui.domain.offer_states import acceptable_words
from cppo_tui.domain.plan import PlanKind
from cppo_tui.domain.steps import Step
from cppo_tui.services.amending import Amendment, expiration, extension
from cppo_tui.services.planner import NotReady
from cppo_tui.ui.beginning import authorization_now, begin_with
from cppo_tui.ui.buyers_view import buyers_rows
from cppo_tui.ui.confirmation import SENDS
from cppo_tui.ui.dialogs.ask import Ask
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.dialogs.extend import Extend
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.plain import lines, plain, say

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp

_FEW = 2
REPLACES = (
    "A new draft for the same buyer opens. Once published and accepted it takes the place of the agreement "
    "at once, and the old one's pending installments are cancelled."
)
ENDS = "Nobody can accept it any more, from this moment on. Agreements made from it stay as they are."


async def extend(app: CppoApp, offer_id: str) -> None:
    """Ask for another last day, with every rule applied while it is typed; then send that change."""
    offer = await offer_now(app, offer_id)
    if offer is None:
        return
    authorization, unread = await authorization_now(app, offer.authorization_id)
    ends = authorization.ends if authorization else None

    def judge(text: str) -> Amendment | tuple[Finding, ...]:
        try:
            return extension(offer, text, ends, app.context(), world=app.desk.world)
        except NotReady as stopped:
            return stopped.findings

    until = acceptable_words(offer.expires, app.desk.clock())
    which = plain((offer.id, "$text-muted"))  # two offers to a buyer may have one name
    about = [_head(app, offer, f"for {_buyers(offer)}"), which, plain(until)]
    if unread:
        about.append(plain(("Check: ", "bold $text-warning"), unread.partition(". ")[0], "."))
    typed = ""
    while True:
        dialog = Extend(lines(*about), offer.expires, judge, app.desk.zone, typed=typed)
        made = await app.push_screen_wait(dialog)
        if made is None:
            return
        if await _meant(app, made):
            break
        typed = dialog.typed
    _send(app, made)


async def _meant(app: CppoApp, made: Amendment) -> bool:
    """Whether the new day is meant, where a check asks; going back is no."""
    asked = [one for one in made.findings if one.severity is Severity.ASK]
    if not asked:
        return True
    question = lines(
        plain(("New last day: ", "bold"), f"{long_date(made.day)}."),
        *(plain(f"{one.message} {one.fix}") for one in asked),
    )
    dialog = Ask("Is that meant?", question, yes="Yes, send it")
    answer = await app.push_screen_wait(dialog)
    return bool(answer)


async def expire(app: CppoApp, offer_id: str) -> None:
    """End an offer now, once the figures that name its buyer have been typed."""
    offer = await offer_now(app, offer_id)
    if offer is None:
        return
    try:
        made = expiration(offer, app.context(), world=app.desk.world)
    except NotReady as stopped:
        told = " ".join(f"{one.message} {one.fix}" for one in stopped.findings)
        say(app, told, title="It cannot be expired", problem=True)
        return
    _, asked = typed_consent(offer.buyers)
    dialog = TypeIn(
        "Expire this offer now?",
        lines(
            _head(app, offer, f"seller {grouped(app.connection.account)}"),
            plain(ENDS),
            plain(ends_at_once(made.day)),
            plain((f"SHA-256 {made.plan.digest[:16]} …", "$text-muted")),
        ),
        asked=plain(f"To confirm, type {asked}:"),
        ready=SENDS,
        yes="Expire now",
        check=lambda text: unconfirmed(text, offer.buyers),
        entered=lambda text: unconfirmed(text, offer.buyers, entered=True),
        about=("confirmation",),
        details=buyers_rows(offer.buyers, app.customers.book),
    )
    if await app.push_screen_wait(dialog) is not None:
        _send(app, made)


def opened_again(app: CppoApp, offer_id: str) -> str:
    """How an offer that is over is opened again: here, and by the command."""
    key = app.key_of("offers.extend")
    return app.desk.as_here(
        f"Another last day opens it again: {key} in the list of offers, or «cppo extend {offer_id} DATE»."
    )


async def replace(app: CppoApp, offer_id: str, agreements: tuple[AgreementSummary, ...]) -> None:
    """Begin an offer that takes the place of a running agreement made from this one."""
    here = app.screen
    entries = [(one.id, f"{grouped(one.acceptor)}, {one.id}") for one in agreements]
    answer = await app.push_screen_wait(Choose("Replace which agreement?", plain(REPLACES), entries))
    chosen = next((one for one in agreements if one.id == answer), None)
    offer = await offer_now(app, offer_id) if chosen else None
    if chosen is None or offer is None:
        return
    authorization, missing = await authorization_now(app, offer.authorization_id)
    draft = draft_from_offer(offer, authorization, app.desk.new_id, with_buyers=False).draft
    replaced = Replaced(
        agreement_id=chosen.id, acceptor=chosen.acceptor, product_id=chosen.product_id, ends=chosen.ends
    )
    draft = draft.model_copy(update={"replaces": replaced, "buyers": (chosen.acceptor,), "start": ""})
    if app.screen is here and await begin_with(app, draft, Step.OPPORTUNITY) and missing:
        say(app, missing, title="No authorization is chosen yet")


async def open_for_release(app: CppoApp, offer_id: str) -> None:
    """A draft offer of our own is released from its status; any other is completed from a draft like it."""
    here = app.screen
    try:
        rows = app.desk.store.submissions()
    except StoreError as error:
        say(app, str(error), problem=True)
        return
    made = (PlanKind.DRAFT.value, "succeeded")
    ours = next((one for one in rows if one.offer_id == offer_id and (one.kind, one.state) == made), None)
    if ours is not None:
        app.show_submission(ours.id)
        return
    offer = await offer_now(app, offer_id)
    if offer is None:
        return
    authorization, missing = await authorization_now(app, offer.authorization_id)
    draft = draft_from_offer(offer, authorization, app.desk.new_id, with_buyers=True).draft
    if found := check_completing(offer, draft):
        say(app, f"{found[0].message} {found[0].fix}", title="It cannot be completed here", problem=True)
        return
    reuse = {"reuse_offer_id": offer.id, "reuse_offer_revision": offer.revision}
    draft = draft.model_copy(update=reuse)
    step = Step.REVIEW if authorization is not None else Step.OPPORTUNITY
    if app.screen is here and await begin_with(app, draft, step):
        said = missing or f"Publishing completes {offer.id} and releases it; no second offer is made."
        say(app, said, title="The draft at AWS")


async def offer_now(app: CppoApp, offer_id: str) -> OfferView | None:
    """The offer as AWS has it now; None, and why, when it cannot be read."""
    connection = app.connection
    if connection.catalog is None:
        await connection.open()
    try:
        if connection.catalog is None:
            raise connection.error or CatalogError("There is no connection to AWS yet.")
        return await asyncio.to_thread(connection.catalog.offer, offer_id)
    except CatalogError as error:
        say(app, error.sentences(), title="The offer could not be read", problem=True)
        return None


def _buyers(offer: OfferView) -> str:
    """Whose offer it is: two may have names that are nearly the same."""
    if not offer.buyers:
        return "buyers AWS does not tell"
    few = len(offer.buyers) <= _FEW
    return " and ".join(map(grouped, offer.buyers)) if few else f"{len(offer.buyers)} buyer accounts"


def _head(app: CppoApp, offer: OfferView, whose: str) -> Content:
    world = "SANDBOX: nothing reaches AWS." if app.desk.sandboxed else "AWS: buyers see this at once."
    return lines(plain((world, "bold")), plain(f"{offer.name or offer.id}, {whose}"))


def _send(app: CppoApp, made: Amendment) -> None:
    if app.tracking.sending is not None:
        say(app, "Something else is being sent just now. Wait for it, then do this again.", problem=True)
        return
    app.send(made.plan)
