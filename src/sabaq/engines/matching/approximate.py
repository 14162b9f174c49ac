"""Good pairs for alliances too large to weigh every pair: candidates chosen by prices, and a bound for the rest.

The prices of a sample tell what everybody can expect. Pairs far below that are not kept, and the bound counts them in;
members for whom few are left keep all of theirs.
"""

from __future__ import annotations

import numpy as np

from sabaq.engines.matching.alliance import Alliance, Floats, Ints, Mask
from sabaq.engines.matching.blossoms import Matching
from sabaq.engines.matching.relaxation import Graph, Prices, most_pairs, relax
from sabaq.engines.matching.repairing import patched, repaired
from sabaq.engines.matching.scaling import Scaled, covering, scaled
from sabaq.engines.matching.weighing import Edges, all_edges, edges_between, joined

SAMPLE, STEP = 4_000, 10**9
MARGIN, FEW, NEARLY = 0.15, 4, 0.02
NOTHING = -1e3
ROUGH, FINE, UNSURE = 5e-3, 4e-4, 5e-4  # shares of the bound: for first and last prices; for pairs left out


def close_matching(alliance: Alliance, free: Mask) -> tuple[Edges, Scaled, Matching, Floats]:
    """Candidate pairs, their worths, a matching close to the best, and a floor [n]: every pair left out weighs less
    than floor[i] + floor[j]."""
    members = np.flatnonzero(free)
    worth = expected(alliance, members)
    floor = worth - MARGIN / 2
    edges = all_edges(alliance, free, floor)
    count = np.bincount(np.concatenate([edges.one, edges.other]), minlength=alliance.members)
    starved = free & (count < FEW)
    floor[starved] = NOTHING
    edges = completed(alliance, members, edges, floor, starved)
    worths, prices = priced_edges(alliance, edges, np.maximum(worth, 0), ROUGH)
    raised = covering(alliance, worths, prices, floor) - covering(alliance, worths, prices, None)
    worth = (prices.member + prices.pair / 2 - 2 * worths.bonus * alliance.was_alone) / (2 * worths.scale)
    if raised.sum() > UNSURE * prices.bound:
        unsure = raised > 0
        floor[unsure] = worth[unsure] - NEARLY
        edges = completed(alliance, members, edges, floor, unsure)
    worths, prices = priced_edges(alliance, edges, worth, FINE)
    return edges, worths, repaired(worths.graph, prices) or patched(worths.graph, prices), floor


def priced_edges(alliance: Alliance, edges: Edges, worth: Floats, tolerance: float) -> tuple[Scaled, Prices]:
    """The worths of the edges and the prices that bound their matchings, starting from what members [n] add."""
    worths = scaled(alliance, edges)
    guess = np.round(2 * worths.scale * worth).astype(np.int64) + 2 * worths.bonus * alliance.was_alone
    return worths, relax(worths.graph, *most_pairs(worths.graph), guess=guess, tolerance=tolerance)


def completed(alliance: Alliance, members: Ints, edges: Edges, floor: Floats, lowered: Mask) -> Edges:
    """The edges with those pairs added that reach the floor now that it was lowered for some members [n]."""
    more = joined(list(edges_between(alliance, np.flatnonzero(lowered), members, floor)))
    one, other = np.minimum(more.one, more.other), np.maximum(more.one, more.other)
    both = joined([edges, Edges(one, other, more.weight)])
    _, places = np.unique(both.one * alliance.members + both.other, return_index=True)
    return both.subset(places)


def expected(alliance: Alliance, members: Ints) -> Floats:
    """[n] what each member adds to a sample of the alliance at the prices of the sample."""
    sample = np.sort(np.random.default_rng(abs(alliance.seed)).permutation(members)[:SAMPLE])
    inside = np.zeros(alliance.members, bool)
    inside[sample] = True
    edges = all_edges(alliance, inside)
    graph = Graph(alliance.members, edges.one, edges.other, np.round(edges.weight * STEP).astype(np.int64))
    pairs, reach = most_pairs(graph)
    # The last tenth of the pairs would only be made because nobody should stay alone; its prices say little.
    prices = relax(graph, int(pairs * 0.9), reach)
    price = (prices.member + prices.pair / 2) / (2 * STEP)
    floor = np.full(alliance.members, NOTHING)
    for portion in edges_between(alliance, members, sample):
        np.maximum.at(floor, portion.one, portion.weight - price[portion.other])
    return floor
