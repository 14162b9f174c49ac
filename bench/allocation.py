"""Allocation: our flow with its proof and all reasons against general optimisers and a library of matching markets.

All get the same instance. The level vector of each is compared with ours. Contenders optimise the first four levels
(shortage, placed, moved, priority) in one weighted objective, which is less work than our six with prices and reasons.
"""

from __future__ import annotations

import importlib
import resource
import time
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from bench.allocation_cases import case
from bench.measuring import in_child, measured
from bench.table import OURS, Row
from sabaq.engines.allocation import Result, Solved, instance_from_mapping, solve, verify
from sabaq.engines.allocation.canonical import canonical
from sabaq.engines.allocation.instance import Instance, Ints
from sabaq.engines.allocation.network import build
from sabaq.engines.allocation.objective import levels_of

Answer = TypeVar("Answer")
FIRST_FOUR = ("shortage", "placed", "moved", "priority")
TARGETS = {700: 0.1, 10_000: 0.6, 100_000: 10.0}


def run(*, quick: bool) -> list[Row]:
    """All rows; quick: the small instance only, and no contender that needs more than seconds."""
    rows = []
    for people in (700,) if quick else (700, 10_000, 100_000):
        ours = in_child("bench.allocation:ours", people, "service")
        rows.append(_row(people, OURS, ours.seconds, ours.answer, peak=ours.peak_mb, target=TARGETS[people]))
        for name in CONTENDERS if people <= 10_000 else ():
            try:
                told = in_child("bench.allocation:contender", name, people)
                rows.append(
                    _row(people, name, told.seconds, told.answer, peak=told.peak_mb, best=ours.answer["levels"])
                )
            except RuntimeError as failure:
                rows.append(_row(people, name, 0.0, {"failed": str(failure).splitlines()[-1][:90]}))
    rows += [_replacement(), _loading()]
    return rows if quick else [*rows, *_million()]


def _million() -> list[Row]:
    """The ordinal mode, which the service policy takes by itself for so many, and what its words cost on top."""
    told = in_child("bench.allocation:ours", 1_000_000, "service")
    result = f"{told.answer['reasons']:,} reasons in words"
    words = Row(
        engine="allocation",
        task="reasons of 1,000,000 people in words",
        who=OURS,
        seconds=told.answer["words"],
        result=result,
        note="on top of the row before: there they are decided, here put into words",
        peak_mb=told.peak_mb,
    )
    return [_row(1_000_000, OURS, told.seconds, told.answer, peak=told.peak_mb, target=5.0), words]


def _row(
    people: int, who: str, seconds: float, answer: dict[str, Any], *, peak: float | None = None, **more: Any
) -> Row:
    best = more.pop("best", None)
    result = answer.get("failed") or ", ".join(f"{name} {answer['levels'][name]}" for name in FIRST_FOUR)
    if best is not None and not answer.get("failed"):
        same = all(answer["levels"][name] == best[name] for name in FIRST_FOUR)
        result += "; same four levels as ours" if same else "; other levels than ours"
    note = answer.get("note", NOTES.get(who, ""))
    return Row(
        engine="allocation",
        task=f"{people:,} people",
        who=who,
        seconds=seconds,
        result=result,
        note=note,
        peak_mb=peak,
        **more,
    )


def ours(people: int, policy: str) -> dict[str, Any]:
    """From arrays to the result with prices and everybody's reason."""
    arrays = case(people)

    def work() -> tuple[Instance, Result]:
        instance = instance_from_mapping(arrays)
        return instance, solve(instance, policy="serial" if policy == "serial" else "service")

    seconds, (instance, result) = least(work)
    began = spent()
    reasons = sum(bool(why.text) for why in result.explanations)
    words = spent() - began
    checked = f"verify: {'accepted' if not verify(instance, result) else 'rejected'}"
    note = f"{policy}, {result.status}, all six levels, {reasons} reasons; {checked}"
    if result.most_placed is not None:
        share = result.gap / result.most_placed if result.gap else 0.0
        note = f"ordinal mode, no plan places more than {result.most_placed} (gap {share:.1%}), {checked}"
    return {"seconds": seconds, "levels": vars(result.levels), "note": note, "words": words, "reasons": reasons}


