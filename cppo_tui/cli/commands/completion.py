"""``cppo completion``: the lines with which a shell completes the command's words."""

from collections.abc import Sequence

from cppo_tui.cli.arguments import Manual, Parser
from cppo_tui.cli.endings import EXIT_CODES, Exit

EPILOG = """\
examples:
  eval "$(cppo completion bash)"                  into ~/.bashrc
  eval "$(cppo completion zsh)"                   into ~/.zshrc, below its line with compinit
  cppo completion fish | source                   into ~/.config/fish/config.fish

Afterwards Tab completes commands, options, files, and the ids of drafts, submissions and templates kept on
this computer (with --sandbox typed before them, the sandbox's).

{codes}"""


def run(arguments: Sequence[str]) -> int:
    """Print the lines and return the exit code."""
    made = Parser(
        prog="cppo completion",
        description="Print what your shell needs to complete cppo's commands, options and ids.",
        epilog=EPILOG.format(codes=EXIT_CODES),
        formatter_class=Manual,
    )
    made.add_argument("shell", choices=("bash", "zsh", "fish"), help="which shell")
    options = made.parse_args(arguments)
    from argcomplete.shell_integration import shellcode

    print(shellcode(["cppo"], shell=options.shell))
    return Exit.DONE
