"""Trouble on demand: which call of which operation goes wrong, and how."""

import re
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from cppo_tui.sandbox import agreements, refusing, routes
from cppo_tui.sandbox.change_types import SIMULATED
from cppo_tui.sandbox.delivery import Delivery, Ending
from cppo_tui.sandbox.errors import ApiError
from cppo_tui.sandbox.ids import random_id
from cppo_tui.sandbox.records import SERVER_FAULT
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.sandbox.wire import WireRequest, WireResponse

EVERY_OPERATION = "*"
OPERATION_NAMES = frozenset(
    {path.rpartition("/")[2] for _, path in routes.OPERATIONS} | {*agreements.OPERATIONS, "GetCallerIdentity"}
)
COUNTED = OPERATION_NAMES | {EVERY_OPERATION}

ERRORS: Mapping[str, int] = MappingProxyType(
    {
        "AccessDeniedException": 403,
        "ExpiredTokenException": 403,
        "InternalServiceException": 500,
        "ResourceInUseException": 423,
        "ResourceNotFoundException": 404,
        "ResourceNotSupportedException": 415,
        "ServiceQuotaExceededException": 402,
        "ThrottlingException": 429,
        "UnrecognizedClientException": 403,
        "ValidationException": 422,
    }
)
"""AWS's own refusals by HTTP status (fact sheet 6.10), and the two of credentials that have lapsed."""

_OF_KEYS = MappingProxyType(
    {
        "ExpiredTokenException": "The security token included in the request is expired",
        "UnrecognizedClientException": "The security token included in the request is invalid.",
    }
)
"""AWS's own words (the second: fact sheet 6.10, obs)."""

PROXIES = MappingProxyType({"proxy-403": 403, "proxy-429": 429, "proxy-502": 502})
"""Refusals by something between, with their status: AWS's request id is missing."""

UNSEEN = ("reset-before", "hang-before", "portal", "redirect", *PROXIES)
"""The request never reaches the sandbox."""

SPOILT = (
    *("reset-after", "hang-after", "truncate", "stall", "garbage", "empty", "bare", "doubled", "500-after"),
)
"""The request is performed, and its answer lost or replaced."""

REPEATED = ("twice",)
"""The request is performed twice, as by a proxy that tries again, and the second answer arrives."""

KINDS = (*UNSEEN, *SPOILT, *REPEATED, *ERRORS)

_REFUSED_CHANGE = re.compile(rf"({'|'.join(SIMULATED)})/[A-Z_]{{1,72}}")
"""A change type and the code AWS's ErrorDetailList is to have on it."""

_PORTAL = b"<html><body><h1>Welcome</h1>Sign in to use our network.</body></html>"
_BLOCKED = b"<html><body><h1>Blocked by your organisation</h1></body></html>"

HOW = (
    "A fault is OPERATION:WHEN:KIND. OPERATION is a name such as StartChangeSet, or * for any; "
    "WHEN is n (the nth call), n+ (from the nth on) or everyN (each Nth), counted from 1; "
    f"KIND is one of {', '.join(KINDS)}. StartChangeSet has two more, with which the change set is accepted "
    "and fails later: SERVER_FAULT, on AWS's own side, and CHANGETYPE/CODE, such as "
    "ReleaseOffer/TOO_MANY_OFFERS, on that change of it."
)


@dataclass(frozen=True, slots=True)
class FaultRule:
    """One kind of trouble for calls ``first`` to ``last``, or for each ``step``-th from ``first`` on."""

    operation: str
    kind: str
    first: int
    last: int | None = None
    step: int = 1

    @classmethod
    def parse(cls, text: str) -> "FaultRule":
        """``OPERATION:WHEN:KIND``; anything else raises ValueError with the allowed forms."""
        found = re.fullmatch(r"([^:]+):(?:(\d{1,9})(\+?)|every(\d{1,9})):([^:]+)", text, re.ASCII)
        if found is None:
            raise ValueError(f"“{text}” is not a fault. {HOW}")
        operation, first, onward, step, kind = found.groups()
        number = int(first or step)
        if operation not in COUNTED:
            raise ValueError(f"“{operation}” is none of {', '.join(sorted(OPERATION_NAMES))} or *. {HOW}")
        if number < 1 or not (kind in KINDS or (operation == "StartChangeSet" and _dooms(kind))):
            raise ValueError(f"“{text}” is not a fault. {HOW}")
        if step:
            return cls(operation, kind, number, None, number)
        return cls(operation, kind, number, None if onward else number)

    def __str__(self) -> str:
        """The text it is parsed from."""
        when = f"every{self.step}" if self.step > 1 else f"{self.first}{'+' if self.last is None else ''}"
        return f"{self.operation}:{when}:{self.kind}"

    def hits(self, call: int) -> bool:
        """Whether the ``call``-th call of the operation goes wrong."""
        within = self.first <= call and (self.last is None or call <= self.last)
        return within and (call - self.first) % self.step == 0


