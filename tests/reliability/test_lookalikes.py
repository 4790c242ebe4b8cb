"""A look-alike cannot pass as another party (reliability T3): flagged in words wherever the name is shown."""

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cppo_tui.domain.authorization import AllowedBuyer
from cppo_tui.domain.catalog import AuthorizationListing
from cppo_tui.domain.checks import check_all
from cppo_tui.domain.findings import Severity
from cppo_tui.domain.lookalikes import lookalike
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.domain.steps import Step
from cppo_tui.domain.text import clean
from cppo_tui.ui.widgets.finding_list import FindingRow
from tests.domain.given import a_context, a_draft, an_authorization
from tests.ui.looks import words
from tests.ui.stage import LARGE, Stage, settle

TROJAN = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""The twelve code points of the trojan-source list (CVE-2021-42574)."""

PAIRS = [
    *zip("ABEIJKMHOPCTXSacesijopxyhdqwl", "АВЕІЈКМНОРСТХЅасеѕіјорхуһԁԛԝӏ", strict=True),
    *zip("ABEZHIKMNOPTYXovpc", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρϲ", strict=True),
    *zip("oShn", "օՏհո", strict=True),
    *zip("ABDEHJWZ", "ᎪᏴᎠᎬᎻᎫᏔᏃ", strict=True),
    *zip("aIgA", "ɑɪɡᴀ", strict=True),
    *zip("Aall", "Ａ𝐚ℓⅼ", strict=True),
]
"""Latin letters, and others of the same shape (CVE-2021-42694)."""

HONEST = [
    *(
        "Archera",
        "株式会社",
        "株式会社メリディアン・クラウド",
        "ソニーBank",
        "Ærø Ø/S",
        "Привет",
        "ООО Ромашка",
    ),
    *("Сбербанк Technologies", "Ελληνική Τράπεζα", "Ελλάδα Bank", "Société Générale", "Łódź", "İstanbul ısı"),
    *("한국 Telecom", "شركة", "חברה", "Ⓡ Acme™", "№ 5", "1ª Empresa", "ＮＴＴ", "Straße", "ไทย", "भारत"),
    *("naïve café", "Cafe\u0301", "Hayastan Հայաստան", "ՀԱՅԱՍՏԱՆ", "Ⅻ", "x² µm", "Ωmark".replace("Ω", "Ω ")),
]


def test_every_invisible_and_every_borrowed_letter_is_flagged(figure: Callable[[str], None]) -> None:
    """Control: to the eye of Unicode's own comparison the names differ, and nothing is said about it."""
    hidden = [char for char in TROJAN if lookalike(clean(f"Arch{char}era"))]
    names = [f"xx{strange}xx" for _, strange in PAIRS]
    flagged = [name for name in names if lookalike(name)]
    assert hidden == list(TROJAN)
    assert flagged == names
    assert len(PAIRS) >= 50
    assert not [plain for plain, _ in PAIRS if lookalike(f"xx{plain}xx")]
    same = sum(unicodedata.normalize("NFKC", f"xx{strange}xx") == f"xx{plain}xx" for plain, strange in PAIRS)
    figure(
        f"look-alikes: {len(hidden)} of 12 code points and {len(flagged)} of {len(PAIRS)} letters flagged, "
        f"{len(HONEST)} honest names not; control (comparison after NFKC) finds {same}"
    )


@pytest.mark.parametrize("name", HONEST)
def test_a_name_of_any_language_is_not_suspected(name: str) -> None:
    assert lookalike(name) == ""


@pytest.mark.parametrize("name", ["Асе Cloud", "РауРаӏ Inc", "Сосо", "𝐀𝐫𝐜𝐡𝐞𝐫𝐚", "Аrchera", "Archerа"])
def test_whole_words_of_borrowed_letters_are_flagged(name: str) -> None:
    assert lookalike(name)


def test_it_is_told_by_the_letters_name() -> None:
    assert lookalike("Аrchera") == (
        "“Аrchera” mixes letters that only look alike: А is CYRILLIC CAPITAL LETTER A"
    )
    assert (
        lookalike(clean("invoice\u202efdp"))
        == "“invoice<U+202E>fdp” holds a character that is not drawn, <U+202E>"
    )


def test_each_name_of_the_authorization_is_looked_at_and_none_stops_the_offer() -> None:
    strange = an_authorization().model_copy(
        update={
            "manufacturer_name": "Аrchera",
            "product_name": "Goоgle",
            "name": "Renеwal",
            "buyers": (AllowedBuyer(account="123456789012", legal_name="Аcme"),),
        }
    )
    found = [f for f in check_all(a_draft(authorization=strange), a_context()) if "LOOKALIKE" in f.code]
    assert [finding.message.partition(" has ")[0] for finding in found] == [
        "The ISV",
        "The product",
        "The authorization",
        "A buyer",
    ]
    assert {finding.severity for finding in found} == {Severity.WARNING}
    assert "1234 5678 9012" in found[3].fix


async def test_it_is_said_in_step_1_and_in_the_review(tmp_path: Path) -> None:
    stage = Stage(tmp_path, wrap=lambda catalog: Renamed(catalog, "Аrchera"))
    async with stage.at(Step.OPPORTUNITY, stage.draft(authorization=None), size=LARGE) as pilot:
        stage.app.screen.query_one("#search").focus()
        await pilot.press(*"bronze", "enter")
        await settle(pilot)
        assert "Check: The ISV has a name that can deceive: “Аrchera” mixes letters" in words(
            stage.app, "#detail"
        )
        await pilot.press("enter")
        stage.app.go_to(Step.REVIEW)
        await settle(pilot)
        said = " ".join(str(row.content) for row in stage.app.screen.query(FindingRow))
        assert "А is CYRILLIC CAPITAL LETTER A" in said


class Renamed:
    """The catalog, in which every authorization is from an ISV of this name."""

    def __init__(self, catalog: SellerAccount, name: str) -> None:
        self._catalog = catalog
        self._name = name

    def __getattr__(self, member: str) -> Any:
        return getattr(self._catalog, member)

    def authorizations(self) -> Iterator[tuple[AuthorizationListing, ...]]:
        for page in self._catalog.authorizations():
            yield tuple(
                listing.model_copy(
                    update={"detail": listing.detail.model_copy(update={"manufacturer_name": self._name})}
                )
                for listing in page
                if listing.detail is not None
            )
