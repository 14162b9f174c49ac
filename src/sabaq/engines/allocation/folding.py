"""Rules that turn out to be bounds of the hierarchies become bounds, so that the flow and its prices cover them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sabaq.engines.allocation.instance import BadInstance, Instance
from sabaq.engines.allocation.rules import Classification, classified, same_people


def classify(instance: Instance) -> tuple[Classification, ...]:
    """For each crossing rule whether it is laminar or really crosses, and why."""
    return fold(instance)[1]


def fold(instance: Instance) -> tuple[Instance, tuple[Classification, ...]]:
    """The instance with its hard laminar upper bounds in the hierarchies and only the other rules left, and what each
    rule is. Where fixed people already exceed such a bound, all stay rules, so that the excess is reported."""
    kinds = tuple(classified(instance, rule) for rule in instance.crossing)
    if not any(kind.folded for kind in kinds):
        return instance, kinds
    try:
        return _folded(instance, kinds), kinds
    except BadInstance:
        return instance, tuple(replace(kind, folded=False) for kind in kinds)


def _folded(instance: Instance, kinds: tuple[Classification, ...]) -> Instance:
    upper, capacity = instance.quota_upper.copy(), instance.capacity.copy()
    rows = {(int(session), int(quota)): int(most) for session, quota, most in instance.rows}
    for rule, kind in zip(instance.crossing, kinds, strict=True):
        if not kind.folded or rule.upper is None:
            continue
        quota = same_people(instance, rule.members)
        if kind.kind == "bound_of_session":
            of_rule = list(rule.sessions)
            capacity[of_rule] = np.minimum(capacity[of_rule], rule.upper)
        elif quota is not None and rule.together and len(rule.sessions) == instance.sessions:
            upper[quota] = min(upper[quota], rule.upper)
        elif quota is not None:
            for session in rule.sessions:
                rows[session, quota] = min(rows.get((session, quota), rule.upper), rule.upper)
    return replace(
        instance,
        quota_upper=upper,
        capacity=capacity,
        session_country_upper=np.array([[*key, most] for key, most in rows.items()], np.int64).reshape(-1, 3),
        crossing=tuple(rule for rule, kind in zip(instance.crossing, kinds, strict=True) if not kind.folded),
    )
