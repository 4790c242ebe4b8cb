"""What F1 says of fields that are none of a draft's: settings, names and paths asked for, searches."""

from cppo_tui.domain.address_book import NAME_MAX as CUSTOMER_MAX
from cppo_tui.domain.defaults import TITLE_MAX
from cppo_tui.domain.settings import FASTEST, LONGEST_WAIT, SLOWEST
from cppo_tui.domain.templates import NAME_MAX as TEMPLATE_MAX
from cppo_tui.ui.field_words import OURS, FieldWords

Explained = tuple[str, FieldWords]
"""What a field is called, and the words."""

SETTINGS: dict[str, Explained] = {
    "profile": (
        "the AWS profile",
        FieldWords(
            "Which of your AWS logins is used when the command line names none.",
            "A profile of your AWS configuration; it counts from the next start.",
            "reseller",
            OURS,
        ),
    ),
    "look_every": (
        "the pace",
        FieldWords(
            "How often AWS is asked what became of something you sent.",
            f"{FASTEST} to {SLOWEST} seconds: AWS counts the questions of a whole account together.",
            "5",
            "fact sheet 6.11",
        ),
    ),
    "look": (
        "the colours",
        FieldWords(
            "Colours that can be read in your terminal; you see them at once.",
            "Kept when you save; “Back” brings the former ones back.",
            "high contrast, on black",
            OURS,
        ),
    ),
    "ending": (
        "what happens at the end",
        FieldWords(
            "AWS can take minutes: whether you are told when it has ended.",
            "A desktop notification needs a terminal that shows one.",
            "ring the terminal's bell",
            OURS,
        ),
    ),
    "markup": (
        "the usual markup",
        FieldWords(
            "What step 3 of a new draft begins with.",
            "Empty, or a percentage of zero or more. Each draft can have another.",
            "25",
            OURS,
        ),
    ),
    "agreement": (
        "the usual agreement length",
        FieldWords(
            "What step 4 of a new draft begins with, where the length is yours to choose.",
            "Empty, a length or a date. Archera's ten years stay.",
            "12 months",
            OURS,
        ),
    ),
    "days_to_accept": (
        "the days to accept",
        FieldWords(
            "How long a new offer can be accepted, unless you say otherwise in step 4.",
            f"1 to {LONGEST_WAIT:,} whole days.",
            "60",
            OURS,
        ),
    ),
    "keys": (
        "the keys",
        FieldWords(
            "Any action can have other keys.",
            "Enter asks for them, Del brings the usual ones back. Kept when you save.",
            "Enter on “Start a new private offer”, then b",
            OURS,
        ),
    ),
}
"""By the name of the field, or the id of what is chosen from."""

ASKED: dict[str, Explained] = {
    "title": (
        "the draft's name",
        FieldWords(
            "You find the draft by it. Only you see it; the buyer sees the offer's name of step 2.",
            f"1 to {TITLE_MAX} characters.",
            "Harrow & Finch, second try",
            OURS,
        ),
    ),
    "customer": (
        "the customer's name",
        FieldWords(
            "It then stands beside the account, so that a wrong account is noticed.",
            f"At most {CUSTOMER_MAX} characters, and no account id; empty takes the name away.",
            "Delmar Freight",
            OURS,
        ),
    ),
    "template": (
        "the template's name",
        FieldWords(
            "You choose the template by it when you begin an offer. Buyers, offer name and description are "
            "not kept: each offer has its own.",
            f"1 to {TEMPLATE_MAX} characters. For a name you have already, it asks before it replaces.",
            "Usual for ten years",
            OURS,
        ),
    ),
    "file": (
        "the offer file",
        FieldWords(
            "A new draft begins with what the file says; the file stays as it is.",
            "YAML or JSON, one offer in each; a path from the folder cppo was started in, or from ~.",
            "renewals/harrow.yaml; ~/offers/harrow.json",
            OURS,
        ),
    ),
    "keys": (
        "other keys",
        FieldWords(
            "The action answers to these instead of its usual ones.",
            "Ctrl with a letter or a function key works everywhere, a bare letter outside fields. "
            "A key that another action has there is refused, and said so.",
            "ctrl+l, f6",
            OURS,
        ),
    ),
    "confirmation": (
        "the confirmation",
        FieldWords(
            "What goes to AWS is never sent by one key alone.",
            "Exactly what is asked for above the field. Esc leaves, and nothing is sent.",
            "4444, for the buyer 4222 3333 4444",
            OURS,
        ),
    ),
}
"""By what a dialog is about."""

SEARCH: dict[str, Explained] = {
    "search": (
        "the search",
        FieldWords(
            "Leaves only the rows that have every word you type. Nothing is asked of AWS.",
            "Parts of words do, in any order; capitals make no difference.",
            "delmar archera",
            OURS,
        ),
    )
}
