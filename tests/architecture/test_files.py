"""The house order of files: names, sizes, and who may import what of another app."""

from __future__ import annotations

import re

import pytest

from . import tree

ALLOWED = {
    "__init__", "apps", "migrations", "management", "templatetags", "templates", "static",
    "urls", "views", "forms", "tables", "exports", "tasks", "commands", "actions", "queries", "rules", "models",
    "domain", "states",
}  # fmt: skip
# What an app shows to the apps above it. `rules` of people are the role predicates that everybody combines.
PUBLIC = {"actions", "queries", "models", "states"}
SAYS_NOTHING = re.compile(r"(^|/)(utils?|helpers?|common|misc|managers?|services?)(\.py)?$")


@pytest.mark.parametrize("app", tree.APPS)
def test_an_app_has_only_the_files_of_the_house(app):
    found = {entry.name.removesuffix(".py") for entry in (tree.SOURCE / app).iterdir() if entry.name != "__pycache__"}
    assert found - ALLOWED == set()


def test_no_name_says_nothing():
    assert [tree.place(path) for path in tree.modules() if SAYS_NOTHING.search(tree.place(path))] == []


def test_files_have_at_most_400_lines():
    sizes = {tree.place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in tree.modules()}
    assert {name: lines for name, lines in sizes.items() if lines > 400} == {}


def test_functions_have_at_most_60_lines():
    sizes = {
        f"{tree.place(path)}:{function.name}": function.end_lineno - function.lineno + 1
        for path in tree.modules()
        for function in tree.functions(path)
    }
    assert {name: lines for name, lines in sizes.items() if lines > 60} == {}


def test_every_module_says_why_it_exists():
    silent = [tree.place(p) for p in tree.modules() if p.read_text(encoding="utf-8").strip() and not has_docstring(p)]
    assert silent == []


def has_docstring(path):
    """True if the module begins with a docstring."""
    import ast

    return ast.get_docstring(tree.parsed(path)) is not None


def test_only_the_public_files_of_another_app_are_imported():
    wrong = []
    for path in tree.modules():
        own = path.relative_to(tree.SOURCE).parts[0]
        for name in tree.imports(path):
            parts = name.split(".")
            if parts[0] != "sabaq" or len(parts) < 3 or parts[1] == own or parts[1] not in tree.APPS or own == "config":
                continue
            if parts[2] not in PUBLIC and parts[1:3] != ["people", "rules"]:
                wrong.append(f"{tree.place(path)} imports {name}")
    assert wrong == []


def test_views_forms_and_reads_do_not_write():
    writes = re.compile(r"\.(save|delete|create|bulk_create|bulk_update|update_or_create|get_or_create)\(")
    readers = {"views", "forms", "tables", "exports", "queries", "rules", "domain", "states"}
    wrong = [
        f"{tree.place(path)}: {line.strip()}"
        for path in tree.modules()
        if path.relative_to(tree.SOURCE).parts[0] in tree.APPS and tree.kind(path) in readers
        for line in path.read_text(encoding="utf-8").splitlines()
        if writes.search(line)
    ]
    assert wrong == []


@pytest.mark.parametrize("layer", ["domain", "states"])
def test_decisions_know_no_django(layer):
    wrong = [
        tree.place(path)
        for app in tree.APPS
        for path in tree.modules(app)
        if tree.kind(path) == layer and any(name.startswith("django") for name in tree.imports(path))
    ]
    assert wrong == []


def test_packages_of_the_tree_are_the_table_of_architecture_md():
    text = (tree.SOURCE.parents[1] / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| `(\w+)/` \|", text, flags=re.M)
    packages = {p.name for p in tree.SOURCE.iterdir() if (p / "__init__.py").exists()}
    assert (set(table), len(table)) == (packages, len(packages))
    assert packages == set(tree.LAYERS)
