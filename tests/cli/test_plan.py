"""``cppo plan``: from the authorization to the bytes, readable; kept in a file nobody else can read."""

import json
from pathlib import Path

import pytest

from cppo_tui.cli.endings import Exit
from cppo_tui.domain.plan import Plan
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_vendors import INSTALLMENTS
from tests.cli.shop import BUYER, Shop


def test_it_shows_wholesale_and_price_what_was_filled_in_and_the_change_set(shop: Shop) -> None:
    said = shop.run("plan", shop.offer_file())
    assert said.code == Exit.DONE
    for words in ("$0.008", "$0.01", "+25 %", "Filled in", "+60 days", "UpdateMarkup", "Digest, SHA-256"):
        assert words in said.out
    assert "Nothing was sent" in said.err
    assert shop.started == []


def test_the_data_holds_all_that_the_table_shows(shop: Shop) -> None:
    whole = shop.run("plan", shop.offer_file(), "--output", "json").json()
    assert whole["prices"][0]["wholesale"] == "$0.008"
    assert {row["key"] for row in whole["defaults"]} == {
        "description",
        "expiry",
        "eula",
        "countries",
        "purpose",
    }
    assert whole["changes"][0]["ChangeType"] == "CreateOfferUsingResaleAuthorization"
    assert whole["digest"] == whole["offer"]["digest"]


class TestFile:
    def test_it_holds_exactly_the_plan(self, shop: Shop) -> None:
        path, digest = shop.plan()
        held = json.loads(Path(path).read_text())
        plan = Plan.model_validate(held["plan"])
        assert plan.intact
        assert plan.digest.startswith(digest)
        assert (plan.world, plan.seller_account, plan.buyers) == ("sandbox", "777788889999", (BUYER,))
        assert Path(path).stat().st_mode & 0o777 == 0o600

    def test_never_over_another_file_unless_that_is_meant(self, shop: Shop) -> None:
        path, _ = shop.plan()
        before = Path(path).read_bytes()
        said = shop.run("plan", "offer.yaml", "-o", path)
        assert said.code == Exit.USAGE
        assert Path(path).read_bytes() == before
        assert shop.run("plan", "offer.yaml", "-o", path, "--force", "--by", "Jane Doe").code == Exit.DONE
        assert b"Jane Doe" in Path(path).read_bytes()


class TestStopped:
    @pytest.mark.parametrize(
        ("changes", "code", "words"),
        [
            ({"buyers": "[]"}, Exit.STOPPED, "No buyer is named"),
            ({"authorization": "resaleauthz-gone"}, Exit.STOPPED, "AWS does not show resaleauthz-gone"),
            ({"byers": "x"}, Exit.USAGE, "Did you mean “buyers”?"),
        ],
    )
    def test_what_stops_is_said_with_its_line_and_nothing_is_written(
        self, shop: Shop, changes: dict[str, str], code: int, words: str
    ) -> None:
        said = shop.run("plan", shop.offer_file(**changes), "-o", "plan.json")
        assert said.code == code
        assert words in said.out
        assert "offer.yaml:" in said.out
        assert not Path("plan.json").exists()

    def test_no_draft_of_that_name(self, shop: Shop) -> None:
        assert shop.run("plan", "3f2a").code == Exit.USAGE
        assert "gone.yaml" in shop.run("plan", "gone.yaml").err


class TestDraft:
    def test_draft_and_file_come_to_the_same_bytes(self, shop: Shop) -> None:
        path = shop.offer_file()
        draft = shop.run("draft", "import", path, "--output", "json").json()["id"]
        of_file = shop.run("plan", path, "--output", "json").json()
        of_draft = shop.run("plan", draft[:8], "--output", "json").json()
        assert of_file["digest"] == of_draft["digest"]

    def test_a_changed_authorization_is_told_and_what_was_confirmed_counts_no_more(self, shop: Shop) -> None:
        draft = shop.run("draft", "import", shop.offer_file(), "--output", "json").json()["id"]
        shop.change_authorization(Status="Restricted")
        said = shop.run("plan", draft)
        assert said.code == Exit.STOPPED
        assert "Status: Active → Restricted" in said.err
        assert "The ISV's contract is not accepted yet" in said.out

    def test_a_plan_of_a_file_leaves_no_draft_behind(self, shop: Shop) -> None:
        path, digest = shop.plan()
        shop.run("apply", path, "--yes", digest)
        assert shop.run("draft", "list", "--output", "json").json() == []
        (row,) = shop.run("status", "--output", "json").json()
        assert (row["state"], row["title"]) == ("succeeded", "Größe: one")


def test_an_offer_from_a_template_needs_little(shop: Shop) -> None:
    path = shop.folder / "short.yaml"
    path.write_text(
        f'template: Archera - Subscription\nauthorization: {BRONZE}\nbuyers: "{BUYER}"\n', encoding="utf-8"
    )
    rows = shop.run("check", str(path), "--output", "json").json()
    assert [row["code"] for row in rows if row["stops"]] == ["RESELLER_CONTRACT"]


def test_money_is_in_groups_for_people_and_in_plain_digits_for_programs(shop: Shop) -> None:
    text = f"authorization: {INSTALLMENTS}\nbuyers: ['123456789012']\nmarkup: 25\nexpiry: +30 days\n"
    path = shop.folder / "offer.yaml"
    path.write_text(text, encoding="utf-8")
    (asked,) = [row for row in shop.run("check", "offer.yaml", "--output", "json").json() if row["stops"]]
    path.write_text(f"{text}consents: ['{asked['consent']}']\n", encoding="utf-8")
    assert "$15,625.00" in shop.run("plan", "offer.yaml").out
    plan = shop.run("plan", "offer.yaml", "--output", "json").json()
    assert plan["prices"][0]["buyer"] == "$15625.00"
