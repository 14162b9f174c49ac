"""How a promise stands, derived from counts and dates alone, and the moments its small line is drawn from.

The thresholds are those of the network's reporting: nothing, less than half, less than all, all of the target.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sabaq.agreements.states import PromiseStatus

# How many points the small line has, first and last included.
MOMENTS = 13


def status_of(*, delivered: int | None, target: int | None) -> PromiseStatus:
    """How far a promise is delivered.

    `delivered` is None where nothing counts it (no indicator, or it cannot be verified): no evidence. 0: not started.
    Below half of the target: limited. Below the target: substantial. From the target on: complete. Where something
    was delivered but no target was agreed, nobody can say how much is missing: limited.
    """
    if delivered is None:
        return PromiseStatus.NO_EVIDENCE
    if delivered <= 0:
        return PromiseStatus.NOT_STARTED
    if target is None or delivered * 2 < target:
        return PromiseStatus.LIMITED
    return PromiseStatus.SUBSTANTIAL if delivered < target else PromiseStatus.COMPLETE


def missed_target(targets: Sequence[tuple[date | None, int]], *, delivered: int | None, on: date) -> int | None:
    """The place of the newest target whose last day passed before it was reached; None if there is none.

    `targets` are (last day, value) in the order of versions. A newer target does not excuse an older, dated one.
    """
    late = [
        place
        for place, (last_day, value) in enumerate(targets)
        if last_day is not None and last_day < on and (delivered or 0) < value
    ]
    return late[-1] if late else None


@dataclass(frozen=True)
class Line:
    """What was delivered and what was promised at moments equally spaced in time; both of one length."""

    delivered: tuple[int, ...]
    promised: tuple[int, ...]


def count_on(growth: Sequence[tuple[date, int]], day: date) -> int:
    """The count at the end of `day`, where `growth` gives the count after each change in order of days."""
    place = bisect_right([changed for changed, _ in growth], day)
    return growth[place - 1][1] if place else 0


def line_of(targets: Sequence[tuple[date | None, int]], growth: Sequence[tuple[date, int]], *, on: date) -> Line | None:
    """The small line up to `on`; None where no date is known before it.

    `targets` are (since, value) in the order of versions. A first target without a date holds from the start, a later
    one from the date of the one before, the newest over the last step: so every target on record can be seen.
    """
    known = [*(since for since, _ in targets if since), *(day for day, _ in growth)]
    start = min((day for day in known if day < on), default=None)
    if start is None or not targets:
        return None
    span = (on - start).days
    days = [start + timedelta(days=span * moment // (MOMENTS - 1)) for moment in range(MOMENTS)]
    steps: list[tuple[date, int]] = []
    for place, (since, value) in enumerate(targets):
        newest = place == len(targets) - 1 and place > 0
        steps.append((since or (days[-2] if newest else steps[-1][0] if steps else start), value))
    return Line(
        delivered=tuple(count_on(growth, day) for day in days),
        promised=tuple(next((value for since, value in reversed(steps) if since <= day), 0) for day in days),
    )
