"""What step 1 takes beside the authorization: the buyers, and what else hangs on what is sold."""

from textual import events, on, work
from textual.widgets import Input

from cppo_tui.domain.buyers import means_accounts
from cppo_tui.domain.templates import filled_in, offered_for
from cppo_tui.ui.naming import name_customer
from cppo_tui.ui.replacing import choose_replaced
from cppo_tui.ui.sort_of_product import choose_type
from cppo_tui.ui.step_screen import StepScreen
from cppo_tui.ui.widgets.buyer_chip import Chip
from cppo_tui.ui.widgets.buyers_field import BuyersField
from cppo_tui.ui.widgets.opportunity_options import OpportunityOptions


class OpportunityChoices(StepScreen):
    """Digits typed or pasted where nothing takes a text are a buyer's: none is lost."""

    def on_key(self, event: events.Key) -> None:
        """Unless this key has an action here, by the person's own settings, and be it one that cannot be done
        just now."""
        typed = event.character or ""
        bound = any(event.key in each.key_to_bindings for _, each in self._modal_binding_chain)
        if typed in "0123456789" and typed and not bound:
            self._to_the_buyers(event, events.Key(event.key, typed))

    def on_paste(self, event: events.Paste) -> None:
        """Only what is meant for them."""
        if means_accounts(event.text):
            self._to_the_buyers(event, events.Paste(event.text))

    def _to_the_buyers(self, event: events.Event, again: events.Event) -> None:
        if not isinstance(self.focused, Input) and self.app.drafting.is_open:
            event.stop()
            account = self.query_one(BuyersField).input
            self.set_focus(account)  # at once: the next key is not to go elsewhere
            account.cursor_position = len(account.value)
            account._forward_event(again)

    def before_next(self) -> None:
        """A typed id that was not entered counts."""
        self.touch("buyers", "authorization")
        self.query_one(BuyersField).take_entry()
        self._take_buyers()

    @on(BuyersField.Changed)
    def _buyers_changed(self) -> None:
        if self.app.drafting.is_open:
            self._take_buyers()
            self.refresh_step()

    def _take_buyers(self) -> None:
        """What the field holds now, not what a message held when it was sent: none undoes a newer one."""
        buyers, entry = self.query_one(BuyersField).pending()
        if buyers != self.app.drafting.draft.buyers:
            self.touch("buyers")
        self.app.change(buyers=buyers, buyer_entry=entry)

    @on(Chip.Named)
    def _name_wanted(self, event: Chip.Named) -> None:
        self._ask_name(event.account)

    def action_name_customer(self) -> None:
        """Name the customer of the buyer that has the focus, else of the one that is chosen then."""
        self._ask_name(self.focused.text if isinstance(self.focused, Chip) else "")

    @work(group="ask", exclusive=True, exit_on_error=False)
    async def _ask_name(self, account: str) -> None:
        await name_customer(self.app, account)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A template only where there is one for what is sold."""
        if action == "use_template":
            return self.app.drafting.is_open and offered_for(self.app.drafting.draft) is not None
        return True

    @on(OpportunityOptions.FromTemplate)
    def action_use_template(self) -> None:
        """Take over what the template for this product has; the buyers are named for each offer."""
        if (template := offered_for(self.app.drafting.draft)) is not None:
            self.app.change(**filled_in(template))
            self.query_one(BuyersField).input.focus()

    @on(OpportunityOptions.Type)
    @work(group="ask", exclusive=True, exit_on_error=False)
    async def _choose_type(self) -> None:
        await choose_type(self.app)

    @on(OpportunityOptions.Replace)
    @work(group="ask", exclusive=True, exit_on_error=False)
    async def _choose_replaced(self) -> None:
        await choose_replaced(self.app)
