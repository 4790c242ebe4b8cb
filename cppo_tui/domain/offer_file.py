"""An offer as a file a person writes: friendly keys, every value as text, one offer in each.

Dates, figures and accounts stay as typed: the same checks read them as in the wizard. What a key is for
stands in its description; ``cppo schema``, the comments of a written file and the messages share it.
"""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from cppo_tui.domain.draft import EarlierPricing, EulaKind, ProductType, Purpose
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.publish_mode import PublishMode

Text = Annotated[str, WithJsonSchema({"type": ["string", "number"]})]
"""Text that an editor may take for a number: 0.010 and 012345678901 keep their digits here."""

YesNo = Annotated[bool, WithJsonSchema({"enum": ["yes", "no", True, False]})]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _priced(value: Any) -> Any:
    return {"amount": value} if isinstance(value, str) else value


def _agreed(value: Any) -> Any:
    """``eula: standard``; a document named without its kind is an own one."""
    if isinstance(value, str):
        return {"kind": value}
    if isinstance(value, dict) and "kind" not in value:
        kind = EulaKind.URL if "url" in value else EulaKind.FILE if "path" in value else EulaKind.INHERITED
        return {**value, "kind": kind}
    return value


Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed, json_schema_input_type=Text | tuple[Text, ...])]


class BuyerPrice(Frozen):
    """What the buyer should pay; the markup follows from it."""

    amount: Text = Field("", description="The price of one unit.", examples=["0.01"])
    dimension: Text = Field(
        "", description="Which of several prices it is, by its dimension's key.", examples=["gri_premiums"]
    )


class EulaEntry(Frozen):
    """The end-user agreement the buyer accepts."""

    kind: EulaKind = Field(
        EulaKind.INHERITED,
        description="inherited: the authorization's own; standard: AWS's; url: an own document in S3; "
        "file: an own PDF.",
        examples=["standard"],
    )
    url: Text = Field("", description="The document's https S3 address; a signature is used, never kept.")
    path: Text = Field("", description="The PDF on this computer. The wizard uploads it.")
    bucket: Text = Field("", description="Your S3 bucket that the PDF goes into.")
    needs_link: YesNo = Field(
        default=False,
        description="yes: AWS can read the address only with a signature, so it must be given again.",
    )


class Installment(Frozen):
    """One line of a payment schedule."""

    due: Text = Field("", description="When it falls due: a date or a length.", examples=["2027-03-01"])
    amount: Text = Field("", description="How much, at most two decimals.", examples=["12500.00"])


class Quantity(Frozen):
    """How much of a dimension the buyer gets."""

    dimension: Text = Field("", description="The dimension's key.", examples=["seats"])
    quantity: Text = Field("", description="A whole number.", examples=["10"])


class InstallmentsEntry(Frozen):
    """Own amounts in place of a markup."""

    own: YesNo = Field(default=True, description="no: typed and not chosen; the markup counts.")
    amounts: Texts = Field(
        (), description="One amount for each of the ISV's dates, in their order.", examples=[["1000", "1000"]]
    )
    duration: Text = Field(
        "", description="Where the ISV has no dates: one of its contract lengths.", examples=["P12M"]
    )
    quantities: tuple[Quantity, ...] = Field((), description="With a duration: how much the buyer gets.")
    rows: tuple[Installment, ...] = Field((), description="With a duration: what falls due when.")


class Completed(Frozen):
    """A draft offer AWS has already and that this offer completes."""

    offer: Text = Field("", description="Its id.", examples=["offer-abcd1234"])
    revision: int = Field(0, description="Its revision when it was looked at.", examples=[1])


