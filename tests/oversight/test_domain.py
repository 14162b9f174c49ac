"""How a promise stands, at every threshold and for any numbers."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sabaq.agreements.states import PromiseStatus
from sabaq.oversight.domain import MOMENTS, count_on, line_of, missed_target, status_of

ORDER = list(PromiseStatus)
DAYS = st.dates(date(2015, 1, 1), date(2035, 1, 1))
COUNTS = st.integers(0, 2000)


@pytest.mark.parametrize(
    ("delivered", "target", "status"),
    [
        (None, 10, "no_evidence"),
        (None, None, "no_evidence"),
        (0, 10, "not_started"),
        (0, None, "not_started"),
        (4, 10, "limited"),
        (5, 10, "substantial"),
        (9, 10, "substantial"),
        (10, 10, "complete"),
        (11, 10, "complete"),
        (3, 7, "limited"),
        (4, 7, "substantial"),
        (99, None, "limited"),
    ],
)
def test_each_threshold(delivered, target, status):
    assert status_of(delivered=delivered, target=target) == status


@given(COUNTS, COUNTS, st.integers(1, 2000))
def test_more_delivered_never_looks_worse(one, more, target):
    low, high = sorted((one, more))
    assert ORDER.index(status_of(delivered=low, target=target)) <= ORDER.index(status_of(delivered=high, target=target))


@given(COUNTS, st.integers(1, 2000))
def test_the_status_is_the_share(delivered, target):
    share = Fraction(delivered, target)
    expected = (
        PromiseStatus.NOT_STARTED
        if share == 0
        else PromiseStatus.LIMITED
        if share < Fraction(1, 2)
        else PromiseStatus.SUBSTANTIAL
        if share < 1
        else PromiseStatus.COMPLETE
    )
    assert status_of(delivered=delivered, target=target) is expected


@given(st.lists(st.tuples(st.none() | DAYS, st.integers(1, 2000)), max_size=4), st.none() | COUNTS, DAYS)
def test_a_target_is_missed_from_the_day_after_until_it_is_reached(targets, delivered, on):
    place = missed_target(targets, delivered=delivered, on=on)
    late = [
        due is not None and on >= due + timedelta(days=1) and (delivered is None or delivered < value)
        for due, value in targets
    ]
    assert place == (len(late) - 1 - late[::-1].index(True) if True in late else None)


def test_a_newer_target_does_not_excuse_an_older_one():
    targets = [(None, 50), (date(2025, 12, 31), 500), (None, 700)]
    assert missed_target(targets, delivered=12, on=date(2026, 1, 1)) == 1
    assert missed_target(targets, delivered=500, on=date(2026, 1, 1)) is None


@st.composite
def growths(draw):
    """Counts that change on different days, in order."""
    days = sorted(draw(st.sets(DAYS, max_size=6)))
    return [(day, draw(COUNTS)) for day in days]


@given(growths(), DAYS)
def test_the_count_on_a_day_is_the_last_before_its_end(growth, day):
    before = [count for changed, count in growth if changed <= day]
    assert count_on(growth, day) == (before[-1] if before else 0)


@given(st.lists(st.tuples(st.none() | DAYS, st.integers(1, 900)), max_size=4), growths(), DAYS)
def test_the_line_ends_with_what_is_known_today(targets, growth, on):
    targets = [(since and min(since, on), value) for since, value in targets]
    known = [day for day, _ in [*targets, *growth] if day and day < on]
    line = line_of(targets, growth, on=on)
    if not (targets and known):
        assert line is None
        return
    assert (len(line.delivered), len(line.promised)) == (MOMENTS, MOMENTS)
    assert line.delivered[-1] == count_on(growth, on)
    assert line.promised[-1] == targets[-1][1]


def test_every_target_on_record_can_be_seen():
    line = line_of([(None, 50), (date(2025, 1, 1), 500), (None, 700)], [(date(2024, 1, 1), 50)], on=date(2026, 1, 1))
    assert line.promised == (50, 50, 50, 50, 50, 50, 50, 500, 500, 500, 500, 700, 700)
    assert line.delivered == (50,) * 13
