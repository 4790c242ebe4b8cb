"""Every botocore exception becomes exactly one of the domain's errors (fact sheet 6.10)."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cppo_tui.domain import errors
from cppo_tui.domain.text import clean, shorten
from cppo_tui.gateway.refusals import read_refusal, refusal_error

_log = logging.getLogger("cppo.aws")
_USER_INFO = re.compile(r"//[^/@\s]+@")


@contextmanager
def catalog_errors() -> Iterator[None]:
    """Turn whatever botocore raises inside into a CatalogError, for calls that only ask."""
    try:
        yield
    except errors.CatalogError:
        raise
    except Exception as error:
        told = catalog_error(error)
        _log.info("%s, code %s, of %s", type(told).__name__, told.code or "none", type(error).__name__)
        raise told from error


def catalog_error(error: Exception) -> errors.CatalogError:
    """The domain error for an exception met while asking AWS something, or before sending to it."""
    from botocore.exceptions import ClientError

    if isinstance(error, errors.CatalogError):
        return error
    if isinstance(error, ClientError):
        return refusal_error(read_refusal(error.response))
    for names, make in _MAKERS:
        if isinstance(error, _named(names)):
            return make(error)
    if isinstance(error, _UNREADABLE):
        return _makes_no_sense(error)
    if isinstance(error, OSError):  # a configuration or credentials file that can't be read
        return _bad_configuration(error)
    return errors.CatalogError(f"The call did not succeed: {_said(error)}")


def unreachable(error: Exception) -> errors.Unreachable:
    """Nothing reached AWS: name look-up, connection or proxy."""
    return errors.Unreachable(f"No connection to AWS: {_said(error)}")


def tls_failed(error: Exception) -> errors.Unreachable:
    """No secure connection to AWS could be made."""
    return errors.Unreachable(
        f"No secure connection to AWS: {_said(error)}",
        next_step="If a company proxy inspects traffic, point AWS_CA_BUNDLE at its certificate.",
    )


def _no_credentials(error: Exception) -> errors.NotSignedIn:
    return errors.NotSignedIn(_said(error))


def _bad_configuration(error: Exception) -> errors.NotSignedIn:
    return errors.NotSignedIn(
        f"The AWS configuration can't be used: {_said(error)}",
        next_step="Correct the named setting or file, then try again.",
    )


def _not_renewed(error: Exception) -> errors.LoginExpired:
    return errors.LoginExpired(
        f"The login could not be renewed: {_said(error)}",
        meaning="Nothing was sent to AWS; the draft is kept.",
    )


def _no_answer(error: Exception) -> errors.ServiceFault:
    return errors.ServiceFault(f"AWS did not answer: {_said(error)}")


def _incomplete(error: Exception) -> errors.Rejected:
    return errors.Rejected(
        "The request is incomplete, so it was not sent.", details=(_said(error),), code="ParamValidation"
    )


def _makes_no_sense(error: Exception) -> errors.BrokenAnswer:
    return errors.BrokenAnswer(f"The answer makes no sense: {_said(error)}")


def _named(names: tuple[str, ...]) -> tuple[type[Exception], ...]:
    """Those of botocore's exceptions that the installed release has."""
    from botocore import exceptions, parsers

    places = (exceptions, parsers)
    return tuple(getattr(place, name) for place in places for name in names if hasattr(place, name))


def _said(error: Exception) -> str:
    """The exception's own text, safe to show: one line, of limited length, without a proxy's password."""
    text = _USER_INFO.sub("//***@", clean(str(error) or type(error).__name__))
    return shorten(text, 300)


_UNREADABLE = (AttributeError, TypeError, LookupError, ValueError, RecursionError)
"""What botocore's parsers raise on JSON of another shape than its model (not botocore's own classes)."""

_MAKERS: tuple[tuple[tuple[str, ...], Callable[[Exception], errors.CatalogError]], ...] = (
    (("NoCredentialsError", "ProfileNotFound", "PartialCredentialsError"), _no_credentials),
    (
        (
            "ConfigParseError",
            "ConfigNotFound",
            "InvalidRetryConfigurationError",
            "InvalidDefaultsMode",
            "InvalidConfigError",
            "InvalidChecksumConfigError",
            "InvalidSTSRegionalEndpointsConfigError",
            "UnknownCredentialError",
            "NoAuthTokenError",
            "UnknownTokenProviderError",
            "MissingDependencyException",
        ),
        _bad_configuration,
    ),
    (
        (
            "TokenRetrievalError",
            "SSOError",
            "LoginError",
            "CredentialRetrievalError",
            "MetadataRetrievalError",
            "RefreshWithMFAUnsupportedError",
        ),
        _not_renewed,
    ),
    (("SSLError",), tls_failed),
    (
        (
            "EndpointConnectionError",
            "ConnectTimeoutError",
            "ProxyConnectionError",
            "InvalidProxiesConfigError",
        ),
        unreachable,
    ),
    (("HTTPClientError", "ReadTimeoutError", "IncompleteReadError"), _no_answer),
    (("ParamValidationError",), _incomplete),
    (("PaginationError", "ResponseParserError"), _makes_no_sense),
)
"""First match wins; subclasses follow their base (ConnectionClosedError is an HTTPClientError)."""
