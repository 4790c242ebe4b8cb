"""What is done with an offer that AWS has: each act reads it first, asks, and sends through the submitter."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.content import Content

from cppo_tui.domain.accounts import grouped, typed_consent, unconfirmed
from cppo_tui.domain.catalog import AgreementSummary, OfferView
from cppo_tui.domain.checks.replacement import hangs_on_product, settled_against
from cppo_tui.domain.cloning import draft_from_offer
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.draft import OfferDraft, Replaced
from cppo_tui.domain.errors import CatalogError
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.last_day import ends_at_once
from cppo_tui.domain.offer_states import ACTIVE, acceptable_words, accepted_words, another_day_words
from cppo_tui.domain.steps import Step
from cppo_tui.domain.text import shorten
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
from cppo_tui.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp

PATIENCE = 3.0
"""Seconds to wait for what is only told beside a question."""
_NAME = 60
"""Characters of an offer's name in the head of a question."""
_FEW = 2
REPLACES = (
    "A new draft for the same buyer opens. Once published and accepted it takes the place of the agreement "
    "at once, and the old one's pending installments are cancelled."
)
NOT_KNOWN = "it is not known whether AWS lets it be replaced: {why}. Step 1 tells, once one is chosen."
ASSUMED = (
    "only SaaS contracts can be replaced, and by its prices this is taken for an AMI or container. If that "
    "is wrong, say so in step 1."
)
OVER = "No agreement made from it runs any more; AWS replaces only active ones."
NOT_AMONG = "Not among these: {}. {}"
ENDS = "Nobody can accept it any more, from this moment on."
STAY = "Agreements made from it stay as they are."
ACCEPTED_UNREAD = "it is not known whether it has been accepted."


async def extend(app: CppoApp, offer_id: str) -> None:
    """Ask for another last day, with every rule applied while it is typed; then send that change."""
    here = app.screen
    with TopBar.reading(here):
        offer = await offer_now(app, offer_id)
        if offer is None:
            return
        authorization, unread = await authorization_now(app, offer.authorization_id)
        agreements = await agreements_now(app, offer_id)
    ends = authorization.ends if authorization else None

    def judge(text: str) -> Amendment | tuple[Finding, ...]:
        try:
            return extension(offer, text, ends, app.context(), world=app.desk.world)
        except NotReady as stopped:
            return stopped.findings

    if app.screen is not here:
        return  # left meanwhile: what is typed there now is meant for something else
    accepted = None if agreements is None else another_day_words(offer.buyers, agreements)
    until = acceptable_words(offer.expires, app.desk.clock(), accepted or "")
    which = plain((offer.id, "$text-muted"))  # two offers to a buyer may have one name
    told = _before_extending(accepted, unread)
    about = lines(_head(app, offer, f"for {_buyers(offer)}"), which, plain(until), *told)
    typed = ""
    while True:
        dialog = Extend(about, offer.expires, judge, app.desk.zone, typed=typed)
        made = await app.push_screen_wait(dialog)
        if made is None:
            return
        if await _meant(app, made):
            break
        typed = dialog.typed
    _send(app, made)


