"""Disjoint groups of most members and most worth among listed groups, proven by prices like the pairs.

The number of groups is fixed first; for that number a linear programme gives prices, and only groups that lose little
against them are handed to the integer solver. What it finds proves how little was enough.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

from sabaq.engines.matching.alliance import Floats, Ints

SLIGHT = 1e-7
SECONDS = 20.0


@dataclass(frozen=True, eq=False)
class Packing:
    """`chosen` [c] indexes the listed groups; no `c` disjoint groups are worth more than `bound`, and there are never
    more than `most`; `proven` where this is the best."""

    chosen: Ints
    bound: float
    most: int
    proven: bool


def best_packing(groups: Ints, worth: Floats, draw: Ints, count: int) -> Packing:
    """The best disjoint groups of [m, k] over `count` members: most groups, most worth, then the weakest group as
    strong as possible, then the largest sum of the numbers drawn [m]."""
    if not len(groups):
        return Packing(np.zeros(0, np.int64), 0.0, 0, True)
    rows = np.repeat(np.arange(len(groups)), groups.shape[1])
    cover = csr_array((np.ones(groups.size), (groups.ravel(), rows)), shape=(count, len(groups)))
    upper = linprog(-np.ones(len(groups)), A_ub=cover, b_ub=np.ones(count))
    most = int(-upper.fun + 1e-6)
    for pairs in range(most, 0, -1):
        found = exactly(cover, worth, pairs)
        if found is None:
            continue
        chosen, bound, kept, proven = found
        if proven:
            chosen = kept[settled(cover[:, kept], worth[kept], draw[kept], np.searchsorted(kept, chosen))]
        return Packing(chosen, bound, most if not proven else pairs, proven)
    raise AssertionError("one group alone is always disjoint")


def exactly(cover: csr_array, worth: Floats, number: int) -> tuple[Ints, float, Ints, bool] | None:
    """The most worth [number] of groups with its bound, the groups that can be in a best choice, and if it is proven;
    None if there are not so many disjoint groups."""
    relaxed = linprog(-worth, A_ub=cover, b_ub=np.ones(cover.shape[0]), A_eq=np.ones((1, len(worth))), b_eq=[number])
    if relaxed.status != 0:
        return None
    bound = float(-relaxed.fun)
    loss = -worth - cover.T @ relaxed.ineqlin.marginals - relaxed.eqlin.marginals[0]
    limit = 0.02 * bound
    while True:
        kept = np.flatnonzero(loss <= limit + SLIGHT)
        chosen, proven = integral(cover[:, kept], worth[kept], number)
        if chosen is None:
            if len(kept) == len(worth):
                return None
            limit = limit * 4 + SLIGHT
            continue
        value = float(worth[kept[chosen]].sum())
        if bound - value <= limit + SLIGHT or not proven:
            return kept[chosen], value if proven else bound, kept, proven
        limit = bound - value


def integral(
    cover: csr_array, worth: Floats, number: int, *, least: tuple[Floats, float] | None = None
) -> tuple[Ints | None, bool]:
    """The best `number` of disjoint groups, None if there are none, and if this is proven; `least` (values, sum) asks
    for at least that sum of other values."""
    rules = [LinearConstraint(cover, -np.inf, 1), LinearConstraint(np.ones((1, len(worth))), number, number)]
    if least is not None:
        rules.append(LinearConstraint(least[0][None, :], least[1], np.inf))
    if len(worth) < number:
        return None, True
    answer = milp(
        -worth, integrality=np.ones(len(worth)), bounds=Bounds(0, 1), constraints=rules,
        options={"mip_rel_gap": 0, "time_limit": SECONDS},
    )  # fmt: skip
    if answer.x is None:
        return None, answer.status == 2
    return np.flatnonzero(answer.x > 0.5), answer.status == 0


def settled(cover: csr_array, worth: Floats, draw: Ints, chosen: Ints) -> Ints:
    """Among choices of equal worth the one with the strongest weakest group, then with the largest sum drawn."""
    sum_needed = float(worth[chosen].sum()) - SLIGHT
    while True:
        better = np.flatnonzero(worth > worth[chosen].min() + SLIGHT)
        again, _ = integral(cover[:, better], worth[better], len(chosen))
        if again is None or worth[better[again]].sum() < sum_needed:
            break
        chosen = better[again]
    able = np.flatnonzero(worth >= worth[chosen].min() - SLIGHT)
    drawn, _ = integral(cover[:, able], draw[able] / 2.0**24, len(chosen), least=(worth[able], sum_needed))
    return chosen if drawn is None else able[drawn]
