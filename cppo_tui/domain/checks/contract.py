"""The contract between ISV and reseller: read and accepted before anything is published (facts 1.2)."""

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding, Severity

RESELLER_CONTRACT = "RESELLER_CONTRACT"


def check_contract(draft: OfferDraft) -> tuple[Finding, ...]:
    """The console has it ticked; the API does not ask, so we do."""
    authorization = draft.authorization
    if authorization is None or not (authorization.reseller_contract or authorization.reseller_contract_url):
        return ()
    finding = Finding(
        code=RESELLER_CONTRACT,
        field="contract",
        message="The ISV's contract is not accepted yet; each offer asks for it.",
        fix="Read it, then accept it.",
        severity=Severity.ASK,
        consent=contract_consent(authorization),
    )
    return () if finding.consent in draft.consents else (finding,)


def contract_consent(authorization: ResaleAuthorization) -> str:
    """What a tick stands for: this document of this authorization, whatever its link's signature."""
    document = authorization.reseller_contract_url.partition("?")[0]
    return f"reseller-contract:{authorization.id}:{authorization.reseller_contract}:{document}"
