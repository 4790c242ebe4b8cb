"""Whether a program that died has kept its promises, judged by what it told, and by what AWS holds."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from cppo_tui.sandbox.records import ChangeSet
from tests.reliability.crash_life import TORN
from tests.reliability.crash_rig import LIFE, SOON, Outcome, Rig

KILLED = 9

LOST = "drafts lost"
DUPLICATE = "duplicate offers"
UNKNOWN = "offers unknown to the program"
FORGOTTEN = "open submissions not shown"
MISSING = "offers missing in the end"
SET_ASIDE = "good databases set aside"
CRASHED = "crashes"
KEPT = ("sending", "unknown", "accepted", "succeeded")
"""What a submission may be that AWS may have been told of; it is the first row of the first screen."""
PROMISES = (LOST, DUPLICATE, UNKNOWN, FORGOTTEN, MISSING, SET_ASIDE, CRASHED)


def at_restart(died: Sequence[Outcome], restarted: Outcome, sends: int) -> list[str]:
    """What the first screen breaks. ``sends``: how many requests to publish AWS had seen by then."""
    found = restarted.last("found")
    if found is None:
        return [CRASHED]
    notice, version, rows, first = found
    broken = [SET_ASIDE] if notice else []
    acknowledged = max((number for one in died for (number,) in one.all("saved")), default=0)
    if version == TORN or not acknowledged <= version <= acknowledged + len(died):
        broken.append(LOST)
    durable = sends > 0 or any(one.all("intent") for one in died)
    if durable and not (rows and rows[0][1] in KEPT and first == f"s:{rows[0][0]}"):
        broken.append(FORGOTTEN)
    return broken


def at_the_end(restarted: Outcome, held: Iterable[ChangeSet]) -> list[str]:
    """What is wrong once the person has pressed again and followed it to the end."""
    offers = {one.id for one in held if one.failure_code is None}
    known = {change_set_id for state, change_set_id in restarted.all("ended") if state == "succeeded"}
    broken = [CRASHED] if restarted.all("crash") or restarted.signal else []
    broken += [DUPLICATE] * (len(offers) > 1) + [MISSING] * (not offers)
    return broken + [UNKNOWN] * len(offers - known)


def broken_after(rig: Rig, home: Path, *died: Outcome, call: str = LIFE) -> list[str]:
    """Start the program again where the others died, and go on to the end; the promises this breaks."""
    rig.aws.change_sets()
    sends = rig.aws.sends
    restarted = rig.live(home, call=call, later=SOON * len(died))
    return [*at_restart(died, restarted, sends), *at_the_end(restarted, rig.aws.change_sets())]


def spelled(tally: Counter[str], kinds: Iterable[str] = PROMISES) -> str:
    """The counts in words, zeros too: they are what it is about."""
    return ", ".join(f"{tally[kind]} {kind}" for kind in kinds)


HIDDEN = "ids of accepted offers not shown"
SILENT = "failures not said"
UNNAMED = "failures without their reason"
LITTER = "files left over"


def while_failing(failed: Outcome, held: Iterable[ChangeSet], reasons: Sequence[str]) -> list[str]:
    """What a start whose disk failed has broken before it ended. ``reasons`` are the words that name it."""
    said = [" ".join(map(str, one)) for one in failed.told if one[0] != "points"]
    troubles = [text for text in said if text.startswith(("trouble", "noted down"))]
    finished = any(state == "succeeded" for state, _ in failed.all("ended"))
    broken = [CRASHED] if failed.signal or failed.all("crash") else []
    offers = [one.id for one in held if one.failure_code is None]
    broken += [HIDDEN for offer in offers if not any(offer in text for text in said)]
    if not troubles and not finished:
        broken.append(SILENT)
    if troubles and not any(reason in troubles[0] for reason in reasons):
        broken.append(UNNAMED)
    return broken
