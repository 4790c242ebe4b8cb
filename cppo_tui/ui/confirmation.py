"""The typed consent before anything is sent."""

from decimal import Decimal

from cppo_tui.domain.accounts import grouped, typed_consent
from cppo_tui.domain.address_book import AddressBook
from cppo_tui.domain.catalog import OfferView
from cppo_tui.domain.money import plain_number
from cppo_tui.domain.plan import Plan, PlanKind
from cppo_tui.domain.reviewed_terms import reviewed_terms
from cppo_tui.domain.validity import Validity, length_words
from cppo_tui.ui.buyers_view import buyers_rows
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.plain import lines, plain

_TITLES = {
    PlanKind.PUBLISH: "Publish this offer?",
    PlanKind.DRAFT: "Create this draft at AWS?",
    PlanKind.RELEASE: "Release this offer?",
}
_YES = {PlanKind.PUBLISH: "Publish", PlanKind.DRAFT: "Create draft", PlanKind.RELEASE: "Release"}


def confirmation(plan: Plan, book: AddressBook | None, offer: OfferView | None = None) -> TypeIn:
    """Have the person type what would hurt most if it were wrong: whose account, or how many.

    ``book`` says whose the accounts are. For a release ``offer`` is AWS's own reading: its buyers and
    figures are shown, not ours.
    """
    buyers = offer.buyers if offer is not None else plan.buyers
    single = len(buyers) == 1
    wanted, asked = typed_consent(buyers)
    return TypeIn(
        _TITLES[plan.kind],
        lines(
            plain((_world(plan), "bold")),
            plain(f"{plan.title}, seller {grouped(plan.seller_account)}"),
            plain(_figures(plan, offer)),
            plain((f"Digest {plan.digest[:16]} …", "$text-muted")),
            plain(f"{len(buyers)} buyer account{'' if single else 's'}; type {asked}:"),
        ),
        yes=_YES[plan.kind],
        check=lambda text: "" if text.strip() == wanted else f"Waiting for {asked}.",
        details=buyers_rows(buyers, book),
    )


def _world(plan: Plan) -> str:
    if plan.world == "sandbox":
        return "SANDBOX: nothing reaches AWS."
    if plan.kind is PlanKind.DRAFT:
        return "AWS: this makes a draft nobody sees; it binds nobody."
    return "AWS: this is binding."


def _figures(plan: Plan, offer: OfferView | None) -> str:
    """The figures that cannot be changed afterwards, in one line."""
    if offer is not None:
        price = f", {plain_number(offer.prices[0].price)} a unit" if len(offer.prices) == 1 else ""
        ends = offer.expires.date().isoformat() if offer.expires else "no date"
        markup = f"markup {offer.markup} %" if offer.markup else "no markup"
        return f"As AWS has it: {markup}{price}; {_length(offer.validity)}; accept until {ends}."
    terms = reviewed_terms(plan)
    price = f", {plan.prices[0][1]} a unit" if len(plan.prices) == 1 else ""
    total = plain_number(sum((charge.amount for charge in terms.charges), Decimal(0)))
    said = f"Markup {terms.markup} %{price}" if terms.markup else f"{total} {terms.currency} in installments"
    return f"{said}; {_length(terms.validity)}; accept until {terms.expires.isoformat()}."


def _length(validity: Validity) -> str:
    return length_words(validity.duration) if validity.duration else validity.text
