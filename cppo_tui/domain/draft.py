"""The draft of an offer: what the person has entered so far, in the words they typed. May be incomplete.

The draft is the truth and the widgets are a view of it: any step screen can be built from any draft.
Values are kept as typed, also when wrong, so that nothing is lost; the checks say what is wrong.
"""

from datetime import datetime
from enum import StrEnum

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.publish_mode import PublishMode
from cppo_tui.domain.steps import Step


class PriceBasis(StrEnum):
    """Which of the three related figures the person typed; the other two follow from it."""

    MARKUP = "markup"
    MARGIN = "margin"
    PRICE = "price"


class PricingChoice(Frozen):
    """The one figure typed on step 3. ``dimension_key`` is the key of the wholesale price a
    typed buyer price belongs to."""

    basis: PriceBasis = PriceBasis.MARKUP
    text: str = ""
    dimension_key: str = ""


class ProductType(StrEnum):
    """The product types whose rules differ (fact sheet 2.14)."""

    SAAS = "SaaS"
    MACHINE = "AMI or container"
    SERVICES = "professional services"


class Purpose(StrEnum):
    """What AWS calls the offer's purpose: whether the buyer is a customer already (fact sheet 2.4)."""

    NEW = "new"
    EXISTING = "existing"
    MOVING = "moving"


class EarlierPricing(StrEnum):
    """How the agreement priced that the buyer has already (PreExistingAgreement.PricingModel)."""

    USAGE = "Usage"
    CONTRACT = "Contract"
    BYOL = "Byol"
    FREE = "Free"


class EulaKind(StrEnum):
    """Which end-user agreement the buyer accepts (fact sheet 2.7)."""

    INHERITED = "inherited"
    STANDARD = "standard"
    URL = "url"
    FILE = "file"


class EulaChoice(Frozen):
    """The end-user agreement. ``url`` of a document in S3, never with a signature; or ``path`` of a PDF to
    upload into ``bucket``. ``needs_link``: the address was given with a signature, so AWS cannot read the
    document without one."""

    kind: EulaKind = EulaKind.INHERITED
    url: str = ""
    path: str = ""
    bucket: str = ""
    needs_link: bool = False


class InstallmentRow(Frozen):
    """One line of an own payment schedule, as typed."""

    due: str = ""
    amount: str = ""


class Installments(Frozen):
    """Own charge amounts instead of a markup. ``own`` tells that they are chosen.

    Where the authorization has a schedule, ``rows`` hold one amount for each of its dates. Where it has
    none, ``duration`` is one of its contract lengths, ``quantities`` pairs of dimension key and number.
    """

    own: bool = False
    rows: tuple[InstallmentRow, ...] = ()
    duration: str = ""
    quantities: tuple[tuple[str, str], ...] = ()


class Replaced(Frozen):
    """The agreement a replacement offer would replace, as AWS told it."""

    agreement_id: str
    acceptor: str
    product_id: str = ""
    ends: datetime | None = None


class OfferDraft(Frozen):
    """Everything entered for one offer.

    ``authorization`` is the reading the person chose from; it is read again before sending. ``name``,
    ``description``, ``agreement`` and ``expiry`` are None while the suggested default stands. ``buyers``
    holds one entry per chip: twelve digits, or whatever was typed instead. ``consents`` are the keys of
    findings the person has explicitly agreed to. ``reuse_offer_id`` names an abandoned draft offer at AWS
    that this draft completes instead of creating another one (AWS never deletes drafts). ``start`` is the
    first day of a future agreement, "" when it begins at acceptance; ``net_payment`` a shorter term than the
    authorization's, "" to keep it; ``countries`` are ISO codes, empty for any. ``template`` is the key of the
    built-in template it was begun from, "" for none: its reasons are shown as hints.
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
    start: str = ""
    product_type: ProductType | None = None
    countries: tuple[str, ...] = ()
    purpose: Purpose = Purpose.NEW
    earlier_pricing: EarlierPricing | None = None
    net_payment: str = ""
    eula: EulaChoice = EulaChoice()
    installments: Installments = Installments()
    replaces: Replaced | None = None
    template: str = ""
    mode: PublishMode = PublishMode.DIRECT
    reached: Step = Step.OPPORTUNITY
    consents: frozenset[str] = frozenset()
    reuse_offer_id: str = ""
    reuse_offer_revision: int = 0
