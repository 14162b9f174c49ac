"""An answer that never travels without its reasons: placement, levels, prices that prove it, explanations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

import numpy as np

from sabaq.engines.allocation.explanations import Explanation
from sabaq.engines.allocation.folding import fold
from sabaq.engines.allocation.instance import Instance, Ints, whole
from sabaq.engines.allocation.objective import DEPTH, Levels
from sabaq.engines.allocation.rules import Classification

Policy = Literal["service", "serial", "priority"]
POLICIES: tuple[Policy, ...] = get_args(Policy)


class BadResult(ValueError):
    """A stored result that cannot be read back; the message says why."""


@dataclass(frozen=True)
class Proof:
    """One level of a result that a solver of whole-number programmes found: its value, and the bound that the solver
    proved for any placement as good on the levels before."""

    level: str
    value: int
    bound: int


@dataclass(frozen=True)
class CrossingReport:
    """The crossing rules of a result: what each is, how many people each session is short of it (per group of sessions
    in the order of the rule), and how far each level is `proven`. Empty `proven`: all rules became bounds of the flow,
    and the prices prove the result."""

    rules: tuple[Classification, ...]
    missing: tuple[tuple[int, ...], ...]
    proven: tuple[Proof, ...] = ()


@dataclass(frozen=True, eq=False)
class Result:
    """`placement` [N] session or -1; `prices` [6, Q+K+R] per level for quotas, sessions and country bounds, in the
    order of the instance (empty where the policy is not an optimum); `status` "optimal" or "feasible"; `gap` between
    the result and a proven optimum, None where none is claimed."""

    policy: Policy
    repair: bool
    placement: Ints
    levels: Levels
    prices: Ints
    status: Literal["optimal", "feasible"]
    gap: int | None
    explanations: tuple[Explanation, ...]
    crossing: CrossingReport | None = None

    def as_json(self) -> dict[str, Any]:
        """The result as one JSON object."""
        return {
            "policy": self.policy,
            "repair": self.repair,
            "status": self.status,
            "gap": self.gap,
            "levels": self.shown_levels,
            "placement": self.placement.tolist(),
            "prices": self.prices.tolist(),
            "explanations": [vars(explanation) for explanation in self.explanations],
            **({"crossing": asdict(self.crossing)} if self.crossing else {}),
        }

    @property
    def shown_levels(self) -> dict[str, int]:
        """The levels by name; "crossing" only where the instance has such rules."""
        levels = asdict(self.levels)
        if not self.crossing:
            del levels["crossing"]
        return levels


def result_from_json(record: Mapping[str, Any], instance: Instance) -> Result:
    """The stored result of an instance. Raises BadResult."""
    if record.get("policy") not in POLICIES or record.get("status") not in ("optimal", "feasible"):
        raise BadResult("the policy or status is unknown")
    try:
        report = crossing_from_json(record["crossing"]) if record.get("crossing") else None
        priced = record["policy"] == "service" and not (report and report.proven)
        shape = priced_shape(instance) if priced else (DEPTH, 0)
        return Result(
            policy=record["policy"],
            repair=bool(record["repair"]),
            placement=whole("placement", record["placement"], (instance.nominees,)),
            levels=Levels(**record["levels"]),
            prices=whole("prices", record["prices"], shape),
            status=record["status"],
            gap=record["gap"],
            explanations=tuple(explanation_from_json(row) for row in record["explanations"]),
            crossing=report,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadResult(f"the result cannot be read: {error}") from error


def explanation_from_json(row: Mapping[str, Any]) -> Explanation:
    """One stored explanation; lists become tuples again."""
    params = {key: tuple(value) if isinstance(value, list) else value for key, value in row["params"].items()}
    return Explanation(row["outcome"], row["binding"], row["kind"], params, row["text"])


def crossing_from_json(row: Mapping[str, Any]) -> CrossingReport:
    """One stored report on crossing rules."""
    return CrossingReport(
        tuple(Classification(**rule) for rule in row["rules"]),
        tuple(tuple(groups) for groups in row["missing"]),
        tuple(Proof(**proof) for proof in row["proven"]),
    )


def report_on(
    instance: Instance, kinds: tuple[Classification, ...], placement: Ints, proven: tuple[Proof, ...] = ()
) -> CrossingReport | None:
    """What became of an instance's crossing rules; None where it has none."""
    if not instance.crossing:
        return None
    return CrossingReport(kinds, tuple(tuple(rule.missing(placement)) for rule in instance.crossing), proven)


def gap_of(proven: tuple[Proof, ...]) -> int:
    """The gap of the first level that is not proven, 0 where all are."""
    return next((abs(proof.value - proof.bound) for proof in proven if proof.value != proof.bound), 0)


def priced_shape(instance: Instance) -> tuple[int, int]:
    """The shape of the prices of an instance, with the country bounds that folded rules add."""
    flat, _kinds = fold(instance)
    return DEPTH, len(flat.quota_parent) + len(flat.seat_parent)


def no_prices() -> Ints:
    """The prices of a policy that has none."""
    return np.zeros((DEPTH, 0), np.int64)
