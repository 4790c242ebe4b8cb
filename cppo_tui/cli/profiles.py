"""The names of the AWS profiles on this computer, read as botocore reads them but without loading it."""

import configparser
import os
import shlex
from collections.abc import Iterator
from pathlib import Path

_FILES = (("AWS_CONFIG_FILE", "~/.aws/config"), ("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials"))


def profile_names() -> list[str]:
    """Of both files, each once; none of a file that is not there or cannot be read. Of what stands in the
    sections nothing is looked at."""
    config, credentials = (_sections(variable, usual) for variable, usual in _FILES)
    names = [*_in_config(config), *credentials]
    return sorted({name for name in names if name.isprintable()})


def _sections(variable: str, usual: str) -> list[str]:
    found = configparser.RawConfigParser()
    try:
        path = Path(os.path.expandvars(os.environ.get(variable) or usual)).expanduser()
        if path.is_file():
            found.read_string(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RuntimeError, configparser.Error):
        return []
    return found.sections()


def _in_config(sections: list[str]) -> Iterator[str]:
    """There a profile is called «profile NAME», where its name may be quoted, or «default»."""
    for section in sections:
        try:
            words = shlex.split(section)
        except ValueError:
            continue
        if words == ["default"]:
            yield "default"
        elif len(words) == 2 and words[0] == "profile":
            yield words[1]
