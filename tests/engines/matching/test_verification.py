"""verify accepts what the engine makes and rejects each single change."""

import json
import math
from dataclasses import replace

import pytest

from sabaq.engines.matching import (
    BadResult,
    alliance_from_mapping,
    groups,
    pairs,
    result_from_json,
    rounds,
    verify,
)  # fmt: skip


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


@pytest.mark.parametrize("command", [pairs, groups, rounds])
def test_no_number_or_word_can_be_changed(record, command):
    alliance = alliance_from_mapping(record(7, 12, topics=4, size=3 if command is groups else 2, rounds=2))
    written = json.dumps(command(alliance).as_json())
    assert verify(alliance, result_from_json(json.loads(written))) == []
    of_a_kind = {tuple(key for key in path if type(key) is str): path for path in leaves(json.loads(written))}
    of_a_kind.pop(("greedy",), None)  # Only a solver could say.
    for path in of_a_kind.values():
        changed = json.loads(written)
        place = changed
        for key in path[:-1]:
            place = place[key]
        value = place[path[-1]]
        place[path[-1]] = (
            value + "x" if isinstance(value, str) else value + 0.001 if type(value) is float else value + 1
        )
        assert rejected(alliance, changed), path


def leaves(value, path=()):
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(part, [*path, key])
    else:
        yield list(path)


def rejected(alliance, written):
    try:
        return verify(alliance, result_from_json(written)) != []
    except BadResult:
        return True


@pytest.mark.parametrize("odd", [None, True, "", [], [[]], {}, 1.5, math.nan, math.inf, 10**30, [[0, 1]], [None]])
def test_odd_values_are_rejected(made, odd):
    alliance, result = made
    written = json.loads(json.dumps(result.as_json()))
    for key in written:
        if written[key] != odd:
            assert rejected(alliance, {**written, key: odd}), key
        assert rejected(alliance, {name: value for name, value in written.items() if name != key}), key


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
