"""Where the program keeps its files: one folder that only its owner can enter."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from cppo_tui.domain.errors import StoreError

DATABASE_NAME = "cppo.db"
SANDBOX_NAME = "sandbox.db"
SETTINGS_NAME = "settings.toml"
HOME_VARIABLE = "CPPO_HOME"

_ELSEWHERE = f"Choose another folder with {HOME_VARIABLE}=/path/to/folder."


def data_folder() -> Path:
    """The folder for all files, made when it is missing.

    ``CPPO_HOME`` when it is set, else the operating system's place for a person's data. Raises StoreError
    when the folder cannot be made, belongs to somebody else, or can be written by others.
    """
    named = os.environ.get(HOME_VARIABLE, "")
    if named:
        try:
            return private_folder(Path(named).expanduser().absolute())
        except RuntimeError as error:
            raise StoreError(f"{HOME_VARIABLE} names a home folder nobody has: {named}.") from error
    import platformdirs

    return private_folder(_usual(platformdirs.user_data_dir))


def settings_path() -> Path:
    """Where the settings are: in ``CPPO_HOME`` when it is set, else in the operating system's place for a
    person's configuration. Nothing is made. Raises StoreError."""
    if os.environ.get(HOME_VARIABLE, ""):
        return data_folder() / SETTINGS_NAME
    import platformdirs

    return _usual(platformdirs.user_config_dir) / SETTINGS_NAME


def _usual(place: Callable[..., str]) -> Path:
    """The operating system's place. Raises StoreError for a user without a home, as containers have them."""
    try:
        return Path(place("cppo", appauthor=False)).absolute()
    except RuntimeError as error:
        raise StoreError(
            f"This user has no home folder. Choose a folder with {HOME_VARIABLE}=/path/to/folder."
        ) from error


def private_folder(folder: Path) -> Path:
    """Make ``folder`` and each missing parent with mode 0700, whatever the umask, and return it.

    A folder that is there already keeps its mode, but must be ours and closed to others' writing: who can
    write there could put another file in place of ours. Raises StoreError.
    """
    missing = [place for place in (folder, *folder.parents) if not os.path.lexists(place)]
    try:
        for place in reversed(missing):
            _make(place)
        status = folder.stat()
    except OSError as error:
        raise StoreError(f"The folder {folder} cannot be used: {error.strerror}. {_ELSEWHERE}") from error
    if not stat.S_ISDIR(status.st_mode):
        raise StoreError(f"{folder} is a file, not a folder. {_ELSEWHERE}")
    if status.st_uid != os.geteuid():
        raise StoreError(f"The folder {folder} belongs to another user of this computer. {_ELSEWHERE}")
    if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise StoreError(
            f"Others can write to the folder {folder}. Run `chmod 700 {folder}` and start again."
        )
    return folder


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        return  # another window was quicker; whose it is gets checked like any other
    folder.chmod(0o700)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable: a synced file whose name is not on disk is lost all the same."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
