"""The walk through the questions: each answer is checked at once, and the review leads back where needed."""

from __future__ import annotations

from cppo_tui.cli.headless import Misused
from cppo_tui.cli.plain import installments, opportunity, pricing, publishing, terms
from cppo_tui.cli.plain.interview import Interview
from cppo_tui.cli.plain.question import NotAnAnswer, Question
from cppo_tui.cli.plain.review import review_in_short, review_words
from cppo_tui.cli.plain.talk import Answers, Stopped, Talk, say
from cppo_tui.domain.accounts import grouped, typed_consent
from cppo_tui.domain.checks import check_all, check_step
from cppo_tui.domain.checks.contract import check_contract
from cppo_tui.domain.confirmed import come_up
from cppo_tui.domain.findings import Finding, Severity, stopping
from cppo_tui.domain.plan import Plan
from cppo_tui.domain.steps import FORM_STEPS, Step
from cppo_tui.services.planner import NotReady, make_plan
from cppo_tui.services.wizard import first_open_step

QUESTIONS = (
    *opportunity.QUESTIONS,
    *pricing.QUESTIONS,
    *installments.QUESTIONS,
    *terms.QUESTIONS,
    *publishing.QUESTIONS,
)
_WORLDS = {
    "sandbox": "SANDBOX: nothing reaches AWS.",
    "aws": "AWS: what you confirm at the end is binding.",
}
BACK = "<"
HELP = "?"


