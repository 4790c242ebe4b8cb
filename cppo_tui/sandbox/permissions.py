"""What the keys in use may not do: IAM's refusals, before anything is looked at (fact sheet 1.3)."""

from cppo_tui.sandbox.errors import access_denied
from cppo_tui.sandbox.world import World


def admit(world: World, account: str, operation: str) -> None:
    """Raise a 403 for an operation the scenario denies."""
    if operation in (world.meta("denied") or ()):
        raise access_denied(
            f"User: arn:aws:iam::{account}:user/sandbox is not authorized to perform: "
            f"aws-marketplace:{operation} because no identity-based policy allows it"
        )
