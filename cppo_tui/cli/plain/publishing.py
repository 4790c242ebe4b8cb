"""Step 5's own questions: how to publish, an abandoned draft to complete, the ISV's contract."""

from __future__ import annotations

from cppo_tui.cli.plain.interview import Interview
from cppo_tui.cli.plain.question import NotAnAnswer, Question, chosen, listed
from cppo_tui.domain.accounts import buyers_text
from cppo_tui.domain.authorization_words import document_words
from cppo_tui.domain.checks.completing import check_completing
from cppo_tui.domain.checks.contract import check_contract, contract_consent
from cppo_tui.domain.plan import PublishMode
from cppo_tui.domain.steps import Step
from cppo_tui.services.drafts import left_at_aws

_MODES = {
    "direct": "direct: one change set, live and binding as soon as AWS is done",
    "verify": "verify first: AWS computes a draft nobody sees; «cppo release» compares and releases it",
}
_NEW = "new"


def _left(interview: Interview) -> dict[str, str]:
    """A new offer, or one of the drafts AWS holds already and never deletes."""
    draft = interview.draft
    known = {draft.reuse_offer_id: "the one chosen before"} if draft.reuse_offer_id else {}
    for one in left_at_aws(draft, interview.context().offers or (), interview.headless.store):
        known[one.id] = f"AWS's draft for {one.name or buyers_text(one.buyers)}"
    return {_NEW: "make a new offer", **known}


def _take_left(interview: Interview, typed: str) -> None:
    answer = chosen(interview, typed, _left(interview))
    if answer == _NEW:
        interview.change(reuse_offer_id="", reuse_offer_revision=0)
    else:
        offer = interview.headless.account.offer(answer)
        if found := check_completing(offer, interview.draft):
            raise NotAnAnswer(f"{found[0].message} {found[0].fix}")
        interview.change(reuse_offer_id=answer, reuse_offer_revision=offer.revision)


def _ask_contract(interview: Interview) -> str:
    """The link is read anew: AWS's end after an hour (fact sheet 8.4)."""
    authorization = interview.draft.authorization
    if authorization is None:
        return ""
    fresh = interview.headless.account.authorization(authorization.id)
    link = fresh.reseller_contract_url or "AWS names no link to it"
    return (
        f"The ISV's contract with you ({document_words(authorization.reseller_contract)}): type accept to "
        f"accept it, when you have read it.\nIt is at {link}"
    )


def _take_contract(interview: Interview, typed: str) -> None:
    if typed.strip().casefold() != "accept" or interview.draft.authorization is None:
        raise NotAnAnswer("It is not accepted; without it nothing is published.")
    given = contract_consent(interview.draft.authorization)
    interview.change(consents=interview.draft.consents | {given})


QUESTIONS = (
    Question(
        key="mode",
        step=Step.REVIEW,
        ask=lambda _: listed("How to publish?", _MODES),
        take=lambda one, typed: one.change(mode=PublishMode(chosen(one, typed, _MODES))),
        standing=lambda one: one.draft.mode.value,
    ),
    Question(
        key="completes",
        step=Step.REVIEW,
        ask=lambda one: listed("AWS still holds a draft of this authorization. Complete it?", _left(one)),
        take=_take_left,
        standing=lambda one: one.draft.reuse_offer_id or _NEW,
        fields=("completes",),
        asked=lambda one: len(_left(one)) > 1,
    ),
    Question(
        key="contract",
        step=Step.REVIEW,
        ask=_ask_contract,
        take=_take_contract,
        fields=("contract",),
        asked=lambda one: bool(check_contract(one.draft)),
        needed=True,
    ),
)
