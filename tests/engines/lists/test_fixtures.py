"""Generated lists of every habit, each read field by field as a careful clerk reads it."""

import datetime as dt

import pytest

from sabaq.engines.lists import read_list

from . import lists_of_clerks, lists_of_countries, lists_of_habits, lists_of_senders

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    "make",
    [*lists_of_countries.LISTS, *lists_of_habits.LISTS, *lists_of_senders.LISTS, *lists_of_clerks.LISTS],
    ids=lambda make: make.__name__,
)
def test_as_a_careful_clerk_reads_it(make, tmp_path):
    fixture = make()
    reading = read_list(fixture.build(tmp_path / fixture.file), today=TODAY, **fixture.options)
    read = [{k: list(v) if isinstance(v, tuple) else v for k, v in r.meant.items()} for r in reading.records]
    assert read == fixture.records
    problems = [(n, p.field, p.kind) for n, r in enumerate(reading.records) for p in r.problems]
    assert sorted(problems) == sorted(fixture.problems)
    assert sorted(problem.kind for problem in reading.problems) == sorted(fixture.whole)
    places = {record.row: number for number, record in enumerate(reading.records)}
    doubles = {n: places[r.duplicate_of] for n, r in enumerate(reading.records) if r.duplicate_of}
    assert doubles == fixture.duplicates
