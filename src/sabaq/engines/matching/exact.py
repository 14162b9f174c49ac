"""The best matching itself, proven: prices leave few pairs to decide, and an exact search decides among them.

A matching that loses little against the prices proves that pairs that lose more cannot be in a better one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from sabaq.engines.matching.alliance import Ints
from sabaq.engines.matching.blossoms import Matching, cheapest, search
from sabaq.engines.matching.relaxation import Graph, Prices, most_pairs, relax
from sabaq.engines.matching.repairing import repaired

# So many pairs may be left in question: an exact search among more would take minutes.
MOST_TO_ORDER, MOST_TO_PROVE = 50_000, 300_000
Draw = Callable[[Ints], Ints]


def best_matching(graph: Graph, draw: Draw, quality: Ints) -> Matching:
    """The matching with most pairs, among those of most worth, then of the largest smallest `quality` [m], then of
    the largest sum of the numbers drawn; `draw(indexes)` gives a number below 2**24 for each pair. Where very many
    pairs are equally good, the last two levels are left open, and with more still the worth is only near the best."""
    found = good_matching(graph)
    prices = found.prices
    kept = np.flatnonzero(prices.slack(graph) <= found.loss)
    if not found.proven or len(kept) > MOST_TO_ORDER:
        return found
    rival = cheapest(graph.subset(kept), prices, found.loss, (~np.isin(kept, found.chosen)).astype(np.int64))
    assert rival is not None, "the matching found is among these pairs"
    if np.array_equal(kept[rival.chosen], found.chosen):
        return found  # No other is worth as much.
    chosen = raised(graph.subset(kept), prices, quality[kept], np.searchsorted(kept, found.chosen), found.loss)
    able = kept[quality[kept] >= quality[kept[chosen]].min(initial=2**62)]
    last = cheapest(graph.subset(able), prices, found.loss, draw(able))
    assert last is not None, "the matching found before is among these pairs"
    return replace(last, chosen=able[last.chosen], proven=True)


def good_matching(graph: Graph) -> Matching:
    """A matching with most pairs and with most worth among those."""
    pairs, reach = most_pairs(graph)
    found = narrowed(graph, relax(graph, pairs, reach))
    if found is None:
        pairs = len(search(graph.count, graph.one, graph.other, [1] * len(graph.one)))
        found = narrowed(graph, relax(graph, pairs, reach))
        assert found is not None, "a matching of this many pairs exists"
    return found


def narrowed(graph: Graph, prices: Prices) -> Matching | None:
    """A matching that loses least against the prices, or one near it where too many pairs come into question; None if
    none has as many pairs as the prices say.

    Only pairs that lose no more than a limit are looked at. Once a matching loses no more than the limit, nothing that
    was left out can be part of a better one.
    """
    slack = prices.slack(graph)
    widest = int(max(slack.max(initial=0), prices.member.max(initial=0)))
    start = repaired(graph, prices)
    if start and not start.loss:
        return replace(start, proven=True)
    limit = start.loss if start else min(widest, max(1, prices.bound // max(1, 3 * prices.pairs)))
    while True:
        kept = np.flatnonzero(slack <= limit)
        if start and len(kept) > MOST_TO_PROVE:
            return start
        found = cheapest(graph.subset(kept), prices, limit)
        if found is not None and (found.loss <= limit or limit >= widest):
            return Matching(kept[found.chosen], prices, found.loss, proven=True)
        if found is None and limit >= widest:
            return None
        limit = found.loss if found is not None else min(widest, limit * 4)


def raised(graph: Graph, prices: Prices, quality: Ints, chosen: Ints, loss: int) -> Ints:
    """The matching [c] whose smallest quality is the largest possible at the same loss."""
    while len(chosen):
        better = np.flatnonzero(quality > quality[chosen].min())
        again = cheapest(graph.subset(better), prices, loss)
        if again is None or again.loss > loss:
            break
        chosen = better[again.chosen]
    return chosen
