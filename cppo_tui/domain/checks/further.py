"""Terms only some offers have: countries, end-user agreement, payment term, purpose (fact sheet 2.4-2.12)."""

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.checks.context import CheckContext
from cppo_tui.domain.countries import COUNTRIES
from cppo_tui.domain.draft import EulaKind, OfferDraft, ProductType, Purpose
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.legal import LONG_ENOUGH, resolve_eula
from cppo_tui.domain.product import product_type
from cppo_tui.domain.purpose import CHANNELS, pre_existing
from cppo_tui.domain.text import shorten
from cppo_tui.domain.validity import length_words

NET_TERMS = ("P15D", "P30D", "P45D", "P60D", "P90D", "P120D")
"""The periods AWS knows (fact sheet 2.12)."""

MAX_COUNTRIES = 244
"""Countries per offer (fact sheet 2.6)."""


def check_further(draft: OfferDraft, context: CheckContext) -> tuple[Finding, ...]:
    """Everything that speaks against the further terms as they stand."""
    found = [
        *_countries(draft),
        *_eula(draft, context),
        *_net_payment(draft),
        *_purpose(draft),
    ]
    return tuple(finding.settled_by(draft.consents) for finding in found)


def shorter_terms(authorization: ResaleAuthorization | None) -> tuple[str, ...]:
    """The payment terms one may shorten to; empty when the authorization has none or the shortest."""
    granted = authorization.net_payment if authorization else ""
    return NET_TERMS[: NET_TERMS.index(granted)] if granted in NET_TERMS else ()


def _countries(draft: OfferDraft) -> list[Finding]:
    """Codes AWS knows, where countries are possible at all (fact sheet 2.6)."""
    if not draft.countries or draft.replaces is not None:
        return []
    if product_type(draft) is ProductType.SERVICES:
        return [
            _finding(
                "COUNTRIES_WITH_SERVICES",
                "countries",
                "AWS takes no countries for professional services.",
                "Leave the countries empty.",
            )
        ]
    unknown = [code for code in draft.countries if code not in COUNTRIES]
    if not unknown:
        return _too_many_countries(len(draft.countries))
    shown = ", ".join(shorten(code, 12) for code in unknown[:3])
    return [
        _finding(
            "COUNTRY_UNKNOWN",
            "countries",
            f"Not a country code: {shown}.",
            "The United Kingdom is GB." if unknown == ["UK"] else "Type two-letter ISO codes such as US, DE.",
        )
    ]


def _too_many_countries(count: int) -> list[Finding]:
    if count <= MAX_COUNTRIES:
        return []
    message = f"{count} countries; AWS takes at most {MAX_COUNTRIES}."
    return [_finding("COUNTRIES_TOO_MANY", "countries", message, "For any country, leave the list empty.")]


def _eula(draft: OfferDraft, context: CheckContext) -> list[Finding]:
    """An end-user agreement AWS takes, at an address it can still read hours later (fact sheet 2.7, 8.4)."""
    if draft.eula.kind is EulaKind.STANDARD and product_type(draft) is ProductType.SERVICES:
        return [
            _finding(
                "EULA_STANDARD_WITH_SERVICES",
                "eula",
                "Professional services need an agreement of their own.",
                "Keep the authorization's, or name a document.",
            )
        ]
    document = resolve_eula(draft, context.signed_eula)
    if isinstance(document, Finding):
        return [document]
    link = context.signed_eula
    if document is None or link is None or document.url != link.url or link.ends is None:
        return []
    if link.ends <= context.now:
        return [
            _finding("EULA_LINK_EXPIRED", "eula", "The link to the document has expired.", "Make a new link.")
        ]
    if link.ends - context.now < LONG_ENOUGH:
        hours = int((link.ends - context.now).total_seconds() // 3600) + 1
        left = "an hour" if hours == 1 else f"{hours} hours"
        return [
            _finding(
                "EULA_LINK_SHORT",
                "eula",
                f"The link expires in less than {left}; AWS may fetch the document later than that.",
                "Make a link that lasts at least 12 hours.",
                Severity.WARNING,
            )
        ]
    return []


def _net_payment(draft: OfferDraft) -> list[Finding]:
    """Shorter than granted, never longer (fact sheet 2.12)."""
    granted = draft.authorization.net_payment if draft.authorization else ""
    if not draft.net_payment or draft.net_payment in shorter_terms(draft.authorization):
        return []
    if not granted:
        message = "The authorization has no payment term, so none can be set."
    else:
        message = f"The authorization grants {length_words(granted)}; a payment term can only be shortened."
    return [_finding("NET_TERM_NOT_SHORTER", "net_payment", message, "Keep the authorization's term.")]


def _purpose(draft: OfferDraft) -> list[Finding]:
    """It decides the listing fee and stays once the offer is released (fact sheet 2.4)."""
    found = _not_the_isvs(draft)
    if draft.purpose is Purpose.NEW:
        return [*found, *_no_new_customer(draft)]
    return [
        *found,
        _finding(
            "PURPOSE_IS_FINAL",
            "purpose",
            "An offer to an existing customer has a different listing fee.",
            "It cannot be changed once the offer is published.",
            Severity.NOTE,
        ),
    ]


def _no_new_customer(draft: OfferDraft) -> list[Finding]:
    """Who has an agreement to be replaced is a customer of the product (facts 1.2)."""
    if draft.replaces is None:
        return []
    return [
        _finding(
            "PURPOSE_OF_REPLACEMENT",
            "purpose",
            "Whoever has an agreement to replace is no new customer; AWS's listing fee depends on that.",
            "Choose existing customer under further terms.",
            Severity.WARNING,
        )
    ]


def _not_the_isvs(draft: OfferDraft) -> list[Finding]:
    """The authorization says whether its buyer is a customer already (fact sheet 5.2)."""
    told = draft.authorization.earlier if draft.authorization else None
    ours = pre_existing(draft)
    channel = ours[0] if ours else ""
    known = told is not None and told[0] in CHANNELS.values()
    if told is None or not known or told[0] == channel:
        return []
    where = "already on" if told[0] == CHANNELS[Purpose.EXISTING] else "moving to"
    return [
        _finding(
            "PURPOSE_NOT_THE_ISVS",
            "purpose",
            f"The ISV authorized it for a customer {where} AWS Marketplace; the offer says otherwise.",
            "Choose that purpose under further terms, unless the ISV agrees to this one.",
            Severity.WARNING,
        )
    ]


def _finding(
    code: str, field: str, message: str, fix: str, severity: Severity = Severity.BLOCKING
) -> Finding:
    return Finding(code=code, field=field, message=message, fix=fix, severity=severity)
