"""The best set of pairs for several rounds, and how it is dealt out so that each round is a matching.

A set with at most R pairs for each member can be dealt into R rounds unless some odd circle of members holds too many
of them; such circles are found and forbidden. Rounds can then always be made equally full, by exchanging two rounds
along a path.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack
from scipy.sparse.csgraph import connected_components

from sabaq.engines.matching.alliance import Floats, Ints, Mask
from sabaq.engines.matching.blossoms import search

TRIES, CUTS, SECONDS = 40, 60, 20.0


@dataclass(frozen=True, eq=False)
class Pairs:
    """Open pairs `one` < `other` [m] of `count` members with `weight`, and those that must stand in round one."""

    count: int
    one: Ints
    other: Ints
    weight: Floats
    fixed: Mask

    def incidence(self, columns: Ints | None = None) -> csr_array:
        """[count, m] ones where a member is in a pair."""
        keep = np.arange(len(self.one)) if columns is None else columns
        places = np.concatenate([self.one[keep], self.other[keep]]), np.tile(np.arange(len(keep)), 2)
        return csr_array((np.ones(2 * len(keep)), places), shape=(self.count, len(keep)))


def best_rounds(pairs: Pairs, number: int) -> tuple[list[Ints], bool]:
    """The most pairs, and among those of most weight, in `number` matchings; and if this is proven."""
    if not len(pairs.one):
        return [np.zeros(0, np.int64)] * number, True
    rules = [pairs.incidence()]
    limits = [np.full(pairs.count, float(number))]
    for _ in range(CUTS):
        chosen, proven = chosen_under(pairs, vstack(rules).tocsr(), np.concatenate(limits))
        rounds = dealt(pairs, chosen, number)
        if rounds is not None:
            return rounds, proven
        circles = overfull(pairs, chosen, number)
        if not circles:
            break
        rules += [csr_array(circle[None, :].astype(float)) for circle, _ in circles]
        limits += [np.array([float(most)]) for _, most in circles]
    return dealt_directly(pairs, number)


def chosen_under(pairs: Pairs, rules: csr_array, limits: Floats) -> tuple[Ints, bool]:
    """The most pairs and then the most weight under linear rules, and if this is proven."""
    least, size = pairs.fixed.astype(float), len(pairs.one)
    held = LinearConstraint(rules, -np.inf, limits)
    options = {"mip_rel_gap": 0, "time_limit": SECONDS}
    whole = np.ones(size)
    most = milp(-whole, integrality=whole, bounds=Bounds(least, 1), constraints=held, options=options)
    if most.x is None:
        return np.flatnonzero(pairs.fixed), False
    total = round(-most.fun)
    exact = [held, LinearConstraint(whole[None, :], total, total)]
    best = milp(-pairs.weight, integrality=whole, bounds=Bounds(least, 1), constraints=exact, options=options)
    answer = most if best.x is None else best
    return np.flatnonzero(answer.x > 0.5), most.status == 0 and best.status == 0


def overfull(pairs: Pairs, chosen: Ints, number: int) -> list[tuple[Mask, int]]:
    """Connected sets of an odd number of members with more chosen pairs than `number` matchings of them can hold."""
    table = csr_array((np.ones(len(chosen)), (pairs.one[chosen], pairs.other[chosen])), shape=(pairs.count,) * 2)
    _, label = connected_components(table, directed=False)
    found = []
    for name, size in zip(*np.unique(label, return_counts=True), strict=True):
        inside = (label[pairs.one] == name) & (label[pairs.other] == name)
        most = number * (int(size) // 2)
        if size % 2 and np.count_nonzero(inside[chosen]) > most:
            found.append((inside, most))
    return found


def dealt(pairs: Pairs, chosen: Ints, number: int) -> list[Ints] | None:
    """The chosen pairs as `number` matchings, the fixed ones in the first; None if no try succeeds.

    Whoever has as many pairs left as there are rounds left must be in the next one.
    """
    for attempt in range(TRIES):
        random = np.random.default_rng(attempt)
        rest, rounds = chosen, list[Ints]()
        for left in range(number, 0, -1):
            degree = np.bincount(np.concatenate([pairs.one[rest], pairs.other[rest]]), minlength=pairs.count)
            urgent = (degree == left).astype(np.int64)
            worth = (urgent[pairs.one[rest]] + urgent[pairs.other[rest]]) * 10**6 + random.integers(0, 10**3, len(rest))
            if left == number:
                worth = worth + 10**9 * pairs.fixed[rest]
            taken = rest[search(pairs.count, pairs.one[rest], pairs.other[rest], worth.tolist(), most=False)]
            rounds.append(taken)
            rest = np.setdiff1d(rest, taken)
        if not len(rest) and np.all(np.isin(np.flatnonzero(pairs.fixed), rounds[0])):
            return rounds
    return None


def levelled(pairs: Pairs, rounds: list[Ints]) -> list[Ints]:
    """The same pairs with rounds as equally full as exchanges between two rounds can make them."""
    rounds = list(rounds)
    while True:
        sizes = [len(part) for part in rounds]
        full, empty = int(np.argmax(sizes)), int(np.argmin(sizes))
        path = surplus_path(pairs, rounds[full], rounds[empty]) if sizes[full] - sizes[empty] > 1 else None
        if path is None:
            return rounds
        rounds[full], rounds[empty] = (
            np.sort(np.concatenate([np.setdiff1d(mine, path), np.intersect1d(other, path)]))
            for mine, other in ((rounds[full], rounds[empty]), (rounds[empty], rounds[full]))
        )


def surplus_path(pairs: Pairs, full: Ints, empty: Ints) -> Ints | None:
    """The pairs of a path that alternates between two rounds and has one more of the fuller; no fixed pair in it."""
    both = np.concatenate([full, empty])
    table = csr_array((np.ones(len(both)), (pairs.one[both], pairs.other[both])), shape=(pairs.count,) * 2)
    _, label = connected_components(table, directed=False)
    names = label[pairs.one[both]]
    for name in np.unique(names):
        path = both[names == name]
        if not pairs.fixed[path].any() and np.isin(path, full).sum() > np.isin(path, empty).sum():
            return np.asarray(path)
    return None


def dealt_directly(pairs: Pairs, number: int) -> tuple[list[Ints], bool]:
    """The best matchings as one integer programme over pairs and rounds, for sets that resist dealing."""
    size = len(pairs.one)
    cover = pairs.incidence().toarray()
    rules = np.concatenate([np.kron(np.eye(number), cover), np.kron(np.ones((1, number)), np.eye(size))])
    heavy = float(pairs.weight.sum()) + 1.0
    least = np.concatenate([pairs.fixed.astype(float), np.zeros(size * (number - 1))])
    answer = milp(
        -np.tile(pairs.weight + heavy, number), integrality=np.ones(size * number), bounds=Bounds(least, 1),
        constraints=LinearConstraint(csr_array(rules), -np.inf, 1), options={"mip_rel_gap": 0, "time_limit": SECONDS},
    )  # fmt: skip
    if answer.x is None:
        return [np.flatnonzero(pairs.fixed), *[np.zeros(0, np.int64)] * (number - 1)], False
    return [np.flatnonzero(row > 0.5) for row in answer.x.reshape(number, size)], answer.status == 0
