"""Makes one list of the sheets of a file that belong together: one sheet for each agency, all of one shape.

A sheet that repeats the people of another, a hidden one beside visible ones, and one of another shape stay out.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from sabaq.engines.lists.problems import Problem
from sabaq.engines.lists.reading import Part, Record, SheetReading
from sabaq.engines.lists.tables import Sheet

_TELLS_NOTHING = {None, "number", "other"}
_HELD = {
    "name": ("family", "given", "patronymic"),
    "passport_name": ("passport_family", "passport_given"),
    "passport_details": ("passport", "passport_expiry"),
    "passport_series": ("passport",),
    "agency_position": ("agency", "position"),
    "position_agency": ("agency", "position"),
    "contacts": ("email", "phone"),
}
_COPY = 0.5  # a sheet of which more people stand in another is a copy
_TELLING = 2  # one person in two sheets is only a person in two sheets


def chosen_sheets(lists: Sequence[tuple[Sheet, SheetReading]]) -> list[SheetReading]:
    """Of sheets with people, those that make one list: the shape that has most people, visible ones first."""
    visible = [reading for sheet, reading in lists if not sheet.out_of_sight]
    if not visible:
        return [max((reading for _, reading in lists), key=lambda reading: len(reading.records))]
    weights = [(sum(len(o.records) for o in visible if _is_of_shape(o, one)), len(one.records)) for one in visible]
    best = visible[weights.index(max(weights))]
    chosen: list[SheetReading] = []
    for reading in visible:
        if _is_of_shape(reading, best) and (reading is best or not _repeats(reading, [best, *chosen])):
            chosen.append(reading)
    return chosen


def _is_of_shape(one: SheetReading, other: SheetReading) -> bool:
    """Whether two sheets have columns of the same meanings, but for one at most."""
    a, b = (_fields_of(reading) for reading in (one, other))
    return len(a ^ b) <= 1


def _fields_of(reading: SheetReading) -> set[str | None]:
    """The fields that a sheet's columns tell, however many of them a column holds."""
    meanings = {column.meaning for column in reading.columns} - _TELLS_NOTHING
    return {field for meaning in meanings for field in _HELD.get(meaning or "", (meaning,))}


def _repeats(reading: SheetReading, others: Sequence[SheetReading]) -> bool:
    if len(reading.records) < _TELLING:
        return False
    there = {_key(record) for other in others for record in other.records if other is not reading}
    return sum(_key(record) in there for record in reading.records) > _COPY * len(reading.records)


def _key(record: Record) -> tuple[object, ...]:
    return tuple(record.fields.get(name) for name in ("family", "given", "birth", "passport"))


def stacked(readings: Sequence[SheetReading]) -> SheetReading:
    """The sheets one below the other, so that every row has a number of its own; one sheet stays as it is."""
    if len(readings) == 1:
        return readings[0]
    starts = [0, *accumulate(len(reading.rows) for reading in readings)]
    moved = [_moved(reading, start) for reading, start in zip(readings, starts, strict=False)]
    width = max(len(row) for reading in readings for row in reading.rows)
    problems = [problem for reading in moved for problem in reading.problems]
    return SheetReading(
        sheet=readings[0].sheet,
        rows=tuple((*row, *[""] * (width - len(row))) for reading in readings for row in reading.rows),
        header_rows=tuple(row for reading in moved for row in reading.header_rows),
        columns=readings[0].columns,
        records=tuple(record for reading in moved for record in reading.records),
        problems=tuple({(p.sentence, tuple(p.params.items()), p.cell or p.field): p for p in problems}.values()),
        skipped=tuple(row for reading in moved for row in reading.skipped),
        merges=tuple(corners for reading in moved for corners in reading.merges),
        parts=tuple(Part(r.sheet, start, r.header_rows, r.columns) for r, start in zip(moved, starts, strict=False)),
    )


def _moved(reading: SheetReading, start: int) -> SheetReading:
    """The reading with all its rows further down."""
    return replace(
        reading,
        header_rows=tuple(row + start for row in reading.header_rows),
        records=tuple(
            replace(record, row=record.row + start, problems=tuple(_lower(p, start) for p in record.problems))
            for record in reading.records
        ),
        problems=tuple(_lower(problem, start) for problem in reading.problems),
        skipped=tuple(replace(row, row=row.row + start) for row in reading.skipped),
        merges=tuple(((top + start, a), (bottom + start, b)) for (top, a), (bottom, b) in reading.merges),
    )


def _lower(problem: Problem, start: int) -> Problem:
    if not problem.cell:
        return problem
    letters = problem.cell.rstrip("0123456789")
    return replace(problem, cell=f"{letters}{int(problem.cell[len(letters) :]) + start}")
