"""What is to be allocated: people, sessions, quotas and capacities, as arrays.

Upper bounds on the people's side (agency < country < network) form one forest and bounds on the seats' side
(country in a session < session) another. Two such families are one flow problem, so both are kept as parent arrays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
LARGEST = {"pair_rank": 1_000, "priority": 1_000_000, "quota_upper": 2**31, "capacity": 2**31, "upper": 2**31}


class BadInstance(ValueError):
    """The problem as given contradicts itself; the message names the first place."""


@dataclass(frozen=True, eq=False)
class Instance:
    """One allocation problem. N people, K sessions, M open (person, session) pairs, Q quotas.

    Arrays hold whole numbers. `pair_ptr` [N+1] delimits each person's pairs; `pair_session`, `pair_rank` [M]
    (1 = first choice); `agency` [N] indexes the quotas; `priority` [N] (1 = the agency's first); `lottery` [N] (lower
    is drawn earlier, ties fall to `ids`); `quota_parent` [Q] (-1 = root), `quota_lower`, `quota_upper` [Q];
    `capacity` [K]; `session_country_upper` rows [session, quota, upper]; `current` [N] (session or -1);
    `fixed` [N] (may not leave `current`); `ids` [N]; `ineligible` rows (person, session, failed rule), only explained.
    Raises BadInstance.
    """

    nominees: int
    sessions: int
    pair_ptr: Ints
    pair_session: Ints
    pair_rank: Ints
    agency: Ints
    priority: Ints
    lottery: Ints
    quota_parent: Ints
    quota_lower: Ints
    quota_upper: Ints
    capacity: Ints
    session_country_upper: Ints | None = None
    current: Ints | None = None
    fixed: NDArray[np.bool_] | None = None
    ids: tuple[str, ...] = ()
    ineligible: tuple[tuple[int, int, str], ...] = ()

    def __post_init__(self) -> None:
        for name in ("nominees", "sessions"):
            if type(getattr(self, name)) is not int or getattr(self, name) < 0:
                raise BadInstance(f"{name} must be a whole number, 0 or more")
        people, pairs, quotas = self.nominees, length("pair_session", self), length("quota_parent", self)
        shapes = {"pair_ptr": people + 1, "pair_session": pairs, "pair_rank": pairs, "agency": people}
        shapes |= {"priority": people, "lottery": people, "capacity": self.sessions}
        shapes |= {"quota_parent": quotas, "quota_lower": quotas, "quota_upper": quotas}
        for name, size in shapes.items():
            self._set(name, whole(name, getattr(self, name), (size,)))
        if self.session_country_upper is None:
            self._set("session_country_upper", np.zeros((0, 3), np.int64))
        rows = (length("session_country_upper", self), 3)
        self._set("session_country_upper", whole("session_country_upper", self.rows, rows))
        current = np.full(people, -1) if self.current is None else self.current
        self._set("current", whole("current", current, (people,)))
        fixed = np.zeros(people, bool) if self.fixed is None else self.fixed
        self._set("fixed", whole("fixed", fixed, (people,)).astype(bool))
        self._set("ids", tuple(self.ids) if len(self.ids) else tuple(str(i) for i in range(people)))
        check(self)

    def _set(self, name: str, value: object) -> None:
        if isinstance(value, np.ndarray):
            value.setflags(write=False)
        object.__setattr__(self, name, value)

    @property
    def rows(self) -> Ints:
        """[R, 3] the country bounds inside sessions: session, quota, upper."""
        assert self.session_country_upper is not None
        return self.session_country_upper

    @property
    def held(self) -> Ints:
        """[N] the session each person holds now, -1 for none."""
        assert self.current is not None
        return self.current

    @property
    def bound(self) -> NDArray[np.bool_]:
        """[N] true for people who may not be moved."""
        assert self.fixed is not None
        return self.fixed

    @cached_property
    def owner(self) -> Ints:
        """[M] the person of each pair."""
        return np.repeat(np.arange(self.nominees), np.diff(self.pair_ptr))

    @cached_property
    def quota_order(self) -> Ints:
        """[Q] the quotas, every parent before its children."""
        depth = np.zeros(len(self.quota_parent), np.int64)
        above = self.quota_parent.copy()
        while np.any(above >= 0):
            depth += above >= 0
            above = np.where(above >= 0, self.quota_parent[above], -1)
        return np.argsort(depth, kind="stable")

    @cached_property
    def _deepest_row(self) -> Ints:
        """[K, Q] the narrowest country bound that a member of the quota meets in the session, -1 for none."""
        table = np.full((self.sessions, len(self.quota_parent)), -1, np.int64)
        table[self.rows[:, 0], self.rows[:, 1]] = np.arange(len(self.rows))
        for quota in self.quota_order if len(self.rows) else ():
            parent = self.quota_parent[quota]
            if parent >= 0:
                table[:, quota] = np.where(table[:, quota] >= 0, table[:, quota], table[:, parent])
        return table

    @cached_property
    def pair_seat(self) -> Ints:
        """[M] the seat node a pair enters: a session (0 to K-1) or K + the index of a country bound."""
        row = self._deepest_row[self.pair_session, self.agency[self.owner]]
        return np.where(row >= 0, self.sessions + row, self.pair_session)

    @cached_property
    def seat_parent(self) -> Ints:
        """[K+R] the seat node above each seat node, -1 above sessions."""
        session, quota = self.rows[:, 0], self.rows[:, 1]
        above = self.quota_parent[quota]
        row = np.where(above >= 0, self._deepest_row[session, above], -1)
        return np.concatenate([np.full(self.sessions, -1), np.where(row >= 0, self.sessions + row, session)])

    @cached_property
    def seat_upper(self) -> Ints:
        """[K+R] the bound of each seat node."""
        return np.concatenate([self.capacity, self.rows[:, 2]])

    @cached_property
    def draw(self) -> Ints:
        """[N] each person's place in the lottery, 0 = drawn first; depends on lottery and ids, not on position."""
        order = sorted(range(self.nominees), key=lambda i: (self.lottery[i], self.ids[i]))
        place = np.empty(self.nominees, np.int64)
        place[order] = np.arange(self.nominees)
        return place

    def wishes(self, person: int) -> list[int]:
        """A person's pairs, best first; equal ranks by session."""
        pairs = range(int(self.pair_ptr[person]), int(self.pair_ptr[person + 1]))
        return sorted(pairs, key=lambda pair: (self.pair_rank[pair], self.pair_session[pair]))

    def chosen_pair(self, placement: Ints) -> Ints:
        """[N] the pair that each person's placement uses, -1 where there is none."""
        pair = np.full(self.nominees, -1, np.int64)
        used = np.flatnonzero((self.pair_session == placement[self.owner]) & (placement[self.owner] >= 0))
        pair[self.owner[used]] = used
        return pair

    def quota_use(self, people: NDArray[np.bool_]) -> Ints:
        """[Q] how many of the marked people [N] count against each quota."""
        use = np.bincount(self.agency[people], minlength=len(self.quota_parent)).astype(np.int64)
        for quota in self.quota_order[::-1]:
            if self.quota_parent[quota] >= 0:
                use[self.quota_parent[quota]] += use[quota]
        return use

    def seat_use(self, pairs: Ints) -> Ints:
        """[K+R] how many of the given pairs sit in each seat node."""
        use = np.bincount(self.pair_seat[pairs], minlength=len(self.seat_parent)).astype(np.int64)
        above = use.copy()
        node = np.arange(len(use))
        while np.any(node >= 0):
            node = np.where(node >= 0, self.seat_parent[node], -1)
            np.add.at(above, node[node >= 0], use[node >= 0])
        return above

    def in_draw_order(self) -> tuple[Instance, Ints]:
        """The same problem with people in lottery order and pairs by rank, and `order` [N] of old positions."""
        order = np.argsort(self.draw)
        position = self.draw[self.owner]
        pairs = np.lexsort((self.pair_session, self.pair_rank, position))
        lengths = np.diff(self.pair_ptr)[order]
        moved = replace(
            self,
            pair_ptr=np.concatenate([[0], np.cumsum(lengths)]),
            pair_session=self.pair_session[pairs],
            pair_rank=self.pair_rank[pairs],
            agency=self.agency[order],
            priority=self.priority[order],
            lottery=self.lottery[order],
            current=self.held[order],
            fixed=self.bound[order],
            ids=tuple(self.ids[i] for i in order),
            ineligible=tuple((int(self.draw[i]), s, rule) for i, s, rule in self.ineligible),
        )
        return moved, order


