"""Short-lived signed addresses of legal documents: they differ on every answer (fact sheet 8.4)."""

import hashlib
from datetime import datetime

from cppo_tui.sandbox import times
from cppo_tui.sandbox.assumptions import SIGNED_URL_LIFETIME
from cppo_tui.sandbox.records import Json


def signed(url: str, now: datetime) -> str:
    """The address with a made-up signature that depends on the moment."""
    stamp = times.seconds(now).replace("-", "").replace(":", "")
    mark = hashlib.sha256(f"{url}|{times.store(now)}".encode("utf-8", "surrogatepass")).hexdigest()
    lifetime = int(SIGNED_URL_LIFETIME.total_seconds())
    return f"{url}?X-Amz-Date={stamp}&X-Amz-Expires={lifetime}&X-Amz-Signature={mark}"


def with_signed_documents(term: Json, now: datetime) -> Json:
    """The term with every document address signed; terms without documents as they are."""
    if "Documents" not in term:
        return term
    documents = [
        {**one, "Url": signed(one["Url"], now)} if "Url" in one else one for one in term["Documents"]
    ]
    return {**term, "Documents": documents}
