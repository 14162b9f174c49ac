"""Pairs: equal to trying everything, on every level; independent of order; honest where nothing is proven."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sabaq.engines.matching import alliance_from_mapping, pairs, verify
from sabaq.engines.matching.pairing import drawing
from sabaq.engines.matching.weighing import Edges


def level_vector(alliance, weights, matching, lonely):
    """(pairs, formerly lonely members, sum, weakest, draw) of a matching, each better when larger."""
    steps = [round(weights[pair] * 10**9) for pair in matching]
    one, other = np.array(matching, np.int64).reshape(-1, 2).T
    drawn = drawing(alliance, Edges(one, other, np.ones(len(one))))(np.arange(len(one)))
    covered = len(lonely & {member for pair in matching for member in pair})
    return len(matching), covered, sum(steps), min(steps, default=0), int(drawn.sum())


@pytest.mark.parametrize("coarse", [False, True])
@pytest.mark.parametrize("seed", range(30))
def test_equals_trying_everything(record, weights, every_matching, seed, coarse):
    lonely = {0, 1} if seed % 3 == 0 else set()
    rows = record(seed, 4 + seed % 5, coarse=coarse, alone_last=sorted(lonely), seed=seed)
    alliance, table = alliance_from_mapping(rows), weights(rows)
    result = pairs(alliance)
    best = max(level_vector(alliance, table, one, lonely) for one in every_matching(sorted(table)))
    found = [(int(i), int(j)) for i, j, _ in result.pairs]
    assert level_vector(alliance, table, found, lonely) == best
    assert result.status == "optimal"
    assert result.bound == pytest.approx(sum(table[pair] for pair in found))
    assert verify(alliance, result) == []


@pytest.mark.parametrize("seed", range(12))
def test_every_rule_holds_and_verify_accepts(record, weights, seed):
    rows = record(seed, 60, topics=8, opt_out=[3, 7], allow_triple=bool(seed % 2))
    result = pairs(alliance_from_mapping(rows))
    table = weights(rows)
    assert {(i, j): w for i, j, w in result.pairs} == pytest.approx({(i, j): table[i, j] for i, j, _ in result.pairs})
    assert {3, 7} <= set(result.unmatched)
    assert verify(alliance_from_mapping(rows), result) == []


def shuffled(rows, order):
    """The same alliance with members in another order."""
    place = {old: new for new, old in enumerate(order)}
    moved = dict(rows)
    for name in ("languages", "utc_offset", "country", "unit", "ids"):
        moved[name] = [rows[name][old] for old in order]
    for name in ("need", "offer"):
        moved[name] = [[place[m], t, w] for m, t, w in rows[name]]
    for name in ("history", "never"):
        moved[name] = [[place[i], place[j]] for i, j in rows[name]]
    moved["alone_last"] = [place[m] for m in rows.get("alone_last", ())]
    return moved


@pytest.mark.parametrize("coarse", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_members_changes_nothing(record, seed, coarse):
    rows = record(seed, 40, coarse=coarse)
    order = np.random.default_rng(seed).permutation(40).tolist()

    def named(record_):
        alliance = alliance_from_mapping(record_)
        result = pairs(alliance)
        texts = {
            alliance.ids[why.member]: (why.text, [o.text for o in why.alternatives]) for why in result.explanations
        }
        return {frozenset((alliance.ids[i], alliance.ids[j])) for i, j, _ in result.pairs}, texts

    assert named(shuffled(rows, order)) == named(rows)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_one_member_more_never_matches_fewer(record, seed):
    rows = record(seed, 25)
    fewer = alliance_from_mapping({**rows, "opt_out": [24]})
    assert pairs(alliance_from_mapping(rows)).matched >= pairs(fewer).matched


def test_another_seed_only_changes_equals(record):
    rows = record(3, 30, coarse=True, topics=1)
    results = [pairs(alliance_from_mapping({**rows, "seed": seed})) for seed in range(6)]
    assert len({(r.matched, round(r.value, 6)) for r in results}) == 1
    assert len({r.pairs for r in results}) > 1


def test_fixed_pairs_are_kept_whatever_their_weight(record, weights):
    rows = record(1, 12, never=[[0, 1]], fixed=[[1, 0], [2, 3]])
    alliance = alliance_from_mapping(rows)
    result = pairs(alliance)
    kept = {(i, j) for i, j, _ in result.pairs}
    assert {(0, 1), (2, 3)} <= kept
    assert [why.kind for why in result.explanations[:2]] == ["fixed_breaks"] * 2
    assert result.explanations[0].params == {"partner": 1, "rule": "never"}
    assert verify(alliance, result) == []


def test_the_odd_one_joins_a_pair_only_where_allowed():
    rows = {
        "members": 3, "topics": 1, "need": [[m, 0, 1] for m in range(3)],
        "offer": [[m, 0, 0.5 + m / 4] for m in range(3)],
        "languages": [["ru"]] * 3, "utc_offset": [5] * 3, "country": [0] * 3, "unit": [0, 1, 2],
    }  # fmt: skip
    alone = pairs(alliance_from_mapping(rows))
    assert (alone.matched, alone.triples, alone.unmatched) == (2, (), (0,))
    joined = pairs(alliance_from_mapping({**rows, "allow_triple": True}))
    assert (joined.matched, joined.pairs, joined.unmatched) == (3, (), ())
    assert joined.triples[0][:3] == (1, 2, 0)
    assert verify(alliance_from_mapping({**rows, "allow_triple": True}), joined) == []


def test_a_third_joins_a_fixed_pair_that_gains_nothing():
    rows = {
        "members": 3, "topics": 1, "need": [[0, 0, 1], [1, 0, 1]], "offer": [[0, 0, 1], [1, 0, 1]],
        "languages": [["ru"]] * 3, "utc_offset": [5] * 3, "country": [0] * 3, "unit": [0, 1, 2],
        "fixed": [[1, 2]], "allow_triple": True,
    }  # fmt: skip
    alliance = alliance_from_mapping(rows)
    result = pairs(alliance)
    assert result.triples == ((1, 2, 0, 1.0),)
    assert [why.kind for why in result.explanations] == ["grouped", "grouped", "fixed"]
    assert verify(alliance, result) == []


def test_nobody_and_one():
    empty = {"topics": 0, "need": [], "offer": []}
    for members in (0, 1, 2):
        rows = {"members": members, **empty, "languages": [[]] * members}
        rows |= {name: [0] * members for name in ("utc_offset", "country", "unit")}
        result = pairs(alliance_from_mapping(rows))
        assert (result.pairs, result.value, result.bound, result.status) == ((), 0.0, 0.0, "optimal")
        assert result.unmatched == tuple(range(members))


@pytest.mark.parametrize("seed", range(4))
def test_the_path_for_large_alliances_is_close_and_says_how_close(record, seed):
    alliance = alliance_from_mapping(record(seed, 300, topics=12, alone_last=[1, 2, 3] if seed % 2 else []))
    best = pairs(alliance)
    proven = pairs(alliance, exact_members=0)
    assert (proven.matched, proven.status) == (best.matched, "optimal")
    assert proven.value == pytest.approx(best.value, abs=1e-6)
    close = pairs(alliance, exact_members=0, proven_members=0)
    assert close.status == "within"
    assert close.most_matched >= best.matched
    assert close.matched >= 0.99 * best.matched
    assert close.matched < best.matched or close.bound >= best.value >= close.value - 1e-6
    assert verify(alliance, close) == []


@pytest.mark.parametrize("limits", [{"exact_members": 0}, {"exact_members": 0, "proven_members": 0}])
def test_the_order_of_members_changes_nothing_in_large_alliances(record, limits):
    rows = record(9, 200, topics=9, alone_last=[4, 5])
    order = np.random.default_rng(9).permutation(200).tolist()

    def named(rows):
        alliance = alliance_from_mapping(rows)
        return {frozenset((alliance.ids[i], alliance.ids[j])) for i, j, _ in pairs(alliance, **limits).pairs}

    assert named(shuffled(rows, order)) == named(rows)


def test_no_even_circle_means_a_triangle_is_counted_right():
    """Three who all suit each other, twice: the flow sees three pairs, a matching has two."""
    rows = {
        "members": 6, "topics": 2, "need": [[m, m // 3, 1] for m in range(6)],
        "offer": [[m, m // 3, 1] for m in range(6)],
        "languages": [["ru"]] * 6, "utc_offset": [5] * 6, "country": [0] * 6, "unit": list(range(6)),
    }  # fmt: skip
    result = pairs(alliance_from_mapping(rows))
    assert (result.matched, result.most_matched, result.status) == (4, 4, "optimal")
    assert replace(result, explanations=()).value == 2.0
