"""What the architecture tests look at: the packages, their modules and their syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "sabaq"
# Django applications whose files carry the names of house order; the others have modules of their own.
APPS = (
    "network", "people", "credentials", "agreements", "programmes", "nominations", "cohorts", "oversight", "portal",
)  # fmt: skip
# From the top: an upper package may import a lower one.
LAYERS = ("config", "walkthrough", "portal", "oversight", "cohorts", "nominations", "programmes", "agreements",
          "credentials", "people", "network", "platform", "engines")  # fmt: skip


@cache
def modules(package: str = "") -> tuple[Path, ...]:
    """Every module below a package, migrations left out."""
    return tuple(sorted(p for p in (SOURCE / package).rglob("*.py") if "migrations" not in p.parts))


@cache
def parsed(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path) -> str:
    """A module as a reader names it: "nominations/actions/seats.py"."""
    return path.relative_to(SOURCE).as_posix()


def kind(path: Path) -> str:
    """Which of an app's files a module belongs to: "actions" for actions.py and for actions/seats.py."""
    return path.relative_to(SOURCE).parts[1].removesuffix(".py")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, nested ones too."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imports(path: Path) -> Iterator[str]:
    """Every module that a module imports, by absolute name, lazy imports too."""
    package = ("sabaq", *path.relative_to(SOURCE).parent.parts)
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            stem = ".".join(part for part in (base, node.module or "") if part)
            yield from (f"{stem}.{alias.name}" for alias in node.names)
