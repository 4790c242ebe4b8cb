"""The exported scripts are run by what they are written for, and make the wizard's offer."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cppo_tui.cli.accounts import new_id, now, served_account
from cppo_tui.domain.checks import CheckContext, check_all
from cppo_tui.domain.draft import OfferDraft, PricingChoice
from cppo_tui.domain.findings import Severity
from cppo_tui.domain.ports import SellerAccount
from cppo_tui.sandbox.seed_archera import BRONZE
from cppo_tui.sandbox.seed_offers import DRAFT, OPEN
from cppo_tui.services.planner import make_plan
from cppo_tui.services.submitter import Submitter
from cppo_tui.store import DATABASE_NAME, SqliteStore
from tests.e2e.served import Done, Served, serving
from tests.e2e.terminal import clean_environment

NASTY = 'it\'s "Ünïcödé" $(touch PWNED) `touch PWNED` § %s\nTHE_CHANGE_SET_ENDS_HERE\ntouch PWNED'


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("home"), "--pace", "instant") as one:
        yield one


@pytest.fixture(scope="module")
def account(served: Served) -> SellerAccount:
    return served_account(served.url)


@pytest.fixture(scope="module")
def store(served: Served) -> Iterator[SqliteStore]:
    kept = SqliteStore(Path(clean_environment(served.home)["CPPO_HOME"]) / DATABASE_NAME, "sandbox", now)
    yield kept
    kept.close()


def consented(draft: OfferDraft, context: CheckContext) -> OfferDraft:
    """The person has said yes to whatever asks."""
    asked = {one.consent for one in check_all(draft, context) if one.severity is Severity.ASK}
    return draft.model_copy(update={"consents": frozenset(asked)})


def context_of(account: SellerAccount) -> CheckContext:
    return CheckContext(now=now(), seller_account=account.caller().account, offers=account.offers(BRONZE))


@pytest.fixture(scope="module")
def draft(account: SellerAccount, store: SqliteStore) -> OfferDraft:
    """A checked draft whose texts would like to be code, stored like any other."""
    made = OfferDraft(
        id=new_id(),
        authorization=account.authorization(BRONZE),
        buyers=("123456789012",),
        pricing=PricingChoice(text="25"),
        name=NASTY,
        description=NASTY,
    )
    made = consented(made, context_of(account))
    store.save_draft(made, revision=0)
    return store.load_draft(made.id)[0]


@pytest.fixture(scope="module")
def wizards(account: SellerAccount, store: SqliteStore, draft: OfferDraft) -> tuple[str, list[Any]]:
    """The offer as the wizard makes it, and the change set it sent."""
    plan = make_plan(draft, context_of(account), world="sandbox")
    sent = Submitter(store, account, clock=now, new_id=new_id, world="sandbox").submit(plan)
    return account.change_set(sent.change_set_id).offer_id, plan.changes


def run_script(served: Served, form: str, text: str) -> Done:
    if form == "boto3":
        script = served.home / "make_offer.py"
        script.write_text(text, encoding="utf-8")
        return served.run(sys.executable, str(script))
    script = served.home / "make_offer.sh"
    script.write_text(text, encoding="utf-8")
    return served.run("sh", str(script), PATH=served.with_aws_command())


def without_id(account: SellerAccount, offer: str) -> dict[str, Any]:
    return account.offer(offer).model_dump(exclude={"id", "revision"})


@pytest.mark.parametrize("form", ["boto3", "aws-cli"])
def test_the_script_makes_the_wizards_offer_once_however_often_it_is_run(
    served: Served, account: SellerAccount, draft: OfferDraft, wizards: tuple[str, list[Any]], form: str
) -> None:
    text = served.cppo("export", draft.id, "--as", form).stdout
    before = len(account.offers())
    done = run_script(served, form, text)
    assert done.returncode == 0, done
    offer, link = done.stdout.splitlines()
    assert offer.startswith("offer-")
    assert link.endswith(f"offerId={offer}")
    assert without_id(account, offer) == without_id(account, wizards[0])
    again = run_script(served, form, text)
    assert (again.returncode, again.stdout) == (0, done.stdout)
    assert len(account.offers()) == before + 1
    assert not (served.home / "PWNED").exists()


def test_the_request_is_what_the_wizard_sends(
    served: Served, draft: OfferDraft, wizards: tuple[str, list[Any]]
) -> None:
    request = json.loads(served.cppo("export", draft.id[:8]).stdout)
    assert request["ChangeSet"] == wizards[1]


@pytest.mark.parametrize("form", ["boto3", "aws-cli"])
def test_a_script_of_another_seller_sends_nothing(
    served: Served, account: SellerAccount, draft: OfferDraft, form: str
) -> None:
    text = served.cppo("export", draft.id, "--as", form).stdout.replace("777788889999", "111122223333")
    before = len(account.offers())
    done = run_script(served, form, text)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Nothing was sent" in done.stderr
    assert len(account.offers()) == before


@pytest.mark.parametrize("form", ["boto3", "aws-cli"])
def test_a_script_tells_why_aws_did_not_make_the_offer(served: Served, draft: OfferDraft, form: str) -> None:
    """A buyer account nobody has is refused when the change set is applied."""
    text = served.cppo("export", draft.id, "--as", form).stdout.replace("123456789012", "999999999999")
    done = run_script(served, form, text)
    assert (done.returncode, done.stdout) == (1, "")
    assert "INVALID_BUYER_ACCOUNTS" in done.stderr


def test_an_offer_is_exported_as_what_would_make_it_again(served: Served, account: SellerAccount) -> None:
    done = served.cppo("export", OPEN, "--as", "boto3")
    assert "OFFER_EXISTS" in done.stderr, "a second one would be open beside it: that is told"
    made = run_script(served, "boto3", done.stdout).stdout.splitlines()[0]
    theirs, ours = without_id(account, OPEN), without_id(account, made)
    assert {key for key in theirs if theirs[key] != ours[key]} <= {"expires", "markup"}


def test_what_is_not_complete_is_not_exported(served: Served) -> None:
    draft = served.json("clone", DRAFT)["draft"]
    done = served.cppo("export", draft, "--as", "aws-cli")
    assert (done.returncode, done.stdout) == (3, "")
    assert "BUYERS_MISSING" in done.stderr
    assert served.cppo("export", "nobody").returncode == 2
