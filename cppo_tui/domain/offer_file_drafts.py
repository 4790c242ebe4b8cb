"""From an offer file to the draft the wizard edits, and back: nothing a person typed is lost either way."""

from typing import Any

from cppo_tui.domain.accounts import ungrouped
from cppo_tui.domain.draft import (
    EulaChoice,
    InstallmentRow,
    Installments,
    OfferDraft,
    PriceBasis,
    PricingChoice,
    Replaced,
)
from cppo_tui.domain.legal import signed
from cppo_tui.domain.offer_file import (
    BuyerPrice,
    Completed,
    EulaEntry,
    Installment,
    InstallmentsEntry,
    OfferFile,
    Quantity,
)

_SAME = (
    *("title", "buyers", "buyer_entry", "name", "description", "agreement", "expiry", "start"),
    *("product_type", "countries", "purpose", "earlier_pricing", "net_payment", "mode"),
)
"""Keys that are called and written in the file as in the draft."""


def draft_of(file: OfferFile, base: OfferDraft) -> OfferDraft:
    """The draft this file describes.

    ``base`` gives what a file does not hold: the draft's id, what a template chose, and the readings of the
    authorization and the replaced agreement. A reading counts only for what the file names.
    """
    given = file.model_fields_set
    updates: dict[str, Any] = {name: getattr(file, name) for name in _SAME if name in given}
    if "buyers" in given:
        updates["buyers"] = tuple(map(ungrouped, file.buyers))
    if "authorization" in given and (
        base.authorization is None or base.authorization.id != file.authorization
    ):
        updates["authorization"] = None
    if (pricing := _pricing(file)) is not None:
        updates["pricing"] = pricing
    if file.installments is not None:
        updates["installments"] = _installments(file.installments)
    if "eula" in given:
        updates["eula"] = _eula(file.eula)
    if "consents" in given:
        updates["consents"] = frozenset(file.consents)
    if file.completes is not None:
        updates["reuse_offer_id"] = file.completes.offer
        updates["reuse_offer_revision"] = file.completes.revision
    if "hints" in given:
        updates["template"] = file.hints
    updates["replaces"] = _replaced(file, base)
    return base.model_copy(update=updates)


def file_of(draft: OfferDraft) -> OfferFile:
    """The file of a draft: every choice that differs from an empty draft's."""
    empty = OfferDraft(id=draft.id)
    changed = {name for name in OfferDraft.model_fields if getattr(draft, name) != getattr(empty, name)}
    values: dict[str, Any] = {name: getattr(draft, name) for name in _SAME if name in changed}
    if draft.authorization is not None:
        values["authorization"] = draft.authorization.id
    if "pricing" in changed:
        values |= _priced(draft.pricing)
    if "installments" in changed:
        values["installments"] = _entry(draft.installments)
    if "eula" in changed:
        values["eula"] = EulaEntry(**draft.eula.model_dump())
    if "consents" in changed:
        values["consents"] = tuple(sorted(draft.consents))
    if {"reuse_offer_id", "reuse_offer_revision"} & changed:
        values["completes"] = Completed(offer=draft.reuse_offer_id, revision=draft.reuse_offer_revision)
    if "template" in changed:
        values["hints"] = draft.template
    if draft.replaces is not None:
        values["replaces"] = draft.replaces.agreement_id
    return OfferFile(**values)


def _pricing(file: OfferFile) -> PricingChoice | None:
    """The one figure that is given, None when none is."""
    if file.price is not None:
        key = file.price.dimension or file.dimension
        return PricingChoice(basis=PriceBasis.PRICE, text=file.price.amount, dimension_key=key)
    for basis, text in ((PriceBasis.MARGIN, file.margin), (PriceBasis.MARKUP, file.markup)):
        if text is not None:
            return PricingChoice(basis=basis, text=text, dimension_key=file.dimension)
    return None


def _priced(pricing: PricingChoice) -> dict[str, Any]:
    """A dimension is kept beside a markup too, as the wizard does while the person changes columns."""
    if pricing.basis is PriceBasis.PRICE:
        return {"price": BuyerPrice(amount=pricing.text, dimension=pricing.dimension_key)}
    beside = {"dimension": pricing.dimension_key} if pricing.dimension_key else {}
    return {pricing.basis.value: pricing.text, **beside}


def _installments(entry: InstallmentsEntry) -> Installments:
    rows = [InstallmentRow(amount=amount) for amount in entry.amounts]
    rows += [InstallmentRow(due=row.due, amount=row.amount) for row in entry.rows]
    return Installments(
        own=entry.own,
        rows=tuple(rows),
        duration=entry.duration,
        quantities=tuple((one.dimension, one.quantity) for one in entry.quantities),
    )


def _entry(typed: Installments) -> InstallmentsEntry:
    on_their_dates = not (typed.duration or typed.quantities or any(row.due for row in typed.rows))
    rows = () if on_their_dates else typed.rows
    return InstallmentsEntry(
        own=typed.own,
        amounts=tuple(row.amount for row in typed.rows) if on_their_dates else (),
        duration=typed.duration,
        quantities=tuple(Quantity(dimension=key, quantity=text) for key, text in typed.quantities),
        rows=tuple(Installment(due=row.due, amount=row.amount) for row in rows),
    )


def _eula(entry: EulaEntry) -> EulaChoice:
    """A signature stays out of the draft: whoever has it can read the document."""
    choice = EulaChoice(**entry.model_dump())
    link = signed(entry.url)
    return choice.model_copy(update={"url": link.source, "needs_link": True}) if link else choice


def _replaced(file: OfferFile, base: OfferDraft) -> Replaced | None:
    """The agreement as AWS told it; where that is not known, its id alone."""
    if not file.replaces:
        return None
    known = base.replaces
    if known is not None and known.agreement_id == file.replaces:
        return known
    return Replaced(agreement_id=file.replaces, acceptor="")
