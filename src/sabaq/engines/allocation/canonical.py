"""The same problem in an order of its own, so that nothing depends on the order in which a file lists things.

People stand by agency and lottery (then id); sessions and quotas by a number mixed from who listed them or belongs to
them. Sessions or quotas that no person tells apart keep the file's order, which then makes no difference to anybody.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sabaq.engines.allocation.instance import Instance, Ints

Mixed = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Canonical:
    """The reordered `instance`, and for each of its positions the position in the file: `person` [N], `session` [K],
    `quota` [Q], `row` [R]; `pair` [M] likewise."""

    instance: Instance
    person: Ints
    session: Ints
    quota: Ints
    row: Ints
    pair: Ints

    def placement_of(self, given: Ints) -> Ints:
        """A placement [N] of the file in this order."""
        return renamed(given[self.person], inverse(self.session))

    def placement_back(self, placement: Ints) -> Ints:
        """A placement [N] in this order as the file orders people and sessions."""
        back: Ints = np.empty_like(placement)
        back[self.person] = renamed(placement, self.session)
        return back

    @property
    def bounds(self) -> Ints:
        """[Q+K+R] the file's position of each quota, session and country bound in this order."""
        quotas, sessions = len(self.quota), len(self.session)
        return np.concatenate([self.quota, quotas + self.session, quotas + sessions + self.row])

    def prices_back(self, prices: Ints) -> Ints:
        """Prices [6, Q+K+R] in this order as the file orders the bounds."""
        back: Ints = np.empty_like(prices)
        back[:, self.bounds] = prices
        return back


def inverse(order: Ints) -> Ints:
    """Where each old position went."""
    position = np.empty_like(order)
    position[order] = np.arange(len(order))
    return position


def renamed(values: Ints, name: Ints) -> Ints:
    """The values through a table; -1 stays."""
    return np.where(values >= 0, np.append(name, -1)[values], -1)


def mixed(values: Ints | Mixed) -> Mixed:
    """[X] well spread numbers of whole numbers (the finaliser of SplitMix64)."""
    z = values.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def summed(at: Ints, values: Mixed, size: int) -> Mixed:
    """[size] sums of the values at each place, whatever their order."""
    total = np.zeros(size, np.uint64)
    np.add.at(total, at, values)
    return total


def session_order(instance: Instance, drawn: Mixed) -> Ints:
    """[K] the sessions by capacity and by who listed them."""
    wishes = mixed(drawn[instance.owner] + instance.pair_rank.astype(np.uint64))
    return np.lexsort((summed(instance.pair_session, wishes, instance.sessions), instance.capacity))


def in_file_order(instance: Instance) -> Canonical:
    """The instance as the file has it, only each person's pairs by rank, equal ones as in canonical order.

    Enough where people take turns by priority and lottery: then no other order decides anything.
    """
    sizes = (instance.nominees, instance.sessions, len(instance.quota_parent), len(instance.rows))
    person, session, quota, row = (np.arange(size) for size in sizes)
    pair = np.arange(len(instance.owner))
    step = np.diff(instance.pair_rank)[np.diff(instance.owner) == 0]
    if np.any(step <= 0):
        place = inverse(session_order(instance, mixed(instance.draw)))
        pair = np.lexsort((place[instance.pair_session], instance.pair_rank, instance.owner))
        ranked = {"pair_session": instance.pair_session[pair], "pair_rank": instance.pair_rank[pair]}
        instance = unchecked(instance, ranked | {"draw": instance.draw})
    return Canonical(instance, person, session, quota, row, pair)


def canonical(instance: Instance) -> Canonical:
    """The instance in an order that its file's order does not touch."""
    drawn = mixed(instance.draw)
    session = session_order(instance, drawn)
    member = summed(instance.agency, drawn, len(instance.quota_parent))
    for depth in range(int(instance.depth.max(initial=0)), 0, -1):
        here = np.flatnonzero(instance.depth == depth)
        np.add.at(member, instance.quota_parent[here], member[here])
    quota = np.lexsort((member, instance.quota_upper, instance.quota_lower, instance.depth))
    to_session, to_quota = inverse(session), inverse(quota)
    person = np.lexsort((instance.draw, to_quota[instance.agency]))
    row = np.lexsort((to_quota[instance.rows[:, 1]], to_session[instance.rows[:, 0]]))
    to_person = inverse(person)
    pair = np.lexsort((to_session[instance.pair_session], instance.pair_rank, to_person[instance.owner]))
    rows = instance.rows[row]
    moved: dict[str, Any] = {
        "pair_ptr": np.concatenate([[0], np.cumsum(np.diff(instance.pair_ptr)[person])]),
        "pair_session": to_session[instance.pair_session[pair]],
        "pair_rank": instance.pair_rank[pair],
        "agency": to_quota[instance.agency[person]],
        "priority": instance.priority[person],
        "lottery": instance.lottery[person],
        "quota_parent": renamed(instance.quota_parent[quota], to_quota),
        "quota_lower": instance.quota_lower[quota],
        "quota_upper": instance.quota_upper[quota],
        "capacity": instance.capacity[session],
        "session_country_upper": np.stack([to_session[rows[:, 0]], to_quota[rows[:, 1]], rows[:, 2]], axis=1),
        "current": renamed(instance.held[person], to_session),
        "fixed": instance.bound[person],
        "draw": instance.draw[person],
    }
    rules = tuple(
        replace(rule, members=rule.members[person], sessions=tuple(sorted(to_session[list(rule.sessions)].tolist())))
        for rule in instance.crossing
    )
    return Canonical(unchecked(instance, moved | {"crossing": rules}), person, session, quota, row, pair)


def unchecked(instance: Instance, changed: dict[str, Any]) -> Instance:
    """The instance with other arrays that are known to be right; what it has worked out stays where only `current` is
    changed, on which nothing of that depends."""
    made = object.__new__(Instance)
    kept = (
        instance.__dict__
        if changed.keys() == {"current"}
        else {f.name: getattr(instance, f.name) for f in fields(instance)}
    )
    made.__dict__.update(kept | changed)
    return made
