"""Every exception and every error code becomes exactly one domain error (fact sheet 6.10)."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from botocore import exceptions
from botocore.parsers import ResponseParserError

from cppo_tui.domain import errors
from cppo_tui.gateway.errors import catalog_error, catalog_errors
from cppo_tui.gateway.refusals import read_refusal, refusal_error

NOW = datetime(2027, 1, 31, 12, 0, tzinfo=UTC)

BOTOCORE: list[tuple[Exception, type[errors.CatalogError]]] = [
    (exceptions.NoCredentialsError(), errors.NotSignedIn),
    (
        exceptions.PartialCredentialsError(provider="env", cred_var="AWS_SECRET_ACCESS_KEY"),
        errors.NotSignedIn,
    ),
    (exceptions.ProfileNotFound(profile="x"), errors.NotSignedIn),
    (exceptions.ConfigParseError(path="config"), errors.NotSignedIn),
    (exceptions.ConfigNotFound(path="config"), errors.NotSignedIn),
    (exceptions.InvalidRetryModeError(provided_retry_mode="x", valid_modes="y"), errors.NotSignedIn),
    (exceptions.InvalidDefaultsMode(mode="x", valid_modes="y"), errors.NotSignedIn),
    (exceptions.InvalidConfigError(error_msg="x"), errors.NotSignedIn),
    (exceptions.InfiniteLoopConfigError(source_profile="a", visited_profiles="b"), errors.NotSignedIn),
    (exceptions.MissingDependencyException(msg="x"), errors.NotSignedIn),
    (PermissionError("credentials"), errors.NotSignedIn),
    (exceptions.TokenRetrievalError(provider="sso", error_msg="x"), errors.LoginExpired),
    (exceptions.SSOTokenLoadError(error_msg="x"), errors.LoginExpired),
    (exceptions.UnauthorizedSSOTokenError(), errors.LoginExpired),
    (exceptions.LoginRefreshRequired(), errors.LoginExpired),
    (exceptions.CredentialRetrievalError(provider="process", error_msg="x"), errors.LoginExpired),
    (exceptions.RefreshWithMFAUnsupportedError(), errors.LoginExpired),
    (exceptions.EndpointConnectionError(endpoint_url="https://x"), errors.Unreachable),
    (exceptions.ConnectTimeoutError(endpoint_url="https://x"), errors.Unreachable),
    (exceptions.ProxyConnectionError(proxy_url="http://x"), errors.Unreachable),
    (exceptions.InvalidProxiesConfigError(), errors.Unreachable),
    (exceptions.SSLError(endpoint_url="https://x", error=OSError("self-signed")), errors.Unreachable),
    (exceptions.ReadTimeoutError(endpoint_url="https://x"), errors.ServiceFault),
    (exceptions.ConnectionClosedError(endpoint_url="https://x"), errors.ServiceFault),
    (exceptions.ResponseStreamingError(error="x"), errors.ServiceFault),
    (exceptions.IncompleteReadError(actual_bytes=1, expected_bytes=2), errors.ServiceFault),
    (exceptions.HTTPClientError(error="x"), errors.ServiceFault),
    (exceptions.ParamValidationError(report="x"), errors.Rejected),
    (exceptions.PaginationError(message="x"), errors.BrokenAnswer),
    (ResponseParserError("x"), errors.BrokenAnswer),
    (AttributeError("'list' object has no attribute 'get'"), errors.BrokenAnswer),
    (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"), errors.BrokenAnswer),
    (RecursionError(), errors.BrokenAnswer),
    (exceptions.UnknownServiceError(service_name="x", known_service_names="y"), errors.CatalogError),
    (RuntimeError("x"), errors.CatalogError),
]

CODES: list[tuple[int, str, type[errors.CatalogError]]] = [
    (422, "ValidationException", errors.Rejected),
    (415, "ResourceNotSupportedException", errors.Rejected),
    (403, "AccessDeniedException", errors.NotAllowed),
    (403, "AccessDenied", errors.NotAllowed),
    (404, "ResourceNotFoundException", errors.NotFound),
    (423, "ResourceInUseException", errors.Locked),
    (402, "ServiceQuotaExceededException", errors.QuotaReached),
    (429, "ThrottlingException", errors.Throttled),
    (400, "Throttling", errors.Throttled),
    (500, "InternalServiceException", errors.ServiceFault),
    (403, "ExpiredToken", errors.LoginExpired),
    (403, "ExpiredTokenException", errors.LoginExpired),
    (400, "RequestExpired", errors.LoginExpired),
    (403, "UnrecognizedClientException", errors.LoginExpired),
    (403, "InvalidClientTokenId", errors.LoginExpired),
    (403, "MissingAuthenticationToken", errors.NotSignedIn),
    (402, "NeverSeenBefore", errors.QuotaReached),
    (403, "NeverSeenBefore", errors.NotAllowed),
    (404, "NeverSeenBefore", errors.NotFound),
    (422, "NeverSeenBefore", errors.Rejected),
    (423, "NeverSeenBefore", errors.Locked),
    (429, "NeverSeenBefore", errors.Throttled),
    (503, "NeverSeenBefore", errors.ServiceFault),
    (409, "NeverSeenBefore", errors.CatalogError),
]


def answer(status: int, code: str, message: str = "No.", **more: Any) -> dict[str, Any]:
    headers = {"x-amzn-requestid": "req-9", **more.pop("headers", {})}
    metadata = {"HTTPStatusCode": status, "HTTPHeaders": headers, "RequestId": "req-9"}
    return {"Error": {"Code": code, "Message": message}, "ResponseMetadata": metadata, **more}


def error_for(*args: Any, **more: Any) -> errors.CatalogError:
    return refusal_error(read_refusal(answer(*args, **more), NOW))


@pytest.mark.parametrize(
    ("error", "kind"), BOTOCORE, ids=lambda value: getattr(value, "__name__", repr(value)[:40])
)
def test_each_botocore_exception_is_one_domain_error(
    error: Exception, kind: type[errors.CatalogError]
) -> None:
    assert type(catalog_error(error)) is kind


@pytest.mark.parametrize(("status", "code", "kind"), CODES)
def test_each_code_of_aws_is_one_domain_error(
    status: int, code: str, kind: type[errors.CatalogError]
) -> None:
    error = error_for(status, code)
    assert type(error) is kind
    assert (error.code, error.request_id) == (code, "req-9")


def test_every_error_says_what_it_means_and_what_to_do() -> None:
    found = [catalog_error(error) for error, _ in BOTOCORE]
    found += [error_for(status, code) for status, code, _ in CODES]
    assert all(error.what and error.meaning and error.next_step for error in found)


class TestTokens:
    @pytest.mark.parametrize("how", ["invalid", "expired"])
    def test_the_sentence_about_the_token_is_enough(self, how: str) -> None:
        error = error_for(403, "403", f"The security token included in the request is {how}.")
        assert type(error) is errors.LoginExpired


class TestClock:
    def header(self, **ahead: int) -> dict[str, str]:
        """The Date of an answer when this computer is ``ahead`` of AWS."""
        return {"date": format_datetime(NOW - timedelta(**ahead), usegmt=True)}

    @pytest.mark.parametrize(
        "code", ["InvalidSignatureException", "SignatureDoesNotMatch", "RequestTimeTooSkewed"]
    )
    @pytest.mark.parametrize(("minutes", "how"), [(20, "20 minutes ahead of"), (-20, "20 minutes behind")])
    def test_a_wrong_clock_is_named_with_how_far_it_is_off(self, code: str, minutes: int, how: str) -> None:
        error = error_for(403, code, headers=self.header(minutes=minutes))
        assert how in error.what
        assert type(error) is errors.WrongClock
        assert "clock" in error.next_step

    def test_a_wrong_clock_is_named_without_a_date_too(self) -> None:
        said = "Signature expired: 20270131T113000Z is now earlier than 20270131T115500Z"
        assert "clock is wrong" in error_for(403, "InvalidSignatureException", said).what

    def test_a_right_clock_leaves_the_secret_key(self) -> None:
        error = error_for(403, "SignatureDoesNotMatch", headers=self.header(seconds=2))
        assert type(error) is errors.NotSignedIn
        assert "secret key" in error.what

    def test_the_quoted_request_is_not_repeated_because_it_holds_the_token(self) -> None:
        said = "The Canonical String should have been 'x-amz-security-token:SECRET'"
        assert "SECRET" not in error_for(403, "SignatureDoesNotMatch", said).sentences()


class TestComplaints:
    def test_each_field_aws_names_is_one_line(self) -> None:
        fields = [
            {"ChangeType": "UpdateMarkup", "Field": "Details.Percentage", "Message": "Too many decimals."},
            {"Reason": "CannotParse"},
        ]
        error = error_for(422, "ValidationException", "2 errors", ValidationExceptionFieldList=fields)
        assert isinstance(error, errors.Rejected)
        assert error.details == ("UpdateMarkup Details.Percentage: Too many decimals.", "CannotParse")

    def test_without_a_field_list_the_message_is_the_one_complaint(self) -> None:
        error = error_for(422, "ValidationException", "Provide a valid id.")
        assert isinstance(error, errors.Rejected)
        assert error.details == ("AWS says: Provide a valid id.",)


class TestWhatIsShown:
    def test_aws_text_is_data(self) -> None:
        error = error_for(422, "ValidationException", "\x1b[2J\u202egnorw")
        assert "\x1b" not in error.what
        assert "<U+202E>" in error.what

    def test_aws_text_has_a_limit(self) -> None:
        assert len(error_for(403, "AccessDeniedException", "x" * 5000).what) < 700

    def test_a_proxy_password_is_not_shown(self) -> None:
        error = catalog_error(exceptions.HTTPClientError(error="http://me:hunter2@proxy:3128 broke"))
        assert "hunter2" not in error.sentences()

    def test_an_answer_without_aws_headers_is_not_taken_for_aws(self) -> None:
        response = {
            "Error": {"Code": "403", "Message": "<html>"},
            "ResponseMetadata": {"HTTPStatusCode": 403},
        }
        assert type(refusal_error(read_refusal(response, NOW))) is errors.BrokenAnswer


def test_a_domain_error_passes_through_unchanged() -> None:
    original = errors.Locked("x")
    with pytest.raises(errors.Locked) as caught, catalog_errors():
        raise original
    assert caught.value is original
    assert catalog_error(original) is original


LOCKED_BY = [
    (
        "Requested change set has entities locked by change sets - entity: '6066beac-...' change sets: "
        "dgoddlepi9nb3ynwrwlkr3be4",
        ("dgoddlepi9nb3ynwrwlkr3be4",),
    ),
    ("entity: 'a' change sets: one, two; entity: 'b' change sets: two, three", ("one", "two", "three")),
    ("Requested entity is locked.", ()),
    ("change sets: \x1b]0;x\x07", ()),
]


@pytest.mark.parametrize(("message", "holders"), LOCKED_BY)
def test_who_holds_a_locked_entity_is_read_where_aws_names_it(message: str, holders: tuple[str, ...]) -> None:
    """The first message was seen (fact sheet 6.6); another wording names nobody and loses nothing."""
    error = error_for(423, "ResourceInUseException", message)
    assert isinstance(error, errors.Locked)
    assert error.holders == holders
    assert error.code == "ResourceInUseException"
