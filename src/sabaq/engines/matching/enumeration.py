"""Every group that the rules permit, built one member at a time, and what each is worth.

Inside a group every two members obey the hard rules, and everybody shares a gain with somebody; that both gain in
every pair of the group is not asked, because few alliances have four such people.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sabaq.engines.matching.alliance import Alliance, Floats, Ints, Mask
from sabaq.engines.matching.rules import allowed
from sabaq.engines.matching.weighing import weights_between


@dataclass(frozen=True, eq=False)
class Tables:
    """`open` [n, n] true where two may be in one group; `weight` [n, n] what they gain there, 0 where not open."""

    open: Mask
    weight: Floats

    def total(self, groups: Ints) -> Floats:
        """[m] the sum of the weights of all pairs inside groups [m, k]."""
        size = groups.shape[1]
        total = np.zeros(len(groups))
        for one in range(size):
            for other in range(one + 1, size):
                total += self.weight[groups[:, one], groups[:, other]]
        return total


def tables(alliance: Alliance) -> Tables:
    """The tables of an alliance. Fixed pairs are open whatever a rule says."""
    count = alliance.members
    one, other = np.triu_indices(count, 1)
    free = allowed(alliance, one, other)
    weight = np.where(free, weights_between(alliance, one, other), 0.0)
    open_pairs, weights = np.zeros((count, count), bool), np.zeros((count, count))
    open_pairs[one, other], weights[one, other] = free, weight
    if len(alliance.fixed):
        left, right = alliance.fixed.T
        open_pairs[left, right], weights[left, right] = True, weights_between(alliance, left, right)
    return Tables(open_pairs | open_pairs.T, weights + weights.T)


def all_groups(alliance: Alliance, table: Tables, members: Ints, *, most: int) -> Ints | None:
    """[m, size] every permitted group of these ascending members; None if there are more than `most` on the way."""
    members = members[~alliance.out[members]]
    groups = members[:, None]
    for _ in range(alliance.size - 1):
        fit = groups[:, -1:] < members
        for column in groups.T:
            fit &= table.open[np.ix_(column, members)]
        rows, added = np.nonzero(fit)
        if len(rows) > most:
            return None
        groups = np.column_stack([groups[rows], members[added]])
        groups = groups[few_per_country(alliance, groups)]
    return groups[useful(alliance, table, groups)]


def few_per_country(alliance: Alliance, groups: Ints) -> Mask:
    """[m] true for groups with no more from one country than permitted."""
    if not alliance.max_per_country:
        return np.ones(len(groups), bool)
    nations = alliance.nation[groups]
    same = (nations[:, :, None] == nations[:, None, :]).sum(axis=2)
    return np.asarray(same.max(axis=1) <= alliance.max_per_country)


def useful(alliance: Alliance, table: Tables, groups: Ints) -> Mask:
    """[m] true for groups in which everybody shares a gain with somebody, and fixed pairs are together."""
    good = np.ones(len(groups), bool)
    for column in groups.T:
        shared = np.zeros(len(groups), bool)
        for mate in groups.T:
            shared |= table.weight[column, mate] > 0
        good &= shared
    for one, other in alliance.fixed.tolist():
        good &= (groups == one).any(axis=1) == (groups == other).any(axis=1)
    return good
