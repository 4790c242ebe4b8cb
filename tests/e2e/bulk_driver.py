"""``cppo`` that takes a submission for cut off after one second instead of sixty: so that a test which
kills it again and again need not wait. Everything else is the command itself."""

from datetime import timedelta

from cppo_tui.__main__ import main
from cppo_tui.services import submitter

submitter.SENDING_IS_LOST = timedelta(seconds=1)

if __name__ == "__main__":
    main()
