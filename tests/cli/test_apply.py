"""``cppo apply``: precisely the bytes of the plan, at most once; everything else is refused, and not sent."""

import errno
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from cppo_tui.cli.endings import Exit
from cppo_tui.domain.plan import Plan
from cppo_tui.domain.submission import Submission
from cppo_tui.sandbox.behaviour import Behaviour
from cppo_tui.sandbox.pace import INSTANT
from cppo_tui.sandbox.service import Sandbox
from cppo_tui.services.submitter import Submitter
from tests.cli.shop import Said, Shop, into_a_pipe
from tests.reliability.quoted import quoted

Act = Callable[[Shop, str, str], Said]


def stale(shop: Shop, plan: str, digest: str) -> Said:
    shop.change_authorization(Status="Restricted")
    return shop.run("apply", plan, "--yes", digest)


def stale_by_offer(shop: Shop, plan: str, digest: str) -> Said:
    """Somebody else offered the same to the same buyer after the plan was made."""
    other, its_digest = shop.plan("other.json", name="Another name")
    shop.run("apply", other, "--yes", its_digest)
    shop.started.clear()
    return shop.run("apply", plan, "--yes", digest)


def used(shop: Shop, plan: str, digest: str) -> Said:
    shop.run("apply", plan, "--yes", digest)
    shop.started.clear()
    return shop.run("apply", plan, "--yes", digest)


def used_as_a_draft(shop: Shop, plan: str, digest: str) -> Said:
    """The same offer went out from a draft; the file's plan is another row, the bytes are the same."""
    draft = shop.run("draft", "import", "offer.yaml", "--output", "json").json()["id"]
    shop.run("plan", draft, "-o", "draft.json")
    assert shop.run("apply", "draft.json", "--yes", digest).code == 0
    shop.started.clear()
    return shop.run("apply", plan, "--yes", digest)


def altered_byte(shop: Shop, plan: str, digest: str) -> Said:
    text = Path(plan).read_text()
    place = text.index('\\"AvailabilityEndDate\\": \\"20') + 28
    Path(plan).write_text(text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :])
    return shop.run("apply", plan, "--yes", digest)


def altered_known_offers(shop: Shop, plan: str, digest: str) -> Said:
    """What the digest of the payload does not cover is sealed all the same."""
    text = Path(plan).read_text()
    Path(plan).write_text(text.replace('"known_offers": []', '"known_offers": ["offer-1"]'))
    return shop.run("apply", plan, "--yes", digest)


def other_account(shop: Shop, plan: str, digest: str) -> Said:
    shop.sandbox.account = "111122223333"
    return shop.run("apply", plan, "--yes", digest)


def other_world(shop: Shop, plan: str, digest: str) -> Said:
    return shop.run("apply", plan, "--yes", digest, at=False)


def no_approval(shop: Shop, plan: str, digest: str) -> Said:
    return shop.run("apply", plan, "--yes", digest, "--require-approval")


def approval_of_another(shop: Shop, plan: str, digest: str) -> Said:
    other, its_digest = shop.plan("other.json", name="Another name")
    shop.run("approve", other, "--name", "Jane Doe", "--yes", its_digest, "-o", "word.approval")
    return shop.run("apply", plan, "--yes", digest, "--require-approval", "--approval", "word.approval")


def approved_alone(shop: Shop, plan: str, digest: str) -> Said:
    """The approver's name edited to the planner's: refused when asked for, too."""
    held = json.loads(Path(plan).read_text())["planned_by"]["name"]
    said = shop.run("approve", plan, "--name", held.upper(), "--yes", digest)
    assert not list(shop.folder.glob("*.approval"))
    return said


def wrong_digest(shop: Shop, plan: str, digest: str) -> Said:
    return shop.run("apply", plan, "--yes", "00000000")


def short_digest(shop: Shop, plan: str, digest: str) -> Said:
    return shop.run("apply", plan, "--yes", digest[:7])


def wrong_digest_typed(shop: Shop, plan: str, digest: str) -> Said:
    return shop.run("apply", plan, typed="yes\n")


TABLE: dict[str, tuple[Act, str]] = {
    "stale": (stale, "The authorization has changed since the review"),
    "stale by an offer": (stale_by_offer, "is new since the review"),
    "used": (used, "Exactly this was sent already"),
    "used as a draft": (used_as_a_draft, "Exactly this was sent already"),
    "altered byte": (altered_byte, "The plan file was altered or damaged"),
    "altered offers": (altered_known_offers, "The plan file was altered or damaged"),
    "other account": (other_account, "This was reviewed for seller account 7777 8888 9999"),
    "other world": (other_world, "this is AWS. Add --sandbox to rehearse it there"),
    "no approval": (no_approval, "Nobody has approved this plan"),
    "approval of another": (approval_of_another, "The approval is for the plan"),
    "approved alone": (approved_alone, "Somebody else must approve it"),
    "wrong digest": (wrong_digest, "That is not how this plan's digest begins"),
    "short digest": (short_digest, "That is not how this plan's digest begins"),
    "wrong digest typed": (wrong_digest_typed, "That is not how this plan's digest begins"),
}


