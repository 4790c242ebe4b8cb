"""CBOR as the RPC protocol uses it: read strictly, written so that others read the same."""

import contextlib
import io
import math
import struct
from datetime import UTC, datetime, timedelta
from typing import Any

import botocore.session
import pytest
from botocore.parsers import ResponseParserError, RpcV2CBORParser
from botocore.serialize import create_serializer
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cppo_tui.sandbox.cbor import MAX_BYTES, MAX_DEPTH, CborError, decode, encode

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST_MILLISECOND = int((datetime(9999, 12, 31, tzinfo=UTC) - EPOCH).total_seconds() * 1000)

moments = st.integers(0, LAST_MILLISECOND).map(lambda millis: EPOCH + timedelta(milliseconds=millis))
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**64), 2**64 - 1)
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | moments,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def read_by_botocore(data: bytes) -> Any:
    """What the SDK makes of it; what is left over is not looked at there."""
    parser = RpcV2CBORParser(timestamp_parser=lambda seconds: ("moment", seconds))
    return parser.parse_data_item(io.BufferedReader(io.BytesIO(data)))


def as_botocore_has_it(value: Any) -> Any:
    """Moments as the number they were, maps without nulls, and NaN equal to itself."""
    match value:
        case datetime():
            return ("moment", round((value - EPOCH) / timedelta(milliseconds=1)))
        case ("moment", seconds):
            return ("moment", round(seconds * 1000))
        case float() if math.isnan(value):
            return "NaN"
        case list():
            return [as_botocore_has_it(one) for one in value]
        case dict():
            return {key: as_botocore_has_it(one) for key, one in value.items() if one is not None}
        case _:
            return value


@settings(max_examples=300, deadline=None)
@given(values)
def test_what_is_written_is_read_back(value: Any) -> None:
    assert decode(encode(value)) == value


@settings(max_examples=300, deadline=None)
@given(values)
def test_what_is_written_the_sdk_reads_the_same(value: Any) -> None:
    assert as_botocore_has_it(read_by_botocore(encode(value))) == as_botocore_has_it(value)


@settings(max_examples=1000, deadline=None)
@given(st.binary(max_size=40))
@example(b"\xbf\x61a\x9f\x01\xff\xff")
def test_whatever_the_bytes_they_are_read_as_the_sdk_does_or_refused(data: bytes) -> None:
    try:
        value = decode(data)
    except CborError:
        return
    assert as_botocore_has_it(read_by_botocore(data)) == as_botocore_has_it(value)


@settings(max_examples=500, deadline=None)
@given(values.map(encode), st.data())
def test_damaged_bytes_are_read_or_refused_and_nothing_else(whole: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:place] + bytes([data.draw(st.integers(0, 255))]) + whole[place + 1 :]
    for one in (damaged, whole[:place], whole + b"\x00"):
        with contextlib.suppress(CborError):
            decode(one)