def contender(name: str, people: int) -> dict[str, Any]:
    """One contender's placement of the same instance, with the time of building and solving."""
    instance = canonical(instance_from_mapping(case(people))).instance
    costs = weighed(instance)
    for module in LOADED_BEFORE[name]:
        importlib.import_module(module)
    seconds, placement = least(lambda: CONTENDERS[name](instance, costs))
    return {"seconds": seconds, "levels": vars(levels_of(instance, placement))}


def least(work: Callable[[], Answer]) -> tuple[float, Answer]:
    """The least CPU time of up to three runs, as many as fit into three seconds, and the answer."""
    best, total, runs = float("inf"), 0.0, 0
    while True:
        began = spent()
        answer = work()
        best, total, runs = min(best, spent() - began), total + spent() - began, runs + 1
        if runs == 3 or total > 1.5:
            return best, answer


def spent() -> float:
    """The CPU time of this process and of the programs it has run."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def weighed(instance: Instance) -> Ints:
    """[A] the first four levels of every arc of our network in one whole number, each deciding before the next."""
    network = build(instance, repair=False)
    most = int(np.abs(network.cost[3]).max()) * min(network.seats, network.nominees) * 2 + 1
    place = most * 2 * (len(instance.quota_parent) + 1)
    weight = np.array([place, most, 0, 1])
    combined: Ints = weight @ network.cost[:4]
    return combined


def by_networkx(instance: Instance, costs: Ints) -> Ints:
    """`networkx.network_simplex` on the very network that we solve."""
    import networkx as nx

    network = build(instance, repair=False)
    graph = nx.MultiDiGraph()
    rows = zip(network.tail.tolist(), network.head.tolist(), network.room.tolist(), costs.tolist(), strict=True)
    graph.add_edges_from((a, b, at, {"capacity": room, "weight": cost}) for at, (a, b, room, cost) in enumerate(rows))
    _cost, flow = nx.network_simplex(graph)
    used = np.zeros(len(costs), np.int64)
    for heads in flow.values():
        for arcs in heads.values():
            for at, amount in arcs.items():
                used[at] = amount
    return placed(instance, used[network.pair_arcs] > 0)


def limits(instance: Instance) -> list[tuple[Ints, int, int | None]]:
    """Every bound as the pairs it counts, its upper bound and the quota whose lower bound it is."""
    pairs = np.arange(len(instance.owner))
    found: list[tuple[Ints, int, int | None]] = []
    spans = zip(instance.pair_ptr[:-1].tolist(), instance.pair_ptr[1:].tolist(), strict=True)
    found += [(pairs[first:last], 1, None) for first, last in spans]
    for chain, at, upper in (
        (instance.quota_chain, instance.agency[instance.owner], instance.quota_upper),
        (instance.seat_chain, instance.pair_seat, instance.seat_upper),
    ):
        inside: list[list[Ints]] = [[] for _ in upper]
        for above in chain:
            node = above[at]
            order = np.argsort(node, kind="stable")
            cuts = np.searchsorted(node[order], np.arange(len(upper) + 1))
            for i in range(len(upper)):
                inside[i].append(order[cuts[i] : cuts[i + 1]])
        quota = chain is instance.quota_chain
        found += [(np.concatenate(parts), int(upper[i]), i if quota else None) for i, parts in enumerate(inside)]
    return found


def by_linear_programme(instance: Instance, costs: Ints) -> Ints:
    """`scipy.optimize.linprog` with HiGHS on the bounds as rows."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    network = build(instance, repair=False)
    short = float(-costs[: network.quotas].min())
    count, quotas = len(instance.owner), network.quotas
    rows: list[tuple[Ints, Ints]] = []
    right: list[int] = []
    for pairs, upper, quota in limits(instance):
        rows.append((pairs, np.ones(len(pairs), np.int64)))
        right.append(upper)
        if quota is not None and instance.quota_lower[quota]:
            rows.append((np.append(pairs, count + quota), -np.ones(len(pairs) + 1, np.int64)))
            right.append(-int(instance.quota_lower[quota]))
    index = np.repeat(np.arange(len(rows)), [len(columns) for columns, _ in rows])
    columns, values = (np.concatenate(part) for part in zip(*rows, strict=True))
    matrix = csr_array((values, (index, columns)), shape=(len(rows), count + quotas))
    target = np.concatenate([costs[network.pair_arcs].astype(float), np.full(quotas, short)])
    upper_bounds = np.concatenate([np.ones(count), np.full(quotas, np.inf)])
    answer = linprog(target, A_ub=matrix, b_ub=right, bounds=np.stack([np.zeros(count + quotas), upper_bounds], axis=1))
    return placed(instance, answer.x[:count] > 0.5)


