"""One more seat: the chain of moves leads exactly to the optimum of the larger problem."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sabaq.engines.allocation import Move, solve, what_if
from sabaq.engines.allocation.objective import levels_of


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), people=st.integers(1, 40), repair=st.booleans())
def test_chain_reaches_the_new_optimum(later_problem, seed, people, repair):
    instance = later_problem(seed, people)
    result = solve(instance, repair=repair)
    for name, bounds in (("session", "capacity"), ("quota", "quota_upper")):
        for at in range(len(getattr(instance, bounds))):
            more = getattr(instance, bounds).copy()
            more[at] += 1
            larger = replace(instance, **{bounds: more})
            placement = result.placement.copy()
            for move in what_if(instance, result, **{name: at}):
                assert placement[move.nominee] == move.before
                placement[move.nominee] = move.after
            assert levels_of(larger, placement) == solve(larger, repair=repair).levels


def test_chain_in_order(small):
    result = solve(small)
    assert what_if(small, result, session=0) == (Move(nominee=1, before=1, after=0),)
    assert what_if(small, result, quota=3) == ()
    alone = replace(small, quota_upper=np.array([9, 9, 9, 9]))
    first = Move(nominee=0, before=0, after=1)
    assert what_if(alone, solve(alone), session=1) == (first, Move(nominee=2, before=-1, after=0))


def test_needs_one_bound_and_an_optimum(small):
    result = solve(small)
    for bounds in ({}, {"session": 0, "quota": 0}, {"session": 2}, {"quota": -1}):
        with pytest.raises(ValueError, match=r"name one|there is no"):
            what_if(small, result, **bounds)
    with pytest.raises(ValueError, match="service"):
        what_if(small, solve(small, policy="serial"), session=0)
