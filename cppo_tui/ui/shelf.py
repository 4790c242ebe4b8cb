"""Stored drafts that are not open: copied, renamed, kept as a template; offers begun from what is there."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from cppo_tui.domain.errors import StoreError
from cppo_tui.ui.plain import plain, say

if TYPE_CHECKING:
    from cppo_tui.domain.draft import OfferDraft
    from cppo_tui.ui.app import CppoApp


class Shelf:
    """Works on the store; trouble is told, not raised."""

    def __init__(self, app: CppoApp) -> None:
        self._app = app

    def duplicate(self, draft_id: str) -> None:
        """Store a copy of a draft under a new id."""
        from cppo_tui.services.drafts import duplicate as copy_of

        self._rewrite(draft_id, lambda draft: (copy_of(draft, self._app.desk.new_id), 0))

    def rename(self, draft_id: str, title: str) -> None:
        """Give a stored draft another name."""
        self._rewrite(draft_id, lambda draft: (draft.model_copy(update={"title": title}), None))

    async def ask_name(self, draft_id: str, title: str) -> bool:
        """Ask for another name of a stored draft. True when it was given one."""
        from cppo_tui.domain.defaults import title_problem
        from cppo_tui.ui.dialogs.type_in import TypeIn

        told = plain("Only you see this name; the buyer sees the offer's name from step 2.")
        dialog = TypeIn(
            "Rename the draft", told, yes="Rename", check=title_problem, value=title, about=("title",)
        )
        typed = await self._app.push_screen_wait(dialog)
        if typed:
            self.rename(draft_id, typed.strip())
        return bool(typed)

    def begin_from_template(self) -> None:
        """Ask for a template and begin an offer from it."""
        from cppo_tui.ui.beginning import begin_from_template

        self._ask(begin_from_template(self._app))

    def begin_from_file(self) -> None:
        """Ask for an offer file and begin an offer from it."""
        from cppo_tui.ui.offer_files import begin_from_file

        self._ask(begin_from_file(self._app))

    def begin_like(self, offer_id: str, draft_id: str = "", copied: Callable[[], None] | None = None) -> None:
        """Begin an offer like one AWS has; see ``beginning.begin_like``."""
        from cppo_tui.ui.beginning import begin_like

        self._ask(begin_like(self._app, offer_id, draft_id, copied))

    def begin_from(self, authorization_id: str) -> None:
        """Begin an offer from an authorization, which is read anew."""
        from cppo_tui.ui.beginning import begin_from

        self._ask(begin_from(self._app, authorization_id))

    def save_as_template(self, draft_id: str) -> None:
        """Keep a stored draft's choices under a name that is asked for."""
        self._ask(self._save_as_template(draft_id))

    def _ask(self, asking: Coroutine[Any, Any, None]) -> None:
        """A worker of the app's, because what it begins outlives the screen it was asked on."""
        self._app.run_worker(asking, group="ask", exclusive=True, exit_on_error=False)

    async def _save_as_template(self, draft_id: str) -> None:
        from cppo_tui.domain.templates import suggested_template_name, template_name_problem, template_of
        from cppo_tui.ui.dialogs.ask import Ask
        from cppo_tui.ui.dialogs.type_in import TypeIn

        app, store = self._app, self._app.desk.store
        try:
            draft, _ = store.load_draft(draft_id)
            question = plain(
                "It keeps the authorization, prices, lengths and terms; not the buyers, the offer's name and "
                "its description."
            )
            name = await app.push_screen_wait(
                TypeIn(
                    "Save as template",
                    question,
                    yes="Save",
                    check=template_name_problem,
                    value=suggested_template_name(draft),
                    about=("template",),
                )
            )
            if name is None:
                return
            name = name.strip()
            known = name in [row.name for row in store.templates()]
            there = plain(f"There is a template “{name}” already. The new one takes its place.")
            if known and not await app.push_screen_wait(Ask("Replace it?", there, yes="Replace")):
                return
            store.save_template(template_of(name, draft), replace=known)
        except StoreError as error:
            say(app, str(error), problem=True)
            return
        say(
            app,
            f"Press {app.key_of('home.from-template')} to begin an offer from it.",
            title="Template saved",
        )

    def _rewrite(self, draft_id: str, make: Callable[[OfferDraft], tuple[OfferDraft, int | None]]) -> None:
        """Save what ``make`` makes of a stored draft, at the given revision or the one read."""
        try:
            draft, revision = self._app.desk.store.load_draft(draft_id)
            made, at = make(draft)
            self._app.desk.store.save_draft(made, revision=revision if at is None else at)
        except StoreError as error:
            say(self._app, str(error), problem=True)
