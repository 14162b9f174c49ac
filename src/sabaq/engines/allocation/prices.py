"""Prices read as what a pair is worth beyond its bounds, and what a bound costs; compared level by level.

`to_hub` is the other end of the same proof: what the rest of the plan would lose if a node gave up one unit. Together
they answer, for every bound at once and without solving again, whether one seat more there would help a person.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sabaq.engines.allocation import network as flows
from sabaq.engines.allocation.instance import Instance, Ints
from sabaq.engines.allocation.objective import DEPTH, pair_costs

Mask = NDArray[np.bool_]


def sign(values: Ints) -> Ints:
    """[X] the sign of the first nonzero level of each column of values [6, X]."""
    signs: Ints = np.zeros(values.shape[1], np.int64)
    for level in values[::-1]:
        signs = np.where(level != 0, np.sign(level), signs)
    return signs


class Prices:
    """`surplus` [6, M] of pairs, prices of bounds `quota` [6, Q] and `seat` [6, S], and `reach` [6, Q+S+1]: the prices
    as distances from the hub, which comes last."""

    def __init__(self, instance: Instance, prices: Ints, *, repair: bool) -> None:
        quotas = len(instance.quota_parent)
        hub = quotas + len(instance.seat_parent)
        self.reach = np.concatenate([prices, np.zeros((DEPTH, 1), np.int64)], axis=1)
        self.cost = pair_costs(instance, repair=repair)
        self.pair_node = quotas + instance.pair_seat
        self.quota_parent = np.where(instance.quota_parent >= 0, instance.quota_parent, hub)
        self.seat_parent = np.where(instance.seat_parent >= 0, quotas + instance.seat_parent, hub)
        agency = instance.agency[instance.owner]
        self.surplus = self.reach[:, self.pair_node] - self.reach[:, agency] - self.cost
        self.quota = prices[:, :quotas] - self.reach[:, self.quota_parent]
        self.seat = self.reach[:, self.seat_parent] - prices[:, quotas:]


def to_hub(network: flows.Network, ways: flows.Residual) -> Ints:
    """[6, nodes] the least cost of a residual way from each node to the hub, FAR where there is none."""
    backwards = flows.Residual(ways.arc, ways.forward, ways.head, ways.tail, ways.cost)
    return flows.distances(network, backwards, network.hub, reach=False)


@dataclass(frozen=True, eq=False)
class Room:
    """What is left under each bound: `quota` [Q] and `seat` [S] for any seat, `reserved` [Q] for a reserved one."""

    quota: Mask
    reserved: Mask
    seat: Mask


def room_of(instance: Instance, placement: Ints) -> Room:
    """The bounds with room under a placement [N]."""
    used = instance.quota_use(placement >= 0)
    pair = instance.chosen_pair(placement)
    seats = instance.seat_use(pair[pair >= 0])
    return Room(used < instance.quota_upper, used < instance.quota_lower, seats < instance.seat_upper)
