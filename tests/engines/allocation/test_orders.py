"""The two policies by order keep their promises, and the priority policy refuses where it could not."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sabaq.engines.allocation import NotOneHierarchy, solve
from sabaq.engines.allocation.orders import Seating, open_bounds, standings, why_not_one_hierarchy
from sabaq.engines.allocation.solving import envious

seeds = st.integers(0, 2**32)


def one_hierarchy(instance):
    """Only sessions and the network as a whole bound: one hierarchy."""
    wide = np.full(len(instance.quota_parent), instance.nominees)
    wide[0] = instance.nominees // 2
    return replace(
        instance,
        quota_lower=wide * 0,
        quota_upper=wide,
        session_country_upper=None,
        fixed=np.zeros(instance.nominees, bool),
    )


def blocking_pairs(instance, placement, *, repair):
    """Pairs that a person prefers to their placement and that priority order would give them."""
    chains, _members = open_bounds(instance, seating := Seating(instance))
    chosen = instance.chosen_pair(placement)
    standing = standings(instance, tenure=repair).tolist()
    inside = {}
    for person in np.flatnonzero((chosen >= 0) & ~instance.bound):
        for bound in chains[chosen[person]]:
            inside.setdefault(bound, []).append(standing[chosen[person]])
    blocking = []
    for pair, person in enumerate(instance.owner.tolist()):
        own = chosen[person]
        if instance.bound[person] or (own >= 0 and instance.pair_rank[own] <= instance.pair_rank[pair]):
            continue
        mine = standing[pair]
        before = [sum(other < mine for other in inside.get(bound, ())) for bound in chains[pair]]
        if all(n < seating.upper[b] - seating.fixed_use[b] for n, b in zip(before, chains[pair], strict=True)):
            blocking.append(pair)
    return blocking


@settings(max_examples=40, deadline=None)
@given(seed=seeds, people=st.integers(1, 60))
def test_serial_leaves_nobody_envious(problem, seed, people):
    instance = problem(seed, people)
    assert np.count_nonzero(envious(instance, solve(instance, policy="serial").placement)) == 0


@settings(max_examples=30, deadline=None)
@given(seed=seeds, people=st.integers(1, 40))
def test_serial_repair_keeps_everyone_who_fits(problem, seed, people):
    instance = problem(seed, people)
    held = solve(instance).placement
    again = solve(replace(instance, current=held), policy="serial", repair=True).placement
    assert again[held >= 0].tolist() == held[held >= 0].tolist()


@settings(max_examples=40, deadline=None)
@given(seed=seeds, people=st.integers(2, 60), repair=st.booleans())
def test_priority_has_no_blocking_pair(later_problem, seed, people, repair):
    instance = one_hierarchy(later_problem(seed, people))
    result = solve(instance, policy="priority", repair=repair)
    assert blocking_pairs(instance, result.placement, repair=repair) == []


@settings(max_examples=25, deadline=None)
@given(seed=seeds, people=st.integers(2, 8))
def test_priority_is_strategy_proof(later_problem, seed, people):
    """No other order of the same sessions gives a person a session that they truly like better."""
    instance = one_hierarchy(later_problem(seed, people))
    honest = solve(instance, policy="priority").placement

    def liking(person, session):
        start, stop = instance.pair_ptr[person], instance.pair_ptr[person + 1]
        ranks = dict(zip(instance.pair_session[start:stop], instance.pair_rank[start:stop], strict=True))
        return ranks.get(session, len(ranks) + 1)

    for person in range(people):
        start, stop = int(instance.pair_ptr[person]), int(instance.pair_ptr[person + 1])
        for order in permutations(range(1, stop - start + 1)):
            rank = instance.pair_rank.copy()
            rank[start:stop] = order
            told = solve(replace(instance, pair_rank=rank), policy="priority").placement[person]
            assert liking(person, honest[person]) <= liking(person, told)


def test_holders_come_first_by_priority_in_a_repair_only(small):
    wide = replace(small, quota_upper=np.array([9, 9, 9, 9]), capacity=np.array([1, 1]))
    assert solve(wide, policy="priority").placement.tolist() == [1, -1, -1, 0, -1, -1]
    held = replace(wide, current=np.array([-1, -1, 0, -1, -1, -1]))
    assert solve(held, policy="priority").placement.tolist() == [1, -1, -1, 0, -1, -1]
    assert solve(held, policy="priority", repair=True).placement.tolist() == [-1, -1, 0, 1, -1, -1]


def test_priority_refuses_crossing_bounds_and_reserved_seats(small):
    with pytest.raises(NotOneHierarchy, match="session 0 and quota 2 overlap"):
        solve(small, policy="priority")
    reserved = replace(small, quota_lower=np.array([0, 1, 0, 0]))
    assert why_not_one_hierarchy(reserved).kind == "reserved_seats"
    assert why_not_one_hierarchy(replace(small, quota_upper=np.array([9, 9, 3, 9]))) is None


@settings(max_examples=60, deadline=None)
@given(seed=seeds, people=st.integers(1, 12), wide=st.booleans())
def test_priority_refuses_exactly_where_bounds_that_can_bind_overlap(later_problem, seed, people, wide):
    """From the definition: the pairs that two such bounds count overlap, and neither lies inside the other."""
    instance = later_problem(seed, people)
    instance = replace(instance, quota_lower=instance.quota_lower * 0)
    if wide:
        instance = replace(instance, quota_upper=instance.quota_upper * 0 + people)
    free = [pair for pair, person in enumerate(instance.owner.tolist()) if not instance.bound[person]]
    fixed = instance.chosen_pair(np.where(instance.bound, instance.held, -1))
    quotas, seats = instance.quota_chain[:, instance.agency[instance.owner]], instance.seat_chain[:, instance.pair_seat]
    bounds = [(quotas, at, upper) for at, upper in enumerate(instance.quota_upper)]
    bounds += [(seats, at, upper) for at, upper in enumerate(instance.seat_upper)]
    groups = []
    for chain, at, upper in bounds:
        counted = {pair for pair in free if at in chain[:, pair]}
        taken = sum(at in chain[:, pair] for pair in fixed[fixed >= 0])
        if len({instance.owner[pair] for pair in counted}) > upper - taken:
            groups.append(counted)
    overlap = any(a & b and a - b and b - a for a in groups for b in groups)
    assert (why_not_one_hierarchy(instance) is not None) == overlap
