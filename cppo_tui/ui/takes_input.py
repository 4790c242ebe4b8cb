"""Screens with inputs whose last key press may not have reached the draft yet."""


class TakesInput:
    """``flush`` puts what the inputs hold now into the draft."""

    def flush(self) -> None:
        """Take everything over."""
        raise NotImplementedError
