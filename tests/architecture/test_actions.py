"""Every action is audited, names its permission and has its words; nothing else in `actions` can be called."""

from __future__ import annotations

import ast
import importlib
import inspect

import pytest

from sabaq.platform.actions import all_actions
from sabaq.platform.permissions import all_permissions
from sabaq.platform.verbs import sentence_of

from . import tree


def action_modules():
    """Every module that holds actions."""
    return [path for app in tree.APPS for path in tree.modules(app) if tree.kind(path) == "actions"]


@pytest.fixture(autouse=True)
def all_actions_loaded():
    """Import every module with actions, so that the register is whole."""
    for path in action_modules():
        importlib.import_module(
            "sabaq." + tree.place(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        )


def test_there_are_actions():
    assert len(all_actions()) > 30


def test_every_public_function_of_actions_is_an_action():
    plain = [
        f"{tree.place(path)}:{node.name}"
        for path in action_modules()
        for node in tree.parsed(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if not any(isinstance(d, ast.Call) and getattr(d.func, "id", "") == "action" for d in node.decorator_list)
    ]
    assert plain == []


def test_every_action_takes_the_actor_and_the_clock_by_name():
    for verb, registered in all_actions().items():
        parameters = inspect.signature(registered.function).parameters
        kinds = {name: parameters[name].kind for name in ("by", "at") if name in parameters}
        assert kinds == {"by": inspect.Parameter.KEYWORD_ONLY, "at": inspect.Parameter.KEYWORD_ONLY}, verb


def test_every_action_names_a_registered_permission():
    known = all_permissions()
    assert {verb: a.permission for verb, a in all_actions().items() if a.permission not in known} == {}


def test_every_action_leaves_its_entry():
    """The mechanism refuses an action that does not; here its source must show where it does."""
    silent = [
        f"{tree.place(path)}:{node.name}"
        for path in action_modules()
        for node in tree.parsed(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if not any(isinstance(n, ast.Call) and getattr(n.func, "id", "") in records(path) for n in ast.walk(node))
    ]
    assert silent == []


def records(path) -> set[str]:
    """`record`, and the module's private functions that call it."""
    own = {
        node.name
        for node in tree.parsed(path).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("_")
        if any(isinstance(n, ast.Call) and getattr(n.func, "id", "") == "record" for n in ast.walk(node))
    }
    return {"record"} | own


def test_every_action_has_a_sentence_in_the_history():
    assert [verb for verb in all_actions() if sentence_of(verb) == verb] == []
