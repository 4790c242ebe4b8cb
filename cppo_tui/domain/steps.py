"""The steps of the wizard, named as in the AWS console. Kept free of pydantic: the first screen reads it."""

from enum import IntEnum


class Step(IntEnum):
    """A screen of the wizard, in order."""

    OPPORTUNITY = 1
    INFORMATION = 2
    PRICING = 3
    TERMS = 4
    REVIEW = 5
    STATUS = 6

    @property
    def title(self) -> str:
        """The console's name of the step."""
        return _TITLES[self]

    @property
    def short(self) -> str:
        """The name that fits the step rail."""
        return _SHORT[self]


_TITLES = {
    Step.OPPORTUNITY: "ISV, product and opportunity",
    Step.INFORMATION: "Offer information",
    Step.PRICING: "Pricing",
    Step.TERMS: "Duration and expiry",
    Step.REVIEW: "Review",
    Step.STATUS: "Status",
}
_SHORT = {
    Step.OPPORTUNITY: "Opportunity",
    Step.INFORMATION: "Information",
    Step.PRICING: "Pricing",
    Step.TERMS: "Duration",
    Step.REVIEW: "Review",
    Step.STATUS: "Status",
}
_FIELDS = {
    "authorization": Step.OPPORTUNITY,
    "buyers": Step.OPPORTUNITY,
    "name": Step.INFORMATION,
    "description": Step.INFORMATION,
    "pricing": Step.PRICING,
    "installments": Step.PRICING,
    "agreement": Step.TERMS,
    "start": Step.TERMS,
    "countries": Step.TERMS,
    "eula": Step.TERMS,
    "net_payment": Step.TERMS,
    "purpose": Step.TERMS,
    "replaces": Step.OPPORTUNITY,
    "contract": Step.REVIEW,
    "expiry": Step.TERMS,
    "completes": Step.REVIEW,
    "mode": Step.REVIEW,
}

FIELDS = tuple(_FIELDS)
"""The fields of a draft that a finding can be about."""

FORM_STEPS = (Step.OPPORTUNITY, Step.INFORMATION, Step.PRICING, Step.TERMS)
"""The steps on which something is filled in."""


def step_of_field(field: str) -> Step:
    """The step that shows a draft field; ``buyers.3`` belongs where ``buyers`` does."""
    return _FIELDS[field.partition(".")[0]]


def step_words(place: int) -> str:
    """Where a draft stands of which nothing was sent, by the step it is at."""
    step = Step(min(max(place, 1), int(Step.REVIEW)))
    return f"step {int(step)} of {len(Step)}"
