"""What a new draft begins with, by the person's settings. Each draft shows it and can say otherwise."""

from cppo_tui.domain.archera import is_archera
from cppo_tui.domain.authorization import PricingKind, ResaleAuthorization
from cppo_tui.domain.draft import OfferDraft, PricingChoice
from cppo_tui.domain.ports import NewId
from cppo_tui.domain.settings import STANDARD, Settings
from cppo_tui.services.drafts import new_draft

_TYPED = (PricingKind.USAGE, PricingKind.HOURLY_WITH_ANNUAL)
"""Where the partner says how long the agreement runs; elsewhere the authorization does (fact sheet 4)."""


def begun(new_id: NewId, settings: Settings) -> OfferDraft:
    """An empty draft, but for what the settings fill in."""
    filled: dict[str, object] = {}
    if settings.markup:
        filled["pricing"] = PricingChoice(text=settings.markup)
    if settings.days_to_accept != STANDARD.days_to_accept:
        filled["expiry"] = f"+{settings.days_to_accept} days"
    return new_draft(new_id).model_copy(update=filled)


def usual_agreement(draft: OfferDraft, authorization: ResaleAuthorization, settings: Settings) -> str | None:
    """The agreement's length once this authorization is chosen: what was typed stays; the usual one is filled
    in where a length is typed at all, and not where Archera prescribes another."""
    if not settings.agreement or draft.agreement not in (None, settings.agreement):
        return draft.agreement
    usual = authorization.kind in _TYPED and not is_archera(authorization)
    return settings.agreement if usual else None
