"""The base of every domain value: frozen, strict about its own keys, comparable by content."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value that never changes; make a new one with ``model_copy(update=...)``."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")
