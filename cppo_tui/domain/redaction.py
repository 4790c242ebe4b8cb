"""What must not be read in a log: keys, tokens, signatures, signed links, whole account numbers.

Decided by form, not by place, because botocore spells the same secret as header, as signed text, in links
and in answers (reliability T6). Rather too much is taken out than too little.
"""

import re
from collections.abc import Collection, Mapping
from functools import cache
from types import TracebackType

from cppo_tui.domain.text import clean, shorten

GONE = "***"
LONGEST_LINE = 4_000
LONGEST_READ = 200_000
"""Characters of one message that are looked at; what comes after is cut, never passed on unread."""

SECRET_VARIABLES = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN")
SHORTEST_SECRET = 12
"""Shorter values are words like «sandbox» that would be struck out of every sentence."""

_NAMES = (
    r"(?:aws_?)?secret_?access_?key|(?:aws_?|x-amz-|x_amz_)?(?:session|security)[-_]?token|access_?key(?:_?id)?"
    r"|aws_?access_?key_?id|x-amz-(?:credential|signature)|x-amz-sso[-_]bearer[-_]token"
    r"|x-aws-ec2-metadata-token(?!-ttl)|(?:access|refresh|id|auth|bearer)_?token|client_?secret|password"
    r"|signature(?:provided)?|canonicalrequestbytes|stringtosignbytes|mfa_?(?:serial|token)|token_?code"
)
_VALUE = r"[^\s'\"<>&,;\\}\])]+"
_PATTERNS = (
    # Authorization headers, of AWS or of anyone: to the end of the quoted value or of the line.
    (r"(?i)((?:proxy-)?authorization['\"]?\s*[:=,]\s*b?['\"]?)[^'\"\n\\]+", rf"\1{GONE}"),
    (r"(?i)\b(AWS4-HMAC-SHA256 Credential=|(?:bearer|basic) )[^'\"\n\\]+", rf"\1{GONE}"),
    (rf"(?i)\b({_NAMES})(['\"]?\s*(?:=|:|%3D|>|,)\s*b?['\"]?\s*){_VALUE}", rf"\1\2{GONE}"),
    (r"//[^/@\s'\"]+@", f"//{GONE}@"),  # a proxy's or a link's password
    (r"(?i)(https?://[^\s?'\"<>\\]+)\?[^\s'\"<>]+", rf"\1?{GONE}"),  # links carry their right in the query
    (r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{4,}", GONE),
    (r"(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])", GONE),  # the form of a secret key
    (r"[A-Za-z0-9+/=_%-]{100,}", GONE),  # session tokens, and all that looks like one
    (r"(?i)\b[0-9a-f]{2}(?: [0-9a-f]{2}){15,}\b", GONE),  # signed bytes that AWS quotes as numbers
    (r"(?<!\d)(?<![0-9a-f]{4}-)\d{4}[- ]?\d{4}[- ]?(\d{4})(?!\d)", r"…\1"),
)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns, compiled when the first line is to be kept: not before the first frame."""
    return tuple((re.compile(pattern), instead) for pattern, instead in _PATTERNS)


def secrets_in(environment: Mapping[str, str]) -> frozenset[str]:
    """The values of the environment that are secrets themselves."""
    values = (environment.get(name, "") for name in SECRET_VARIABLES)
    return frozenset(value for value in values if len(value) >= SHORTEST_SECRET)


def redact(text: str, known: Collection[str] = ()) -> str:
    """One line that may be kept: secrets, the ``known`` ones among them, replaced, accounts shortened to
    their last four digits, control characters made visible."""
    kept = text[:LONGEST_READ]
    for secret in known:
        kept = kept.replace(secret, GONE)
    for pattern, instead in _rules():
        kept = pattern.sub(instead, kept)
    return shorten(clean(kept), LONGEST_LINE)


def crash_words(error: BaseException) -> str:
    """What of a crash may be kept: its class, and module and line of its last steps. Never its message or
    a variable: both can hold anything."""
    seen: list[str] = []
    current: BaseException | None = error
    while current is not None and len(seen) < 5:
        seen.append(f"{type(current).__name__} at {_place(current.__traceback__)}")
        current = current.__cause__ or current.__context__
    return ", from ".join(seen)


def _place(trace: TracebackType | None) -> str:
    """Where it was raised, and before that the last line of our own."""
    places: list[tuple[str, int]] = []
    while trace is not None:
        places.append((str(trace.tb_frame.f_globals.get("__name__", "?")), trace.tb_lineno))
        trace = trace.tb_next
    if not places:
        return "an unknown place"
    ours = [place for place in places if place[0].partition(".")[0] == "cppo_tui"]
    told = [*([] if not ours or ours[-1] == places[-1] else [ours[-1]]), places[-1]]
    return " > ".join(f"{module}:{line}" for module, line in told)
