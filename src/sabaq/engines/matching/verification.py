"""Checks a stored result without any solver: every rule, every weight, the sums and the claims, from the file alone.

Weights and rules are computed here a second time, pair by pair, so that a mistake in the fast tables would show.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import combinations
from typing import Any

from sabaq.engines.matching.alliance import Alliance
from sabaq.engines.matching.enumeration import tables
from sabaq.engines.matching.explanations import Reasons
from sabaq.engines.matching.files import alike
from sabaq.engines.matching.grouping import group_reasons
from sabaq.engines.matching.pairing import free_members
from sabaq.engines.matching.result import CLOSE, Grouping, Pairing, Plan, Result, Row, Status, status_of
from sabaq.engines.matching.rounds import round_reasons
from sabaq.engines.matching.weighing import all_edges, joined


class Checker:
    """The rules and weights of an alliance, pair by pair."""

    def __init__(self, alliance: Alliance) -> None:
        self.alliance = alliance
        self.needs, self.offers = per_member(alliance.need.tolist()), per_member(alliance.offer.tolist())
        self.closed = {tuple(pair) for pair in (*alliance.history.tolist(), *alliance.never.tolist())}
        self.fixed = {tuple(pair) for pair in alliance.fixed.tolist()}
        self.out = set(alliance.opt_out.tolist())

    def broken(self, one: int, other: int) -> Iterator[str]:
        """The hard rules that close a pair."""
        alliance = self.alliance
        if {one, other} & self.out:
            yield "one sits out"
        if not set(alliance.languages[one]) & set(alliance.languages[other]):
            yield "no language in common"
        if abs(alliance.utc_offset[one] - alliance.utc_offset[other]) > alliance.window_hours:
            yield "too many time zones apart"
        if alliance.unit[one] is not None and alliance.unit[one] == alliance.unit[other]:
            yield "the same unit"
        if (min(one, other), max(one, other)) in self.closed:
            yield "partners before, or never to be"

    def weight(self, one: int, other: int) -> float:
        """The harmonic mean of what both gain, plus the bonus across countries; 0 unless both gain."""
        gains = [
            sum(weight * self.offers[giver].get(topic, 0.0) for topic, weight in self.needs[taker].items())
            for taker, giver in ((one, other), (other, one))
        ]
        if min(gains) <= 0:
            return 0.0
        abroad = self.alliance.country[one] != self.alliance.country[other]
        return 2 * gains[0] * gains[1] / sum(gains) + self.alliance.country_bonus * abroad


def per_member(rows: Sequence[Sequence[float]]) -> dict[int, dict[int, float]]:
    """For each member the topics with their weights."""
    table: dict[int, dict[int, float]] = defaultdict(dict)
    for member, topic, weight in rows:
        table[int(member)][int(topic)] = weight
    return table


def verify(alliance: Alliance, result: Result) -> list[str]:
    """What is wrong with a result; an empty list accepts it."""
    check = Checker(alliance)
    if isinstance(result, Plan):
        return list(broken_plan(check, result)) or list(broken_explanations(alliance, result))
    if isinstance(result, Grouping):
        rows: Sequence[Row] = result.groups
        found = [*broken_rows(check, rows, result.unmatched, {alliance.size}), *broken_groups(check, rows)]
    else:
        rows = (*result.pairs, *result.triples)
        found = list(broken_rows(check, rows, result.unmatched, {2, 3} if alliance.allow_triple else {2}))
        found += broken_shapes(result)
    kept = {tuple(sorted(members(row)[:2])) for row in rows} if isinstance(result, Pairing) else check.fixed
    found += [f"the fixed pair {pair} was not kept" for pair in sorted(check.fixed - kept)]
    found += broken_claims(result, rows, sum(len(row) - 1 for row in rows))
    return found or list(broken_explanations(alliance, result))


def members(row: Row) -> list[int]:
    """The members of a row."""
    return [int(member) for member in row[:-1]]


def broken_shapes(result: Pairing) -> Iterator[str]:
    """Rows that stand in the wrong list."""
    if any(len(row) != 3 for row in result.pairs) or any(len(row) != 4 for row in result.triples):
        yield "a pair or a triple has the wrong number of members"


def broken_rows(check: Checker, rows: Sequence[Row], unmatched: Iterable[int], sizes: set[int]) -> Iterator[str]:
    """Wrong members, broken hard rules and wrong weights in the rows of one round."""
    everybody = [member for row in rows for member in members(row)] + list(unmatched)
    if Counter(everybody) != Counter(range(check.alliance.members)):
        yield "not everybody stands exactly once among the rows and the unmatched"
        return
    for row in rows:
        people = members(row)
        if len(people) not in sizes:
            yield f"{people} has the wrong size"
        total = 0.0
        for place, (one, other) in enumerate(combinations(people, 2)):
            weight = check.weight(one, other)
            total += weight
            if (min(one, other), max(one, other)) in check.fixed and place == 0:
                continue
            yield from (f"{one} and {other}: {rule}" for rule in check.broken(one, other))
            if weight <= 0 and len(people) == 2:
                yield f"{one} and {other} do not both gain"
        if len(people) > 2:
            yield from (f"{one} gains from nobody in {people}" for one in idle(check, people))
        if abs(total - row[-1]) > CLOSE:
            yield f"the weight of {people} is {total:.9g}, not {row[-1]:.9g}"


def idle(check: Checker, people: Sequence[int]) -> Iterator[int]:
    """Members of a group who share a gain with nobody in it, and were not bound to anybody beforehand."""
    for one in people:
        bound = any(tuple(sorted((one, other))) in check.fixed for other in people)
        if not bound and not any(check.weight(one, other) > 0 for other in people if other != one):
            yield one


def broken_groups(check: Checker, rows: Sequence[Row]) -> Iterator[str]:
    """Groups with too many from one country."""
    most = check.alliance.max_per_country
    for row in rows if most else ():
        if max(Counter(check.alliance.country[member] for member in members(row)).values()) > most:
            yield f"{members(row)} has more than {most} from one country"


def broken_claims(result: Result, rows: Sequence[Row], matched: int) -> Iterator[str]:
    """Sums, counts, bounds and the status, compared with the rows."""
    value = sum(row[-1] for row in rows)
    if abs(value - result.value) > CLOSE:
        yield f"the value is {value:.9g}, not {result.value:.9g}"
    if matched != result.matched:
        yield f"{matched} members are matched, not {result.matched}"
    if result.bound < value - CLOSE or result.most_matched < matched:
        yield "a bound is below what was reached"
    otherwise: Status = "within" if isinstance(result, Pairing) else "feasible"
    if result.status != status_of(matched, result.most_matched, value, result.bound, otherwise=otherwise):
        yield "the status is not what the bounds prove"


def broken_explanations(alliance: Alliance, result: Result) -> Iterator[str]:
    """Explanations other than those that follow from the result; in a result that was not proven, as the pairs that
    were looked at are not stored, the alternatives are not compared."""
    told: Sequence[Any] = result.explanations
    if isinstance(result, Plan):
        again: Sequence[Any] = round_reasons(alliance, result.rounds)
    elif isinstance(result, Grouping):
        again = group_reasons(alliance, tables(alliance), result.groups)
    else:
        known = result.status == "optimal"
        edges = all_edges(alliance, free_members(alliance)) if known else joined([])
        again = Reasons(alliance, edges, [*result.pairs, *result.triples]).tell()
        told = result.explanations if known else [replace(why, alternatives=()) for why in result.explanations]
    if not alike(plain(told), plain(again)):
        yield "the explanations do not follow from the result"


def plain(told: Sequence[Any]) -> list[Any]:
    """Explanations as they are written."""
    return [plain(why) if isinstance(why, tuple) else asdict(why) for why in told]


def broken_plan(check: Checker, plan: Plan) -> Iterator[str]:
    """What is wrong with a plan of rounds."""
    alliance = check.alliance
    if {len(plan.rounds), len(plan.unmatched), len(plan.explanations)} != {alliance.rounds}:
        yield "the number of rounds is another"
        return
    for rows, unmatched in zip(plan.rounds, plan.unmatched, strict=True):
        yield from broken_rows(check, rows, unmatched, {alliance.size})
        yield from broken_groups(check, rows if alliance.size > 2 else ())
    everything = [row for rows in plan.rounds for row in rows]
    met = Counter(pair for row in everything for pair in combinations(sorted(members(row)), 2))
    yield from (f"{pair[0]} and {pair[1]} meet twice" for pair, times in met.items() if times > 1)
    first = {tuple(sorted(members(row))) for row in plan.rounds[0]}
    if alliance.size == 2:
        yield from (f"the fixed pair {pair} was not kept" for pair in sorted(check.fixed - first))
    matched = sum(len(row) - 1 for row in everything)
    yield from broken_claims(plan, everything, matched)
    if plan.alone != alliance.rounds * (alliance.members - len(check.out)) - matched or plan.greedy < plan.alone:
        yield "the number of those left alone is another"