@pytest.mark.parametrize("case", TABLE)
def test_each_is_refused_with_its_own_words_and_nothing_is_sent(shop: Shop, case: str) -> None:
    act, words = TABLE[case]
    plan, digest = shop.plan()
    said = act(shop, plan, digest)
    assert said.code == Exit.STOPPED, said
    assert words in said.err
    assert shop.started == []


def test_control_the_untouched_plan_is_sent_once_and_to_the_letter(
    shop: Shop, figure: Callable[[str], None]
) -> None:
    plan, digest = shop.plan()
    said = shop.run("apply", plan, "--yes", digest)
    assert said.code == Exit.DONE, said
    payload = json.loads(Path(plan).read_text())["plan"]["payload"]
    (body,) = shop.started
    assert f'"ChangeSet": {payload}'.encode() in body
    assert "offer-" in said.out
    quoted(f"{len(TABLE)} ways it can be stale, used, altered or foreign")
    figure(f"apply, {len(TABLE)} ways it may not be sent; control, the untouched plan: sent once")


class TestConfirming:
    def test_a_person_types_what_the_plan_s_digest_begins_with(self, shop: Shop) -> None:
        plan, digest = shop.plan()
        said = shop.run("apply", plan, typed=f"{digest}\n")
        assert said.code == Exit.DONE
        assert "SANDBOX: nothing reaches AWS" in said.err
        assert "1234 5678 9012" in said.err
        assert len(shop.started) == 1

    def test_without_a_terminal_a_script_must_say_which(self, shop: Shop) -> None:
        plan, _ = shop.plan()
        for command in (("apply", plan), ("approve", plan, "--name", "Jane Doe")):
            said = shop.run(*command)
            assert said.code == Exit.STOPPED
            assert "no terminal to ask on. Give --yes and the first 8 characters" in said.err
            assert said.out == ""
        assert shop.started == []


class TestApproved:
    def test_a_second_person_s_word_lets_it_through_and_is_called_a_record(self, shop: Shop) -> None:
        plan, digest = shop.plan()
        given = shop.run("approve", plan, "--name", "Jane Doe", "--yes", digest)
        assert given.code == Exit.DONE
        assert "A record, not a signature." in given.err
        assert Path(f"{plan}.approval").stat().st_mode & 0o777 == 0o600
        said = shop.run("apply", plan, "--yes", digest, "--require-approval")
        assert said.code == Exit.DONE, said
        assert "Approved by Jane Doe" in said.err
        assert "under the login that made the plan" in said.err
        assert len(shop.started) == 1

    def test_an_altered_word_is_refused(self, shop: Shop) -> None:
        plan, digest = shop.plan()
        shop.run("approve", plan, "--name", "Jane Doe", "--yes", digest)
        path = Path(f"{plan}.approval")
        path.write_text(path.read_text().replace("Jane", "Joan"))
        said = shop.run("apply", plan, "--yes", digest, "--require-approval")
        assert (said.code, shop.started) == (Exit.STOPPED, [])

    def test_a_second_word_does_not_replace_the_first(self, shop: Shop) -> None:
        plan, digest = shop.plan()
        shop.run("approve", plan, "--name", "Jane Doe", "--yes", digest)
        assert shop.run("approve", plan, "--name", "Joan Doe", "--yes", digest).code == Exit.USAGE
        assert "Jane" in Path(f"{plan}.approval").read_text()


