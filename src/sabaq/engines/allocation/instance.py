"""What is to be allocated: people, sessions, quotas and capacities, as arrays.

Upper bounds on the people's side (agency < country < network) form one forest and bounds on the seats' side
(country in a session < session) another. Two such families are one flow problem, so both are kept as parent arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from sabaq.engines.allocation.rules import Rule

Ints = NDArray[np.int64]
DEEPEST = 32  # quotas above each other
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
    `fixed` [N] (may not leave `current`); `ids` [N]; `ineligible` rows (person, session, failed rule), only explained;
    `crossing` rules that fit no hierarchy.
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
    crossing: tuple[Rule, ...] = ()

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
    def depth(self) -> Ints:
        """[Q] how many quotas lie above each quota."""
        depth, above = np.zeros(len(self.quota_parent), np.int64), self.quota_parent.copy()
        while np.any(above >= 0):
            depth += above >= 0
            above = np.where(above >= 0, self.quota_parent[above], -1)
        return depth

    @cached_property
    def quota_order(self) -> Ints:
        """[Q] the quotas, every parent before its children."""
        return np.argsort(self.depth, kind="stable")

    @cached_property
    def quota_chain(self) -> Ints:
        """[D, Q] each quota and those above it, narrowest first, -1 beyond the root."""
        chain = [np.arange(len(self.quota_parent))]
        for _ in range(int(self.depth.max(initial=0))):
            chain.append(np.where(chain[-1] >= 0, self.quota_parent[chain[-1]], -1))
        return np.stack(chain)

    def country_bound(self, session: Ints, quota: Ints) -> Ints:
        """The narrowest country bound that members of each quota meet in each session, -1 for none."""
        found = np.full(len(session), -1, np.int64)
        if not len(self.rows):
            return found
        keys = self.rows[:, 0] * len(self.quota_parent) + self.rows[:, 1]
        order = np.argsort(keys)
        keys = keys[order]
        bounded = np.zeros(len(self.quota_parent) + 1, bool)  # the last stands for no quota
        bounded[self.rows[:, 1]] = True
        quota = quota.copy()
        while np.any(quota >= 0):
            open_pairs = np.flatnonzero(bounded[quota] & (found < 0))
            wanted = session[open_pairs] * len(self.quota_parent) + quota[open_pairs]
            at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            hit = keys[at] == wanted
            found[open_pairs[hit]] = order[at[hit]]
            quota = np.append(self.quota_parent, -1)[quota]
        return found

    @cached_property
    def pair_seat(self) -> Ints:
        """[M] the seat node a pair enters: a session (0 to K-1) or K + the index of a country bound."""
        row = self.country_bound(self.pair_session, self.agency[self.owner])
        return np.where(row >= 0, self.sessions + row, self.pair_session)

    @cached_property
    def seat_parent(self) -> Ints:
        """[K+R] the seat node above each seat node, -1 above sessions."""
        session, quota = self.rows[:, 0], self.rows[:, 1]
        row = self.country_bound(session, self.quota_parent[quota])
        return np.concatenate([np.full(self.sessions, -1), np.where(row >= 0, self.sessions + row, session)])

    @cached_property
    def seat_chain(self) -> Ints:
        """[E, K+R] each seat node and those above it, narrowest first, -1 beyond the session."""
        chain = [np.arange(len(self.seat_parent))]
        while np.any(self.seat_parent[chain[-1][chain[-1] >= 0]] >= 0):
            chain.append(np.where(chain[-1] >= 0, self.seat_parent[chain[-1]], -1))
        return np.stack(chain)

    @cached_property
    def seat_upper(self) -> Ints:
        """[K+R] the bound of each seat node."""
        return np.concatenate([self.capacity, self.rows[:, 2]])

    @cached_property
    def draw(self) -> Ints:
        """[N] each person's place in the lottery, 0 = drawn first; depends on lottery and ids, not on position."""
        order = np.argsort(self.lottery, kind="stable")
        new = np.diff(self.lottery[order], prepend=self.lottery[order[:1]] - 1) != 0
        tied = np.flatnonzero(~new | ~np.append(new, True)[1:])
        lottery = self.lottery
        order[tied] = sorted(order[tied].tolist(), key=lambda i: (lottery[i], self.ids[i]))
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
        return climbed(np.bincount(self.agency[people], minlength=len(self.quota_parent)), self.quota_chain)

    def seat_use(self, pairs: Ints) -> Ints:
        """[K+R] how many of the given pairs sit in each seat node."""
        return climbed(np.bincount(self.pair_seat[pairs], minlength=len(self.seat_parent)), self.seat_chain)


def climbed(count: Ints, chain: Ints) -> Ints:
    """[X] the counts of each node and everything below it; chain [D, X] leads upwards."""
    total = np.zeros(len(count), np.int64)
    for above in chain:
        np.add.at(total, above[above >= 0], count[above >= 0])
    return total


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
    if array.size == 0 and (array.shape == shape or (array.shape == (0,) and shape[0] == 0)):
        return np.zeros(shape, np.int64)
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
    if repeats(instance.owner * max(k, 1) + instance.pair_session):
        raise BadInstance("a nominee lists the same session twice")
    if repeats(rows[:, 0] * max(q, 1) + rows[:, 1]):
        raise BadInstance("session_country_upper bounds the same country in the same session twice")
    check_fixed(instance)
    for rule in instance.crossing:
        rule.check(people=n, sessions=k)


def repeats(values: Ints) -> bool:
    """Whether any value occurs twice."""
    return bool(np.any(np.diff(np.sort(values)) == 0))


def within(instance: Instance, name: str, least: int, largest: int) -> None:
    """Raise BadInstance unless every number of the named array is inside the limits."""
    values: Any = getattr(instance, name)
    outside = (values < least) | (values > largest)
    if np.any(outside):
        at = int(np.argmax(outside))
        raise BadInstance(f"{name}[{at}] is {values[at]}, outside {least} to {largest}")


def check_forest(parent: Ints) -> None:
    """Raise BadInstance where following parents never ends, or not soon."""
    above = parent.copy()
    for _ in range(DEEPEST):
        if np.all(above < 0):
            return
        above = np.where(above >= 0, parent[above], -1)
    if np.any(above >= 0):
        jump = parent.copy()
        for _ in range(len(parent).bit_length()):
            jump = np.where(jump >= 0, jump[jump], -1)
        if np.any(jump >= 0):
            raise BadInstance(f"quota {int(np.argmax(jump >= 0))} lies in its own ancestors")
        raise BadInstance(f"quota {int(np.argmax(above >= 0))} lies more than {DEEPEST} deep")


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
