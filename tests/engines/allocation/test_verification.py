"""The checker accepts every result and rejects every single change to one."""

from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sabaq.engines.allocation import POLICIES, BadResult, Instance, NotOneHierarchy, result_from_json, solve, verify

seeds = st.integers(0, 2**32)


@settings(max_examples=40, deadline=None)
@given(
    seed=seeds, people=st.integers(1, 50), repair=st.booleans(), policy=st.sampled_from(POLICIES), tight=st.booleans()
)
def test_accepts_every_result(later_problem, seed, people, repair, policy, tight):
    instance = later_problem(seed, people, tight=tight)
    if policy == "priority":
        instance = replace(
            instance, quota_lower=instance.quota_lower * 0, quota_upper=instance.quota_upper * 0 + people
        )
    try:
        result = solve(instance, policy=policy, repair=repair)
    except NotOneHierarchy:
        return  # crossing country bounds of several depths; the refusal has its own tests
    assert verify(instance, result) == []
    assert verify(instance, result_from_json(result.as_json(), instance)) == []


@pytest.mark.parametrize("policy", ["service", "serial"])
@pytest.mark.parametrize("seed", range(4))
def test_rejects_every_moved_person(later_problem, seed, policy):
    instance = later_problem(seed, 14)
    result = solve(instance, policy=policy)
    for person in range(14):
        for session in {-1, 0, 1, 2} - {int(result.placement[person])}:
            placement = result.placement.copy()
            placement[person] = session
            assert verify(instance, replace(result, placement=placement))


def test_rejects_every_change_by_priority(problem):
    """One hierarchy: only sessions bind."""
    wide = replace(problem(3, 16), session_country_upper=None)
    instance = replace(wide, quota_lower=wide.quota_lower * 0, quota_upper=wide.quota_upper * 0 + 16)
    result = solve(instance, policy="priority")
    assert verify(instance, result) == []
    for person in range(16):
        for session in {-1, 0, 1, 2} - {int(result.placement[person])}:
            placement = result.placement.copy()
            placement[person] = session
            assert verify(instance, replace(result, placement=placement))
    assert verify(instance, replace(result, policy="service"))
    assert verify(instance, replace(result, prices=np.ones((6, 3), int)))
    assert verify(instance, replace(result, status="optimal"))
    nobody = replace(result, placement=np.full(16, -1))
    assert "the placement is not the one that priority order gives" in verify(instance, nobody)


@pytest.mark.parametrize("policy", ["service", "serial"])
@pytest.mark.parametrize("repair", [False, True])
def test_rejects_every_changed_reason(later_problem, policy, repair):
    instance = later_problem(9, 24)
    result = solve(instance, policy=policy, repair=repair)
    for at, why in enumerate(result.explanations):
        changes = [{"params": why.params | {name: 77}} for name in why.params]
        changes += [{"binding": other} for other in ("quota 0", "session 1", "") if other != why.binding]
        for change in changes:
            reasons = (*result.explanations[:at], replace(why, **change), *result.explanations[at + 1 :])
            assert verify(instance, replace(result, explanations=reasons)) == [
                "the explanations do not follow from the result"
            ]


@pytest.mark.parametrize("seed", range(6))
def test_rejects_every_changed_price_level_and_sentence(later_problem, seed):
    instance = later_problem(seed, 14)
    result = solve(instance)
    for at in np.ndindex(result.prices.shape):
        for change in (-1, 1):
            prices = result.prices.copy()
            prices[at] += change
            assert verify(instance, replace(result, prices=prices))
    for name, value in asdict(result.levels).items():
        assert verify(instance, replace(result, levels=replace(result.levels, **{name: value + 1})))
    for at, why in enumerate(result.explanations):
        for name in ("outcome", "binding", "kind", "text"):
            other = replace(why, **{name: getattr(why, name) + "x"})
            assert verify(
                instance,
                replace(result, explanations=(*result.explanations[:at], other, *result.explanations[at + 1 :])),
            )
    assert verify(instance, replace(result, status="feasible"))
    assert verify(instance, replace(result, gap=1))
    assert verify(instance, replace(result, explanations=result.explanations[1:]))


@pytest.mark.parametrize("policy", ["serial", "priority"])
@pytest.mark.parametrize("shape", [(0,), (5, 0), (7, 0), (6, 1), (1, 6, 0)])
def test_prices_of_another_shape_are_refused(problem, policy, shape):
    wide = replace(problem(3, 8), session_country_upper=None)
    instance = replace(wide, quota_lower=wide.quota_lower * 0, quota_upper=wide.quota_upper * 0 + 8)
    record = solve(instance, policy=policy).as_json()
    assert record["prices"] == [[], [], [], [], [], []]
    with pytest.raises(BadResult):
        result_from_json(record | {"prices": np.zeros(shape, int).tolist()}, instance)


def test_prices_that_only_prove_each_other_are_rejected():
    """A reserved quota with room, inside a full one: the two are as near to each other as can be, and the prices of
    placed and moved exchanged fit every bound; but no way from the hub leads to them."""
    instance = Instance(
        nominees=2,
        sessions=1,
        pair_ptr=[0, 1, 2],
        pair_session=[0, 0],
        pair_rank=[1, 1],
        agency=[0, 0],
        priority=[1, 2],
        lottery=[1, 2],
        quota_parent=[1, -1],
        quota_lower=[2, 0],
        quota_upper=[2, 1],
        capacity=[2],
    )
    result = solve(instance)
    assert (result.placement.tolist(), verify(instance, result)) == ([0, -1], [])
    record = result.as_json()
    true = record["prices"]
    assert verify(instance, result_from_json(record | {"repair": True}, instance))
    exchanged = result_from_json(record | {"prices": [true[0], true[2], true[1], *true[3:]]}, instance)
    assert verify(instance, exchanged)[-2:] == [
        "the prices are not the smallest ones",
        "the explanations do not follow from the result",
    ]


def test_names_the_broken_rule(small):
    result = solve(small)
    crowded = replace(result, placement=np.array([0, 0, 0, 0, -1, -1]))
    assert verify(small, crowded) == [
        "a quota holds more people than it may",
        "a session, or a country in a session, holds more people than it may",
    ]
    assert verify(small, replace(result, placement=np.array([-1] * 5 + [0]))) == [
        "nominee gulnara has a session not open to them"
    ]