class OfferFile(Frozen):
    """One offer. A key that is left out stands for the suggestion, or for the template's choice."""

    template: Text = Field(
        "",
        description="Begin from this template, saved or built-in; the other keys change it.",
        examples=["Archera - Subscription"],
    )
    title: Text = Field("", description="The draft's own name, for your list.", examples=["Contoso renewal"])
    authorization: Text = Field(
        "",
        description="The resale authorization the ISV gave you, by its id.",
        examples=["resaleauthz-abcd1234"],
    )
    buyers: Texts = Field(
        (),
        description="The buyer's AWS account ids, 12 digits each. One customer per offer.",
        examples=[["123456789012"]],
    )
    buyer_entry: Text = Field("", description="What stands in the wizard's input and is no buyer yet.")
    name: Text | None = Field(
        None,
        description="The offer's name; the buyer sees it. Left out: product and buyer.",
        examples=["Contoso 2027"],
    )
    description: Text | None = Field(
        None, description="Only you and AWS see it. Left out: the authorization.", examples=["Ref Q-8841"]
    )
    markup: Text | None = Field(
        None,
        description="Percent added to every wholesale price. One of markup, margin and price.",
        examples=["25"],
    )
    margin: Text | None = Field(
        None, description="Percent of the buyer's price that you keep: 20 is a markup of 25.", examples=["20"]
    )
    price: Annotated[
        BuyerPrice | None, BeforeValidator(_priced, json_schema_input_type=Text | BuyerPrice)
    ] = Field(
        None,
        description="What the buyer should pay for one unit; or a mapping of amount and dimension where "
        "there are several prices.",
        examples=["0.01"],
    )
    dimension: Text = Field(
        "", description="Which price the wizard shows beside a markup or margin; it changes nothing."
    )
    installments: InstallmentsEntry | None = Field(
        None, description="Own amounts in place of a markup: on the ISV's dates, or on your own."
    )
    agreement: Text | None = Field(
        None,
        description="How long the agreement runs: a length, or the day it ends.",
        examples=["10 years"],
    )
    expiry: Text | None = Field(
        None,
        description="Until when the buyer can accept: a date (23:59 UTC) or days from today. Left out: "
        "+60 days.",
        examples=["2027-01-31"],
    )
    start: Text = Field(
        "", description="First day of a future agreement. Left out: acceptance.", examples=["2027-02-01"]
    )
    product_type: ProductType | None = Field(
        None, description="What the product is, where the guess from its prices is wrong.", examples=["SaaS"]
    )
    countries: Texts = Field(
        (),
        description="Only buyers in these countries, as ISO codes. Left out: any.",
        examples=[["US", "DE"]],
    )
    purpose: Purpose = Field(
        Purpose.NEW,
        description="new: a new customer; existing: one on AWS Marketplace already; moving: one from "
        "elsewhere. It decides the fee and is final.",
        examples=["new"],
    )
    earlier_pricing: EarlierPricing | None = Field(
        None, description="How an existing customer paid so far.", examples=["Contract"]
    )
    net_payment: Text = Field(
        "", description="A shorter payment term than the authorization's.", examples=["P30D"]
    )
    eula: Annotated[EulaEntry, BeforeValidator(_agreed, json_schema_input_type=EulaKind | EulaEntry)] = Field(
        EulaEntry(),
        description="The end-user agreement: inherited, standard, or an own document as a mapping of kind "
        "with url, or with path and bucket.",
        examples=["standard"],
    )
    replaces: Text = Field(
        "", description="The agreement this offer takes the place of, by its id.", examples=["agmt-abcd1234"]
    )
    mode: PublishMode = Field(
        PublishMode.DIRECT,
        description="direct: one change set; verify: a draft AWS computes first, a release after.",
        examples=["direct"],
    )
    consents: Texts = Field(
        (),
        description="What you confirm: the keys that the check prints beside what it asks.",
        examples=[["markup-unusual:0"]],
    )
    completes: Completed | None = Field(
        None, description="A draft offer AWS has already, completed instead of making another."
    )
    hints: Text = Field("", description="The built-in template whose reasons the wizard shows.")


def offer_schema() -> dict[str, Any]:
    """JSON Schema of an offer file, for editors."""
    schema = OfferFile.model_json_schema()
    pairs = (("markup", "margin"), ("markup", "price"), ("margin", "price"))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "cppo offer file",
        "not": {"anyOf": [{"required": list(pair)} for pair in pairs]},
    }
