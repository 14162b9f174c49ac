"""What one more seat would change: the exact chain of people who would move, as a shortest residual path.

One more unit on one bound changes an optimal flow by at most one cycle through that bound, so the chain is complete.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from sabaq.engines.allocation import network as flows
from sabaq.engines.allocation.canonical import canonical, inverse
from sabaq.engines.allocation.instance import Instance, Ints
from sabaq.engines.allocation.result import Result


@dataclass(frozen=True)
class Move:
    """One person's step in the chain: sessions before and after, -1 for none."""

    nominee: int
    before: int
    after: int


def what_if(
    instance: Instance, result: Result, *, session: int | None = None, quota: int | None = None
) -> tuple[Move, ...]:
    """Who would move if the session or the quota had one seat more; empty where nothing would improve.

    The first move takes the new seat (or enters on it); each next one takes the seat the one before has left.

    Needs an optimal `service` result. Raises ValueError for anything else, or unless exactly one bound is named.
    """
    if instance.crossing or result.policy != "service" or (session is None) == (quota is None):
        raise ValueError("name one session or one quota, and a result of the service policy without crossing rules")
    known = instance.sessions if quota is None else len(instance.quota_parent)
    named = session if session is not None else quota
    if named is None or not 0 <= named < known:
        raise ValueError(f"there is no session or quota {named}")
    names = canonical(instance)
    ordered = names.instance
    network = flows.build(ordered, repair=result.repair)
    flow = flows.flow_of(ordered, network, names.placement_of(result.placement))
    named = int(inverse(names.session if quota is None else names.quota)[named])
    arc = named + (len(flow) - network.seats if quota is None else network.quotas)
    ways = flows.residual(network, flow)
    origin, target = int(network.head[arc]), int(network.tail[arc])
    distance = flows.distances(network, ways, origin, reach=False)
    gain = distance[:, target]
    if gain[0] >= flows.FAR // 2 or tuple(gain) >= (0,) * len(gain):
        return ()
    before, after = result.placement, dict[int, int]()
    for step in path(ways, distance, origin, target):
        pair = int(ways.arc[step]) - network.pair_arcs.start
        if 0 <= pair < len(ordered.owner):
            person = int(names.person[ordered.owner[pair]])
            if ways.forward[step]:
                after[person] = int(names.session[ordered.pair_session[pair]])
            else:
                after.setdefault(person, -1)
    moves = [Move(person, int(before[person]), there) for person, there in after.items()]
    return tuple(moves if session is None else moves[::-1])


def path(ways: flows.Residual, distance: Ints, origin: int, target: int) -> list[int]:
    """The arcs of one shortest path, fewest first, from the distances of its origin; searched from the target back."""
    reached = distance[0, ways.tail] < flows.FAR // 2
    tight = reached & np.all(distance[:, ways.tail] + ways.cost == distance[:, ways.head], axis=0)
    steps = np.flatnonzero(tight)
    steps = steps[np.argsort(ways.head[steps], kind="stable")]
    heads, tails = ways.head[steps], ways.tail[steps]
    goes: dict[int, int] = {target: -1}
    queue = deque([target])
    while queue and origin not in goes:
        node = queue.popleft()
        first, last = np.searchsorted(heads, (node, node + 1)).tolist()
        for step, before in zip(steps[first:last].tolist(), tails[first:last].tolist(), strict=True):
            if before not in goes:
                goes[before] = step
                queue.append(before)
    found = []
    while goes[origin] >= 0:
        found.append(goes[origin])
        origin = int(ways.head[goes[origin]])
    return found