def length(name: str, instance: Instance) -> int:
    """How many values an array or list holds; raises BadInstance for anything else."""
    values = getattr(instance, name)
    if not isinstance(values, list | tuple) and (not isinstance(values, np.ndarray) or values.ndim == 0):
        raise BadInstance(f"{name} must be an array of whole numbers")
    return len(values)


def whole(name: str, values: ArrayLike, shape: tuple[int, ...]) -> Ints:
    """The values as an own int64 array of that shape; raises BadInstance."""
    try:
        array = np.asarray(values)
    except ValueError as error:
        raise BadInstance(f"{name} must be an array of whole numbers") from error
    if array.size == 0:
        array = np.zeros(shape if 0 in shape else (0,), np.int64)
    if array.dtype.kind not in "iub" or array.shape != shape:
        raise BadInstance(f"{name} must hold whole numbers in the shape {list(shape)}")
    return array.astype(np.int64)


def check(instance: Instance) -> None:
    """Raise BadInstance at the first contradiction."""
    n, k, q = instance.nominees, instance.sessions, len(instance.quota_parent)
    rows = instance.rows
    within(instance, "pair_session", 0, k - 1)
    within(instance, "pair_rank", 1, LARGEST["pair_rank"])
    within(instance, "agency", 0, q - 1)
    within(instance, "priority", 1, LARGEST["priority"])
    within(instance, "quota_parent", -1, q - 1)
    within(instance, "quota_lower", 0, LARGEST["quota_upper"])
    within(instance, "quota_upper", 0, LARGEST["quota_upper"])
    within(instance, "capacity", 0, LARGEST["capacity"])
    within(instance, "current", -1, k - 1)
    limits = zip(("session", "quota", "upper"), rows.T, (k - 1, q - 1, LARGEST["upper"]), strict=True)
    for name, column, largest in limits:
        if np.any((column < 0) | (column > largest)):
            raise BadInstance(f"session_country_upper has a {name} outside 0 to {largest}")
    ptr = instance.pair_ptr
    if ptr[0] != 0 or ptr[-1] != len(instance.pair_session) or np.any(np.diff(ptr) < 0):
        raise BadInstance("pair_ptr must rise from 0 to the number of pairs")
    if np.any(instance.quota_lower > instance.quota_upper):
        worst = int(np.argmax(instance.quota_lower > instance.quota_upper))
        raise BadInstance(f"quota {worst} reserves more seats than it may have")
    check_forest(instance.quota_parent)
    if len(set(instance.ids)) != n or len(instance.ids) != n:
        raise BadInstance("ids must be different and one for each nominee")
    if len(np.unique(instance.owner * max(k, 1) + instance.pair_session)) != len(instance.owner):
        raise BadInstance("a nominee lists the same session twice")
    if len(np.unique(rows[:, 0] * max(q, 1) + rows[:, 1])) != len(rows):
        raise BadInstance("session_country_upper bounds the same country in the same session twice")
    check_fixed(instance)


