"""From a draft that passes every check to the terms of the offer, as AWS will get them."""

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.change_sets import OfferTerms
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.defaults import expiry_text, offer_description, offer_name
from cppo_tui.domain.draft import OfferDraft
from cppo_tui.domain.findings import Finding
from cppo_tui.domain.installments import OwnSchedule, resolve_installments
from cppo_tui.domain.legal import resolve_eula
from cppo_tui.domain.markup import Markup, resolve
from cppo_tui.domain.model import Frozen
from cppo_tui.domain.purpose import pre_existing
from cppo_tui.domain.terms import Expiry, resolve_expiry
from cppo_tui.domain.validity import Validity, resolve_validity


class Reading(Frozen):
    """What the draft's typed texts mean today; None where a text means nothing yet.

    ``markup`` and ``schedule`` exclude each other.
    """

    authorization: ResaleAuthorization | None
    markup: Markup | None
    schedule: OwnSchedule | None
    validity: Validity | None
    expiry: Expiry | None


def read_draft(draft: OfferDraft, context: CheckContext) -> Reading:
    """Work out everything that can be worked out; never raises."""
    markup = resolve(draft.pricing, draft.authorization) if not draft.installments.own else None
    schedule = resolve_installments(draft, context.today) if draft.installments.own else None
    validity = resolve_validity(draft, context.today)
    expiry = resolve_expiry(expiry_text(draft), context.today)
    return Reading(
        authorization=draft.authorization,
        markup=markup if isinstance(markup, Markup) else None,
        schedule=schedule if isinstance(schedule, OwnSchedule) else None,
        validity=validity if isinstance(validity, Validity) else None,
        expiry=expiry if isinstance(expiry, Expiry) else None,
    )


def offer_terms(draft: OfferDraft, context: CheckContext) -> OfferTerms | None:
    """The complete terms, None while something is missing. Whether they are *right* the checks say."""
    reading = read_draft(draft, context)
    eula = resolve_eula(draft, context.signed_eula)
    schedule, markup = reading.schedule, reading.markup
    if reading.authorization is None or (markup is None and schedule is None):
        return None
    if reading.validity is None or reading.expiry is None or isinstance(eula, Finding):
        return None
    return OfferTerms(
        authorization_id=reading.authorization.id,
        name=offer_name(draft),
        description=offer_description(draft),
        markup=markup.text if markup else "",
        buyers=draft.buyers,
        expires=reading.expiry.day,
        validity=reading.validity,
        currency=reading.authorization.currency if schedule else "",
        charges=schedule.charges if schedule else (),
        fixed=schedule.fixed if schedule else None,
        countries=draft.countries if draft.replaces is None else (),
        eula=eula,
        net_payment=draft.net_payment,
        purpose=pre_existing(draft),
        agreement_id=draft.replaces.agreement_id if draft.replaces else "",
    )
