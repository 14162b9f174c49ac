"""The service policy is the true optimum, whatever checks it: brute force, linear programming, monotonicity."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array

from sabaq.engines.allocation import Instance, Levels, compare, solve, verify, what_if
from sabaq.engines.allocation.network import build, weights_that_fit

seeds = st.integers(0, 2**32)


def above(instance: Instance, quota: int) -> set[int]:
    found = set()
    while quota >= 0:
        found.add(quota)
        quota = int(instance.quota_parent[quota])
    return found


def bounds_met(instance: Instance, placement: tuple[int, ...]) -> bool:
    """Every hard rule, counted person by person."""
    quotas, seats, rows = [0] * len(instance.quota_parent), [0] * instance.sessions, [0] * len(instance.rows)
    for person, session in enumerate(placement):
        if instance.bound[person] and session != instance.held[person]:
            return False
        if session < 0:
            continue
        seats[session] += 1
        for quota in above(instance, int(instance.agency[person])):
            quotas[quota] += 1
            for at, (where, country, _) in enumerate(instance.rows):
                rows[at] += (where, country) == (session, quota)
    limits = zip(
        [*quotas, *seats, *rows], [*instance.quota_upper, *instance.capacity, *instance.rows[:, 2]], strict=True
    )
    return all(count <= limit for count, limit in limits)


def score(instance: Instance, placement: tuple[int, ...]) -> Levels:
    """The levels from their definition in words, person by person."""
    top_rank = max(instance.pair_rank, default=1) + 1
    top_priority = max(instance.priority) + 1
    drawn = sorted(range(instance.nominees), key=lambda i: (instance.lottery[i], instance.ids[i]))
    counts = [0] * len(instance.quota_parent)
    placed = moved = priority = ranks = lottery = 0
    for person, session in enumerate(placement):
        moved += bool(instance.held[person] >= 0 and instance.held[person] != session)
        if session < 0:
            continue
        for quota in above(instance, int(instance.agency[person])):
            counts[quota] += 1
        pairs = range(instance.pair_ptr[person], instance.pair_ptr[person + 1])
        rank = next(int(instance.pair_rank[pair]) for pair in pairs if instance.pair_session[pair] == session)
        placed, ranks = placed + 1, ranks + rank
        priority += int((top_rank - rank) * (top_priority - instance.priority[person]))
        lottery += int((top_rank - rank) * (instance.nominees - drawn.index(person)))
    short = sum(max(0, int(low) - count) for low, count in zip(instance.quota_lower, counts, strict=True))
    return Levels(short, placed, moved, priority, ranks, lottery)


def brute_force(instance: Instance, *, repair: bool) -> Levels:
    choices = [
        (-1, *instance.pair_session[instance.pair_ptr[person] : instance.pair_ptr[person + 1]].tolist())
        for person in range(instance.nominees)
    ]
    allowed = (score(instance, placement) for placement in product(*choices) if bounds_met(instance, placement))
    return min(allowed, key=lambda levels: levels.worth(repair=repair))


@settings(max_examples=30, deadline=None)
@given(seed=seeds, people=st.integers(1, 7), repair=st.booleans())
def test_equals_brute_force(problem, later_problem, seed, people, repair):
    for instance in (problem(seed, people), later_problem(seed, people)):
        result = solve(instance, repair=repair)
        assert bounds_met(instance, tuple(result.placement.tolist()))
        assert result.levels == score(instance, tuple(result.placement.tolist()))
        assert result.levels == brute_force(instance, repair=repair)


def linear_optimum(instance: Instance) -> list[int]:
    """Shortage, placed, moved and priority by linear programming, each level held before the next."""
    pairs, quotas = len(instance.pair_session), len(instance.quota_parent)
    top = [instance.pair_rank.max() + 1, instance.priority.max() + 1]
    owner = np.repeat(np.arange(instance.nominees), np.diff(instance.pair_ptr))
    limits, right = [], []

    def limit(coefficients: np.ndarray, largest: int) -> None:
        limits.append(coefficients)
        right.append(largest)

    def width(used: np.ndarray, quota: int | None = None) -> np.ndarray:
        short = np.zeros(quotas)
        if quota is not None:
            short[quota] = -1
        return np.concatenate([used, short])

    inside = np.array(
        [[quota in above(instance, int(a)) for a in instance.agency[owner]] for quota in range(quotas)], float
    )
    for quota in range(quotas):
        limit(width(inside[quota]), instance.quota_upper[quota])
        limit(width(-inside[quota], quota), -instance.quota_lower[quota])
    for session in range(instance.sessions):
        limit(width(1.0 * (instance.pair_session == session)), instance.capacity[session])
    for session, quota, largest in instance.rows:
        limit(width(inside[quota] * (instance.pair_session == session)), largest)
    for person in range(instance.nominees):
        limit(width(1.0 * (owner == person)), 1)
    stays = 1.0 * (instance.held[owner] == instance.pair_session)
    gain = (top[0] - instance.pair_rank) * (top[1] - instance.priority[owner])
    targets = [np.concatenate([np.zeros(pairs), np.ones(quotas)])] + [
        width(-value) for value in (np.ones(pairs), stays, gain)
    ]
    lower = np.concatenate([1.0 * (instance.bound[owner] * stays), np.zeros(quotas)])
    upper = np.concatenate([np.ones(pairs), np.full(quotas, np.inf)])
    best = []
    for target in targets:
        answer = linprog(target, A_ub=csr_array(np.array(limits)), b_ub=right, bounds=np.stack([lower, upper], axis=1))
        assert answer.status == 0
        best.append(round(answer.fun))
        limit(target, best[-1])
    return [best[0], -best[1], int((instance.held >= 0).sum()) + best[2], -best[3]]


@settings(max_examples=6, deadline=None)
@given(seed=seeds, people=st.integers(40, 200))
def test_equals_linear_programming(later_problem, seed, people):
    instance = later_problem(seed, people, sessions=5, agencies=9, countries=3)
    levels = solve(instance).levels
    assert [levels.shortage, levels.placed, levels.moved, levels.priority] == linear_optimum(instance)


def shuffled(instance: Instance, seed: int) -> tuple[Instance, dict[str, np.ndarray]]:
    """The instance with people, sessions, quotas and country bounds listed in another order, and the orders."""
    random = np.random.default_rng(seed)
    sizes = {"person": instance.nominees, "session": instance.sessions, "quota": len(instance.quota_parent)}
    order = {name: random.permutation(size) for name, size in sizes.items()} | {
        "row": random.permutation(len(instance.rows))
    }
    to = {name: np.append(np.argsort(positions), -1) for name, positions in order.items()}
    spans = [np.arange(instance.pair_ptr[i], instance.pair_ptr[i + 1])[::-1] for i in order["person"]]
    pairs = np.concatenate([*spans, np.zeros(0, int)]).astype(int)
    rows = instance.rows[order["row"]]
    moved = replace(
        instance,
        pair_ptr=np.cumsum([0, *map(len, spans)]),
        pair_session=to["session"][instance.pair_session[pairs]],
        pair_rank=instance.pair_rank[pairs],
        agency=to["quota"][instance.agency[order["person"]]],
        current=to["session"][instance.held[order["person"]]],
        capacity=instance.capacity[order["session"]],
        quota_parent=to["quota"][instance.quota_parent[order["quota"]]],
        session_country_upper=np.stack([to["session"][rows[:, 0]], to["quota"][rows[:, 1]], rows[:, 2]], axis=1),
        ids=tuple(instance.ids[i] for i in order["person"]),
        **{name: getattr(instance, name)[order["person"]] for name in ("priority", "lottery", "fixed")},
        **{name: getattr(instance, name)[order["quota"]] for name in ("quota_lower", "quota_upper")},
    )
    return moved, to


@settings(max_examples=40, deadline=None)
@given(seed=seeds, people=st.integers(1, 60), policy=st.sampled_from(("service", "serial")))
def test_the_order_of_the_file_changes_nothing(later_problem, seed, people, policy):
    instance = later_problem(seed, people)
    moved, to = shuffled(instance, seed)
    before, after = solve(instance, policy=policy), solve(moved, policy=policy)
    place = to["person"][:-1]
    assert after.levels == before.levels
    assert to["session"][before.placement].tolist() == after.placement[place].tolist()
    bounds = np.concatenate([to["quota"][:-1], len(to["quota"]) - 1 + to["session"][:-1]])
    if policy == "service":
        assert before.prices[:, : len(bounds)].tolist() == after.prices[:, bounds].tolist()
    tables = {"session": "session", "wanted": "session", "quota": "quota", "last": "person"}
    for person, why in enumerate(before.explanations):
        renamed = {k: int(to[tables[k]][v]) if k in tables else v for k, v in why.params.items()}
        other = after.explanations[place[person]]
        assert (other.outcome, other.kind, other.params) == (why.outcome, why.kind, renamed)


@settings(max_examples=30, deadline=None)
@given(seed=seeds, people=st.integers(2, 40), repair=st.booleans())
def test_more_capacity_or_people_is_never_worse(later_problem, seed, people, repair):
    instance = later_problem(seed, people)
    best = solve(instance, repair=repair).levels.worth(repair=repair)
    for session in range(instance.sessions):
        more = instance.capacity + np.eye(instance.sessions, dtype=int)[session]
        assert solve(replace(instance, capacity=more), repair=repair).levels.worth(repair=repair) <= best
    start = int(instance.pair_ptr[-2])
    fewer = replace(
        instance,
        nominees=people - 1,
        pair_ptr=instance.pair_ptr[:-1],
        pair_session=instance.pair_session[:start],
        pair_rank=instance.pair_rank[:start],
        ids=instance.ids[:-1],
        fixed=np.zeros(people - 1, bool),
        current=np.full(people - 1, -1),
        **{name: getattr(instance, name)[:-1] for name in ("agency", "priority", "lottery")},
    )
    everyone = replace(instance, fixed=np.zeros(people, bool), current=np.full(people, -1))
    assert solve(everyone).levels.worth() <= solve(fewer).levels.worth()


@settings(max_examples=30, deadline=None)
@given(seed=seeds, people=st.integers(1, 60))
def test_repair_with_nothing_withdrawn_moves_nobody(problem, seed, people):
    instance = problem(seed, people)
    placement = solve(instance).placement
    again = solve(replace(instance, current=placement), repair=True)
    assert again.placement.tolist() == placement.tolist()


@settings(max_examples=30, deadline=None)
@given(seed=seeds, people=st.integers(10, 80))
def test_repair_places_others_and_moves_nobody(problem, seed, people):
    instance = replace(problem(seed, people), quota_lower=np.zeros(7, int))
    first = solve(instance).placement
    seated = np.flatnonzero(first >= 0)[::4]
    closed = np.isin(instance.owner, seated)
    without = replace(
        instance,
        pair_ptr=np.concatenate([[0], np.cumsum(np.bincount(instance.owner[~closed], minlength=people))]),
        pair_session=instance.pair_session[~closed],
        pair_rank=instance.pair_rank[~closed],
        current=np.where(np.isin(np.arange(people), seated), -1, first),
    )
    result = solve(without, repair=True)
    stays = without.held >= 0
    assert result.levels.moved == 0
    assert result.placement[stays].tolist() == first[stays].tolist()
    assert result.levels.placed >= stays.sum()
    assert verify(without, result) == []


def test_every_pass_still_decides_level_by_level(problem):
    """Huge priorities and ranks overflow one weighted pass; more passes must find the same kind of proof."""
    instance = problem(11, 300, sessions=8, agencies=12)
    huge = replace(instance, priority=instance.priority * 20_000, pair_rank=instance.pair_rank * 90)
    network = build(huge, repair=False)
    assert weights_that_fit(network, network.room > 0, 0)[0] < len(network.cost)
    assert verify(huge, solve(huge)) == []


def test_comparison_shows_the_price_of_each_policy(small):
    service, serial, priority = compare(small)
    assert (service.placed, service.moved, service.envious, service.refusal) == (4, 0, 0, None)
    assert (serial.placed, serial.moved, serial.envious, serial.refusal) == (4, 0, 0, None)
    assert (priority.placed, priority.refusal.bounds) == (None, ("session 0", "quota 2"))
    one_each = Instance(2, 2, [0, 2, 3], [0, 1, 0], [1, 2, 1], [0, 0], [1, 2], [1, 2], [-1], [0], [2], [1, 1])
    rows = [(row.policy, row.placed, row.envious) for row in compare(one_each)]
    assert rows == [("service", 2, 1), ("serial", 1, 0), ("priority", 1, 0)]


@pytest.mark.parametrize("sessions", [0, 2])
@pytest.mark.parametrize("quotas", [0, 1])
def test_an_instance_without_people_has_an_empty_result(sessions, quotas):
    bounds = [[-1] * quotas, [1] * quotas, [2] * quotas, [5] * sessions]
    nobody = Instance(0, sessions, [0], [], [], [], [], [], *bounds)
    for policy in ("service", "serial"):
        result = solve(nobody, policy=policy)
        assert (result.placement.tolist(), result.explanations, verify(nobody, result)) == ([], (), [])
    assert [what_if(nobody, solve(nobody), session=at) for at in range(sessions)] == [()] * sessions


@pytest.mark.parametrize("sessions", [0, 2])
def test_people_without_open_sessions_are_told_so(sessions):
    nothing_open = Instance(2, sessions, [0, 0, 0], [], [], [0, 0], [1, 2], [1, 2], [-1], [0], [2], [5] * sessions)
    for policy in ("service", "serial", "priority"):
        result = solve(nothing_open, policy=policy)
        assert [why.kind for why in result.explanations] == ["ineligible"] * 2
        assert verify(nothing_open, result) == []
