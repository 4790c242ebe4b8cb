"""``cppo check``: what speaks against an offer file, line by line, with AWS and without."""

import pytest

from cppo_tui.cli.endings import Exit
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_vendors import EXPIRED
from tests.cli.shop import BUYER, Shop
from tests.test_walls import loaded_after

GOOD = f"""\
authorization: {BRONZE}
buyers:
  - {BUYER}
price: 0.010
agreement: 10 years
"""


def check(shop: Shop, text: str, *arguments: str) -> tuple[int, list[tuple[int, str]], str]:
    """The exit code; line and code of what stops; what was said beside it."""
    (shop.folder / "offer.yaml").write_text(text, encoding="utf-8")
    said = shop.run("check", "offer.yaml", "--output", "json", *arguments)
    rows = said.json() if said.out else []
    return said.code, [(row["line"], row["code"]) for row in rows if row["stops"]], said.err


class TestCompleting:
    """A draft offer the file names is read, as at the wizard's review."""

    @pytest.mark.parametrize(
        ("named", "code"),
        [
            ("{offer: offer-draftseats3mvx, revision: 1}", "COMPLETING_OTHER_AUTHORIZATION"),
            ("{offer: offer-draftseats3mvx, revision: 2}", "COMPLETING_CHANGED"),
            ("{offer: offer-openbronze2kqw, revision: 2}", "COMPLETING_NO_DRAFT"),
            ("{offer: offer-neverheardof, revision: 1}", "COMPLETING_NOT_READ"),
        ],
    )
    def test_what_speaks_against_it_stands_at_its_line(self, shop: Shop, named: str, code: str) -> None:
        text = f"{(shop.folder / shop.offer_file()).read_text(encoding='utf-8')}completes: {named}\n"
        line = len(text.splitlines())
        assert check(shop, text)[:2] == (Exit.STOPPED, [(line, code)])
        assert check(shop, text, "--offline")[1] == []
        said = shop.run("plan", "offer.yaml", "--output", "json")
        assert said.code == Exit.STOPPED
        assert [row["code"] for row in said.json() if row["stops"]] == [code]


class TestWithAws:
    def test_what_must_be_confirmed_stops_with_the_key_to_add(self, shop: Shop) -> None:
        asked = f"{GOOD}consents:\n  - something-else\n"
        (shop.folder / "offer.yaml").write_text(asked, encoding="utf-8")
        said = shop.run("check", "offer.yaml")
        assert said.code == Exit.STOPPED
        assert "offer.yaml:6" in said.out
        assert (
            f'add this line under “consents:” in the offer file:\n  - "reseller-contract:{BRONZE}:'
            in said.out
        )

    def test_what_to_add_is_whole_where_the_file_has_no_consents_yet(self, shop: Shop) -> None:
        """Pasted as printed at the end of the file it confirms; a key that stands there is not said twice."""
        path = shop.folder / "offer.yaml"
        path.write_text(GOOD, encoding="utf-8")
        for command in ("check", "plan"):
            said = shop.run(command, "offer.yaml")
            assert said.code == Exit.STOPPED
            told, _, lines = said.out.partition("to the offer file:\n")
            assert told.endswith("add these lines ")
            assert lines.startswith(f'consents:\n  - "reseller-contract:{BRONZE}:')
        path.write_text(GOOD + lines.partition("\n\n")[0], encoding="utf-8")
        assert shop.run("check", "offer.yaml").code == Exit.DONE

    def test_a_length_in_number_words_is_read(self, shop: Shop) -> None:
        text = GOOD.replace("10 years", "ten years")
        assert [code for _, code in check(shop, text)[1]] == [code for _, code in check(shop, GOOD)[1]]

    def test_the_contract_s_link_is_printed_whole_with_the_signature_that_opens_it(self, shop: Shop) -> None:
        (shop.folder / "offer.yaml").write_text(GOOD, encoding="utf-8")
        link = shop.run("check", "offer.yaml").out.splitlines()[-1]
        assert link.startswith("https://")
        assert "Signature=" in link
        (row,) = [row for row in shop.run("check", "offer.yaml", "--output", "json").json() if row["stops"]]
        assert row["link"].partition("?")[0] == link.partition("?")[0]

    def test_confirmed_nothing_stops_it(self, shop: Shop) -> None:
        said = shop.run("check", shop.offer_file())
        assert said.code == Exit.DONE
        assert "Nothing stops this offer." in said.err

    @pytest.mark.parametrize(
        ("old", "new", "line", "code"),
        [
            (BUYER, "12", 3, "BUYER_LENGTH"),
            ("0.010", "0,01", 4, "FIGURE_COMMA"),
            ("0.010", "0.001", 4, "PRICE_BELOW_WHOLESALE"),
            ("10 years", "soon", 5, "DATE_UNREADABLE"),
            (BRONZE, EXPIRED, 1, "AUTHORIZATION_EXPIRED"),
            (BRONZE, "resaleauthz-gone", 1, "NOT_AT_AWS"),
            ("price:", "eula: {kind: file, path: e.pdf}\nprice:", 4, "EULA_NOT_UPLOADED"),
        ],
    )
    def test_each_finding_stands_at_its_line(
        self, shop: Shop, old: str, new: str, line: int, code: str
    ) -> None:
        exit_code, stops, _ = check(shop, GOOD.replace(old, new))
        assert exit_code == Exit.STOPPED
        assert (line, code) in stops

    def test_a_twin_at_aws_is_asked_about(self, shop: Shop) -> None:
        plan, digest = shop.plan()
        shop.run("apply", plan, "--yes", digest)
        _, stops, _ = check(shop, GOOD)
        assert (2, "OFFER_EXISTS") in stops

    def test_when_aws_cannot_be_asked_the_rest_is_checked_and_it_is_no_success(self, shop: Shop) -> None:
        shop.url = "http://127.0.0.1:1"
        code, stops, told = check(shop, GOOD)
        assert (code, stops) == (Exit.TROUBLE, [])
        assert "Not checked without AWS" in told
        assert check(shop, GOOD.replace(BUYER, "12"))[0] == Exit.STOPPED


