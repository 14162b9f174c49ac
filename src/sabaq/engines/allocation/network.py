"""The allocation as one circulation: hub -> quota forest -> people -> seat nodes -> hub, solved level by level.

Two laminar families make the bounds totally unimodular, so whole flows are optimal. Levels share a pass while their
weighted sum provably stays lexicographic in 64 bits; a later pass keeps only arcs that earlier passes left free.
Prices are then shortest distances from the hub over the residual arcs: the smallest seat prices, hence unique.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.max_flow import SimpleMaxFlow
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
    repair: bool

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
        repair=repair,
    )


def best_flow(network: Network) -> Ints:
    """[A] the flow that is best level by level. Raises TooLarge.

    Reserved seats that can all be filled, and then the most people, are maximum flows and need no costs.
    """
    flow = np.zeros(len(network.tail), np.int64)
    free = network.room > 0
    level = 0
    reserving = reserved_flow(network)
    if reserving is not None:
        flow, level = reserving, 1
        free[: network.quotas] = False
    while level < DEPTH and np.any(free):
        if level == 1 and not network.repair:
            flow, level = most_flow(network, flow, free), 2
        elif np.any(network.cost[level, free]):
            flow, level = cheapest(network, flow, free, level)
        else:
            level += 1
            continue
        if level < DEPTH:
            free &= still_free(network, flow, free, level)
    return flow


def cheapest(network: Network, flow: Ints, free: Mask, level: int) -> tuple[Ints, int]:
    """The flow that is best on as many levels as one pass can weigh, and the level after them. Raises TooLarge."""
    through, weights = weights_that_fit(network, free, level)
    if level == 0 and not network.repair:
        through, weights = 1, weights[:1] // weights[0]  # the next level is a maximum flow
    step = one_pass(network, flow, free, weights @ network.cost[level:through])
    if step is None:  # the solver's own guard is stricter than ours: take fewer levels
        through = level + 1
        step = one_pass(network, flow, free, network.cost[level])
    if step is None:
        raise TooLarge("the numbers of this allocation do not fit the solver")
    return step, through


def still_free(network: Network, flow: Ints, free: Mask, depth: int) -> Mask:
    """[A] the arcs whose flow may differ among all flows that are as good on the first levels."""
    distance = distances(network, residual(network, flow, free), network.hub, depth)
    settled: Mask = np.any(reduced_costs(network, distance), axis=0)
    return ~settled


def reserved_flow(network: Network) -> Ints | None:
    """[A] a flow that fills every reserved seat, or None where none does."""
    reserved = slice(0, network.quotas)
    low, hub, leave, origin, target = network.room[reserved], network.hub, *(network.nodes + np.arange(3))
    if not np.any(low):
        return np.zeros(len(network.tail), np.int64)
    lack = np.zeros(network.nodes + 1, np.int64)
    np.add.at(lack, network.head[reserved], low)
    np.subtract.at(lack, network.tail[reserved], low)
    gives, takes = np.flatnonzero(lack > 0), np.flatnonzero(lack < 0)
    solver = SimpleMaxFlow()
    back = np.where(network.head == hub, leave, network.head)
    room = network.room.copy()
    room[reserved] = 0
    arcs = solver.add_arcs_with_capacity(network.tail, back, room)
    solver.add_arcs_with_capacity(np.full(len(gives), origin), gives, lack[gives])
    solver.add_arcs_with_capacity(takes, np.full(len(takes), target), -lack[takes])
    solver.add_arcs_with_capacity([leave], [hub], [network.nominees])
    solver.solve(origin, target)
    if solver.optimal_flow() < lack[gives].sum():
        return None
    flow: Ints = solver.flows(arcs).astype(np.int64)
    flow[reserved] = low
    return flow


def most_flow(network: Network, flow: Ints, free: Mask) -> Ints:
    """[A] the flow of most people that differs from this one on free arcs only."""
    ways = residual(network, flow, free)
    left = np.where(ways.forward, network.room[ways.arc] - flow[ways.arc], flow[ways.arc])
    solver = SimpleMaxFlow()
    # The hub is the source; what seats give back to it ends in a node of its own, the target.
    tail = np.where(~ways.forward & (ways.tail == network.hub), network.nodes, ways.tail)
    head = np.where(ways.forward & (ways.head == network.hub), network.nodes, ways.head)
    arcs = solver.add_arcs_with_capacity(tail, head, left)
    solver.solve(network.hub, network.nodes)
    change = np.where(ways.forward, 1, -1) * solver.flows(arcs)
    result = flow.copy()
    np.add.at(result, ways.arc, change)
    return result


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


def flow_of(instance: Instance, network: Network, placement: Ints) -> Ints:
    """[A] the flow that a placement stands for."""
    pair = instance.chosen_pair(placement)
    pair = pair[(pair >= 0) & ~instance.bound]
    seated = np.zeros(instance.nominees, bool)
    seated[instance.owner[pair]] = True
    use = instance.quota_use(seated)
    reserved = np.minimum(use, network.room[: network.quotas])
    chosen = np.zeros(len(instance.owner), np.int64)
    chosen[pair] = 1
    return np.concatenate([reserved, use - reserved, seated, chosen, instance.seat_use(pair)])


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


def packed(network: Network, ways: Residual) -> Residual:
    """The same ways with levels summed into as few rows as stay lexicographic for every comparison of two paths.

    A simple path changes at most twice as many pairs as there are seat nodes, so two differ by twice that.
    """
    pairs = 4 * (min(network.seats, network.nominees) + 1)
    limit = 2**58 // (pairs + network.quotas)
    rows: list[Ints] = []
    for cost in ways.cost:
        largest = int(np.abs(cost).max(initial=0))
        step = (pairs + network.quotas) * largest + 1
        if rows and int(np.abs(rows[-1]).max(initial=0)) * step + largest <= limit:
            rows[-1] = rows[-1] * step + cost
        else:
            rows.append(cost)
    return Residual(ways.arc, ways.forward, ways.tail, ways.head, np.stack(rows))


def distances(network: Network, ways: Residual, origin: int, depth: int = DEPTH, *, reach: bool = True) -> Ints:
    """[depth, nodes] lexicographic shortest distances from the origin.

    With `reach`, a bound without a way lies further off than all reserved quotas together (a quota of no seats has
    that price); without it, such a node is FAR.
    """
    result = np.zeros((depth, network.nodes), np.int64)
    order = np.argsort(ways.head, kind="stable")
    tail, head = ways.tail[order], ways.head[order]
    shortcut = np.arange(network.nodes) < (network.hub if reach else 0)
    for row in range(depth):
        start = np.where(shortcut, 0 if row else network.quotas + 2, FAR)
        start[origin] = 0
        cost = ways.cost[row, order]
        result[row] = distance = relax(start, tail, head, cost)
        shortcut &= distance == start
        before = distance[tail]
        tight = np.flatnonzero((before + cost == distance[head]) & (before < FAR // 2))
        tail, head, order = tail[tight], head[tight], order[tight]
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
