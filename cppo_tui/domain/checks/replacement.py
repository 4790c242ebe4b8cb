"""A replacement offer takes the place of one agreement: same product, same buyer (fact sheet 2.3)."""

from cppo_tui.domain.accounts import grouped
from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.dates import long_date
from cppo_tui.domain.draft import OfferDraft, ProductType, Replaced
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.product import may_replace


def check_replacement(draft: OfferDraft, context: CheckContext) -> tuple[Finding, ...]:
    """Everything that speaks against replacing this agreement."""
    if draft.replaces is None:
        return ()
    if draft.authorization is not None and not may_replace(draft):
        return (
            _finding(
                "REPLACEMENT_NOT_POSSIBLE",
                "Only SaaS contracts can be replaced; usage pricing renews by a new offer.",
                "Make a new offer instead.",
            ),
        )
    return (
        *_agreement(draft.replaces, draft.authorization, context),
        *_acceptor(draft.replaces, draft.buyers),
        *_reuse(draft),
    )


def settled_against(draft: OfferDraft, context: CheckContext) -> tuple[Finding, ...]:
    """What speaks against replacing this agreement before anything is filled in. What hangs on the sort of
    product, which the person may still name otherwise, is not settled (``hangs_on_product``)."""
    found = check_replacement(draft, context)
    return () if hangs_on_product(draft) else tuple(one for one in found if one.field == "replaces")


def hangs_on_product(draft: OfferDraft) -> bool:
    """True where it could be replaced if the product were SaaS, and that it is not is only assumed."""
    if draft.authorization is None or draft.product_type is not None or may_replace(draft):
        return False
    return may_replace(draft.model_copy(update={"product_type": ProductType.SAAS}))


def _agreement(
    replaced: Replaced, authorization: ResaleAuthorization | None, context: CheckContext
) -> list[Finding]:
    """It must still run, and be about the authorization's product."""
    if replaced.ends is not None and replaced.ends <= context.now:
        return [
            _finding(
                "REPLACEMENT_TOO_LATE",
                f"The agreement ended on {long_date(replaced.ends.date())}; AWS replaces only active ones.",
                "Make a new offer instead.",
            )
        ]
    product = authorization.product_id if authorization else ""
    if "" in (product, replaced.product_id) or product == replaced.product_id:
        return []
    return [
        _finding(
            "REPLACEMENT_OTHER_PRODUCT",
            "The agreement to replace is on another product.",
            "Choose an agreement on this product, or none.",
        )
    ]


def _acceptor(replaced: Replaced, buyers: tuple[str, ...]) -> list[Finding]:
    """AWS targets the replacement itself, at the agreement's acceptor alone."""
    if buyers == (replaced.acceptor,):
        return []
    return [
        _finding(
            "REPLACEMENT_BUYER",
            f"A replacement goes to {grouped(replaced.acceptor)} alone, who accepted the agreement.",
            "Name that account only, or replace no agreement.",
            "buyers",
        )
    ]


def _reuse(draft: OfferDraft) -> list[Finding]:
    """Whether a draft offer replaces an agreement is settled when it is created."""
    if not draft.reuse_offer_id:
        return []
    return [
        _finding(
            "REPLACEMENT_WITH_REUSE",
            "The draft that AWS already has was not made to replace this agreement.",
            "Create a new offer instead of completing that draft.",
        )
    ]


def _finding(code: str, message: str, fix: str, field: str = "replaces") -> Finding:
    return Finding(code=code, field=field, message=message, fix=fix)
