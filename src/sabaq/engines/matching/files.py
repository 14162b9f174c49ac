"""Alliances and results as files: one JSON object with the names of the fields.

Files come from outside: unknown names, wrong shapes and broken JSON end in one sentence, never in a traceback.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from sabaq.engines.matching.alliance import Alliance, BadInstance
from sabaq.engines.matching.result import Alternative, BadResult, Explanation, Grouping, Pairing, Plan, Result, Row

KINDS: dict[str, type[Pairing] | type[Grouping] | type[Plan]] = {"pairs": Pairing, "groups": Grouping, "rounds": Plan}
MOST_BYTES = 1_000_000_000


def read_alliance(path: Path) -> Alliance:
    """The alliance in a JSON file. Raises BadInstance."""
    return alliance_from_mapping(read_object(path))


def read_object(path: Path) -> dict[str, Any]:
    """The JSON object in a file. Raises BadInstance."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInstance(f"{path.name} is too large")
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise (
            error if isinstance(error, BadInstance) else BadInstance(f"{path.name} cannot be read: {error}")
        ) from error
    if not isinstance(record, dict):
        raise BadInstance(f"{path.name} must hold one JSON object")
    return record


def alliance_from_mapping(record: Mapping[str, Any]) -> Alliance:
    """The alliance with these names and values; None counts as absent. Raises BadInstance."""
    known = {field.name for field in fields(Alliance)}
    given = {name: value for name, value in record.items() if value is not None}
    needed = {field.name for field in fields(Alliance) if field.default is MISSING}
    for name in sorted(given.keys() - known):
        raise BadInstance(f"{name} is not a name of the file format")
    for name in sorted(needed - given.keys()):
        raise BadInstance(f"{name} is missing")
    return Alliance(**given)


def read_result(path: Path) -> Result:
    """The stored result in a JSON file. Raises BadResult."""
    try:
        record = read_object(path)
    except BadInstance as error:
        raise BadResult(str(error)) from error
    return result_from_json(record)


def result_from_json(record: Mapping[str, Any]) -> Result:
    """A stored result; its kind is told by the list it holds. Raises BadResult."""
    kind = next((made for name, made in KINDS.items() if name in record), None)
    if kind is None:
        raise BadResult("the result holds neither pairs nor groups nor rounds")
    try:
        given = {field.name: read_value(field.name, record[field.name], kind) for field in fields(kind)}
        result = kind(**given)
        written = result.as_json()
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError) as error:
        raise BadResult(f"the result cannot be read: {error}") from error
    odd = sorted(name for name in record.keys() | written.keys() if not alike(record.get(name), written.get(name)))
    if odd:
        raise BadResult(f"{odd[0]} is not what a result of this kind holds")
    return result


def alike(one: Any, other: Any) -> bool:
    """True for the same JSON, lists and tuples alike; a number that is none is like nothing."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(alike(value, other[key]) for key, value in one.items())
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    if type(one) in (int, float) and type(other) in (int, float):
        return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)
    return type(one) is type(other) and bool(one == other)


def read_value(name: str, value: Any, kind: type) -> Any:
    """One value of a stored result, lists as tuples again."""
    if name in ("pairs", "triples", "groups"):
        return rows(value)
    if name == "rounds":
        return tuple(rows(part) for part in value)
    if name == "unmatched":
        return tuple(tuple(map(int, part)) for part in value) if kind is Plan else tuple(map(int, value))
    if name == "explanations":
        return tuple(map(explained, value)) if kind is Plan else explained(value)
    if name in ("value", "bound"):
        return float(value)
    return str(value) if name == "status" else int(value)


def rows(value: Any) -> tuple[Row, ...]:
    """Rows of members that end with their weight."""
    return tuple((*(int(member) for member in row[:-1]), float(row[-1])) for row in value)


def explained(value: Any) -> tuple[Explanation, ...]:
    """The explanations of one round."""
    told = []
    for row in value:
        given: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in row.items()}
        given["params"] = parameters(row["params"])
        others = [{**one, "params": parameters(one["params"])} for one in row["alternatives"]]
        given["alternatives"] = tuple(Alternative(**one) for one in others)
        told.append(Explanation(**given))
    return tuple(told)


def parameters(value: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a sentence."""
    return {key: tuple(one) if isinstance(one, list) else one for key, one in value.items()}
