"""Rules that cross the hierarchies: classified in words, kept at their level, counted where they cannot be kept."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sabaq.engines.allocation import (
    BadInstance,
    Rule,
    classify,
    instance_from_mapping,
    result_from_json,
    solve,
    verify,
    what_proves,
)
from sabaq.engines.allocation.commands import run
from sabaq.engines.allocation.objective import levels_of
from tests.engines.allocation.test_solving import bounds_met

seeds = st.integers(0, 2**32)
SMALL = {
    "nominees": 6,
    "sessions": 2,
    "pair_ptr": [0, 2, 4, 6, 8, 10, 12],
    "pair_session": [0, 1] * 6,
    "pair_rank": [1, 2] * 6,
    "agency": [1, 1, 1, 2, 2, 2],
    "priority": [1, 2, 3, 1, 2, 3],
    "lottery": [1, 2, 3, 4, 5, 6],
    "quota_parent": [-1, 0, 0],
    "quota_lower": [0, 0, 0],
    "quota_upper": [6, 3, 3],
    "capacity": [3, 3],
}


def small_with(*rules):
    return instance_from_mapping(SMALL | {"crossing": list(rules)})


def rules_for(seed, people, sessions):
    random = np.random.default_rng(seed)
    everywhere = tuple(range(sessions))
    women = random.random(people) < 0.4
    return (
        Rule("share", "share", everywhere, women, share_lower=Fraction(2, 5), hard=bool(random.integers(2))),
        Rule(
            "mix", "count", everywhere[:2], random.random(people) < 0.5, lower=1, upper=2, hard=bool(random.integers(2))
        ),
        Rule("group", "count", everywhere[-2:], random.random(people) < 0.5, upper=1, together=True),
        Rule("runs", "runs_only_with", everywhere, np.ones(people, bool), lower=3, hard=bool(random.integers(2))),
    )[random.integers(0, 3) :]


def missing_in_words(rule, placement):
    """What a rule lacks, from its definition, person by person."""
    total = 0
    for group in [rule.sessions] if rule.together else [(session,) for session in rule.sessions]:
        inside = [person for person, session in enumerate(placement) if session in group]
        counted = sum(bool(rule.members[person]) for person in inside)
        if rule.kind == "share":
            while counted < rule.share_lower * len(inside):
                counted, total = counted + 1, total + 1
        elif rule.kind == "runs_only_with":
            total += max(0, rule.lower - counted) if counted else 0
        else:
            total += max(0, rule.lower - counted)
            total += max(0, counted - rule.upper) if rule.upper is not None else 0
    return total


@settings(max_examples=15, deadline=None)
@given(seed=seeds, people=st.integers(1, 6), repair=st.booleans())
def test_equals_brute_force(later_problem, seed, people, repair):
    instance = later_problem(seed, people)
    instance = replace(instance, crossing=rules_for(seed, people, instance.sessions))
    result = solve(instance, repair=repair)
    choices = [
        (-1, *instance.pair_session[instance.pair_ptr[i] : instance.pair_ptr[i + 1]].tolist()) for i in range(people)
    ]
    allowed = [np.array(p, int) for p in product(*choices) if bounds_met(instance, p)]
    best = min((levels_of(instance, p) for p in allowed), key=lambda levels: levels.worth(repair=repair))
    assert (result.levels, result.status, result.gap) == (best, "optimal", 0)
    for hard, level in ((False, result.levels.crossing),):
        soft = [rule for rule in instance.crossing if rule.hard == hard]
        assert level == sum(missing_in_words(rule, result.placement.tolist()) for rule in soft)
    assert [sum(groups) for groups in result.crossing.missing] == [
        missing_in_words(rule, result.placement.tolist()) for rule in instance.crossing
    ]
    assert verify(instance, result) == []
    assert verify(instance, result_from_json(json.loads(json.dumps(result.as_json())), instance)) == []


def test_each_rule_says_in_words_what_it_is():
    rules = (
        {"name": "women", "kind": "share", "members": [0, 3], "share_lower": 0.4},
        {"name": "ten", "kind": "runs_only_with", "lower": 10},
        {"name": "agency one", "members": [0, 1, 2], "upper": 2, "hard": True},
        {"name": "agency one, softly", "members": [0, 1, 2], "upper": 2},
        {"name": "rooms", "sessions": [0], "upper": 2, "hard": True},
        {"name": "north", "members": [1, 2, 3], "upper": 2},
    )
    told = classify(small_with(*rules))
    assert [(kind.kind, kind.laminar, kind.folded) for kind in told] == [
        ("share", False, False),
        ("all_or_nothing", False, False),
        ("bound_of_quota", True, True),
        ("bound_of_quota", True, False),
        ("bound_of_session", True, True),
        ("crosses_quota", False, False),
    ]
    assert told[5].text == "“north” counts 2 of the 3 people of quota 1, and 1 others: it crosses the hierarchy."
    assert told[2].params == {"rule": "agency one", "quota": 1}
    nested, pair = {"members": [0, 1], "upper": 1}, {"members": [1, 2], "upper": 1}
    assert [kind.kind for kind in classify(small_with(nested))] == ["bound_of_group"]
    assert [kind.kind for kind in classify(small_with(nested, pair))] == ["crosses_rule"] * 2
    together = [{"sessions": None, "together": True, "upper": 4}, {"members": [], "upper": 0}]
    assert [kind.kind for kind in classify(small_with(*together))] == ["bound_of_programme", "counts_nobody"]


def test_a_hard_bound_of_the_hierarchy_is_proven_by_prices():
    rule = {"name": "agency one", "members": [0, 1, 2], "upper": 1, "hard": True}
    instance = small_with(rule)
    result = solve(instance)
    plain = solve(instance_from_mapping(SMALL | {"session_country_upper": [[0, 1, 1], [1, 1, 1]]}))
    assert result.placement.tolist() == plain.placement.tolist()
    assert (result.crossing.proven, what_proves(result), verify(instance, result)) == ((), "the prices", [])
    assert verify(instance, result_from_json(result.as_json(), instance)) == []


def test_a_bound_that_fixed_people_exceed_is_reported_and_not_refused():
    over = {"name": "agency one", "members": [0, 1, 2], "upper": 1, "hard": True}
    fixed = {"current": [0, 0, -1, -1, -1, -1], "fixed": [True, True, False, False, False, False]}
    instance = instance_from_mapping(SMALL | fixed | {"crossing": [over]})
    result = solve(instance)
    assert (result.levels.shortage, result.crossing.missing) == (1, ((1, 0),))
    assert not classify(instance)[0].folded


def test_who_a_rule_keeps_out_is_told_which():
    rule = {"name": "at most two from the north", "members": [0, 1, 2, 3, 4], "upper": 2, "hard": True}
    instance = small_with(rule)
    result = solve(instance)
    kept_out = [why for why in result.explanations if why.outcome == "not_placed"]
    assert len(kept_out) == 1
    assert (kept_out[0].kind, kept_out[0].binding) == ("rule", "crossing 0")
    assert kept_out[0].text == "No seat was left for you in session 1 under the rule “at most two from the north”."


def test_every_change_to_a_mixed_result_is_rejected():
    instance = small_with({"name": "north", "members": [1, 2, 3], "upper": 1})
    result = solve(instance)
    assert verify(instance, result) == []
    assert what_proves(result) == "the solver's bounds, which are not checked here"
    for person, session in product(range(6), (-1, 0, 1)):
        placement = result.placement.copy()
        placement[person] = session
        if session != result.placement[person]:
            assert verify(instance, replace(result, placement=placement))
    report = result.crossing
    for at, proof in enumerate(report.proven):
        for change in (-1, 1):
            for name in ("value", "bound"):
                other = replace(proof, **{name: getattr(proof, name) + change})
                proven = (*report.proven[:at], other, *report.proven[at + 1 :])
                assert verify(instance, replace(result, crossing=replace(report, proven=proven)))
    assert verify(instance, replace(result, crossing=replace(report, missing=((9, 9),))))
    assert verify(instance, replace(result, crossing=replace(report, rules=())))
    assert verify(instance, replace(result, crossing=None))
    assert verify(instance, replace(result, status="feasible"))


def test_every_changed_bound_of_an_open_level_is_rejected():
    """A weaker claim than the solver could make is true too; a bound then speaks for the gap that is shown."""
    instance = small_with({"name": "north", "members": [1, 2, 3], "upper": 1})
    result = solve(instance)
    *settled, last = result.crossing.proven
    proven = (*settled, replace(last, bound=last.bound + 2))
    weaker = replace(result, status="feasible", gap=2, crossing=replace(result.crossing, proven=proven))
    assert verify(instance, weaker) == []
    for at, proof in enumerate(proven):
        for change in (-1, 1):
            others = (*proven[:at], replace(proof, bound=proof.bound + change), *proven[at + 1 :])
            assert verify(instance, replace(weaker, crossing=replace(weaker.crossing, proven=others)))
    assert verify(instance, replace(weaker, gap=1))
    assert verify(instance, replace(weaker, status="optimal"))


def test_priority_reports_a_rule_that_became_a_bound_and_verifies():
    instance = small_with({"name": "room", "sessions": [0], "upper": 2, "hard": True})
    wide = replace(instance, quota_upper=np.array([6, 6, 6]))
    result = solve(wide, policy="priority")
    assert (result.crossing.rules[0].folded, result.crossing.missing, verify(wide, result)) == (True, ((1,),), [])


def test_a_search_without_time_shows_its_gap(later_problem):
    instance = later_problem(3, 120, sessions=6, agencies=9)
    instance = replace(instance, crossing=rules_for(4, 120, 6))
    result = solve(instance, seconds=0.0)
    assert result.status == ("optimal" if result.gap == 0 else "feasible")
    assert verify(instance, result) == []


WRONG = [
    ({"kind": "luck"}, r"crossing\[0\] must have a name and be one of share, count, runs_only_with"),
    ({"colour": 1}, r"crossing\[0\] has colour"),
    ({"members": [9]}, "members must be null or a list of numbers below 6"),
    ({"sessions": [2]}, "sessions must be null or a list of numbers below 2"),
    ({"sessions": [0, 0]}, "sessions must be different"),
    ({"lower": -1}, "lower and upper must be whole"),
    ({"upper": float("nan")}, "lower and upper must be whole"),
    ({"share_lower": float("nan")}, "share_lower must be a number from 0 to 1"),
    ({"kind": "share"}, "share_lower must be a number from 0 to 1"),
    ({"kind": "runs_only_with"}, "lower must say with how many"),
    ({"lower": 3, "upper": 2}, "upper is less than lower"),
    ({"hard": 1}, "hard must be true or false"),
    ("x", r"crossing\[0\] must be an object"),
]


@pytest.mark.parametrize(("rule", "message"), WRONG, ids=[message for _, message in WRONG])
def test_wrong_rules_are_refused(rule, message):
    with pytest.raises(BadInstance, match=message):
        small_with(rule)


def test_the_command_reads_rules_and_says_what_the_proof_is(tmp_path, capsys):
    rule = {"name": "north", "members": [1, 2, 3], "upper": 1}
    (tmp_path / "a.json").write_text(json.dumps(SMALL | {"crossing": [rule]}), encoding="utf-8")
    assert run(["solve", str(tmp_path / "a.json"), "--json"]) == 0
    (tmp_path / "r.json").write_text(capsys.readouterr().out, encoding="utf-8")
    assert run(["verify", str(tmp_path / "a.json"), str(tmp_path / "r.json")]) == 0
    assert capsys.readouterr().out == "accepted; optimality rests on the solver's bounds, which are not checked here\n"
    arrays = {name: np.array(value) for name, value in SMALL.items()}
    np.savez(tmp_path / "a.npz", crossing=np.array(json.dumps([rule])), **arrays)
    assert run(["verify", str(tmp_path / "a.npz"), str(tmp_path / "r.json")]) == 0
    capsys.readouterr()
    assert run(["rules", str(tmp_path / "a.json")]) == 0
    assert capsys.readouterr().out.startswith("“north” counts 2 of the 3 people of quota 1, and 1 others")
