"""A table of customers as people have it: any encoding, any delimiter, and what spreadsheets do to ids."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.customers import Customers, read_customers
from cppo_tui.domain.spreadsheets import NotASheet, account_cell, safe_cell, sheet_text

TABLE = "Customer,AWS account\nContoso,123456789012\nMüller,012345678901\n"


def read(text: str, encoding: str = "utf-8") -> Customers:
    return read_customers(text.encode(encoding))


def stops(text: str) -> list[str]:
    """What stops the only row."""
    (row,) = read(text).rows
    return [remark.message for remark in row.remarks if remark.stops]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_encoding_and_delimiter_gives_the_same_customers(encoding: str, delimiter: str) -> None:
    found = read(TABLE.replace(",", delimiter), encoding)
    assert [(row.customer, row.accounts) for row in found.rows] == [
        ("Contoso", ("123456789012",)),
        ("Müller", ("012345678901",)),
    ]


def test_a_guessed_encoding_is_said() -> None:
    assert any("Latin-1" in note for note in read(TABLE, "cp1252").notes)
    assert any("UTF-16" in note for note in read(TABLE, "utf-16").notes)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(NotASheet, match="Save the sheet as CSV"):
        read_customers(b"PK\x03\x04\x00\x00\x00\x00\x01\x00\x02")


def test_a_spreadsheet_s_own_word_for_its_delimiter_counts_and_lines_stay() -> None:
    found = read("sep=;\r\ncustomer;account\r\nContoso;123456789012\r\n")
    assert [(row.customer, row.line) for row in found.rows] == [("Contoso", 3)]


def test_headings_are_known_by_many_names_and_overrides_are_kept() -> None:
    (row,) = read(
        "Company Name,Buyer Account IDs,Markup %,Offer name,Expiry,Notes\n"
        "Contoso,123456789012,25,Contoso 2027,2027-01-31,call them\n"
    ).rows
    assert row.changes == (("name", "Contoso 2027"), ("markup", "25"), ("expiry", "2027-01-31"))


def test_an_unknown_heading_is_said_with_what_may_be_meant() -> None:
    notes = " ".join(read("customer,account,markpu,colour\nA,123456789012,,\n").notes)
    assert "markpu (is markup meant?)" in notes
    assert "colour" in notes


@pytest.mark.parametrize("heading", ["customer,mail", "account,mail", "customer,name,account"])
def test_a_table_without_its_columns_or_with_two_of_one_is_refused(heading: str) -> None:
    with pytest.raises(NotASheet):
        read(f"{heading}\nA,B,C\n")


def test_several_accounts_in_a_cell_or_in_columns_are_one_customer_s() -> None:
    (row,) = read('customer,account 1,account\nA,,"1111-2222-3333; 444455556666"\n').rows[:1]
    assert row.accounts == ("111122223333", "444455556666")


@pytest.mark.parametrize("cell", ["1.23457E+11", '"1,23457E+11"', "1E+11", "1.2e11"])
def test_a_rounded_id_is_never_guessed_back(cell: str) -> None:
    (row,) = read(f"customer,account\nA,{cell}\n").rows
    assert row.accounts == ()
    assert "rounded its digits away" in row.remarks[0].message
    assert "as text" in row.remarks[0].fix


def test_a_lost_zero_is_noticed_and_not_put_back() -> None:
    (row,) = read("customer,account\nA,12345678901\n").rows
    assert (row.accounts, row.stopped) == ((), True)
    assert "0123 4567 8901" in row.remarks[0].fix


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("A,", "There is no account id"),
        (",123456789012", "The customer has no name"),
        ("A,123456789012.0", "lose their zeros"),
        ("A,1234", "no account id"),
        ("123456789012,123456789012", "will not do as a customer's name"),
        ("A,123456789012,x", "more cells than the heading"),
    ],
)
def test_a_row_that_cannot_be_meant_stops(line: str, said: str) -> None:
    assert said in " ".join(stops(f"customer,account\n{line}\n"))


def test_two_figures_for_one_price_stop() -> None:
    assert stops("customer,account,markup,margin\nA,123456789012,25,20\n")


def test_one_account_in_two_rows_stops_both_and_names_the_lines() -> None:
    first, second = read("customer,account\nA,123456789012\nB,1234-5678-9012\n").rows
    assert "line 3" in first.remarks[0].message
    assert "line 2" in second.remarks[0].message
    assert first.stopped
    assert second.stopped


def test_one_customer_in_two_rows_is_said_and_may_be_meant() -> None:
    rows = read("customer,account\nContoso,123456789012\nCONTOSO,111122223333\n").rows
    assert [(row.stopped, len(row.remarks)) for row in rows] == [(False, 1), (False, 1)]


@pytest.mark.parametrize(
    ("other", "how"),
    [("123456789013", "only digit 12 differs"), ("213456789012", "only digits 1 and 2 are sw")],
)
def test_ids_of_two_customers_that_are_one_slip_apart_are_pointed_out_and_may_be_meant(
    other: str, how: str
) -> None:
    rows = read(f"customer,account\nContoso,123456789012\nFabrikam,{other}\n").rows
    assert [how in row.remarks[0].message for row in rows] == [True, True]
    assert "in line 3 (Fabrikam)" in rows[0].remarks[0].message
    assert not any(row.stopped for row in rows)


def test_a_customer_s_own_accounts_may_be_alike() -> None:
    rows = read("customer,account\nContoso,123456789012 123456789013\ncontoso,123456789014\n").rows
    assert not any("nearly" in remark.message for row in rows for remark in row.remarks)


def test_lines_are_counted_through_quoted_line_ends() -> None:
    rows = read('customer,account\n"A\nB",123456789012\n\nC,111122223333\n').rows
    assert [(row.customer, row.line) for row in rows] == [("A B", 2), ("C", 5)]


def test_what_a_terminal_would_obey_is_made_visible() -> None:
    (row,) = read("customer,account\nA\u202eB\x1b[2J,123456789012\n").rows
    assert "\x1b" not in row.customer
    assert "\u202e" not in row.customer


@given(st.binary(max_size=300))
def test_no_bytes_are_too_strange(content: bytes) -> None:
    with suppress(NotASheet):
        assert all(row.customer or row.stopped for row in read_customers(content).rows)


ACCOUNTS = st.lists(st.from_regex(r"\A[0-9]{12}\Z"), min_size=1, max_size=20, unique=True)


@given(ACCOUNTS, st.sampled_from(",;\t|"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_every_id_comes_through_with_all_its_digits(
    accounts: list[str], delimiter: str, encoding: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["customer", "account"])
    writer.writerows((f"C {place}", account) for place, account in enumerate(accounts))
    found = read(out.getvalue(), encoding)
    assert [row.accounts for row in found.rows] == [(account,) for account in accounts]
    assert not any(row.stopped for row in found.rows)


@given(ACCOUNTS)
def test_a_result_can_be_read_as_a_table_again(accounts: list[str]) -> None:
    text = sheet_text(("customer", "accounts"), ((safe_cell("=A"), account_cell(one)) for one in accounts))
    assert [row.accounts for row in read(text).rows] == [(account,) for account in accounts]


@given(st.sampled_from("=+-@\t\r\n＝＋－＠"), st.text(max_size=8))
def test_no_cell_is_a_formula(first: str, rest: str) -> None:
    assert safe_cell(first + rest).startswith("'")
    assert safe_cell(" " + first + rest).startswith("'")


def test_ordinary_cells_stay_as_they_are() -> None:
    assert [safe_cell(text) for text in ("", "Contoso", "1-2")] == ["", "Contoso", "1-2"]
