"""Placement under rules that cross the hierarchies: whole-number programmes, level by level (HiGHS in scipy).

There are no prices here, so the proof is the solver's bound on each level, and that is what the result says. A rule is
never a reason for having no result: what is missing of it is counted, per session, at its level.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sabaq.engines.allocation.canonical import Canonical
from sabaq.engines.allocation.deciding import explain_by_turn
from sabaq.engines.allocation.explanations import Explanation, Param
from sabaq.engines.allocation.instance import Instance, Ints
from sabaq.engines.allocation.objective import levels_of, order_of, pair_gains
from sabaq.engines.allocation.prices import room_of
from sabaq.engines.allocation.result import Proof
from sabaq.engines.allocation.rules import Classification, Rule

Floats = NDArray[np.float64]
HIGHER_IS_BETTER = ("placed", "priority", "lottery")
RULE_SENTENCE = "No seat was left for you in session {session} under the rule “{rule}”."


@dataclass(eq=False)
class Programme:
    """Columns: pairs (0 to M-1), then what is missing of reserved seats and rules, then switches of sessions."""

    instance: Instance
    width: int = 0
    entries: list[tuple[Ints, Ints, Ints]] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    missing: dict[str, list[int]] = field(default_factory=lambda: {"shortage": [], "crossing": []})

    def column(self, upper: int) -> int:
        """A new whole number from 0 to `upper`."""
        self.upper.append(upper)
        self.width += 1
        return self.width - 1

    def limit(self, columns: Ints, weights: Ints, right: int) -> None:
        """The weighted sum of these columns is at most `right`."""
        self.entries.append((np.full(len(columns), len(self.right)), columns, weights))
        self.right.append(right)

    def best(self, cost: Floats, least: Floats, seconds: float) -> Any:
        """What scipy's `milp` finds at the least cost."""
        # Most instances have no crossing rule, and scipy takes longer to load than they take to solve.
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        row, column, weight = (np.concatenate(part) for part in zip(*self.entries, strict=True))
        shape = (len(self.right), self.width)
        limits = LinearConstraint(csr_array((weight, (row, column)), shape=shape), -np.inf, np.array(self.right))
        return milp(
            cost,
            integrality=np.ones(self.width),
            bounds=Bounds(least, np.array(self.upper)),
            constraints=limits,
            options={"time_limit": max(0.1, seconds), "mip_rel_gap": 0.0},
        )


def programme_of(instance: Instance) -> Programme:
    """The limits of an instance; fixed people keep their pair."""
    made = Programme(instance)
    for _pair in instance.owner:
        made.column(1)
    pairs = np.arange(len(instance.owner))
    for person in range(instance.nominees):
        own = np.arange(instance.pair_ptr[person], instance.pair_ptr[person + 1])
        made.limit(own, np.ones_like(own), 1)
    agency = instance.agency[instance.owner]
    for quota in range(len(instance.quota_parent)):
        inside = pairs[np.any(instance.quota_chain[:, agency] == quota, axis=0)]
        made.limit(inside, np.ones_like(inside), int(instance.quota_upper[quota]))
        lower = int(instance.quota_lower[quota])
        if lower:
            short = made.column(lower)
            made.missing["shortage"].append(short)
            made.limit(np.append(inside, short), np.full(len(inside) + 1, -1), -lower)
    for node in range(len(instance.seat_parent)):
        inside = pairs[np.any(instance.seat_chain[:, instance.pair_seat] == node, axis=0)]
        made.limit(inside, np.ones_like(inside), int(instance.seat_upper[node]))
    for rule in instance.crossing:
        for group in rule.groups():
            add_rule(made, rule, group)
    return made


def add_rule(made: Programme, rule: Rule, group: tuple[int, ...]) -> None:
    """The limits of one rule on one group of sessions, each softened by a count of what is missing."""
    instance = made.instance
    inside = np.flatnonzero(np.isin(instance.pair_session, group))
    counted = inside[rule.members[instance.owner[inside]]]
    missing = made.column(max(instance.nominees, rule.lower))
    made.missing["shortage" if rule.hard else "crossing"].append(missing)
    ones = np.ones_like(counted)
    if rule.kind == "share":
        part, whole = rule.share_lower.numerator, rule.share_lower.denominator
        weights = part - whole * rule.members[instance.owner[inside]]
        made.limit(np.append(inside, missing), np.append(weights, -whole), 0)
        return
    if rule.kind == "runs_only_with":
        runs = made.column(1)
        made.limit(np.append(counted, runs), np.append(ones, -len(counted)), 0)
        made.limit(np.append(counted, [missing, runs]), np.append(-ones, [-1, rule.lower]), 0)
        return
    made.limit(np.append(counted, missing), np.append(-ones, -1), -rule.lower)
    if rule.upper is not None:
        made.limit(np.append(counted, missing), np.append(ones, -1), rule.upper)


