"""Credentials that open nothing, put where real ones would be, to see where they turn up."""

import base64
from collections.abc import Iterable, Mapping
from pathlib import Path

ACCESS_KEY = "AKIACANARYACCESSKEY1"
SECRET_KEY = "CanarySecretKey/0123456789+abcdefghijklm"  # 40 signs, as AWS's are
TOKEN = "IQoJb3Canary" + base64.b64encode(bytes(range(256))).decode() + "=="
PROXY_PASSWORD = "CanaryProxyPassword"
PROFILE_KEY = "ASIACANARYPROFILE002"
PROFILE_SECRET = "CanaryProfileKey/9876543210+zyxwvutsrqpo"
BUYER = "123456789012"

ENVIRONMENT: Mapping[str, str] = {
    "AWS_ACCESS_KEY_ID": ACCESS_KEY,
    "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
    "AWS_SESSION_TOKEN": TOKEN,
}
CANARIES: Mapping[str, str] = {
    "access key": ACCESS_KEY,
    "secret key": SECRET_KEY,
    "session token": TOKEN,
    "middle of the session token": TOKEN[40:140],
    "proxy password": PROXY_PASSWORD,
    "access key of the profile": PROFILE_KEY,
    "secret key of the profile": PROFILE_SECRET,
}


def profile_files(home: Path) -> dict[str, str]:
    """A profile «canary» in files of its own; the variables that lead to them."""
    credentials, config = home / "aws-credentials", home / "aws-config"
    credentials.write_text(
        f"[canary]\naws_access_key_id = {PROFILE_KEY}\naws_secret_access_key = {PROFILE_SECRET}\n"
        f"aws_session_token = {TOKEN}\n",
        encoding="ascii",
    )
    config.write_text("[profile canary]\nregion = us-east-1\n", encoding="ascii")
    return {"AWS_SHARED_CREDENTIALS_FILE": str(credentials), "AWS_CONFIG_FILE": str(config)}


def hits(text: bytes, *, more: Iterable[str] = ()) -> list[str]:
    """Which canaries these bytes hold, spelled as they are, percent-encoded or as hexadecimal digits."""
    wanted = {**CANARIES, **{f"further {number}": value for number, value in enumerate(more)}}
    return [name for name, value in wanted.items() if any(spelling in text for spelling in _spellings(value))]


def _spellings(value: str) -> list[bytes]:
    plain = value.encode()
    encoded = value.replace("/", "%2F").replace("+", "%2B").replace("=", "%3D").encode()
    return [plain, encoded, plain.hex().encode(), plain.hex(" ").encode()]


def all_bytes(*places: Path) -> bytes:
    """The content of every file below these folders."""
    files = [file for place in places for file in sorted(place.rglob("*")) if file.is_file()]
    return b"\n".join(file.read_bytes() for file in files)
