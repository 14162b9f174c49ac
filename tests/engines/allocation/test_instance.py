"""Contradictions are refused by name, before anything is computed."""

from dataclasses import replace

import numpy as np
import pytest

from sabaq.engines.allocation import BadInstance

WRONG = [
    ({"nominees": -1}, "nominees must be"),
    ({"nominees": 5}, "pair_ptr must hold"),
    ({"sessions": 1}, "capacity must hold"),
    ({"pair_session": [0, 2, 0, 1, 0, 0, 1, 1]}, r"pair_session\[1\] is 2, outside 0 to 1"),
    ({"pair_session": [0, 0, 0, 1, 0, 0, 1, 1]}, "lists the same session twice"),
    ({"pair_session": [[0], [0, 1]]}, "pair_session must be an array"),
    ({"pair_rank": [0, 2, 1, 2, 1, 1, 2, 1]}, r"pair_rank\[0\] is 0"),
    ({"pair_rank": [1.5, 2, 1, 2, 1, 1, 2, 1]}, "pair_rank must hold whole numbers"),
    ({"pair_ptr": [0, 2, 1, 5, 7, 8, 8]}, "pair_ptr must rise"),
    ({"agency": [4, 2, 2, 3, 3, 3]}, r"agency\[0\] is 4"),
    ({"priority": [0, 2, 3, 1, 2, 3]}, r"priority\[0\] is 0"),
    ({"quota_parent": [2, -1, 0, 1]}, "lies in its own ancestors"),
    ({"quota_lower": [0, 0, 3, 0]}, "quota 2 reserves more"),
    ({"capacity": [-1, 2]}, r"capacity\[0\] is -1"),
    ({"session_country_upper": [[0, 4, 1]]}, "session_country_upper has a quota outside"),
    ({"session_country_upper": [[0, 1, 1], [0, 1, 2]]}, "bounds the same country"),
    ({"current": [2, -1, -1, -1, -1, -1]}, r"current\[0\] is 2"),
    ({"fixed": [True] + [False] * 5}, "nominee asel is fixed but holds no session"),
    ({"current": [0, 0, 0, -1, -1, -1], "fixed": [True] * 3 + [False] * 3}, "quota 2 has fewer seats"),
    ({"current": [0] * 2 + [-1] * 4, "fixed": [True] * 2 + [False] * 4, "capacity": [1, 2]}, "session 0 has fewer"),
    ({"ids": ("asel",) * 6}, "ids must be different"),
]


@pytest.mark.parametrize(("change", "message"), WRONG, ids=[message for _, message in WRONG])
def test_refuses(small, change, message):
    with pytest.raises(BadInstance, match=message):
        replace(small, **change)


def test_narrow_bounds_nest_inside_wide_ones(small):
    instance = replace(small, session_country_upper=[[0, 0, 5], [0, 2, 1], [1, 1, 4]])
    assert instance.pair_seat.tolist() == [3, 1, 3, 1, 3, 0, 4, 4]
    assert instance.seat_parent.tolist() == [-1, -1, 0, 2, 1]
    assert instance.seat_use(np.array([0, 2, 5, 6])).tolist() == [3, 1, 2, 2, 1]
    assert instance.quota_use(np.array([True, True, False, True, False, False])).tolist() == [2, 1, 2, 1]


def test_lottery_ties_fall_to_ids(small):
    tied = replace(small, lottery=[1, 1, 0, 1, 1, 1], ids=("b", "a", "f", "e", "d", "c"))
    assert tied.draw.tolist() == [2, 1, 0, 5, 4, 3]
