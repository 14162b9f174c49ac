"""A withdrawal answered by one shortest way is the full repair, person by person."""

from dataclasses import replace as changed

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sabaq.engines.allocation import REPLACEMENT_SENTENCES, Move, Solved, replace, solve, verify
from sabaq.engines.allocation.replacement import after_withdrawal

seeds = st.integers(0, 2**32)


@settings(max_examples=40, deadline=None)
@given(seed=seeds, people=st.integers(2, 50), count=st.integers(1, 3))
def test_equals_the_full_repair(later_problem, seed, people, count):
    instance = later_problem(seed, people)
    result = solve(instance)
    seated = np.flatnonzero(result.placement >= 0)
    withdrawn = np.random.default_rng(seed).permutation(seated)[:count].tolist()
    found = replace(instance, result, withdrawn=withdrawn)
    repaired = after_withdrawal(instance, result.placement, withdrawn)
    full = solve(repaired, repair=True)
    assert found.levels == full.levels
    assert found.placement.tolist() == full.placement.tolist()
    assert verify(repaired, full) == []
    moved = np.flatnonzero(found.placement != result.placement)
    assert {move.nominee for move in found.moves} == set(moved.tolist()) | set(withdrawn)
    for move in found.moves:
        why = found.explanations[move.nominee]
        assert (move.before, move.after) == (result.placement[move.nominee], found.placement[move.nominee])
        assert why.text == REPLACEMENT_SENTENCES[why.kind].format(**why.params)
        assert (why.kind == "withdrew") == (move.nominee in withdrawn)
        assert (why.outcome == "placed") == (move.after >= 0)


def test_a_colleague_takes_the_seat_and_is_told_why(small):
    answer = Solved(small, solve(small)).replace([0])
    assert answer.moves == (Move(0, 0, -1), Move(2, -1, 0))
    assert answer.explanations[2].text == (
        "A place became free and you come first among those waiting whom the rules let in: session 0, your choice 1. "
        "You have priority 3 in your agency."
    )
    assert answer.explanations[0].text == "You withdrew."


def test_several_questions_about_one_result_do_not_touch_each_other(problem):
    instance = problem(8, 60, sessions=4, agencies=6)
    result = solve(instance)
    solved, seated = Solved(instance, result), np.flatnonzero(result.placement >= 0)[:6].tolist()
    once = [solved.replace([person]).placement.tolist() for person in seated]
    assert [solved.replace([person]).placement.tolist() for person in reversed(seated)] == once[::-1]


def test_refuses_who_holds_no_seat_and_results_without_a_proof(small):
    result = solve(small)
    for person in (-1, 2, 6):
        with pytest.raises(ValueError, match=f"nominee {person} holds no seat"):
            replace(small, result, withdrawn=[person])
    with pytest.raises(ValueError, match="service policy"):
        Solved(small, solve(small, policy="serial"))


def test_a_fixed_person_who_withdraws_frees_the_bounds(small):
    held = changed(small, current=[0, -1, -1, -1, -1, -1], fixed=[True] + [False] * 5)
    result = solve(held)
    assert replace(held, result, withdrawn=[0]).placement.tolist()[:3] == [-1, 1, 0]
