"""One value, one spelling: the JSON bytes that are hashed and signed.

A subset of RFC 8785 (JSON Canonicalization Scheme): objects with sorted keys, arrays, strings, whole numbers up to
2**53 - 1, true, false, null. Fractions are left out because two languages print them differently. `parse` accepts only
that one spelling, so duplicate keys, NaN, spaces and other keys' orders are all refused.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from sabaq.engines.sealing.refusals import Malformed

GREATEST_INTEGER = 2**53 - 1
DEEPEST = 64

Value = None | bool | int | str | Sequence["Value"] | Mapping[str, "Value"]


def canonical(value: Value) -> bytes:
    """The only bytes for this value. Raises Malformed for a fraction, a big number, a lone surrogate, deep nesting."""
    parts: list[str] = []
    _write(value, parts, depth=0)
    try:
        return "".join(parts).encode("utf-8")
    except UnicodeEncodeError:
        raise Malformed("A text holds half of a character.") from None


def parse(content: bytes) -> Any:
    """The value spelt by canonical bytes. Raises Malformed for every other spelling."""
    try:
        value = json.loads(content.decode("utf-8"), parse_float=_no_fraction, parse_constant=_no_fraction)
    except (ValueError, RecursionError):
        raise Malformed("This is not JSON in UTF-8.") from None
    # Written again, duplicate keys, spaces, other orders and other escapes cannot come out as they went in.
    if canonical(value) != content:
        raise Malformed("This JSON is not in its canonical spelling.")
    return value


def _write(value: Value, parts: list[str], *, depth: int) -> None:
    if depth > DEEPEST:
        raise Malformed(f"Values are nested deeper than {DEEPEST} levels.")
    if value is None or isinstance(value, bool | str):
        parts.append(json.dumps(value, ensure_ascii=False))
    elif isinstance(value, int):
        if abs(value) > GREATEST_INTEGER:
            raise Malformed("A whole number is beyond 2**53 - 1.")
        parts.append(str(int(value)))
    elif isinstance(value, Mapping):
        _write_object(value, parts, depth=depth)
    elif isinstance(value, list | tuple):
        parts.append("[")
        for place, item in enumerate(value):
            parts.append("," if place else "")
            _write(item, parts, depth=depth + 1)
        parts.append("]")
    else:
        raise Malformed(f"A {type(value).__name__} has no canonical spelling.")


def _write_object(value: Mapping[str, Value], parts: list[str], *, depth: int) -> None:
    if not all(isinstance(key, str) for key in value):
        raise Malformed("The keys of an object must be text.")
    parts.append("{")
    # RFC 8785, 3.2.3: keys are ordered by UTF-16 code units, not by code points.
    for place, key in enumerate(sorted(value, key=lambda text: text.encode("utf-16-be", "surrogatepass"))):
        parts.append("," if place else "")
        parts.append(json.dumps(key, ensure_ascii=False) + ":")
        _write(value[key], parts, depth=depth + 1)
    parts.append("}")


def _no_fraction(text: str) -> NoReturn:
    raise Malformed(f"{text} has no canonical spelling.")
