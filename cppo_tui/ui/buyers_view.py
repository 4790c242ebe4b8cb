"""Buyer accounts in words: the number in groups of four, and whose it is as the address book has it."""

from textual.content import Content

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.address_book import AddressBook
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.text import shorten
from cppo_tui.ui.plain import lines, plain


def buyers_words(buyers: tuple[str, ...], book: AddressBook | None) -> str:
    """All of them in a sentence's form: ``4111 2222 3333 (Acme Corp), 4222 3333 4444 (new here)``."""
    known = book or AddressBook()
    said = [(grouped(buyer), known.said_of(buyer)) for buyer in buyers]
    return ", ".join(f"{account} ({words})" if words else account for account, words in said)


def buyers_rows(buyers: tuple[str, ...], book: AddressBook | None) -> Content:
    """Under each other with whose they are; three in a line where nothing is known of any."""
    known = book or AddressBook()
    if any(known.said_of(buyer) for buyer in buyers):
        said = [((f"  {grouped(buyer)}", "bold"), f"  {known.said_of(buyer)}") for buyer in buyers]
        return lines(*(plain(account, words) for account, words in said))
    shown = [grouped(buyer) for buyer in buyers]
    rows = [shown[start : start + 3] for start in range(0, len(shown), 3)]
    return lines(*(plain(("  " + "   ".join(row), "bold")) for row in rows))


def subject_of(finding: Finding, buyers: tuple[str, ...]) -> str:
    """Which of the buyers a finding is about, "" when it is about all, or names the account itself."""
    field, _, index = finding.field.partition(".")
    if field != "buyers" or not index or int(index) >= len(buyers):
        return ""
    account = grouped(buyers[int(index)])
    return "" if finding.message.startswith(account) else shorten(account, 24)
