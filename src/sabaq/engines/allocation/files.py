"""Instances and results as files: one JSON object, or an .npz archive with the same names.

Files come from outside: unknown names, wrong shapes and broken archives end in one sentence, never in a traceback.
"""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import numpy as np

from sabaq.engines.allocation.instance import BadInstance, Instance
from sabaq.engines.allocation.result import BadResult, Result, result_from_json
from sabaq.engines.allocation.rules import rules_from_json

# What numpy and zipfile raise, between them, on archives that are cut short, forged or not archives at all.
BROKEN_ARCHIVE = (
    *(OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, SyntaxError, MemoryError, RuntimeError),
    *(OverflowError, zipfile.BadZipFile, zlib.error, struct.error),
)


def read_instance(path: Path) -> Instance:
    """The instance in a .json or .npz file. Raises BadInstance."""
    if path.suffix != ".npz":
        return instance_from_mapping(read_object(path))
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
            return instance_from_mapping({name: archive[name] for name in archive.files})
    except BadInstance:
        raise
    except BROKEN_ARCHIVE as error:
        raise BadInstance(f"{path.name} cannot be read: {one_line(error)}") from error


def one_line(error: Exception) -> str:
    """An error's own words on one line."""
    return " ".join(str(error).split())


def read_result(path: Path, instance: Instance) -> Result:
    """The result of an instance in a .json file. Raises BadResult."""
    try:
        return result_from_json(read_object(path), instance)
    except BadInstance as error:
        raise BadResult(str(error)) from error


def read_object(path: Path) -> dict[str, Any]:
    """The JSON object in a file. Raises BadInstance."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise BadInstance(f"{path.name} cannot be read: {error}") from error
    if not isinstance(record, dict):
        raise BadInstance(f"{path.name} must hold one JSON object")
    return record


def instance_from_mapping(record: Mapping[str, Any]) -> Instance:
    """The instance with these names and values; None counts as absent. Raises BadInstance."""
    known = {field.name for field in fields(Instance)}
    given = {name: value for name, value in record.items() if value is not None}
    needed = {field.name for field in fields(Instance) if field.default is MISSING}
    for name in sorted(given.keys() - known):
        raise BadInstance(f"{name} is not a name of the file format")
    for name in sorted(needed - given.keys()):
        raise BadInstance(f"{name} is missing")
    for name in ("nominees", "sessions"):
        if isinstance(given[name], np.ndarray) and given[name].size == 1:
            given[name] = given[name].item()
    if "ids" in given:
        given["ids"] = tuple(str(name) for name in rows(given["ids"], "ids"))
    try:
        ineligible = [(int(person), int(session), str(rule)) for person, session, rule in given.pop("ineligible", ())]
        sizes = [given[name] if type(given[name]) is int else 0 for name in ("nominees", "sessions")]
        crossing = rules_from_json(given.pop("crossing", ()), people=sizes[0], sessions=sizes[1])
        return Instance(**given, ineligible=tuple(ineligible), crossing=crossing)
    except (TypeError, ValueError, OverflowError) as error:
        raise (
            error if isinstance(error, BadInstance) else BadInstance(f"a value has the wrong kind: {error}")
        ) from error


def rows(value: Any, name: str) -> list[Any]:
    """The value as a list. Raises BadInstance."""
    if isinstance(value, np.ndarray):
        return list(value.tolist())
    if not isinstance(value, list):
        raise BadInstance(f"{name} must be a list")
    return value
