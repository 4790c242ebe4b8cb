"""Drafts and submissions to keep, and a clock that goes on by itself."""

from datetime import UTC, datetime, timedelta

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.plan import Plan, PlanKind, canonical, digest_of
from cppo_tui.domain.submission import Submission, SubmissionState
from cppo_tui.domain.templates import Template, template_of

START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


class TickingClock:
    """One second later at each look."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def a_draft(draft_id: str = "d1", **fields: object) -> OfferDraft:
    return OfferDraft.model_validate({"id": draft_id, "title": "Acme renewal", **fields})


def a_template(name: str = "Ours", **fields: object) -> Template:
    values = {"id": "d1", "authorization": an_authorization(), "agreement": "2 years", **fields}
    return template_of(name, OfferDraft.model_validate(values))


def an_authorization(**fields: object) -> ResaleAuthorization:
    return ResaleAuthorization.model_validate(
        {"id": "resaleauthz-1", "product_name": "Log Shipper", **fields}
    )


def a_plan(draft_id: str = "d1", world: str = "sandbox", text: str = "Acme") -> Plan:
    payload = canonical([{"ChangeType": "ReleaseOffer", "DetailsDocument": {"Name": text}}])
    return Plan(
        draft_id=draft_id,
        kind=PlanKind.PUBLISH,
        world=world,
        seller_account="111122223333",
        authorization_id="resaleauthz-1",
        fingerprint="f" * 64,
        title="Acme renewal",
        payload=payload,
        digest=digest_of(payload),
        made=START,
        buyers=("123456789012",),
    )


def a_submission(
    submission_id: str = "s1",
    draft_id: str = "d1",
    state: SubmissionState = SubmissionState.SENDING,
    **fields: object,
) -> Submission:
    values = {
        "id": submission_id,
        "plan": a_plan(draft_id),
        "attempt": 1,
        "name": f"cppo {draft_id} 1",
        "token": f"token-{submission_id}",
        "state": state,
        "created": START,
        "updated": START,
        **fields,
    }
    return Submission.model_validate(values)


def turned(submission: Submission, state: SubmissionState, **fields: object) -> Submission:
    """The same submission one state on."""
    return submission.model_copy(update={"state": state, **fields})
