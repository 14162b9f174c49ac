"""What placement is about, without a database: who may sit where, the case for the engine, and who comes next.

Every person takes a seat from exactly one pool: the agency's, else what the country kept, else what the edition kept.
So each pool with people is one bound by its own seats. Totals of countries and of the edition follow from their parts
and are left out: a bound that others imply would hide what one more seat does, and refuse the priority policy in vain.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from sabaq.engines.allocation import Instance, Move, Policy, Result, compare, instance_from_mapping, solve, what_if

# The pool of a person whom no seats serve.
NO_POOL = 0
LANGUAGE, PASSPORT, NO_SEAT = "language", "passport", "no_seat"
# Who the last person admitted is belongs to another agency; only why they came first is told.
_UNSAID = {"last", "last_draw", "own_draw"}
SAME_AGENCY, SAME_POOL, OTHER_POOL = "same_agency", "same_pool", "other_pool"


@dataclass(frozen=True)
class Nominee:
    """A person whom both sides want placed. Keys are primary keys; `pool` is where the seat comes from.

    `priority`: the agency's order, 1 first. `passport_until`: the last day of the passport, None if not known.
    `session`: the session in which the person holds a seat now.
    """

    nomination: int
    agency: int
    pool: int
    priority: int
    lottery: int
    languages: tuple[str, ...] = ()
    passport_until: date | None = None
    session: int | None = None


@dataclass(frozen=True)
class Room:
    """A session by its primary key, with its number, dates, language of instruction and seats."""

    session: int
    number: int
    starts: date
    ends: date
    language: str
    capacity: int


@dataclass(frozen=True)
class AllocationCase:
    """An engine's instance as JSON values, and whose its positions are: sessions, and the pool of each quota."""

    instance: dict[str, Any]
    sessions: tuple[int, ...]
    pools: tuple[int, ...]

    @property
    def nominations(self) -> tuple[int, ...]:
        """The nominations in the engine's order."""
        return tuple(int(key) for key in self.instance["ids"])

    @property
    def has_holders(self) -> bool:
        """Whether somebody holds a seat already, so that a plan is a repair."""
        return any(session >= 0 for session in self.instance["current"])

    @property
    def seats(self) -> int:
        """Seats of all pools that people take from."""
        return sum(seats for seats, parent in self._quotas if parent < 0)

    @property
    def _quotas(self) -> Iterable[tuple[int, int]]:
        return zip(self.instance["quota_upper"], self.instance["quota_parent"], strict=True)

    def as_json(self) -> dict[str, Any]:
        """As a plan keeps it; equal as long as nothing that placement rests on has changed."""
        return {"instance": self.instance, "sessions": list(self.sessions), "pools": list(self.pools)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> AllocationCase:
        """The case that a plan keeps."""
        return cls(dict(stored["instance"]), tuple(stored["sessions"]), tuple(stored["pools"]))

    def first_wishes(self) -> dict[int, int]:
        """The session that each nomination would go to first, for those who may go to any."""
        ptr, sessions = self.instance["pair_ptr"], self.instance["pair_session"]
        return {
            nomination: self.sessions[sessions[ptr[i]]]
            for i, nomination in enumerate(self.nominations)
            if ptr[i] < ptr[i + 1]
        }


def lottery_number(edition: str, nomination: int) -> int:
    """A number that nobody chose and anybody can compute again: the head of SHA-256 over edition and nomination."""
    return int.from_bytes(hashlib.sha256(f"{edition}/{nomination}".encode()).digest()[:4])


def broken_rules(nominee: Nominee, room: Room) -> tuple[str, ...]:
    """Why a person cannot sit in a session. What is not known, such as languages nobody listed, breaks no rule."""
    speaks = not nominee.languages or room.language in nominee.languages
    travels = nominee.passport_until is None or nominee.passport_until >= room.ends
    return tuple(rule for rule, kept in ((LANGUAGE, speaks), (PASSPORT, travels)) if not kept)


def wishes(nominee: Nominee, rooms: Iterable[Room]) -> list[Room]:
    """The sessions open to a person, best first: the listed languages, then the dates. A held seat stays open."""
    can_sit = [room for room in rooms if room.session == nominee.session or not broken_rules(nominee, room)]
    return sorted(can_sit, key=lambda room: (room.language not in nominee.languages, room.starts, room.number))


@dataclass(frozen=True)
class _Quotas:
    """Whose each quota is, and its bounds. Shared pools come first, each above its agencies."""

    pools: list[int]
    parent: list[int]
    upper: list[int]
    of_nominee: list[int]

    @classmethod
    def of(cls, nominees: Sequence[Nominee], *, seats: Mapping[int, int], agency_pools: set[int]) -> _Quotas:
        parts = [(n.pool, None if n.pool in agency_pools else n.agency) for n in nominees]
        members = Counter(parts)
        order = sorted(members, key=lambda part: (part[0], part[1] or 0))
        shared = list(dict.fromkeys(pool for pool, agency in order if agency is not None))
        position = {part: len(shared) + i for i, part in enumerate(order)}
        return cls(
            pools=[*shared, *(pool for pool, _agency in order)],
            parent=[-1] * len(shared) + [-1 if agency is None else shared.index(pool) for pool, agency in order],
            upper=[seats.get(pool, 0) for pool in shared]
            + [seats.get(pool, 0) if agency is None else members[pool, agency] for pool, agency in order],
            of_nominee=[position[part] for part in parts],
        )


def case_of(
    nominees: Sequence[Nominee], rooms: Sequence[Room], *, seats: Mapping[int, int], agency_pools: set[int]
) -> AllocationCase:
    """The engine's instance for these people and sessions.

    `seats`: each pool's own seats, held ones included. `agency_pools`: pools of one agency alone. In a pool that
    agencies share, each has a quota of its own as large as its list, which never binds: it keeps their orders apart.
    """
    position = {room.session: i for i, room in enumerate(rooms)}
    quotas = _Quotas.of(nominees, seats=seats, agency_pools=agency_pools)
    wished = [wishes(nominee, rooms) for nominee in nominees]
    instance: dict[str, Any] = {
        "nominees": len(nominees),
        "sessions": len(rooms),
        "pair_ptr": [0, *accumulate(len(chosen) for chosen in wished)],
        "pair_session": [position[room.session] for chosen in wished for room in chosen],
        "pair_rank": [rank for chosen in wished for rank in range(1, len(chosen) + 1)],
        "agency": quotas.of_nominee,
        "priority": [max(n.priority, 1) for n in nominees],
        "lottery": [n.lottery for n in nominees],
        "quota_parent": quotas.parent,
        "quota_lower": [0] * len(quotas.parent),
        "quota_upper": quotas.upper,
        "capacity": [room.capacity for room in rooms],
        "current": [-1 if n.session is None else position[n.session] for n in nominees],
        "ids": [str(n.nomination) for n in nominees],
        "ineligible": [
            [i, position[room.session], rule]
            for i, nominee in enumerate(nominees)
            for room in rooms
            if room.session != nominee.session
            for rule in broken_rules(nominee, room)
        ],
    }
    return AllocationCase(instance, tuple(position), tuple(quotas.pools))


@dataclass(frozen=True)
class WorkedOut:
    """A case with the result of one policy, all policies side by side, and what one more seat in a session does.

    `comparison`: JSON values with `policies` (name, placed, moved, envious, refusal) and `one_more` (session, moves as
    [nomination, session before, session after], None for no seat) and `one_more_shares` (pool, moves); the last two are
    known for the service policy only.
    """

    case: AllocationCase
    result: Result
    comparison: dict[str, Any]

    @property
    def places(self) -> int:
        """How many people the plan gives a seat."""
        return self.result.levels.placed

    def outcomes(self) -> Iterable[tuple[int, int | None, str, dict[str, Any]]]:
        """For each person the nomination, the session or None, the kind of reason and its parameters by keys."""
        for i, nomination in enumerate(self.case.nominations):
            session, reason = int(self.result.placement[i]), self.result.explanations[i]
            params: dict[str, Any] = {
                name: list(value) if isinstance(value, tuple) else value for name, value in reason.params.items()
            }
            for name in params.keys() & {"session", "wanted"}:
                params[name] = self.case.sessions[params[name]]
            for name in _UNSAID & params.keys():
                del params[name]
            if "quota" in params:
                params["pool"] = self.case.pools[params.pop("quota")]
            yield nomination, self.case.sessions[session] if session >= 0 else None, reason.kind, params


def work_out(case: AllocationCase, *, policy: Policy) -> WorkedOut:
    """Place the people of a case by one policy; whoever holds a seat is not moved to place somebody else.

    Raises NotOneHierarchy where the priority policy cannot keep its promise.
    """
    instance, repair = instance_from_mapping(case.instance), case.has_holders
    result = solve(instance, policy=policy, repair=repair)
    policies = [
        {
            "policy": row.policy,
            "placed": row.placed,
            "moved": row.moved,
            "envious": row.envious,
            "refusal": row.refusal.kind if row.refusal else None,
        }
        for row in compare(instance, repair=repair)
    ]
    more = _one_more(case, instance, result) if policy == "service" else {"one_more": [], "one_more_shares": []}
    return WorkedOut(case, result, {"policies": policies, **more})


def _one_more(case: AllocationCase, instance: Instance, result: Result) -> dict[str, Any]:
    """What one more seat would do: in each session, and in each share of seats that people take from."""
    key = (*case.sessions, None)  # the engine writes "no session" as -1, the last of these

    def moves(chain: Iterable[Move]) -> list[list[int | None]]:
        return [[case.nominations[move.nominee], key[move.before], key[move.after]] for move in chain]

    return {
        "one_more": [
            {"session": session, "moves": moves(what_if(instance, result, session=i))}
            for i, session in enumerate(case.sessions)
        ],
        "one_more_shares": [
            {"pool": case.pools[i], "moves": moves(what_if(instance, result, quota=i))}
            for i, parent in enumerate(case.instance["quota_parent"])
            if parent < 0 and case.pools[i] != NO_POOL
        ],
    }


def free_numbers(capacity: int, taken: Iterable[int]) -> list[int]:
    """The seat numbers of a room that nobody holds, lowest first."""
    held = set(taken)
    return [number for number in range(1, capacity + 1) if number not in held]


@dataclass(frozen=True)
class Candidate:
    """Somebody without a seat, looked at for one that is free. `kind` says why they come when they come.

    `hindrances`: rules that keep the person out of the seat, none for whoever may take it.
    """

    nomination: int
    kind: str
    priority: int
    pool: int
    hindrances: tuple[str, ...] = ()


def reserve(
    waiting: Iterable[Nominee], room: Room, *, agency: int, pool: int, free: Mapping[int, int]
) -> list[Candidate]:
    """Who may take a free seat, the first to be asked first; then who may not, with the rules that forbid it.

    The order: people of the agency whose seat became free, then of the pool it came from, then of others with free
    seats; within these by their agency's order, then by lot. `free`: seats of each pool that nobody holds.
    """
    found = []
    for nominee in waiting:
        kind = SAME_AGENCY if nominee.agency == agency else SAME_POOL if nominee.pool == pool else OTHER_POOL
        without = [NO_SEAT] if free.get(nominee.pool, 0) < 1 else []
        hindrances = (*broken_rules(nominee, room), *without)
        order = (bool(hindrances), (SAME_AGENCY, SAME_POOL, OTHER_POOL).index(kind), nominee.priority, nominee.lottery)
        found.append((order, Candidate(nominee.nomination, kind, nominee.priority, nominee.pool, hindrances)))
    return [candidate for _order, candidate in sorted(found, key=lambda pair: (*pair[0], pair[1].nomination))]
