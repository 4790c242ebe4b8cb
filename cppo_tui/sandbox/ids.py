"""New identifiers in the forms AWS uses (fact sheet 5.4, obs)."""

import secrets
import string
import uuid

_BASE32 = string.ascii_lowercase + "234567"
_ALNUM = string.ascii_lowercase + string.digits


def random_id(kind: str) -> str:
    """A new identifier for ``kind``: ``offer``, ``change_set``, ``agreement`` or ``request``."""
    match kind:
        case "offer":
            return "offer-" + "".join(secrets.choice(_BASE32) for _ in range(13))
        case "change_set":
            return "".join(secrets.choice(_ALNUM) for _ in range(25))
        case "agreement":
            return "agmt-" + "".join(secrets.choice(_ALNUM) for _ in range(25))
        case "request":
            return str(uuid.uuid4())
        case _:
            raise ValueError(f"no identifier form is known for {kind!r}")