class Faulty:
    """A sandbox behind a line that misbehaves by rule; the first rule that fits a call decides.

    Calls are counted per operation, and all together for ``*``, from the moment this was made.
    """

    def __init__(self, sandbox: Sandbox, rules: Sequence[FaultRule] = ()) -> None:
        self._sandbox = sandbox
        self._rules = tuple(rules)
        self._calls: Counter[str] = Counter()
        self._lock = threading.Lock()

    def exchange(self, request: WireRequest) -> Delivery:
        """Answer a request, or do to it what a rule says."""
        rule = self._rule_for(routes.operation_name(request))
        if rule is None:
            return Delivery(self._sandbox.respond(request))
        if rule.kind in REPEATED:
            self._sandbox.respond(request)
            return Delivery(self._sandbox.respond(request))
        if _dooms(rule.kind):
            return Delivery(self._sandbox.doom(request, rule.kind))
        if rule.kind in SPOILT:
            return _spoilt(rule.kind, request, self._sandbox.respond(request))
        return _unseen(rule.kind, request)

    def _rule_for(self, operation: str) -> FaultRule | None:
        with self._lock:
            for counted in {operation, EVERY_OPERATION} & COUNTED:
                self._calls[counted] += 1
            calls = dict(self._calls)
        fitting = (rule for rule in self._rules if rule.operation in (operation, EVERY_OPERATION))
        return next((rule for rule in fitting if rule.hits(calls[rule.operation])), None)


def _dooms(kind: str) -> bool:
    """Whether a change set is accepted and fails for this reason when its time has come."""
    return kind == SERVER_FAULT or _REFUSED_CHANGE.fullmatch(kind) is not None


def _spoilt(kind: str, request: WireRequest, response: WireResponse) -> Delivery:
    """The performed request's answer, as this kind of trouble leaves it."""
    match kind:
        case "reset-after":
            return Delivery(None, Ending.RESET)
        case "hang-after":
            return Delivery(None, Ending.HELD)
        case "truncate":
            return Delivery(response, Ending.CUT)
        case "stall":
            return Delivery(response, Ending.STALLED)
        case "doubled":
            return Delivery(WireResponse(response.status, response.headers, response.body * 2))
        case "garbage":
            return _nonsense("application/json", b"\x00\xff{]not JSON\x1b[2J")
        case "empty":
            return _nonsense("application/json", b"")
        case "bare":
            return _nonsense("application/json", b"{}")
        case _:
            return Delivery(_refused(request, "InternalServiceException"))


def _unseen(kind: str, request: WireRequest) -> Delivery:
    """What comes back when the sandbox was never asked."""
    match kind:
        case "reset-before":
            return Delivery(None, Ending.RESET)
        case "hang-before":
            return Delivery(None, Ending.HELD)
        case "portal":
            return _nonsense("text/html", _PORTAL)
        case "redirect":
            return Delivery(WireResponse(302, {"Location": "http://portal.invalid/"}, b""))
        case by_proxy if by_proxy in PROXIES:
            return Delivery(WireResponse(PROXIES[by_proxy], {"Content-Type": "text/html"}, _BLOCKED))
        case code:
            return Delivery(_refused(request, code))


def _nonsense(content_type: str, body: bytes) -> Delivery:
    """A 200 that AWS never wrote."""
    return Delivery(WireResponse(200, {"Content-Type": content_type}, body))


def _refused(request: WireRequest, code: str) -> WireResponse:
    told = _OF_KEYS.get(code, "The sandbox was told to refuse this call.")
    error = ApiError(ERRORS[code], code, told)
    return refusing.refused(request, error, random_id("request"))