class PlainWizard:
    """Leads to a confirmed plan, or leaves by Left, Stopped or Misused."""

    def __init__(self, interview: Interview, talk: Talk) -> None:
        self._interview = interview
        self._talk = talk
        self._step: Step | None = None
        self._read = ""

    def plan(self) -> Plan | None:
        """The plan the person has confirmed; None when something else was typed."""
        say(_WORLDS[self._interview.headless.world])
        self._talk.begin()
        place = self._beginning()
        while True:
            self._questions(place)
            finding = self._against()
            if finding is not None:
                place = self._place_of(finding)
                continue
            if isinstance(self._talk, Answers) and self._talk.unasked:
                raise Stopped(f"These answers fit no question here: {', '.join(self._talk.unasked)}.")
            plan, known = self._made(), self._found()
            self._show(plan)
            wanted, asked = typed_consent(plan.buyers)
            typed = self._talk.confirm(asked)
            if typed.strip() != wanted:
                say(f"That is not {asked}.")
                return None
            if not (why := come_up(plan, self._made(), known, self._found())):
                return plan
            say(why)
            if self._interview.scripted:
                raise Stopped(why)

    def _beginning(self) -> int:
        """The first question, or where the draft was left: at its first step that is not in order."""
        reached = first_open_step(self._interview.draft)
        context = self._interview.context()
        for step in FORM_STEPS:
            if self._interview.scripted or step >= reached:
                break
            if stopping(check_step(step, self._interview.draft, context)):
                reached = step
                break
        first = Step.OPPORTUNITY if self._interview.scripted else reached
        return next(place for place, one in enumerate(QUESTIONS) if one.step >= first)

    def _questions(self, place: int) -> None:
        """From this question to the last one."""
        while place < len(QUESTIONS):
            question = QUESTIONS[place]
            if not question.asked(self._interview):
                place += 1
                place = self._gate(question.step, place)
                continue
            self._head(question.step)
            if self._ask(question):
                place = self._gate(question.step, place + 1)
            else:
                before = [at for at in range(place) if QUESTIONS[at].asked(self._interview)]
                if not before:
                    say("This is the first question. Ctrl+D leaves; what was answered is kept.")
                place = before[-1] if before else place

    def _head(self, step: Step) -> None:
        if step is not self._step:
            self._step = step
            say(f"\nStep {int(step)} of {len(Step)}: {step.title}")
            if step is Step.REVIEW and not self._interview.scripted:
                self._foreshow()

    def _foreshow(self) -> None:
        """The review before the questions of its step: the contract counts as accepted for reading it."""
        draft, context = self._interview.draft, self._interview.context()
        asked = {finding.consent for finding in check_contract(draft)}
        draft = draft.model_copy(update={"consents": draft.consents | asked})
        try:
            plan = make_plan(draft, context, world=self._interview.headless.world)
        except NotReady:
            return  # what stops it is told after the questions
        say(f"{review_words(self._interview, plan)}")
        self._read = plan.payload

    def _show(self, plan: Plan) -> None:
        """What will be sent; in a few words where the whole has just been read."""
        if plan.payload == self._read:
            say(f"\nThis is what will be sent, as reviewed above:\n{review_in_short(plan)}\n")
        else:
            say(f"\nThis is what will be sent:\n{review_words(self._interview, plan)}\n")
        self._read = plan.payload

    def _ask(self, question: Question) -> bool:
        """Ask until the answer will do. False to go one question back."""
        refused = False
        while True:
            standing = question.standing(self._interview)
            typed = self._talk.answer(question, question.ask(self._interview), standing, refused=refused)
            if typed.strip() == BACK and not self._interview.scripted:
                return False
            if typed.strip() == HELP and not self._interview.scripted:
                say(f"{question.ask(self._interview)}\n{_checked(question)}")
                continue
            if not self._taken(question, typed):
                continue
            refused = not self._settled(question)
            if not refused:
                if words := question.after(self._interview):
                    say(words)
                return True

    def _taken(self, question: Question, typed: str) -> bool:
        try:
            if typed.strip():
                question.take(self._interview, typed)
            elif question.needed and not question.standing(self._interview):
                raise NotAnAnswer("This has to be answered.")
        except NotAnAnswer as reason:
            self._talk.again(str(reason))
            return False
        for note in self._interview.notes:
            say(note)
        self._interview.notes.clear()
        return True

    def _settled(self, question: Question) -> bool:
        """Tell what the checks find in this answer; True when nothing of it stops."""
        if not question.judged(self._interview):
            return True
        found = check_step(question.step, self._interview.draft, self._interview.context())
        mine = [one for one in found if question.is_about(one)]
        for finding in mine:
            if finding.severity in (Severity.WARNING, Severity.NOTE):
                say(f"{finding.severity.word}: {self._named(finding)} {finding.fix}")
        blocking = [one for one in mine if one.severity is Severity.BLOCKING]
        if blocking:
            self._talk.again("\n".join(self._to_fix(one) for one in blocking))
            return False
        return all(self._agreed(one) for one in mine if one.severity is Severity.ASK)

    def _to_fix(self, finding: Finding) -> str:
        return f"To fix: {self._named(finding)} {finding.fix}"

    def _named(self, finding: Finding) -> str:
        """Which of several buyers is meant is not obvious in a line of text."""
        field, _, index = finding.field.partition(".")
        if field != "buyers" or not index or int(index) >= len(self._interview.draft.buyers):
            return finding.message
        account = grouped(self._interview.draft.buyers[int(index)])
        return finding.message if finding.message.startswith(account) else f"{account}: {finding.message}"

    def _agreed(self, finding: Finding) -> bool:
        if not self._talk.agree(finding.model_copy(update={"message": self._named(finding)})):
            return False
        self._interview.change(consents=self._interview.draft.consents | {finding.consent})
        return True

    def _gate(self, step: Step, place: int) -> int:
        """At the end of a step nothing of it may be open; else back to what is."""
        if place < len(QUESTIONS) and QUESTIONS[place].step is step:
            return place
        for finding in stopping(check_step(step, self._interview.draft, self._interview.context())):
            if finding.severity is Severity.ASK and self._agreed(finding):
                continue
            self._talk.again(self._to_fix(finding))
            return self._place_of(finding)
        self._interview.reach(Step(min(step + 1, Step.REVIEW)))
        return place

    def _against(self) -> Finding | None:
        """Across all steps: the first thing that is not put right or meant; None when nothing stops it."""
        self._interview.forget()
        for finding in stopping(self._found()):
            if finding.severity is Severity.ASK and finding.field != "contract" and self._agreed(finding):
                continue
            self._talk.again(self._to_fix(finding))
            return finding
        return None

    def _found(self) -> tuple[Finding, ...]:
        return check_all(self._interview.draft, self._interview.context())

    def _place_of(self, finding: Finding) -> int:
        """The question that can put it right."""
        field = finding.field.partition(".")[0]
        if field in terms.FURTHER:
            self._interview.further = True
        asked = [at for at, one in enumerate(QUESTIONS) if one.asked(self._interview)]
        about = [at for at in asked if QUESTIONS[at].is_about(finding) and QUESTIONS[at].key != "further"]
        return (about or [at for at in asked if QUESTIONS[at].step is finding.step] or asked)[0]

    def _made(self) -> Plan:
        """The plan of the draft as it is now."""
        world = self._interview.headless.world
        try:
            return make_plan(self._interview.draft, self._interview.context(), world=world)
        except NotReady as error:
            raise Misused(
                " ".join(f"{one.message} {one.fix}" for one in error.findings) or "A part is missing."
            ) from error


def _checked(question: Question) -> str:
    """What is checked in the answer, and what to do about it."""
    from cppo_tui.domain.rules import rules_for

    rules = [one for one in rules_for(*question.fields) if not question.codes or one.code in question.codes]
    told = [f"  {one.message} {one.fix}" for one in rules]
    return "\n".join(["Checked here (… is what differs):", *told]) if told else "Nothing is checked here."
