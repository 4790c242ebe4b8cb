"""The agreement service, as much of it as the sandbox simulates: search, describe, terms (SDK model)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cppo_tui.sandbox.agreement_answers import describe_agreement, get_agreement_terms
from cppo_tui.sandbox.agreement_errors import unknown_operation
from cppo_tui.sandbox.agreement_search import search_agreements
from cppo_tui.sandbox.context import Context
from cppo_tui.sandbox.records import Json

Operation = Callable[[Context, Json], Json]

OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        "SearchAgreements": search_agreements,
        "DescribeAgreement": describe_agreement,
        "GetAgreementTerms": get_agreement_terms,
    }
)


def operation_named(name: str) -> Operation:
    """The operation, or UnknownOperationException: the real service has more than these."""
    operation = OPERATIONS.get(name)
    if operation is None:
        raise unknown_operation(
            f"The sandbox does not simulate the operation '{name[:100]}' of this service."
        )
    return operation
