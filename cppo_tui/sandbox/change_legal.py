"""UpdateLegalTerms: the licence the buyer accepts (fact sheet 2.7)."""

import uuid

from cppo_tui.sandbox import legal_documents
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.legal_urls import STANDARD_EULAS, copy_address
from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.own_terms import too_late
from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.shapes import array, one_of, record, text
from cppo_tui.sandbox.term_shapes import by_type, typed

_DOCUMENT = by_type(
    {
        "CustomEula": typed({"Url": text(1, 2048, r"https?://\S+", "^https?://...")}),
        "StandardEula": typed({"Version": one_of(*STANDARD_EULAS)}),
    }
)
_TERM = by_type({"LegalTerm": typed({"Documents": array(_DOCUMENT, 1, 1)})})

DETAILS = record({"Terms": array(_TERM, 1, 1)}, required=["Terms"])


def apply(offer: Offer, details: Json) -> Offer:
    """The offer's legal term is replaced. AWS keeps its own copy of the document (obs)."""
    [sent] = details["Terms"][0]["Documents"]
    plain = sent.get("Url", sent.get("Version", "")).partition("?")[0]
    # The same address gives the same copy; text of any kind is fine as its name.
    name = uuid.uuid5(uuid.NAMESPACE_URL, plain.encode("utf-8", "backslashreplace").decode())
    kept = {**sent, "Url": copy_address(offer.id, str(name))}
    return offer.with_own([{"Type": "LegalTerm", "Documents": [kept]}], instead_of=("LegalTerm",))


def check(case: Case) -> list[Complaint]:
    """Not after release; the newest standard contract, or a document AWS can fetch and read."""
    [sent] = case.details["Terms"][0]["Documents"]
    found = too_late(case, "Legal terms")
    if sent["Type"] == "CustomEula":
        return [*found, *legal_documents.objections(sent["Url"], case.now)]
    wrong = []
    if sent["Version"] != STANDARD_EULAS[-1]:
        wrong.append(f"Only the most recent version of StandardEula is supported: {STANDARD_EULAS[-1]}.")
    if case.product.kind == "ProfessionalServices":
        wrong.append("StandardEula isn't supported for the product. Provide a CustomEula.")
    return found + [Complaint(legal_documents.INVALID, text_) for text_ in wrong]
