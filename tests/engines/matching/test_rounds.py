"""Rounds: nobody meets twice, as many matched as trying everything finds, and never fewer than round by round."""

import numpy as np
import pytest

from sabaq.engines.matching import alliance_from_mapping, rounds, verify
from sabaq.engines.matching.dealing import Pairs, best_rounds, dealt_directly, levelled


def best_of_all(table, every_matching, number):
    """(pairs, weight) of the best rounds."""
    if not number:
        return 0, 0.0
    found = []
    for one in every_matching(sorted(table)):
        rest = {pair: weight for pair, weight in table.items() if pair not in one}
        count, weight = best_of_all(rest, every_matching, number - 1)
        found.append((count + len(one), weight + sum(table[pair] for pair in one)))
    return max(found, key=lambda best: (best[0], round(best[1], 7)))


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("seed", range(8))
def test_equals_trying_everything(record, weights, every_matching, seed, number):
    rows = record(seed, 6 if number < 3 else 5, rounds=number, coarse=seed % 2 == 0)
    rows["unit"] = list(range(rows["members"]))
    alliance = alliance_from_mapping(rows)
    plan = rounds(alliance)
    count, weight = best_of_all(weights(rows), every_matching, number)
    assert (plan.matched, plan.status) == (2 * count, "optimal")
    assert plan.value == pytest.approx(weight)
    sizes = [len(part) for part in plan.rounds]
    assert max(sizes) - min(sizes) <= 1
    assert verify(alliance, plan) == []


@pytest.mark.parametrize("seed", range(3))
def test_thirty_members_run_out_round_by_round(record, seed):
    alliance = alliance_from_mapping(record(seed, 30, rounds=6, topics=12))
    plan = rounds(alliance)
    assert plan.status == "optimal"
    assert plan.alone <= plan.greedy
    assert plan.alone + plan.matched == 6 * 30
    assert verify(alliance, plan) == []


def test_greedy_leaves_more_alone_somewhere(record):
    plans = [rounds(alliance_from_mapping(record(seed, 20, rounds=5, topics=8))) for seed in range(6)]
    assert sum(plan.greedy for plan in plans) > sum(plan.alone for plan in plans)


@pytest.mark.parametrize(
    "options", [{"members": 70, "rounds": 2}, {"members": 24, "rounds": 2, "size": 3, "topics": 3}]
)
def test_others_are_planned_one_after_another(record, options):
    members = options.pop("members")
    alliance = alliance_from_mapping(record(1, members, **options))
    plan = rounds(alliance)
    assert (plan.status, plan.alone) == ("feasible", plan.greedy)
    assert verify(alliance, plan) == []


def test_a_fixed_pair_stands_in_the_first_round(record):
    alliance = alliance_from_mapping(record(4, 14, rounds=3, fixed=[[2, 5]], topics=4))
    plan = rounds(alliance)
    assert (2, 5) in {(i, j) for i, j, _ in plan.rounds[0]}
    assert verify(alliance, plan) == []


def test_a_triangle_cannot_be_dealt_into_two_rounds():
    """Every member has two pairs, but three pairs of three people need three rounds: two are chosen, the heaviest."""
    one, other = np.array([0, 0, 1]), np.array([1, 2, 2])
    pairs = Pairs(3, one, other, np.array([1.0, 2.0, 3.0]), np.zeros(3, bool))
    for solve in (best_rounds, dealt_directly):
        parts, proven = solve(pairs, 2)
        assert (sorted(np.concatenate(parts).tolist()), proven) == ([1, 2], True)


def test_levelling_fills_the_emptier_round():
    one, other = np.array([0, 2, 4]), np.array([1, 3, 5])
    pairs = Pairs(6, one, other, np.ones(3), np.zeros(3, bool))
    parts = levelled(pairs, [np.array([0, 1, 2]), np.zeros(0, np.int64)])
    assert sorted(map(len, parts)) == [1, 2]
    assert sorted(np.concatenate(parts).tolist()) == [0, 1, 2]
