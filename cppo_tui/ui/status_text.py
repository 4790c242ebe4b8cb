"""What a status tells, as one text: for a ticket, a colleague, or AWS's support."""

from collections.abc import Iterable

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.last_day import LastDay
from cppo_tui.domain.submission import Submission
from cppo_tui.domain.verify import Line
from cppo_tui.ui.comparison_view import DIFFERS, MOVED, SAME
from cppo_tui.ui.status_view import change_lines, headline
from cppo_tui.ui.widgets.failure_list import failures


def status_text(
    submission: Submission, last: LastDay, trouble: str, link: str, compared: Iterable[Line]
) -> str:
    """Where it stands, AWS's own words, what tells it from every other, and AWS's figures. ``trouble`` is
    what stands in the way now, ``link`` the buyer's."""
    told = [headline(submission, last).plain, trouble, *(words.plain for words, _ in failures(submission))]
    known = "\n".join(f"{label}: {value}" for label, value in _known(submission, link) if value)
    figures = "\n".join(map(_figure, sorted(compared, key=lambda one: one.same)))
    parts = ("\n".join(filter(None, told)), known, figures, change_lines(submission).plain)
    return "\n\n".join(filter(None, parts))


def _known(submission: Submission, link: str) -> tuple[tuple[str, str], ...]:
    plan = submission.plan
    return (
        ("Offer", plan.title),
        ("Offer id", submission.offer_id),
        ("Buyer link", link),
        ("Buyers", ", ".join(map(grouped, plan.buyers))),
        (
            "Seller",
            f"{grouped(plan.seller_account)} on {'the SANDBOX' if plan.world == 'sandbox' else 'AWS'}",
        ),
        ("Authorization", plan.authorization_id),
        ("Change set", submission.change_set_id),
        ("Name of the change set", submission.name),
        ("SHA-256", plan.digest),
        ("Sent", f"{submission.created:%Y-%m-%d %H:%M:%S} UTC"),
    )


def _figure(line: Line) -> str:
    """One fact on both sides, marked as the comparison marks it."""
    ours, theirs = line.said
    if line.same:
        return f"{SAME}: {line.called}: {theirs}"
    mark = f"{MOVED} ({line.moved})" if line.moved else DIFFERS
    return f"{mark}: {line.called}: AWS has {theirs}; you reviewed {ours}"
