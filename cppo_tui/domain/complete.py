"""From a draft that passes every check to the terms of the offer, as AWS will get them."""

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.change_sets import OfferTerms
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.defaults import agreement_text, expiry_text, offer_description, offer_name
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.markup import Markup, resolve
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.terms import Agreement, Expiry, resolve_agreement, resolve_expiry


class Reading(Frozen):
    """What the draft's typed texts mean today; None where a text means nothing yet."""

    authorization: ResaleAuthorization | None
    markup: Markup | None
    agreement: Agreement | None
    expiry: Expiry | None


def read_draft(draft: OfferDraft, context: CheckContext) -> Reading:
    """Work out everything that can be worked out; never raises."""
    markup = resolve(draft.pricing, draft.authorization)
    agreement = resolve_agreement(agreement_text(draft), context.today)
    expiry = resolve_expiry(expiry_text(draft), context.today)
    return Reading(
        authorization=draft.authorization,
        markup=None if isinstance(markup, Finding) else markup,
        agreement=None if isinstance(agreement, Finding) else agreement,
        expiry=None if isinstance(expiry, Finding) else expiry,
    )


def offer_terms(draft: OfferDraft, context: CheckContext) -> OfferTerms | None:
    """The complete terms, None while something is missing. Whether they are *right* the checks say."""
    reading = read_draft(draft, context)
    if reading.authorization is None or reading.markup is None:
        return None
    if reading.agreement is None or reading.expiry is None:
        return None
    return OfferTerms(
        authorization_id=reading.authorization.id,
        name=offer_name(draft),
        description=offer_description(draft),
        markup=reading.markup.text,
        buyers=draft.buyers,
        expires=reading.expiry.day,
        agreement_duration=reading.agreement.duration,
    )