def _before_extending(accepted: str | None, unread: str) -> list[Content]:
    """What there is to know before another day is typed: who has accepted, and what could not be read."""
    told, check = [], ("Check: ", "bold $text-warning")
    if accepted:
        told.append(plain(accepted))
    if accepted is None:
        told.append(plain(check, ACCEPTED_UNREAD))
    if unread:
        told.append(plain(check, unread.partition(". ")[0], "."))
    return told


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
    here = app.screen
    with TopBar.reading(here):
        offer = await offer_now(app, offer_id)
        made = _ending(app, offer) if offer is not None else None
        if offer is None or made is None:
            return
        agreements = await agreements_now(app, offer_id)
    if app.screen is not here:
        return  # the digits typed there now are meant for another question
    accepted = accepted_words(offer.buyers, agreements or ())
    stay = f"{accepted}. {STAY}" if accepted else STAY
    _, asked = typed_consent(offer.buyers)
    dialog = TypeIn(
        "Expire this offer now?",
        lines(
            _head(app, offer, f"seller {grouped(app.connection.account)}"),
            plain(f"{ENDS} {stay}"),
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


def _ending(app: CppoApp, offer: OfferView) -> Amendment | None:
    """What ends it; None, and why is said, when it cannot be ended."""
    try:
        return expiration(offer, app.context(), world=app.desk.world)
    except NotReady as stopped:
        told = " ".join(f"{one.message} {one.fix}" for one in stopped.findings)
        say(app, told, title="It cannot be expired", problem=True)
        return None


def opened_again(app: CppoApp, offer_id: str) -> str:
    """How an offer that is over is opened again: here, and by the command."""
    key = app.key_of("offers.extend")
    return app.desk.as_here(
        f"Another last day opens it again: {key} in the list of offers, or «cppo extend {offer_id} DATE»."
    )


async def replace(app: CppoApp, offer_id: str, agreements: tuple[AgreementSummary, ...]) -> None:
    """Begin an offer that takes the place of a running agreement made from this one, where the check of step
    1 will let it: the same is asked here, before there is a draft."""
    here = app.screen
    with TopBar.reading(here):
        offer = await offer_now(app, offer_id)
        if offer is None:
            return
        authorization, missing = await authorization_now(app, offer.authorization_id)
        now = await agreements_now(app, offer_id)
    running = agreements if now is None else tuple(one for one in now if one.status == ACTIVE)
    like = draft_from_offer(offer, authorization, app.desk.new_id, with_buyers=False).draft
    drafts = {one.id: _in_place_of(one, like) for one in running}
    against = {key: settled_against(draft, app.context()) for key, draft in drafts.items()}
    entries = [(one.id, f"{grouped(one.acceptor)}, {one.id}") for one in running if not against[one.id]]
    if app.screen is not here:
        return
    if not entries:
        told = next((f"{one.message} {one.fix}" for found in against.values() for one in found), OVER)
        told = f"{told} Here {app.key_of('offers.clone')} clones this one."
        say(app, told, title="It cannot be replaced", problem=True)
        return
    left_out = [plain(NOT_AMONG.format(key, found[0].message)) for key, found in against.items() if found]
    question = lines(plain(REPLACES), *_replacing_words(like, missing), *left_out)
    answer = await app.push_screen_wait(Choose("Replace which agreement?", question, entries))
    draft = drafts.get(answer or "")
    if draft is None or app.screen is not here:
        return
    if await begin_with(app, draft, Step.OPPORTUNITY) and missing:
        say(app, missing, title="No authorization is chosen yet")


def _in_place_of(agreement: AgreementSummary, like: OfferDraft) -> OfferDraft:
    replaced = Replaced(
        agreement_id=agreement.id,
        acceptor=agreement.acceptor,
        product_id=agreement.product_id,
        ends=agreement.ends,
    )
    return like.model_copy(update={"replaces": replaced, "buyers": (agreement.acceptor,), "start": ""})


def _replacing_words(like: OfferDraft, missing: str) -> list[Content]:
    """What cannot be said yet of whether it may be replaced at all."""
    check = ("Check: ", "bold $text-warning")
    if like.authorization is None:
        why = missing.partition(". ")[0] or "its authorization is not named"
        return [plain(check, NOT_KNOWN.format(why=why))]
    return [plain(check, ASSUMED)] if hangs_on_product(like) else []


async def agreements_now(app: CppoApp, offer_id: str) -> tuple[AgreementSummary, ...] | None:
    """Those made from the offer, as AWS has them now: the list this was begun from may be older. None when
    they cannot be read soon: nobody who ends an offer waits for them."""
    catalog = app.connection.catalog
    if catalog is None:
        return None
    try:
        async with asyncio.timeout(PATIENCE):
            return await asyncio.to_thread(catalog.agreements_from, offer_id)
    except (CatalogError, TimeoutError):
        return None


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
    return lines(plain((world, "bold")), plain(f"{shorten(offer.name or offer.id, _NAME)}, {whose}"))


def _send(app: CppoApp, made: Amendment) -> None:
    if app.tracking.sending is not None:
        say(app, "Something else is being sent just now. Wait for it, then do this again.", problem=True)
        return
    app.send(made.plan)
