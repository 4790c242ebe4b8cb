"""Steps 2 and 3 as questions: name and description; one figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cppo_tui.cli.plain.interview import Interview
from cppo_tui.cli.plain.question import EMPTY, NotAnAnswer, Question, chosen, listed
from cppo_tui.domain.archera import TARGET_PRICE, TIERS, exact_markup, is_archera, tier_of, wholesale_of
from cppo_tui.domain.authorization_words import price_label
from cppo_tui.domain.complete import read_draft
from cppo_tui.domain.defaults import offer_description, offer_name
from cppo_tui.domain.draft import PriceBasis
from cppo_tui.domain.expected import expected_prices
from cppo_tui.domain.installments import may_set_installments
from cppo_tui.domain.markup import Markup
from cppo_tui.domain.money import percent, unit_price
from cppo_tui.domain.steps import Step

if TYPE_CHECKING:
    from cppo_tui.domain.authorization import ResaleAuthorization

_WAYS = {
    "markup": "markup: percent added to every wholesale price",
    "margin": "margin: percent of the buyer's price that you keep",
    "price": "price: what the buyer should pay",
}
_OWN = {"installments": "installments: amounts of your own"}
_EXACT = "exact"
_TIERS = tuple(tier.name.casefold() for tier in TIERS)
_FIGURES = {
    PriceBasis.MARKUP: "Markup in percent, such as 25:",
    PriceBasis.MARGIN: "Margin in percent, such as 20:",
    PriceBasis.PRICE: "Price the buyer should pay, such as 0.010:",
}


def _text(name: str) -> Any:
    """Take a typed text over; what equals the suggestion stays one."""

    def take(interview: Interview, typed: str) -> None:
        text = "" if typed.strip() == EMPTY else typed.strip()
        standing = offer_name if name == "name" else offer_description
        if text != standing(interview.draft):
            interview.change(**{name: text})

    return take


def _ways(interview: Interview) -> dict[str, str]:
    return {**_WAYS, **(_OWN if may_set_installments(interview.draft.authorization) else {})}


def _way(interview: Interview) -> str:
    return "installments" if interview.draft.installments.own else interview.draft.pricing.basis.value


def _take_way(interview: Interview, typed: str) -> None:
    way, pricing = chosen(interview, typed, _ways(interview)), interview.draft.pricing
    own = way == "installments"
    if not own and way != pricing.basis:
        pricing = pricing.model_copy(update={"basis": PriceBasis(way), "text": ""})
    interview.change(
        pricing=pricing, installments=interview.draft.installments.model_copy(update={"own": own})
    )


def _dimensions(interview: Interview) -> dict[str, str]:
    authorization = interview.draft.authorization
    if authorization is None:
        return {}
    return {one.key: price_label(one, authorization) for one in authorization.wholesale}


def _several_prices(interview: Interview) -> bool:
    by_price = interview.draft.pricing.basis is PriceBasis.PRICE and not interview.draft.installments.own
    return by_price and len(_dimensions(interview)) > 1


def _take_dimension(interview: Interview, typed: str) -> None:
    key = chosen(interview, typed, _dimensions(interview))
    interview.change(pricing=interview.draft.pricing.model_copy(update={"dimension_key": key}))


def _ask_figure(interview: Interview) -> str:
    """For Archera's product also which figure is right: the tier is known by the wholesale price."""
    asked, authorization = _FIGURES[interview.draft.pricing.basis], interview.draft.authorization
    if interview.draft.pricing.basis is PriceBasis.PRICE and authorization is not None:
        return f"{asked}{_of_which(interview, authorization)}"
    exact = _archera_s(interview)
    if exact is None or authorization is None:
        return asked
    tier, base = tier_of(authorization), wholesale_of(authorization)
    named = f"Archera's {tier.name} tier, by its wholesale price {base}" if tier else f"Wholesale is {base}"
    word = tier.name if tier else _EXACT
    return f"{asked}\n{named}: {exact.text} % makes it exactly {TARGET_PRICE}. Type {word} to take that."


def _of_which(interview: Interview, authorization: ResaleAuthorization) -> str:
    """Which price is named, beside what the ISV takes for it."""
    key, prices = interview.draft.pricing.dimension_key, authorization.wholesale
    one = next((one for one in prices if one.key == key or len(prices) == 1), None)
    if one is None:
        return ""
    base = unit_price(one.amount, authorization.currency)
    return f"\nOf {price_label(one, authorization)}; wholesale is {base}."


def _archera_s(interview: Interview) -> Markup | None:
    """The one markup that is right for Archera's product; None for others, and where no markup is asked."""
    authorization = interview.draft.authorization
    if interview.draft.pricing.basis is not PriceBasis.MARKUP or not is_archera(authorization):
        return None
    return exact_markup(authorization) if authorization else None


def _take_figure(interview: Interview, typed: str) -> None:
    authorization, exact = interview.draft.authorization, _archera_s(interview)
    word = typed.strip().casefold()
    if exact is not None and authorization is not None and word in (_EXACT, *_TIERS):
        own = tier_of(authorization)
        if word != _EXACT and (own is None or own.name.casefold() != word):
            base = wholesale_of(authorization)
            raise NotAnAnswer(f"{typed.strip()} is not the tier of the wholesale price {base}.")
        typed = exact.text
    text = "" if word == EMPTY else typed.strip()
    interview.change(pricing=interview.draft.pricing.model_copy(update={"text": text}))


def price_words(interview: Interview) -> str:
    """Every price in a sentence of its own, in their order."""
    authorization = interview.draft.authorization
    if authorization is None:
        return ""
    lines = []
    for price in expected_prices(read_draft(interview.draft, interview.context())):
        buyer = unit_price(price.buyer, authorization.currency)
        if price.wholesale is None:
            lines.append(f"{price.key}: the buyer pays {buyer}.")
            continue
        base = price.wholesale.amount
        change = f", {percent((price.buyer / base - 1) * 100)} above" if base else ""
        lines.append(
            f"{price_label(price.wholesale, authorization)}: the buyer pays {buyer} (our figure){change} "
            f"wholesale {unit_price(base, authorization.currency)}."
        )
    return "\n".join(lines)


QUESTIONS = (
    Question(
        key="name",
        step=Step.INFORMATION,
        ask=lambda _: "Name of the offer; the buyer sees it.",
        take=_text("name"),
        standing=lambda one: offer_name(one.draft),
        fields=("name",),
    ),
    Question(
        key="description",
        step=Step.INFORMATION,
        ask=lambda _: "Description; only you and AWS see it.",
        take=_text("description"),
        standing=lambda one: offer_description(one.draft),
        fields=("description",),
    ),
    Question(
        key="pricing",
        step=Step.PRICING,
        ask=lambda one: listed("How do you want to say the price?", _ways(one)),
        take=_take_way,
        standing=_way,
    ),
    Question(
        key="dimension",
        step=Step.PRICING,
        ask=lambda one: listed("Which price will you name? The others follow from it.", _dimensions(one)),
        take=_take_dimension,
        standing=lambda one: one.draft.pricing.dimension_key,
        asked=_several_prices,
        needed=True,
    ),
    Question(
        key="figure",
        step=Step.PRICING,
        ask=_ask_figure,
        take=_take_figure,
        standing=lambda one: one.draft.pricing.text,
        fields=("pricing",),
        asked=lambda one: not one.draft.installments.own,
        needed=True,
        after=price_words,
    ),
)
