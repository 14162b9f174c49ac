"""How many people any placement could place, at most: a bound that shows what the ordinal mode may leave out.

A relaxation: the people of a country, or of whatever quota is small enough in number, are taken together, so that one
maximum flow over groups and sessions replaces one over people. A minimum cut there bounds every placement.
"""

from __future__ import annotations

import numpy as np
from ortools.graph.python.max_flow import SimpleMaxFlow

from sabaq.engines.allocation.instance import Instance, Ints

CELLS = 4_000_000  # groups times seat nodes


def most_people(instance: Instance) -> int:
    """A bound on the people that any placement within the hard rules places."""
    quotas, seats = len(instance.quota_parent), len(instance.seat_parent)
    if not len(instance.owner):
        return 0
    deepest = deepest_that_fits(instance, seats)
    group = group_of(instance, deepest)
    can = within_groups(instance, deepest)
    cell = group[instance.agency[instance.owner]] * seats + instance.pair_seat
    wishes = np.bincount(cell, minlength=quotas * seats) if quotas * seats <= CELLS else None
    used, count = (
        (np.flatnonzero(wishes), wishes[wishes > 0]) if wishes is not None else np.unique(cell, return_counts=True)
    )
    source, target = quotas + seats, quotas + seats + 1
    top = np.flatnonzero(instance.depth <= deepest)
    above = np.where(instance.quota_parent[top] >= 0, instance.quota_parent[top], source)
    over = np.where(instance.seat_parent >= 0, quotas + instance.seat_parent, target)
    solver = SimpleMaxFlow()
    solver.add_arcs_with_capacity(above, top, can[top])
    solver.add_arcs_with_capacity(used // seats, quotas + used % seats, count)
    solver.add_arcs_with_capacity(quotas + np.arange(seats), over, np.minimum(instance.seat_upper, instance.nominees))
    solver.solve(source, target)
    return int(solver.optimal_flow())


def deepest_that_fits(instance: Instance, seats: int) -> int:
    """The depth down to which quotas are told apart."""
    fits = np.cumsum(np.bincount(instance.depth)) * seats <= CELLS
    return max(0, int(np.count_nonzero(fits)) - 1)


def group_of(instance: Instance, deepest: int) -> Ints:
    """[Q] the quota at most so deep that each quota lies in, or is."""
    group = np.arange(len(instance.quota_parent))
    for _ in range(int(instance.depth.max(initial=0)) - deepest):
        group = np.where(instance.depth[group] > deepest, instance.quota_parent[group], group)
    return group


def within_groups(instance: Instance, deepest: int) -> Ints:
    """[Q] how many people each quota can place by itself, counting those with an open session; above the groups, where
    the flow counts, the quota's own bound."""
    wishing = np.diff(instance.pair_ptr) > 0
    below = np.bincount(instance.agency[wishing], minlength=len(instance.quota_parent))
    can = np.minimum(below, instance.quota_upper)
    for depth in range(int(instance.depth.max(initial=0)), deepest, -1):
        here = np.flatnonzero(instance.depth == depth)
        can[here] = np.minimum(below[here], instance.quota_upper[here])
        np.add.at(below, instance.quota_parent[here], can[here])
    at = instance.depth == deepest
    can[at] = np.minimum(below[at], instance.quota_upper[at])
    can[instance.depth < deepest] = np.minimum(instance.quota_upper, instance.nominees)[instance.depth < deepest]
    return can
