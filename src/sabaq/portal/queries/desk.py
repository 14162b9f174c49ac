"""The Desk: what waits for somebody, in the order in which it has to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sabaq.platform.actors import Actor
from sabaq.platform.desk import DeskItem, waiting_items

from ..states import Urgency

# From here on a line is marked, so that it is seen between the others.
_PRESSING_DAYS = 3


@dataclass(frozen=True)
class DeskLine:
    """One line with the days left (negative when late, None without a date) and its mark: "late", "wait" or ""."""

    item: DeskItem
    days: int | None
    mark: str


@dataclass(frozen=True)
class DeskGroup:
    """Lines of one urgency."""

    urgency: Urgency
    lines: list[DeskLine]


@dataclass(frozen=True)
class Desk:
    """The Desk of one person; groups without lines are left out."""

    count: int
    late: int
    groups: list[DeskGroup]


def urgency_of(due: date | None, today: date) -> Urgency:
    """Which group a deadline belongs to: late, within seven days, later, or none."""
    if due is None:
        return Urgency.UNDATED
    days = (due - today).days
    return Urgency.LATE if days < 0 else Urgency.SOON if days <= 7 else Urgency.LATER


def _line(item: DeskItem, today: date) -> DeskLine:
    if item.due is None:
        return DeskLine(item, None, "")
    days = (item.due - today).days
    return DeskLine(item, days, "late" if days < 0 else "wait" if days <= _PRESSING_DAYS else "")


def desk_of(actor: Actor, today: date) -> Desk:
    """Everything that waits for `actor`, grouped by urgency, the nearest deadline first."""
    items = waiting_items(actor, today)
    groups = [
        DeskGroup(urgency, [_line(item, today) for item in items if urgency_of(item.due, today) is urgency])
        for urgency in Urgency
    ]
    late = sum(len(group.lines) for group in groups if group.urgency is Urgency.LATE)
    return Desk(len(items), late, [group for group in groups if group.lines])
