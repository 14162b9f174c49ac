"""Days, shares and who has completed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sabaq.cohorts.domain import day_to_mark, days_of, has_completed, share_present

DAYS = days_of(date(2026, 5, 4), date(2026, 5, 8))


def test_both_ends_are_days():
    assert (len(DAYS), DAYS[0], DAYS[-1]) == (5, date(2026, 5, 4), date(2026, 5, 8))
    assert days_of(DAYS[0], DAYS[0]) == (DAYS[0],)


@pytest.mark.parametrize(
    ("present", "required", "share", "done"),
    [(5, 80, 100, True), (4, 80, 80, True), (3, 80, 60, False), (0, 0, 0, True), (0, 1, 0, False), (2, 41, 40, False)],
)
def test_completion_by_share(present, required, share, done):
    marks = {day: n < present for n, day in enumerate(DAYS)}
    assert (share_present(marks, DAYS), has_completed(marks, DAYS, required=required)) == (share, done)


def test_a_missing_mark_is_an_absence_and_nothing_taught_completes_nobody():
    assert share_present({DAYS[0]: True}, DAYS[:2]) == 50
    assert (share_present({}, []), has_completed({}, [], required=0)) == (0, False)


@given(st.lists(st.booleans(), min_size=1, max_size=60), st.integers(0, 100))
def test_one_more_day_present_never_harms(present, required):
    days = list(range(len(present)))
    marks = dict(zip(days, present, strict=True))
    better = dict(marks)
    better[min((day for day in days if not marks[day]), default=0)] = True
    assert has_completed(marks, days, required=required) <= has_completed(better, days, required=required)


@pytest.mark.parametrize(
    ("marked", "today", "expected"),
    [
        ([], DAYS[2], DAYS[2]),
        (DAYS[:2], date(2026, 5, 20), DAYS[2]),
        (DAYS, date(2026, 5, 20), DAYS[4]),
        ([], date(2026, 5, 1), DAYS[0]),
    ],
)
def test_the_day_to_mark(marked, today, expected):
    assert day_to_mark(DAYS, marked, today) == expected
