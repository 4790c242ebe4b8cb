"""The modelled exceptions of the agreement service: other names and members than the Catalog's."""

from collections.abc import Sequence

from cppo_tui.sandbox.errors import ApiError, FieldProblem
from cppo_tui.sandbox.records import Json

NAMESPACE = "com.amazonaws.marketplaceagreement"

_LONGEST_MESSAGE = 1024


class AgreementError(Exception):
    """Status, type name, text, and whatever else the model gives the exception (SDK model)."""

    def __init__(self, status: int, code: str, message: str, members: Json | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.members = members or {}

    def garnished(self, garnish: str) -> "AgreementError":
        """The same refusal with something more to read."""
        return AgreementError(self.status, self.code, self.message + garnish, self.members)

    def body(self, request_id: str) -> Json:
        """Errors carry their type in the body in both protocols; the text's member is ``message``."""
        return {
            "__type": f"{NAMESPACE}#{self.code}",
            "message": self.message[-_LONGEST_MESSAGE:],
            "requestId": request_id,
            **self.members,
        }


def validation(reason: str, message: str, problems: Sequence[FieldProblem] = ()) -> AgreementError:
    """400: the request breaks a rule; ``reason`` is one of the model's ValidationExceptionReason."""
    fields = [{"name": one.field, "message": one.message} for one in problems]
    return AgreementError(
        400, "ValidationException", message, {"reason": reason, **({"fields": fields} if fields else {})}
    )


def not_found(agreement_id: str) -> AgreementError:
    """404: there is no such agreement."""
    about = {"resourceId": agreement_id, "resourceType": "Agreement"}
    return AgreementError(
        404, "ResourceNotFoundException", f"Agreement {agreement_id} does not exist.", about
    )


def access_denied(message: str) -> AgreementError:
    """403: the agreement is between others."""
    return AgreementError(403, "AccessDeniedException", message, {"reason": "INVALID_ACCESS"})


def unreadable(message: str) -> AgreementError:
    """400: the body is not what its protocol says it is."""
    return AgreementError(400, "SerializationException", message)


def unknown_operation(message: str) -> AgreementError:
    """404: the service, or the sandbox's part of it, has no such operation."""
    return AgreementError(404, "UnknownOperationException", message)


def translated(error: ApiError) -> AgreementError:
    """What the rest of the sandbox refused, under this service's names: too fast, or broken."""
    code = "InternalServerException" if error.status == 500 else error.code
    return AgreementError(error.status, code, error.message)
