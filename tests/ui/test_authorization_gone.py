"""An authorization that AWS has no more: found when the offer is sent, reviewed, or the list is read."""

from collections.abc import Callable, Iterator

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.catalog import AuthorizationListing
from cppo_tui.domain.errors import NotFound
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.domain.steps import Step
from cppo_tui.sandbox.seed_archera import BRONZE, SILVER
from cppo_tui.ui.home_view import ORPHANED
from tests.ui.catalogs import Before, Changed
from tests.ui.looks import shown, toasts
from tests.ui.stage import LARGE, Stage, settle
from tests.ui.test_review import confirm, publish


async def test_an_authorization_aws_has_no_more_is_to_be_chosen_anew(
    make_stage: Callable[..., Stage],
) -> None:
    spoiled: list[Changed] = []

    def wrap(catalog: SellerAccount) -> SellerAccount:
        spoiled.append(Changed(catalog))
        return spoiled[0]

    stage = make_stage(wrap=wrap)
    async with stage.at(Step.REVIEW, stage.draft(), size=LARGE) as pilot:
        spoiled[0].gone = True
        await confirm(pilot, stage)
        assert "Choose another authorization in step 1" in toasts(stage.app)
        assert publish(stage).disabled
        assert "1 Opportunity to fix" in shown(stage.app)


async def test_after_a_restart_the_review_says_so_at_once(make_stage: Callable[..., Stage]) -> None:
    """Nothing was sent, and no list was read: the review asks for it by its id."""
    stage = make_stage(wrap=Withdrawn)
    async with stage.at(Step.REVIEW, stage.draft(), size=LARGE):
        assert "AWS does not know this" in shown(stage.app)
        assert publish(stage).disabled
        assert "1 Opportunity to fix" in shown(stage.app)


async def test_once_the_list_was_read_the_drafts_say_so_until_another_is_chosen(
    make_stage: Callable[..., Stage],
) -> None:
    stage = make_stage(wrap=Withdrawn)
    orphan, other = stage.draft(title="Orphan"), stage.draft(SILVER, title="Other")
    for draft in (orphan, other):
        stage.store.save_draft(draft, revision=0)
    async with stage.running(size=LARGE) as pilot:
        assert ORPHANED not in shown(stage.app), "nobody has asked yet"
        stage.app.read_authorizations()
        await settle(pilot)
        assert shown(stage.app).count(ORPHANED) == 1
        stage.app.open_draft(orphan.id)
        await settle(pilot)
        stage.app.change(authorization=stage.authorization(SILVER))
        stage.app.go_home()
        await settle(pilot)
        assert ORPHANED not in shown(stage.app)


async def test_a_list_that_is_only_late_takes_nothing_away(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(wrap=Unlisted)
    stage.store.save_draft(stage.draft(), revision=0)
    async with stage.running(size=LARGE) as pilot:
        stage.app.read_authorizations()
        await settle(pilot)
        assert BRONZE not in {one.id for one in stage.app.connection.listings}
        assert ORPHANED not in shown(stage.app)
        assert not stage.app.connection.gone


async def test_one_that_aws_knows_again_is_not_held_gone_until_a_restart(
    make_stage: Callable[..., Stage],
) -> None:
    """Shared anew, and the list is still late."""
    spoiled: list[Withdrawn] = []

    def wrap(catalog: SellerAccount) -> SellerAccount:
        spoiled.append(Withdrawn(catalog))
        return spoiled[0]

    stage = make_stage(wrap=wrap)
    draft = stage.draft()
    async with stage.at(Step.REVIEW, draft, size=LARGE) as pilot:
        assert publish(stage).disabled
        spoiled[0].withdrawn = ""
        stage.app.read_offers()
        await settle(pilot)
        assert not publish(stage).disabled
        spoiled[0].withdrawn = BRONZE
        stage.app.go_home()
        stage.app.read_authorizations()
        await settle(pilot)
        assert ORPHANED in shown(stage.app)
        spoiled[0].withdrawn = ""
        stage.app.read_authorizations()
        await settle(pilot)
        assert ORPHANED not in shown(stage.app)
        assert not stage.app.connection.gone


class Unlisted(Before):
    """AWS does not list one authorization."""

    def authorizations(self) -> Iterator[tuple[AuthorizationListing, ...]]:
        """All the others."""
        for page in self._behind.authorizations():
            yield tuple(one for one in page if one.id != BRONZE)


class Withdrawn(Unlisted):
    """Nor does it know it any more."""

    withdrawn = BRONZE

    def authorization(self, authorization_id: str) -> ResaleAuthorization:
        """Any other one."""
        if authorization_id == self.withdrawn:
            raise NotFound(f"{authorization_id} is not known.")
        authorization: ResaleAuthorization = self._behind.authorization(authorization_id)
        return authorization
