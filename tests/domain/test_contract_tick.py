"""The ISV's contract with the reseller is accepted before anything is published, and each one by itself."""

import pytest

from cppo_tui.domain.checks import check_all
from cppo_tui.domain.checks.contract import check_contract, contract_consent
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Severity, stopping
from tests.domain.given import a_context, a_draft, an_authorization, codes

URL = "https://legal.s3.amazonaws.com/ra-1/contract.pdf?X-Amz-Signature=1"
GOVERNED = an_authorization(reseller_contract="CustomResellerContract", reseller_contract_url=URL)


def ticked(draft: OfferDraft) -> OfferDraft:
    (finding,) = check_contract(draft)
    return draft.model_copy(update={"consents": draft.consents | {finding.consent}})


def test_where_there_is_none_nothing_is_asked() -> None:
    assert check_contract(a_draft()) == ()
    assert check_contract(a_draft(authorization=None)) == ()


@pytest.mark.parametrize("kind", ["StandardResellerContract", "CustomResellerContract", ""])
def test_where_there_is_one_it_is_asked_before_publishing(kind: str) -> None:
    draft = a_draft(authorization=an_authorization(reseller_contract=kind, reseller_contract_url=URL))
    (finding,) = stopping(check_all(draft, a_context()))
    assert (finding.code, finding.field, finding.severity) == ("RESELLER_CONTRACT", "contract", Severity.ASK)


def test_the_tick_settles_it() -> None:
    assert check_contract(ticked(a_draft(authorization=GOVERNED))) == ()
    assert codes(check_all(ticked(a_draft(authorization=GOVERNED)), a_context())) == []


def test_a_new_signature_on_the_link_is_the_same_contract() -> None:
    later = GOVERNED.model_copy(update={"reseller_contract_url": URL.replace("=1", "=2")})
    assert contract_consent(later) == contract_consent(GOVERNED)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "resaleauthz-other"},
        {"reseller_contract": "StandardResellerContract"},
        {"reseller_contract_url": URL.replace("contract", "contract-v2")},
    ],
)
def test_another_contract_needs_another_tick(change: dict[str, str]) -> None:
    draft = ticked(a_draft(authorization=GOVERNED))
    moved = draft.model_copy(update={"authorization": GOVERNED.model_copy(update=change)})
    assert codes(check_contract(moved)) == ["RESELLER_CONTRACT"]


def test_no_other_consent_stands_for_it() -> None:
    consents = frozenset({"markup-unusual:0", "reseller-contract:", "RESELLER_CONTRACT", ""})
    draft = a_draft(authorization=GOVERNED, consents=consents)
    assert codes(check_contract(draft)) == ["RESELLER_CONTRACT"]
