"""The typed consent before anything is sent."""

from decimal import Decimal

from textual.content import Content

from cppo_tui.domain.accounts import grouped, typed_consent, unconfirmed
from cppo_tui.domain.address_book import AddressBook
from cppo_tui.domain.archera import tier_name
from cppo_tui.domain.catalog import OfferView
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, unconfirmed_warnings
from cppo_tui.domain.markup import Markup
from cppo_tui.domain.money import amount, percent, unit_price
from cppo_tui.domain.plan import Plan, PlanKind
from cppo_tui.domain.pricing_terms import paid_for
from cppo_tui.domain.reviewed_terms import reviewed_terms
from cppo_tui.domain.text import shorten
from cppo_tui.domain.validity import Validity, agreed_length, length_as_typed
from cppo_tui.ui.buyers_view import buyers_rows
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.plain import lines, plain

_TITLES = {
    PlanKind.PUBLISH: "Publish this offer?",
    PlanKind.DRAFT: "Create this draft at AWS?",
    PlanKind.RELEASE: "Release this offer?",
}
_LIVE = "Live as soon as AWS is done; it binds both once a buyer accepts."
_EFFECTS = {
    PlanKind.PUBLISH: _LIVE,
    PlanKind.DRAFT: "A draft nobody sees; it binds nobody.",
    PlanKind.RELEASE: _LIVE,
}
_SIMULATED = "On AWS it would be live soon, and bind both once a buyer accepts."
_SIMULATED_EFFECTS = {
    PlanKind.PUBLISH: _SIMULATED,
    PlanKind.DRAFT: "On AWS it would be a draft nobody sees; it binds nobody.",
    PlanKind.RELEASE: _SIMULATED,
}
_YES = {PlanKind.PUBLISH: "Publish", PlanKind.DRAFT: "Create draft", PlanKind.RELEASE: "Release"}


_LONGEST_NAME = 60
_CHECKS_TOLD, _LONGEST_CHECK = 2, 120
"""Of what is unusual: so many in their words, each in so many characters."""
SENDS = "Enter sends it."


def confirmation(
    plan: Plan,
    book: AddressBook | None,
    offer: OfferView | None = None,
    *,
    draft: OfferDraft | None = None,
    findings: tuple[Finding, ...] = (),
) -> TypeIn:
    """Have the person type what would hurt most if it were wrong: whose account, or how many.

    ``book`` says whose the accounts are. For a release ``offer`` is AWS's own reading: its buyers and
    figures are shown, not ours. ``draft``: what it is made from; ``findings``: of these what is
    unusual is told again, since in the review it may have been below what was in view.
    """
    chosen = draft.authorization if draft is not None else None
    tier = tier_name(chosen)
    currency = chosen.currency if chosen is not None else ""
    buyers = offer.buyers if offer is not None else plan.buyers
    _, asked = typed_consent(buyers)
    figures = f"{f'Archera tier {tier}. ' if tier else ''}{_figures(plan, offer, currency, draft)}"
    whole, in_low = _questions(plan, figures, len(buyers), unconfirmed_warnings(findings))
    return TypeIn(
        _TITLES[plan.kind],
        whole,
        in_low=in_low,
        asked=plain(f"Type {asked}:"),
        ready=SENDS,
        yes=_YES[plan.kind],
        check=lambda text: unconfirmed(text, buyers),
        entered=lambda text: unconfirmed(text, buyers, entered=True),
        details=buyers_rows(buyers, book),
        about=("mode",),
    )


def _questions(plan: Plan, figures: str, buyers: int, checks: tuple[Finding, ...]) -> tuple[Content, Content]:
    """What is asked, and the same where there are few rows: there what is unusual is only counted, and
    the digest and the seller are left out, which the review tells."""
    world, name = plain((_world(plan), "bold")), _name(plan)
    whose = plain(f"{name}, seller {grouped(plan.seller_account)}")
    many = f"{buyers} buyer accounts:" if buyers > 1 else "Buyer account:"
    digest = plain((f"SHA-256 {plan.digest[:16]} …", "$text-muted"))
    counted = plain((f"{len(checks)} to check in the review.", "bold $text-warning"), f" {many}")
    whole = lines(world, whose, plain(figures), digest, *_unusual(checks), plain(many))
    return whole, lines(world, plain(name), plain(figures), counted if checks else plain(many))


def _unusual(checks: tuple[Finding, ...]) -> list[Content]:
    """The first of them in their words, the others counted."""
    told = [
        plain((f"{one.severity.word}: ", "bold $text-warning"), shorten(one.message, _LONGEST_CHECK))
        for one in checks[:_CHECKS_TOLD]
    ]
    if (more := len(checks) - _CHECKS_TOLD) > 0:
        told.append(plain((f"And {more} more to check in the review.", "bold $text-warning")))
    return told


def _world(plan: Plan) -> str:
    """Where it goes, and what it does there, or would do."""
    if plan.world == "sandbox":
        return f"SANDBOX: nothing reaches AWS. {_SIMULATED_EFFECTS[plan.kind]}"
    return f"AWS: {_EFFECTS[plan.kind]}"


def _name(plan: Plan) -> str:
    """The offer's name, which buyers see; the draft's own where that says more."""
    name = reviewed_terms(plan).name
    shown = shorten(name, _LONGEST_NAME)
    return shown if plan.title in name else f"{shown} ({shorten(plan.title, _LONGEST_NAME)})"


def _figures(plan: Plan, offer: OfferView | None, currency: str, draft: OfferDraft | None) -> str:
    """The figures that cannot be changed afterwards, in one line."""
    if offer is not None:
        price = _only_price([(one.key, one.price) for one in offer.prices], offer.currency)
        ends = offer.expires.date().isoformat() if offer.expires else "no date"
        markup = f"markup {offer.markup} %" if offer.markup else "no markup"
        return f"As AWS has it: {markup}{price}; {_length(offer.validity)}; accept until {ends}."
    terms = reviewed_terms(plan)
    price = _only_price([(key, Decimal(text)) for key, text in plan.prices], currency)
    total = sum((charge.amount for charge in terms.charges), Decimal(0))
    said = (
        f"Markup {terms.markup} %, you keep {percent(Markup(percentage=terms.markup).margin)}{price}"
        if terms.markup
        else f"{amount(total, terms.currency)} in installments"
    )
    whom = "existing customer" if terms.purpose else "buyer new to the product"
    if terms.agreement_id:  # its buyer has the product: there is nothing to be said of that
        whom = f"replaces {terms.agreement_id}"
    return f"{said}; {_length(terms.validity, draft)}; accept until {terms.expires.isoformat()}; {whom}."


def _only_price(prices: list[tuple[str, Decimal]], currency: str) -> str:
    """The price, where there is one alone."""
    if len(prices) != 1:
        return ""
    [(key, price)] = prices
    return f", {unit_price(price, currency)} {paid_for(key)}"


def _length(validity: Validity, draft: OfferDraft | None = None) -> str:
    if draft is not None and validity.duration:
        return length_as_typed(draft, validity)
    return agreed_length(validity.duration) if validity.duration else validity.text
