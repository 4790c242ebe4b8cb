"""The log is private whatever the umask and whatever was planted, small, one line a record, and never in
the way (reliability T6, T7, T9). Scenario 16 in part: a full disk costs the log, nothing else."""

import logging
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from cppo_tui.cli.journal import Journal
from cppo_tui.cli.log_file import LARGEST, LOG_NAME, OLDER, LogFile
from cppo_tui.domain.errors import StoreError
from cppo_tui.domain.redaction import LONGEST_LINE, crash_words, redact
from cppo_tui.domain.text import clean
from tests.reliability.payloads import CONTROLS

NAMES = [LOG_NAME, *(f"{LOG_NAME}.{number}" for number in range(1, OLDER + 1))]


def record(text: str, *values: object) -> logging.LogRecord:
    return logging.LogRecord("cppo.test", logging.INFO, __file__, 1, text, values, None)


@contextmanager
def mask(value: int) -> Iterator[None]:
    before = os.umask(value)
    try:
        yield
    finally:
        os.umask(before)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return folder / LOG_NAME


@pytest.fixture
def log(path: Path) -> Iterator[LogFile]:
    """A log that is full after a few lines."""
    made = LogFile(path, largest=1_000)
    yield made
    made.close()


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_every_file_is_0600_whatever_the_umask(path: Path, log: LogFile, umask: int) -> None:
    with mask(umask):
        for number in range(60):
            log.keep(record("line %d", number))
    assert {file.name: stat.S_IMODE(file.lstat().st_mode) for file in path.parent.iterdir()} == dict.fromkeys(
        NAMES, 0o600
    )
    assert not log.trouble


def test_a_log_that_others_could_read_is_closed_to_them(path: Path, log: LogFile) -> None:
    path.write_text("older\n")
    path.chmod(0o666)
    log.keep(record("line"))
    assert stat.S_IMODE(path.lstat().st_mode) == 0o600
    assert path.read_text(encoding="ascii").startswith("older\n")


def test_it_stays_small_and_the_newest_lines_are_there(path: Path, log: LogFile) -> None:
    for number in range(500):
        log.keep(record("line %d", number))
    assert sorted(file.name for file in path.parent.iterdir()) == NAMES
    assert all(file.stat().st_size <= 1_000 for file in path.parent.iterdir())
    kept = [line for name in reversed(NAMES) for line in path.with_name(name).read_text().splitlines()]
    assert [line.rpartition(" ")[2] for line in kept] == [str(n) for n in range(500 - len(kept), 500)]
    assert LARGEST * (OLDER + 1) < 2_000_000


def clobbered_by(write: Callable[[Path], None], tmp_path: Path) -> int:
    """How often a link planted on one of the log's names leads to a file being made or changed."""
    count = 0
    for number, (name, target) in enumerate((name, there) for name in NAMES for there in (True, False)):
        home = tmp_path / str(number)
        home.mkdir(mode=0o700)
        victim = home / "victim"
        if target:
            victim.write_text("precious")
        (home / "data").mkdir(mode=0o700)
        (home / "data" / name).symlink_to(victim)
        write(home / "data" / LOG_NAME)
        count += victim.read_text() != "precious" if target else victim.exists()
    return count


def carefully(path: Path) -> None:
    log = LogFile(path, largest=1_000)
    for number in range(100):
        log.keep(record("line %d", number))
    log.close()
    assert bool(log.trouble) == path.is_symlink()


def carelessly(path: Path) -> None:
    handler = RotatingFileHandler(path, maxBytes=1_000, backupCount=2)
    for number in range(100):
        handler.emit(record("line %d", number))
    handler.close()


def test_a_planted_link_is_not_followed(tmp_path: Path, figure: Callable[[str], None]) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    followed, control = clobbered_by(carefully, ours), clobbered_by(carelessly, theirs)
    assert (followed, control) == (0, 2)
    figure(f"links planted on the log's names: {followed} of 6 followed, control (stdlib handler): {control}")