class TestEndings:
    def test_at_the_end_stand_the_buyer_s_link_and_the_command_for_the_mail(self, shop: Shop) -> None:
        plan, digest = shop.plan()
        said = shop.run("apply", plan, "--yes", digest)
        (row,) = shop.run("status", "--output", "json").json()
        link, last = said.err.splitlines()[-2:]
        assert link.startswith("https://aws.amazon.com/marketplace/saas/ordering?productId=prod-")
        assert link.endswith(f"&offerId={row['offer']}")
        assert last == f"«cppo handover {row['offer']} --at {shop.url}» writes the mail to the buyer."

    def test_a_script_reads_one_record_of_how_it_ended(self, shop: Shop) -> None:
        """Whatever came before is talk: stdout is one JSON document, with what the next step needs."""
        plan, digest = shop.plan()
        said = shop.run("apply", plan, "--yes", digest, "--output", "json")
        record = said.json()
        assert (said.code, record["state"], record["stands"]) == (Exit.DONE, "succeeded", "published")
        assert record["link"].endswith(f"offerId={record['offer']}")
        assert record == shop.run("status", record["id"], "--output", "json").json()

    def test_a_program_is_told_the_buyers_ids_wherever_submissions_are_listed(self, shop: Shop) -> None:
        buyers = ["012345678901", "411122223333"]
        plan, digest = shop.plan(buyers=str(buyers))
        shop.run("apply", plan, "--yes", digest)
        (row,) = shop.run("status", "--output", "json").json()
        assert row["buyers"] == shop.run("status", row["id"], "--output", "json").json()["buyers"] == buyers
        assert "2 accounts" in shop.run("status").out
        assert "0123 4567 8901, 4111 2222 3333" in shop.run("status", row["id"]).out

    def test_what_was_sent_is_followed_to_its_end_though_nobody_reads_that(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """«cppo apply … 2>&1 | head»: the exit code still tells how it ended."""
        told: list[object] = []

        def closed(row: object) -> None:
            told.append(row)
            if len(told) == 1:
                raise BrokenPipeError

        monkeypatch.setattr("cppo_tui.cli.commands.watch.tell_news", closed)
        plan, digest = shop.plan()
        said = shop.run("apply", plan, "--yes", digest, "--output", "json")
        assert (said.code, said.json()["state"]) == (Exit.DONE, "succeeded")

    def test_a_record_a_full_disk_does_not_take_changes_no_exit_code_and_is_told(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        plan, digest = shop.plan()
        with monkeypatch.context() as patch:
            patch.setattr("cppo_tui.cli.sending.show_one", full)
            said = shop.run("apply", plan, "--yes", digest)
        (row,) = shop.run("status", "--output", "json").json()
        assert said.code == Exit.DONE
        assert f"This was sent: submission {row['id']}, offer {row['offer']}." in said.err

    def test_talk_that_nobody_reads_stops_nothing(self, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
        """«cppo apply … 2>&1 | head -1»: its reader goes between the sending and the first word of it."""
        plan, digest = shop.plan()
        submit = Submitter.submit
        with into_a_pipe() as (talk, reader):

            def submitted(self: Submitter, plan: Plan) -> Submission:
                sent = submit(self, plan)
                reader.close()
                return sent

            monkeypatch.setattr(Submitter, "submit", submitted)
            said = shop.run("apply", plan, "--yes", digest, "--output", "json", talk=talk)
        assert (said.code, said.json()["state"]) == (Exit.DONE, "succeeded")

    def test_a_record_nobody_reads_changes_no_exit_code(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def unread(*_: object, **__: object) -> None:
            raise BrokenPipeError

        plan, digest = shop.plan()
        monkeypatch.setattr("cppo_tui.cli.sending.show_one", unread)
        assert shop.run("apply", plan, "--yes", digest).code == Exit.DONE

    def test_without_waiting_it_names_the_submission(self, shop: Shop) -> None:
        plan, digest = shop.plan()
        said = shop.run("apply", plan, "--yes", digest, "--no-wait", "--output", "json")
        assert (said.code, said.json()["state"]) == (Exit.DONE, "accepted")

    def test_what_aws_refuses_ends_with_its_own_code_and_may_be_sent_again(self, shop: Shop) -> None:
        plan, digest = shop.plan()
        shop.refusing = True
        said = shop.run("apply", plan, "--yes", digest, "--output", "json")
        assert (said.code, said.json()["state"]) == (Exit.FAILED, "refused"), said
        shop.refusing = False
        assert shop.run("apply", plan, "--yes", digest).code == Exit.DONE
        assert len(shop.started) == 2

    def test_an_answer_that_is_lost_is_no_reason_to_send_again(self, shop: Shop) -> None:
        plan, digest = shop.plan()
        shop.losing = True
        said = shop.run("apply", plan, "--yes", digest)
        assert said.code == Exit.UNKNOWN, said
        shop.losing = False
        assert shop.run("apply", plan, "--yes", digest).code == Exit.STOPPED
        assert len(shop.started) == 1

    @pytest.mark.parametrize("content", ["", "{}", "not json", '{"format": "cppo plan", "version": 9}'])
    def test_what_is_no_plan_is_told_with_its_file(self, shop: Shop, content: str) -> None:
        path = shop.folder / "no.json"
        path.write_text(content)
        said = shop.run("apply", str(path), "--yes", "0" * 8)
        assert said.code == Exit.USAGE
        assert "no.json" in said.err
        assert shop.started == []


def test_a_second_offer_right_after_the_first_is_asked_about_before_aws_lists_that(shop: Shop) -> None:
    """And can be meant: what was just made from here need not be listed first."""
    late = Behaviour(list_lag=timedelta(hours=1))
    shop.sandbox.close()
    shop.sandbox = Sandbox(":memory:", pace=INSTANT, behaviour=late)
    path, digest = shop.plan()
    assert shop.run("apply", path, "--yes", digest).code == Exit.DONE
    (made,) = shop.run("status", "--output", "json").json()
    assert shop.run("watch", made["id"]).code == Exit.DONE
    second, digest = shop.plan("second.json", name="A second one")
    assert len(json.loads(Path(second).read_text())["plan"]["known_offers"]) == 1
    assert shop.run("apply", second, "--yes", digest).code == Exit.DONE
    assert len(shop.started) == 2
