"""Sending a confirmed plan from the command line, and saying what came of it."""

from cppo_tui.cli.endings import Exit
from cppo_tui.cli.headless import Headless, tell
from cppo_tui.cli.printing import show_one
from cppo_tui.cli.streams import read_or_not
from cppo_tui.cli.submission_rows import WHOLE, submission_details, submission_row
from cppo_tui.domain.plan import Plan
from cppo_tui.domain.submission import Submission, SubmissionState


def send(headless: Headless, plan: Plan, output: str, *, wait: bool = True) -> int:
    """Send once and follow it to its end; on stdout one record, as it stands then. Returns the exit code.

    Raises CatalogError and StoreError when nothing was sent.
    """
    from cppo_tui.services.refusals import AcceptedNotRecorded, PlanRefused

    try:
        submission = headless.submitter.submit(plan)
    except PlanRefused as refusal:
        return tell(f"{refusal} Nothing was sent.", Exit.STOPPED)
    except AcceptedNotRecorded as accepted:
        return _say(str(accepted), Exit.UNKNOWN)
    except KeyboardInterrupt:
        said = "Interrupted. It may have been sent: «cppo status» looks. Do not send it another way."
        return _say(said, Exit.INTERRUPTED)
    if wait and submission.state is SubmissionState.ACCEPTED:
        _say(f"AWS is working on submission {submission.id}. Ctrl+C stops looking, not what AWS does.")
        code = _followed(headless, submission.id)
        submission = headless.store.load_submission(submission.id)
    else:
        code = _code(submission.state)
    with read_or_not() as lost:
        show_submission(headless, submission, output)
    if lost:
        _say(_unwritten(submission))
    with read_or_not():
        _tell_next(submission)
    return code


def _say(text: str, code: int = Exit.DONE) -> int:
    """As ``tell``: after something was sent, a full or closed stderr must not change how this ends."""
    with read_or_not():
        tell(text)
    return code


def _unwritten(submission: Submission) -> str:
    """That it was sent, where its record went nowhere."""
    one, offer = submission.id, f", offer {submission.offer_id}" if submission.offer_id else ""
    shows = f"Its record could not be written; «cppo status {one}» shows it."
    return f"This was sent: submission {one}{offer}. {shows}"


def _code(state: SubmissionState) -> Exit:
    """Of what is not followed. Another window may have followed it to its end meanwhile."""
    if state in (SubmissionState.ACCEPTED, SubmissionState.SUCCEEDED):
        return Exit.DONE
    return Exit.UNKNOWN if state.in_flight else Exit.FAILED


def _followed(headless: Headless, submission_id: str) -> int:
    """Its news are talk here. What was sent is followed whether anybody reads that or not."""
    from cppo_tui.cli.commands.watch import follow, tell_news

    with read_or_not():
        return follow(headless, [submission_id], tell_news)
    return follow(headless, [submission_id], tell_news)


def show_submission(headless: Headless, submission: Submission, output: str) -> None:
    """One record on stdout: a submission as it stands."""
    row = next(one for one in headless.store.submissions() if one.id == submission.id)
    columns = [one for one in WHOLE if one[0] != "link"]  # told with the next step, to be copied
    show_one(submission_row(row) | submission_details(submission), columns, output)


def _tell_next(submission: Submission) -> None:
    """What to do now; of an end that was bad the record has said why."""
    from cppo_tui.cli.commands.watch import tell_link

    one, state = submission.id, submission.state
    if state is SubmissionState.ACCEPTED:
        tell(f"AWS is working on it; «cppo watch {one}» follows it to its end.")
    elif state.in_flight:
        tell(f"It is not known whether AWS has it. Send nothing; «cppo settle {one}» looks it up.")
    elif state is SubmissionState.SUCCEEDED and submission.plan.kind == "draft":
        tell(f"It is a draft at AWS that nobody sees. «cppo release {one}» compares and releases it.")
    else:
        tell_link(submission)
