"""The best fractional matching, as a flow, and the prices that bound every real one.

Each member stands once on the left and once on the right; a pair is two arcs of half a pair each. The optimum of this
flow is at most three members in a cycle away from a real matching, and its prices prove how good any matching can be:
a pair that costs more than the gap can be in no best matching (reduced-cost fixing), so little is left to decide.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from sabaq.engines.matching.alliance import Ints, Mask
from sabaq.engines.matching.ranking import ranked

FIRST_CHOICES, GUESSED_CHOICES, MORE_CHOICES = 12, 6, 6
CROWDED = 25
LARGEST_COST = 2**61


@dataclass(frozen=True, eq=False)
class Graph:
    """Pairs `one`, `other` [m] of `count` members with whole-number worths [m]; more is better."""

    count: int
    one: Ints
    other: Ints
    worth: Ints

    def subset(self, keep: Mask | Ints) -> Graph:
        """The same members with the chosen pairs."""
        return Graph(self.count, self.one[keep], self.other[keep], self.worth[keep])

    def degree(self) -> Ints:
        """[n] how many pairs each member is in."""
        return np.bincount(np.concatenate([self.one, self.other]), minlength=self.count).astype(np.int64)


@dataclass(frozen=True, eq=False)
class Prices:
    """What a pair and its members must be worth, all doubled so that halves stay whole numbers.

    `member` [n] >= 0 and `pair`: every matching of `pairs` pairs is worth at most `bound` / 2, for every edge
    member[i] + member[j] + pair >= 2 worth. `partner` [n] is the flow: whom each member's left half goes to, or -1.
    """

    pairs: int
    member: Ints
    pair: int
    partner: Ints

    @property
    def bound(self) -> int:
        """Twice the most that `pairs` pairs can be worth."""
        return int(self.member.sum()) + self.pair * self.pairs

    def slack(self, graph: Graph) -> Ints:
        """[m] twice what the best matching loses at least by using the pair; below 0 where the prices are too low."""
        return np.asarray(self.member[graph.one] + self.member[graph.other] + self.pair - 2 * graph.worth)


def most_pairs(graph: Graph) -> tuple[int, Ints]:
    """How many pairs a fractional matching has at most, rounded down, and a flow [n] that reaches it."""
    able = int(np.count_nonzero(graph.degree()))
    if len(graph.one) > CROWDED * graph.count:
        partner = fullest(graph.subset(best_choices(graph, graph.worth, FIRST_CHOICES)))
        if np.count_nonzero(partner >= 0) == able:
            return able // 2, partner
    partner = fullest(graph)
    return int(np.count_nonzero(partner >= 0)) // 2, partner


def fullest(graph: Graph) -> Ints:
    """[n] a flow that gives as many members as possible a partner, or -1."""
    tails, heads = np.concatenate([graph.one, graph.other]), np.concatenate([graph.other, graph.one])
    cover = csr_array((np.ones(len(tails), np.int8), (tails, heads)), shape=(graph.count, graph.count))
    return np.asarray(maximum_bipartite_matching(cover, perm_type="column"), np.int64)


def best_choices(graph: Graph, value: Ints, most: int) -> Mask:
    """[m] true for pairs that are among the `most` largest values of one of their members."""
    tails = np.concatenate([graph.one, graph.other])
    chosen = np.zeros(len(tails), bool)
    chosen[ranked(tails, np.tile(value, 2), most)] = True
    return chosen[: len(value)] | chosen[len(value) :]


def relax(graph: Graph, pairs: int, reach: Ints, *, guess: Ints | None = None, tolerance: float = 0.0) -> Prices:
    """Prices that bound every matching of exactly `pairs` pairs; `reach` is a flow [n] of at least as many.

    Starts with the best choices of each member, against a guess [n] of member prices where there is one, and adds the
    pairs that the prices find too cheap, until none is left or what `raised` would add is no more than the tolerance.
    """
    if guess is None:
        active = best_choices(graph, graph.worth, FIRST_CHOICES)
        start = np.zeros((2, graph.count), np.int64)
    else:
        active = best_choices(graph, 2 * graph.worth - guess[graph.one] - guess[graph.other], GUESSED_CHOICES)
        start = np.stack([guess // 2, -(guess // 2)])
    active |= (reach[graph.one] == graph.other) | (reach[graph.other] == graph.one)
    while True:
        chosen = graph.subset(active)
        partner = flow(chosen, pairs)
        start, prices = priced(chosen, pairs, partner, start, tolerance / 20)
        cheap = np.flatnonzero(prices.slack(graph) < 0)
        if not len(cheap) or int((raised(graph, prices) - prices.member).sum()) <= tolerance * prices.bound:
            return prices
        few = graph.subset(cheap)
        active[cheap[best_choices(few, -prices.slack(few), MORE_CHOICES)]] = True


def raised(graph: Graph, prices: Prices) -> Ints:
    """[n] member prices, raised where needed so that no pair is too cheap."""
    slack = prices.slack(graph)
    cheap = np.flatnonzero(slack < 0)
    more = np.zeros(graph.count, np.int64)
    np.maximum.at(more, graph.one[cheap], -slack[cheap])
    return prices.member + more


def flow(graph: Graph, pairs: int) -> Ints:
    """[n] the best flow of 2 * pairs half pairs: whom each left half goes to, -1 for nobody."""
    count, edges = graph.count, len(graph.one)
    source, sink, everyone = 2 * count, 2 * count + 1, np.arange(count)
    tails = np.concatenate([graph.one, graph.other, np.full(count, source), everyone + count])
    heads = np.concatenate([graph.other + count, graph.one + count, everyone, np.full(count, sink)])
    costs = np.concatenate([-graph.worth, -graph.worth, np.zeros(2 * count, np.int64)])
    solver = SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(tails, heads, np.ones(len(tails), np.int64), costs)
    solver.set_nodes_supplies(np.array([source, sink]), np.array([2 * pairs, -2 * pairs]))
    if solver.solve() != solver.OPTIMAL:
        raise ArithmeticError("the flow has no solution: the worths are too large")
    used = np.flatnonzero(solver.flows(np.arange(2 * edges)) > 0)
    partner = np.full(count, -1, np.int64)
    partner[tails[used]] = heads[used] - count
    return partner


def priced(graph: Graph, pairs: int, partner: Ints, start: Ints, tolerance: float) -> tuple[Ints, Prices]:
    """Distances [2, n] in the residual network of a best flow, and the prices they give. Any start is right.

    With a tolerance they may be too high by this share of the flow in one sweep, so that some pair is too cheap.
    """
    tails, heads = np.concatenate([graph.one, graph.other]), np.concatenate([graph.other, graph.one])
    order = np.argsort(heads, kind="stable")
    tails, heads, worth = tails[order], heads[order], np.tile(graph.worth, 2)[order]
    begins = np.flatnonzero(np.diff(heads, prepend=-1))
    reached = heads[begins]
    used = np.flatnonzero(partner[tails] == heads)
    givers, takers, carried = tails[used], heads[used], worth[used]
    idle_left, idle_right = partner < 0, np.ones(graph.count, bool)
    idle_right[takers] = False
    enough = int(tolerance * float(carried.sum()))
    left, right, source, sink = start[0].copy(), start[1].copy(), 0, 0
    while True:
        before = left.copy(), right.copy()
        right[reached] = np.minimum(right[reached], np.minimum.reduceat(left[tails] - worth, begins))
        sink = int(right[idle_right].min(initial=sink))
        right[takers] = np.minimum(right[takers], sink)
        left[givers] = np.minimum(left[givers], right[takers] + carried)
        source = int(left[givers].min(initial=source))
        left[idle_left] = np.minimum(left[idle_left], source)
        if (before[0] - left).sum() + (before[1] - right).sum() <= enough:
            break
    member = np.maximum(left - source, 0) + np.maximum(sink - right, 0)
    return np.stack([left, right]), Prices(pairs, member, 2 * (source - sink), partner)
