"""The draft of an offer: what the person has entered so far, in the words they typed. May be incomplete.

The draft is the truth and the widgets are a view of it: any step screen can be built from any draft.
Values are kept as typed, also when wrong, so that nothing is lost; the checks say what is wrong.
"""

from enum import StrEnum

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.plan import PublishMode
from cppo_tui.domain.steps import Step


class PriceBasis(StrEnum):
    """Which of the three related figures the person typed; the other two follow from it."""

    MARKUP = "markup"
    MARGIN = "margin"
    PRICE = "price"


class PricingChoice(Frozen):
    """The one figure typed on step 3. ``dimension_key`` says whose buyer price a target price is."""

    basis: PriceBasis = PriceBasis.MARKUP
    text: str = ""
    dimension_key: str = ""


class OfferDraft(Frozen):
    """Everything entered for one offer.

    ``authorization`` is the reading the person chose from; it is read again before sending. ``name``,
    ``description``, ``agreement`` and ``expiry`` are None while the suggested default stands. ``buyers``
    holds one entry per chip: twelve digits, or whatever was typed instead. ``consents`` are the keys of
    findings the person has explicitly agreed to. ``reuse_offer_id`` names an abandoned draft offer at AWS
    that this draft completes instead of creating another one (AWS never deletes drafts).
    """

    id: str
    title: str = ""
    authorization: ResaleAuthorization | None = None
    buyers: tuple[str, ...] = ()
    buyer_entry: str = ""
    name: str | None = None
    description: str | None = None
    pricing: PricingChoice = PricingChoice()
    agreement: str | None = None
    expiry: str | None = None
    mode: PublishMode = PublishMode.DIRECT
    reached: Step = Step.OPPORTUNITY
    consents: frozenset[str] = frozenset()
    reuse_offer_id: str = ""
    reuse_offer_revision: int = 0