def costs(made: Programme, *, repair: bool) -> dict[str, Floats]:
    """Per level what each column costs."""
    gains = pair_gains(made.instance)
    table = {}
    for level in order_of(repair=repair):
        cost = np.zeros(made.width)
        if level in made.missing:
            cost[made.missing[level]] = 1
        else:
            cost[: len(made.instance.owner)] = -gains[level]
        table[level] = cost
    return table


def best_mixed(instance: Instance, start: Ints, *, repair: bool, seconds: float) -> tuple[Ints, tuple[Proof, ...]]:
    """[N] a placement that is best level by level as far as proven, and the proofs; `start` [N] keeps every hard rule.

    `seconds` bounds the whole search, in equal parts of what is left for each level. A level that it cuts short says by
    how much it may fall short; only then may another run find something else.
    """
    made = programme_of(instance)
    fixed = instance.chosen_pair(np.where(instance.bound, instance.held, -1))
    least = np.zeros(made.width)
    least[fixed[fixed >= 0]] = 1
    placement, proven, until = start, {}, time.monotonic() + seconds
    table = costs(made, repair=repair)
    to_do = sum(bool(np.any(cost)) for cost in table.values())
    for level, cost in table.items():
        bound = float(np.minimum(cost, 0).sum())
        if np.any(cost):
            found = made.best(cost, least, (until - time.monotonic()) / to_do)
            to_do -= 1
            if found.status == 0 and found.x is not None:
                placement, bound = placement_of(instance, found.x), found.fun
            elif found.x is not None:
                placement, bound = placement_of(instance, found.x), max(bound, found.mip_dual_bound or bound)
            else:
                bound = max(bound, found.mip_dual_bound or bound)
        proven[level] = ceil(bound - 1e-6)
        reached = cost_of(levels_of(instance, placement).__dict__[level], level, instance)
        made.limit(np.flatnonzero(cost), cost[cost != 0].astype(np.int64), reached)
    values = levels_of(instance, placement).__dict__
    return placement, tuple(
        Proof(level, values[level], value_of(bound, level, instance)) for level, bound in proven.items()
    )


def cost_of(value: int, level: str, instance: Instance) -> int:
    """A level's value as the programme counts it: smaller is better, and only what pairs and rules decide."""
    if level == "moved":
        return value - int(np.count_nonzero(instance.held >= 0))
    return -value if level in HIGHER_IS_BETTER else value


def value_of(cost: int, level: str, instance: Instance) -> int:
    """The other way round."""
    if level == "moved":
        return cost + int(np.count_nonzero(instance.held >= 0))
    return -cost if level in HIGHER_IS_BETTER else cost


def placement_of(instance: Instance, columns: Floats) -> Ints:
    """[N] the placement that the columns of pairs stand for."""
    used = np.flatnonzero(np.rint(columns[: len(instance.owner)]))
    placement = np.full(instance.nominees, -1)
    placement[instance.owner[used]] = instance.pair_session[used]
    return placement


def explain_mixed(names: Canonical, placement: Ints, kinds: tuple[Classification, ...]) -> tuple[Explanation, ...]:
    """[N] explanations without prices: the used-up bound in the way, else the rule that one more person would break."""
    instance = names.instance
    positions = [at for at, kind in enumerate(kinds) if not kind.folded]
    told = list(explain_by_turn(names, placement, tenure=False, any_full=True))
    before = [sum(rule.missing(placement)) for rule in instance.crossing]
    room = room_of(instance, placement)
    chain = instance.seat_chain[:, instance.pair_seat]
    has_seat = np.all((chain < 0) | room.seat[chain], axis=0)
    for person in range(instance.nominees):
        at = int(names.person[person])
        if told[at].outcome == "placed" or told[at].binding.startswith("quota"):
            continue
        for pair in instance.pair_ptr[person] + np.flatnonzero(
            has_seat[instance.pair_ptr[person] : instance.pair_ptr[person + 1]]
        ):
            trial = placement.copy()
            trial[person] = wish = int(instance.pair_session[pair])
            broken = [i for i, rule in enumerate(instance.crossing) if sum(rule.missing(trial)) > before[i]]
            if broken:
                params: dict[str, Param] = {
                    "rule": instance.crossing[broken[0]].name,
                    "session": int(names.session[wish]),
                }
                binding, text = f"crossing {positions[broken[0]]}", RULE_SENTENCE.format_map(params)
                told[at] = Explanation("not_placed", binding, "rule", params, text)
                break
    return tuple(told)
