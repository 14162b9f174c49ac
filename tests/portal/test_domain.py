"""Bars and lines stay inside their picture, whatever the numbers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sabaq.portal.domain import meter_bars, spark_paths

COUNT = st.integers(0, 10_000)


@given(COUNT, COUNT, COUNT, COUNT)
def test_a_meter_fits_its_width_and_keeps_proportions(got, total, waiting, scale):
    bars = meter_bars(got, total, waiting=waiting, scale=scale)
    assert bars.waiting_from + bars.waiting <= 100.02
    assert max(bars.total, bars.got) <= bars.waiting_from
    assert (bars.got <= bars.total) == (got <= total) or abs(bars.got - bars.total) < 0.02


@given(st.lists(COUNT, max_size=12), st.one_of(COUNT, st.lists(COUNT, max_size=12)))
def test_a_spark_fits_its_picture(values, target):
    spark = spark_paths(values, target)
    numbers = [float(n) for n in re.findall(r"[\d.]+", spark.aim + " " + spark.got)]
    assert all(0 <= n <= 150 for n in numbers)
    assert 0 <= spark.x <= 150
    assert 5 <= spark.y <= 33
    assert all(0 <= mark.y <= 100 for mark in spark.marks)


@pytest.mark.parametrize(
    ("values", "target", "marks"),
    [
        ([0, 5, 10], 20, [("aim", 13.2, 20), ("got", 50.0, 10)]),
        ([0, 19], [10, 20], [("aim", 13.2, 20), ("got", 50.0, 19)]),
        ([0, 21], 20, [("got", 13.2, 21), ("aim", 50.0, 20)]),
        ([0, 20], 20, [("got", 13.2, 20)]),
        ([], 20, [("aim", 13.2, 20)]),
        ([3], [], [("got", 13.2, 3)]),
        ([0, 0], 0, [("got", 86.8, 0)]),
    ],
)
def test_the_last_numbers_stand_at_the_ends_and_apart(values, target, marks):
    assert [(m.kind, m.y, m.number) for m in spark_paths(values, target).marks] == marks
