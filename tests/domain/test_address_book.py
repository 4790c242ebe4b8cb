"""The address book: whose an account is, and which known account an unknown id nearly is."""

from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.address_book import (
    NAME_MAX,
    NEW,
    NO_NAME,
    AddressBook,
    KnownAccount,
    customer_name,
    customer_name_problem,
)
from cppo_tui.domain.text import clean
from tests.domain.given import NOW, a_book

KNOWN = "411122223333"
accounts = st.from_regex(r"[0-9]{12}", fullmatch=True)
names = st.text(max_size=30)


def entries(*chosen: str) -> st.SearchStrategy[KnownAccount]:
    """What may be learned of these accounts."""
    return st.builds(
        KnownAccount,
        account=st.sampled_from(chosen),
        customer=st.sampled_from(["", "Contoso", "Globex"]),
        offers=st.lists(st.sampled_from(["o1", "o2"]), unique=True).map(tuple),
        listed=st.lists(st.sampled_from(["o2", "o3"]), unique=True).map(tuple),
        last_used=st.sampled_from([None, NOW, NOW - timedelta(days=1)]),
    )


def slips(account: str) -> dict[str, tuple[int, ...]]:
    """Every id one slip away, found by changing lists of digits, and where it differs."""
    found: dict[str, tuple[int, ...]] = {}
    for place in range(12):
        for digit in "0123456789":
            changed = [*account]
            changed[place] = digit
            found["".join(changed)] = (place + 1,)
    for one, two in combinations(range(12), 2):
        changed = [*account]
        changed[one], changed[two] = changed[two], changed[one]
        found["".join(changed)] = (one + 1, two + 1)
    found.pop(account)
    return found


class TestNearMisses:
    @given(accounts)
    def test_every_changed_digit_and_every_swap_is_pointed_out_with_its_place(self, known: str) -> None:
        book = a_book(Contoso=(known,))
        for slip, places in slips(known).items():
            (near,) = book.near(slip)
            assert (near.known.account, near.places) == (known, places)

    @given(known=accounts, typed=accounts)
    def test_nothing_else_is(self, known: str, typed: str) -> None:
        assert bool(a_book(known).near(typed)) == (typed in slips(known))

    @given(known=accounts, data=st.data())
    def test_two_changed_digits_are_no_near_miss_unless_they_are_a_swap(
        self, known: str, data: st.DataObject
    ) -> None:
        one, two = data.draw(st.lists(st.integers(0, 11), min_size=2, max_size=2, unique=True))
        changed = [*known]
        for place in (one, two):
            others = [digit for digit in "0123456789" if digit != known[place]]
            changed[place] = data.draw(st.sampled_from(others))
        swapped = changed[one] == known[two] and changed[two] == known[one]
        assert bool(a_book(known).near("".join(changed))) == swapped

    @given(accounts, accounts)
    def test_an_account_an_offer_went_to_is_none_however_near_another(self, one: str, two: str) -> None:
        book = a_book(one, two)
        assert book.near(one) == book.near(two) == ()

    @pytest.mark.parametrize("facts", [{"offers": ("o",)}, {"listed": ("o",)}])
    def test_used_means_published_from_here_or_listed_by_aws(self, facts: dict[str, tuple[str, ...]]) -> None:
        slip = KnownAccount(account="411122223334", **facts)
        assert a_book(KNOWN).merged([slip]).near(slip.account) == ()

    def test_a_name_given_to_the_slip_does_not_make_it_known(self) -> None:
        book = a_book(Contoso=(KNOWN,)).naming("411122223334", "Contoso")
        assert [near.known.account for near in book.near("411122223334")] == [KNOWN]

    def test_all_the_accounts_it_nearly_is_are_named(self) -> None:
        book = a_book("411122223330", "411122223331", "511122223332")
        assert len(book.near("411122223332")) == 3

    @pytest.mark.parametrize(
        "text", ["", "123", "4111222233334", "４１１１２２２２３３３４", "411122223334\n"]
    )
    def test_what_is_no_account_id_is_near_nothing(self, text: str) -> None:
        assert a_book(KNOWN).near(text) == ()

    def test_an_empty_book_points_out_nothing(self) -> None:
        assert AddressBook().near(KNOWN) == ()

    def test_asking_again_costs_no_second_search(self) -> None:
        book = a_book(KNOWN)
        assert book.near("411122223334") is book.near("411122223334")


