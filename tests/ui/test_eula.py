"""A document of one's own as end-user agreement: its presigned link is used and never stored."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cppo_tui.domain.draft import EulaChoice, EulaKind
from cppo_tui.domain.errors import Rejected
from cppo_tui.domain.legal import SignedLink
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.ui.dialogs.further import Further
from tests.ui.catalogs import Before
from tests.ui.clocks import NOON, StageClock
from tests.ui.further import PLAIN, SECRET, choose, opened, presigned, reopen, send
from tests.ui.looks import click, fill, paste, toasts, words
from tests.ui.stage import Stage, settle, type_text

MakeStage = Callable[..., Stage]


def kept(stage: Stage) -> bytes:
    """Everything the store has written, in its files as they lie there."""
    return b"".join(path.read_bytes() for path in sorted(stage.folder.glob("cppo.db*")))


async def test_the_signature_of_a_presigned_address_is_never_stored(stage: Stage) -> None:
    async with opened(stage) as pilot:
        await choose(pilot, "eula", 2)
        stage.app.screen.query_one("#url").focus()
        await paste(pilot, presigned())
        assert stage.app.drafting.draft.eula == EulaChoice(kind=EulaKind.URL, url=PLAIN, needs_link=True)
        await pilot.press("escape", "ctrl+g")
        await settle(pilot)
        assert PLAIN.encode() in kept(stage)
        assert SECRET.encode() not in kept(stage)


async def test_what_is_sent_carries_the_signature(stage: Stage) -> None:
    async with opened(stage) as pilot:
        await choose(pilot, "eula", 2)
        stage.app.screen.query_one("#url").focus()
        await paste(pilot, presigned())
        assert "The link is valid until 2026-11-30 12:00 UTC" in words(stage.app, "#said-eula")
        document = (await send(pilot, stage))["UpdateLegalTerms"]["Terms"][0]["Documents"][0]
        assert document["Url"] == presigned()


async def test_looking_at_the_dialog_again_keeps_the_signature(stage: Stage) -> None:
    async with opened(stage) as pilot:
        await choose(pilot, "eula", 2)
        stage.app.screen.query_one("#url").focus()
        await paste(pilot, presigned())
        before = stage.app.drafting.draft
        for _ in range(2):
            await pilot.press("escape")
            await settle(pilot)
            await reopen(pilot)
        assert stage.app.drafting.draft == before
        assert stage.app.drafting.signed_eula is not None
        assert stage.app.drafting.signed_eula.url == presigned()


async def test_after_a_restart_the_presigned_address_is_asked_for_again(stage: Stage) -> None:
    draft = stage.draft(eula=EulaChoice(kind=EulaKind.URL, url=PLAIN, needs_link=True))
    async with opened(stage, draft) as pilot:
        assert "Paste the presigned URL again." in words(stage.app, "#said-eula")
        await pilot.press("escape", "ctrl+n")
        await settle(pilot)
        assert isinstance(stage.app.screen, Further)
        await pilot.press("ctrl+u")
        await paste(pilot, presigned())
        assert "To fix" not in words(stage.app, "#said-eula")


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (12.5, "The link is valid until 2026-11-24 00:30 UTC"),
        (11.5, "Check: The link expires in less than 12 hours"),
        (0.5, "Check: The link expires in less than an hour"),
        (0, "To fix: The link to the document has expired."),
    ],
)
async def test_a_link_that_ends_too_soon_is_pointed_out(stage: Stage, hours: float, said: str) -> None:
    async with opened(stage) as pilot:
        await choose(pilot, "eula", 2)
        stage.app.screen.query_one("#url").focus()
        await paste(pilot, presigned(hours=hours))
        assert said in words(stage.app, "#said-eula")
        if hours:
            assert (await send(pilot, stage))["UpdateLegalTerms"]


class Bucket(Before):
    """The person's S3: keeps what it is given, or refuses."""

    def __init__(self, catalog: SellerAccount) -> None:
        super().__init__(catalog)
        self.took: list[tuple[str, str, str]] = []
        self.refusal: Rejected | None = None

    def documents(self) -> "Bucket":
        """Itself."""
        return self

    def upload(self, path: str, bucket: str, key: str, now: datetime) -> SignedLink:
        """A link that lasts a week."""
        if self.refusal is not None:
            raise self.refusal
        self.took.append((path, bucket, key))
        return SignedLink(source=path, url=presigned(at=now), ends=now + timedelta(days=7))


