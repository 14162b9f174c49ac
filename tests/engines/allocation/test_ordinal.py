"""Very many people: seats in turn, in bulk, is what one by one gives, and the bound beside it holds for every plan."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sabaq.engines.allocation import deciding, instance_from_mapping, ordinal, result_from_json, solve, turns, verify
from sabaq.engines.allocation.canonical import in_file_order
from sabaq.engines.allocation.commands import run
from sabaq.engines.allocation.orders import Seating, one_by_one, published_order

seeds = st.integers(0, 2**32)


@pytest.mark.parametrize(("batch", "rounds"), [(5, 40), (64, 40), (64, 1), (16, 2)])
@settings(max_examples=25, deadline=None)
@given(seed=seeds, people=st.integers(0, 60), repair=st.booleans())
def test_in_bulk_is_one_by_one(later_problem, batch, rounds, seed, people, repair):
    instance = in_file_order(later_problem(seed, people)).instance
    seating, order = Seating(instance), np.array(published_order(instance), int)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turns, "BATCH", batch)
        patch.setattr(turns, "ROUNDS", rounds)
        found = turns.in_bulk(instance, order, np.array(seating.fixed_use), repair=repair)
    assert found.tolist() == one_by_one(instance, seating, repair=repair).tolist()


@settings(max_examples=40, deadline=None)
@given(seed=seeds, people=st.integers(1, 50), cells=st.sampled_from([0, 20, 4_000_000]), tight=st.booleans())
def test_no_plan_places_more_than_the_bound(later_problem, seed, people, cells, tight):
    instance = later_problem(seed, people, tight=tight)
    most = solve(replace(instance, quota_lower=instance.quota_lower * 0)).levels.placed
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordinal, "CELLS", cells)
        bound = ordinal.most_people(instance)
    assert most <= bound <= np.count_nonzero(np.diff(instance.pair_ptr))


@settings(max_examples=25, deadline=None)
@given(seed=seeds, people=st.integers(1, 40), repair=st.booleans())
def test_the_ordinal_mode_says_what_it_claims(later_problem, seed, people, repair):
    instance = later_problem(seed, people)
    result = solve(instance, repair=repair, mode="ordinal")
    in_turn = solve(instance, policy="serial", repair=repair)
    assert (result.policy, result.status, result.prices.shape) == ("service", "feasible", (6, 0))
    assert result.placement.tolist() == in_turn.placement.tolist()
    assert tuple(result.explanations) == tuple(in_turn.explanations)
    assert result.gap == result.most_placed - result.levels.placed
    assert verify(instance, result_from_json(json.loads(json.dumps(result.as_json())), instance)) == []


def test_every_change_to_an_ordinal_result_is_rejected(problem):
    instance = problem(3, 30)
    assert verify(instance, solve(instance, mode="ordinal")) == []
    result = solve(instance, mode="ordinal")
    for change in (
        {"most_placed": result.most_placed + 1},
        {"gap": result.gap + 1},
        {"gap": None},
        {"policy": "serial"},
    ):
        assert verify(instance, replace(result, **change))
    assert verify(instance, replace(result, status="optimal"))
    for person in range(30):
        for session in {-1, 0, 1, 2} - {int(result.placement[person])}:
            placement = result.placement.copy()
            placement[person] = session
            assert verify(instance, replace(result, placement=placement))


def test_reasons_put_into_words_later_are_the_same(later_problem, monkeypatch):
    instance = later_problem(6, 50)
    at_once = solve(instance, policy="serial").explanations
    monkeypatch.setattr(deciding, "VERY_MANY", 0)
    monkeypatch.setattr("sabaq.engines.allocation.reasons.BLOCK", 7)
    later = solve(instance, policy="serial").explanations
    assert tuple(later) == tuple(at_once)
    assert (later[-1], later[3:9], len(later)) == (at_once[-1], at_once[3:9], 50)
    with pytest.raises(IndexError):
        later[50]


def test_sessions_ranked_alike_are_taken_in_an_order_of_their_own(later_problem):
    """The order of sessions in the file changes nothing, whoever ranks them alike."""
    given_order = later_problem(8, 40)
    instance = replace(given_order, pair_rank=np.ones_like(given_order.pair_rank), session_country_upper=None)
    to = np.array([2, 0, 1])
    other = replace(
        instance,
        pair_session=to[instance.pair_session],
        capacity=instance.capacity[np.argsort(to)],
        current=np.where(instance.held >= 0, to[instance.held], -1),
    )
    assert len(set(instance.capacity.tolist())) == 3
    here, there = (solve(one, policy="serial").placement for one in (instance, other))
    assert np.where(here >= 0, to[here], -1).tolist() == there.tolist()


def test_the_command_shows_the_bound(tmp_path, capsys):
    """Reserved seats and two agencies; in turn the second session stays empty."""
    case = {"nominees": 2, "sessions": 2, "pair_ptr": [0, 2, 3], "pair_session": [0, 1, 0], "pair_rank": [1, 2, 1]}
    case |= {"agency": [0, 1], "priority": [1, 1], "lottery": [1, 2], "quota_parent": [-1, -1]}
    case |= {"quota_lower": [0, 0], "quota_upper": [1, 1], "capacity": [1, 1]}
    (tmp_path / "case.json").write_text(json.dumps(case), encoding="utf-8")
    assert run(["solve", str(tmp_path / "case.json"), "--mode", "ordinal", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["mode"], record["bounds"], record["gap"], record["placement"]) == (
        "ordinal", {"placed": 2}, 1, [0, -1],
    )  # fmt: skip
    assert verify(instance_from_mapping(case), result_from_json(record, instance_from_mapping(case))) == []
    assert run(["solve", str(tmp_path / "case.json"), "--mode", "ordinal"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        "service, feasible: shortage 0, placed 1, moved 0, priority 2, rank 1, lottery 4; "
        "no placement could place more than 2"
    )
