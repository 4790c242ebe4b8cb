"""What F1 says of a field at one glance, before its rules: why, limits, an example, whose word it is."""

from typing import NamedTuple

from cppo_tui.domain.checks.opportunity import MAX_BUYERS
from cppo_tui.domain.defaults import DESCRIPTION_MAX, NAME_MAX
from cppo_tui.domain.markup import MARKUP_PLACES

OURS = "our own rule"


class FieldWords(NamedTuple):
    """Four short sentences about a field of the draft. ``source`` names the fact sheet's section."""

    why: str
    limits: str
    example: str
    source: str


FIELD_WORDS = {
    "authorization": FieldWords(
        "It is the ISV's word that you may sell this product, and at which wholesale price.",
        "Active, not ended, not used up, and given to your account.",
        "Archera - Subscription - Bronze",
        "fact sheet 2.2, 5.2",
    ),
    "buyers": FieldWords(
        "Only these AWS accounts can see and accept the offer; each can accept it for itself.",
        f"1 to {MAX_BUYERS} accounts of 12 digits, among those the authorization names if it names any. "
        "“new here”: no offer of yours to it is known here; no word: nothing is to be done about it.",
        "1234-5678-9012; a pasted list with commas, spaces or lines is understood",
        "fact sheet 2.6",
    ),
    "replaces": FieldWords(
        "An agreement the buyer already has ends when they accept this offer in its place.",
        "An active SaaS contract of this product; the offer then goes to that buyer alone.",
        "last year's agreement, replaced before it ends",
        "fact sheet 2.3",
    ),
    "name": FieldWords(
        "The buyer reads it beside the offer, and you find it by it.",
        f"1 to {NAME_MAX} characters; none of \\ < >; no space at the beginning.",
        "Archera - Subscription for 1234 5678 9012",
        "fact sheet 2.4",
    ),
    "description": FieldWords(
        "For your own records and AWS's; AWS wants one before release.",
        f"1 to {DESCRIPTION_MAX} characters; none of \\ < >; no space at the beginning.",
        "From Archera - Bronze, agreed with Ms Harrow on 12 May",
        "fact sheet 2.4",
    ),
    "pricing": FieldWords(
        "AWS takes one markup on wholesale for all prices; margin and buyer's price say the same.",
        f"Not negative; at most {MARKUP_PLACES} decimals, with a point. A margin stays below 100.",
        "markup 25 is margin 20: wholesale 80 becomes 100",
        "fact sheet 2.5, 3",
    ),
    "installments": FieldWords(
        "In place of a markup: the amounts the buyer pays, and when.",
        "At most 60; never less than the ISV gets; up to two decimals; once sent, no way back to a markup.",
        "15000 for a date of the ISV's; 2027-02-01 2500.00 where the dates are yours",
        "fact sheet 2.10, 2.11",
    ),
    "start": FieldWords(
        "A contract can begin on a day you name instead of the day the buyer accepts.",
        "SaaS contracts only; after the offer's expiry, and not too far ahead.",
        "2027-03-01",
        "fact sheet 2.9, 4",
    ),
    "agreement": FieldWords(
        "How long your buyer has these prices, counted from the day of acceptance.",
        "Usage: in days, no limit is documented. By the hour: 1,095 days. Contracts: 60 months.",
        "10 years; 18 months; 2036-11-23",
        "fact sheet 4",
    ),
    "expiry": FieldWords(
        "Until then the buyer can accept; afterwards the offer is gone. It can be extended later.",
        "A day in the future, before agreement and authorization end. It lasts until 23:59 UTC.",
        "+60 days; 2027-01-22",
        "fact sheet 2.8, 4",
    ),
    "eula": FieldWords(
        "What the buyer agrees to: the ISV's agreement, AWS's standard one, or yours.",
        "A document of your own must be a PDF in S3 that AWS can fetch.",
        "https://bucket.s3.amazonaws.com/agreement.pdf",
        "fact sheet 2.7, 8.4",
    ),
    "countries": FieldWords(
        "Limits the offer to buyers located in these countries; usually left open.",
        "Two-letter codes, at most 244; not for professional services.",
        "US, DE",
        "fact sheet 2.6",
    ),
    "net_payment": FieldWords(
        "How many days after the invoice the buyer pays.",
        "Only shorter than what the ISV granted, and only if it granted one.",
        "30 days",
        "fact sheet 2.12",
    ),
    "purpose": FieldWords(
        "Whether the buyer is new to this product. AWS counts whoever has, or has had, a private offer for "
        "it as existing, and the offer as a renewal; moving from the public offer is none.",
        "It sets AWS's listing fee (1.5 % for a renewal; the ISV pays it, on the wholesale price), and "
        "cannot be changed once the offer is published.",
        "new to this product: their first private offer for it",
        "fact sheet 2.4",
    ),
    "contract": FieldWords(
        "The ISV's contract with you binds you with the offer, so it is to be read and ticked.",
        "One tick for each offer; a contract that has changed is asked for again.",
        "[x] read and accepted",
        OURS,
    ),
    "completes": FieldWords(
        "A draft AWS has already can be completed instead of making another offer.",
        "A draft of the same authorization, unchanged since it was chosen, that keeps no terms of its own.",
        "a draft left over from verifying first",
        "fact sheet 2.11, 6.4",
    ),
    "mode": FieldWords(
        "Send at once, or let AWS compute a draft first and compare its figures with yours.",
        "A draft made at AWS is never deleted there; it can be used for a later offer.",
        "Verify first, for the first offer from an authorization",
        "fact sheet 6.8, 6.11",
    ),
}
