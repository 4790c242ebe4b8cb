"""The address book as pictures: whose each account is, what it nearly is, a name for it, two customers."""

from cppo_tui.domain.address_book import KnownAccount
from cppo_tui.domain.draft import PricingChoice
from cppo_tui.domain.steps import Step
from tests.ui.looks import fill
from tests.ui.scenes import TWO, Play, clicking, pressing, step
from tests.ui.stage import BUYER, AppPilot, Stage, settle

ACME, ACME_TOO, GLOBEX, UNNAMED = "411122223333", "466655554444", "433344445555", "500000000001"
SLIP = "411122223334"


def known(play: Play) -> Play:
    """Played with a book in which two customers have names and one account has none."""

    async def played(stage: Stage, pilot: AppPilot) -> None:
        offers = {account: (f"offer-{account}",) for account in (ACME, ACME_TOO, GLOBEX, UNNAMED)}
        stage.store.learn_accounts([KnownAccount(account=a, offers=ids) for a, ids in offers.items()])
        names = {ACME: "Acme Corp", ACME_TOO: "Acme Corp", GLOBEX: "Globex Deutschland Holding"}
        for account, name in names.items():
            stage.store.name_account(account, name)
        await play(stage, pilot)

    return played


async def naming(_stage: Stage, pilot: AppPilot) -> None:
    """The dialog with a name typed over."""
    await pilot.press("f2")
    await settle(pilot)
    await fill(pilot, "#answer", "Initech")


async def typing_a_name(_stage: Stage, pilot: AppPilot) -> None:
    """A customer's name where an account is expected."""
    await fill(pilot, "#account", "acme corp")


CUSTOMER_SCENES: dict[str, Play] = {
    "opportunity-known": known(step(Step.OPPORTUNITY, buyers=(ACME, GLOBEX, UNNAMED, BUYER, "12345"))),
    "opportunity-unknown": known(step(Step.OPPORTUNITY)),
    "opportunity-near": known(step(Step.OPPORTUNITY, buyers=(SLIP,))),
    "opportunity-near-asked": known(step(Step.OPPORTUNITY, buyers=(SLIP,), then=pressing("ctrl+n"))),
    "opportunity-typed-name": known(step(Step.OPPORTUNITY, buyers=(), then=typing_a_name)),
    "opportunity-name": step(Step.OPPORTUNITY, then=naming),
    "opportunity-name-which": known(
        step(Step.OPPORTUNITY, buyers=(*TWO, UNNAMED), then=clicking("#name-customer"))
    ),
    "review-known": known(step(Step.REVIEW, buyers=(ACME, ACME_TOO))),
    "review-near": known(step(Step.REVIEW, buyers=(SLIP,))),
    "review-customers-asked": known(step(Step.REVIEW, buyers=(ACME, GLOBEX), then=pressing("ctrl+n"))),
    "review-confirm-unusual": known(
        step(
            Step.REVIEW,
            buyers=(ACME, ACME_TOO),
            then=pressing("ctrl+n"),
            expiry="2028-01-29",
            pricing=PricingChoice(text="20"),
        )
    ),
    "review-confirm-known": known(step(Step.REVIEW, buyers=(ACME, ACME_TOO), then=pressing("ctrl+n"))),
}
