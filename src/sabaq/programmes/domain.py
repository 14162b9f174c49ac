"""Pure decisions: which state of an edition may follow, what adopted dates become, how typed modules are read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True)
class ReadModule:
    """A module as typed: its hours, and its title in every language it was typed in."""

    hours: int
    titles: dict[str, str]


class UnreadLine(ValueError):
    """A line of modules that is not "hours | title"; `language` says in which box, `line` is the line."""

    def __init__(self, language: str, line: str) -> None:
        super().__init__(line)
        self.language, self.line = language, line


class OtherModules(ValueError):
    """The modules typed in `language` are others than those typed first, or in another order."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language


def read_modules(typed: Mapping[str, str]) -> list[ReadModule]:
    """Read modules typed by language, one to a line as "24 | Urban governance".

    Every language lists the same modules in the same order, with the same hours. Raises `UnreadLine`, `OtherModules`.
    """
    read = {language: [_module_line(language, line) for line in _lines(text)] for language, text in typed.items()}
    read = {language: lines for language, lines in read.items() if lines}
    if not read:
        return []
    hours = [each for each, _title in next(iter(read.values()))]
    for language, lines in read.items():
        if [each for each, _title in lines] != hours:
            raise OtherModules(language)
    return [
        ReadModule(each, {language: lines[position][1] for language, lines in read.items()})
        for position, each in enumerate(hours)
    ]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _module_line(language: str, line: str) -> tuple[int, str]:
    hours, _mark, title = (part.strip() for part in line.partition("|"))
    if not (title and hours.isdecimal() and 0 < int(hours) <= 2000):
        raise UnreadLine(language, line)
    return int(hours), title
