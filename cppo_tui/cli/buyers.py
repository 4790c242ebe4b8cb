"""Buyer accounts given as arguments: the same reading and the same words as in the wizard."""

from cppo_tui.cli.headless import Misused


def named_accounts(text: str) -> tuple[str, ...]:
    """The accounts meant, however they are grouped. Raises Misused for what is none."""
    from cppo_tui.domain.buyers import find_accounts
    from cppo_tui.domain.checks.opportunity import account_problem

    found = find_accounts(text)
    for word in found.ignored:
        raise Misused(f"{word} is not an account id: it has 12 digits.")
    for entry in found.entries:
        if problem := account_problem(entry):
            raise Misused(f"{entry}: {problem[1]} {problem[2]}")
    return tuple(dict.fromkeys(found.entries))
