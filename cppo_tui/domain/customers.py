"""A table of customers: who they are, their AWS accounts, and what is different about their offer.

People keep it in spreadsheets, and those damage account ids: a leading zero goes, twelve digits become
1.23457E+11. Such an id is never guessed back: whoever owns the guess could accept the offer.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

from cppo_tui.domain.accounts import grouped, is_account
from cppo_tui.domain.address_book import (
    AddressBook,
    KnownAccount,
    NearMiss,
    customer_key,
    customer_name,
    customer_name_problem,
)
from cppo_tui.domain.buyers import find_accounts
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.spreadsheets import (
    DELIMITERS,
    NotASheet,
    Record,
    decoded,
    first_record,
    records,
)
from cppo_tui.domain.text import clean, shorten

MOST_ROWS = 10_000
"""More customers than this belong into several files: our own limit."""

COLUMNS = {
    "customer": ("customer", "customername", "name", "company", "companyname", "client"),
    "accounts": (
        *("account", "accounts", "accountid", "accountids", "awsaccount", "awsaccounts", "awsaccountid"),
        *("awsaccountids", "buyer", "buyers", "buyeraccount", "buyeraccounts", "buyeraccountid"),
        "buyeraccountids",
    ),
    "name": ("offername", "offer"),
    "markup": ("markup", "markuppercent"),
    "margin": ("margin", "marginpercent"),
    "price": ("price", "unitprice", "buyerprice"),
    "agreement": ("agreement", "agreementlength", "agreementduration", "duration"),
    "expiry": ("expiry", "expires", "offerexpiry", "expirationdate", "offerexpiration"),
    "description": ("description", "offerdescription"),
}
"""Each column and the headings it is known by, without case, spaces and signs."""

FIGURES = ("markup", "margin", "price")
_ALIKE = 4 / 5
"""From this much in common on, a heading is taken for a misspelt known one."""
_KNOWN = {heading: column for column, headings in COLUMNS.items() for heading in headings}
_SCIENTIFIC = re.compile(r"(?<![\w])[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,2}(?![\w])", re.IGNORECASE)
_AS_DECIMAL = re.compile(r"[0-9]{9,12}[.,]0+")
_LOST_ZERO = re.compile(r"[0-9]{9,11}")


class Remark(Frozen):
    """Something about a row. ``stops`` when no offer may be made from it as it stands."""

    message: str
    fix: str = ""
    stops: bool = True

    @property
    def sentence(self) -> str:
        """Both parts in one line."""
        return f"{self.message} {self.fix}".strip()


class CustomerRow(Frozen):
    """One customer. ``changes`` are the pairs of a column and what stands there instead of the template's."""

    line: int
    customer: str
    accounts: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def stopped(self) -> bool:
        """True when no offer may be made from this row as it stands."""
        return any(remark.stops for remark in self.remarks)


class Customers(Frozen):
    """The whole table. ``notes`` tell how the file was read and what of it was not used."""

    rows: tuple[CustomerRow, ...]
    notes: tuple[str, ...] = ()


def read_customers(content: bytes) -> Customers:
    """The customers of a CSV in any usual encoding, with any usual delimiter. Raises NotASheet."""
    text, encoding = decoded(content)
    notes = [f"Read as {encoding}."] if encoding != "UTF-8" else []
    if "Latin-1" in encoding:
        notes = [f"This is not UTF-8, so it was read as {encoding}: look whether the names are right."]
    text, delimiter = _delimited(text)
    whole = records(text, delimiter)
    if not whole:
        raise NotASheet("There is nothing in it. The first line names the columns: customer, account id.")
    columns, unused = _columns(whole[0])
    if unused:
        notes.append(f"Not used: {', '.join(unused)}.")
    notes.append(f"Columns are separated by {DELIMITERS[delimiter]}.")
    if len(whole) - 1 > MOST_ROWS:
        raise NotASheet(f"It has more than {MOST_ROWS} customers. Split it into several files.")
    rows = tuple(_row(record, columns, len(whole[0].cells)) for record in whole[1:])
    return Customers(rows=_compared(rows), notes=tuple(notes))


