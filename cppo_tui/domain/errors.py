"""What can go wrong when talking to AWS, in terms of what the person can do about it.

The gateway turns every botocore exception into exactly one of these. ``what`` says what happened,
``meaning`` what it means for the offer, ``next_step`` what to do. No pydantic here: the first screen
imports it.
"""

from cppo_tui.domain.clock import SET_IT
from cppo_tui.domain.text import clean


class CatalogError(Exception):
    """AWS did not do what was asked. Subclasses say which of the few kinds it is.

    ``code`` is AWS's own error code where there was one, ``request_id`` the id AWS support asks for.
    """

    title = "AWS answered with an error"
    meaning = "Nothing was changed."
    next_step = "Try again; if it stays, give AWS support the request id."

    def __init__(
        self, what: str, *, next_step: str = "", code: str = "", request_id: str = "", meaning: str = ""
    ) -> None:
        super().__init__(what)
        self.what = what
        self.code = code
        self.request_id = request_id
        if next_step:
            self.next_step = next_step
        if meaning:
            self.meaning = meaning

    def sentences(self, *, next_step: str = "") -> str:
        """What happened, what it means, what to do next (``next_step`` where more is known), in one line."""
        return " ".join(
            text if text.endswith((".", "!", "?")) else f"{text}."
            for text in (self.what, self.meaning, next_step or self.next_step)
            if text
        )


class NotSignedIn(CatalogError):
    """No credentials could be found, or the profile does not exist."""

    title = "Not signed in to AWS"
    meaning = "Nothing was sent to AWS."
    next_step = "Run `aws sso login` or `aws configure`, or choose a profile with --profile NAME."


class LoginExpired(CatalogError):
    """The credentials are known but no longer valid."""

    title = "The AWS login has expired"
    meaning = "AWS refused the call before doing anything; the draft is kept."
    next_step = "Log in again (for example `aws sso login`) and try again."


class WrongClock(CatalogError):
    """AWS did not take the signature because of the time on it."""

    title = "This computer's clock is wrong"
    meaning = "AWS refused the call before doing anything; the draft is kept."
    next_step = SET_IT


class NotAllowed(CatalogError):
    """AWS knows who is asking and says no: IAM, not a registered seller, or verification missing."""

    title = "This AWS identity is not allowed to do that"
    meaning = "AWS refused the call before doing anything."
    next_step = (
        "Ask the account's administrator for AWSMarketplaceSellerOfferManagement, and check that the account "
        "is a registered, verified channel partner."
    )


class Throttled(CatalogError):
    """Too many calls per second for this account."""

    title = "AWS asks to slow down"
    meaning = "The call was turned away; nothing was changed."
    next_step = "Wait half a minute and try again."


class Locked(CatalogError):
    """Another change set is running on the same entity (HTTP 423). ``holders`` are the ids of the change sets
    that AWS names."""

    title = "AWS is still working on this offer"
    meaning = "Another change set holds the offer; nothing was changed by this one."
    next_step = "Wait until the running change set has ended, then try again."

    def __init__(self, what: str, *, holders: tuple[str, ...] = (), **rest: str) -> None:
        super().__init__(what, **rest)
        self.holders = holders


class QuotaReached(CatalogError):
    """Too many open requests or offers in work (HTTP 402)."""

    title = "Too many requests are open"
    meaning = "AWS takes no further change set from this account right now; nothing was changed."
    next_step = "Wait until some running change sets have ended (20 offers at once), then try again."


class Rejected(CatalogError):
    """AWS refused the request itself (HTTP 422 and its like). ``details`` holds one line per complaint."""

    title = "AWS refused the request"
    meaning = "Nothing was created."
    next_step = "Read AWS's reason, correct the field it names and review again."

    def __init__(self, what: str, *, details: tuple[str, ...] = (), **rest: str) -> None:
        super().__init__(what, **rest)
        self.details = details


class NotFound(CatalogError):
    """No such entity or change set, or not visible to this account."""

    title = "AWS does not know this id"
    meaning = "It does not exist, or belongs to another account."
    next_step = "Check that you are signed in to the account that owns it."


class Unreachable(CatalogError):
    """Not a single byte of the request reached AWS: name look-up, connection or TLS failed."""

    title = "AWS cannot be reached"
    meaning = "Nothing was sent."
    next_step = "Check the network, VPN or proxy and try again."


class BrokenAnswer(CatalogError):
    """AWS, or something between, answered with something that is not an answer. Never read as 'empty'."""

    title = "The answer could not be read"
    meaning = "What AWS knows could not be determined; it is not the same as 'nothing there'."
    next_step = "Check whether a proxy or hotel portal is in the way, then try again."


class OtherKind(BrokenAnswer):
    """The id is there, and names something else than what was asked for."""

    title = "This id names something else"
    meaning = "Nothing was done with it."
    next_step = "«cppo offers» lists the ids of offers, «cppo authorizations» those of authorizations."


class ServiceFault(CatalogError):
    """AWS failed on its own side (HTTP 5xx) or did not answer in time, on a call that changes nothing."""

    title = "AWS has a problem of its own"
    meaning = "The question was not answered; nothing was changed by asking."
    next_step = "Try again in a minute."


class SandboxUnusable(CatalogError):
    """The file of the simulated AWS is damaged, or another program's."""

    title = "The sandbox cannot be opened"
    meaning = "It simulates AWS, so nothing at AWS is touched by this."
    next_step = "Move that file away and start again: the sandbox then starts over."


class UnknownOutcome(CatalogError):
    """A change set was sent and no believable answer came back: it may or may not exist at AWS."""

    title = "It is not known whether AWS accepted this"
    meaning = "The offer may exist already. Sending it again could create a second one."
    next_step = "Let the tool check; do not publish the same offer anywhere else meanwhile."


class StoreError(Exception):
    """The local database could not be read or written. The message says what, and what to do.

    Paths come from the environment and the command line, and are shown: this is where they are cleaned.
    """

    def __init__(self, message: str) -> None:
        super().__init__(clean(message))


class StaleDraft(StoreError):
    """The draft was saved by another window since it was opened here; nothing was overwritten."""


class FileTrouble(StoreError):
    """A file the person named could not be read or written; the message begins with it, and with ``line``
    where what is wrong stands in one."""

    def __init__(self, message: str, *, line: int = 0) -> None:
        super().__init__(message)
        self.line = line
