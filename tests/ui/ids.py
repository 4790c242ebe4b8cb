"""Ids as AWS gives them, but the same in every run."""

from collections import Counter
from typing import ClassVar


class SandboxIds:
    """Ids in AWS's forms, the same in every run: each kind is counted for itself."""

    _FORMS: ClassVar[dict[str, str]] = {
        "offer": "offer-stage{:0>8}",
        "change_set": "stagechangeset{:0>11}",
        "agreement": "agmt-stage{:0>20}",
        "request": "00000000-0000-4000-8000-{:0>12}",
    }

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def __call__(self, kind: str) -> str:
        """The next id of this kind; written without 0 and 1, which AWS's offer ids do not have."""
        self._counts[kind] += 1
        number = str(self._counts[kind])
        if kind == "offer":
            number = "a" * (8 - len(number)) + number.translate(str.maketrans("01", "xy"))
        return self._FORMS[kind].format(number)