def test_the_sdks_own_request_is_read() -> None:
    model = botocore.session.get_session().get_service_model("marketplace-agreement")
    asked = {
        "catalog": "AWSMarketplace",
        "filters": [{"name": "PartyType", "values": ["Proposer"]}, {"name": "Éa", "values": ["x" * 300]}],
        "maxResults": 50,
        "sort": {"sortBy": "EndTime", "sortOrder": "DESCENDING"},
    }
    serializer = create_serializer("smithy-rpc-v2-cbor", include_validation=False)
    request = serializer.serialize_to_request(asked, model.operation_model("SearchAgreements"))
    assert decode(request["body"]) == asked


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b"\x00", 0),
        (b"\x17", 23),
        (b"\x18\x18", 24),
        (b"\x1b" + b"\xff" * 8, 2**64 - 1),
        (b"\x20", -1),
        (b"\x3b" + b"\xff" * 8, -(2**64)),
        (b"\xf9\x3e\x00", 1.5),
        (b"\xfa\x7f\x80\x00\x00", math.inf),
        (b"\xf7", None),
        (b"\x5f\x42ab\x41c\xff", b"abc"),
        (b"\x7f\x62ab\x60\xff", "ab"),
        (b"\x9f\x01\x80\xff", [1, []]),
        (b"\xbf\x61a\x01\xff", {"a": 1}),
        (b"\xc1\x1a\x5d\x9d\x07\x3b", datetime(2019, 10, 8, 22, 1, 31, tzinfo=UTC)),
        (b"\xc1\xfb" + struct.pack(">d", 0.325), EPOCH + timedelta(milliseconds=325)),
        (b"\xc1\x20", EPOCH - timedelta(seconds=1)),
    ],
)
def test_every_form_in_use_is_read(data: bytes, value: Any) -> None:
    assert decode(data) == value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x01\x02",
        b"\x1c",
        b"\x1f",
        b"\x18",
        b"\x62a",
        b"\x61\xff",
        b"\x7f\x61\xc3\x61\xa9\xff",
        b"\x7f\x41a\xff",
        b"\x5f\x5f\x41a\xff\xff",
        b"\x9f\x01",
        b"\x9b" + b"\xff" * 8,
        b"\xa1\x01\x02",
        b"\xa2\x61a\x01\x61a\x02",
        b"\xbf\x61a\xff",
        b"\xc0\x60",
        b"\xc1\x60",
        b"\xc1\xf5",
        b"\xc1\xf9\x7e\x00",
        b"\xc1\x1b" + b"\xff" * 8,
        b"\xc1\xfb" + struct.pack(">d", 1e308),
        b"\xe0",
        b"\xf8\x20",
        b"\xff",
        b"\x81" * (MAX_DEPTH + 1) + b"\x01",
        b"\xc1" * (MAX_DEPTH + 1) + b"\x01",
        b"\x81" * 100_000,
        b"\x5a\x00\x10\x00\x00" + b"a" * MAX_BYTES,
    ],
    ids=lambda data: data[:8].hex() or "nothing",
)
def test_everything_else_is_refused(data: bytes) -> None:
    with pytest.raises(CborError):
        decode(data)


def test_the_limits_themselves_are_allowed() -> None:
    assert decode(b"\x81" * MAX_DEPTH + b"\x01")
    assert len(decode(b"\x5a" + (MAX_BYTES - 5).to_bytes(4, "big") + b"a" * (MAX_BYTES - 5))) == MAX_BYTES - 5


def test_the_sdk_is_less_strict_so_strictness_is_ours() -> None:
    assert read_by_botocore(b"\xa2\x61a\x01\x61a\x02") == {"a": 2}
    with pytest.raises(ResponseParserError):
        read_by_botocore(b"\x62a")


def test_numbers_and_lengths_take_the_shortest_form() -> None:
    assert [encode(number).hex() for number in (23, 24, 256, 65536, 2**32)] == [
        "17",
        "1818",
        "190100",
        "1a00010000",
        "1b0000000100000000",
    ]
    assert encode({"a": ["b", None]}).hex() == "a1616182" + "6162" + "f6"


def test_a_moment_has_a_fraction_only_when_it_needs_one() -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert encode(noon)[:2] == b"\xc1\x1a"
    assert encode(noon.replace(microsecond=325000))[:2] == b"\xc1\xfb"


def test_a_lone_surrogate_which_utf8_has_not_becomes_a_replacement_character() -> None:
    assert decode(encode("half\ud83d")) == "half\ufffd"
    assert decode(encode("👩")) == "👩"


@pytest.mark.parametrize("value", [2**64, -(2**64) - 1])
def test_a_number_beyond_64_bits_has_no_form(value: int) -> None:
    with pytest.raises(ValueError, match="64 bits"):
        encode(value)


def test_an_object_has_no_form() -> None:
    with pytest.raises(TypeError):
        encode(object())
