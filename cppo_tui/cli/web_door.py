"""Who may open the wizard in a browser: whoever has the link, once, and then that browser only."""

import ipaddress
import secrets
from collections.abc import Callable

OTHER_NAME = "This address does not belong to the wizard; use the one «cppo serve» printed."
NO_KEY = (
    "This page needs the link «cppo serve» printed: it holds a token that opens it once, in one browser. "
    "If that link was used already, end the command with Ctrl+C and start it again."
)
OTHER_PAGE = "Only the wizard's own page may talk to it."


class Door:
    """Lets a token in once and knows the browser again by a cookie.

    A page of another site can make a browser ask anything of this computer; it cannot know the token, its
    requests carry no cookie of ours, and the name it asks for is not ours.
    """

    def __init__(self, host: str, port: int, new_secret: Callable[[], str] = secrets.token_urlsafe) -> None:
        self._host, self._port = host, port
        self._token: str | None = new_secret()
        self._key = new_secret()
        self.cookie = f"cppo-{port}"

    @property
    def link(self) -> str:
        """What to open in the browser, while nobody has."""
        return f"http://{authority(self._host, self._port)}/?token={self._token or ''}"

    @property
    def key(self) -> str:
        """The cookie's value, for the browser that brought the token."""
        return self._key

    def refusal(self, host: str, cookie: str) -> str:
        """Why a request for the page is turned away, "" when it is not."""
        if not self._knows_name(host):
            return OTHER_NAME
        return "" if _equal(cookie, self._key) else NO_KEY

    def window_refusal(self, host: str, cookie: str, origin: str) -> str:
        """Why a window on the wizard is not opened, "" when it is: only our own page may ask for one."""
        own = origin == f"http://{host}"
        return self.refusal(host, cookie) or ("" if own else OTHER_PAGE)

    def use_token(self, host: str, token: str) -> str:
        """Why a token does not open, "" when it does; then it never does again."""
        if not self._knows_name(host):
            return OTHER_NAME
        if self._token is None or not _equal(token, self._token):
            return NO_KEY
        self._token = None
        return ""

    def _knows_name(self, host: str) -> bool:
        """The name the browser asked for: ours, or, when other machines may come, any plain address."""
        name, _, port = host.rpartition(":")
        if port != str(self._port):
            return False
        name = name.strip("[]")
        if name in (self._host, "localhost"):
            return True
        return not is_loopback(self._host) and _is_address(name)


def authority(host: str, port: int) -> str:
    """Host and port as they stand in an address."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def is_loopback(host: str) -> bool:
    """True when only this computer can reach this address."""
    return _is_address(host) and ipaddress.ip_address(host).is_loopback


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _equal(given: str, wanted: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
