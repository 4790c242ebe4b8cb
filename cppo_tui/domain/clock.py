"""This computer's clock held against AWS's: how far it is off, when that is too far, and the words for it."""

from datetime import datetime, timedelta

NOTED = timedelta(minutes=1)
"""Further off than this is worth a word."""

LIMIT = timedelta(minutes=5)
"""Further off than this nothing binding is sent: about here AWS stops taking signatures (reliability 2e, A3),
and every date of an offer is counted from this computer's today."""

SET_IT = "Set this computer's clock, or switch on automatic time, then try again."

_MINUTE = timedelta(minutes=1)


def too_far_off(ahead: timedelta) -> bool:
    """True when this computer is ahead of AWS, or behind, by more than can be worked with."""
    return abs(ahead) > LIMIT


def clock_words(ahead: timedelta) -> str:
    """How far off, and which way: “This computer's clock is 20 minutes ahead of AWS's.”"""
    side = "ahead of" if ahead > timedelta(0) else "behind"
    return f"This computer's clock is {_span(abs(ahead))} {side} AWS's."


def ahead_by(ours: datetime, theirs: datetime) -> timedelta:
    """By how much this computer's clock is ahead of AWS's; negative when it is behind."""
    return ours - theirs


def _span(length: timedelta) -> str:
    """In the unit a person would take, to the nearest whole."""
    if length < 2 * _MINUTE:
        return _counted(round(length.total_seconds()), "second")
    minutes = round(length / _MINUTE)
    hours, rest = divmod(minutes, 60)
    if minutes < 120:
        return _counted(minutes, "minute")
    if hours < 48:
        return f"{_counted(hours, 'hour')} {_counted(rest, 'minute')}" if rest else _counted(hours, "hour")
    return _counted(round(hours / 24), "day")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
