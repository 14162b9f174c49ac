"""Rounds planned together, so that compatible partners do not run out: nobody meets the same partner twice.

A plan of R rounds is a set of pairs with at most R for each member that can be dealt out into R matchings. The best set
is an integer programme; dealing it out without loss proves that no plan is better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, permutations

import numpy as np

from sabaq.engines.matching.alliance import Alliance, Floats, Ints, Mask
from sabaq.engines.matching.dealing import Pairs, best_rounds, levelled
from sabaq.engines.matching.explanations import Reasons
from sabaq.engines.matching.grouping import groups
from sabaq.engines.matching.pairing import pairs
from sabaq.engines.matching.result import Explanation, Plan, Row, status_of
from sabaq.engines.matching.weighing import all_edges, weights_between

TOGETHER_MEMBERS = 60
MOST_ORDERS = 7


def rounds(alliance: Alliance) -> Plan:
    """`rounds` rounds of pairs, or of groups where `size` is above 2, in which nobody meets anybody twice.

    Up to 60 members pairs are planned together: most members matched in all rounds, the emptiest round as full as
    possible, the largest sum of weights, and fewest alone twice running. Others are planned one round after another.
    """
    greedy = one_by_one(alliance)
    if alliance.size > 2 or alliance.members > TOGETHER_MEMBERS:
        return told(alliance, greedy, greedy, None)
    plan, bound = together(alliance)
    if count(plan) < count(greedy):
        plan = greedy
    return told(alliance, plan, greedy, bound)


def count(plan: Sequence[Sequence[Row]]) -> int:
    """How many members are matched in all rounds."""
    return sum(len(row) - 1 for rows in plan for row in rows)


def one_by_one(alliance: Alliance) -> list[list[Row]]:
    """Each round planned for itself, with the partners of earlier rounds left out."""
    plan: list[list[Row]] = []
    now = alliance
    for _ in range(alliance.rounds):
        rows = list(groups(now).groups if alliance.size > 2 else pairs(replace(now, allow_triple=False)).pairs)
        plan.append(rows)
        met = [pair for row in rows for pair in combinations(row[:-1], 2)]
        matched = {int(member) for row in rows for member in row[:-1]}
        alone = [member for member in range(alliance.members) if member not in matched and not alliance.out[member]]
        history = np.concatenate([now.history, np.array(met, np.int64).reshape(-1, 2)])
        now = replace(now, history=history, fixed=(), alone_last=alone)
    return plan


def together(alliance: Alliance) -> tuple[list[list[Row]], tuple[int, float] | None]:
    """All rounds at once, and (pairs, worth) that no plan exceeds if that is proven."""
    place = np.argsort(np.argsort(np.array(alliance.ids)))
    one, other, weight, fixed = open_pairs(alliance)
    low, high = np.minimum(place[one], place[other]), np.maximum(place[one], place[other])
    order = np.lexsort((high, low))
    given = Pairs(alliance.members, low[order], high[order], weight[order], fixed[order])
    parts, proven = best_rounds(given, alliance.rounds)
    plan = [sorted_rows(one, other, weight, order[part]) for part in levelled(given, parts)]
    bound = (sum(map(len, parts)), float(given.weight[np.concatenate(parts)].sum())) if proven else None
    return in_good_order(alliance, plan), bound


def open_pairs(alliance: Alliance) -> tuple[Ints, Ints, Floats, Mask]:
    """The pairs that may be made in some round with their weights, and which of them are fixed."""
    edges = all_edges(alliance, ~alliance.out)
    fixed = alliance.fixed
    kept = {(int(one), int(other)) for one, other in fixed}
    fresh = np.array([pair not in kept for pair in zip(edges.one.tolist(), edges.other.tolist(), strict=True)], bool)
    edges = edges.subset(fresh)
    weight = np.concatenate([edges.weight, weights_between(alliance, fixed[:, 0], fixed[:, 1])])
    is_fixed = np.arange(len(weight)) >= len(edges)
    return np.concatenate([edges.one, fixed[:, 0]]), np.concatenate([edges.other, fixed[:, 1]]), weight, is_fixed


def sorted_rows(one: Ints, other: Ints, weight: Floats, part: Ints) -> list[Row]:
    """The pairs of one round as rows."""
    return sorted(zip(one[part].tolist(), other[part].tolist(), weight[part].tolist(), strict=True))


def in_good_order(alliance: Alliance, plan: list[list[Row]]) -> list[list[Row]]:
    """The rounds in the order in which fewest are alone twice running; fixed pairs stay in the first round."""
    matched = np.zeros((len(plan), alliance.members), bool)
    for number, rows in enumerate(plan):
        matched[number, [int(member) for row in rows for member in row[:-1]]] = True
    alone = ~matched & ~alliance.out
    first = 1 if len(alliance.fixed) else 0

    def twice(order: Sequence[int]) -> int:
        before = alliance.was_alone
        total = 0
        for number in order:
            total += int(np.count_nonzero(before & alone[number]))
            before = alone[number]
        return total

    best = min(orders(len(plan), first), key=lambda order: (twice(order), order))
    return [plan[number] for number in best]


def orders(length: int, first: int) -> Iterator[tuple[int, ...]]:
    """The orders to try: all of few rounds, the turns of many; the first stay where they are."""
    if length <= MOST_ORDERS:
        yield from (order for order in permutations(range(length)) if order[:first] == tuple(range(first)))
        return
    rest = list(range(first, length))
    yield from ((*range(first), *rest[turn:], *rest[:turn]) for turn in range(max(1, len(rest))))


def told(
    alliance: Alliance, plan: Sequence[Sequence[Row]], greedy: Sequence[Sequence[Row]], proof: tuple[int, float] | None
) -> Plan:
    """The plan with its bounds and its explanations."""
    value = sum(row[-1] for rows in plan for row in rows)
    most, bound = (2 * proof[0], proof[1]) if proof else loose_bounds(alliance)
    most, bound = max(most, count(plan)), max(value, bound)
    turns = alliance.rounds * int(np.count_nonzero(~alliance.out))
    inside = [{int(member) for row in rows for member in row[:-1]} for rows in plan]
    return Plan(
        rounds=tuple(tuple(rows) for rows in plan),
        unmatched=tuple(tuple(m for m in range(alliance.members) if m not in busy) for busy in inside),
        matched=count(plan),
        most_matched=most,
        alone=turns - count(plan),
        greedy=turns - count(greedy),
        value=value,
        bound=bound,
        status=status_of(count(plan), most, value, bound, otherwise="feasible"),
        explanations=round_reasons(alliance, plan),
    )


def round_reasons(alliance: Alliance, plan: Sequence[Sequence[Row]]) -> tuple[tuple[Explanation, ...], ...]:
    """Why each member works with whom, for each round."""
    edges = all_edges(alliance, ~alliance.out)
    meetings = {
        (int(one), int(other)): number
        for number, rows in enumerate(plan, 1)
        for row in rows
        for one, other in combinations(sorted(row[:-1]), 2)
    }
    size = alliance.size if alliance.size > 2 else 0
    return tuple(Reasons(alliance, edges, rows, meetings, size).tell() for rows in plan)


def loose_bounds(alliance: Alliance) -> tuple[int, float]:
    """What no plan exceeds: everybody with the strongest partners of all rounds, whoever else wants them."""
    one, other, weight, _ = open_pairs(alliance)
    who, gain = np.concatenate([one, other]), np.tile(weight, 2)
    order = np.lexsort((-gain, who))
    rank = np.arange(len(who)) - np.searchsorted(who[order], who[order])
    mates = alliance.rounds * (alliance.size - 1)
    kept = gain[order][rank < mates]
    able = len(np.unique(who))
    if alliance.size > 2:
        return alliance.rounds * (able - able % alliance.size), float(kept.sum()) / 2
    return len(kept) - len(kept) % 2, float(kept.sum()) / 2
