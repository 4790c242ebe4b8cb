"""``cppo draft``: the wizard's drafts without the screen."""

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from cppo_tui.cli.endings import Exit
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.ports import IN_FLIGHT
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.store import SqliteStore
from tests.cli.shop import BUYER, Shop
from tests.domain.given import NOW
from tests.store.samples import a_submission


def new(shop: Shop, *arguments: str) -> str:
    """A new draft's id."""
    key: str = shop.run("draft", "new", "--output", "json", *arguments).json()["id"]
    return key


def stored(shop: Shop, draft_id: str) -> tuple[OfferDraft, int]:
    """The draft as the wizard would open it."""
    store = SqliteStore(shop.folder / "home" / "cppo.db", "sandbox", lambda: NOW)
    try:
        return store.load_draft(draft_id)
    finally:
        store.close()


def an_editor(shop: Shop, *commands: str) -> None:
    """An editor that does this to the file, once a call."""
    path = shop.folder / "editor"
    lines = "\n".join(commands)
    path.write_text(f"#!/bin/sh\nset -e\n{lines}\n")
    path.chmod(0o700)
    shop.monkeypatch.setenv("VISUAL", str(path))


def send(shop: Shop, draft_id: str, state: str) -> None:
    """Another window has sent it, and this is where that stands."""
    store = SqliteStore(shop.folder / "home" / "cppo.db", "sandbox", lambda: NOW)
    store.add_submission(a_submission("s1", draft_id, SubmissionState(state)))
    store.close()


@pytest.fixture(autouse=True)
def _temporary_files_here(shop: Shop) -> None:
    shop.monkeypatch.setattr("tempfile.tempdir", str(shop.folder))


