"""``cppo new --plain``: the wizard line by line. Same checks, same plan, one send, nothing assumed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless
from cppo_tui.cli.plain.interview import Interview
from cppo_tui.cli.plain.talk import Answers
from cppo_tui.domain.checks import CheckContext
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_vendors import CONTRACT, INSTALLMENTS
from cppo_tui.services.drafts import new_draft
from tests.cli.shop import BUYER, Said, Shop

ANSWERS = {
    "authorization": BRONZE,
    "buyers": BUYER,
    "pricing": "price",
    "figure": "0.010",
    "contract": "accept",
    "confirm": BUYER[-4:],
}


def answered(shop: Shop, **changes: str | None) -> Said:
    """The command with a file of answers; None leaves one out."""
    values = {key: text for key, text in {**ANSWERS, **changes}.items() if text is not None}
    path = shop.folder / "answers.yaml"
    path.write_text("".join(f'{key}: "{text}"\n' for key, text in values.items()), encoding="utf-8")
    return shop.run("new", "--answers", str(path), "--output", "json", "--no-wait")


def typed(shop: Shop, *lines: str, arguments: tuple[str, ...] = ()) -> Said:
    """The command at a terminal where these lines are typed; after them Ctrl+D."""
    return shop.run("new", "--plain", "--no-wait", *arguments, typed="".join(f"{line}\n" for line in lines))


TO_THE_REVIEW = ("", "", "price", "0.010", "", "", "", "")
"""Name, description, the way, the figure, agreement, expiry, further terms, how to publish."""


def test_a_file_of_answers_sends_the_very_bytes_of_the_offer_file(shop: Shop) -> None:
    planned = shop.run("plan", shop.offer_file(name="null", price="0.010"), "--output", "json").json()
    said = answered(shop)
    assert said.code == Exit.DONE, said
    assert said.json()["digest"] == planned["digest"]
    assert len(shop.started) == 1


def test_a_wrong_answer_is_told_in_words_and_asked_again(shop: Shop) -> None:
    said = typed(
        shop,
        *("Bronze", BRONZE, "12345678901", f"{BUYER}, Contoso", "Contoso"),
        *TO_THE_REVIEW,
        *("no", "accept", BUYER[-4:]),
    )
    assert said.code == Exit.DONE, said
    for words in (
        "To fix: 12345678901: 11 digits, 1 missing.",
        "Not an account, so left out: Contoso.",
        "Step 3 of 6: Pricing",
        "the buyer pays $0.01 (our figure), 25 % above wholesale $0.008.",
        "It is not accepted; without it nothing is published.",
        "type the last four digits of the buyer account",
    ):
        assert words in said.err
    assert len(shop.started) == 1


def test_the_review_is_read_before_how_to_publish_is_asked_and_the_world_is_said_first(shop: Shop) -> None:
    said = typed(shop, BRONZE, BUYER, "", *TO_THE_REVIEW, "accept", BUYER[-4:])
    assert said.err.startswith("SANDBOX: nothing reaches AWS.")
    asked = ("Step 5 of 6: Review", "Digest, SHA-256: ", "How to publish?", "type accept", "reviewed above")
    places = [said.err.index(words) for words in asked]
    assert places == sorted(places)
    other = typed(shop, BRONZE, "444455556666", "", *TO_THE_REVIEW[:-1], "verify", "accept", "no")
    last = other.err.partition("This is what will be sent:")[2]  # another change set: it is read as a whole
    assert "create a draft nobody sees" in last
    assert "the buyer pays $0.01" in last


def test_archera_s_tier_is_known_by_the_wholesale_price_and_another_is_not_taken(shop: Shop) -> None:
    head = (BRONZE, BUYER, "", "", "", "markup")
    said = typed(shop, *head, "Gold", "Bronze")
    assert "Chosen: Archera - Subscription, wholesale $0.008" in said.err
    assert said.err.count(", Bronze by its wholesale price") == 2  # in the list, and chosen
    assert "Archera's Bronze tier, by its wholesale price 0.008: 25 % makes it exactly 0.01." in said.err
    assert "Gold is not the tier of the wholesale price 0.008." in said.err
    assert "the buyer pays $0.01 (our figure), 25 % above wholesale $0.008." in said.err


def test_one_can_go_back_and_what_a_check_asks_needs_a_whole_yes(shop: Shop) -> None:
    head = (BRONZE, BUYER, "", "", "", "markup")
    said = typed(shop, *head, "?", "0", "y", "<", "markup", "0", "yes")
    assert "Checked here" in said.err
    assert said.err.count("Please confirm:") == 2
    assert "How long does the agreement run?" in said.err
    assert (said.code, shop.started) == (Exit.INTERRUPTED, [])


def test_left_in_the_middle_the_draft_is_kept_and_the_way_back_said(shop: Shop) -> None:
    left = typed(shop, BRONZE, BUYER, "", "My offer")
    assert left.code == Exit.INTERRUPTED
    (row,) = shop.run("draft", "list", "--output", "json").json()
    assert f"cppo new --plain {row['id'][:8]} --at " in left.err
    again = typed(shop, *TO_THE_REVIEW, "accept", BUYER[-4:], arguments=(row["id"][:8],))
    assert again.code == Exit.DONE, again
    assert "Name: My offer" in again.err
    assert "Which authorization?" not in again.err


def test_another_word_than_the_confirmation_sends_nothing(shop: Shop) -> None:
    said = typed(shop, BRONZE, BUYER, "", *TO_THE_REVIEW, "accept", "yes")
    assert (said.code, shop.started) == (Exit.STOPPED, [])
    assert "The draft is kept" in said.err


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"figuer": "25"}, Exit.USAGE, "there is no question “figuer”. Is “figure” meant?"),
        ({"figure": None}, Exit.USAGE, "there is no answer to “figure”"),
        ({"contract": None}, Exit.USAGE, "there is no answer to “contract”"),
        ({"confirm": None}, Exit.USAGE, "there is no answer to “confirm”"),
        ({"confirm": "0000"}, Exit.STOPPED, "That is not the last four digits of the buyer account"),
        ({"start": "2027-02-01"}, Exit.STOPPED, "These answers fit no question here: start"),
        ({"buyers": "123"}, Exit.STOPPED, "3 digits, 9 missing"),
        ({"pricing": "markup", "figure": "0"}, Exit.STOPPED, "add this to consents: "),
    ],
)
def test_a_script_gets_nothing_assumed(
    shop: Shop, changes: dict[str, str | None], code: Exit, words: str
) -> None:
    said = answered(shop, **changes)
    assert (said.code, shop.started) == (code, []), said
    assert words in said.err


def test_verify_first_makes_a_draft(shop: Shop) -> None:
    said = answered(shop, mode="verify")
    assert said.code == Exit.DONE, said
    assert b"ReleaseOffer" not in shop.started[0]


def test_nobody_at_the_terminal_is_asked_nothing(shop: Shop, tmp_path: Path) -> None:
    said = shop.run("new", "--plain")
    assert (said.code, "--answers" in said.err) == (Exit.USAGE, True)
    assert shop.run("new").code == Exit.USAGE


def test_installments_of_one_s_own_are_asked_part_by_part(shop: Shop) -> None:
    said = typed(
        shop,
        *("resaleauthz-contract5jpr2", "", BUYER, "", "", "", "installments", "P12M"),
        *("seats=10", "viewer=10", "3 months 1.00", "3 months 9000.00; 6 months 9000.00"),
        *("", "", "", "", "new", "accept", BUYER[-4:]),
    )
    assert said.code == Exit.DONE, said
    assert "There is no seats here, but:" in said.err
    assert "Raise the installments by at least" in said.err
    assert b"UpdatePaymentScheduleTerms" in shop.started[0]


def test_a_draft_changed_in_another_window_goes_on_as_a_copy_of_its_own(shop: Shop) -> None:
    headless = Headless(at=shop.url)
    interview = Interview(headless, new_draft(headless.new_id))
    interview.change(title="Ours")
    headless.store.save_draft(interview.draft.model_copy(update={"title": "Theirs"}), revision=1)
    interview.change(name="My offer")
    assert {row.title for row in headless.store.drafts()} == {"Theirs", "Ours (copy)"}
    assert "a copy of its own" in interview.notes[0]
    headless.close()


class TestNothingToHesitateAt:
    def test_what_will_not_do_is_not_offered_to_be_kept(self, shop: Shop) -> None:
        said = typed(shop, BRONZE, "12345", "-", BUYER).err
        assert "Now: 12345 (it will not do)" in said
        assert "Now: 12345 (Enter keeps it)" not in said

    def test_before_the_first_question_there_is_none(self, shop: Shop) -> None:
        assert "This is the first question." in typed(shop, "<").err

    def test_a_list_is_answered_by_number_or_word_and_the_refusal_has_both(self, shop: Shop) -> None:
        said = typed(shop, CONTRACT, "banana", "1", BUYER, "", "", "", "marge", "2").err
        assert "Answer with a number or its word: 1 (SaaS), 2 (AMI or container), 3 (" in said
        assert "its word: 1 (markup), 2 (margin), 3 (price), 4 (installments)." in said
        assert "Margin in percent" in said

    def test_what_sort_archera_s_product_is_is_known_and_not_asked(self, shop: Shop) -> None:
        assert "What sort of product" not in typed(shop, BRONZE, BUYER).err
        assert "What sort of product" in typed(shop, CONTRACT, BUYER).err

    def test_a_long_list_is_not_read_out_again_when_something_is_chosen(self, shop: Shop) -> None:
        begun = typed(shop, BRONZE).err
        assert begun.count("resaleauthz-") > 9
        draft = begun.partition("cppo new --plain ")[2][:8]
        again = typed(shop, arguments=(draft,)).err
        assert "Which authorization? Its number or its id. ? lists them." in again
        assert f"Now: Archera - Subscription by Reserved AI; {BRONZE} (Enter keeps it)" in again
        assert again.count("resaleauthz-") == 1
        assert typed(shop, "?", arguments=(draft,)).err.count("resaleauthz-") > 9

    def test_a_price_is_asked_for_beside_what_the_isv_takes(self, shop: Shop) -> None:
        said = typed(shop, BRONZE, BUYER, "", "", "", "price").err
        assert "Of Guaranteed Reserved Instance Premiums; wholesale is $0.008." in said

    def test_a_start_that_cannot_be_is_said_at_once(self, shop: Shop) -> None:
        said = typed(shop, CONTRACT, "", BUYER, "", "", "", "markup", "25", "2020-01-01").err
        assert "To fix: The agreement would start while the offer can still be accepted." in said
        assert "How long does the agreement run?" not in said

    def test_amounts_are_not_taken_apart_at_the_commas_people_read_them_with(self, shop: Shop) -> None:
        way = (INSTALLMENTS, "", BUYER, "", "", "", "installments")
        said = typed(shop, *way, "15,000.00 15,000.00", "1 2 3 4 5 6 7 8 9").err
        assert "Write amounts without commas, such as 15000.00" in said
        assert "and these are 9 amounts." in said

    def test_a_quantity_that_is_none_is_said_at_its_own_question(self, shop: Shop) -> None:
        way = (CONTRACT, "", BUYER, "", "", "", "installments", "12 months")
        said = typed(shop, *way, "analyst=five", "-", "analyst=5", "2027-03-01 1", "-").err
        assert said.count("How much does the buyer get?") == 3
        assert "To fix: What is typed for Analyst seat is not a quantity." in said
        assert "To fix: It is not said how much the buyer gets." in said
        assert said.index("To fix: Together 1;") > said.index("The installments as date and amount")


def test_an_answer_of_a_file_that_will_not_do_is_named_with_its_line(shop: Shop) -> None:
    said = answered(shop, pricing="cheap")
    assert said.code == Exit.STOPPED
    assert "answers.yaml:3: “pricing”: Answer with one of: markup, margin, price." in said.err
    assert "answers.yaml:2: “buyers”: To fix: 12345: 5 digits" in answered(shop, buyers="12345").err
    assert shop.started == []


def moved(
    context: Callable[[Interview], CheckContext], by: Callable[[], timedelta]
) -> Callable[[Interview], CheckContext]:
    """The same circumstances at another time."""

    def then(interview: Interview) -> CheckContext:
        now = context(interview)
        return now.model_copy(update={"now": now.now + by()})

    return then


@pytest.mark.parametrize(
    ("days", "as_a_date", "told"),
    [
        (60, False, "What would be sent is no longer what you read."),
        (7, True, "The buyer has 6 days to accept."),
    ],
)
def test_what_comes_up_while_it_is_confirmed_is_read_first(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, days: int, told: str, *, as_a_date: bool
) -> None:
    """Dates that count from today move with it; a date stays, and the same bytes become unusual."""
    later = timedelta(0)

    def a_day_passes(_answers: Answers, _asked: str) -> str:
        nonlocal later
        later = timedelta(days=1)
        return BUYER[-4:]

    monkeypatch.setattr(Answers, "confirm", a_day_passes)
    monkeypatch.setattr(Interview, "context", moved(Interview.context, lambda: later))
    day = datetime.now(UTC).date() + timedelta(days=days)
    said = answered(shop, expiry=day.isoformat() if as_a_date else f"{days} days")
    assert (said.code, shop.started) == (Exit.STOPPED, [])
    assert f"{told} Nothing was sent." in said.err
