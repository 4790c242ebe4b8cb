"""Submissions from the command line: the one that is meant, and one look at what is on its way."""

from collections.abc import Sequence

from cppo_tui.cli.headless import Headless, Misused, tell
from cppo_tui.cli.whereabouts import in_the_sandbox
from cppo_tui.domain.errors import CatalogError, StoreError
from cppo_tui.domain.ports import SubmissionRow


def the_one(headless: Headless, wanted: str) -> SubmissionRow:
    """The submission of this id or change set, the last one about this offer, or the one whose id begins
    like this. Raises Misused."""
    found = _called(headless.store.submissions(), wanted) if wanted else []
    if len(found) == 1:
        return found[0]
    if not found:
        there = in_the_sandbox(headless, lambda store: bool(wanted and _called(store.submissions(), wanted)))
        raise Misused(f"No submission here is called “{wanted}”. «cppo status» lists them.{there}")
    raise Misused(f"{len(found)} submissions begin with {wanted}; give more of the id.")


def _called(rows: Sequence[SubmissionRow], wanted: str) -> list[SubmissionRow]:
    """``rows`` as the store lists them, the last one first."""
    exact = [row for row in rows if wanted in (row.id, row.change_set_id)]
    about = [row for row in rows if wanted == row.offer_id][:1]
    return exact or about or [row for row in rows if row.id.startswith(wanted)]


def look_once(headless: Headless, submission_ids: Sequence[str]) -> None:
    """One look at each that is on its way: a submission that was cut off is looked up under its name."""
    from cppo_tui.services.watcher import Pace, Watcher

    if not submission_ids:
        return

    async def never(_seconds: float) -> None:
        raise AssertionError("one look is all")

    watcher = Watcher(
        headless.store, headless.account, headless.submitter, clock=headless.clock, sleep=never, pace=Pace()
    )
    for submission_id in submission_ids:
        try:
            look = watcher.look(submission_id)
        except (CatalogError, StoreError) as error:
            tell(str(error))
        else:
            if look.problem:
                tell(look.problem)