def _delimited(text: str) -> tuple[str, str]:
    """The delimiter under which most headings are known; "sep=;" is a spreadsheet's own word for it."""
    head, _, rest = text.partition("\n")
    said = re.fullmatch(r"\"?sep=(.)\"?\s*", head)
    if said and said[1] in DELIMITERS:
        return "\n" + rest, said[1]  # an empty line in its place, so that line numbers stay

    def worth(delimiter: str) -> tuple[int, int]:
        """How many known headings it yields, then how many cells."""
        cells = first_record(text, delimiter)
        return len({_KNOWN[_plain(cell)] for cell in cells if _plain(cell) in _KNOWN}), len(cells)

    return text, max(DELIMITERS, key=worth)


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]", "", heading.casefold())


def _columns(heading: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """For each place its column ("" for one that is not used), and what is not used. Raises NotASheet."""
    columns = tuple(_KNOWN.get(_plain(cell), "") for cell in heading.cells)
    seen = [clean(cell).strip() for cell in heading.cells]
    for column in COLUMNS:
        places = [seen[place] for place, one in enumerate(columns) if one == column]
        if len(places) > 1 and column != "accounts":
            raise NotASheet(f"Line {heading.line}: {' and '.join(places)} both mean {column}. Rename one.")
    for column, example in (("customer", "customer"), ("accounts", "account id")):
        if column not in columns:
            raise NotASheet(
                f"Line {heading.line}: no column is called “{example}”. There are: {', '.join(seen)}."
            )
    unused = tuple(_unused(cell) for cell, one in zip(seen, columns, strict=True) if not one and cell)
    return columns, unused


def _unused(heading: str) -> str:
    near = get_close_matches(_plain(heading), _KNOWN, n=1, cutoff=_ALIKE)
    return f"{heading} (is {_KNOWN[near[0]]} meant?)" if near else heading


def _row(record: Record, columns: tuple[str, ...], width: int) -> CustomerRow:
    remarks: list[Remark] = []
    values: dict[str, list[str]] = defaultdict(list)
    for column, cell in zip(columns, record.cells, strict=False):
        if column and cell.strip():
            values[column].append(clean(cell, lines=column == "accounts").strip())
    if any(cell.strip() for cell in record.cells[width:]):
        extra = "This row has more cells than the heading."
        remarks.append(Remark(message=extra, fix="Put a value that holds the separator in quotation marks."))
    customer = customer_name(" ".join(values["customer"]))
    if not customer:
        remarks.append(Remark(message="The customer has no name.", fix="Fill it in."))
    elif problem := customer_name_problem(customer):
        remarks.append(Remark(message=f"This will not do as a customer's name. {problem}"))
    given = [figure for figure in FIGURES if values[figure]]
    if len(given) > 1:
        remarks.append(Remark(message=f"{' and '.join(given)} are both given.", fix="Keep one of them."))
    changed = tuple((key, " ".join(values[key])) for key in COLUMNS if key not in ("customer", "accounts"))
    return CustomerRow(
        line=record.line,
        customer=customer,
        accounts=_accounts(values["accounts"], remarks),
        changes=tuple((key, text) for key, text in changed if text),
        remarks=tuple(remarks),
    )


def _accounts(cells: list[str], remarks: list[Remark]) -> tuple[str, ...]:
    """The accounts of a row's cells; what is none is remarked on and stops the row."""
    found: list[str] = []
    for cell in cells:
        if damage := _damage(cell):
            remarks.append(damage)
            continue
        pasted = find_accounts(cell)
        found.extend(pasted.entries)
        if pasted.ignored:
            words = " ".join(pasted.ignored)
            remarks.append(Remark(message=f"Not an account, so left out: {words}.", stops=False))
    for entry in dict.fromkeys(one for one in found if not is_account(one)):
        remarks.append(_not_an_account(entry))
    accounts = tuple(dict.fromkeys(one for one in found if is_account(one)))
    if not accounts and not any(remark.stops for remark in remarks):
        remarks.append(Remark(message="There is no account id.", fix="Fill in 12 digits."))
    if len(accounts) < sum(is_account(one) for one in found):
        remarks.append(Remark(message="An account stands there twice; it is used once.", stops=False))
    return accounts


def _damage(cell: str) -> Remark | None:
    """What a spreadsheet has made of an account id and cannot be undone."""
    if found := _SCIENTIFIC.search(cell):
        return Remark(
            message=f"{found[0]} was an account id; the spreadsheet has rounded its digits away.",
            fix="Format that column as text and enter the ids again.",
        )
    if found := _AS_DECIMAL.fullmatch(cell):
        return Remark(
            message=f"{found[0]} is a number, and account ids lose their zeros as numbers.",
            fix="Format that column as text and enter the id again.",
        )
    return None


def _not_an_account(entry: str) -> Remark:
    if _LOST_ZERO.fullmatch(entry):
        return Remark(
            message=f"{entry} has {len(entry)} digits: a spreadsheet may have taken its leading zero.",
            fix=f"If it is {grouped(entry.zfill(12))}, write it so, in a column formatted as text.",
        )
    return Remark(message=f"{entry} is no account id.", fix="It takes 12 digits.")


def _compared(rows: tuple[CustomerRow, ...]) -> tuple[CustomerRow, ...]:
    """An account in two rows would get two offers, so both rows stop; a name in two may be meant. Ids of two
    customers that one slip of the fingers would make the same are pointed out beside both."""
    of_account = _lines((account, row.line) for row in rows for account in row.accounts)
    of_name = _lines((customer_key(row.customer), row.line) for row in rows if row.customer)
    whose = {account: row.customer for row in rows for account in row.accounts}
    table = AddressBook(
        accounts=tuple(KnownAccount(account=id_, customer=name) for id_, name in whose.items())
    )
    compared = (_with_doubles(row, of_account, of_name) for row in rows)
    return tuple(_with_near_misses(row, table, of_account) for row in compared)


def _lines(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for key, line in pairs:
        found[key].append(line)
    return found


def _with_doubles(
    row: CustomerRow, of_account: dict[str, list[int]], of_name: dict[str, list[int]]
) -> CustomerRow:
    more = [
        Remark(
            message=f"{grouped(account)} stands in line {_others(lines, row.line)} too.",
            fix="Each account once: else it would get two offers.",
        )
        for account in row.accounts
        if len(lines := of_account[account]) > 1
    ]
    if len(lines := of_name.get(customer_key(row.customer), [])) > 1:
        said = f"The same customer stands in line {_others(lines, row.line)} too: each row is an offer."
        more.append(Remark(message=said, fix="One offer? Put the accounts into one row.", stops=False))
    return row.model_copy(update={"remarks": (*row.remarks, *more)}) if more else row


def _with_near_misses(row: CustomerRow, table: AddressBook, of_account: dict[str, list[int]]) -> CustomerRow:
    """The other rows as an address book: the same comparison that the accounts of before go through."""
    more = [
        _near_miss(account, near, of_account[near.known.account][0])
        for account in row.accounts
        for near in table.near(account)
        if customer_key(near.known.customer) != customer_key(row.customer)
    ]
    return row.model_copy(update={"remarks": (*row.remarks, *more)}) if more else row


def _near_miss(account: str, near: NearMiss, line: int) -> Remark:
    first, last = near.places[0], near.places[-1]
    how = f"only digit {first} differs" if first == last else f"only digits {first} and {last} are swapped"
    whose = f" ({shorten(near.known.customer, 24)})" if near.known.customer else ""
    return Remark(
        message=f"{grouped(account)} is nearly {grouped(near.known.account)} in line {line}{whose}: {how}.",
        fix="Is each meant? If not, correct the wrong one.",
        stops=False,
    )


def _others(lines: list[int], own: int) -> str:
    others = [str(line) for line in lines if line != own]
    return ", ".join(others[:5]) + (" …" if len(others) > 5 else "")