class TestOffline:
    def test_it_asks_nobody_and_says_what_it_left_out(self, shop: Shop) -> None:
        shop.url = "http://127.0.0.1:1"
        code, stops, told = check(shop, GOOD, "--offline")
        assert (code, stops) == (Exit.DONE, [])
        assert "Not checked without AWS" in told
        assert "who sells" in told

    def test_slips_are_found(self, shop: Shop) -> None:
        text = GOOD.replace(BUYER, "12").replace("0.010", "x") + "expiry: 2020-01-01\n"
        code, stops, _ = check(shop, text, "--offline")
        assert code == Exit.STOPPED
        assert stops == [(3, "BUYER_LENGTH"), (4, "FIGURE_UNREADABLE"), (6, "EXPIRY_PAST")]

    def test_nothing_is_loaded_for_aws_or_the_screen(self, shop: Shop) -> None:
        path = shop.folder / "offer.yaml"
        path.write_text(GOOD, encoding="utf-8")
        loaded = loaded_after(
            "import contextlib, io\nfrom cppo_tui.cli.main import main\n"
            "with contextlib.redirect_stdout(io.StringIO()):\n"
            f"    main(['check', {str(path)!r}, '--offline', '--sandbox'])"
        )
        assert "yaml" in loaded
        assert not loaded & {"boto3", "botocore", "textual", "rich", "asyncio", "jsonschema"}


class TestForm:
    def test_faults_of_the_form_have_a_code_of_their_own(self, shop: Shop) -> None:
        text = GOOD.replace("buyers", "byers") + "mode: verfy\n"
        code, stops, told = check(shop, text)
        assert (code, stops) == (Exit.USAGE, [(2, "FORM"), (6, "FORM")])
        assert "Nothing else was checked" in told

    @pytest.mark.parametrize(
        ("text", "line"),
        [("a: &x 1", 1), ("a: 1\na: 2", 2), ("mode: direct\nbuyers: [", 2), ("a: 1\n\x01", 2)],
    )
    def test_what_is_no_yaml_is_a_row_with_its_line_too(self, shop: Shop, text: str, line: int) -> None:
        """An editor that reads the rows shows it like everything else."""
        code, stops, _ = check(shop, text)
        assert (code, stops) == (Exit.USAGE, [(line, "FORM")])
        assert f"offer.yaml:{line} " in shop.run("check", "offer.yaml").out

    def test_it_speaks_of_the_file_not_of_the_wizard(self, shop: Shop) -> None:
        (shop.folder / "offer.yaml").write_text("markup: 25\n", encoding="utf-8")
        for how in ((), ("--offline",)):
            said = shop.run("check", "offer.yaml", *how, "--output", "json")
            fixes = " ".join(row["fix"] for row in said.json())
            assert "under “authorization:”" in fixes
            assert "under “buyers:”" in fixes
            assert "table" not in fixes
            assert "Enter" not in fixes

    def test_a_file_without_a_name_is_no_folder(self, shop: Shop) -> None:
        said = shop.run("check", "")
        assert (said.code, "an argument is empty" in said.err) == (Exit.USAGE, True)
        assert shop.run("backup", "", at=False).code == Exit.USAGE

    def test_a_file_that_is_not_there(self, shop: Shop) -> None:
        said = shop.run("check", "gone.yaml")
        assert said.code == Exit.USAGE
        assert "gone.yaml could not be read" in said.err

    def test_hostile_text_is_shown_not_obeyed(self, shop: Shop) -> None:
        (shop.folder / "offer.yaml").write_text(
            '"ke\\e[2J\\u202Ey": 1\nname: "a\\e]0;x\\a<b>"\n', encoding="utf-8"
        )
        said = shop.run("check", "offer.yaml")
        assert "\x1b" not in said.out + said.err
        assert "<U+001B>" in said.out


def test_the_schema_is_printed_for_editors(shop: Shop) -> None:
    said = shop.run("schema")
    assert said.code == Exit.DONE
    assert "markup" in said.json()["properties"]
