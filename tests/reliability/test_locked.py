"""What the README's test command installs is what was locked, file by file (reliability T11, scenario 25)."""

import hashlib
import io
import os
import re
import shlex
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Callable, Iterable
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "tests/locked.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REQUIREMENTS = [
    *PROJECT["build-system"]["requires"],
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["test"],
]

PIN = re.compile(
    r"([a-z0-9]+(?:-[a-z0-9]+)*)==([a-z0-9.+!]+)( ; [a-z_.'=!<>() 0-9A-Z]+)?"
    r"((?: --hash=sha256:[0-9a-f]{64})+)"
)


class Pin(NamedTuple):
    """One package of the lock."""

    version: str
    marker: str
    hashes: tuple[str, ...]


def read_lock(text: str) -> dict[str, Pin]:
    """Every package. Raises ValueError at a line that is anything but a pin with its hashes."""
    pins: dict[str, Pin] = {}
    for line in re.sub(r" \\\n +", " ", text).splitlines():
        found = PIN.fullmatch(line)
        if found is None or found[1] in pins:
            raise ValueError(f"not a pin with hashes, or twice: {line[:80]}")
        pins[found[1]] = Pin(found[2], (found[3] or "").removeprefix(" ; "), tuple(found[4].split()))
    return pins


PINS = read_lock(LOCK.read_text(encoding="ascii"))


