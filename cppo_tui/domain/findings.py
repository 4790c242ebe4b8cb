"""What a check says: the one form in which every rule reports, whoever asks."""

from enum import StrEnum

from cppo_tui.domain.model import Frozen
from cppo_tui.domain.steps import Step, step_of_field

CONFIRMED = "You confirmed that it is meant."
"""What is left to say of a question that was answered with yes."""


class Severity(StrEnum):
    """How much a finding stops: ``blocking`` until fixed, ``ask`` until consented to, the rest nothing."""

    BLOCKING = "blocking"
    ASK = "ask"
    WARNING = "warning"
    NOTE = "note"

    @property
    def word(self) -> str:
        """What people are told; the value itself is for programs."""
        return _WORDS[self]


_WORDS = {
    Severity.BLOCKING: "To fix",
    Severity.ASK: "Sure?",
    Severity.WARNING: "Check",
    Severity.NOTE: "Note",
}


def severity_words(severities: str) -> str:
    """The same for a rule, which may have one of several: ``blocking or warning``."""
    return " or ".join(Severity(one).word for one in severities.split(" or "))


class Finding(Frozen):
    """One thing a check found.

    ``code`` is stable and unique to the rule; ``field`` names the draft's field (``buyers``,
    ``buyers.2``, ``markup`` …); ``message`` says what is so, ``fix`` what to do about it. ``consent`` is
    the key a person's explicit "yes, I mean it" is stored under for findings that ask.
    """

    code: str
    field: str
    message: str
    fix: str
    severity: Severity = Severity.BLOCKING
    consent: str = ""

    @property
    def step(self) -> Step:
        """The wizard step on which this can be fixed."""
        return step_of_field(self.field)

    @property
    def stops(self) -> bool:
        """True while the offer must not be sent with this finding open."""
        return self.severity in (Severity.BLOCKING, Severity.ASK)

    @property
    def to_read(self) -> bool:
        """True for what nobody should send without having read it: what stops the offer, and what is unusual
        and was not confirmed yet."""
        return self.stops or (self.severity is Severity.WARNING and self.fix != CONFIRMED)

    def settled_by(self, consents: frozenset[str]) -> "Finding":
        """This finding, lowered to a warning when the person has already consented to exactly this."""
        if self.severity is Severity.ASK and self.consent in consents:
            return self.model_copy(update={"severity": Severity.WARNING, "fix": CONFIRMED})
        return self


def unconfirmed_warnings(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those that stop nothing, but should be read before the offer is sent."""
    return tuple(finding for finding in findings if finding.to_read and not finding.stops)


def stopping(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those findings that stop the offer from being sent."""
    return tuple(finding for finding in findings if finding.stops)
