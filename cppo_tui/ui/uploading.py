"""Taking the person's own end-user agreement to their S3 bucket, at their word and not before."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cppo_tui.domain.errors import CatalogError
from cppo_tui.ui.plain import say

if TYPE_CHECKING:
    from cppo_tui.ui.app import CppoApp


async def upload_eula(app: CppoApp) -> None:
    """Upload the draft's PDF; the link that comes back is kept in memory only."""
    catalog, draft = app.connection.catalog, app.drafting.draft
    if catalog is None:
        say(app, "There is no connection to AWS yet.", title="Not uploaded", problem=True)
        return
    choice = draft.eula
    if not choice.path or not choice.bucket:
        say(app, "Name the PDF and the bucket first.", title="Not uploaded", problem=True)
        return
    say(app, f"{choice.path} is on its way to {choice.bucket}.", title="Uploading …")
    key = f"cppo/{app.desk.new_id()}.pdf"
    try:
        documents = await asyncio.to_thread(catalog.documents)
        link = await asyncio.to_thread(documents.upload, choice.path, choice.bucket, key, app.desk.clock())
    except CatalogError as error:
        say(app, error.sentences(), title="Not uploaded", problem=True)
        return
    if app.drafting.is_open and app.drafting.draft.id == draft.id:
        app.drafting.signed_eula = link
        app.draft_changed.publish(None)
    say(app, f"It is at s3://{choice.bucket}/{key}; delete it there when the offer is published.")
