"""Somebody withdraws: who takes the seat, by one shortest way through what the plan left open, without solving again.

A withdrawal takes one person out of an optimal flow; sending their unit from agency to seat along the cheapest residual
way makes it optimal again. The answer is the one that a full repair gives, in a fraction of its time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed

import numpy as np

from sabaq.engines.allocation import network as flows
from sabaq.engines.allocation.canonical import canonical, unchecked
from sabaq.engines.allocation.counterfactual import Move, path
from sabaq.engines.allocation.explanations import Explanation, Param
from sabaq.engines.allocation.instance import Instance, Ints
from sabaq.engines.allocation.objective import Levels, levels_of
from sabaq.engines.allocation.result import Result
from sabaq.engines.allocation.solving import best_service

REPLACEMENT_SENTENCES = {
    "takes_free_seat": (
        "A place became free and you come first among those waiting whom the rules let in: session {session}, your "
        "choice {own_rank}. You have priority {own_priority} in your agency."
    ),
    "moved": "Your place is now in session {session}, your choice {own_rank}, because somebody withdrew.",
    "gives_way": "Your place had to be given up because somebody withdrew and reserved seats come first.",
    "withdrew": "You withdrew.",
}


@dataclass(frozen=True, eq=False)
class Replacement:
    """What follows from the withdrawals: `placement` [N], `moves` (the withdrawn first, then by index), the `levels` as
    a repair counts them, and the `explanations` of everybody in `moves`, by index."""

    placement: Ints
    moves: tuple[Move, ...]
    levels: Levels
    explanations: Mapping[int, Explanation]


def after_withdrawal(instance: Instance, placement: Ints, withdrawn: Sequence[int]) -> Instance:
    """The instance of the repair: everybody holds their place, those who withdrew have no open session any more."""
    gone = np.zeros(instance.nominees, bool)
    gone[list(withdrawn)] = True
    stays = ~gone[instance.owner]
    return changed(
        instance,
        pair_ptr=np.concatenate([[0], np.cumsum(np.where(gone, 0, np.diff(instance.pair_ptr)))]),
        pair_session=instance.pair_session[stays],
        pair_rank=instance.pair_rank[stays],
        current=np.where(gone, -1, placement),
        fixed=instance.bound & ~gone,
    )


class Solved:
    """A result of the service policy with its residual network, ready for withdrawals. Raises ValueError for others."""

    def __init__(self, instance: Instance, result: Result) -> None:
        if result.policy != "service" or result.status != "optimal" or instance.crossing:
            raise ValueError("a replacement needs an optimal result of the service policy without crossing rules")
        self.instance, self.placement = instance, result.placement
        self._names = canonical(changed(instance, current=result.placement))
        ordered = self._names.instance
        self._network = flows.build(ordered, repair=True)
        self._flow = flows.flow_of(ordered, self._network, self._names.placement_of(result.placement))
        self._position = {int(person): at for at, person in enumerate(self._names.person)}
        self._top = int(instance.pair_rank.max(initial=1))

    def replace(self, withdrawn: Sequence[int]) -> Replacement:
        """Who takes the seats of those who withdraw (indexes). Raises ValueError for somebody who holds no seat."""
        for person in withdrawn:
            if not 0 <= person < self.instance.nominees or self.placement[person] < 0:
                raise ValueError(f"nominee {person} holds no seat to withdraw from")
        gone = np.zeros(self.instance.nominees, bool)
        gone[list(withdrawn)] = True
        top = self.instance.pair_rank[~gone[self.instance.owner]].max(initial=1)
        if np.any(self.instance.bound & gone) or top != self._top:
            # The bounds without a fixed person, and ranks on another scale, make another network.
            repaired = after_withdrawal(self.instance, self.placement, withdrawn)
            result = best_service(repaired, repair=True)
            return self._told(result.placement, result.levels, withdrawn)
        placement = self._rerouted(withdrawn)
        holders = unchecked(self.instance, {"current": np.where(gone, -1, self.placement)})
        return self._told(placement, levels_of(holders, placement), withdrawn)

    def _rerouted(self, withdrawn: Sequence[int]) -> Ints:
        network, flow, names = self._network, self._flow.copy(), self._names
        ordered, room = names.instance, network.room.copy()
        open_network = changed(network, room=room)
        for person in withdrawn:
            at = self._position[person]
            pairs = network.pair_arcs.start + np.arange(ordered.pair_ptr[at], ordered.pair_ptr[at + 1])
            seat = int(network.head[pairs[flow[pairs] > 0][0]])
            own = np.append(pairs, network.person_arcs.start + at)
            flow[own] = 0
            room[own] = 0
            agency = int(ordered.agency[at])
            ways = flows.packed(open_network, flows.residual(open_network, flow))
            distance = flows.distances(open_network, ways, agency, len(ways.cost), reach=False)
            steps = path(ways, distance, agency, seat)
            np.add.at(flow, ways.arc[steps], np.where(ways.forward[steps], 1, -1))
        placement = np.where(ordered.bound, ordered.held, -1)
        used = flow[network.pair_arcs] > 0
        placement[ordered.owner[used]] = ordered.pair_session[used]
        return names.placement_back(placement)

    def _told(self, placement: Ints, levels: Levels, withdrawn: Sequence[int]) -> Replacement:
        others = [int(i) for i in np.flatnonzero(placement != self.placement) if i not in set(withdrawn)]
        moves = tuple(Move(i, int(self.placement[i]), int(placement[i])) for i in (*withdrawn, *others))
        pair = self.instance.chosen_pair(placement)
        told = {}
        for move in moves:
            kind = "moved" if move.after >= 0 <= move.before else "takes_free_seat"
            params: dict[str, Param] = {}
            if move.after >= 0:
                params = {
                    "session": move.after,
                    "own_rank": int(self.instance.pair_rank[pair[move.nominee]]),
                    "own_priority": int(self.instance.priority[move.nominee]),
                    "own_draw": int(self.instance.draw[move.nominee]),
                }
            else:
                kind = "withdrew" if move.nominee in withdrawn else "gives_way"
            text = REPLACEMENT_SENTENCES[kind].format_map(params)
            told[move.nominee] = Explanation("placed" if move.after >= 0 else "not_placed", "", kind, params, text)
        return Replacement(placement, moves, levels, told)


def replace(instance: Instance, result: Result, *, withdrawn: Sequence[int]) -> Replacement:
    """Who takes the seats of the `withdrawn` (indexes); the same as solving the repair, with a reason for each move.

    For several questions about one result make one `Solved` and ask it. Raises ValueError.
    """
    return Solved(instance, result).replace(withdrawn)
