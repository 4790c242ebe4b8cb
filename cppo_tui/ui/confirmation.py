"""The typed consent before anything is sent."""

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.change_sets import terms_of
from cppo_tui.domain.plan import Plan, PlanKind
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.plain import lines, plain

_TITLES = {
    "publish": "Publish this offer?",
    "draft": "Create this draft at AWS?",
    "release": "Release this offer?",
}
_YES = {"publish": "Publish", "draft": "Create draft", "release": "Release"}


def _terms(plan: Plan) -> tuple[str, ...]:
    """The figures that cannot be changed afterwards, in one line. A release repeats what was compared."""
    if plan.kind is PlanKind.RELEASE:
        return (f"Draft {plan.offer_id}, exactly as compared.",)
    terms = terms_of(plan.changes)
    price = f", {plan.prices[0][1]} a unit" if len(plan.prices) == 1 else ""
    days = terms.agreement_duration.removeprefix("P").removesuffix("D")
    return (f"Markup {terms.markup} %{price}; {days} days; accept until {terms.expires.isoformat()}.",)


def confirmation(plan: Plan) -> TypeIn:
    """Have the person type what would hurt most if it were wrong: whose account, or how many."""
    single = len(plan.buyers) == 1
    wanted = plan.buyers[0][-4:] if single else str(len(plan.buyers))
    asked = "the last four digits of the buyer account" if single else "the number of buyer accounts"
    buyers = "\n".join(f"  {grouped(buyer)}" for buyer in plan.buyers[:12])
    world = "SANDBOX: nothing reaches AWS." if plan.world == "sandbox" else "AWS: this is binding."
    question = lines(
        plain((world, "bold")),
        plain(f"{plan.title}, seller {grouped(plan.seller_account)}, to:"),
        plain((buyers, "bold")),
        plain(*_terms(plan)),
        plain(f"Digest {plan.digest[:16]} …"),
        plain(f"\nType {asked} to confirm."),
    )
    return TypeIn(
        _TITLES[plan.kind.value],
        question,
        yes=_YES[plan.kind.value],
        check=lambda text: "" if text.strip() == wanted else f"Waiting for {asked}.",
    )
