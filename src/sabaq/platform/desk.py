"""What waits for somebody: each app registers a function that lists its waiting items for an actor.

The Desk in the portal sorts them by deadline. An item is a sentence and one button, so that no page has to be searched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .actors import Actor
from .refusals import Sentence


@dataclass(frozen=True)
class DeskItem:
    """One line of the Desk. `due` is None where nothing but order waits for it."""

    sentence: Sentence
    button: Sentence
    url: str
    due: date | None = None


_sources: list[Callable[[Actor, date], list[DeskItem]]] = []


def waits_for(source: Callable[[Actor, date], list[DeskItem]]) -> Callable[[Actor, date], list[DeskItem]]:
    """Register a function `(actor, today) -> items`; use as a decorator in an app's `queries`."""
    _sources.append(source)
    return source


def waiting_items(actor: Actor, today: date) -> list[DeskItem]:
    """Everything that waits for `actor`, the nearest deadline first, undated last."""
    items = [item for source in _sources for item in source(actor, today)]
    return sorted(items, key=lambda item: (item.due is None, item.due or date.max, str(item.sentence)))
