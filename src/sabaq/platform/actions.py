"""The action mechanism: one verb, one function, the whole effect.

`@action(permission)` checks the permission on the first argument, opens one transaction, runs the body, and insists
that the body left exactly one audit entry of its own. So a forgotten check or a silent change is not possible: the
first is refused by default, the second fails in the first test that calls the action.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from .actors import Actor
from .audit import append_entry
from .permissions import require

P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class _Running:
    """The action whose body is running, with the number of entries it has left so far."""

    verb: str
    by: Actor
    at: datetime
    entries: int = 0


@dataclass(frozen=True)
class RegisteredAction:
    """An action as the architecture tests see it."""

    verb: str
    permission: str
    function: Callable[..., Any]


_register: dict[str, RegisteredAction] = {}
_running: ContextVar[_Running | None] = ContextVar("running_action", default=None)


class Unaudited(AssertionError):
    """An action's body ended without exactly one audit entry: a mistake in the code, never the reader's."""


def action(permission: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an action. Its first argument is the subject of `permission`; `by` and `at` are keyword-only.

    `at` is the one clock reading of the request, passed down. Raises `NotPermitted` or the refusals of the body;
    either way nothing has changed.
    """

    def decorate(body: Callable[P, R]) -> Callable[P, R]:
        verb = f"{body.__module__.split('.')[1]}.{body.__name__}"

        @functools.wraps(body)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            by, at = kwargs["by"], kwargs["at"]
            if not (isinstance(by, Actor) and isinstance(at, datetime)):
                raise TypeError(f"{verb} needs by=Actor and at=datetime")
            require(by, permission, args[0] if args else None)
            running = _Running(verb, by, at)
            token = _running.set(running)
            try:
                with transaction.atomic():
                    result = body(*args, **kwargs)
                    if running.entries != 1:
                        raise Unaudited(f"{verb} left {running.entries} audit entries instead of one")
            finally:
                _running.reset(token)
            return result

        _register[verb] = RegisteredAction(verb, permission, run)
        return run

    return decorate


def all_actions() -> dict[str, RegisteredAction]:
    """Every action by verb, such as "nominations.withdraw_nomination"."""
    return dict(_register)


def record(*about: Any, facts: dict[str, Any] | None = None, words: dict[str, str] | None = None) -> None:
    """Leave the running action's audit entry.

    `about`: the rows it concerns, the main one first. `facts`: numbers, states and keys, kept for ever and therefore
    free of personal data. `words`: erasable text such as a reason or a name; the chain holds only its salted
    commitment.
    """
    running = _running.get()
    if running is None:
        raise Unaudited("record() is called from the body of an action")
    running.entries += 1
    append_entry(verb=running.verb, by=running.by, at=running.at, about=about, facts=facts or {}, words=words or {})
