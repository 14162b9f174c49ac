"""Pure decisions about attendance: the days of a session, and who has completed it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta


def days_of(starts: date, ends: date) -> tuple[date, ...]:
    """Every day from the first to the last, both included."""
    return tuple(starts + timedelta(days=n) for n in range((ends - starts).days + 1))


def share_present(marks: Mapping[date, bool], days_taught: Collection[date]) -> int:
    """Attendance in whole per cent, rounded down; 0 where nothing was taught. No mark is an absence."""
    if not days_taught:
        return 0
    return 100 * sum(marks.get(day, False) for day in days_taught) // len(days_taught)


def has_completed(marks: Mapping[date, bool], days_taught: Collection[date], *, required: int) -> bool:
    """Whether somebody was there often enough; `required` is the programme's, in per cent of the days taught.

    A day counts as taught if anybody was marked on it, so that weekends and holidays need no list of their own.
    """
    present = sum(marks.get(day, False) for day in days_taught)
    return bool(days_taught) and 100 * present >= required * len(days_taught)


def day_to_mark(days: Collection[date], marked: Collection[date], today: date) -> date:
    """The day whose column is open first: today in the session, else the earliest past day unmarked, else the last."""
    if today in days:
        return today
    past = [day for day in sorted(days) if day <= today and day not in marked]
    return past[0] if past else max(day for day in days if day <= today or day == min(days))