class TestRows:
    def test_new_empty(self, shop: Shop) -> None:
        said = shop.run("draft", "new")
        key = said.out.removesuffix("\n")  # the id and nothing else: id=$(cppo draft new)
        assert stored(shop, key)[0].authorization is None
        assert f"«cppo new --plain {key[:8]} --at {shop.url}» asks for the rest" in said.err

    def test_new_from_a_template_for_a_buyer(self, shop: Shop) -> None:
        key = new(shop, "--template", "Archera - Subscription", "--authorization", BRONZE, "--buyer", BUYER)
        draft, _ = stored(shop, key)
        assert (draft.buyers, draft.agreement, draft.template) == ((BUYER,), "10 years", "archera")
        assert draft.authorization is not None

    @pytest.mark.parametrize("typed", ["1234-5678-9012", "1234 5678 9012"])
    def test_an_account_may_be_grouped_as_people_write_it(self, shop: Shop, typed: str) -> None:
        assert stored(shop, new(shop, "--buyer", typed))[0].buyers == (BUYER,)
        given = shop.run("draft", "import", shop.offer_file(buyers=f'["{typed}"]'), "--output", "json")
        assert stored(shop, given.json()["id"])[0].buyers == (BUYER,)

    def test_what_is_wrong_with_a_buyer_is_said_at_once_and_the_draft_is_kept(self, shop: Shop) -> None:
        seen = stored(shop, new(shop, "--authorization", BRONZE))[0].authorization
        assert seen is not None
        said = shop.run("draft", "new", "--authorization", BRONZE, "--buyer", seen.manufacturer_account)
        assert said.code == Exit.DONE
        assert "To fix: This is the ISV's own account." in said.err
        assert "BUYERS_MISSING" not in said.err, "what is only not filled in yet is not told"
        assert stored(shop, said.out.split()[-1])[0].buyers == (seen.manufacturer_account,)
        assert "To fix" not in shop.run("draft", "new", "--buyer", BUYER).err

    @pytest.mark.parametrize(
        ("typed", "says"),
        [("123", "3 digits, 9 missing."), ("1234-5678-901", "11 digits, 1 missing."), ("abc", "12 digits")],
    )
    def test_what_is_no_account_makes_no_draft(self, shop: Shop, typed: str, says: str) -> None:
        said = shop.run("draft", "new", "--buyer", BUYER, "--buyer", typed)
        assert said.code == Exit.USAGE
        assert says in said.err
        assert shop.run("draft", "list", "--output", "json").json() == []

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["--template", "Archera"], "Is it “Archera - Subscription”?"),
            (["--authorization", "resaleauthz-gone"], "resaleauthz-gone"),
        ],
    )
    def test_new_of_what_is_not_there(self, shop: Shop, arguments: list[str], says: str) -> None:
        said = shop.run("draft", "new", *arguments)
        assert said.code == Exit.USAGE
        assert says in said.err
        assert shop.run("draft", "list", "--output", "json").json() == []

    def test_list_show_rm_restore(self, shop: Shop) -> None:
        key = new(shop, "--title", "Contoso", "--buyer", BUYER)
        assert [row["title"] for row in shop.run("draft", "list", "--output", "json").json()] == ["Contoso"]
        shown = shop.run("draft", "show", key[:6], "--output", "json").json()
        assert (shown["title"], shown["buyers"]) == ("Contoso", [BUYER])
        assert "Contoso" in shop.run("draft", "show", key).out
        assert f"cppo draft restore {key}" in shop.run("draft", "rm", key[:6]).err
        assert shop.run("draft", "show", key).code == Exit.USAGE
        assert shop.run("draft", "restore", key).code == Exit.DONE
        assert stored(shop, key)[0].title == "Contoso"

    def test_a_program_is_told_the_buyers_ids_and_a_person_how_many(self, shop: Shop) -> None:
        other = "012345678901"
        new(shop)
        both = new(shop, "--buyer", BUYER, "--buyer", other)
        rows = shop.run("draft", "list", "--output", "json").json()
        assert [row["buyers"] for row in rows] == [[BUYER, other], []]
        assert "2 accounts" in shop.run("draft", "list").out
        assert shop.run("draft", "rm", both, "--output", "json").json()["buyers"] == [BUYER, other]
        assert shop.run("draft", "restore", "--output", "json").json()[0]["buyers"] == [BUYER, other]

    def test_as_json_it_is_an_offer_file_too(self, shop: Shop) -> None:
        key = new(shop, "--title", "Größe", "--buyer", BUYER)
        said = shop.run("draft", "export", key, "--output", "json")
        assert said.json() == {"title": "Größe", "buyers": [BUYER]}
        (shop.folder / "offer.json").write_text(said.out, encoding="utf-8")
        again = shop.run("draft", "import", "offer.json", "--output", "json").json()["id"]
        assert shop.run("draft", "export", again, "--output", "json").out == said.out

    def test_a_word_that_is_none_of_these(self, shop: Shop) -> None:
        assert shop.run("draft", "show").code == Exit.USAGE
        said = shop.run("draft", "remove")
        assert said.code == Exit.USAGE
        assert "cppo draft rm" in said.err
        assert shop.run("draft", "--help", at=False).code == Exit.DONE

    def test_nobody_has_such_a_draft(self, shop: Shop) -> None:
        for verb in ("show", "rm", "export", "edit"):
            assert shop.run("draft", verb, "3f2a").code == Exit.USAGE
        assert shop.run("draft", "restore", "3f2a").code == Exit.USAGE

    def test_the_bin_is_listed_and_its_drafts_are_told_from_those_never_there(self, shop: Shop) -> None:
        """Also what the wizard deleted: its own key brings back only what was deleted since its start."""
        key = new(shop, "--title", "Contoso")
        assert "The bin is empty" in shop.run("draft", "restore").err
        shop.run("draft", "rm", key)
        assert f"cppo draft restore {key}" in shop.run("draft", "show", key[:6]).err
        assert "in the bin" in shop.run("draft", "list").err
        listed = shop.run("draft", "restore", "--output", "json").json()
        assert [(row["id"], row["title"]) for row in listed] == [(key, "Contoso")]
        assert shop.run("draft", "restore", key[:6]).code == Exit.DONE
        assert shop.run("draft", "list", "--output", "json").json()[0]["id"] == key

    def test_an_id_that_cannot_be_written_out_is_said(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("cppo_tui.cli.commands.draft_rows.show_one", full)
            said = shop.run("draft", "new", "--output", "json")
        (row,) = shop.run("draft", "list", "--output", "json").json()
        assert (said.code, row["id"] in said.err) == (Exit.TROUBLE, True)


class TestFiles:
    def test_out_and_in_again_is_an_equal_draft(self, shop: Shop) -> None:
        first = shop.run("draft", "import", shop.offer_file(), "--output", "json").json()["id"]
        assert shop.run("draft", "export", first, "-o", "out.yaml").code == Exit.DONE
        assert stat.S_IMODE(os.stat("out.yaml").st_mode) == 0o600
        second = shop.run("draft", "import", "out.yaml", "--output", "json").json()["id"]
        one, other = stored(shop, first)[0], stored(shop, second)[0]
        assert one.authorization is not None
        assert other.authorization is not None
        assert (
            one.authorization.fingerprint == other.authorization.fingerprint
        )  # its links are AWS's, and new
        read = {"id": second, "authorization": other.authorization}
        assert other == one.model_copy(update=read)

    def test_export_prints_or_writes_a_new_file_only(self, shop: Shop) -> None:
        key = new(shop, "--buyer", BUYER)
        assert f'"{BUYER}"' in shop.run("draft", "export", key).out
        Path("there.yaml").write_text("mine")
        assert shop.run("draft", "export", key, "-o", "there.yaml").code == Exit.USAGE
        assert Path("there.yaml").read_text() == "mine"
        assert shop.run("draft", "export", key, "new.yaml").code == Exit.DONE
        assert f'"{BUYER}"' in Path("new.yaml").read_text()

    @pytest.mark.parametrize(
        ("changes", "code"),
        [({"byers": "x"}, Exit.USAGE), ({"authorization": "resaleauthz-gone"}, Exit.STOPPED)],
    )
    def test_what_cannot_be_imported_makes_no_draft(
        self, shop: Shop, changes: dict[str, str], code: int
    ) -> None:
        said = shop.run("draft", "import", shop.offer_file(**changes))
        assert said.code == code
        assert "offer.yaml:" in said.out
        assert shop.run("draft", "list", "--output", "json").json() == []


class TestEdit:
    def test_what_is_changed_in_the_editor_is_saved_over_the_revision_that_was_read(self, shop: Shop) -> None:
        key = shop.run("draft", "import", shop.offer_file(), "--output", "json").json()["id"]
        before, revision = stored(shop, key)
        an_editor(shop, "sed -i 's/^agreement: .*/agreement: 5 years/' \"$1\"")
        assert shop.run("draft", "edit", key[:6]).code == Exit.DONE
        after = stored(shop, key)
        assert after == (before.model_copy(update={"agreement": "5 years"}), revision + 1)
        assert not list(shop.folder.glob("cppo-*"))

    def test_leaving_the_editor_unchanged_changes_nothing(self, shop: Shop) -> None:
        key = new(shop)
        before = stored(shop, key)
        an_editor(shop, "true")
        said = shop.run("draft", "edit", key)
        assert (said.code, stored(shop, key)) == (Exit.DONE, before)
        assert "Nothing was changed." in said.err

    def test_another_window_was_faster_nothing_is_overwritten_and_nothing_lost(self, shop: Shop) -> None:
        key = new(shop)
        database = str(shop.folder / "home" / "cppo.db")
        save = (
            "import pathlib; from cppo_tui.store import SqliteStore; from tests.domain.given import NOW; "
            f"s = SqliteStore(pathlib.Path({database!r}), 'sandbox', lambda: NOW); "
            f"d, r = s.load_draft({key!r}); "
            "s.save_draft(d.model_copy(update={'title': 'theirs'}), revision=r); s.close()"
        )
        root = Path(__file__).parents[2]
        an_editor(shop, "echo 'title: ours' >> \"$1\"", f'cd {root} && python -c "{save}"')
        said = shop.run("draft", "edit", key)
        assert said.code == Exit.TROUBLE
        assert "another window saved" in said.err
        assert stored(shop, key)[0].title == "theirs"
        (kept,) = shop.folder.glob("cppo-*/offer.yaml")
        assert "title: ours" in kept.read_text()
        assert str(kept) in said.err

    def test_a_fault_of_the_form_is_edited_again_when_a_person_is_there(self, shop: Shop) -> None:
        key = new(shop)
        an_editor(
            shop,
            'if grep -q "^tilte" "$1"; then sed -i s/^tilte/title/ "$1"; else echo "tilte: X" >> "$1"; fi',
        )
        said = shop.run("draft", "edit", key, typed="\n")
        assert said.code == Exit.DONE, said
        assert "Did you mean “title”?" in said.err
        assert stored(shop, key)[0].title == "X"

    @pytest.mark.parametrize("typed", [None, "no\n"])
    def test_or_kept_beside_when_nobody_wants_to(self, shop: Shop, typed: str | None) -> None:
        key = new(shop)
        an_editor(shop, 'echo "tilte: X" >> "$1"')
        said = shop.run("draft", "edit", key, typed=typed)
        assert said.code == Exit.USAGE
        assert "What you typed is kept in" in said.err
        assert stored(shop, key)[1] == 1

    @pytest.mark.parametrize("editor", ["/does/not/exist", "false", "'unbalanced"])
    def test_an_editor_that_cannot_be_used_is_told(self, shop: Shop, editor: str) -> None:
        key = new(shop)
        shop.monkeypatch.setenv("VISUAL", editor)
        said = shop.run("draft", "edit", key)
        assert said.code == Exit.USAGE
        assert "editor" in said.err

    def test_another_authorization_is_read_from_aws(self, shop: Shop) -> None:
        from cppo_tui.sandbox.seed_vendors import EURO

        key = shop.run("draft", "import", shop.offer_file(), "--output", "json").json()["id"]
        an_editor(shop, f"sed -i 's/^authorization: .*/authorization: {EURO}/' \"$1\"")
        assert shop.run("draft", "edit", key).code == Exit.DONE
        authorization: Any = stored(shop, key)[0].authorization
        assert authorization.id == EURO


def test_the_list_tells_what_became_of_a_draft_that_was_sent(shop: Shop) -> None:
    """In the words of the wizard's list: not that it is at its review."""

    def stands() -> dict[str, str]:
        return {row["id"]: row["stands"] for row in shop.run("draft", "list", "--output", "json").json()}

    sent = shop.run("draft", "import", shop.offer_file(), "--output", "json").json()["id"]
    begun = new(shop, "--authorization", BRONZE)
    before = stands()
    assert before[sent] != "published"
    assert before[begun].startswith("step ")
    digest = shop.run("plan", sent, "-o", "plan.json", "--output", "json").json()["digest"][:8]
    done = shop.run("apply", "plan.json", "--yes", digest, "--output", "json")
    assert done.code == Exit.DONE, done
    assert stands() == {begun: before[begun], sent: "published"}
    offer = done.json()["offer"]
    ends = shop.run("expire", offer, "--plan", "--output", "json").json()["digest"][:8]
    assert shop.run("expire", offer, "--yes", ends).code == Exit.DONE
    assert stands() == {begun: before[begun], sent: "expired early"}
    table = shop.run("draft", "list").out
    assert "Where it stands" in table
    assert "expired early" in table
    assert "Review" not in table


class TestWhileItIsOnItsWay:
    """What AWS may be working on is not changed under its name; no door to it says anything else."""

    @pytest.mark.parametrize("state", IN_FLIGHT)
    @pytest.mark.parametrize("command", [["draft", "edit"], ["draft", "rm"], ["new", "--plain"]])
    def test_nothing_changes_it(self, shop: Shop, command: list[str], state: str) -> None:
        key = new(shop, "--title", "Contoso")
        send(shop, key, state)
        before = stored(shop, key)
        an_editor(shop, "echo 'agreement: 5 years' >> \"$1\"")
        said = shop.run(*command, key[:8], typed="")
        assert said.code == Exit.USAGE
        assert f"Draft {key} was sent and is on its way." in said.err
        assert stored(shop, key) == before

    def test_nor_what_was_sent_while_the_editor_was_open(self, shop: Shop) -> None:
        key = new(shop, "--title", "Contoso")
        before = stored(shop, key)

        def meanwhile(path: Path) -> None:
            path.write_text("title: ours\n")
            send(shop, key, "sending")

        shop.monkeypatch.setattr("cppo_tui.cli.commands.draft_files._run_editor", meanwhile)
        said = shop.run("draft", "edit", key)
        assert (said.code, stored(shop, key)) == (Exit.USAGE, before)
        assert "was sent and is on its way" in said.err
        (kept,) = shop.folder.glob("cppo-*/offer.yaml")
        assert str(kept) in said.err

    def test_once_that_is_settled_it_can_be_changed(self, shop: Shop) -> None:
        key = new(shop, "--title", "Contoso")
        send(shop, key, "refused")
        an_editor(shop, "echo 'agreement: 5 years' >> \"$1\"")
        assert shop.run("draft", "edit", key).code == Exit.DONE
        assert stored(shop, key)[0].agreement == "5 years"
        assert shop.run("draft", "rm", key).code == Exit.DONE
