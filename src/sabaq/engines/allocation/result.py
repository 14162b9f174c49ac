"""An answer that never travels without its reasons: placement, levels, prices that prove it, explanations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeVar, get_args

import numpy as np

from sabaq.engines.allocation.explanations import Explanation, Param
from sabaq.engines.allocation.folding import fold
from sabaq.engines.allocation.instance import Instance, Ints, whole
from sabaq.engines.allocation.objective import DEPTH, Levels
from sabaq.engines.allocation.rules import Classification

Policy = Literal["service", "serial", "priority"]
POLICIES: tuple[Policy, ...] = get_args(Policy)
Value = TypeVar("Value")


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
    the result and a proven optimum, None where none is claimed. `most_placed`: in the ordinal mode a proven bound on
    how many people any placement could place, to which `gap` is the distance; None in all other results."""

    policy: Policy
    repair: bool
    placement: Ints
    levels: Levels
    prices: Ints
    status: Literal["optimal", "feasible"]
    gap: int | None
    explanations: Sequence[Explanation]
    crossing: CrossingReport | None = None
    most_placed: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The result as one JSON object."""
        return self.without_explanations() | {"explanations": [vars(why) for why in self.explanations]}

    def without_explanations(self) -> dict[str, Any]:
        """The result as one JSON object, for whoever writes very many explanations one after the other."""
        ordinal = {} if self.most_placed is None else {"mode": "ordinal", "bounds": {"placed": self.most_placed}}
        return {
            "policy": self.policy,
            "repair": self.repair,
            "status": self.status,
            "gap": self.gap,
            "levels": self.shown_levels,
            "placement": self.placement.tolist(),
            "prices": self.prices.tolist(),
            **ordinal,
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
        most_placed = bound_from_json(record)
        priced = record["policy"] == "service" and not (report and report.proven) and most_placed is None
        shape = priced_shape(instance) if priced else (DEPTH, 0)
        return Result(
            policy=record["policy"],
            repair=exactly(bool, record["repair"]),
            placement=whole("placement", record["placement"], (instance.nominees,)),
            levels=Levels(**{name: exactly(int, value) for name, value in record["levels"].items()}),
            prices=whole("prices", record["prices"], shape),
            status=record["status"],
            gap=None if record["gap"] is None else exactly(int, record["gap"]),
            explanations=tuple(explanation_from_json(row) for row in record["explanations"]),
            crossing=report,
            most_placed=most_placed,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadResult(f"the result cannot be read: {error}") from error


def exactly(kind: type[Value], value: Any) -> Value:
    """The value, where it is of just that kind: 1, 1.0 and true are three things in a file. Raises ValueError."""
    if type(value) is not kind:
        raise ValueError(f"{value!r} is not {'true or false' if kind is bool else 'a whole number'}")
    return value


def bound_from_json(record: Mapping[str, Any]) -> int | None:
    """The bound on people placed that a result in ordinal mode carries. Raises ValueError."""
    if "mode" not in record and "bounds" not in record:
        return None
    if record["mode"] != "ordinal" or record["policy"] != "service" or record["bounds"].keys() != {"placed"}:
        raise ValueError("the mode is unknown")
    return exactly(int, record["bounds"]["placed"])


def explanation_from_json(row: Mapping[str, Any]) -> Explanation:
    """One stored explanation; lists become tuples again."""
    params: dict[str, Param] = {
        key: tuple(value) if type(value) is list else value if type(value) is str else exactly(int, value)
        for key, value in row["params"].items()
    }
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