def test_control_the_standard_handler_lets_others_read(path: Path) -> None:
    with mask(0):
        carelessly(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666


@pytest.mark.parametrize("what", ["folder", "pipe"])
def test_what_is_no_file_is_left_alone_and_stops_nothing(path: Path, log: LogFile, what: str) -> None:
    path.mkdir() if what == "folder" else os.mkfifo(path)
    log.keep(record("line"))
    log.keep(record("line"))
    assert "is incomplete" in log.trouble


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_somebody_elses_file_is_left_alone(path: Path, log: LogFile) -> None:
    path.write_text("theirs")
    os.chown(path, 12345, 12345)
    log.keep(record("line"))
    assert path.read_text() == "theirs"
    assert log.trouble


def test_a_full_disk_is_said_once_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = 0

    def full(_descriptor: int, _line: bytes) -> int:
        nonlocal tries
        tries += 1
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cppo_tui.cli.log_file.os.write", full)
    journal = Journal(lambda: tmp_path)
    for _ in range(5):
        logging.getLogger("cppo.aws").info("line")
    journal.close()
    assert tries == 1
    assert "No space left on device" in journal.trouble


def test_no_folder_is_said_and_stops_nothing() -> None:
    def none() -> Path:
        raise StoreError("The folder cannot be made.")

    journal = Journal(none)
    logging.getLogger("cppo.aws").info("line")
    logging.getLogger("cppo.aws").info("line")
    journal.close()
    assert journal.trouble == "There is no log: The folder cannot be made."


def test_a_line_that_cannot_be_put_into_words_leaves_a_note(path: Path, log: LogFile) -> None:
    log.keep(record("%d", "not a number"))
    log.keep(record("after it"))
    assert not log.trouble
    assert path.read_text().startswith("a line is missing here: ")


def test_deleted_while_open_it_is_begun_again(path: Path, log: LogFile) -> None:
    log.keep(record("first"))
    path.unlink()
    log.keep(record("second"))
    assert "second" in path.read_text()


@pytest.mark.parametrize("text", CONTROLS.values(), ids=CONTROLS)
def test_a_line_is_one_line_in_which_nothing_is_obeyed(path: Path, log: LogFile, text: str) -> None:
    log.keep(record("said %s\nand more", text))
    (line,) = path.read_text(encoding="utf-8").splitlines()
    assert line == clean(line)
    assert line.endswith("and more")


def test_nothing_is_written_before_there_is_something_to_say(tmp_path: Path) -> None:
    journal = Journal(lambda: tmp_path, debug=True)
    logging.getLogger("cppo.aws").debug("not that important")
    journal.close()
    assert list(tmp_path.iterdir()) == []


def test_afterwards_nobody_listens(tmp_path: Path) -> None:
    names = ("cppo", "botocore", "boto3", "urllib3")
    before = {name: (logging.getLogger(name).level, list(logging.getLogger(name).handlers)) for name in names}
    Journal(lambda: tmp_path, debug=True).close()
    assert before == {
        name: (logging.getLogger(name).level, list(logging.getLogger(name).handlers)) for name in names
    }


SECRETS = [
    "Authorization: AWS4-HMAC-SHA256 Credential=AKID/2026/us-east-1/s3/aws4_request, Signature=SECRETS",
    "{'Authorization': b'Bearer SECRETS', 'Host': 'x'}",
    "{'X-Amz-Security-Token': 'SECRETS', 'Host': 'x'}",
    "x-amz-security-token:SECRETS\nx-amz-date:20260101T000000Z",
    "https://b.s3.amazonaws.com/eula.pdf?X-Amz-Algorithm=A&X-Amz-Credential=C&X-Amz-Signature=SECRETS",
    "X-Amz-Algorithm=A&X-Amz-Signature=SECRETS&X-Amz-Date=D",
    "aws_secret_access_key = SECRETS",
    '{"SecretAccessKey": "SECRETS", "SessionToken": "SECRETS"}',
    "<SecretAccessKey>SECRETS</SecretAccessKey><SessionToken>SECRETS</SessionToken>",
    '{"accessToken": "SECRETS", "refreshToken":"SECRETS", "clientSecret":"SECRETS"}',
    "http://user:SECRETS@proxy:8080 answered 407",
    "Proxy-Authorization: Basic SECRETS",
    "x-amz-sso_bearer_token: SECRETS",
    "the value SECRETS was known before",
]


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_is_taken_out_wherever_it_stands(text: str) -> None:
    assert "SECRETS" not in redact(text, known=["SECRETS"] if "known" in text else [])
    assert "***" in redact(text, known=["SECRETS"] if "known" in text else [])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("buyer 123456789012", "buyer …9012"),
        ("1234-5678-9012 and 1234 5678 9012", "…9012 and …9012"),
        ("arn:aws:sts::123456789012:assumed-role/x", "arn:aws:sts::…9012:assumed-role/x"),
        (r"b'\n123456789012\n'", r"b'\n…9012\n'"),
        ("request 0b2c9a6e-1111-4222-8333-123456789012", "request 0b2c9a6e-1111-4222-8333-123456789012"),
        ("ClientRequestToken': '0123456789abcdef0123456789abcdef'",) * 2,
        ("change set 3ro9u3bvwyvqfltp5rq1h6w9h, offer-abcdefghijklm",) * 2,
        ("20261123T120000Z, 1763899200000 ms",) * 2,
    ],
)
def test_accounts_keep_four_digits_and_ids_are_whole(text: str, kept: str) -> None:
    assert redact(text) == kept


def test_a_line_has_a_limit() -> None:
    assert len(redact("x y " * 100_000)) == LONGEST_LINE


def test_of_a_crash_class_and_place_are_kept_and_no_value() -> None:
    try:
        try:
            int("123456789012 is secret")
        except ValueError as error:
            raise KeyError("also secret") from error
    except KeyError as error:
        said = crash_words(error)
    assert said.startswith(f"KeyError at {__name__}:")
    assert f"from ValueError at {__name__}:" in said
    assert "secret" not in said