def by_cbc(instance: Instance, costs: Ints) -> Ints:
    """PuLP with the CBC it brings."""
    import pulp

    network = build(instance, repair=False)
    short = int(-costs[: network.quotas].min())
    problem = pulp.LpProblem("allocation", pulp.LpMinimize)
    use = [pulp.LpVariable(f"x{at}", 0, 1, cat="Binary") for at in range(len(instance.owner))]
    lack = [pulp.LpVariable(f"s{at}", 0) for at in range(network.quotas)]
    weights = costs[network.pair_arcs].tolist()
    terms = [(variable, weight) for variable, weight in zip(use, weights, strict=True)]
    problem += pulp.LpAffineExpression(terms + [(variable, short) for variable in lack])
    for pairs, upper, quota in limits(instance):
        total = pulp.LpAffineExpression([(use[at], 1) for at in pairs.tolist()])
        problem += total <= upper
        if quota is not None and instance.quota_lower[quota]:
            problem += total + lack[quota] >= int(instance.quota_lower[quota])
    problem.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=0))
    return placed(instance, np.array([(variable.value() or 0) > 0.5 for variable in use]))


def by_matching(instance: Instance, _costs: Ints) -> Ints:
    """`matching`: hospitals and residents, without agencies, countries or reserved seats, which it cannot hold."""
    import warnings

    from matching.games import HospitalResident

    order = np.lexsort((instance.draw, instance.priority)).tolist()
    wishes = {
        person: instance.pair_session[instance.pair_ptr[person] : instance.pair_ptr[person + 1]].tolist()
        for person in order
    }
    ranked: dict[int, list[int]] = {session: [] for session in range(instance.sessions)}
    for person, sessions in wishes.items():
        for session in sessions:
            ranked[session].append(person)
    seats = dict(enumerate(instance.capacity.tolist()))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        game = HospitalResident.create_from_dictionaries(wishes, ranked, seats)
        solution = game.solve()
    placement = np.full(instance.nominees, -1)
    for hospital, residents in solution.items():
        placement[[resident.name for resident in residents]] = hospital.name
    return placement


def placed(instance: Instance, used: np.ndarray[Any, np.dtype[np.bool_]]) -> Ints:
    """[N] the placement of the used pairs [M]."""
    placement = np.full(instance.nominees, -1)
    placement[instance.owner[used]] = instance.pair_session[used]
    return placement


CONTENDERS: dict[str, Callable[[Instance, Ints], Ints]] = {
    "networkx": by_networkx,
    "scipy linprog": by_linear_programme,
    "PuLP + CBC": by_cbc,
    "matching": by_matching,
}
LOADED_BEFORE = {
    "networkx": ("networkx",),
    "scipy linprog": ("scipy.optimize", "scipy.sparse"),
    "PuLP + CBC": ("pulp",),
    "matching": ("matching.games",),
}
NOTES = {
    "networkx": "network_simplex on the same network, four levels, no prices, no reasons",
    "scipy linprog": "HiGHS, four levels in floating point, no reasons",
    "PuLP + CBC": "four levels; CBC runs as a program of its own, whose time counts",
    "matching": "breaks every quota: it knows sessions only",
}


def _replacement() -> Row:
    instance = instance_from_mapping(case(700))
    result = solve(instance)
    solved = Solved(instance, result)
    seated = np.flatnonzero(result.placement >= 0)[::16].tolist()
    told = measured(lambda: [solved.replace([person]) for person in seated], times=3)
    again = sum(len(answer.moves) > 1 for answer in told.answer)
    return Row(
        engine="allocation",
        task="one replacement among 700",
        who=OURS,
        seconds=told.seconds / len(seated),
        result=f"{again} of {len(seated)} seats taken by somebody else, each with its reason",
        note="mean of one withdrawal at a time from a solved plan",
        target=0.005,
    )


def _loading() -> Row:
    told = in_child("bench.allocation:loading")
    return Row(
        engine="allocation",
        task="loading the engine",
        who=OURS,
        seconds=told.seconds,
        result="numpy and ortools; scipy only under crossing rules",
        peak_mb=told.peak_mb,
    )


def loading() -> dict[str, float]:
    """The CPU time of this process up to here, which has done nothing but load the engine."""
    return {"seconds": time.process_time()}
