"""Named choices to begin an offer from: saved ones, and the one that fills in what Archera prescribes.

Archera's page "Create CPPO offers for Archera Subscription" asks for ten years, an expiry in 30 to 90 days
and a unit price of 0.01; the tier figures it prints are rounded (facts about Archera, section 4).
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from pydantic import field_validator

from cppo_tui.domain.archera import TARGET_PRICE, exact_markup, is_archera
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.checks.opportunity import usability
from cppo_tui.domain.defaults import ARCHERA_AGREEMENT, DEFAULT_EXPIRY, title_for_any_buyer
from cppo_tui.domain.draft import EulaChoice, OfferDraft, PriceBasis, PricingChoice
from cppo_tui.domain.legal import signed
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.money import plain_number
from cppo_tui.domain.product import AgreementForm, agreement_form
from cppo_tui.domain.text import shorten

if TYPE_CHECKING:
    from cppo_tui.domain.catalog import AuthorizationListing
    from cppo_tui.domain.ports import NewId

NAME_MAX = 60
"""Characters of a template's name: our limit, so that it fits a line of the list."""

MINE = "My "

LEFT_OUT = (
    *("id", "title", "authorization", "buyers", "buyer_entry", "replaces", "reached"),
    *("name", "description"),  # they may say for whom it is, and the buyer reads the name
    *("consents", "reuse_offer_id", "reuse_offer_revision"),
)
"""What belongs to one offer only: for whom it is, what was agreed to, what AWS already has of it."""


class Template(Frozen):
    """Choices under a name. ``choices`` is a draft without what is LEFT_OUT; of the authorization only the
    id is kept, because it is read anew. ``reasons`` pairs of a draft's field and why it is chosen so.
    ``search``: what finds the authorizations it is meant for."""

    name: str
    choices: OfferDraft
    authorization_id: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    search: str = ""

    @field_validator("choices")
    @classmethod
    def _for_nobody(cls, choices: OfferDraft) -> OfferDraft:
        """Templates saved by earlier versions kept these texts."""
        return choices.model_copy(update={"name": None, "description": None})


def template_of(name: str, draft: OfferDraft) -> Template:
    """A draft's choices as a template: without its buyers, and without the texts that may name them."""
    kept = {field: getattr(draft, field) for field in OfferDraft.model_fields if field not in LEFT_OUT}
    kept["eula"] = _unsigned(draft.eula)
    return Template(
        name=name,
        choices=OfferDraft(id="", **kept),
        authorization_id=draft.authorization.id if draft.authorization else "",
    )


def draft_from(template: Template, authorization: ResaleAuthorization | None, new_id: "NewId") -> OfferDraft:
    """A new draft with the template's choices and the authorization as it has just been read."""
    return template.choices.model_copy(update={"id": new_id(), "authorization": authorization})


def _unsigned(eula: EulaChoice) -> EulaChoice:
    """Drafts hold no signed address either; a template lives longer, so it is looked at again."""
    link = signed(eula.url)
    return eula.model_copy(update={"url": link.source, "needs_link": True}) if link else eula


ARCHERA = Template(
    name="Archera - Subscription",
    search="Archera",
    choices=OfferDraft(
        id="",
        pricing=PricingChoice(basis=PriceBasis.PRICE, text=plain_number(TARGET_PRICE)),
        agreement=ARCHERA_AGREEMENT,
        expiry=DEFAULT_EXPIRY,
        template="archera",
    ),
    reasons=(
        (
            "pricing",
            "Archera bills in units of one cent, so 0.01. The markup follows from your own wholesale price: "
            "the printed figures of the tiers Silver and Gold are rounded and miss it.",
        ),
        ("agreement", "Archera asks for ten years, so that nothing has to be renewed."),
        ("expiry", "Archera asks for 30 to 90 days: time to accept, and it can be extended."),
        ("eula", "The authorization carries the agreement that Archera chose."),
        ("purpose", "Right for a buyer who has no Archera subscription yet."),
    ),
)
BUILT_IN = (ARCHERA,)


