"""What a generated list is made of: the file, and what a careful clerk reads in it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAME = ("family", "given", "patronymic")
SPELLED = ("passport_family", "passport_given")


@dataclass
class Fixture:
    """What is in a list: `records` in the order of the file; `problems` as (record, field, kind)."""

    file: str
    build: Callable[[Path], Path]
    records: list[dict[str, Any]]
    problems: list[tuple[int, str, str]] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    duplicates: dict[int, int] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)


def numbered(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Rows with the running number before them."""
    return [[number, *row] for number, row in enumerate(rows, 1)]