def within(instance: Instance, name: str, least: int, largest: int) -> None:
    """Raise BadInstance unless every number of the named array is inside the limits."""
    values: Any = getattr(instance, name)
    outside = (values < least) | (values > largest)
    if np.any(outside):
        at = int(np.argmax(outside))
        raise BadInstance(f"{name}[{at}] is {values[at]}, outside {least} to {largest}")


def check_forest(parent: Ints) -> None:
    """Raise BadInstance where following parents never ends."""
    above = parent.copy()
    for _ in range(len(parent)):
        if np.all(above < 0):
            return
        above = np.where(above >= 0, parent[above], -1)
    if np.any(above >= 0):
        raise BadInstance(f"quota {int(np.argmax(above >= 0))} lies in its own ancestors")


def check_fixed(instance: Instance) -> None:
    """Raise BadInstance where people who may not move have no open pair or do not fit."""
    placement = np.where(instance.bound, instance.held, -1)
    pair = instance.chosen_pair(placement)
    if np.any(instance.bound & (pair < 0)):
        who = instance.ids[int(np.argmax(instance.bound & (pair < 0)))]
        raise BadInstance(f"nominee {who} is fixed but holds no session that is open to them")
    over = instance.quota_use(instance.bound) > instance.quota_upper
    if np.any(over):
        raise BadInstance(f"quota {int(np.argmax(over))} has fewer seats than fixed nominees")
    over = instance.seat_use(pair[pair >= 0]) > instance.seat_upper
    if np.any(over):
        node = int(np.argmax(over))
        name = f"session {node}" if node < instance.sessions else f"session_country_upper[{node - instance.sessions}]"
        raise BadInstance(f"{name} has fewer seats than fixed nominees")
