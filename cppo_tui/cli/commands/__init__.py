"""The commands that need no screen: each module has ``run(arguments)`` and returns an exit code."""

from collections.abc import Callable, Sequence
from importlib import import_module

COMMANDS = {
    "new": ("commands.new", "the wizard as questions, line by line: for screen readers and scripts"),
    "authorizations": ("commands.authorizations", "what you may sell, to whom, and what stands against it"),
    "draft": ("commands.draft", "the drafts: new, list, show, edit, rm, export, import"),
    "schema": ("commands.schema", "which keys an offer file has, for editors"),
    "check": ("commands.check", "everything that speaks against an offer file, line by line"),
    "plan": ("commands.plan", "exactly what would be sent; kept as a file"),
    "approve": ("commands.approve", "a second person's word for a plan"),
    "apply": ("commands.apply", "send precisely what a plan says, at most once"),
    "release": ("commands.release", "compare a draft AWS has computed with the review, and release it"),
    "status": ("commands.status", "what was sent and what became of it"),
    "watch": ("commands.watch", "follow what is on its way until it ends"),
    "settle": ("commands.settle", "look up an unknown outcome; send the same again, or close it"),
    "offers": ("commands.offers", "every offer and what became of it: open, expired, accepted"),
    "due": ("commands.due", "offers and authorizations that end soon"),
    "extend": ("commands.extend", "give a released offer another last day to accept"),
    "expire": ("commands.expire", "end a released offer now"),
    "clone": ("commands.clone", "a new draft like an offer AWS has"),
    "handover": ("commands.handover", "hand over: the mail to the buyer and the note to the ISV"),
    "export": ("commands.export", "a draft or offer as a script for boto3 or the AWS CLI"),
    "bulk": ("commands.bulk", "one offer for each customer of a CSV table"),
    "gaps": ("commands.gaps", "which customers have no offer; make the missing ones"),
    "serve": ("commands.serve", "the wizard in a browser on this computer"),
    "completion": ("commands.completion", "the lines with which bash, zsh or fish complete words"),
    "backup": ("backup", "copy all drafts and submissions into a new file"),
    "restore": ("restore", "put a backup back in its place; what is there now is kept"),
    "doctor": ("doctor", "look whether everything is ready; sends nothing"),
    "rules": ("rules_command", "every check of an offer: what it says, what to do, where it comes from"),
    "sandbox": ("sandbox_command", "the simulated AWS for other programs; accept offers as their buyer"),
}
"""Name, module below ``cppo_tui.cli`` and what ``cppo --help`` says of it."""


def find(name: str) -> Callable[[Sequence[str]], int] | None:
    """What runs the command of this name; None when there is none."""
    if name not in COMMANDS:
        return None
    run: Callable[[Sequence[str]], int] = import_module(f"cppo_tui.cli.{COMMANDS[name][0]}").run
    return run
