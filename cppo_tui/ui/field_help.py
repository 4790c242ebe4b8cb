"""What F1 is about: the field that has the focus, else the whole step."""

from textual.widget import Widget

from cppo_tui.domain.steps import FIELDS, Step, step_of_field
from cppo_tui.ui.widgets.buyers_field import BuyersField
from cppo_tui.ui.widgets.contract_box import ContractBox
from cppo_tui.ui.widgets.field import Field
from cppo_tui.ui.widgets.finding_list import FindingRow
from cppo_tui.ui.widgets.schedule_editor import ScheduleEditor

FURTHER = ("eula", "countries", "net_payment", "purpose")
NAMES = {
    "authorization": "the authorization",
    "buyers": "the buyers",
    "replaces": "the agreement to replace",
    "name": "the offer's name",
    "description": "the description",
    "pricing": "markup, margin and price",
    "installments": "own installments",
    "start": "the agreement's start",
    "agreement": "the agreement's length",
    "expiry": "the offer's expiry",
    "eula": "the end-user agreement",
    "countries": "the countries",
    "net_payment": "the payment term",
    "purpose": "the purpose",
    "contract": "the ISV's contract",
    "completes": "the draft to complete",
    "mode": "sending",
}
"""A field of the draft as people call it."""

_WIDGETS: tuple[tuple[type[Widget], str], ...] = (
    (BuyersField, "buyers"),
    (ScheduleEditor, "installments"),
    (ContractBox, "contract"),
)
_PLACES = {
    **dict.fromkeys(("choice", "product-type"), ("authorization",)),
    "replaces": ("replaces",),
    **dict.fromkeys(("figures", "presets", "prices", "find"), ("pricing",)),
    "way": ("pricing", "installments"),
    "further": FURTHER,
    **dict.fromkeys(("eula", "url", "path", "bucket", "upload"), ("eula",)),
    "countries": ("countries",),
    "payment": ("net_payment",),
    **dict.fromkeys(("purpose", "earlier"), ("purpose",)),
    "reuse": ("completes",),
    "mode": ("mode",),
}
"""The widgets that are no Field, by their ids."""


def fields_at(focused: Widget | None) -> tuple[str, ...]:
    """The draft's fields that the focused widget is about; none for a button such as Next."""
    for node in focused.ancestors_with_self if focused is not None else ():
        if isinstance(node, Field):
            return (node.name,) if node.name in FIELDS else ("pricing",)
        if isinstance(node, FindingRow):
            return (node.finding.field.partition(".")[0],)
        for kind, field in _WIDGETS:
            if isinstance(node, kind):
                return (field,)
        if (place := node.id or "") in _PLACES:
            return _PLACES[place]
    return ()


def fields_of(step: Step) -> tuple[str, ...]:
    """Every field that is filled in on a step."""
    return tuple(field for field in FIELDS if step_of_field(field) is step)
