"""From verdicts to explanations, for everybody at once: which bound decided, who was the last admitted there and why.

The rules that find the verdicts are in `deciding`; here they become kinds, parameters and sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np

from sabaq.engines.allocation.canonical import Canonical, inverse
from sabaq.engines.allocation.explanations import CAME_FIRST_BY, Explanation, Param, answer, ineligible
from sabaq.engines.allocation.instance import Instance, Ints
from sabaq.engines.allocation.objective import pair_gains

PLAIN = ("first_choice", "kept", "fixed")
CLOSED, LATER, WAITING = 3, 4, 5  # listed no open session; has a seat, not the first choice; has none
VERY_MANY, BLOCK = 100_000, 8_192
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


def came_first_by(instance: Instance, own: Ints, last: Ints, wanted: Ints, seat: Ints, *, by_turn: bool) -> Ints:
    """[X] for people `own` and the pairs they wanted, the index in CAME_FIRST_BY of what put each `last`, who has the
    pair `seat`, before."""
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
    reason = np.where(instance.held[last] == instance.pair_session[seat], 1, reason)
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
        reason = came_first_by(instance, own, last, wanted, seat, by_turn=self.by_turn)
        columns = (
            *(self.names.person[last], instance.priority[last], instance.pair_rank[seat], instance.draw[last]),
            *(instance.priority[own], instance.pair_rank[wanted], instance.draw[own]),
        )
        rows = zip(*(column.tolist() for column in columns), reason.tolist(), strict=True)
        told = (dict(zip(CLAIMS, (*row[:-1], CAME_FIRST_BY[row[-1]]), strict=True)) for row in rows)
        return dict(zip(own.tolist(), told, strict=True))

    def tell(self, verdicts: Verdicts) -> tuple[Explanation, ...]:
        """[N] the explanations, in the order of the file."""
        told = self.some(verdicts, np.arange(self.instance.nominees))
        return tuple(told[at] for at in inverse(self.names.person).tolist())

    @cached_property
    def group(self) -> Ints:
        """[N] what is to be said: an index in PLAIN, or one of CLOSED, LATER and WAITING."""
        instance, seated = self.instance, self.pair >= 0
        open_pairs = np.diff(instance.pair_ptr) > 0
        first = np.append(instance.pair_rank, 0)[np.where(open_pairs, instance.pair_ptr[:-1], -1)]
        later = seated & (np.append(instance.pair_rank, 0)[self.pair] > first)
        group = np.where(seated, np.where(later, LATER, 0), np.where(open_pairs, WAITING, CLOSED))
        group = np.where(later & (self.placement == instance.held), 1, group)
        return np.where(instance.bound, 2, group)

    @cached_property
    def plain(self) -> list[list[Explanation]]:
        """The answers of PLAIN for each session of the file."""
        sessions = range(self.instance.sessions)
        return [[answer("placed", "", kind, {"session": session}) for session in sessions] for kind in PLAIN]

    @cached_property
    def failed(self) -> dict[int, set[str]]:
        """The rules that closed sessions for people of the file."""
        failed: dict[int, set[str]] = {}
        for person, _session, rule in self.instance.ineligible:
            failed.setdefault(person, set()).add(rule)
        return failed

    def some(self, verdicts: Verdicts, people: Ints) -> list[Explanation]:
        """The explanations of some people, given and told in canonical order."""
        instance, names, group = self.instance, self.names, self.group[people]
        session = np.append(names.session, -1)[self.placement[people]].tolist()
        bound = verdicts.bound[people].tolist()
        wanted = np.append(names.session, -1)[np.append(instance.pair_session, -1)[verdicts.wanted[people]]].tolist()
        rank = np.append(instance.pair_rank, 0)[self.pair[people]].tolist()
        priority = instance.priority[people].tolist()
        claims = self.claims(people[group >= LATER], verdicts)
        told = []
        for at, (person, what) in enumerate(zip(people.tolist(), group.tolist(), strict=True)):
            if what < CLOSED:
                told.append(self.plain[what][session[at]])
            elif what == CLOSED:
                told.append(ineligible(tuple(sorted(self.failed.get(int(names.person[person]), ())))))
            elif what == LATER:
                place: dict[str, Param] = {"session": session[at], "rank": rank[at], "wanted": wanted[at]}
                told.append(self._later(place, bound[at], claims.get(person, {})))
            else:
                told.append(self._not_placed(bound[at], wanted[at], priority[at], claims.get(person, {})))
        return told

    def _later(self, place: dict[str, Param], bound: int, claim: dict[str, Param]) -> Explanation:
        if bound < 0:
            return answer("placed", "", "later_choice", place)
        if not self.upper[bound]:
            return answer("placed", self.label[bound], "later_choice", place)
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


class Told(Sequence[Explanation]):
    """[N] explanations of very many people, whose canonical order is the file's: all is decided, and put into words a
    block at a time where it is asked for."""

    def __init__(self, reasons: Reasons, verdicts: Verdicts) -> None:
        self._reasons, self._verdicts = reasons, verdicts
        self._block: tuple[int, list[Explanation]] = (-1, [])

    def __len__(self) -> int:
        return self._reasons.instance.nominees

    @overload
    def __getitem__(self, at: int) -> Explanation: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Explanation, ...]: ...
    def __getitem__(self, at: int | slice) -> Explanation | tuple[Explanation, ...]:
        if isinstance(at, slice):
            return tuple(self[i] for i in range(*at.indices(len(self))))
        block, inside = divmod(range(len(self))[at], BLOCK)
        if self._block[0] != block:
            people = np.arange(block * BLOCK, min(len(self), (block + 1) * BLOCK))
            self._block = (block, self._reasons.some(self._verdicts, people))
        return self._block[1][inside]
