"""From the flow to a matching: members in odd cycles and their neighbourhood are matched again, everybody else stays.

The flow gives nearly everybody a partner who has them as partner too. The few others need partners nearby, along pairs
that lose little; the neighbourhood grows until the exact search finds them all.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sabaq.engines.matching.alliance import Ints, Mask
from sabaq.engines.matching.blossoms import Matching, cheapest, search
from sabaq.engines.matching.relaxation import Graph, Prices, best_choices

# How much a pair may lose, in hundredths of what a pair is worth on average, and how many steps from the odd cycles.
STEPS = ((1, 1), (2, 1), (4, 1), (8, 1), (4, 2), (8, 2), (16, 2), (16, 3), (32, 4), (100, 5))
MOST_AROUND, CROWDED = 20_000, 10


def repaired(graph: Graph, prices: Prices) -> Matching | None:
    """A matching of as many pairs as the prices say that loses little against them; None if none is found nearby."""
    slack, mate = prices.slack(graph), partners(prices)
    loose = (mate < 0) & (graph.degree() > 0)
    settled = np.flatnonzero(mate[graph.one] == graph.other)
    average = max(1, prices.bound // max(1, prices.pairs))
    for hundredths, radius in STEPS:
        limit = max(1, average * hundredths // 100)
        near = np.flatnonzero(slack <= limit)
        if len(near) > CROWDED * graph.count:
            # Among equals at random: by position everybody would keep the same few.
            near = np.random.default_rng(0).permutation(near)
            near = np.sort(near[best_choices(graph.subset(near), -slack[near], CROWDED)])
        around = neighbourhood(graph.subset(near), loose, mate, radius)
        if np.count_nonzero(around) > MOST_AROUND:
            return None
        inside = near[around[graph.one[near]] & around[graph.other[near]]]
        kept = settled[~around[graph.one[settled]]]
        here = replace(prices, pairs=prices.pairs - len(kept), member=np.where(around, prices.member, 0))
        found = cheapest(graph.subset(inside), here, limit)
        if found is not None:
            return Matching(
                np.sort(np.concatenate([kept, inside[found.chosen]])), prices, found.loss + int(slack[kept].sum())
            )
    return None


def patched(graph: Graph, prices: Prices) -> Matching:
    """The pairs in which the flow runs both ways, and the best among the members left over; perhaps too few."""
    mate = partners(prices)
    settled = np.flatnonzero(mate[graph.one] == graph.other)
    loose = np.flatnonzero((mate[graph.one] < 0) & (mate[graph.other] < 0))
    found = search(graph.count, graph.one[loose], graph.other[loose], graph.worth[loose].tolist())
    chosen = np.sort(np.concatenate([settled, loose[found]]))
    return Matching(chosen, prices, int(prices.slack(graph)[chosen].sum()))


def partners(prices: Prices) -> Ints:
    """[n] whom each member is paired with where the flow runs both ways, -1 for the others."""
    partner = prices.partner
    back = partner[np.maximum(partner, 0)]
    return np.where((partner >= 0) & (back == np.arange(len(partner))), partner, -1)


def neighbourhood(graph: Graph, loose: Mask, mate: Ints, radius: int) -> Mask:
    """[n] true for members within so many steps of the loose ones; who is in it has their partner in it too."""
    around = loose.copy()
    for _ in range(radius):
        reached = around[graph.one] | around[graph.other]
        around[graph.one[reached]] = around[graph.other[reached]] = True
        members = np.flatnonzero(around & (mate >= 0))
        around[mate[members]] = True
    return around
