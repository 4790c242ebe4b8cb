"""Two readings of the same documents: the domain's checks, and a simulated AWS that knows nothing of them.

Whatever the checks let through, AWS takes to SUCCEEDED; what AWS would refuse, the checks say before.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings

from cppo_tui.domain.checks import check_all
from cppo_tui.domain.draft import OfferDraft, PricingChoice
from cppo_tui.sandbox import seed_vendors as vendors
from tests.contracts.drawing import Drawn, drafts
from tests.contracts.judging import (
    SUCCEEDED,
    agreements,
    consented,
    context,
    differences,
    sent,
    shared,
    what_aws_says,
)
from tests.reliability.quoted import quoted
from tests.reliability.scale import times

ALL = 10_000


def test_what_the_checks_let_through_aws_takes_and_makes_what_was_reviewed(
    figure: Callable[[str], None],
) -> None:
    tally: Counter[str] = Counter()

    @settings(max_examples=times(300, ALL), deadline=None)
    @given(drafts(shared(), agreements()))
    def judged(drawn: Drawn) -> None:
        draft, link = consented(*drawn), drawn.link
        tally["drawn"] += 1
        if not any(finding.stops for finding in check_all(draft, context(link))):
            tally["let through"] += 1
            seen = sent(draft, link)
            assert what_aws_says(seen) == SUCCEEDED
            assert differences(draft, link, seen) == {}

    judged()
    assert tally["let through"] > 0
    quoted(f"{ALL:,} random drafts", f"{len(FORESEEN)} drafts the checks stop")
    figure(
        f"random drafts: {tally['drawn']}, {tally['let through']} of them let through by the checks: "
        "all made as reviewed"
    )


FORESEEN = [
    ("BUYER_ZEROS", {"buyers": ("000000000000",)}, vendors.EURO),
    ("NAME_CHARACTERS", {"name": "a<b"}, vendors.EURO),
    ("BUYER_NOT_ALLOWED", {"buyers": ("111122223333",)}, vendors.NAMED_BUYERS),
    ("NET_TERM_NOT_SHORTER", {"net_payment": "P90D"}, vendors.NET_TERMS),
    ("COUNTRY_UNKNOWN", {"countries": ("XX",)}, vendors.EURO),
    ("START_BEFORE_EXPIRY", {"start": "10 days", "agreement": "12 months"}, vendors.CONTRACT),
    ("START_TOO_LATE", {"start": "1000 days", "agreement": "12 months"}, vendors.CONTRACT),
    ("EXPIRY_AFTER_CHARGES", {"expiry": "200 days"}, vendors.INSTALLMENTS),
    ("AGREEMENT_SHORTER_THAN_ANNUAL", {"agreement": "300 days"}, vendors.AMI_ANNUAL),
]


@pytest.mark.parametrize(("code", "fields", "authorization_id"), FORESEEN)
def test_what_the_checks_stop_aws_would_have_refused(
    code: str, fields: dict[str, Any], authorization_id: str
) -> None:
    """The control: sent all the same, such a draft does not succeed, so this harness sees refusals."""
    authorization = shared()[authorization_id]
    usual = {"buyers": ("111122223333",), "agreement": "700 days", "pricing": PricingChoice(text="25")}
    draft = OfferDraft(id="d" * 32, authorization=authorization, **{**usual, **fields})
    assert code in [finding.code for finding in check_all(draft, context()) if finding.stops]
    assert what_aws_says(sent(draft)) != "SUCCEEDED"


@pytest.mark.parametrize("authorization_id", sorted(shared()))
def test_every_authorization_either_sells_or_says_why_not(authorization_id: str) -> None:
    draft = OfferDraft(id="d" * 32, authorization=shared()[authorization_id])
    found = [finding for finding in check_all(draft, context()) if finding.field == "authorization"]
    assert len(found) <= 1
