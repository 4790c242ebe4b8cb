"""Somebody else's offer for the same buyer from the same authorization is seen on whatever page it stands; a
list that cannot be read is never an empty one (I5; reliability 1, finding 3)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from cppo_tui.domain.checks import check_all
from cppo_tui.domain.errors import CatalogError
from cppo_tui.domain.submission import SubmissionState
from cppo_tui.gateway import session as settings
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.seed_offers import OPEN
from cppo_tui.services.refusals import PlanRefused
from tests.reliability.network_person import BUYER, at_the_wizard, each, reviewed, reviewing
from tests.reliability.network_rig import SEND, Aws, Computer, open_net

PAGES = {"first": 0, "second": 60, "third": 119}
OFFERS = 120
BROKEN = ("empty", "truncate", "stall", "garbage", "bare", "portal", "doubled", "ThrottlingException")
IMPATIENCE = 0.4


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where answers never come. Elsewhere a busy machine must not make a late answer of a good one."""
    monkeypatch.setattr(settings, "READ_TIMEOUT", IMPATIENCE)


@pytest.fixture
def computers() -> Iterator[list[Computer]]:
    with open_net() as net:
        yield [Computer(net, f"AKIA{number}") for number in range(3)]


def with_offers(twin_at: int | None = None) -> Aws:
    """An AWS with many open offers from the authorization, to others; one of them is to our buyer."""
    aws = Aws()
    world = aws.sandbox._world
    with world.transaction():
        model = world.entity(OPEN)
        assert model is not None
        for number in range(OFFERS):
            buyer = BUYER if number == twin_at else f"{number:012d}"
            key = f"offer-many{number:09d}"
            world.put_entity(replace(model, id=key, doc=addressed(model.doc, key, buyer)))
    return aws


def addressed(doc: Json, key: str, buyer: str) -> Json:
    return {**doc, "id": key, "targeting": {"PositiveTargeting": {"BuyerAccounts": [buyer]}}}


class TestATwin:
    """Scenario 13: made by a colleague, or in the console."""

    @pytest.mark.parametrize("page", PAGES)
    def test_that_appeared_since_the_review_is_found_on_any_page(
        self, computers: list[Computer], tmp_path: Path, figure: Callable[[str], None], page: str
    ) -> None:
        aws, twin = with_offers(PAGES[page]), f"offer-many{PAGES[page]:09d}"
        with at_the_wizard(computers[0], aws, tmp_path / "cppo.db") as person:
            with pytest.raises(PlanRefused, match=twin) as refusal:
                person.submitter.submit(reviewed())
            offers = person.catalog.offers()
        assert (refusal.value.code, aws.sends()) == ("DUPLICATE", [])
        draft, context = reviewing()
        asked = check_all(draft, context.model_copy(update={"offers": offers}))
        assert [one.code for one in asked if twin in one.message] == ["OFFER_EXISTS"]
        figure(f"twin on the {page} page of {len(offers)} offers: found, named, 0 sent")

    def test_without_one_it_is_sent(self, computers: list[Computer], tmp_path: Path) -> None:
        aws = with_offers()
        with at_the_wizard(computers[0], aws, tmp_path / "cppo.db") as person:
            assert person.submitter.submit(reviewed()).state is SubmissionState.ACCEPTED

    def test_the_control_that_reads_one_page_does_not_see_it(
        self, computers: list[Computer], figure: Callable[[str], None]
    ) -> None:
        missed = 0
        for place in PAGES.values():
            aws, twin = with_offers(place), f"offer-many{place:09d}"
            computers[0].connect(aws)
            answer = (
                computers[0]
                .client(config=Config(proxies={}))
                .list_entities(Catalog="AWSMarketplace", EntityType="Offer", MaxResults=50)
            )
            missed += twin not in [one["EntityId"] for one in answer["EntitySummaryList"]]
            aws.close()
        assert missed == len(PAGES) - 1
        figure(f"control, one page read: {missed} of {len(PAGES)} twins missed")


@pytest.mark.usefixtures("impatient")
class TestABrokenList:
    """Scenario 14: "could not check" stops it; it is never "none"."""

    def test_of_offers_stops_the_send(
        self, computers: list[Computer], tmp_path: Path, figure: Callable[[str], None]
    ) -> None:
        def play(computer: Computer, case: tuple[str, str]) -> int:
            page, kind = case
            aws = with_offers()
            aws.line(f"ListEntities:{page}:{kind}")
            with at_the_wizard(computer, aws, tmp_path / f"{page}{kind}.db") as person:
                with pytest.raises(CatalogError):
                    person.submitter.submit(reviewed())
                assert person.submissions() == []
            return len(aws.sends())

        cases = [(page, kind) for page in ("1+", "2+") for kind in BROKEN]
        assert sum(each(play, computers, cases)) == 0
        figure(f"{len(BROKEN)} broken lists of offers x first or later page: {len(cases)} stopped, 0 sent")

    def test_of_change_sets_stops_a_send_and_leaves_the_unknown_unknown(
        self, computers: list[Computer], tmp_path: Path, figure: Callable[[str], None]
    ) -> None:
        def play(computer: Computer, kind: str) -> int:
            aws = Aws(faults=[f"ListChangeSets:1+:{kind}"])
            with at_the_wizard(computer, aws, tmp_path / f"{kind}.db") as person:
                with pytest.raises(CatalogError):  # whether AWS has this attempt already is not known
                    person.submitter.submit(reviewed())
                assert (aws.sends(), person.submissions()) == ([], [])
                aws.line(f"{SEND}:1:reset-after")
                unknown = person.submitter.submit(reviewed())
                aws.line(f"ListChangeSets:1+:{kind}")
                with pytest.raises(CatalogError):
                    person.submitter.look_up(unknown.id)
                looks = person.follow(unknown)
                assert all(look.problem for look in looks), "a failed look is told, and is not one of three"
                with pytest.raises(PlanRefused, match="read 0 of 3 times"):
                    person.submitter.resend(unknown.id)
                assert {look.submission.state for look in looks} == {SubmissionState.UNKNOWN}
            return len(aws.sends())

        assert set(each(play, computers, BROKEN)) == {1}
        figure(
            f"{len(BROKEN)} broken lists of change sets: {len(BROKEN)} stopped, {len(BROKEN)} stay unknown, "
            "0 sent again"
        )

    def test_the_review_does_not_pass_either(self) -> None:
        draft, context = reviewing()
        unread = check_all(draft, context.model_copy(update={"offers": None}))
        assert "OFFERS_NOT_CHECKED" in [one.code for one in unread if one.stops]

    def test_the_control_with_get_and_a_default_says_none(
        self, computers: list[Computer], figure: Callable[[str], None]
    ) -> None:
        def play(computer: Computer, kind: str) -> Any:
            aws = with_offers(0)
            aws.line(f"ListEntities:1+:{kind}")
            computer.connect(aws)
            client = computer.client(config=Config(read_timeout=IMPATIENCE, proxies={}))
            try:
                answer = client.list_entities(Catalog="AWSMarketplace", EntityType="Offer")
                return answer.get("EntitySummaryList", [])
            except (BotoCoreError, ClientError, ValueError) as error:
                return error
            finally:
                aws.close()

        none = [kind for kind, got in zip(BROKEN, each(play, computers, BROKEN), strict=True) if got == []]
        assert len(none) >= 3
        figure(f"control, a missing list read as empty: {len(none)} of {len(BROKEN)} broken lists say none")
