"""Peer matching against what one would use instead: general matching of rustworkx and networkx, and the greedy way.

Everybody gets the same alliance as a file's rows; weighing the pairs is part of each contender's time.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from time import process_time
from typing import Any

import numpy as np

from bench.matching_alliances import alliance, open_pairs
from bench.measuring import in_child
from bench.table import OURS, Row

ENGINE = "matching"
RUSTWORKX, NETWORKX, GREEDY, MILP = "rustworkx", "networkx", "greedy by weight", "scipy milp, all groups"
PATIENCE = 200
TARGETS = {1_000: 0.3, 10_000: 10.0, 100_000: 120.0}
# From which size on a contender is not asked any more: it would take hours.
TOO_LARGE = {NETWORKX: 3_000, RUSTWORKX: 30_000, GREEDY: 30_000}


def run(*, quick: bool) -> list[Row]:
    """Measure everything; `quick` stops at a thousand members."""
    rows: list[Row] = []
    for members in (200, 1_000) if quick else (200, 1_000, 3_000, 10_000, 100_000):
        rows += pairs_of(members, quick=quick)
    return [*rows, *groups_of_four(), *six_rounds()]


def pairs_of(members: int, *, quick: bool) -> list[Row]:
    """A row for each contender at one size."""
    task = f"pairs among {members:,}"
    ours = in_child("bench.matching:ours", members, timeout=3_600)
    best = ours.answer
    result = f"{best['matched']} matched, value {best['value']:.3f}, {best['status']}"
    result += f", at most {best['gap']:.4%} below the best" if best["gap"] else ""
    note = "with reasons for everybody" if members <= 3_000 else "with reasons; the draw among equals is left out"
    rows = [Row(engine=ENGINE, task=task, who=OURS, seconds=ours.seconds, result=result, note=note,
                target=TARGETS.get(members), peak_mb=ours.peak_mb)]  # fmt: skip
    for who in (RUSTWORKX, NETWORKX, GREEDY):
        if members >= TOO_LARGE[who] or (quick and who == NETWORKX and members > 200):
            continue
        try:
            theirs = in_child("bench.matching:theirs", who, members, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            rows.append(
                Row(engine=ENGINE, task=task, who=who, seconds=0.0, result="", note=f"not done in {PATIENCE} s")
            )
            continue
        rows.append(Row(engine=ENGINE, task=task, who=who, seconds=theirs.seconds, result=compared(best, theirs.answer),
                        peak_mb=theirs.peak_mb))  # fmt: skip
    return rows


def compared(best: dict[str, Any], answer: dict[str, Any]) -> str:
    """What a contender reached, beside what we reached."""
    said = f"{answer['matched']} matched, value {answer['value']:.3f}"
    if answer["matched"] == best["matched"]:
        more = answer["value"] - best["value"]
        said += ", the same" if abs(more) < 1e-4 else f", {'better' if more > 0 else 'worse'} by {abs(more):.3f}"
    return said


def ours(members: int) -> dict[str, Any]:
    """Our pairs; reading the rows in counts, making them up does not."""
    from sabaq.engines.matching import alliance_from_mapping, pairs, verify

    pairs(alliance_from_mapping(alliance(20)))
    rows = alliance(members)
    began = process_time()
    made = alliance_from_mapping(rows)
    result = pairs(made)
    seconds = process_time() - began
    problems = verify(made, result)
    if problems:
        raise ValueError(problems[0])
    told = {"matched": result.matched, "value": result.value, "status": result.status, "gap": result.gap}
    return {**told, "seconds": seconds}


def theirs(who: str, members: int) -> dict[str, Any]:
    """A contender's pairs."""
    solve = {RUSTWORKX: by_rustworkx, NETWORKX: by_networkx, GREEDY: by_weight}[who]
    rows = alliance(members)
    began = process_time()
    one, other, weight = open_pairs(rows)
    found = solve(one, other, weight)
    seconds = process_time() - began
    worth = {(int(i), int(j)): float(w) for i, j, w in zip(one, other, weight, strict=True)}
    value = sum(worth[min(pair), max(pair)] for pair in found)
    return {"matched": 2 * len(found), "value": value, "seconds": seconds}


Found = list[tuple[int, int]]


def by_rustworkx(one: np.ndarray, other: np.ndarray, weight: np.ndarray) -> Found:
    """Its exact matching of most pairs on the whole graph, weights in steps of a billionth."""
    import rustworkx

    graph: Any = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(int(other.max()) + 1))
    steps = np.round(weight * 10**9).astype(np.int64)
    graph.add_edges_from(list(zip(one.tolist(), other.tolist(), steps.tolist(), strict=True)))
    return list(rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int))


