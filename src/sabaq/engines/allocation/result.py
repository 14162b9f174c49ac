"""An answer that never travels without its reasons: placement, levels, prices that prove it, explanations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

import numpy as np

from sabaq.engines.allocation.explanations import Explanation
from sabaq.engines.allocation.instance import BadInstance, Instance, Ints, whole
from sabaq.engines.allocation.objective import DEPTH, Levels

Policy = Literal["service", "serial", "priority"]
POLICIES: tuple[Policy, ...] = get_args(Policy)


class BadResult(ValueError):
    """A stored result that cannot be read back; the message says why."""


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

    def as_json(self) -> dict[str, Any]:
        """The result as one JSON object."""
        return {
            "policy": self.policy,
            "repair": self.repair,
            "status": self.status,
            "gap": self.gap,
            "levels": asdict(self.levels),
            "placement": self.placement.tolist(),
            "prices": self.prices.tolist(),
            "explanations": [asdict(explanation) for explanation in self.explanations],
        }


def result_from_json(record: Mapping[str, Any], instance: Instance) -> Result:
    """The stored result of an instance. Raises BadResult."""
    try:
        if record["policy"] not in POLICIES or record["status"] not in ("optimal", "feasible"):
            raise BadResult("the policy or status is unknown")
        width = len(instance.quota_parent) + len(instance.seat_parent) if record["policy"] == "service" else 0
        return Result(
            policy=record["policy"],
            repair=bool(record["repair"]),
            placement=whole("placement", record["placement"], (instance.nominees,)),
            levels=Levels(**record["levels"]),
            prices=whole("prices", record["prices"], (DEPTH, width)),
            status=record["status"],
            gap=record["gap"],
            explanations=tuple(explanation_from_json(row) for row in record["explanations"]),
        )
    except (KeyError, TypeError, BadInstance) as error:
        raise BadResult(f"the result cannot be read: {error}") from error


def explanation_from_json(row: Mapping[str, Any]) -> Explanation:
    """One stored explanation; lists become tuples again."""
    params = {key: tuple(value) if isinstance(value, list) else value for key, value in row["params"].items()}
    return Explanation(row["outcome"], row["binding"], row["kind"], params, row["text"])


def no_prices() -> Ints:
    """The prices of a policy that has none."""
    return np.zeros((DEPTH, 0), np.int64)
