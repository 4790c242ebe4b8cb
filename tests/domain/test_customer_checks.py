"""Step 1: what the address book has to say about the buyers. Scenario 11, the part no format can tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.address_book import AddressBook, KnownAccount
from cppo_tui.domain.checks.opportunity import check_buyers
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import CONFIRMED, Finding, Severity, stopping
from tests.domain.given import BUYER, ISV, SELLER, a_book, a_context, a_draft, codes

KNOWN, SLIP, SWAPPED = "411122223333", "411122223334", "141122223333"
BOOK = a_book(Contoso=(KNOWN,))
accounts = st.from_regex(r"[0-9]{12}", fullmatch=True)


def said(book: AddressBook | None, *buyers: str, **fields: object) -> tuple[Finding, ...]:
    draft = OfferDraft.model_validate({**a_draft().model_dump(), "buyers": buyers, **fields})
    return check_buyers(draft, a_context(book=book))


class TestOneAccount:
    def test_a_known_one_needs_no_word(self) -> None:
        assert said(BOOK, KNOWN) == ()

    def test_an_unknown_one_is_a_hint_that_stops_nothing(self) -> None:
        (finding,) = said(BOOK, BUYER)
        assert (finding.code, finding.severity) == ("UNKNOWN_ACCOUNT", Severity.NOTE)
        assert finding.message == f"No offer was made from here to {grouped(BUYER)} before."

    def test_several_unknown_ones_are_one_line(self) -> None:
        notes = [one for one in said(BOOK, BUYER, "999988887777") if one.code == "UNKNOWN_ACCOUNT"]
        assert [note.message for note in notes] == [
            "No offer was made from here to 2 of these accounts before."
        ]

    def test_in_an_empty_book_nobody_is_pointed_at_as_unknown(self) -> None:
        listed = AddressBook(accounts=(KnownAccount(account=KNOWN, listed=("o",)),))
        assert said(AddressBook(), BUYER) == said(listed, BUYER) == ()

    def test_one_digit_off_asks_and_says_where_and_whose_the_other_is(self) -> None:
        (finding,) = said(BOOK, SLIP)
        assert (finding.code, finding.field, finding.severity) == ("NEAR_MISS", "buyers.0", Severity.ASK)
        assert finding.message == (
            "4111 2222 3334 differs in one digit from 4111 2222 3333 (Contoso): digit 12 is 4, there 3."
        )

    def test_two_digits_swapped_asks_too(self) -> None:
        (finding,) = said(BOOK, SWAPPED)
        assert finding.message == "1411 2222 3333 is 4111 2222 3333 (Contoso) with digits 1 and 2 swapped."

    def test_an_account_aws_lists_is_compared_with_even_before_the_first_own_offer(self) -> None:
        listed = AddressBook(accounts=(KnownAccount(account=KNOWN, listed=("o",)),))
        assert codes(said(listed, SLIP)) == ["NEAR_MISS"]

    @given(known=accounts, other=accounts)
    def test_the_consent_holds_for_this_pair_and_no_other(self, known: str, other: str) -> None:
        slip = f"{(int(known[0]) + 1) % 10}{known[1:]}"
        near = [one for one in said(a_book(known), slip) if one.code == "NEAR_MISS"]
        consents = frozenset(one.consent for one in near)
        assert not stopping(said(a_book(known), slip, consents=consents)) or not near
        if other not in (known, slip):
            again = [one for one in said(a_book(known), other, consents=consents) if one.code == "NEAR_MISS"]
            assert all(one.severity is Severity.ASK for one in again)

    @pytest.mark.parametrize("book", [a_book(), BOOK, None])
    @pytest.mark.parametrize(("own", "whose"), [(SELLER, "your own"), (ISV, "the ISV's")])
    def test_an_id_that_nearly_is_the_seller_or_the_isv_asks(
        self, own: str, whose: str, book: AddressBook | None
    ) -> None:
        near = f"{own[:-1]}{(int(own[-1]) + 1) % 10}"
        (finding,) = [one for one in said(book, near) if one.code == "NEAR_MISS"]
        assert (finding.severity, finding.field) == (Severity.ASK, "buyers.0")
        assert f"differs in one digit from {grouped(own)} ({whose})" in finding.message
        assert finding.consent == f"near-miss:{near}:{own}"

    def test_an_account_an_offer_went_to_is_no_slip_of_the_isv_s(self) -> None:
        assert (
            said(a_book(f"{ISV[:-1]}{(int(ISV[-1]) + 1) % 10}"), f"{ISV[:-1]}{(int(ISV[-1]) + 1) % 10}") == ()
        )

    def test_whose_the_other_is_is_told_by_what_is_known_of_it(self) -> None:
        (nameless,) = said(a_book(KNOWN), SLIP)
        assert f"from {grouped(KNOWN)} (buyer of 1 earlier offer): digit 12" in nameless.message

    def test_once_confirmed_it_is_not_asked_again_in_other_words(self) -> None:
        (asked,) = said(BOOK, SLIP)
        (told,) = said(BOOK, SLIP, consents=frozenset({asked.consent}))
        assert (told.severity, told.message, told.fix) == (Severity.WARNING, asked.message, CONFIRMED)

    @pytest.mark.parametrize("own", [SELLER, ISV])
    def test_what_is_refused_anyway_is_not_asked_about_besides(self, own: str) -> None:
        near = a_book(f"{(int(own[0]) + 1) % 10}{own[1:]}")
        assert len(said(near, own)) == 1
        assert said(near, own)[0].severity is Severity.BLOCKING

    def test_a_book_that_cannot_be_read_is_told_and_never_taken_for_an_empty_one(self) -> None:
        (finding,) = said(None, BUYER)
        assert (finding.code, finding.severity) == ("ADDRESS_BOOK_UNREAD", Severity.WARNING)


class TestSeveralAccounts:
    def test_all_of_one_customer_need_no_question(self) -> None:
        assert said(a_book(Contoso=(KNOWN, BUYER)), KNOWN, BUYER) == ()

    def test_different_customers_need_a_yes_that_names_them(self) -> None:
        (finding,) = said(a_book(Contoso=(KNOWN,), Globex=(BUYER,)), KNOWN, BUYER)
        assert (finding.code, finding.severity) == ("SEVERAL_CUSTOMERS", Severity.ASK)
        assert "2 accounts of different customers, Contoso and Globex" in finding.message

    @pytest.mark.parametrize(
        ("book", "words"),
        [
            (AddressBook(), "2 accounts: each of them"),
            (a_book(KNOWN, BUYER), "2 accounts: each of them"),
            (a_book(Contoso=(KNOWN,)), "2 accounts (Contoso and 1 without a name): each of them"),
        ],
    )
    def test_accounts_of_whom_nobody_knows_ask_as_ever(self, book: AddressBook, words: str) -> None:
        asked = [one for one in said(book, KNOWN, BUYER) if one.severity is Severity.ASK]
        assert [one.code for one in asked] == ["BUYERS_SEVERAL"]
        assert asked[0].message.startswith(words)

    def test_many_customers_are_counted_beyond_three(self) -> None:
        named = {f"Customer {n}": (f"50000000000{n}",) for n in range(6)}
        book = a_book(**named)
        (finding,) = said(book, *(account for (account,) in named.values()), BUYER)[-1:]
        assert "Customer 0, Customer 1, Customer 2, 3 more and 1 without a name" in finding.message

    def test_25_accounts_of_one_customer_are_asked_about_because_the_console_stops_at_24(self) -> None:
        many = tuple(f"{number:012}" for number in range(100, 125))
        asked = said(a_book(Contoso=many), *many)
        assert codes(asked) == ["BUYERS_SEVERAL"]
        assert "The console itself stops at 24." in asked[0].message

    def test_a_yes_given_while_nobody_was_named_does_not_hold_for_two_customers(self) -> None:
        (asked,) = said(a_book(KNOWN, BUYER), KNOWN, BUYER)
        consents = frozenset({asked.consent})
        (now,) = said(a_book(Contoso=(KNOWN,), Globex=(BUYER,)), KNOWN, BUYER, consents=consents)
        assert now.severity is Severity.ASK

    def test_a_yes_to_two_customers_does_not_hold_when_the_names_change(self) -> None:
        book = a_book(Contoso=(KNOWN,), Globex=(BUYER,))
        (asked,) = said(book, KNOWN, BUYER)
        consents = frozenset({asked.consent})
        assert not stopping(said(book, KNOWN, BUYER, consents=consents))
        assert stopping(said(book.naming(BUYER, "Initech"), KNOWN, BUYER, consents=consents))

    @given(st.lists(accounts, min_size=2, max_size=6, unique=True), st.data())
    def test_without_a_question_all_accounts_are_one_customer_s(
        self, buyers: list[str], data: st.DataObject
    ) -> None:
        book = AddressBook()
        for buyer in buyers:
            name = data.draw(st.sampled_from(["", "Contoso", "contoso", "Globex"]))
            book = book.merged([KnownAccount(account=buyer, customer=name, offers=("o",))])
        asked = [one for one in said(book, *buyers) if one.code in ("BUYERS_SEVERAL", "SEVERAL_CUSTOMERS")]
        whose = {book.name_of(buyer).casefold() for buyer in buyers}
        assert bool(asked) == (whose != {"contoso"} and whose != {"globex"})