class TestWhatIsSaid:
    @pytest.mark.parametrize(
        ("account", "said"), [(KNOWN, "Contoso"), ("500000000001", NO_NAME), ("500000000002", NEW)]
    )
    def test_a_name_or_that_there_is_none_or_that_it_is_new(self, account: str, said: str) -> None:
        assert a_book("500000000001", Contoso=(KNOWN,)).said_of(account) == said

    @pytest.mark.parametrize("account", [KNOWN, "500000000001"])
    def test_nothing_before_the_first_offer_or_name(self, account: str) -> None:
        listed = KnownAccount(account=KNOWN, listed=("offer-of-a-colleague",))
        for book in (AddressBook(), AddressBook(accounts=(listed,))):
            assert not book.started
            assert book.said_of(account) == ""

    def test_nothing_about_what_is_no_account(self) -> None:
        assert a_book(KNOWN).said_of("12345") == ""

    @pytest.mark.parametrize(
        ("facts", "said"),
        [
            ({}, "No offer was made to it yet."),
            ({"offers": ("o1",), "last_used": NOW}, "1 offer made to it, the last on 23 November 2026."),
            ({"offers": ("o1",), "listed": ("o1", "o2")}, "2 offers made to it."),
        ],
    )
    def test_the_history_counts_each_offer_once(self, facts: dict[str, object], said: str) -> None:
        assert KnownAccount.model_validate({"account": KNOWN, **facts}).history == said


class TestCustomers:
    def test_a_customer_has_all_the_accounts_of_the_name_however_capitalised(self) -> None:
        book = a_book(Contoso=(KNOWN, "500000000001"), Globex=("500000000002",)).naming(
            "500000000003", "  CONTOSO "
        )
        assert set(book.accounts_of("contoso")) == {KNOWN, "500000000001", "500000000003"}

    @pytest.mark.parametrize("text", ["", "  ", "Cont", "Contoso Ltd"])
    def test_only_the_whole_name_counts(self, text: str) -> None:
        assert a_book("500000000001", Contoso=(KNOWN,)).accounts_of(text) == ()

    @pytest.mark.parametrize(
        ("typed", "found"),
        [("c", ("Contoso", "Contoso Ltd")), ("contoso l", ("Contoso Ltd",)), ("", ()), ("x", ())],
    )
    def test_the_beginning_of_a_name_finds_it(self, typed: str, found: tuple[str, ...]) -> None:
        book = a_book(Contoso=(KNOWN,), **{"Contoso Ltd": ("500000000001",)})
        assert book.customers_from(typed) == found

    def test_an_empty_name_takes_the_name_away_and_keeps_the_rest(self) -> None:
        book = a_book(Contoso=(KNOWN,)).naming(KNOWN, " ")
        assert book.name_of(KNOWN) == ""
        assert book.by_account[KNOWN].used

    @given(names)
    def test_a_kept_name_is_clean_and_stays_as_it_is(self, text: str) -> None:
        kept = customer_name(text)
        assert clean(kept) == kept == customer_name(kept)
        assert AddressBook().naming(KNOWN, text).name_of(KNOWN) == kept

    def test_what_a_terminal_would_obey_is_made_visible(self) -> None:
        assert customer_name("Acme\x1b]0;x\x07\u202eCorp") == "Acme<U+001B>]0;x<U+0007><U+202E>Corp"

    @pytest.mark.parametrize(
        ("text", "fine"),
        [("Contoso", True), ("", True), ("3M", True), ("x" * NAME_MAX, True), ("x" * (NAME_MAX + 1), False)]
        + [(text, False) for text in (KNOWN, "4111-2222-3333", "Contoso 4111 2222 3333")],
    )
    def test_a_name_is_short_and_no_account_id(self, text: str, fine: bool) -> None:
        assert (customer_name_problem(text) == "") == fine


class TestLearning:
    @given(st.lists(entries(KNOWN, "500000000001"), max_size=6))
    def test_the_order_and_repetition_of_what_is_learned_do_not_matter(
        self, found: list[KnownAccount]
    ) -> None:
        once = AddressBook().merged(found)
        again = once.merged(found)
        back = AddressBook().merged(reversed(found))
        assert again is once
        for known in once.accounts:
            other = back.by_account[known.account]
            assert {*known.offers} == {*other.offers}
            assert {*known.listed} == {*other.listed}
            assert known.last_used == other.last_used

    @given(st.lists(entries(KNOWN, "500000000001"), max_size=4), entries(KNOWN))
    def test_only_what_is_new_teaches(self, before: list[KnownAccount], one: KnownAccount) -> None:
        book = AddressBook().merged(before)
        assert book.learns_from(one) == (book.merged([one]) != book)

    def test_a_name_given_by_hand_stays(self) -> None:
        book = a_book(Contoso=(KNOWN,)).merged(
            [KnownAccount(account=KNOWN, customer="Other", offers=("o2",))]
        )
        assert book.name_of(KNOWN) == "Contoso"
        assert "o2" in book.offers

    def test_the_last_use_is_the_latest(self) -> None:
        late, early = (KnownAccount(account=KNOWN, last_used=NOW - timedelta(days=days)) for days in (1, 9))
        assert late.merged(early).last_used == early.merged(late).last_used == late.last_used

    @pytest.mark.parametrize("text", ["", "123", "４１１１２２２２３３３３"])
    def test_what_is_no_account_is_never_learned(self, text: str) -> None:
        assert not AddressBook().learns_from(KnownAccount(account=text, offers=("o",)))
