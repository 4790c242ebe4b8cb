"""CBOR (RFC 8949), as much of it as Smithy's RPC v2 protocol uses, read strictly and written shortest."""

import math
import struct
from datetime import UTC, datetime, timedelta
from typing import Any

MAX_BYTES = 1_048_576
MAX_DEPTH = 32

_UNSIGNED, _NEGATIVE, _BYTES, _TEXT, _ARRAY, _MAP, _TAG, _SIMPLE = range(8)
_INDEFINITE = 31
_BREAK = 0xFF
_TIMESTAMP_TAG = 1
_SIMPLE_VALUES = {20: False, 21: True, 22: None, 23: None}
_FLOATS = {25: ">e", 26: ">f", 27: ">d"}
_LENGTH_BYTES = {24: 1, 25: 2, 26: 4, 27: 8}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class CborError(ValueError):
    """The bytes are not CBOR that this protocol uses, or too much of it."""


def decode(data: bytes) -> Any:
    """The one data item that ``data`` is; anything else is a CborError.

    Undefined is read as null; map keys are text and unique; tag 1 is a moment, other tags are refused.
    """
    if len(data) > MAX_BYTES:
        raise CborError(f"more than {MAX_BYTES} bytes")
    reader = _Reader(data)
    value = reader.item(0)
    if reader.place != len(data):
        raise CborError("something follows the first data item")
    return value


def encode(value: Any) -> bytes:
    """Definite lengths; a moment as tag 1, with fractions of a second only when it has any."""
    match value:
        case None:
            return b"\xf6"
        case bool():
            return b"\xf5" if value else b"\xf4"
        case int():
            return _head(_UNSIGNED, value) if value >= 0 else _head(_NEGATIVE, -1 - value)
        case float():
            return b"\xfb" + struct.pack(">d", value)
        case str():
            text = _well_formed(value).encode()
            return _head(_TEXT, len(text)) + text
        case bytes():
            return _head(_BYTES, len(value)) + value
        case datetime():
            return _head(_TAG, _TIMESTAMP_TAG) + encode(epoch_seconds(value))
        case list() | tuple():
            return _head(_ARRAY, len(value)) + b"".join(map(encode, value))
        case dict():
            pairs = (encode(key) + encode(one) for key, one in value.items())
            return _head(_MAP, len(value)) + b"".join(pairs)
        case _:
            raise TypeError(f"{type(value).__name__} has no CBOR form here")


def epoch_seconds(moment: datetime) -> int | float:
    """Seconds since 1970, to the millisecond; a whole number where there is no fraction."""
    millis = round((moment - _EPOCH) / timedelta(milliseconds=1))
    return millis // 1000 if millis % 1000 == 0 else millis / 1000


def _head(major: int, number: int) -> bytes:
    """The initial byte and the shortest form of the number that belongs to it."""
    if number < 24:
        return bytes([major << 5 | number])
    for info, size in _LENGTH_BYTES.items():
        if number < 1 << 8 * size:
            return bytes([major << 5 | info]) + number.to_bytes(size, "big")
    raise ValueError("a CBOR integer has at most 64 bits")


def _well_formed(text: str) -> str:
    """UTF-8 has no lone surrogates; they become replacement characters."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Reader:
    """Reads data items one after the other; ``place`` is the next byte."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.place = 0

    def item(self, depth: int) -> Any:
        """The next data item."""
        if depth > MAX_DEPTH:
            raise CborError(f"nested deeper than {MAX_DEPTH}")
        major, info = self._initial()
        match major:
            case 0:
                return self._number(info)
            case 1:
                return -1 - self._number(info)
            case 2:
                return b"".join(self._chunks(major, info))
            case 3:
                return "".join(map(_utf8, self._chunks(major, info)))
            case 4:
                return self._array(info, depth)
            case 5:
                return self._map(info, depth)
            case 6:
                return self._moment(info, depth)
            case _:
                return self._simple(info)

    def _take(self, count: int) -> bytes:
        if count > len(self._data) - self.place:
            raise CborError("it ends too early")
        taken = self._data[self.place : self.place + count]
        self.place += count
        return taken

    def _initial(self) -> tuple[int, int]:
        [byte] = self._take(1)
        return byte >> 5, byte & 0b11111

    def _number(self, info: int) -> int:
        if info < 24:
            return info
        if info not in _LENGTH_BYTES:
            raise CborError(f"additional information {info} is not a number")
        return int.from_bytes(self._take(_LENGTH_BYTES[info]), "big")

    def _at_break(self) -> bool:
        if self._data[self.place : self.place + 1] != bytes([_BREAK]):
            return False
        self.place += 1
        return True

    def _chunks(self, major: int, info: int) -> list[bytes]:
        """The bytes of a string; one of indefinite length consists of definite ones of the same kind."""
        if info != _INDEFINITE:
            return [self._take(self._number(info))]
        found = []
        while not self._at_break():
            kind, length = self._initial()
            if kind != major:
                raise CborError("a string is made of other things than strings")
            found.append(self._take(self._number(length)))
        return found

    def _array(self, info: int, depth: int) -> list[Any]:
        if info != _INDEFINITE:
            return [self.item(depth + 1) for _ in range(self._number(info))]
        found = []
        while not self._at_break():
            found.append(self.item(depth + 1))
        return found

    def _map(self, info: int, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if info != _INDEFINITE:
            for _ in range(self._number(info)):
                self._pair(found, depth)
            return found
        while not self._at_break():
            self._pair(found, depth)
        return found

    def _pair(self, found: dict[str, Any], depth: int) -> None:
        key = self.item(depth + 1)
        if not isinstance(key, str):
            raise CborError("a map key is not text")
        if key in found:
            raise CborError("a map key occurs twice")
        found[key] = self.item(depth + 1)

    def _moment(self, info: int, depth: int) -> datetime:
        if self._number(info) != _TIMESTAMP_TAG:
            raise CborError("the only tag there is here is 1, a timestamp")
        seconds = self.item(depth + 1)
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not math.isfinite(seconds):
            raise CborError("a timestamp is not a number of seconds")
        try:
            return _EPOCH + timedelta(milliseconds=round(seconds * 1000))
        except OverflowError as error:
            raise CborError("a timestamp is beyond the calendar") from error

    def _simple(self, info: int) -> Any:
        if info in _SIMPLE_VALUES:
            return _SIMPLE_VALUES[info]
        if info not in _FLOATS:
            raise CborError(f"simple value {info} is not used here")
        form = _FLOATS[info]
        [number] = struct.unpack(form, self._take(struct.calcsize(form)))
        return number


def _utf8(chunk: bytes) -> str:
    try:
        return chunk.decode()
    except UnicodeDecodeError as error:
        raise CborError("text is not UTF-8") from error
