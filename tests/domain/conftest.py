"""Hypothesis without a stop-watch: a busy machine must not turn a true property into a failure."""

from hypothesis import settings

settings.register_profile("domain", deadline=None, database=None)
settings.load_profile("domain")
