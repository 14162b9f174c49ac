"""From verdicts to explanations, for everybody at once: which bound decided, who was the last admitted there and why.

The rules that find the verdicts are in `deciding`; here they become kinds, parameters and sentences.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sabaq.engines.allocation.canonical import Canonical
from sabaq.engines.allocation.explanations import CAME_FIRST_BY, Explanation, Param, answer, ineligible
from sabaq.engines.allocation.instance import Instance, Ints
from sabaq.engines.allocation.objective import pair_gains

CLAIMS = ("last", "last_priority", "last_rank", "last_draw", "own_priority", "own_rank", "own_draw", "first_by")


@dataclass(frozen=True, eq=False)
class Verdicts:
    """Per person [N] the pair they came nearest to or wish more (`wanted`), and the `bound` that decides: a quota, or
    Q + a seat node, -1 for none. Everything in canonical order."""

    wanted: Ints
    bound: Ints


def quota_names(instance: Instance) -> list[str]:
    """[Q] what each quota is: without quotas below it an agency, then country and network."""
    height = np.zeros(len(instance.quota_parent), np.int64)
    for depth in range(int(instance.depth.max(initial=0)), 0, -1):
        here = np.flatnonzero(instance.depth == depth)
        np.maximum.at(height, instance.quota_parent[here], height[here] + 1)
    return [("agency", "country", "network")[min(2, up)] for up in height.tolist()]


def last_admitted(instance: Instance, placement: Ints, strength: Ints, within_agency: Ints, agencies: Ints) -> Ints:
    """[Q+S] the person under each bound who was admitted last, -1 for nobody; a larger strength [N] is later.

    In an agency its own order counts, so that its last is the one with the largest priority number.
    """
    quotas = len(instance.quota_parent)
    last = np.full(quotas + len(instance.seat_parent), -1, np.int64)
    pair = instance.chosen_pair(placement)
    seated = np.flatnonzero(pair >= 0)
    for above in instance.quota_chain[:, instance.agency[seated]]:
        at = above >= 0
        by = np.where(agencies[above], within_agency[seated], strength[seated])
        np.maximum.at(last, above[at], by[at])
    for above in instance.seat_chain[:, instance.pair_seat[pair[seated]]]:
        at = above >= 0
        np.maximum.at(last, quotas + above[at], strength[seated][at])
    who, who_within = np.argsort(strength), np.argsort(within_agency)
    inside = np.concatenate([agencies, np.zeros(len(instance.seat_parent), bool)])
    return np.where(last >= 0, np.where(inside, np.append(who_within, -1)[last], np.append(who, -1)[last]), -1)


def places(*keys: Ints) -> Ints:
    """[X] the place of each in the order of the keys, the first key first."""
    order = np.lexsort(keys[::-1])
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return place


def came_first_by(instance: Instance, placement: Ints, own: Ints, last: Ints, wanted: Ints, *, by_turn: bool) -> Ints:
    """[X] for people `own` and the pairs they wanted, the index in CAME_FIRST_BY of what put each `last` before."""
    seat = instance.chosen_pair(placement)[last]
    rank, priority, draw = instance.pair_rank, instance.priority, instance.draw
    earlier, lucky = priority[last] < priority[own], draw[last] < draw[own]
    if by_turn:
        reason = np.where(earlier, 2, np.where((priority[last] == priority[own]) & lucky, 4, 5))
    else:
        gain = pair_gains(instance)["priority"]
        even = np.where(rank[seat] == rank[wanted], np.where(lucky, 4, 5), np.where(rank[seat] < rank[wanted], 3, 5))
        ahead = np.where(earlier, 2, 3)
        reason = np.where(gain[seat] > gain[wanted], ahead, np.where(gain[seat] < gain[wanted], 5, even))
        # Inside one agency its own order speaks first, whatever the choices are.
        reason = np.where(earlier & (instance.agency[last] == instance.agency[own]), 2, reason)
    reason = np.where(instance.held[last] == placement[last], 1, reason)
    return np.where(instance.bound[last], 0, reason)


class Reasons:
    """One placement's explanations. `strength` [N]: who was admitted when, as `last_admitted` takes it."""

    def __init__(self, names: Canonical, placement: Ints, strength: Ints, *, by_turn: bool) -> None:
        self.names, self.placement = names, placement
        self.instance = instance = names.instance
        self.kinds = quota_names(instance)
        agencies = np.array([kind == "agency" for kind in self.kinds], bool)
        within = places(instance.priority, instance.draw)
        self.last = last_admitted(instance, placement, strength, within, agencies)
        self.by_turn = by_turn
        self.pair = instance.chosen_pair(placement)
        quotas, nodes = len(agencies), len(instance.seat_parent)
        self.upper = [*instance.quota_upper.tolist(), *instance.seat_upper.tolist()]
        self.label = [f"quota {at}" for at in names.quota.tolist()]
        self.label += [f"session {at}" for at in names.session.tolist()]
        self.label += [f"session_country_upper {at}" for at in names.row.tolist()]
        self.kinds += ["session"] * instance.sessions + ["session_country"] * (nodes - instance.sessions)
        self.quotas = quotas

    def claims(self, own: Ints, verdicts: Verdicts) -> dict[int, dict[str, Param]]:
        """For those of the people `own` whose bound admitted somebody: the parameters named in CLAIMS."""
        instance = self.instance
        bound = verdicts.bound[own]
        last = np.where(bound >= 0, self.last[bound], -1)
        own, last = own[last >= 0], last[last >= 0]
        wanted, seat = verdicts.wanted[own], self.pair[last]
        reason = came_first_by(instance, self.placement, own, last, wanted, by_turn=self.by_turn)
        columns = (
            *(self.names.person[last], instance.priority[last], instance.pair_rank[seat], instance.draw[last]),
            *(instance.priority[own], instance.pair_rank[wanted], instance.draw[own]),
        )
        rows = zip(*(column.tolist() for column in columns), reason.tolist(), strict=True)
        told = (dict(zip(CLAIMS, (*row[:-1], CAME_FIRST_BY[row[-1]]), strict=True)) for row in rows)
        return dict(zip(own.tolist(), told, strict=True))

    def tell(self, verdicts: Verdicts) -> tuple[Explanation, ...]:
        """[N] the explanations, in the order of the file."""
        instance, names = self.instance, self.names
        free = ~instance.bound
        open_pairs = np.diff(instance.pair_ptr) > 0
        first = np.where(open_pairs, np.append(instance.pair_rank, 0)[instance.pair_ptr[:-1]], 0)
        own_rank = np.append(instance.pair_rank, 0)[self.pair]
        seated = self.pair >= 0
        kept = free & seated & (own_rank > first) & (self.placement == instance.held)
        later = free & seated & (own_rank > first) & ~kept
        waiting = free & ~seated & open_pairs
        session = np.append(names.session, -1)[self.placement].tolist()
        plain = [[answer("placed", "", kind, {"session": s}) for s in range(instance.sessions)] for kind in PLAIN]
        which = np.where(~free, 2, np.where(kept, 1, 0)).tolist()
        told: list[Explanation | None] = [None] * instance.nominees
        order = names.person.tolist()
        for person in np.flatnonzero(seated & ~later).tolist():
            told[order[person]] = plain[which[person]][session[person]]
        failed: dict[int, set[str]] = {}
        for person, _session, rule in instance.ineligible:
            failed.setdefault(person, set()).add(rule)
        for person in np.flatnonzero(free & ~open_pairs).tolist():
            told[order[person]] = ineligible(tuple(sorted(failed.get(order[person], ()))))
        self._where_others_came_first(told, np.flatnonzero(later), np.flatnonzero(waiting), verdicts)
        return tuple(why for why in told if why is not None)

    def _where_others_came_first(
        self, told: list[Explanation | None], later: Ints, waiting: Ints, verdicts: Verdicts
    ) -> None:
        order, names = self.names.person.tolist(), self.names
        bound = verdicts.bound.tolist()
        wanted = np.append(names.session, -1)[np.append(self.instance.pair_session, -1)[verdicts.wanted]].tolist()
        session = np.append(names.session, -1)[self.placement].tolist()
        rank = np.append(self.instance.pair_rank, 0)[self.pair].tolist()
        claims = self.claims(np.concatenate([later, waiting]), verdicts)
        for person in later.tolist():
            place: dict[str, Param] = {"session": session[person], "rank": rank[person], "wanted": wanted[person]}
            told[order[person]] = self._later(place, bound[person], claims.get(person, {}))
        priority = self.instance.priority.tolist()
        for person in waiting.tolist():
            told[order[person]] = self._not_placed(
                bound[person], wanted[person], priority[person], claims.get(person, {})
            )

    def _later(self, place: dict[str, Param], bound: int, claim: dict[str, Param]) -> Explanation:
        if bound < 0:
            return answer("placed", "", "later_choice", place)
        kind = "later_choice_session_full" if self.kinds[bound] == "session" else "later_choice_country_full"
        return answer("placed", self.label[bound], kind, {**place, "seats": self.upper[bound], **claim})

    def _not_placed(self, bound: int, wanted: int, priority: int, claim: dict[str, Param]) -> Explanation:
        if bound < 0:
            return answer("not_placed", "", "no_seat", {"own_priority": priority})
        name, who, seats = self.label[bound], self.kinds[bound], self.upper[bound]
        place = {"quota": int(self.names.quota[bound])} if bound < self.quotas else {"session": wanted}
        if not seats:
            return answer("not_placed", name, f"{who}_closed", place)
        kind = f"{who}_full"
        if who == "agency" and self.instance.priority[self.last[bound]] > priority:
            kind = "agency_full_out_of_order"
        return answer("not_placed", name, kind, {**place, "seats": seats, "own_priority": priority, **claim})


PLAIN = ("first_choice", "kept", "fixed")
