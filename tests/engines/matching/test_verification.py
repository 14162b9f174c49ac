"""verify accepts what the engine makes and rejects each single change."""

from dataclasses import replace

import pytest

from sabaq.engines.matching import alliance_from_mapping, groups, pairs, rounds, verify


@pytest.fixture(scope="module")
def made(record):
    alliance = alliance_from_mapping(record(2, 16, topics=4, opt_out=[5], never=[[0, 1]], history=[[2, 3]]))
    return alliance, pairs(alliance)


def strange_pairs(result):
    first, second, *rest = result.pairs
    i, j, weight = first
    k, m, other = second
    loner = result.unmatched[0]
    yield (first, *rest)
    yield (first, first, *rest)
    yield ((i, k, weight), (min(j, m), max(j, m), other), *rest)
    yield ((i, j, weight + 0.01), second, *rest)
    yield ((i, loner, weight), second, *rest)
    yield ((i, j, k, weight), second, *rest)


def test_changed_pairs_are_rejected(made):
    alliance, result = made
    assert verify(alliance, result) == []
    for changed in strange_pairs(result):
        assert verify(alliance, replace(result, pairs=changed)) != []


@pytest.mark.parametrize(
    "change",
    [
        {"unmatched": ()}, {"value": 1e3}, {"value": -1.0}, {"bound": 0.0}, {"bound": 1e3}, {"matched": 2},
        {"most_matched": 0}, {"most_matched": 400}, {"status": "perfect"}, {"explanations": ()},
        {"triples": ((0, 1, 2, 1.0),)},
    ],
)  # fmt: skip
def test_changed_claims_are_rejected(made, change):
    alliance, result = made
    assert verify(alliance, replace(result, **change)) != []


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("no language in common", {"languages": [[str(m)] for m in range(16)]}),
        ("too many time zones apart", {"utc_offset": [0.5 * m for m in range(16)], "window_hours": 0.1}),
        ("the same unit", {"unit": ["one"] * 16}),
        ("one sits out", {"opt_out": list(range(16))}),
        ("partners before, or never to be", {"history": [[i, j] for i in range(16) for j in range(i)]}),
    ],
)
def test_each_rule_is_checked(record, made, rule, change):
    rows = record(2, 16, topics=4, opt_out=[5], never=[[0, 1]], history=[[2, 3]])
    found = verify(alliance_from_mapping({**rows, **change}), made[1])
    i, j, _ = made[1].pairs[0]
    assert f"{i} and {j}: {rule}" in found


def test_fixed_pairs_and_bonus_are_checked(record, made):
    rows = record(2, 16, topics=4, opt_out=[5], never=[[0, 1]], history=[[2, 3]])
    assert "the fixed pair (0, 1) was not kept" in verify(alliance_from_mapping({**rows, "fixed": [[0, 1]]}), made[1])
    assert verify(alliance_from_mapping({**rows, "country_bonus": 0.5}), made[1]) != []


def test_changed_groups_and_rounds_are_rejected(record):
    rows = record(3, 15, topics=3, size=3, max_per_country=2)
    alliance = alliance_from_mapping(rows)
    result = groups(alliance)
    assert verify(alliance_from_mapping({**rows, "max_per_country": 1}), result) != []
    assert verify(alliance_from_mapping({**rows, "size": 4}), result) != []
    assert verify(alliance, replace(result, groups=result.groups[1:])) != []
    rows = record(3, 15, topics=3, rounds=2)
    alliance = alliance_from_mapping(rows)
    plan = rounds(alliance)
    assert verify(alliance, plan) == []
    twice = replace(plan, rounds=(plan.rounds[0],) * 2, unmatched=(plan.unmatched[0],) * 2)
    i, j, _ = plan.rounds[0][0]
    assert f"{i} and {j} meet twice" in verify(alliance, twice)
    assert verify(alliance, replace(plan, rounds=plan.rounds[:1])) == ["the number of rounds is another"]
