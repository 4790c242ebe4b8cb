"""Sending, and the other binding actions, as seen from the screen. They belong to the app: a screen that is
left meanwhile neither stops them nor misses what came of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cppo_tui.domain.errors import CatalogError, StoreError
from cppo_tui.ui.bulk_sending import ENDING, BulkSending
from cppo_tui.ui.plain import say

if TYPE_CHECKING:
    from cppo_tui.domain.plan import Plan
    from cppo_tui.services.refusals import AcceptedNotRecorded, PlanRefused
    from cppo_tui.ui.app import CppoApp


class Sending:
    """Runs binding actions as workers of the app and tells what became of them."""

    def __init__(self, app: CppoApp) -> None:
        self._app = app
        self._leaving = False
        self.bulk = BulkSending(app)

    def leave_after(self) -> None:
        """End the program as soon as what is in progress has been answered and noted."""
        self._leaving = True
        self.bulk.stop(ENDING)

    def send(self, plan: Plan) -> None:
        """Send a plan; exactly one worker, owned by the app."""
        self._app.run_worker(self._send(plan), group="send", exit_on_error=False)

    def act(self, action: str, submission_id: str) -> None:
        """Cancel, resend or close a submission; owned by the app."""
        self._app.run_worker(self._act(action, submission_id), group="act", exit_on_error=False)

    async def _send(self, plan: Plan) -> None:
        from cppo_tui.services.refusals import AcceptedNotRecorded, PlanRefused

        app = self._app
        if app.connection.catalog is None or app.tracking.sending is not None:
            return
        try:
            submission = await app.tracking.submit(plan, app.connection.catalog)
        except AcceptedNotRecorded as error:
            self._not_recorded(error)
            if app.is_about(plan.draft_id):
                app.show_submission(error.submission_id)
        except PlanRefused as refusal:
            self._refused(plan, refusal)
        except CatalogError as error:
            self._not_sent(plan, error.sentences())
        except StoreError as error:
            self._not_sent(plan, f"{error} Nothing was sent.")
        else:
            app.follow(submission.id)
            if app.is_about(plan.draft_id):
                app.show_submission(submission.id)
            else:
                say(app, f"{plan.title}: {submission.state.value}.", title="Sent")
        app.tracking_changed.publish("")
        await self.leave_if_asked()

    async def leave_if_asked(self) -> None:
        """End the program now, if that was wished while AWS had not answered yet."""
        if self._leaving and not self._app.tracking.binding:
            await self._app.action_quit()

    def _not_recorded(self, error: AcceptedNotRecorded) -> None:
        """The id stays on the submission's screen until it is noted down, and is printed at the end."""
        self._app.tracking.unrecorded[error.submission_id] = str(error)
        self._app.must_tell(str(error))

    def _refused(self, plan: Plan, refusal: PlanRefused) -> None:
        """Something moved since the review: keep what, take the new reading over, review again."""
        from cppo_tui.domain.authorization_changes import differences
        from cppo_tui.services.refusals import GONE

        app, text = self._app, str(refusal)
        if refusal.code == GONE:
            app.connection.gone.add(plan.authorization_id)
        draft = app.drafting.draft if app.drafting.is_open else None
        if draft is not None and draft.id == plan.draft_id:
            if refusal.fresh is not None and draft.authorization is not None:
                changed = differences(draft.authorization, refusal.fresh)
                text += "".join(f"\n{d.label}: {d.before} → {d.after}" for d in changed)
                app.change(authorization=refusal.fresh, consents=frozenset())
            app.read_offers()
        if refusal.code == "OTHER_ACCOUNT":
            app.connect()
        self._not_sent(plan, text)

    def _not_sent(self, plan: Plan, text: str) -> None:
        self._app.tracking.refusals[plan.draft_id] = self._app.desk.as_here(text)
        say(self._app, text, title="Not sent", problem=True)

    async def _act(self, action: str, submission_id: str) -> None:
        from cppo_tui.services.refusals import AcceptedNotRecorded, PlanRefused

        app = self._app
        if app.connection.catalog is None or submission_id in app.tracking.busy:
            return
        try:
            await app.tracking.act(action, submission_id, app.connection.catalog)
        except AcceptedNotRecorded as error:
            self._not_recorded(error)
        except CatalogError as error:
            say(app, error.sentences(), title=error.title, problem=True)
        except (StoreError, PlanRefused) as error:
            say(app, str(error), problem=True)
        app.follow(submission_id)
        await self.leave_if_asked()
