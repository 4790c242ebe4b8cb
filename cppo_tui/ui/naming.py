"""Giving an account its customer's name: which account, then the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cppo_tui.domain.accounts import grouped, is_account
from cppo_tui.domain.address_book import AddressBook, customer_name_problem
from cppo_tui.domain.errors import StoreError
from cppo_tui.ui.dialogs.choose import Choose
from cppo_tui.ui.dialogs.type_in import TypeIn
from cppo_tui.ui.plain import plain, say

if TYPE_CHECKING:
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.ui.app import CppoApp

ALL = "all"
KEPT = "The name is kept on this computer only: AWS never sees it, and templates leave it out."


async def name_customer(app: CppoApp, account: str = "") -> None:
    """Ask for the name of this buyer account, or first which one. Nothing changes when nobody answers."""
    draft = app.drafting.draft
    accounts = tuple(buyer for buyer in dict.fromkeys(draft.buyers) if is_account(buyer))
    if not accounts:
        say(app, "Add a buyer account first.", title="Nobody to name yet")
        return
    book = app.customers.book or AddressBook()
    chosen = (account,) if account in accounts else await _chosen(app, accounts, book)
    if not chosen:
        return
    about = grouped(chosen[0]) if len(chosen) == 1 else f"{len(chosen)} accounts"
    name = await app.push_screen_wait(
        TypeIn(
            "Name this customer",
            plain(f"Whose is {about}? " if len(chosen) == 1 else f"Whose are the {about}? ", KEPT),
            yes="Keep the name",
            check=customer_name_problem,
            value=_suggested(chosen, book, draft),
            about=("customer",),
        )
    )
    if name is None:
        return
    try:
        for each in chosen:
            await app.customers.name(each, name)
    except StoreError as error:
        say(app, str(error), problem=True)


async def _chosen(app: CppoApp, accounts: tuple[str, ...], book: AddressBook) -> tuple[str, ...]:
    """The one account there is, or those that are picked from the list."""
    if len(accounts) == 1:
        return accounts
    unnamed = tuple(account for account in accounts if not book.name_of(account))
    entries = [(ALL, f"the {len(unnamed)} accounts without a name")] if len(unnamed) > 1 else []
    entries += [(account, f"{grouped(account)}  {book.name_of(account)}".strip()) for account in accounts]
    question = plain("The name then stands beside the account, here and in the review.")
    answer = await app.push_screen_wait(Choose("Which account?", question, entries))
    if answer is None:
        return ()
    return unnamed if answer == ALL else (answer,)


def _suggested(accounts: tuple[str, ...], book: AddressBook, draft: OfferDraft) -> str:
    """The name that stands, else what the ISV calls the buyer in its authorization."""
    listed = draft.authorization.buyers if draft.authorization else ()
    legal = {buyer.account: buyer.legal_name for buyer in listed}
    return book.name_of(accounts[0]) or legal.get(accounts[0], "")
