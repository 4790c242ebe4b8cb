"""The command: arguments, exit codes, plain output. Exit codes: 0 fine, 1 trouble, 2 cannot run like this."""
