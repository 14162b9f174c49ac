"""Random problems that exercise every rule, built without the engine's own helpers."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sabaq.engines.allocation import Instance, solve

Problem = Callable[..., Instance]


def build(
    seed: int, people: int, *, sessions: int = 3, agencies: int = 4, countries: int = 2, tight: bool = True
) -> Instance:
    """A network of countries and agencies; quotas and capacities are scarce when tight. Agencies rank 1, 2, 3 …"""
    random = np.random.default_rng(seed)
    parent = [-1, *[0] * countries, *(1 + random.integers(0, countries, agencies)).tolist()]
    agency = random.integers(1 + countries, len(parent), people)
    priority = np.zeros(people, int)
    for one in np.unique(agency):
        members = np.flatnonzero(agency == one)
        priority[members] = random.permutation(len(members)) + 1
    lists = [random.permutation(sessions)[: random.integers(0, sessions + 1)] for _ in range(people)]
    room = max(2, people // 2) if tight else people + 1
    upper = random.integers(0 if tight else people, room + 1, len(parent))
    capacity = random.integers(0, max(2, people // 2) + 1, sessions)
    rows = [
        [session, quota, int(random.integers(0, capacity[session] + 1))]
        for session in range(sessions)
        for quota in range(len(parent))
        if random.random() < 0.2
    ]
    return Instance(
        nominees=people,
        sessions=sessions,
        pair_ptr=np.cumsum([0, *map(len, lists)]),
        pair_session=np.array([session for wishes in lists for session in wishes], int),
        pair_rank=np.array([rank for wishes in lists for rank in range(1, len(wishes) + 1)], int),
        agency=agency,
        priority=priority,
        lottery=random.integers(0, 2**40, people),
        quota_parent=np.array(parent),
        quota_lower=np.minimum(upper, random.integers(0, 3, len(parent))),
        quota_upper=upper,
        capacity=capacity,
        session_country_upper=np.array(rows, int).reshape(-1, 3),
        ids=tuple(f"n{number:04}" for number in random.permutation(people)),
    )


def build_with_holders(seed: int, people: int, **options: bool | int) -> Instance:
    """The same kind of problem after an earlier allocation: some hold seats, a few of them are fixed, bounds moved."""
    random = np.random.default_rng(seed + 1)
    first = build(seed, people, **options)
    held = np.where(random.random(people) < 0.7, solve(first).placement, -1)
    extra = random.integers(0, 2, first.sessions)
    return replace(
        first, current=held, fixed=(held >= 0) & (random.random(people) < 0.3), capacity=first.capacity + extra
    )


@pytest.fixture(scope="session")
def problem() -> Problem:
    return build


@pytest.fixture(scope="session")
def later_problem() -> Problem:
    return build_with_holders


@pytest.fixture(scope="session")
def small() -> Instance:
    """Two countries with an agency each, three people per agency, two sessions of two seats; agency 1 has two seats."""
    return Instance(
        nominees=6,
        sessions=2,
        pair_ptr=[0, 2, 4, 5, 7, 8, 8],
        pair_session=[0, 1, 0, 1, 0, 0, 1, 1],
        pair_rank=[1, 2, 1, 2, 1, 1, 2, 1],
        agency=[2, 2, 2, 3, 3, 3],
        priority=[1, 2, 3, 1, 2, 3],
        lottery=[6, 5, 4, 3, 2, 1],
        quota_parent=[-1, -1, 0, 1],
        quota_lower=[0, 0, 0, 0],
        quota_upper=[9, 9, 2, 9],
        capacity=[2, 2],
        ids=("asel", "bolat", "dana", "erlan", "farida", "gulnara"),
        ineligible=((5, 1, "passport expires during the stay"),),
    )
