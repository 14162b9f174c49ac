"""Pairs: the most members matched, then those who were alone last time, then the most gained in sum, then the worst
off raised, then a seeded draw. Up to a limit this is proven; above it the distance to the best is proven instead.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

import numpy as np

from sabaq.engines.matching.alliance import Alliance, Ints, Mask, marked, ordered
from sabaq.engines.matching.approximate import close_matching
from sabaq.engines.matching.exact import best_matching, good_matching
from sabaq.engines.matching.explanations import Reasons
from sabaq.engines.matching.result import Pairing, Row, status_of
from sabaq.engines.matching.scaling import missing, scaled
from sabaq.engines.matching.thirds import with_thirds
from sabaq.engines.matching.weighing import Edges, all_edges, weights_between

EXACT_MEMBERS = 3_000  # all levels proven
PROVEN_MEMBERS = 12_000  # the first three levels proven


def drawing(alliance: Alliance, edges: Edges) -> Callable[[Ints], Ints]:
    """A number below 2**24 for each pair, from the seed and both ids: anybody can recompute it."""

    def draw(places: Ints) -> Ints:
        numbers = np.empty(len(places), np.int64)
        for place, edge in enumerate(places.tolist()):
            names = sorted((alliance.ids[edges.one[edge]], alliance.ids[edges.other[edge]]))
            digest = blake2b(repr((alliance.seed, *names)).encode(), digest_size=3).digest()
            numbers[place] = int.from_bytes(digest, "big")
        return numbers

    return draw


def free_members(alliance: Alliance) -> Mask:
    """[n] true for members who neither sit out nor have a fixed partner."""
    return ~alliance.out & ~marked(alliance.fixed.ravel(), alliance.members)


def pairs(alliance: Alliance, *, exact_members: int = EXACT_MEMBERS, proven_members: int = PROVEN_MEMBERS) -> Pairing:
    """The best pairs of an alliance, with bound and reasons.

    Up to `exact_members` best on every level; up to `proven_members` best in number and sum; above, close to it.
    """
    sorted_alliance, order = ordered(alliance)
    free = free_members(sorted_alliance)
    if alliance.members > proven_members:
        edges, worths, matching, floor = close_matching(sorted_alliance, free)
        missed = missing(sorted_alliance, worths, matching, floor)
    else:
        edges = all_edges(sorted_alliance, free)
        worths = scaled(sorted_alliance, edges)
        if alliance.members <= exact_members:
            matching = best_matching(worths.graph, drawing(sorted_alliance, edges), worths.quality)
        else:
            matching = good_matching(worths.graph)
        missed = 0.0 if matching.proven else missing(sorted_alliance, worths, matching, None)
    one, other = order[edges.one], order[edges.other]
    edges = Edges(np.minimum(one, other), np.maximum(one, other), edges.weight)
    return told(alliance, edges, matching.chosen, missed)


def told(alliance: Alliance, edges: Edges, chosen: Ints, missed: float) -> Pairing:
    """The result with its explanations; `missed` is how much more there can be, 0 only where nothing can."""
    rows = with_fixed(alliance, edges.subset(chosen))
    two, three = with_thirds(alliance, rows) if alliance.allow_triple else (rows, [])
    busy = {int(member) for row in (*two, *three) for member in row[:-1]}
    gained = sum(row[-1] for row in (*two, *three))
    able = len(np.unique(np.concatenate([edges.one, edges.other]))) // 2 + len(alliance.fixed)
    most = max(len(busy), 2 * able) if missed else len(busy)
    return Pairing(
        pairs=tuple(two),
        triples=tuple(three),
        unmatched=tuple(member for member in range(alliance.members) if member not in busy),
        matched=len(busy),
        most_matched=most,
        value=gained,
        bound=gained + missed,
        status=status_of(len(busy), most, gained, gained + missed, otherwise="within"),
        explanations=Reasons(alliance, edges, [*two, *three]).tell(),
    )


def with_fixed(alliance: Alliance, chosen: Edges) -> list[Row]:
    """The chosen and the fixed pairs as rows, by their first member."""
    one, other = alliance.fixed.T
    weight = weights_between(alliance, one, other)
    rows = [*zip(one.tolist(), other.tolist(), weight.tolist(), strict=True)]
    rows += zip(chosen.one.tolist(), chosen.other.tolist(), chosen.weight.tolist(), strict=True)
    return sorted(rows)
