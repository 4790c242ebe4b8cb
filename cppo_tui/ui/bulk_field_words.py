"""The fields of many offers at once, and what F1 says of them, in the form it has for those of a draft."""

from textual.widget import Widget

from cppo_tui.ui.field_words import OURS, FieldWords

INPUTS = (
    ("customers", "Customers", "path of a CSV table"),
    ("template", "Template", "a template's name, or the path of an offer file"),
    ("authorization", "Authorization", "resaleauthz-…"),
    ("round", "Round", "leave empty the first time"),
)
"""What is typed: the id, the label, and what stands there while it is empty."""
BULK_FIELDS = {
    "customers": (
        "the customers",
        FieldWords(
            "The list of customers: one offer is made for each of its rows.",
            "A CSV file with the columns customer and account id; and if wanted offer name, markup or margin "
            "or price, agreement, expiry, description.",
            "customers.csv; ~/deals/2027.csv",
            OURS,
        ),
    ),
    "template": (
        "the template",
        FieldWords(
            "What all the offers have in common: prices, lengths and terms.",
            "The name of a template you kept or of Archera's, or the path of an offer file. What a row says "
            "itself counts before it.",
            "Archera - Subscription; renewals.yaml",
            OURS,
        ),
    ),
    "authorization": (
        "the authorization",
        FieldWords(
            "It is the ISV's word that you may sell this product; every row's offer is made from it.",
            "One that can be used now; “Choose …” lists those.",
            "resaleauthz-archbronze2qx",
            "fact sheet 2.2, 5.2",
        ),
    ),
    "round": (
        "the round",
        FieldWords(
            "In one round each customer is sent one offer, however often the table is opened again.",
            "Any short word; empty the first time. Another word makes another offer for each of them.",
            "2027",
            OURS,
        ),
    ),
    "stop-on-error": (
        "stopping at a failure",
        FieldWords(
            "Whether the first offer that fails ends the sending; else the others are still made.",
            "What is on its way is followed to its end in both cases.",
            "[x] for the first try of a long table",
            OURS,
        ),
    ),
}
"""By the ids of their widgets: what the field is called, and the words."""


class ExplainsBulkFields:
    """For the screen of many offers."""

    focused: Widget | None

    def help_others(self) -> dict[str, tuple[str, FieldWords]]:
        """The field that has the focus, or that a button fills in; else all of them."""
        focused = self.focused.id if self.focused is not None else ""
        name = (focused or "").removeprefix("choose-")
        return {name: BULK_FIELDS[name]} if name in BULK_FIELDS else BULK_FIELDS
