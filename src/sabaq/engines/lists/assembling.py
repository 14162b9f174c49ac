"""From the sheets of a file to one reading: chooses the sheet, reads its people, reports what concerns the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sabaq.engines.lists.dates import read_date
from sabaq.engines.lists.duplicates import mark_duplicates
from sabaq.engines.lists.headers import Header, find_header, given_header, settle
from sabaq.engines.lists.problems import Problem
from sabaq.engines.lists.reading import Column, SheetReading, Unreadable, letter, place
from sabaq.engines.lists.records import read_records
from sabaq.engines.lists.tables import Sheet
from sabaq.engines.lists.values import Circumstances

_PREVIEW = 12
_NEEDED = {  # what a list must say about everybody, and the meanings that bring it
    "family": {"family", "name"},
    "birth": {"birth"},
    "passport": {"passport", "passport_details"},
    "passport_expiry": {"passport_expiry", "passport_details"},
    "agency": {"agency", "agency_position", "position_agency"},
    "position": {"position", "agency_position", "position_agency"},
    "email": {"email", "contacts"},
}


def assemble(sheets: Sequence[Sheet], now: Circumstances, *, columns: Mapping[str, str] | None = None) -> SheetReading:
    """Read the sheet that holds most people. `columns` gives meanings by column letter, as remembered for a sender.

    Refuses with `no_header` (with the first rows in `preview`) and `no_people`.
    """
    filled = [sheet for sheet in sheets if sheet.rows]
    headers = [_explained(s, now, columns) if columns else find_header(s.rows, s.merges) for s in filled]
    found = [(sheet, header) for sheet, header in zip(filled, headers, strict=True) if header]
    readings = [_read_sheet(sheet, header, now) for sheet, header in found]
    if not readings:
        largest = max(sheets, key=lambda sheet: len(sheet.rows))
        raise Unreadable("no_header", sheet=largest.name, preview=largest.rows[:_PREVIEW])
    best = max(readings, key=lambda reading: len(reading.records))
    if not best.records:
        raise Unreadable("no_people")
    others = [reading.sheet for reading in readings if reading is not best and reading.records]
    if others:
        problem = Problem(None, None, "sheets", {"sheets": ", ".join(others)})
        best = replace(best, problems=(*best.problems, problem))
    return best


def _explained(sheet: Sheet, now: Circumstances, columns: Mapping[str, str]) -> Header:
    """The header of a sheet whose columns are known: the people start at the first row with a date or an address."""
    meanings = {name.upper(): meaning for name, meaning in columns.items()}
    found = find_header(sheet.rows, sheet.merges)
    if found:
        return given_header(sheet.rows, meanings, found.last + 1, known=found.columns)
    checked = [(place(name)[1], meaning) for name, meaning in meanings.items()]
    people = (number for number, row in enumerate(sheet.rows) if _looks_like_person(row, checked, now))
    return given_header(sheet.rows, meanings, next(people, 1))


def _looks_like_person(row: Sequence[str], columns: Sequence[tuple[int, str]], now: Circumstances) -> bool:
    for number, meaning in columns:
        text = row[number].strip() if number < len(row) else ""
        if meaning in ("birth", "passport_expiry") and read_date(text, today=now.today).value:
            return True
        if (meaning == "email" and "@" in text) or (meaning == "passport" and sum(map(str.isdigit, text)) > 4):
            return True
    return False


def _read_sheet(sheet: Sheet, header: Header, now: Circumstances) -> SheetReading:
    body = sheet.rows[header.last + 1 :]
    columns = settle(header.columns, body)
    header = Header(header.first, header.last, columns, header.score)
    records, skipped = read_records(_filled_down(sheet, header.last), header, now)
    letters = {column.meaning: column.letter for column in reversed(columns)}
    name = letters.get("name") or letters.get("family") or letters.get("passport_name", "A")
    passport = letters.get("passport") or letters.get("passport_details", name)
    return SheetReading(
        sheet=sheet.name,
        rows=tuple(map(tuple, sheet.rows)),
        header_rows=tuple(range(header.first + 1, header.last + 2)),
        columns=columns,
        records=tuple(mark_duplicates(records, name_letter=name, passport_letter=passport)),
        problems=(*_column_problems(columns, body, header.last), *_hidden(sheet)),
        skipped=tuple(skipped),
        merges=tuple(sheet.merges),
    )


def _filled_down(sheet: Sheet, last: int) -> list[list[str]]:
    """The rows, with what a cell merged downwards says repeated in each: one agency beside five people."""
    rows = [list(row) for row in sheet.rows]
    for (top, left), (bottom, right) in sheet.merges:
        if top > last and left == right:
            for row in range(top + 1, bottom + 1):
                rows[row][left] = rows[top][left]
    return rows


def _column_problems(columns: Sequence[Column], body: Sequence[Sequence[str]], last: int) -> list[Problem]:
    problems, meanings = [], {column.meaning for column in columns}
    for field, holders in _NEEDED.items():
        if not holders & meanings:
            problems.append(Problem(None, field, f"missing_column.{field}"))
    for column in columns:
        cell, params = f"{column.letter}{last + 1}", {"column": column.letter, "header": column.header}
        number = place(column.letter)[1]
        if column.meaning is None and any(row[number].strip() for row in body):
            problems.append(Problem(cell, None, "unknown.column", params))
        elif column.meaning and column.certainty < 0.8:
            problems.append(Problem(cell, column.meaning, "guess.column", params))
    for meaning in sorted(filter(None, meanings - {"other", "number"})):
        twice = [column.letter for column in columns if column.meaning == meaning]
        if len(twice) > 1:
            params = {"columns": ", ".join(twice)}
            problems.append(Problem(f"{twice[1]}{last + 1}", meaning, "guess.value_columns", params))
    return problems


def _hidden(sheet: Sheet) -> list[Problem]:
    problems = []
    if sheet.out_of_sight:
        problems.append(Problem(None, None, "hidden.sheet", {"sheet": sheet.name}))
    rows = sorted(row + 1 for row in sheet.hidden.rows if row < len(sheet.rows) and any(sheet.rows[row]))
    if rows:
        problems.append(Problem(f"A{rows[0]}", None, "hidden.rows", {"rows": _ranges(rows)}))
    width = max(map(len, sheet.rows), default=0)
    columns = [letter(n) for n in sorted(sheet.hidden.columns) if n < width and any(row[n] for row in sheet.rows)]
    if columns:
        problems.append(Problem(f"{columns[0]}1", None, "hidden.columns", {"columns": ", ".join(columns)}))
    return problems


def _ranges(rows: Sequence[int]) -> str:
    """7, 8, 9, 12 as "7-9, 12"."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and spans[-1][1] == row - 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in spans)
