"""Arithmetic of the seat ledger: balances are sums of entries, and a waterfall is their running total.

`free` is what the database's trigger calls free: received, not passed on, and nobody placed in it. `unnamed` and
`waiting` compare the share with the people named for it, and say nothing about what may be moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Movement:
    """One entry between two pools by primary key; None where seats come in or go out altogether."""

    source: int | None
    target: int | None
    seats: int


@dataclass(frozen=True)
class Balance:
    """Seats of one pool. `held`: people placed in them; `named`: people proposed for them and still standing."""

    received: int = 0
    given: int = 0
    held: int = 0
    named: int = 0

    @property
    def seats(self) -> int:
        """The pool's own share: received and not passed on."""
        return self.received - self.given

    @property
    def free(self) -> int:
        """Seats that can be moved or placed: nobody holds them."""
        return self.seats - self.held

    @property
    def with_name(self) -> int:
        """Seats of the share that a named person stands for."""
        return min(self.named, self.seats)

    @property
    def unnamed(self) -> int:
        """Seats of the share without a name."""
        return self.seats - self.with_name

    @property
    def waiting(self) -> int:
        """People named beyond the share."""
        return self.named - self.with_name


@dataclass(frozen=True)
class Share:
    """Sums over several pools: people who wait in one do not fill another's free seats."""

    seats: int = 0
    with_name: int = 0
    unnamed: int = 0
    waiting: int = 0
    held: int = 0


def share_of(balances: Iterable[Balance]) -> Share:
    """The shares of some pools together."""
    rows = list(balances)
    return Share(
        *(sum(getattr(row, name) for row in rows) for name in ("seats", "with_name", "unnamed", "waiting", "held"))
    )


def sum_movements(
    pools: Iterable[int], movements: Iterable[Movement], *, held: Mapping[int, int], named: Mapping[int, int]
) -> dict[int, Balance]:
    """The balance of each pool. The shares together are what came in from outside less what went out."""
    received = dict.fromkeys(pools, 0)
    given = dict.fromkeys(received, 0)
    for movement in movements:
        if movement.target is not None:
            received[movement.target] += movement.seats
        if movement.source is not None:
            given[movement.source] += movement.seats
    return {pool: Balance(received[pool], given[pool], held.get(pool, 0), named.get(pool, 0)) for pool in received}


@dataclass(frozen=True)
class PoolKey:
    """Whose a pool is, by keys: an agency's, a country's (no agency), or the edition's (neither)."""

    pool: int
    country: str | None
    agency: int | None


def pool_finder(pools: Iterable[PoolKey]) -> Callable[[int | None, str | None], int | None]:
    """A function (agency, country) → the deepest of `pools`: the agency's, else its country's, else the edition's."""
    found = {(key.country if key.agency is None else None, key.agency): key.pool for key in pools}

    def find(agency: int | None, country: str | None) -> int | None:
        ways = ((None, agency), (country, None), (None, None))
        return next((found[way] for way in ways if way in found), None)

    return find


class Step(StrEnum):
    """What a bar of the waterfall shows."""

    TOTAL = "total"
    RAISED = "raised"
    REDUCED = "reduced"
    EXPECTED = "expected"
    EXPECTED_TOTAL = "expected_total"


@dataclass(frozen=True)
class Bar:
    """One bar from `start` to `end` seats. `entry` is the position of the entry it shows, None for a sum."""

    step: Step
    start: int
    end: int
    entry: int | None = None

    @property
    def change(self) -> int:
        """What the bar adds, negative where it takes away."""
        return self.end - self.start


def waterfall(changes: Sequence[int], *, expected: int | None = None) -> list[Bar]:
    """Bars for the changes of an edition's total in order, and for the total a promise expects beyond it.

    The first change is drawn as a total; after the last comes their sum, unless there is only one.
    """
    bars: list[Bar] = []
    level = 0
    for position, change in enumerate(changes):
        step = Step.TOTAL if position == 0 else Step.RAISED if change > 0 else Step.REDUCED
        bars.append(Bar(step, level, level + change, position))
        level += change
    if len(changes) > 1:
        bars.append(Bar(Step.TOTAL, 0, level))
    if expected is not None and expected > level:
        bars += [Bar(Step.EXPECTED, level, expected), Bar(Step.EXPECTED_TOTAL, 0, expected)]
    return bars
