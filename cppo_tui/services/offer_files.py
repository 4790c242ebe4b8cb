"""From an offer file to a draft: what the file only names is read from AWS or from a template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from cppo_tui.domain.authorization import ResaleAuthorization
from cppo_tui.domain.checks import CheckContext, check_all
from cppo_tui.domain.draft import OfferDraft, Replaced
from cppo_tui.domain.errors import NotFound
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.legal import SignedLink, signed
from cppo_tui.domain.offer_file import OfferFile
from cppo_tui.domain.offer_file_drafts import draft_of
from cppo_tui.domain.offer_file_reading import FIGURES, FileUnreadable, Path, Problem
from cppo_tui.domain.templates import ARCHERA, BUILT_IN, Template, sold_by_archera

if TYPE_CHECKING:
    from cppo_tui.domain.ports import Clock, SellerAccount, TemplateStore


class FromFile(NamedTuple):
    """A draft out of a file. ``missing`` is what the file names and AWS does not have; ``link`` an address
    with a signature, which no draft keeps."""

    draft: OfferDraft
    link: SignedLink | None = None
    missing: tuple[Problem, ...] = ()


def draft_from_file(
    file: OfferFile,
    base: OfferDraft,
    templates: TemplateStore | None,
    account: SellerAccount | None,
    clock: Clock,
) -> FromFile:
    """The draft this file describes, on ``base``'s id; ``base`` may bring readings that still hold.

    Without an ``account`` nothing is read. Raises FileUnreadable, CatalogError, StoreError.
    """
    template = _template(file.template, templates)
    missing: list[Problem] = []
    authorization = _authorization(file, template, base, account, clock, missing)
    kept = {"id": base.id, "reached": base.reached, "authorization": authorization}
    begun = template.choices.model_copy(update=kept) if template else base.model_copy(update=kept)
    replaces = _agreement(file, authorization, base, account, missing)
    draft = draft_of(file, begun.model_copy(update={"replaces": replaces}))
    return FromFile(draft, signed(file.eula.url), tuple(missing))


def _template(name: str, templates: TemplateStore | None) -> Template | None:
    if not name:
        return None
    built_in = next((one for one in BUILT_IN if one.name == name), None)
    if built_in is not None:
        return built_in
    saved = [row.name for row in templates.templates()] if templates else []
    if templates and name in saved:
        return templates.load_template(name)
    names = [*saved, *(one.name for one in BUILT_IN)]
    from difflib import get_close_matches

    near = get_close_matches(name, names, n=1, cutoff=0.5) or names
    fix = f"Is it “{near[0]}”?" if len(near) == 1 else f"There are: {', '.join(names)}."
    raise FileUnreadable((Problem(("template",), f"There is no template “{name}” here.", fix),))


def _authorization(
    file: OfferFile,
    template: Template | None,
    base: OfferDraft,
    account: SellerAccount | None,
    clock: Clock,
    missing: list[Problem],
) -> ResaleAuthorization | None:
    wanted = file.authorization or (template.authorization_id if template else "")
    known = base.authorization
    if known is not None and known.id == wanted:
        return known
    if account is None:
        return None
    if not wanted:
        return _archera_s(account, clock, missing) if template is ARCHERA else None
    try:
        return account.authorization(wanted)
    except NotFound:
        said = f"AWS does not show {wanted} to this account."
        fix = "«cppo authorizations» lists what is shared with you."
        missing.append(Problem(("authorization",), said, fix))
        return None


def _archera_s(account: SellerAccount, clock: Clock, missing: list[Problem]) -> ResaleAuthorization | None:
    """Archera's template names no authorization: the only usable one is meant, as in the wizard."""
    listings = tuple(one for page in account.authorizations() for one in page)
    found = sold_by_archera(listings, CheckContext(now=clock()))
    if len(found) == 1:
        return found[0]
    ids = ", ".join(one.id for one in found) or "none"
    said = f"Of Archera's usable authorizations one must be chosen; shared with you: {ids}."
    missing.append(Problem(("authorization",), said, "Name yours under “authorization”."))
    return None


def _agreement(
    file: OfferFile,
    authorization: ResaleAuthorization | None,
    base: OfferDraft,
    account: SellerAccount | None,
    missing: list[Problem],
) -> Replaced | None:
    """The replaced agreement as AWS tells of it (fact sheet 2.3: an active one on the same product)."""
    known = base.replaces
    if not file.replaces or (known is not None and known.agreement_id == file.replaces):
        return known if file.replaces else None
    if account is None or authorization is None:
        return None
    found = account.agreements(authorization.product_id)
    one = next((agreement for agreement in found if agreement.id == file.replaces), None)
    if one is None:
        said = f"No buyer has an active agreement {file.replaces} on this product with you."
        missing.append(Problem(("replaces",), said, "Correct the id, or leave the key out."))
        return None
    return Replaced(agreement_id=one.id, acceptor=one.acceptor, product_id=one.product_id, ends=one.ends)


_ASKS_THE_AUTHORIZATION = ("agreement", "start", "installments", "net_payment", "replaces")
_NEEDS_AWS = (
    *("SELLER_UNKNOWN", "OFFERS_NOT_CHECKED", "COMPLETING_NOT_READ"),
    *("PRICE_WITHOUT_WHOLESALE", "REPLACEMENT_BUYER"),
)


def check_unread(draft: OfferDraft, context: CheckContext, *, named: bool) -> tuple[Finding, ...]:
    """What can be said while nothing was read from AWS. ``named``: the file names its authorization.

    What stops here stops there too: a rule that hangs on the authorization is left out, or only warns where
    the text itself cannot be read.
    """
    found = []
    for finding in check_all(draft, context):
        field = finding.field.partition(".")[0]
        suggested = field in ("name", "description") and getattr(draft, field) is None
        if finding.code in _NEEDS_AWS or suggested or (named and field in ("authorization", "contract")):
            continue
        if field in _ASKS_THE_AUTHORIZATION and finding.stops:
            if not finding.code.startswith("DATE_"):
                continue
            finding = finding.model_copy(update={"severity": Severity.WARNING})
        found.append(finding)
    return tuple(found)


_KEYS: Mapping[str, tuple[str, ...]] = {
    "pricing": (*FIGURES, "installments"),
    "contract": ("consents", "authorization"),
}


def place_of(field: str, lines: Mapping[Path, int]) -> Path:
    """Where in a file the value stands that a finding is about; the key it belongs under when it is not
    there."""
    head, _, tail = field.partition(".")
    tops = _KEYS.get(head, (head,))
    top = next((key for key in tops if (key,) in lines), tops[0])
    if not tail.isdigit():
        return (top,)
    within = ((top, "rows", int(tail)), (top, "amounts", int(tail)), (top, int(tail)))
    return next((place for place in within if place in lines), (top,))
