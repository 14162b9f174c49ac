"""From the sheets of a file to one reading: chooses the sheet, reads its people, reports what concerns the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sabaq.engines.lists.agencies import sheet_agency, title_agency
from sabaq.engines.lists.dates import read_date
from sabaq.engines.lists.duplicates import mark_duplicates
from sabaq.engines.lists.headers import NO_WORDINGS, Header, find_header, given_header, settle
from sabaq.engines.lists.problems import Problem
from sabaq.engines.lists.reading import Column, Record, SheetReading, Unreadable, address, letter, place
from sabaq.engines.lists.records import Body, read_records
from sabaq.engines.lists.stacking import chosen_sheets, stacked
from sabaq.engines.lists.tables import Sheet
from sabaq.engines.lists.values import Circumstances

_PREVIEW = 12
_OF_SHEET = "A1"  # where a problem about a sheet's own name is shown
_NEEDED = {  # what a list must say about everybody, and the meanings that bring it
    "family": {"family", "name"},
    "birth": {"birth"},
    "passport": {"passport", "passport_details"},
    "passport_expiry": {"passport_expiry", "passport_details"},
    "agency": {"agency", "agency_position", "position_agency"},
    "position": {"position", "agency_position", "position_agency"},
    "email": {"email", "contacts"},
}


def assemble(
    sheets: Sequence[Sheet],
    now: Circumstances,
    *,
    columns: Mapping[str, str] | None = None,
    wordings: Mapping[str, str] = NO_WORDINGS,
) -> SheetReading:
    """Read the sheet, or the sheets of one shape, that hold most people.

    `columns` gives meanings by column letter, `wordings` by column name.

    Refuses with `no_header` (with the first rows in `preview`) and `no_people`.
    """
    filled = [sheet for sheet in sheets if sheet.rows]
    headers = [
        _explained(s, now, columns, wordings) if columns else find_header(s.rows, s.looks.merges, wordings=wordings)
        for s in filled
    ]
    found = [(sheet, header) for sheet, header in zip(filled, headers, strict=True) if header]
    if not found:
        largest = max(sheets, key=lambda sheet: len(sheet.rows))
        raise Unreadable("no_header", sheet=largest.name, preview=largest.rows[:_PREVIEW])
    readings = [(sheet, _read_sheet(sheet, header, now)) for sheet, header in found]
    lists = [(sheet, reading) for sheet, reading in readings if reading.records]
    if not lists:
        raise Unreadable("no_people")
    chosen = chosen_sheets(lists)
    if len(chosen) > 1:  # only now is it known that the names of sheets tell something
        chosen = [
            _read_sheet(sheet, header, now, named=True) for sheet, header in found if sheet.name in _names(chosen)
        ]
    left = [(sheet, reading.sheet) for sheet, reading in lists if reading.sheet not in _names(chosen)]
    reading = _marked(stacked(chosen))
    return replace(reading, problems=(*reading.problems, *_other_sheets(chosen, left)))


def _names(readings: Sequence[SheetReading]) -> list[str]:
    return [reading.sheet for reading in readings]


def _other_sheets(chosen: Sequence[SheetReading], left: Sequence[tuple[Sheet, str]]) -> list[Problem]:
    seen = [name for sheet, name in left if not sheet.out_of_sight]
    problems = [Problem(None, None, "sheets", {"sheets": ", ".join(seen)})] if seen else []
    if len(chosen) > 1:
        problems.append(Problem(None, None, "sheets.read", {"sheets": ", ".join(_names(chosen))}))
    hidden = [Problem(None, None, "hidden.sheet_left", {"sheet": name}) for sheet, name in left if sheet.out_of_sight]
    return problems + hidden


def _marked(reading: SheetReading) -> SheetReading:
    """The reading with the people who stand in it twice."""
    letters = {column.meaning: column.letter for column in reversed(reading.columns)}
    name = letters.get("name") or letters.get("family") or letters.get("passport_name", "A")
    passport = letters.get("passport") or letters.get("passport_details", name)
    return replace(reading, records=tuple(mark_duplicates(reading.records, name_letter=name, passport_letter=passport)))


def _explained(sheet: Sheet, now: Circumstances, columns: Mapping[str, str], wordings: Mapping[str, str]) -> Header:
    """The header of a sheet whose columns are known: the people start at the first row with a date or an address."""
    meanings = {name.upper(): meaning for name, meaning in columns.items()}
    found = find_header(sheet.rows, sheet.looks.merges, wordings=wordings)
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


def _read_sheet(sheet: Sheet, header: Header, now: Circumstances, *, named: bool = False) -> SheetReading:
    """The people of one sheet. `named`: there are several sheets, and each may be named after an agency."""
    below = sheet.rows[header.last + 1 :]
    columns = settle(header.columns, below)
    header = Header(header.first, header.last, columns, header.score)
    agency, cell = _default_agency(sheet, header, named=named)
    body = read_records(_filled_down(sheet, header.last), header, now, agency=(agency, cell))
    problems = _column_problems(columns, below, header.last)
    if body.records and all(record.fields.get("agency") for record in body.records):
        problems = [problem for problem in problems if problem.sentence != "missing_column.agency"]
    return SheetReading(
        sheet=sheet.name,
        rows=tuple(map(tuple, sheet.rows)),
        header_rows=tuple(range(header.first + 1, header.last + 2)),
        columns=columns,
        records=tuple(_hidden_record(r, header) if r.row - 1 in sheet.looks.rows else r for r in body.records),
        problems=(*problems, *_found_agencies(body), *_hidden(sheet)),
        skipped=tuple(body.skipped),
        merges=tuple(sheet.looks.merges),
    )


def _default_agency(sheet: Sheet, header: Header, *, named: bool) -> tuple[str, str]:
    """The agency that the sheet's name or a letterhead says, where the list has no column for it, and the cell."""
    titles = sheet.rows[: header.first]
    has_column = any("agency" in str(column.meaning) for column in header.columns)
    if named and (agency := sheet_agency(sheet.name, titles, any_heading=not has_column)):
        return agency, _OF_SHEET
    found = None if has_column else title_agency(titles)
    return (found[0], address(*found[1])) if found else ("", _OF_SHEET)


def _found_agencies(body: Body) -> list[Problem]:
    problems = []
    for cell, text in list(body.headings.items())[:1]:
        kind = "guess.agency_sheet" if cell == _OF_SHEET else "guess.agency_heading"
        problems.append(Problem("A1" if cell == _OF_SHEET else cell, "agency", kind, {"value": text}))
    return problems


def _filled_down(sheet: Sheet, last: int) -> list[list[str]]:
    """The rows, with what a cell merged downwards says repeated in each: one agency beside five people."""
    rows = [list(row) for row in sheet.rows]
    for (top, left), (bottom, right) in sheet.looks.merges:
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


def _hidden_record(record: Record, header: Header) -> Record:
    problem = Problem(f"{header.columns[0].letter}{record.row}", "person", "hidden.row")
    return replace(record, problems=(*record.problems, problem))


def _hidden(sheet: Sheet) -> list[Problem]:
    problems = []
    if sheet.out_of_sight:
        problems.append(Problem(None, None, "hidden.sheet", {"sheet": sheet.name}))
    rows = sorted(row + 1 for row in sheet.looks.rows if row < len(sheet.rows) and any(sheet.rows[row]))
    if rows:
        problems.append(Problem(f"A{rows[0]}", None, "hidden.rows", {"rows": _ranges(rows)}))
    width = max(map(len, sheet.rows), default=0)
    columns = [letter(n) for n in sorted(sheet.looks.columns) if n < width and any(row[n] for row in sheet.rows)]
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
