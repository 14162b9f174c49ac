"""Worths as whole numbers, each level above all levels below it, and what prices in these numbers prove.

Whole numbers add up the same in every order, so that equal sums are equal and proofs need no tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sabaq.engines.matching.alliance import Alliance, Floats, Ints
from sabaq.engines.matching.blossoms import Matching
from sabaq.engines.matching.relaxation import Graph, Prices, raised
from sabaq.engines.matching.weighing import Edges

STEP = 10**9  # weights are compared in steps of a billionth
LARGEST = 2**58


@dataclass(frozen=True, eq=False)
class Scaled:
    """The graph of worths: weights in steps of 1 / `scale`, plus `bonus` for each member who was alone last time."""

    graph: Graph
    quality: Ints
    scale: int
    bonus: int


def scaled(alliance: Alliance, edges: Edges) -> Scaled:
    """Whole-number worths in which each level outweighs all levels below it."""
    lonely = alliance.was_alone[edges.one].astype(np.int64) + alliance.was_alone[edges.other]
    heaviest, scale = float(edges.weight.max(initial=1.0)), STEP
    levels = alliance.members + 2 if lonely.any() else 1
    while heaviest * scale * levels * 2 * (2 * alliance.members + 4) > LARGEST and scale > 1:
        scale //= 10
    quality = np.round(edges.weight * scale).astype(np.int64)
    bonus = int(quality.max(initial=0)) * (alliance.members // 2 + 1) + 1 if lonely.any() else 0
    return Scaled(Graph(alliance.members, edges.one, edges.other, quality + bonus * lonely), quality, scale, bonus)


def covering(alliance: Alliance, worths: Scaled, prices: Prices, floor: Floats | None) -> Ints:
    """[n] member prices, raised where needed so that they cover every pair, and those below both floors left out."""
    member = raised(worths.graph, prices)
    if floor is None:
        return member
    least = np.ceil(2 * worths.scale * floor) + 2 * worths.bonus * alliance.was_alone
    return np.asarray(np.maximum(member, (least - prices.pair // 2).astype(np.int64)))


def missing(alliance: Alliance, worths: Scaled, matching: Matching, floor: Floats | None) -> float:
    """How much more a matching of at least as many pairs and formerly lonely members can weigh at most."""
    prices, made = matching.prices, len(matching.chosen)
    member = covering(alliance, worths, prices, floor)
    most = max(made, int(np.count_nonzero(worths.graph.degree())) // 2)
    bound = sum(member.tolist()) + max(prices.pair * made, prices.pair * most)
    worth = sum(worths.graph.worth[matching.chosen].tolist())
    return max(0.0, float(bound - 2 * worth) / (2 * worths.scale)) + most / worths.scale
