"""Offer files on disk: read as text with its line numbers, never as objects; written never over another.

YAML without what makes it dangerous or surprising: every value stays the text that stands there (no number
loses a digit, no «no» becomes false), no tags, no anchors and aliases, no key twice, one document. JSON is
YAML, so the same reader takes it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cppo_tui.domain.errors import FileTrouble
from cppo_tui.domain.ports import Written
from cppo_tui.domain.text import clean
from cppo_tui.store.paths import sync_folder

if TYPE_CHECKING:
    import yaml

    from cppo_tui.domain.offer_file import OfferFile
    from cppo_tui.domain.offer_file_reading import Path as Place

LARGEST = 262_144
"""Bytes an offer file may have: a hundred times what a long one needs."""

DEEPEST = 8
"""Levels of lists and mappings: twice what any key needs."""

_NOTHING = ("", "~", "null", "Null", "NULL")
"""How a value that is not given may be written; in quotes each of them is a text."""


class OfferFilesOnDisk:
    """``domain.ports.OfferFiles``."""

    def read(self, path: str) -> Written:
        """What stands in this file. Raises FileTrouble."""
        return read_offer_text(Path(path))

    def write(self, path: str, file: OfferFile) -> None:
        """Write it, every key explained, into a new file. Raises FileTrouble."""
        from cppo_tui.store.offer_file_text import offer_text

        create_file(Path(path), offer_text(file))

    def customers(self, path: str) -> bytes:
        """A table of customers. Raises FileTrouble."""
        from cppo_tui.store.customer_files import read_customer_file

        return read_customer_file(Path(path))

    def create(self, path: str, text: str) -> None:
        """Write a new file. Raises FileTrouble."""
        create_file(Path(path), text)


def read_offer_text(path: Path) -> Written:
    """What stands in this file. Raises FileTrouble, naming the line where there is one."""
    return parse_offer_text(read_text(path), str(path))


def read_text(path: Path, largest: int = LARGEST) -> str:
    """A file's text: UTF-8, with or without a byte order mark. Raises FileTrouble."""
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise FileTrouble(f"{path} could not be read: {error.strerror}.") from error
    if len(content) > largest:
        raise FileTrouble(f"{path} is larger than {largest // 1024} KiB, so it is no file of this program's.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _at(str(path), line, "this is not UTF-8. Save the file as UTF-8.") from error


def parse_offer_text(text: str, name: str) -> Written:
    """The same from text; ``name`` is the file's, for the messages."""
    import yaml

    try:
        root = yaml.compose(text, Loader=_reader())
    except yaml.MarkedYAMLError as error:
        reason, mark = _reason(error)
        raise _at(name, mark.line + 1 if mark else 1, reason) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        said = f"the character U+{int(error.character):04X} does not belong in a text file."
        raise _at(name, line, said) from error
    lines: dict[Place, int] = {(): 1}
    return Written(_tree(root, (), lines, name) if root is not None else {}, lines)


def _at(name: str, line: int, said: str) -> FileTrouble:
    return FileTrouble(f"{name}:{line}: {said}", line=line)


def create_file(path: Path, text: str) -> None:
    """Write a new file that only its owner can read; never over an existing one. Raises FileTrouble."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except FileExistsError as error:
        raise FileTrouble(f"{path} is there already; nothing was written. Name another file.") from error
    except (OSError, ValueError) as error:
        raise FileTrouble(f"{path} could not be written: {getattr(error, 'strerror', error)}.") from error


def replace_file(path: Path, text: str) -> None:
    """The same over an existing file: whole or not at all. Raises FileTrouble."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.unlink(missing_ok=True)
        create_file(beside, text)
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise FileTrouble(f"{path} could not be written: {error.strerror}.") from error


def _reader() -> type[yaml.BaseLoader]:
    """A loader that gives nodes and refuses what may stand for something else. Made late: it needs yaml."""
    import yaml

    class Reader(yaml.BaseLoader):  # type: ignore[misc]
        depth = 0

        def compose_node(self, parent: Any, index: Any) -> Any:
            event = self.peek_event()
            said = _refused(event, self.depth)
            if said:
                raise yaml.MarkedYAMLError(problem=said, problem_mark=event.start_mark)
            self.depth += 1
            try:
                return super().compose_node(parent, index)
            finally:
                self.depth -= 1

    return Reader


def _refused(event: Any, depth: int) -> str:
    """Why what comes next is not taken, "" when it is."""
    import yaml

    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return "anchors (&) and aliases (*) are not taken. Write the value out; put a text in quotes."
    if getattr(event, "tag", None):
        return "tags (!) are not taken. Leave it out; put a text in quotes."
    return "this is nested too deep." if depth > DEEPEST else ""


_SLIPS = (
    (
        "mapping values are not allowed",
        "a “:” stands where none can. A text that holds one goes in quotes; keys begin a line.",
    ),
    (r"character '\t'", "a tab stands here. Indent with spaces."),
    ("expected <block end>", "something stands behind a value here. A text goes in quotes as a whole."),
    ("cannot start any token", "a text cannot begin with this sign. Put it in quotes."),
)
"""What people do wrong most, by PyYAML's own words for it."""

_LEFT_OPEN = (
    ("while scanning a quoted scalar", "a quotation mark is opened here and not closed."),
    ("while parsing a flow", "a “[” or “{” begins here: a comma is missing in it, or its end."),
)
"""The same where it is seen late: what counts is the line in which it begins."""


def _reason(error: yaml.MarkedYAMLError) -> tuple[str, yaml.Mark | None]:
    """What PyYAML found, as a sentence, and where that stands."""
    at = error.problem_mark or error.context_mark
    if error.context == "expected a single document in the stream":
        return "a second document begins here (---). One file holds one offer.", at
    said = clean(" ".join(part for part in (error.context, error.problem) if part))
    for words, meant in _LEFT_OPEN:
        if said.startswith(words):
            return f"this is not YAML: {meant}", error.context_mark or at
    if said.endswith("."):  # ours
        return said, at
    return f"this is not YAML: {next((meant for words, meant in _SLIPS if words in said), f'{said}.')}", at


def _tree(node: yaml.Node, place: Place, lines: dict[Place, int], name: str) -> Any:
    """A node as plain values, noting where each of them stands."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, lines, name)
    if isinstance(node, yaml.SequenceNode):
        items = []
        for index, item in enumerate(node.value):
            lines[(*place, index)] = item.start_mark.line + 1
            items.append(_tree(item, (*place, index), lines, name))
        return items
    return node.value


def _mapping(node: yaml.MappingNode, place: Place, lines: dict[Place, int], name: str) -> dict[str, Any]:
    """Keys that are there without a value count as left out."""
    import yaml

    values: dict[str, Any] = {}
    seen: dict[str, int] = {}
    for key_node, item in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise _at(name, line, "a key must be a word.")
        key = key_node.value
        if key in seen:
            said = f"the key “{clean(key)}” stands in line {seen[key]} already. Remove one."
            raise _at(name, line, said)
        seen[key] = lines[(*place, key)] = line
        if isinstance(item, yaml.ScalarNode) and item.style is None and item.value in _NOTHING:
            continue
        values[key] = _tree(item, (*place, key), lines, name)
    return values