def installs() -> list[list[str]]:
    """The arguments of each pip call in the README's test command."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.partition("<!-- test command -->")[2].partition("<!-- end -->")[0]
    [command] = [line for line in block.splitlines() if line and not line.startswith("```")]
    calls = [shlex.split(part) for part in command.split(" && ")]
    return [call[call.index("install") + 1 :] for call in calls if "install" in call]


class TestTheLock:
    def test_every_line_is_a_pin_with_hashes_and_nothing_else(self, figure: Callable[[str], None]) -> None:
        """So there is no index, no address, no path and no option in it."""
        hashes = [one for pin in PINS.values() for one in pin.hashes]
        assert len(set(hashes)) == len(hashes)
        figure(f"{len(PINS)} of {len(PINS)} packages locked by {len(hashes)} hashes")

    @pytest.mark.parametrize(
        "line",
        [
            "--index-url https://packages.example/simple",
            "-e .",
            "tiny @ https://packages.example/tiny-1.0-py3-none-any.whl",
            "./tiny-1.0-py3-none-any.whl",
            "tiny==1.0",
            f"tiny>=1.0 --hash=sha256:{'0' * 64}",
            f"tiny==1.* --hash=sha256:{'0' * 64}",
            f"tiny==1.0 --hash=md5:{'0' * 32}",
            f"tiny==1.0 --hash=sha256:{'0' * 63}",
            "# via example",
        ],
    )
    def test_control_anything_else_is_noticed(self, line: str) -> None:
        with pytest.raises(ValueError, match="not a pin"):
            read_lock(line)

    @pytest.mark.parametrize("requirement", REQUIREMENTS)
    def test_it_is_what_the_project_asks_for(self, requirement: str) -> None:
        asked = Requirement(requirement)
        assert asked.specifier.contains(PINS[canonicalize_name(asked.name)].version)

    def test_it_is_what_runs_here_all_of_it_and_no_more(self, figure: Callable[[str], None]) -> None:
        here = installed(REQUIREMENTS)
        locked = {name: pin.version for name, pin in PINS.items() if holds(pin.marker)}
        assert here == locked
        figure(f"{len(here)} of {len(here)} installed packages are the locked ones")


def holds(marker: str) -> bool:
    """Whether a marker of the lock holds in this interpreter."""
    return not marker or Marker(marker).evaluate()


def installed(wanted: Iterable[str]) -> dict[str, str]:
    """Everything these need, directly or not, in the version that is installed. Raises when one is not."""
    todo = [Requirement(one) for one in wanted]
    seen: set[tuple[str, str]] = set()
    found: dict[str, str] = {}
    while todo:
        asked = todo.pop()
        name = canonicalize_name(asked.name)
        here = distribution(name)
        found[name] = here.version
        for extra in {"", *asked.extras} - {extra for one, extra in seen if one == name}:
            seen.add((name, extra))
            needs = [Requirement(line) for line in here.requires or ()]
            todo += [need for need in needs if need.marker is None or need.marker.evaluate({"extra": extra})]
    return found


class TestTheReadmesCommand:
    def test_it_installs_the_lock_by_hash_and_then_only_this_project(self) -> None:
        assert installs() == [
            ["-q", "--require-hashes", "--only-binary", ":all:", "-r", "tests/locked.txt"],
            ["-q", "--no-deps", "--no-build-isolation", "-e", "."],
        ]


def wheel(folder: Path, content: str = "fine") -> str:
    """A package of one module in this folder; the hash of its file."""
    path = folder / "tiny-1.0-py3-none-any.whl"
    info = "tiny-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tiny.py", f"SAYS = {content!r}\n")
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def source_archive(folder: Path, trace: Path) -> str:
    """The same package as an archive that runs code when it is built; its hash."""
    path = folder / "tiny-1.0.tar.gz"
    files = {
        "pyproject.toml": "[build-system]\nrequires = []\nbuild-backend = 'mine'\nbackend-path = ['.']\n",
        "mine.py": f"open({str(trace)!r}, 'w').close()\n",
        "PKG-INFO": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
    }
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(f"tiny-1.0/{name}")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    return hashlib.sha256(path.read_bytes()).hexdigest()


def another(digits: str) -> str:
    """The hash with its last digit changed."""
    return digits[:-1] + format(int(digits[-1], 16) ^ 1, "x")


def pip(folder: Path, lock: str, *options: str) -> subprocess.CompletedProcess[str]:
    """pip as it would install this lock from the files in the folder alone, whatever is configured here."""
    path = folder / "lock.txt"
    path.write_text(lock + "\n", encoding="ascii")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    only_here = ["--dry-run", "--ignore-installed", "--no-index", "--find-links", str(folder)]
    return subprocess.run(
        [sys.executable, "-m", "pip", "install", *only_here, *options, "-r", str(path)],
        capture_output=True,
        text=True,
        env={**environment, "PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )


TAKEN = "Would install tiny-1.0"


class TestWhatPipRefuses:
    """With the options of the README's own command, offline, on a package made here."""

    @pytest.fixture
    def options(self) -> list[str]:
        [by_hash, _] = installs()
        return by_hash[by_hash.index("-q") + 1 : by_hash.index("-r")]

    def test_a_changed_digit_a_changed_file_and_a_missing_hash(
        self, tmp_path: Path, options: list[str], figure: Callable[[str], None]
    ) -> None:
        """Scenario 25. Both hashes are named."""
        reviewed = wheel(tmp_path)
        right = pip(tmp_path, f"tiny==1.0 --hash=sha256:{reviewed}", *options)
        assert TAKEN in right.stdout, f"the control: {right.stderr}"
        digit = pip(tmp_path, f"tiny==1.0 --hash=sha256:{another(reviewed)}", *options)
        changed = wheel(tmp_path, "something else")
        file = pip(tmp_path, f"tiny==1.0 --hash=sha256:{reviewed}", *options)
        missing = pip(tmp_path, "tiny==1.0", *options)
        for refused, expected, got in ((digit, another(reviewed), reviewed), (file, reviewed, changed)):
            assert f"Expected sha256 {expected}" in refused.stderr
            assert re.search(rf"Got +{got}", refused.stderr)
        assert "Hashes are required in --require-hashes mode" in missing.stderr
        refused_all = [done.returncode for done in (digit, file, missing)]
        assert refused_all == [1, 1, 1]
        naive = pip(tmp_path, "tiny==1.0")
        assert TAKEN in naive.stdout, "the control: a lock of versions alone takes the changed file"
        figure(f"changed hash or file, no hash: {sum(refused_all)} of 3 refused (control, no hashes: taken)")

    def test_an_archive_that_would_run_code_though_its_hash_is_right(
        self, tmp_path: Path, options: list[str]
    ) -> None:
        trace = tmp_path / "ran"
        lock = f"tiny==1.0 --hash=sha256:{source_archive(tmp_path, trace)}"
        assert pip(tmp_path, lock, *options).returncode == 1
        assert not trace.exists()
        pip(tmp_path, lock, "--require-hashes", "--no-build-isolation")
        assert trace.exists(), "the control: without --only-binary its code runs"
