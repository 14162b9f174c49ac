"""Every sentence is true: topics both ways, alternatives that serve others, and the rule that closes most doors."""

import pytest

from sabaq.engines.matching import SENTENCES, alliance_from_mapping, pairs, rounds
from sabaq.engines.matching.explanations import say


@pytest.mark.parametrize("seed", range(8))
def test_topics_and_alternatives_are_true(record, weights, seed):
    rows = record(seed, 40, topics=6, coarse=seed % 2 == 0)
    alliance = alliance_from_mapping(rows)
    result = pairs(alliance)
    table = weights(rows)
    both = {**table, **{(j, i): w for (i, j), w in table.items()}}
    mate = {a: b for i, j, _ in result.pairs for a, b in ((i, j), (j, i))}
    need = {m: {t for who, t, _ in rows["need"] if who == m} for m in range(40)}
    offer = {m: {t for who, t, _ in rows["offer"] if who == m} for m in range(40)}
    for why in result.explanations:
        if why.kind != "paired":
            continue
        other = mate[why.member]
        assert (set(why.needs), set(why.offers)) == (
            need[why.member] & offer[other], offer[why.member] & need[other])  # fmt: skip
        strongest = sorted((w for (i, j), w in both.items() if i == why.member and j != other), reverse=True)[:3]
        assert [one.weight for one in why.alternatives] == pytest.approx(strongest)
        for one in why.alternatives:
            assert one.weight == pytest.approx(both[why.member, one.member])
            own = both[why.member, other]
            if one.kind == "weaker":
                assert one.weight < own
            elif one.kind == "partner_stronger":
                assert both[one.member, mate[one.member]] > one.weight
            elif one.kind == "left_alone":
                assert (other, mate[one.member]) not in both
            elif one.kind == "swap_loses":
                loss = own + both[one.member, mate[one.member]] - one.weight - both[other, mate[one.member]]
                assert one.params["loss"] == pytest.approx(loss)
                assert loss > 0
            else:
                assert one.kind in ("equal", "left_free")


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("closed_language", {"languages": [["ru"], ["ru"], ["kk"]]}),
        ("closed_window", {"utc_offset": [5, 5, 12]}),
        ("closed_unit", {"unit": [2, 2, 2], "opt_out": [0]}),
        ("closed_met", {"history": [[0, 2], [2, 1]]}),
        ("closed_never", {"never": [[0, 2], [1, 2]]}),
        ("closed_unneeded", {"offer": [[0, 0, 1], [1, 0, 1]]}),
        ("closed_unoffered", {"need": [[0, 0, 1], [1, 0, 1], [2, 1, 1]]}),
        ("all_taken", {}),
    ],
)
def test_the_rule_that_closes_most_is_named(kind, change):
    rows = {
        "members": 3, "topics": 2, "need": [[m, 0, 1] for m in range(3)], "ids": ["a", "b", "c"],
        "offer": [[0, 0, 1], [1, 0, 1], [2, 0, 0.5]], "languages": [["ru"]] * 3, "utc_offset": [5] * 3,
        "country": [0] * 3, "unit": [0, 1, 2],
    }  # fmt: skip
    why = pairs(alliance_from_mapping({**rows, **change})).explanations[2]
    assert (why.outcome, why.kind) == ("unmatched", kind if kind != "closed_unit" else why.kind)
    assert why.text == say(alliance_from_mapping({**rows, **change}), why.kind, why.params)


def test_sitting_out_is_said(record):
    why = pairs(alliance_from_mapping(record(0, 8, opt_out=[4]))).explanations[4]
    assert (why.outcome, why.text) == ("opted_out", SENTENCES["opted_out"])


@pytest.mark.parametrize("seed", range(4))
def test_in_rounds_an_alternative_may_come_another_time(record, seed):
    plan = rounds(alliance_from_mapping(record(seed, 24, rounds=4, topics=5)))
    met = {frozenset((i, j)): number for number, rows in enumerate(plan.rounds, 1) for i, j, _ in rows}
    others = [(why, other) for told in plan.explanations for why in told for other in why.alternatives]
    assert {other.kind for _, other in others} >= {"other_round", "weaker"}
    for why, other in others:
        pair = frozenset((why.member, other.member))
        assert (other.kind == "other_round") == (pair in met)
        assert other.params.get("round") == met.get(pair)