async def test_a_pdf_goes_into_the_bucket_and_its_link_into_the_offer(make_stage: MakeStage) -> None:
    stage = make_stage(wrap=Bucket)
    async with opened(stage) as pilot:
        await choose(pilot, "eula", 3)
        assert "No PDF is named." in words(stage.app, "#said-eula")
        stage.app.screen.query_one("#path").focus()
        await type_text(pilot, "eula.pdf")
        await settle(pilot)
        assert "The PDF is not in your S3 bucket yet." in words(stage.app, "#said-eula")
        await pilot.press("enter")
        await type_text(pilot, "contracts")
        await pilot.press("enter", "enter")
        await settle(pilot)
        bucket = stage.app.connection.catalog
        assert isinstance(bucket, Bucket)
        [(path, where, key)] = bucket.took
        assert (path, where) == ("eula.pdf", "contracts")
        assert key.startswith("cppo/")
        assert f"s3://contracts/{key}" in toasts(stage.app)
        assert "The link is valid until 2026-11-30 12:00 UTC" in words(stage.app, "#said-eula")
        assert SECRET.encode() not in kept(stage)
        document = (await send(pilot, stage))["UpdateLegalTerms"]["Terms"][0]["Documents"][0]
        assert document["Url"].startswith(f"{PLAIN}?")
        assert SECRET in document["Url"]


@pytest.mark.parametrize(("path", "bucket"), [("", "contracts"), ("eula.pdf", "")])
async def test_without_a_file_or_a_bucket_nothing_is_uploaded(
    make_stage: MakeStage, path: str, bucket: str
) -> None:
    stage = make_stage(wrap=Bucket)
    choice = EulaChoice(kind=EulaKind.FILE, path=path, bucket=bucket)
    async with opened(stage, stage.draft(eula=choice)) as pilot:
        await click(pilot, "#upload")
        assert "Name the PDF and the bucket first." in toasts(stage.app)
        assert not stage.app.connection.catalog.took  # type: ignore[union-attr]


async def test_a_refused_upload_says_why_and_what_to_do(make_stage: MakeStage) -> None:
    stage = make_stage(wrap=Bucket)
    choice = EulaChoice(kind=EulaKind.FILE, path="eula.pdf", bucket="contracts")
    async with opened(stage, stage.draft(eula=choice)) as pilot:
        refusal = Rejected("The file is not a PDF [/b].", next_step="Save it as PDF.")
        stage.app.connection.catalog.refusal = refusal  # type: ignore[union-attr]
        await click(pilot, "#upload")
        assert "Not uploaded: The file is not a PDF [/b]. Nothing was created. Save it as PDF." in toasts(
            stage.app
        )
        assert "The PDF is not in your S3 bucket yet." in words(stage.app, "#said-eula")


async def test_another_file_needs_an_upload_of_its_own(make_stage: MakeStage) -> None:
    stage = make_stage(wrap=Bucket)
    choice = EulaChoice(kind=EulaKind.FILE, path="eula.pdf", bucket="contracts")
    async with opened(stage, stage.draft(eula=choice)) as pilot:
        await click(pilot, "#upload")
        assert "valid until" in words(stage.app, "#said-eula")
        await fill(pilot, "#path", "other.pdf")
        assert "The PDF is not in your S3 bucket yet." in words(stage.app, "#said-eula")


async def test_the_sandbox_takes_an_upload_too(make_stage: MakeStage, tmp_path: Path) -> None:
    """All of it but the network: the file is read, sent, signed; the link is published."""
    stage = make_stage(clock=StageClock(datetime.now(NOON.tzinfo)))
    pdf = tmp_path / "eula.pdf"
    pdf.write_bytes(b"%PDF-1.7\n1 0 obj")
    choice = EulaChoice(kind=EulaKind.FILE, path=str(pdf), bucket="contracts")
    async with opened(stage, stage.draft(eula=choice)) as pilot:
        await click(pilot, "#upload")
        assert "It is at s3://contracts/cppo/" in toasts(stage.app)
        url = (await send(pilot, stage))["UpdateLegalTerms"]["Terms"][0]["Documents"][0]["Url"]
        assert url.startswith("https://contracts.s3.amazonaws.com/cppo/")
        assert "Signature=" in url


async def test_a_file_that_is_no_pdf_is_not_sent_anywhere(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "eula.doc").write_text("hello")
    choice = EulaChoice(kind=EulaKind.FILE, path=str(tmp_path / "eula.doc"), bucket="contracts")
    async with opened(stage, stage.draft(eula=choice)) as pilot:
        await click(pilot, "#upload")
        assert "The file is not a PDF." in toasts(stage.app)
        assert stage.app.drafting.signed_eula is None