def by_networkx(one: np.ndarray, other: np.ndarray, weight: np.ndarray) -> Found:
    """Its exact matching of most pairs on the whole graph, weights in steps of a billionth."""
    import networkx

    graph = networkx.Graph()
    steps = np.round(weight * 10**9).astype(np.int64)
    graph.add_weighted_edges_from(zip(one.tolist(), other.tolist(), steps.tolist(), strict=True))
    return list(networkx.max_weight_matching(graph, maxcardinality=True))


def by_weight(one: np.ndarray, other: np.ndarray, weight: np.ndarray) -> Found:
    """The strongest pair first, then the strongest of those left."""
    taken: set[int] = set()
    found = []
    for place in np.argsort(-weight, kind="stable").tolist():
        i, j = int(one[place]), int(other[place])
        if i not in taken and j not in taken:
            taken |= {i, j}
            found.append((i, j))
    return found


def groups_of_four() -> list[Row]:
    """Groups of four among 28, at most two of a country, the mean of five alliances; and the same as one programme."""
    task = "groups of 4 among 28, mean of 5"
    rows = []
    for who, function in ((OURS, "bench.matching:our_groups"), (MILP, "bench.matching:groups_as_one_programme")):
        told = in_child(function)
        value = f"{told.answer['matched']} matched, value {told.answer['value']:.4f}, {told.answer['status']}"
        rows.append(Row(engine=ENGINE, task=task, who=who, seconds=told.seconds, result=value,
                        target=0.1 if who == OURS else None, peak_mb=told.peak_mb))  # fmt: skip
    return rows


def our_groups() -> dict[str, Any]:
    """Ours for five alliances."""
    from sabaq.engines.matching import alliance_from_mapping, groups

    groups(alliance_from_mapping(alliance(12, size=4)))
    return mean_of(lambda made: groups(made))


def groups_as_one_programme() -> dict[str, Any]:
    """Every permitted group as a variable, the number of groups far above their worth."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    from sabaq.engines.matching import Grouping
    from sabaq.engines.matching.enumeration import all_groups, tables

    def solve(made: Any) -> Grouping:
        table = tables(made)
        found = all_groups(made, table, np.arange(made.members), most=10**6)
        assert found is not None
        worth = table.total(found)
        cover = csr_array((np.ones(found.size), (found.ravel(), np.repeat(np.arange(len(found)), 4))), (28, len(found)))
        answer = milp(-(worth + 1000.0), integrality=np.ones(len(found)), bounds=Bounds(0, 1),
                      constraints=LinearConstraint(cover, -np.inf, 1), options={"mip_rel_gap": 0})  # fmt: skip
        chosen = answer.x > 0.5
        value = float(worth[chosen].sum())
        return Grouping((), (), 4 * int(chosen.sum()), 28, value, value, "optimal", ())

    return mean_of(solve)


def mean_of(solve: Callable[[Any], Any]) -> dict[str, Any]:
    """The sums and the mean time of five alliances."""
    from sabaq.engines.matching import alliance_from_mapping

    made = [alliance_from_mapping(alliance(28, seed=seed, size=4, max_per_country=2)) for seed in range(5)]
    began = process_time()
    results = [solve(one) for one in made]
    seconds = (process_time() - began) / len(made)
    statuses = {result.status for result in results}
    told = {"matched": sum(r.matched for r in results), "value": sum(r.value for r in results)}
    return {**told, "status": " and ".join(sorted(statuses)), "seconds": seconds}


def six_rounds() -> list[Row]:
    """Six rounds among 30 members, together and one after another, the mean of five alliances."""
    told = in_child("bench.matching:our_rounds")
    answer = told.answer
    task = "6 rounds among 30, mean of 5"
    together = f"{answer['alone']} left alone, {answer['status']}"
    return [
        Row(engine=ENGINE, task=task, who=OURS, seconds=told.seconds, result=together, peak_mb=told.peak_mb),
        Row(engine=ENGINE, task=task, who="each round by itself", seconds=answer["greedy_seconds"],
            result=f"{answer['greedy']} left alone", note="quicker; each round is best, all together are not"),
    ]  # fmt: skip


def our_rounds() -> dict[str, Any]:
    """Ours for five alliances, and what planning round by round leaves."""
    from sabaq.engines.matching import alliance_from_mapping, rounds
    from sabaq.engines.matching.rounds import one_by_one

    made = [alliance_from_mapping(alliance(30, seed=seed, rounds=6)) for seed in range(5)]
    rounds(made[0])
    began = process_time()
    plans = [rounds(one) for one in made]
    between = process_time()
    for one in made:
        one_by_one(one)
    ended = process_time()
    told = {name: sum(getattr(plan, name) for plan in plans) for name in ("alone", "greedy")}
    statuses = " and ".join(sorted({plan.status for plan in plans}))
    seconds, alone = (between - began) / len(made), (ended - between) / len(made)
    return {**told, "status": statuses, "seconds": seconds, "greedy_seconds": alone}