def reason_for(draft: OfferDraft, field: str) -> str:
    """Why the built-in template chose what still stands in this field, "" when there is nothing to say."""
    source = _begun_from(draft)
    if source is None or getattr(draft, field) != getattr(source.choices, field):
        return ""
    return dict(source.reasons).get(field, "")


def _begun_from(draft: OfferDraft) -> Template | None:
    """The built-in template a draft was begun from."""
    return next((one for one in BUILT_IN if one.choices.template == draft.template), None)


def offered_for(draft: OfferDraft) -> Template | None:
    """The built-in template for what this draft sells, as long as it is begun from none and no price is
    typed; None when there is no such template."""
    unpriced = not draft.template and not draft.pricing.text.strip()
    return ARCHERA if unpriced and is_archera(draft.authorization) else None


def filled_in(template: Template) -> dict[str, object]:
    """The fields of a draft a template has something for."""
    blank = OfferDraft(id="")
    fields = {name: getattr(template.choices, name) for name in OfferDraft.model_fields}
    return {name: value for name, value in fields.items() if value != getattr(blank, name)}


FILLED = ("pricing", "agreement", "expiry")
"""What a built-in template fills in."""


def filling_words(
    template: Template, authorization: ResaleAuthorization | None, fields: Collection[str] = FILLED
) -> str:
    """What a built-in template fills in, in a few words; the markup, where the authorization gives one."""
    choices = template.choices
    exact = exact_markup(authorization) if authorization is not None else None
    words = {
        "pricing": f"price {choices.pricing.text}" + (f" (+{exact.text} %)" if exact else ""),
        "agreement": f"{choices.agreement}",
        "expiry": f"{choices.expiry}",
    }
    return ", ".join(words[field] for field in fields)


def standing_words(draft: OfferDraft, authorization: ResaleAuthorization | None) -> str:
    """What still stands of that in a draft begun from one, with the authorization it was or would be made
    from; "" when nothing does, or it is another product's."""
    source = _begun_from(draft)
    if source is None or not is_archera(authorization):
        return ""
    stands = [field for field in FILLED if getattr(draft, field) == getattr(source.choices, field)]
    return filling_words(source, authorization, stands)


def typed_words(draft: OfferDraft) -> str:
    """The same of a draft that says it itself, as one begun from a template of one's own does: what will be
    used of it."""
    text, basis = draft.pricing.text.strip().removesuffix("%").strip(), draft.pricing.basis
    price = f"price {text}" if basis is PriceBasis.PRICE else f"{basis.value} {text} %"
    parts = (
        price if text and not draft.installments.own else "",
        draft.agreement if agreement_form(draft) is AgreementForm.TYPED else "",
        f"expiry {draft.expiry}" if draft.expiry else "",
    )
    return ", ".join(shorten(part, 30) for part in parts if part)


def search_for(draft: OfferDraft) -> str:
    """What to search the authorizations for while a built-in template's draft has none, "" for others."""
    source = _begun_from(draft)
    return source.search if source is not None and draft.authorization is None else ""


def sold_by_archera(
    listings: "tuple[AuthorizationListing, ...]", context: CheckContext
) -> tuple[ResaleAuthorization, ...]:
    """The authorizations of Archera's that an offer can be made from now."""
    details = [listing.detail for listing in listings if listing.detail is not None]
    return tuple(one for one in details if is_archera(one) and not usability(one, context))


def template_name_problem(text: str) -> str:
    """Why a template cannot be saved under this name, "" when it can."""
    name = text.strip()
    if not name or len(name) > NAME_MAX:
        return f"One to {NAME_MAX} characters."
    if name in [template.name for template in BUILT_IN]:
        return "That template comes with the program; choose another name."
    return ""


def suggested_template_name(draft: OfferDraft) -> str:
    """What the draft is called, so that the name need not be typed; “My …” where the program has that name
    itself. One's own template of the name may be meant to be replaced: that is asked."""
    any_buyer = title_for_any_buyer(draft.model_copy(update={"name": None}))  # a name may tell the customer
    title = shorten(any_buyer, NAME_MAX)
    return title if not template_name_problem(title) else shorten(f"{MINE}{title}", NAME_MAX)
