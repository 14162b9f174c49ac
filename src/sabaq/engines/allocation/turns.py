"""Everyone takes a seat in turn, in bulk: the same placement as one by one, in a few array steps for thousands at once.

A bound closes at the turn of the person who takes its last seat, and that depends on earlier turns only. So a guess of
a batch's choices gives closing turns, those give better choices, and when nothing changes any more the choices are what
one by one gives: the first turn is right at once, and each round makes at least one more turn right.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sabaq.engines.allocation.instance import Instance, Ints

BATCH = 32_768
ROUNDS = 40  # after so many rounds a batch is cut behind the turns that are right
NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Turns:
    """What is taken from: `room` [Q+S] seats left under each bound, changed as seats are taken, and `placement` [N]."""

    instance: Instance
    room: Ints
    placement: Ints

    def take(self, people: Ints, *, held_only: bool = False) -> None:
        """Let these people take their best open session in this order; with `held_only` the one they hold or none."""
        at, size = 0, BATCH
        while at < len(people):
            batch = Batch(self.instance, self.room, people[at : at + size], held_only=held_only)
            done, choice = batch.settle()
            used = choice[choice >= 0]
            self.placement[self.instance.owner[used]] = self.instance.pair_session[used]
            for bounds in batch.bounds_of(used):
                np.subtract.at(self.room, bounds[bounds >= 0], 1)
            at, size = at + done, BATCH if done == size else max(1, size // 2)


def in_bulk(instance: Instance, order: Ints, used: Ints, *, repair: bool) -> Ints:
    """[N] the placement when people choose in this order; `used` [Q+S] counts fixed people under each bound. In a
    repair, people who hold a seat come first and keep it where it still fits. Pairs must stand by rank."""
    room = np.concatenate([instance.quota_upper, instance.seat_upper]) - used
    turns = Turns(instance, room, np.where(instance.bound, instance.held, -1))
    order = order[~instance.bound[order]]
    if repair:
        turns.take(order[instance.held[order] >= 0], held_only=True)
    turns.take(order[turns.placement[order] < 0])
    return turns.placement


class Batch:
    """Some people in the order of their turns, and their open pairs; those without an open pair are left out."""

    def __init__(self, instance: Instance, room: Ints, people: Ints, *, held_only: bool) -> None:
        self.instance, self.size, self.room = instance, len(people), room
        self.quotas = len(instance.quota_parent)
        turn = np.arange(len(people))
        chains = instance.quota_chain[:, instance.agency[people]]
        can = np.all((chains < 0) | (room[chains] > 0), axis=0)
        people, turn = people[can], turn[can]
        first, count = instance.pair_ptr[people], np.diff(instance.pair_ptr)[people]
        ends = np.cumsum(count)
        pairs = np.arange(int(count.sum())) + np.repeat(first - ends + count, count)
        turn = np.repeat(turn, count)
        seats = self._seats(pairs)
        open_pairs = np.all((seats < 0) | (room[seats] > 0), axis=0)
        if held_only:
            open_pairs &= instance.pair_session[pairs] == instance.held[instance.owner[pairs]]
        self.pairs, self.turn, self.seats = pairs[open_pairs], turn[open_pairs], seats[:, open_pairs]
        self.begins = np.flatnonzero(np.diff(self.turn, prepend=-1))
        self.turns = self.turn[self.begins]
        self.above = instance.quota_chain[:, instance.agency[instance.owner[self.pairs[self.begins]]]]

    def _seats(self, pairs: Ints) -> Ints:
        """[E, X] the seat bounds of pairs, -1 beyond the session."""
        chain = self.instance.seat_chain[:, self.instance.pair_seat[pairs]]
        return np.where(chain >= 0, self.quotas + chain, -1)

    def bounds_of(self, pairs: Ints) -> Ints:
        """[D+E, X] every bound that pairs count against, -1 beyond."""
        return np.concatenate(
            [self.instance.quota_chain[:, self.instance.agency[self.instance.owner[pairs]]], self._seats(pairs)]
        )

    def settle(self) -> tuple[int, Ints]:
        """How many turns of the batch are settled, and the pairs [X] that those turns take, -1 for none."""
        position = np.arange(len(self.pairs))
        choice = self.begins
        for _ in range(ROUNDS):
            closes = self._closing(choice)
            may = np.all(self.turns <= closes[self.above], axis=0)
            free = np.all(self.turn <= closes[self.seats], axis=0)
            wish = np.where(free, position, len(position))
            better = np.minimum.reduceat(wish, self.begins) if len(wish) else choice
            better = np.where(may & (better < len(position)), better, -1)
            changed = np.flatnonzero(better != choice)
            choice = better
            if not len(changed):
                return self.size, np.append(self.pairs, -1)[choice]
        settled = int(self.turns[changed[0]])
        right = choice[: changed[0]]
        return settled, np.append(self.pairs, -1)[right]

    def _closing(self, choice: Ints) -> Ints:
        """[Q+S+1] the turn that takes the last seat of each bound under these choices; the last entry never closes."""
        closes = np.full(len(self.room) + 1, NEVER)
        seated = choice >= 0
        rows = [*self.above[:, seated], *self.seats[:, choice[seated]]]
        bounds, turns = np.concatenate(rows), np.tile(self.turns[seated], len(rows))
        used = np.bincount(bounds[bounds >= 0], minlength=len(self.room))
        filled: NDArray[np.bool_] = np.append((used >= self.room) & (used > 0), False)
        inside = np.flatnonzero(filled[bounds])
        order = inside[np.lexsort((turns[inside], bounds[inside]))]
        full = np.flatnonzero(filled)
        start = np.searchsorted(bounds[order], full)
        closes[full] = turns[order[start + self.room[full] - 1]]
        return closes
