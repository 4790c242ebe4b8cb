"""From an offer file to a draft; what can be said without AWS; the same plan whichever way it was made."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import AgreementSummary, AuthorizationListing
from cppo_tui.domain.checks import CheckContext, check_all
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.errors import NotFound
from cppo_tui.domain.findings import stopping
from cppo_tui.domain.offer_file_drafts import file_of
from cppo_tui.domain.offer_file_reading import FileUnreadable, read_values
from cppo_tui.domain.templates import ARCHERA
from cppo_tui.services.offer_files import FromFile, check_unread, draft_from_file, place_of
from cppo_tui.services.plan_use import without_draft
from cppo_tui.services.planner import NotReady, make_plan
from cppo_tui.store.offer_file_text import offer_text
from cppo_tui.store.offer_files import parse_offer_text
from tests.domain.given import BUYER, NOW, a_context, a_draft, an_authorization, archera
from tests.domain.kinds import EVERY_KIND, contract, replacing
from tests.domain.test_whole_drafts import contexts, drafts, nearly_good_drafts
from tests.services.conftest import Window

NEW = OfferDraft(id="n" * 32)


class Account:
    """AWS as far as a file names things of it; ``asked`` counts."""

    def __init__(
        self, *authorizations: ResaleAuthorization, agreements: tuple[AgreementSummary, ...] = ()
    ) -> None:
        self._known = {one.id: one for one in authorizations}
        self._agreements = agreements
        self.asked: list[str] = []

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        self.asked.append(authorization_id)
        if authorization_id not in self._known:
            raise NotFound("It does not exist.")
        return self._known[authorization_id]

    def authorizations(self) -> Iterator[tuple[AuthorizationListing, ...]]:
        self.asked.append("all")
        yield tuple(AuthorizationListing(id=one.id, detail=one) for one in self._known.values())

    def agreements(self, product_id: str) -> tuple[AgreementSummary, ...]:
        self.asked.append("agreements")
        return self._agreements


def an_agreement(**changes: Any) -> AgreementSummary:
    """The agreement of ``replacing()``, as AWS lists it."""
    known = replacing()
    facts = {"id": known.agreement_id, "acceptor": known.acceptor, "product_id": known.product_id}
    return AgreementSummary(**(facts | changes))


def made(values: Any, account: Account | None = None, **known: Any) -> FromFile:
    """The draft of these values."""
    account_: Any = account
    return draft_from_file(read_values(values), NEW.model_copy(update=known), None, account_, lambda: NOW)


class TestWhatAwsKnows:
    def test_the_authorization_is_read_now(self) -> None:
        account = Account(an_authorization())
        assert (
            made({"authorization": an_authorization().id}, account).draft.authorization == an_authorization()
        )

    def test_one_that_is_not_shared_is_named_and_left_open(self) -> None:
        out = made({"authorization": "resaleauthz-gone"}, Account())
        assert out.draft.authorization is None
        assert [one.path for one in out.missing] == [("authorization",)]
        assert "resaleauthz-gone" in out.missing[0].message

    def test_the_replaced_agreement_is_taken_as_aws_tells_it(self) -> None:
        values = {"authorization": an_authorization().id, "replaces": replacing().agreement_id}
        out = made(values, Account(contract(), agreements=(an_agreement(),)))
        assert out.draft.replaces == replacing()
        gone = made(values, Account(contract()))
        assert [one.path for one in gone.missing] == [("replaces",)]

    def test_a_reading_that_still_holds_is_not_asked_for_again(self) -> None:
        account = Account()
        known = {"authorization": an_authorization(), "replaces": replacing()}
        values = {"authorization": an_authorization().id, "replaces": replacing().agreement_id}
        out = made(values, account, **known)
        assert (out.draft.authorization, out.draft.replaces) == (an_authorization(), replacing())
        assert account.asked == []

    def test_without_an_account_nothing_is_asked_and_nothing_counts_as_missing(self) -> None:
        out = made({"authorization": "resaleauthz-x", "replaces": "agmt-1"})
        assert (out.draft.authorization, out.missing) == (None, ())

    def test_a_signed_address_is_handed_on_beside_the_draft(self) -> None:
        url = "https://b.s3.amazonaws.com/e.pdf?X-Amz-Signature=ab"
        out = made({"eula": {"url": url}})
        assert out.link is not None
        assert (out.link.url, out.draft.eula.url) == (url, url.partition("?")[0])


class TestTemplates:
    def test_the_file_changes_what_the_template_chose(self) -> None:
        out = made({"template": ARCHERA.name, "expiry": "+30 days"}, Account(archera()))
        draft = out.draft
        assert (draft.agreement, draft.expiry, draft.template) == ("10 years", "+30 days", "archera")
        assert draft.pricing == ARCHERA.choices.pricing
        assert draft.authorization == archera()

    def test_several_of_archera_s_must_be_told_apart(self) -> None:
        two = Account(archera(), archera().model_copy(update={"id": "resaleauthz-2"}))
        out = made({"template": ARCHERA.name}, two)
        assert out.draft.authorization is None
        assert "resaleauthz-2" in out.missing[0].message

    def test_a_saved_one_brings_its_authorization(self, window: Window) -> None:
        from cppo_tui.domain.templates import template_of

        window.store.save_template(template_of("Mine", a_draft()))
        file = read_values({"template": "Mine", "buyers": [BUYER]})
        account: Any = Account(an_authorization())
        out = draft_from_file(file, NEW, window.store, account, lambda: NOW)
        assert out.draft == a_draft(id=NEW.id)

    def test_an_unknown_one_is_refused_with_the_nearest(self, window: Window) -> None:
        file = read_values({"template": "Archera Subscription"})
        with pytest.raises(FileUnreadable) as error:
            draft_from_file(file, NEW, window.store, None, lambda: NOW)
        assert error.value.problems[0].path == ("template",)
        assert ARCHERA.name in error.value.problems[0].fix


WHOSE = [*EVERY_KIND.values(), an_authorization(net_payment="P60D"), contract(net_payment="P60D")]


def unasked_and_asked(
    draft: OfferDraft, context: CheckContext, authorization: ResaleAuthorization, *, naive: bool = False
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """What stops without AWS, and what stops once the authorization is this one."""
    unread = draft.model_copy(update={"authorization": None})
    context = context.model_copy(update={"offers": None, "seller_account": ""})
    found = check_all(unread, context) if naive else check_unread(unread, context, named=True)
    read = draft.model_copy(update={"authorization": authorization})
    return (
        {(one.code, one.field) for one in stopping(found)},
        {(one.code, one.field) for one in check_all(read, context)},
    )


@settings(max_examples=400)
@given(drafts | nearly_good_drafts(), contexts, st.sampled_from(WHOSE))
def test_what_stops_without_aws_stops_with_it_whatever_the_authorization_is(
    draft: OfferDraft, context: CheckContext, authorization: ResaleAuthorization
) -> None:
    without, with_aws = unasked_and_asked(draft, context, authorization)
    assert without <= with_aws


def test_control_all_checks_on_an_unread_draft_cry_wolf() -> None:
    without, with_aws = unasked_and_asked(a_draft(agreement=None), a_context(), contract(), naive=True)
    assert {code for code, _ in without - with_aws} >= {"AGREEMENT_MISSING", "NAME_MISSING"}


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"buyers": ["12"]}, {"BUYER_LENGTH"}),
        ({"markup": "25,5"}, {"FIGURE_COMMA"}),
        ({"expiry": "2020-01-01"}, {"EXPIRY_PAST"}),
        ({"name": "a<b>"}, {"NAME_CHARACTERS"}),
        ({"countries": ["XX"]}, {"COUNTRY_UNKNOWN"}),
        ({"eula": {"url": "http://x"}}, {"EULA_URL_UNREADABLE"}),
    ],
)
def test_slips_are_found_without_aws(values: Any, codes: set[str]) -> None:
    whole = {"authorization": "resaleauthz-x", "buyers": [BUYER], "markup": "25"} | values
    found = check_unread(made(whole).draft, a_context(offers=None, seller_account=""), named=True)
    assert {one.code for one in stopping(found)} == codes


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("pricing", ("margin",)),
        ("buyers.1", ("buyers", 1)),
        ("buyers.7", ("buyers",)),
        ("installments.0", ("installments", "rows", 0)),
        ("contract", ("consents",)),
        ("expiry", ("expiry",)),
    ],
)
def test_a_finding_knows_its_place_in_the_file(field: str, place: tuple[Any, ...]) -> None:
    text = "margin: 1\nbuyers: [a, b]\ninstallments:\n  rows:\n    - due: x\n"
    assert place_of(field, parse_offer_text(text, "f").lines) == place


class TestTheSamePlan:
    @settings(max_examples=300)
    @given(nearly_good_drafts(), contexts)
    def test_wizard_and_file_come_to_the_same_bytes_or_the_same_findings(
        self, draft: OfferDraft, context: CheckContext
    ) -> None:
        """The wizard plans its draft; the command plans what it reads out of the draft's file."""
        text = offer_text(file_of(draft))
        known = [draft.authorization] if draft.authorization else []
        account: Any = Account(*known, agreements=(an_agreement(),))
        out = draft_from_file(
            read_values(parse_offer_text(text, "f").values), NEW, None, account, lambda: NOW
        )
        assert plan_or_codes(out.draft, context) == plan_or_codes(draft, context)

    def test_both_ways_come_to_plans_at_all(self) -> None:
        planned = [plan_or_codes(a_draft(authorization=one), a_context()) for one in EVERY_KIND.values()]
        assert sum(isinstance(one, bytes) for one in planned) >= 4

    def test_a_file_s_plan_goes_under_an_id_made_of_what_it_does(self) -> None:
        plan = make_plan(a_draft(), a_context(), world="sandbox")
        again = make_plan(a_draft(id="other"), a_context(), world="sandbox")
        assert without_draft(plan) == without_draft(again)
        for changed in ({"world": "aws"}, {"seller_account": "111122223333"}, {"payload": "[]"}):
            assert without_draft(plan.model_copy(update=changed)).draft_id != without_draft(plan).draft_id


def plan_or_codes(draft: OfferDraft, context: CheckContext) -> bytes | tuple[str, ...]:
    """The plan's bytes, or why there are none."""
    try:
        return make_plan(draft, context, world="sandbox").body
    except NotReady as error:
        return tuple(one.code for one in error.findings)
