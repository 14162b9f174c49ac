"""Groups: equal to trying everything; every rule inside; honest bounds where a few groups at a time are decided."""

from itertools import combinations

import pytest

from sabaq.engines.matching import alliance_from_mapping, groups, verify


def permitted(rows, weights):
    """Every permitted group with its value, straight from the definition."""
    table = weights(rows)
    # Rules alone, without gains: the same rows with a topic that everybody needs and offers.
    everybody = [[m, rows["topics"], 1.0] for m in range(rows["members"])]
    shared = {
        **rows,
        "topics": rows["topics"] + 1,
        "need": rows["need"] + everybody,
        "offer": rows["offer"] + everybody,
    }
    allowed = set(weights(shared))
    found = {}
    for group in combinations(range(rows["members"]), rows["size"]):
        pairs = list(combinations(group, 2))
        nations = [rows["country"][member] for member in group]
        most = rows.get("max_per_country") or len(group)
        gains = all(any(pair in table and member in pair for pair in pairs) for member in group)
        if gains and set(pairs) <= allowed and max(map(nations.count, nations)) <= most:
            found[group] = sum(table.get(pair, 0.0) for pair in pairs)
    return found


def best(found, lonely, taken=frozenset()):
    """(groups, formerly lonely members, value, weakest group) of the best choice."""
    choices = [((0, 0, 0.0), 9e9)]
    for group, value in found.items():
        if not taken & set(group) and all(member not in taken for member in group):
            rest = {g: v for g, v in found.items() if g > group and not set(g) & set(group)}
            (count, covered, total), weakest = best(rest, lonely)
            choices.append(((count + 1, covered + len(lonely & set(group)), total + value), min(weakest, value)))
    return max(choices, key=lambda one: (one[0][0], one[0][1], round(one[0][2], 7), one[1]))


@pytest.mark.parametrize("size", [2, 3, 4])
@pytest.mark.parametrize("seed", range(12))
def test_equals_trying_everything(record, weights, seed, size):
    lonely = {0, 1} if seed % 3 == 0 else set()
    rows = record(seed, 9, size=size, max_per_country=seed % 2 * 2, alone_last=sorted(lonely), coarse=seed % 4 == 0)
    rows["unit"] = list(range(9))
    alliance = alliance_from_mapping(rows)
    result = groups(alliance)
    found = permitted(rows, weights)
    (count, covered, total), weakest = best(found, lonely)
    inside = {int(member) for row in result.groups for member in row[:-1]}
    assert (len(result.groups), len(lonely & inside), result.status) == (count, covered, "optimal")
    assert result.value == pytest.approx(total)
    assert min((row[-1] for row in result.groups), default=9e9) == pytest.approx(weakest)
    assert verify(alliance, result) == []


@pytest.mark.parametrize("seed", range(3))
def test_deciding_a_few_at_a_time_stays_within_its_bounds(record, seed):
    alliance = alliance_from_mapping(record(seed, 40, size=4, max_per_country=3, topics=4))
    exact, stepwise = groups(alliance), groups(alliance, most_groups=0)
    assert (exact.status, stepwise.status) == ("optimal", "feasible")
    assert stepwise.most_matched >= exact.matched >= stepwise.matched >= 0.7 * exact.matched
    assert stepwise.bound >= exact.value
    assert verify(alliance, stepwise) == []


def test_large_groups_among_many_end(record):
    alliance = alliance_from_mapping(record(1, 60, size=8, topics=2))
    result = groups(alliance)
    assert verify(alliance, result) == []
    assert result.matched > 0


def test_fixed_pairs_are_together_or_both_outside(record):
    rows = record(2, 16, size=4, fixed=[[0, 1]], never=[[0, 1]], topics=2)
    result = groups(alliance_from_mapping(rows))
    assert {len({0, 1} & {int(m) for m in row[:-1]}) for row in result.groups} <= {0, 2}
    assert verify(alliance_from_mapping(rows), result) == []


def test_who_finds_no_group_is_told_so(record):
    alliance = alliance_from_mapping(record(3, 14, size=4, topics=3, languages=[["ru"]] * 14, utc_offset=[5] * 14))
    result = groups(alliance)
    left = [result.explanations[member] for member in result.unmatched]
    assert {why.kind for why in left} == {"no_group"}
    assert {why.params["size"] for why in left} == {4}


def test_the_order_of_members_changes_nothing(record):
    rows = record(5, 24, size=3, topics=3, coarse=True)
    turned = {name: rows[name][::-1] for name in ("languages", "utc_offset", "country", "unit", "ids")}
    turned |= {name: [[23 - m, t, w] for m, t, w in rows[name]] for name in ("need", "offer")}
    turned |= {name: [[23 - i, 23 - j] for i, j in rows[name]] for name in ("history", "never")}

    def named(record_):
        alliance = alliance_from_mapping(record_)
        return {frozenset(alliance.ids[int(m)] for m in row[:-1]) for row in groups(alliance).groups}

    assert named({**rows, **turned}) == named(rows)
