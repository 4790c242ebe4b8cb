"""Refusals: the errors the service answers with, and the one the sandbox itself may raise."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

OF_EVERY_SERVICE = frozenset(
    {"ExpiredTokenException", "InvalidSignatureException", "UnrecognizedClientException"}
)
"""Refusals of keys and signatures, which no service's model lists (fact sheet 6.10, obs)."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One entry of ``ValidationExceptionFieldList``, newer SDK models only (fact sheet 6.10)."""

    message: str
    field: str
    reason: str = "FieldValidationFailed"
    change_type: str | None = None
    entity_type: str | None = None
    entity_id: str | None = None

    def to_wire(self) -> dict[str, str]:
        """The entry as AWS writes it; members that do not apply are absent."""
        entry = {
            "Reason": self.reason,
            "EntityType": self.entity_type,
            "EntityId": self.entity_id,
            "ChangeType": self.change_type,
            "Field": self.field,
            "Message": self.message,
        }
        return {key: value for key, value in entry.items() if value is not None}


class ApiError(Exception):
    """A modelled Catalog exception: HTTP status, type name and text (fact sheet 6.10)."""

    def __init__(self, status: int, code: str, message: str, problems: tuple[FieldProblem, ...] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.problems = problems

    def garnished(self, garnish: str) -> "ApiError":
        """The same refusal with something more to read."""
        return ApiError(self.status, self.code, self.message + garnish, self.problems)

    def body(self) -> dict[str, Any]:
        """The JSON body: the model's member is called ``Message``, that of what stands before it is not."""
        member = "message" if self.code in OF_EVERY_SERVICE else "Message"
        body: dict[str, Any] = {member: self.message}
        if self.problems:
            body["ValidationExceptionFieldList"] = [problem.to_wire() for problem in self.problems]
        return body


def validation(message: str, *problems: FieldProblem) -> ApiError:
    """422: a schema or synchronous rule was broken."""
    return ApiError(422, "ValidationException", message, problems)


def not_found(message: str) -> ApiError:
    """404: no such entity or change set, or none this account may see."""
    return ApiError(404, "ResourceNotFoundException", message)


def in_use(message: str) -> ApiError:
    """423: another change set holds the entity."""
    return ApiError(423, "ResourceInUseException", message)


def over_quota(message: str) -> ApiError:
    """402: too much work in flight."""
    return ApiError(402, "ServiceQuotaExceededException", message)


def access_denied(message: str) -> ApiError:
    """403: these keys may not do this."""
    return ApiError(403, "AccessDeniedException", message)


def not_supported(message: str) -> ApiError:
    """415: there is such an entity, and it can't be described."""
    return ApiError(415, "ResourceNotSupportedException", message)


def throttled(message: str) -> ApiError:
    """429: too many requests in too little time."""
    return ApiError(429, "ThrottlingException", message)


def unknown_operation(message: str) -> ApiError:
    """404: no operation answers on this path."""
    return ApiError(404, "UnknownOperationException", message)


def internal(message: str) -> ApiError:
    """500: the client may try again."""
    return ApiError(500, "InternalServiceException", message)


class SandboxStateError(Exception):
    """The state file cannot be used. It is left as it was found."""

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(f"The sandbox state file {path} cannot be used: {reason}")
        self.path = Path(path)
        self.reason = reason
