"""Pure decisions about editions: which state may follow, what an adopted edition's dates become."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from itertools import count

from .states import FOLLOWS, EditionState


def may_follow(now: str, then: EditionState) -> bool:
    """Whether an edition in state `now` may go to `then`; see `states.FOLLOWS`."""
    return then in FOLLOWS[EditionState(now)]


def moved(day: date, *, sample_starts: date, starts: date) -> date:
    """A day of the sample, as far from the new start as it was from the sample's."""
    return day + (starts - sample_starts)


class Status(StrEnum):
    """The one sentence an edition's page says first, and with it what comes next."""

    NO_SEATS = "no_seats"
    NO_SESSIONS = "no_sessions"
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    PLACED = "placed"
    RUNNING = "running"
    ENDED = "ended"


def status_of(state: str, *, granted: int, sessions: int, closes: date, today: date) -> Status:
    """How an edition stands. Before anybody can be placed, missing sessions and seats are said first."""
    if state in {EditionState.PLANNED, EditionState.OPEN}:
        if not sessions:
            return Status.NO_SESSIONS
        if not granted:
            return Status.NO_SEATS
        if state == EditionState.OPEN:
            return Status.CLOSED if closes < today else Status.OPEN
    return Status(state)


def edition_key(programme_key: str, starts: date, *, taken: Collection[str]) -> str:
    """A short name for an edition, such as "urban-2027-05", numbered where it is taken. At most 60 characters."""
    stem = f"{programme_key[:48]}-{starts:%Y-%m}"
    return next(key for n in count(1) if (key := stem if n == 1 else f"{stem}-{n}") not in taken)
