"""An exact search for the matching that loses least against given prices (Edmonds' blossoms).

Pairs are handed to the search by what they lose. All good pairs then lose nothing, and the search, which starts from
equal prices for everybody, finds most of them at once. What only one pair can do is not searched.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import rustworkx

from sabaq.engines.matching.alliance import Ints, Mask
from sabaq.engines.matching.relaxation import Graph, Prices

MOST_STANDINS = 200_000
TIE = 2**44  # more than the numbers drawn for all pairs of a matching can add up to


@dataclass(frozen=True, eq=False)
class Matching:
    """`chosen` [c] indexes the graph's pairs; `prices` bound every matching of as many pairs; `loss` is twice what it
    loses against the bound; `proven` where none of as many pairs is worth more."""

    chosen: Ints
    prices: Prices
    loss: int
    proven: bool = False


def cheapest(graph: Graph, prices: Prices, limit: int, drawn: Ints | None = None) -> Matching | None:
    """The matching that loses least against the prices, then has the largest sum of the numbers drawn [m]; None if
    none has as many pairs as the prices say. Members whose price is above the limit must be in it."""
    needed = prices.member > limit
    forced, rest, free = forced_pairs(graph, needed)
    if forced is None:
        return None
    kernel, pairs = graph.subset(rest), prices.pairs - len(forced)
    spare = np.flatnonzero(free & ~needed & (kernel.degree() > 0))
    alone = int(np.count_nonzero(free & (needed | (kernel.degree() > 0)))) - 2 * pairs
    if alone < 0 or pairs < 0 or alone > len(spare):
        return None
    slack, numbers = prices.slack(kernel), np.zeros(len(rest), np.int64) if drawn is None else drawn[rest]
    if alone * len(spare) > MOST_STANDINS:
        worth = [2 * w * TIE + d for w, d in zip(kernel.worth.tolist(), numbers.tolist(), strict=True)]
        found = search(graph.count, kernel.one, kernel.other, worth)
    else:
        standins = np.repeat(np.arange(graph.count, graph.count + alone), len(spare))
        one, other = np.concatenate([kernel.one, np.tile(spare, alone)]), np.concatenate([kernel.other, standins])
        worth = [d - s * TIE for s, d in zip(slack.tolist(), numbers.tolist(), strict=True)]
        worth += [-TIE * p for p in prices.member[spare].tolist()] * alone
        found = search(graph.count + alone, one, other, worth)
        found = found[found < len(rest)]
    if len(found) < pairs:
        return None
    chosen = np.sort(np.concatenate([forced, rest[found]]))
    outside = np.ones(graph.count, bool)
    outside[graph.one[chosen]] = outside[graph.other[chosen]] = False
    return Matching(chosen, prices, int(prices.slack(graph)[chosen].sum()) + int(prices.member[outside].sum()))


def forced_pairs(graph: Graph, needed: Mask) -> tuple[Ints | None, Ints, Mask]:
    """The pairs that some needed member [n] cannot do without, the pairs left to decide, and the members left [n];
    None for the first if a needed member has no pair."""
    free, rest = np.ones(graph.count, bool), np.arange(len(graph.one))
    forced: list[Ints] = []
    while True:
        degree = graph.subset(rest).degree()
        if np.any(free & needed & (degree == 0)):
            return None, rest, free
        single = needed & (degree == 1)
        now = rest[single[graph.one[rest]] | single[graph.other[rest]]]
        if not len(now):
            return np.concatenate([np.zeros(0, np.int64), *forced]), rest, free
        taken = np.concatenate([graph.one[now], graph.other[now]])
        if len(np.unique(taken)) < len(taken):
            return None, rest, free
        forced.append(now)
        free[taken] = False
        rest = rest[free[graph.one[rest]] & free[graph.other[rest]]]


def search(count: int, one: Ints, other: Ints, worth: list[int], *, most: bool = True) -> Ints:
    """The indexes of the pairs of a matching of most worth; if `most`, among those with most pairs (Edmonds)."""
    members, places = np.unique(np.concatenate([one, other]), return_inverse=True)
    left, right = places[: len(one)], places[len(one) :]
    graph: rustworkx.PyGraph[None, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * len(members))
    graph.add_edges_from(list(zip(left.tolist(), right.tolist(), worth, strict=True)))
    pairs = rustworkx.max_weight_matching(graph, max_cardinality=most, weight_fn=int)
    if not pairs:
        return np.zeros(0, np.int64)
    found = np.sort(np.array(sorted(pairs), np.int64), axis=1)
    keys = np.minimum(left, right) * len(members) + np.maximum(left, right)
    order = np.argsort(keys)
    return np.sort(order[np.searchsorted(keys[order], found[:, 0] * len(members) + found[:, 1])])
