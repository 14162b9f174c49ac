"""The two policies that follow an order instead of an optimum.

`serial`: everyone chooses in published order (priority, then lottery). `priority`: deferred acceptance; people who hold
a seat come first at that session. It is free of justified envy and strategy-proof only where all bounds that can bind
lie on one hierarchy (Kamada and Kojima 2018, Theory and applications of matching under distributional constraints).
"""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sabaq.engines.allocation.instance import Instance, Ints
from sabaq.engines.allocation.turns import in_bulk

MANY = 10_000  # from here on people choose in bulk


@dataclass(frozen=True)
class Refusal:
    """Why a policy cannot be used here: `kind` with the two bounds, or the bound, that stand against it."""

    kind: str
    bounds: tuple[str, ...]
    message: str


class NotOneHierarchy(ValueError):
    """The priority policy cannot keep its promises for these rules; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


@dataclass(frozen=True, eq=False)
class Seating:
    """The bounds of an instance as numbered counters: quotas 0 to Q-1, then seat nodes."""

    instance: Instance

    @cached_property
    def upper(self) -> list[int]:
        return [*self.instance.quota_upper.tolist(), *self.instance.seat_upper.tolist()]

    @cached_property
    def quota_chains(self) -> list[tuple[int, ...]]:
        """[Q] each quota with everything above it."""
        chains: list[tuple[int, ...]] = [()] * len(self.instance.quota_parent)
        for quota in self.instance.quota_order.tolist():
            parent = int(self.instance.quota_parent[quota])
            chains[quota] = (quota, *(chains[parent] if parent >= 0 else ()))
        return chains

    def chain(self, pair: int) -> tuple[int, ...]:
        """Every bound that a pair counts against."""
        quotas, node, nodes = len(self.instance.quota_parent), int(self.instance.pair_seat[pair]), []
        while node >= 0:
            nodes.append(quotas + node)
            node = int(self.instance.seat_parent[node])
        return (*self.quota_chains[self.instance.agency[self.instance.owner[pair]]], *nodes)

    def name(self, bound: int) -> str:
        """Such as "quota 3", "session 2" or "session_country_upper 5"."""
        node = bound - len(self.instance.quota_parent)
        if node < 0:
            return f"quota {bound}"
        sessions = self.instance.sessions
        return f"session {node}" if node < sessions else f"session_country_upper {node - sessions}"

    @cached_property
    def fixed_use(self) -> list[int]:
        """How many fixed people count against each bound."""
        pair = self.instance.chosen_pair(np.where(self.instance.bound, self.instance.held, -1))
        return [
            *self.instance.quota_use(self.instance.bound).tolist(),
            *self.instance.seat_use(pair[pair >= 0]).tolist(),
        ]


def published_order(instance: Instance) -> list[int]:
    """People by agency priority, then lottery."""
    order: list[int] = np.lexsort((instance.draw, instance.priority)).tolist()
    return order


def in_published_order(instance: Instance, *, repair: bool) -> Ints:
    """[N] the placement when everyone in turn takes the best session that still has room.

    In a repair, people who hold a seat come first and keep it where it still fits. Pairs must stand by rank, as in
    canonical order.
    """
    seating = Seating(instance)
    if instance.nominees >= MANY:
        return in_bulk(instance, np.array(published_order(instance)), np.array(seating.fixed_use), repair=repair)
    return one_by_one(instance, seating, repair=repair)


def one_by_one(instance: Instance, seating: Seating, *, repair: bool) -> Ints:
    """The same for few people, where arrays would not pay."""
    placement = np.where(instance.bound, instance.held, -1).tolist()
    room = [upper - used for upper, used in zip(seating.upper, seating.fixed_use, strict=True)]
    quotas = len(instance.quota_parent)
    seats = [tuple(quotas + node for node in chain if node >= 0) for chain in instance.seat_chain.T.tolist()]
    ptr, agency, node = instance.pair_ptr.tolist(), instance.agency.tolist(), instance.pair_seat.tolist()
    session, held, bound = instance.pair_session.tolist(), instance.held.tolist(), instance.bound.tolist()

    def take(person: int, *, only: int | None = None) -> None:
        above = seating.quota_chains[agency[person]]
        if any(room[quota] <= 0 for quota in above):
            return
        for pair in range(ptr[person], ptr[person + 1]):
            chain = seats[node[pair]]
            if (only is None or session[pair] == only) and all(room[seat] > 0 for seat in chain):
                for used in (*above, *chain):
                    room[used] -= 1
                placement[person] = session[pair]
                return

    order = published_order(instance)
    for person in order if repair else ():
        if not bound[person] and held[person] >= 0:
            take(person, only=held[person])
    for person in order:
        if placement[person] < 0:
            take(person)
    return np.array(placement, np.int64)


def open_bounds(instance: Instance, seating: Seating) -> tuple[list[list[int]], list[int]]:
    """Per pair of a person who can be moved the bounds that can bind, and how many such pairs each bound has."""
    chains: list[list[int]] = []
    members: Counter[int] = Counter()
    people: Counter[int] = Counter()
    for person in range(instance.nominees):
        touched: set[int] = set()
        for pair in range(int(instance.pair_ptr[person]), int(instance.pair_ptr[person + 1])):
            chains.append([] if instance.bound[person] else list(seating.chain(pair)))
            members.update(chains[-1])
            touched.update(chains[-1])
        people.update(touched)
    can_bind = {bound for bound, count in people.items() if count > seating.upper[bound] - seating.fixed_use[bound]}
    kept = [sorted(can_bind.intersection(chain), key=lambda bound: (members[bound], bound)) for chain in chains]
    return kept, [members[bound] for bound in range(len(seating.upper))]


def why_not_one_hierarchy(instance: Instance) -> Refusal | None:
    """The refusal of the priority policy, or None where it can be used."""
    reserved = instance.quota_lower > 0
    if np.any(reserved):
        name = f"quota {int(np.argmax(reserved))}"
        return Refusal(
            "reserved_seats", (name,), f"{name} reserves seats. Priority order alone cannot keep seats for a group."
        )
    seating = Seating(instance)
    chains, members = open_bounds(instance, seating)
    together: Counter[tuple[int, int]] = Counter()
    for chain in chains:
        together.update((small, large) for at, small in enumerate(chain) for large in chain[at + 1 :])
    for (small, large), count in sorted(together.items()):
        if count < members[small]:
            names = (seating.name(small), seating.name(large))
            return Refusal(
                "crossing",
                names,
                f"{names[0]} and {names[1]} overlap and neither lies inside the other. "
                "Priority order is free of justified envy only where all bounds lie on one hierarchy.",
            )
    return None


def standings(instance: Instance, *, tenure: bool) -> Ints:
    """[M] each pair's place in the order in which seats are given, smaller first: with tenure those who hold the seat,
    then by priority, then by lottery."""
    owner = instance.owner
    holds = tenure & (instance.held[owner] == instance.pair_session)
    place: Ints = (~holds).astype(np.int64) << 52 | instance.priority[owner] << 31 | instance.draw[owner]
    return place


def deferred_acceptance(instance: Instance, *, repair: bool) -> Ints:
    """[N] the placement that everyone likes best among those without justified envy. Raises NotOneHierarchy.

    In a repair people who hold a seat stand first at that session. People propose in turn; where the smallest full
    bound around a proposal is full, its last in standing gives way.
    """
    refusal = why_not_one_hierarchy(instance)
    if refusal is not None:
        raise NotOneHierarchy(refusal)
    seating = Seating(instance)
    chains, _members = open_bounds(instance, seating)
    room = [upper - used for upper, used in zip(seating.upper, seating.fixed_use, strict=True)]
    admitted: list[list[tuple[int, ...]]] = [[] for _ in room]  # per bound a heap, last in standing first
    standing = standings(instance, tenure=repair).tolist()
    count, holds = [0] * len(room), np.full(instance.nominees, -1)
    wishes = [iter(instance.wishes(person)) for person in range(instance.nominees)]
    waiting = [person for person in reversed(published_order(instance)) if not instance.bound[person]]
    while waiting:
        person = waiting.pop()
        pair = next(wishes[person], None)
        if pair is None:
            continue
        holds[person] = pair
        entry = (-standing[pair], person, pair)
        for bound in chains[pair]:
            heapq.heappush(admitted[bound], entry)
            count[bound] += 1
        full = next((bound for bound in chains[pair] if count[bound] > room[bound]), None)
        if full is None:
            continue
        while holds[admitted[full][0][-2]] != admitted[full][0][-1]:
            heapq.heappop(admitted[full])
        last, given_up = heapq.heappop(admitted[full])[-2:]
        holds[last] = -1
        for bound in chains[given_up]:
            count[bound] -= 1
        waiting.append(last)
    placement = np.where(instance.bound, instance.held, -1)
    seated = np.flatnonzero(holds >= 0)
    placement[seated] = instance.pair_session[holds[seated]]
    return placement
