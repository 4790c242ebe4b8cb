"""A step that is a plain form: what is typed goes into the draft's field of the same name."""

from textual import on

from cppo_tui.ui.step_screen import StepScreen
from cppo_tui.ui.widgets.field import Field
from cppo_tui.ui.widgets.more_below import WORDS


class StepForm(StepScreen):
    """Takes over what is typed; Enter goes to the next field, from the last one to the next step."""

    more_words = WORDS

    def take_over(self, name: str, text: str) -> None:
        """Put the text into the draft. Called for each change of a field."""
        raise NotImplementedError

    @on(Field.Edited)
    def _edited(self, event: Field.Edited) -> None:
        name = event.field.name or ""
        self.touch(name)
        self.take_over(name, event.value)

    @on(Field.Entered)
    def _entered(self, event: Field.Entered) -> None:
        fields = [field for field in self._fields if field.display]
        following = fields[fields.index(event.field) + 1 :]
        if following:
            following[0].focus_input()
        else:
            self.action_next()
