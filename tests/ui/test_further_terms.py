"""Step 4, further terms: end-user agreement, countries, payment term, purpose. Each is optional."""

import pytest
from textual.widgets import Button

from cppo_tui.domain.checks.further import NET_TERMS
from cppo_tui.domain.draft import EarlierPricing, EulaChoice, EulaKind, Purpose, Replaced
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_vendors import CONTRACT
from cppo_tui.sandbox.seed_vendors import NET_TERMS as GRANTS_SIXTY_DAYS
from cppo_tui.ui.dialogs.further import Further
from cppo_tui.ui.screens.step_terms import TermsScreen
from tests.ui.further import PLAIN, choose, opened, presigned, send
from tests.ui.looks import click, fill, is_whole, paste, shown, tab_round, words
from tests.ui.stage import LARGE, SMALL, Stage, settle, type_text

SIZES = pytest.mark.parametrize("size", [(60, 18), SMALL, LARGE])


async def test_what_is_not_touched_is_not_sent(stage: Stage) -> None:
    async with opened(stage, stage.draft(GRANTS_SIXTY_DAYS, agreement="1 year")) as pilot:
        changes = await send(pilot, stage)
        assert not {"UpdateLegalTerms", "UpdateNetPaymentTerms"} & set(changes)
        assert "PreExistingAgreement" not in changes["UpdateInformation"]
        assert "CountryCodes" not in changes["UpdateTargeting"]["PositiveTargeting"]


async def test_aws_s_standard_contract_takes_the_place_of_the_isv_s(stage: Stage) -> None:
    async with opened(stage) as pilot:
        await choose(pilot, "eula", 1)
        document = (await send(pilot, stage))["UpdateLegalTerms"]["Terms"][0]["Documents"][0]
        assert document == {"Type": "StandardEula", "Version": "2022-07-14"}


async def test_a_document_in_s3_is_named_by_its_address(stage: Stage) -> None:
    async with opened(stage) as pilot:
        await choose(pilot, "eula", 2)
        await fill(pilot, "#url", f"  {PLAIN} ")
        assert "To fix" not in words(stage.app, "#said-eula")
        document = (await send(pilot, stage))["UpdateLegalTerms"]["Terms"][0]["Documents"][0]
        assert document == {"Type": "CustomEula", "Url": PLAIN}


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "No address is given."),
        ("contracts/eula.pdf", "This is not an https address."),
        ("http://contracts.s3.amazonaws.com/eula.pdf", "This is not an https address."),
        ("https://example.com/eula.pdf", "AWS takes the document from S3 only."),
        ("https://[/eula.pdf", "This is not an https address."),
    ],
)
async def test_an_address_aws_would_not_fetch_is_said_here_and_on_step_4(
    stage: Stage, url: str, why: str
) -> None:
    async with opened(stage) as pilot:
        await choose(pilot, "eula", 2)
        await fill(pilot, "#url", url)
        assert f"To fix: {why}" in words(stage.app, "#said-eula")
        await pilot.press("escape")
        await settle(pilot)
        assert why in words(stage.app, "#further-line")
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert stage.app.focused is stage.app.screen.query_one("#url")


