"""What every test runs under: no credentials, no colours from outside, hypothesis without deadlines."""

import os

for name in [*os.environ]:
    if name == "TEXTUAL_SNAPSHOT_TEMPDIR":
        continue  # how the workers of one test run find each other's pictures
    if name.startswith(("AWS_", "TEXTUAL")) or name in ("NO_COLOR", "CPPO_HOME", "FORCE_COLOR"):
        del os.environ[name]
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"

from hypothesis import HealthCheck, settings  # noqa: E402

settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("steady")
