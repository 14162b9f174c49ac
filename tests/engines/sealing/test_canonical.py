"""One value has one spelling; every other spelling is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sabaq.engines.sealing.canonical import GREATEST_INTEGER, canonical, parse
from sabaq.engines.sealing.refusals import Malformed

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-GREATEST_INTEGER, GREATEST_INTEGER) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_canonical_bytes_are_read_back_and_are_the_only_spelling(value: object) -> None:
    content = canonical(value)  # type: ignore[arg-type]
    assert parse(content) == value == json.loads(content)
    assert canonical(parse(content)) == content


def test_keys_are_ordered_as_rfc_8785_orders_them() -> None:
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    assert list(json.loads(canonical(dict.fromkeys(keys, 0)))) == [
        "\r",
        "1",
        "\u0080",
        "\u00f6",
        "\u20ac",
        "\U0001f600",
        "\ufb33",
    ]


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":{"b":1,"b":1}}',
        b"NaN",
        b"-Infinity",
        b"1.0",
        b"1e3",
        b"-0",
        b"9007199254740992",
        b"9" * 5000,
        b'{"b":1,"a":2}',
        b'{ "a":1}',
        b'"\\u0041"',
        b'"\\ud800"',
        b'"\xed\xa0\x80"',
        b'"\xff"',
        b"\xef\xbb\xbf1",
        b"1\n",
        b"",
        b"[" * 100_000,
        b"[" * 70 + b"]" * 70,
    ],
)
def test_every_other_spelling_is_refused(content: bytes) -> None:
    with pytest.raises(Malformed):
        parse(content)


@pytest.mark.parametrize("value", [1.5, float("nan"), 2**53, {1: 2}, {"a": b"bytes"}, "\ud800", {"\ud800": 1}])
def test_values_without_a_spelling_are_refused(value: object) -> None:
    with pytest.raises(Malformed):
        canonical(value)  # type: ignore[arg-type]