async def test_countries_are_read_in_any_spelling_and_sent(stage: Stage) -> None:
    async with opened(stage) as pilot:
        stage.app.screen.query_one("#countries").focus()
        await type_text(pilot, "us, de fr,DE")
        await settle(pilot)
        assert stage.app.drafting.draft.countries == ("US", "DE", "FR")
        targeting = (await send(pilot, stage))["UpdateTargeting"]["PositiveTargeting"]
        assert targeting["CountryCodes"] == ["US", "DE", "FR"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ZZ", "Not a country code: ZZ."),
        ("Germany", "Not a country code: Germany."),
        ("[/b] \x1b]0;x", "Not a country code: [/b]"),
    ],
)
async def test_what_is_no_country_is_said_and_next_leads_to_it(stage: Stage, text: str, why: str) -> None:
    async with opened(stage) as pilot:
        stage.app.screen.query_one("#countries").focus()
        await paste(pilot, text)
        assert f"To fix: {why}" in words(stage.app, "#said-countries")
        await pilot.press("escape", "ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, Further)
        assert stage.app.focused is stage.app.screen.query_one("#countries")


async def test_a_payment_term_can_be_shortened_and_restored(stage: Stage) -> None:
    async with opened(stage, stage.draft(GRANTS_SIXTY_DAYS, agreement="1 year")) as pilot:
        options = [str(one.label) for one in stage.app.screen.query("#payment RadioButton")]  # type: ignore[attr-defined]
        assert options == ["60 days, as the ISV granted", "15 days", "30 days", "45 days"]
        await choose(pilot, "payment", 2)
        assert stage.app.drafting.draft.net_payment == NET_TERMS[1]
        await choose(pilot, "payment", 2)
        assert stage.app.drafting.draft.net_payment == ""
        await choose(pilot, "payment", 2)
        changes = await send(pilot, stage)
        assert changes["UpdateNetPaymentTerms"]["Terms"][0]["PaymentDuePeriod"] == "P30D"


async def test_a_payment_term_the_isv_did_not_grant_is_explained_and_not_asked(stage: Stage) -> None:
    async with opened(stage, size=LARGE):
        assert not stage.app.screen.query("#payment")
        assert "The ISV granted no payment term, so none can be set." in shown(stage.app)


async def test_the_purpose_is_sent_with_how_the_customer_paid_so_far(stage: Stage) -> None:
    async with opened(stage) as pilot:
        assert not stage.app.screen.query_one("#earlier").display
        await choose(pilot, "purpose", 2)
        assert stage.app.screen.query_one("#earlier").display
        assert "It cannot be changed once the offer is published." in words(stage.app, "#said-purpose")
        await choose(pilot, "earlier", 2)
        draft = stage.app.drafting.draft
        assert (draft.purpose, draft.earlier_pricing) == (Purpose.MOVING, EarlierPricing.BYOL)
        sent = (await send(pilot, stage))["UpdateInformation"]["PreExistingAgreement"]
        assert sent == {"AcquisitionChannel": "External", "PricingModel": "Byol"}


async def test_a_replacement_has_its_buyer_already_so_no_country_is_asked(stage: Stage) -> None:
    replaces = Replaced(agreement_id="agmt-1", acceptor="123456789012")
    async with opened(stage, stage.draft(CONTRACT, replaces=replaces, agreement="2028-01-31"), size=LARGE):
        assert not stage.app.screen.query("#countries")


async def test_the_line_on_step_4_and_the_review_say_what_was_chosen(stage: Stage) -> None:
    draft = stage.draft(
        GRANTS_SIXTY_DAYS,
        agreement="1 year",
        countries=("US", "DE"),
        net_payment="P30D",
        purpose=Purpose.EXISTING,
        eula=EulaChoice(kind=EulaKind.STANDARD),
    )
    async with stage.at(Step.TERMS, draft, size=LARGE) as pilot:
        line = words(stage.app, "#further-line")
        assert line == (
            "purpose: existing customer on AWS Marketplace, so far by use; "
            "AWS's standard contract; only in US, DE; payment due in 30 days"
        )
        await pilot.press("ctrl+n")
        await settle(pilot)
        for row in (
            "AWS's standard contract for end users, newest version",
            "only buyers located in US, DE",
            "30 days after the invoice",
            "existing customer on AWS Marketplace, so far by use",
        ):
            assert row in words(stage.app, "#summary")


async def test_the_review_tells_the_granted_payment_term_too_as_the_offer_will_have_it(stage: Stage) -> None:
    async with stage.at(Step.REVIEW, stage.draft(GRANTS_SIXTY_DAYS, agreement="1 year")):
        assert "60 days after the invoice, as the ISV granted" in words(stage.app, "#summary")


async def test_only_the_inputs_a_choice_needs_are_there(stage: Stage) -> None:
    async with opened(stage) as pilot:
        for times, there in ((0, set()), (1, set()), (1, {"url"}), (1, {"path", "bucket", "upload"})):
            await choose(pilot, "eula", times)
            inputs = ("url", "path", "bucket", "upload")
            assert {name for name in inputs if stage.app.screen.query_one(f"#{name}").display} == there


@SIZES
async def test_everything_can_be_reached_and_seen_at_every_size(stage: Stage, size: tuple[int, int]) -> None:
    draft = stage.draft(
        GRANTS_SIXTY_DAYS, eula=EulaChoice(kind=EulaKind.FILE), purpose=Purpose.EXISTING, agreement="1 year"
    )
    async with opened(stage, draft, size=size) as pilot:
        assert not await tab_round(pilot)
        assert is_whole(stage.app.screen.query_one("#done", Button))
        await click(pilot, "#done")
        assert isinstance(stage.app.screen, TermsScreen)
        assert stage.app.drafting.draft == draft


async def test_an_arrow_reads_on_and_chooses_nothing(stage: Stage) -> None:
    """Escape keeps what is chosen here, and the purpose is final."""
    async with opened(stage) as pilot:
        assert "enter Choose" in words(stage.app, "KeyLine")
        await pilot.press("down", "escape")
        await settle(pilot)
        assert stage.app.drafting.draft.purpose is Purpose.NEW


@SIZES
async def test_what_is_said_of_a_term_is_in_view_with_it(stage: Stage, size: tuple[int, int]) -> None:
    async with opened(stage, size=size) as pilot:
        while stage.app.focused is not stage.app.screen.query_one("#countries"):
            await pilot.press("tab")
            await settle(pilot)
        await type_text(pilot, "ZZ")
        assert is_whole(stage.app.screen.query_one("#said-countries"))
        await pilot.press("tab")
        await settle(pilot)
        assert "The ISV granted no payment term" in shown(stage.app), "the last part, with the buttons"


@SIZES
async def test_backwards_from_the_first_choice_the_way_out_comes_next(
    stage: Stage, size: tuple[int, int]
) -> None:
    """The body that scrolls is no stop: nothing can be done there, and it shows no focus."""
    async with opened(stage, size=size) as pilot:
        await pilot.press("shift+tab")
        assert stage.app.focused is stage.app.screen.query_one("#done")


async def test_the_help_says_that_closing_keeps_what_was_chosen(stage: Stage) -> None:
    async with opened(stage) as pilot:
        await pilot.press("f1")
        await settle(pilot)
        told = shown(stage.app)
        assert "Close; what you chose is kept" in told
        assert "without changing anything" not in told


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_mouse_alone_chooses_and_leaves(stage: Stage, size: tuple[int, int]) -> None:
    async with opened(stage, size=size) as pilot:
        await click(pilot, [*stage.app.screen.query("#eula RadioButton")][1])
        assert stage.app.drafting.draft.eula.kind is EulaKind.STANDARD
        await click(pilot, "#countries")
        await type_text(pilot, "us")
        await click(pilot, "#done")
        assert stage.app.drafting.draft.countries == ("US",)


async def test_enter_on_the_way_through_the_choices_changes_nothing(stage: Stage) -> None:
    draft = stage.draft(
        BRONZE,
        eula=EulaChoice(kind=EulaKind.STANDARD),
        purpose=Purpose.MOVING,
        earlier_pricing=EarlierPricing.FREE,
    )
    async with opened(stage, draft) as pilot:
        for name in ("eula", "purpose", "earlier"):
            stage.app.screen.query_one(f"#{name}").focus()
            await pilot.press("enter")
            await settle(pilot)
        assert stage.app.drafting.draft == draft


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_nothing_moves_while_an_address_or_a_country_is_typed(
    stage: Stage, size: tuple[int, int]
) -> None:
    draft = stage.draft(eula=EulaChoice(kind=EulaKind.URL))
    async with opened(stage, draft, size=size) as pilot:
        for name in ("url", "countries"):
            stage.app.screen.query_one(f"#{name}").focus()
            await settle(pilot)
            still = [widget.region for widget in stage.app.screen.query(".part, #done")]
            for text in ("x", "https://example.com/x", PLAIN, presigned(), "US", "US ZZZ YYY XXX " * 9, ""):
                await fill(pilot, f"#{name}", text)
                assert [widget.region for widget in stage.app.screen.query(".part, #done")] == still, text
