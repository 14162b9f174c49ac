"""The allocation as one circulation: hub -> quota forest -> people -> seat nodes -> hub, solved level by level.

Two laminar families make the bounds totally unimodular, so whole flows are optimal. Levels share a pass while their
weighted sum provably stays lexicographic in 64 bits; a later pass keeps only arcs that earlier passes left free.
Prices are then shortest distances from the hub over the residual arcs: the smallest seat prices, hence unique.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from sabaq.engines.allocation.instance import Instance, Ints
from sabaq.engines.allocation.objective import DEPTH, pair_costs

Mask = NDArray[np.bool_]
FAR = 2**60


class TooLarge(ValueError):
    """The numbers do not fit the solver even one level at a time."""


@dataclass(frozen=True, eq=False)
class Network:
    """Arcs of the circulation; fixed people are already taken off the bounds.

    Nodes: quotas (0 to Q-1), seat nodes (Q to Q+S-1), the hub (Q+S), people. Arcs: per quota its reserved seats and
    its other seats, then one per person, one per pair, one per seat node. `cost` is [6, A].
    """

    tail: Ints
    head: Ints
    room: Ints
    cost: Ints
    quotas: int
    seats: int
    nominees: int

    @property
    def hub(self) -> int:
        return self.quotas + self.seats

    @property
    def nodes(self) -> int:
        return self.hub + 1 + self.nominees

    @property
    def person_arcs(self) -> slice:
        return slice(2 * self.quotas, 2 * self.quotas + self.nominees)

    @property
    def pair_arcs(self) -> slice:
        return slice(self.person_arcs.stop, len(self.tail) - self.seats)


@dataclass(frozen=True, eq=False)
class Residual:
    """The directions in which a flow can still change: `arc` [E] indexes the network, `forward` [E] adds flow."""

    arc: Ints
    forward: Mask
    tail: Ints
    head: Ints
    cost: Ints


def build(instance: Instance, *, repair: bool) -> Network:
    """The circulation of an instance; `repair` puts "moved" before "placed"."""
    quotas, seats, people = len(instance.quota_parent), len(instance.seat_parent), instance.nominees
    hub = quotas + seats
    person = hub + 1 + np.arange(people)
    parent = np.where(instance.quota_parent >= 0, instance.quota_parent, hub)
    above = np.where(instance.seat_parent >= 0, quotas + instance.seat_parent, hub)
    fixed_pairs = instance.chosen_pair(np.where(instance.bound, instance.held, -1))
    quota_use = instance.quota_use(instance.bound)
    reserved = np.maximum(0, instance.quota_lower - quota_use)
    upper = np.minimum(instance.quota_upper, people) - quota_use
    reserved = np.minimum(reserved, upper)
    free = ~instance.bound
    cost = np.zeros((DEPTH, 2 * quotas + people + len(instance.owner) + seats), np.int64)
    cost[0, :quotas] = -1
    cost[:, 2 * quotas + people : len(cost[0]) - seats] = pair_costs(instance, repair=repair)
    seat_room = np.minimum(instance.seat_upper, people) - instance.seat_use(fixed_pairs[fixed_pairs >= 0])
    return Network(
        tail=np.concatenate([parent, parent, instance.agency, person[instance.owner], quotas + np.arange(seats)]),
        head=np.concatenate([np.arange(quotas), np.arange(quotas), person, quotas + instance.pair_seat, above]),
        room=np.concatenate([reserved, upper - reserved, free, free[instance.owner], seat_room]).astype(np.int64),
        cost=cost,
        quotas=quotas,
        seats=seats,
        nominees=people,
    )


def best_flow(network: Network) -> Ints:
    """[A] the flow that is best level by level. Raises TooLarge."""
    flow = np.zeros(len(network.tail), np.int64)
    free = network.room > 0
    level = 0
    while level < DEPTH and np.any(free):
        through, weights = weights_that_fit(network, free, level)
        if np.any(network.cost[level:through, free]):
            step = one_pass(network, flow, free, weights @ network.cost[level:through])
            if step is None:  # the solver's own guard is stricter than ours: take fewer levels
                through = level + 1
                step = one_pass(network, flow, free, network.cost[level])
            if step is None:
                raise TooLarge("the numbers of this allocation do not fit the solver")
            flow = step
        if through < DEPTH:
            reduced = reduced_costs(network, distances(network, residual(network, flow, free), network.hub, through))
            free &= ~np.any(reduced, axis=0)
        level = through
    return flow


def weights_that_fit(network: Network, free: Mask, level: int) -> tuple[int, Ints]:
    """The end of a run of levels that one pass can weigh, and the weights.

    A simple residual cycle enters and leaves each seat node once, so it changes at most `seats` pairs; a lower
    level's total change is at most that many times its largest cost. One more than that makes a level decide alone.
    """
    cycle = min(network.seats, network.nominees) + 1
    limit = 2**61 // (network.nodes + 1)
    largest = [int(np.abs(network.cost[row, free]).max()) for row in range(DEPTH)]
    through, weights, total = level + 1, [1], largest[level]
    for row in range(level + 1, DEPTH):
        step = cycle * largest[row] + 1
        if total * step + largest[row] > limit:
            break
        weights = [weight * step for weight in weights] + [1]
        total = total * step + largest[row]
        through = row + 1
    return through, np.array(weights, np.int64)


def one_pass(network: Network, flow: Ints, free: Mask, cost: Ints) -> Ints | None:
    """The cheapest flow that changes free arcs only, or None where the solver refuses the cost range."""
    solver = SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        network.tail[free], network.head[free], network.room[free], cost[free]
    )
    settled = ~free & (flow > 0)
    supply = np.zeros(network.nodes, np.int64)
    np.add.at(supply, network.head[settled], flow[settled])
    np.subtract.at(supply, network.tail[settled], flow[settled])
    used = np.flatnonzero(supply)
    solver.set_nodes_supplies(used, supply[used])
    if solver.solve() != solver.OPTIMAL:
        return None
    result = flow.copy()
    result[free] = solver.flows(arcs)
    return result


def residual(network: Network, flow: Ints, free: Mask | None = None) -> Residual:
    """The changes a flow still allows on the free arcs (all, where not given)."""
    open_arcs = np.ones(len(flow), bool) if free is None else free
    more = np.flatnonzero((flow < network.room) & open_arcs)
    less = np.flatnonzero((flow > 0) & open_arcs)
    return Residual(
        arc=np.concatenate([more, less]),
        forward=np.arange(len(more) + len(less)) < len(more),
        tail=np.concatenate([network.tail[more], network.head[less]]),
        head=np.concatenate([network.head[more], network.tail[less]]),
        cost=np.concatenate([network.cost[:, more], -network.cost[:, less]], axis=1),
    )


def distances(network: Network, ways: Residual, origin: int, depth: int = DEPTH, *, reach: bool = True) -> Ints:
    """[depth, nodes] lexicographic shortest distances from the origin.

    With `reach`, a bound without a way lies further off than all reserved quotas together (a quota of no seats has
    that price); without it, such a node is FAR.
    """
    result = np.zeros((depth, network.nodes), np.int64)
    order = np.argsort(ways.head, kind="stable")
    tail, head, cost = ways.tail[order], ways.head[order], ways.cost[:depth, order]
    shortcut = np.arange(network.nodes) < (network.hub if reach else 0)
    for row in range(depth):
        start = np.where(shortcut, 0 if row else network.quotas + 2, FAR)
        start[origin] = 0
        result[row] = relax(start, tail, head, cost[row])
        shortcut &= result[row] == start
        tight = (result[row, tail] + cost[row] == result[row, head]) & (result[row, tail] < FAR // 2)
        tail, head, cost = tail[tight], head[tight], cost[:, tight]
    return result


def relax(start: Ints, tail: Ints, head: Ints, cost: Ints) -> Ints:
    """[nodes] shortest distances from starting values; arcs sorted by head. The arcs hold no negative cycle."""
    if not len(head):
        return start
    first = np.flatnonzero(np.concatenate([[True], head[1:] != head[:-1]]))
    reached = head[first]
    best = start.copy()
    for _ in range(len(start) + 1):
        found = np.minimum(best[reached], np.minimum.reduceat(best[tail] + cost, first))
        if np.array_equal(found, best[reached]):
            return best
        best[reached] = found
    raise ArithmeticError("the flow is not optimal: a residual cycle gains")


def reduced_costs(network: Network, distance: Ints) -> Ints:
    """[depth, A] cost of each arc after the distances at both ends; nonzero means earlier levels settle the arc."""
    depth = len(distance)
    return network.cost[:depth] + distance[:, network.tail] - distance[:, network.head]
