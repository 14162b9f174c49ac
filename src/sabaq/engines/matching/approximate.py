"""Good pairs for alliances too large to weigh every pair: candidates chosen by prices, and a bound for the rest.

The prices of a sample tell what everybody can expect. Pairs far below that are not kept, and the bound counts them in;
members for whom few are left keep all of theirs.
"""

from __future__ import annotations

import numpy as np

from sabaq.engines.matching.alliance import Alliance, Floats, Ints, Mask
from sabaq.engines.matching.blossoms import Matching
from sabaq.engines.matching.exact import good_matching
from sabaq.engines.matching.relaxation import Graph, Prices, most_pairs, relax
from sabaq.engines.matching.repairing import repaired
from sabaq.engines.matching.scaling import Scaled, covering, scaled
from sabaq.engines.matching.weighing import Edges, all_edges, edges_between, joined

SAMPLE, STEP = 4_000, 10**9
MARGIN, FEW, NEARLY = 0.15, 4, 0.02
NOTHING = -1e3
TOLERANCE, RETRIES = 1e-4, 1


def close_matching(alliance: Alliance, free: Mask) -> tuple[Edges, Scaled, Matching, Floats]:
    """Candidate pairs, their worths, a matching close to the best, and a floor [n]: every pair left out weighs less
    than floor[i] + floor[j]."""
    members = np.flatnonzero(free)
    floor = expected(alliance, members) - MARGIN / 2
    edges = all_edges(alliance, free, floor)
    count = np.bincount(np.concatenate([edges.one, edges.other]), minlength=alliance.members)
    starved = free & (count < FEW)
    floor[starved] = NOTHING
    edges = completed(alliance, members, edges, floor, starved)
    worths, prices = priced_edges(alliance, edges, None)
    for _ in range(RETRIES):
        raised = covering(alliance, worths, prices, floor) - prices.member
        if raised.sum() <= TOLERANCE * prices.bound:
            break
        unsure = raised > 0
        price = (prices.member + prices.pair / 2) / (
            2 * worths.scale
        ) - worths.bonus / worths.scale * alliance.was_alone
        floor[unsure] = price[unsure] - NEARLY
        edges = completed(alliance, members, edges, floor, unsure)
        worths, prices = priced_edges(alliance, edges, prices)
    return edges, worths, repaired(worths.graph, prices) or good_matching(worths.graph), floor


def priced_edges(alliance: Alliance, edges: Edges, guess: Prices | None) -> tuple[Scaled, Prices]:
    """The worths of the edges and the prices that bound their matchings, starting from a guess."""
    worths = scaled(alliance, edges)
    return worths, relax(worths.graph, *most_pairs(worths.graph), guess=guess, tolerance=TOLERANCE)


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
