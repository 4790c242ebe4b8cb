"""Tables keep to their terminal: aligned where there is room, never a word or an id in two pieces."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.cli.printing import show_one
from cppo_tui.cli.tables import cells, member_lines, table_lines, words_within

HEADS = ("Offer", "Buyers", "On its way", "Says")
LONG = "It was confirmed yesterday and nobody has accepted it so far, which may be meant."
ROWS = (
    ("offer-euxmbalqomroa", "1111 2222 3333", "", LONG),
    ("offer-b", "4444 5555 6666, 7777 8888 9999", "", ""),
)


def lines(width: int | None) -> list[str]:
    return list(table_lines(HEADS, ROWS, width))


def test_into_a_file_each_row_is_one_line_under_all_headings() -> None:
    told = lines(None)
    assert len(told) == 3
    assert told[0].split() == ["Offer", "Buyers", "On", "its", "way", "Says"]
    assert told[1].index("1111") == told[2].index("4444") == told[0].index("Buyers")


def test_what_fits_is_the_same_on_a_terminal() -> None:
    assert lines(300) == lines(None)


def test_a_column_without_anything_gives_way_first_then_cells_go_on_below_themselves() -> None:
    told = lines(90)
    assert "On its way" not in told[0]
    assert max(map(cells, told)) <= 90
    says = told[0].index("Says")
    assert all(line[:says].ljust(says).endswith("  ") for line in told)
    assert " ".join(part for line in told[1:] if (part := line[says:].strip())) == LONG


def test_then_the_sentences_go_below_their_row() -> None:
    told = lines(38)
    assert told[0].split() == ["Offer", "Buyers"]
    assert told[1].split() == ["offer-euxmbalqomroa", "1111", "2222", "3333"]
    assert told[2].startswith("    It was confirmed")
    assert max(map(cells, told)) <= 38


def test_and_where_there_is_no_room_at_all_every_member_has_its_line() -> None:
    told = lines(30)
    assert told[0] == "Offer   offer-euxmbalqomroa"
    assert told[1] == "Buyers  1111 2222 3333"
    assert "" in told, "an empty line between two rows"


def test_nothing_to_show_is_the_heading_alone() -> None:
    assert list(table_lines(HEADS, (), 20)) == ["Offer  Buyers  On its way  Says"]


def test_a_command_and_an_account_are_copied_in_one_piece() -> None:
    text = "Type «cppo extend offer-abc 2027-03-31 --sandbox» for 1111 2222 3333 now."
    told = words_within(text, 20)
    assert "«cppo extend offer-abc 2027-03-31 --sandbox»" in told
    assert any("1111 2222 3333" in line for line in told)


def test_an_account_is_twelve_digits_to_a_program_and_grouped_to_a_person(
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = {"name": "111122223333", "buyers": ["111122223333", "444455556666"], "seller": "777788889999"}
    columns = (("name", "Name"), ("buyers", "Buyers"), ("seller", "Seller"))
    show_one(row, columns, "json")
    assert json.loads(capsys.readouterr().out) == row
    show_one(row, columns, "table")
    told = capsys.readouterr().out
    assert "1111 2222 3333, 4444 5555 6666" in told
    assert "7777 8888 9999" in told
    assert "Name    111122223333" in told, "what is no account stays as it is"


def test_what_takes_two_places_of_the_terminal_is_counted_as_two() -> None:
    told = list(table_lines(("Name", "Id"), (("株式会社", "1"), ("Ünï", "2")), 80))
    assert [cells(line.rpartition(" ")[0]) for line in told[1:]] == [9, 9]


def test_a_long_member_goes_on_under_its_beginning() -> None:
    told = list(member_lines([("Says", LONG), ("Name", "x")], 40))
    assert told[0].startswith("Says  It was")
    assert all(line.startswith("      ") for line in told[1:-1])
    assert max(map(cells, told)) <= 40


TEXT = st.text(st.sampled_from("ab -株é«»0123456789"), max_size=40)


@pytest.mark.parametrize("columns", [1, 4])
@given(data=st.data(), width=st.integers(30, 120))
def test_no_word_is_lost_or_broken_and_no_line_is_wider_unless_a_word_is(
    columns: int, data: st.DataObject, width: int
) -> None:
    table = data.draw(st.lists(st.lists(TEXT, min_size=columns, max_size=columns), max_size=5))
    heads = [f"Head {place}" for place in range(columns)]
    told = list(table_lines(heads, table, width))
    words = [word for line in told for word in line.split()]
    for row in table:
        for cell in row:
            assert all(word in words for word in cell.split())
    longest = max((cells(cell) for row in table for cell in row), default=0)
    assert max(map(cells, told)) <= max(width, longest + 8, sum(map(cells, heads)) + 2 * columns)
