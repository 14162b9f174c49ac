"""From the sheets of a file to one reading: chooses the sheet, reads its people, reports what concerns the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sabaq.engines.lists.agencies import Found, sheet_agency, title_agency
from sabaq.engines.lists.dates import read_date
from sabaq.engines.lists.duplicates import mark_duplicates
from sabaq.engines.lists.headers import NO_WORDINGS, Header, find_header, given_header, settle
from sabaq.engines.lists.problems import Problem
from sabaq.engines.lists.reading import Column, Record, SheetReading, Unreadable, address, letter, letters_of, place
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
        again = [(sheet, header) for sheet, header in found if sheet.name in _names(chosen)]
        heads = [title_agency(sheet.rows[: header.first], first_word=False) for sheet, header in again]
        own = len({head[0] for head in heads if head}) == len(heads)  # every sheet has a letterhead of its own
        chosen = [
            _read_sheet(sheet, header, now, named=True, letterhead=head if own else None)
            for (sheet, header), head in zip(again, heads, strict=True)
        ]
    left = [(sheet, reading.sheet) for sheet, reading in lists if reading.sheet not in _names(chosen)]
    reading = with_doubles(stacked(chosen))
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


def with_doubles(reading: SheetReading) -> SheetReading:
    """The reading with the people who stand in it twice marked, each in the columns of its own sheet."""
    name, passport = letters_of(reading.columns)
    marked = mark_duplicates(reading.records, name_letter=name, passport_letter=passport)
    if len({letters_of(part.columns) for part in reading.parts}) > 1:
        marked = [_in_own_columns(record, reading) for record in marked]
    return replace(reading, records=tuple(marked))


def _in_own_columns(record: Record, reading: SheetReading) -> Record:
    """The record with what was found by comparison shown in the columns of its own sheet."""
    name, passport = letters_of(reading.part_of(record.row).columns)
    letters = {"duplicate": name, "duplicate.agencies": name, "similar": name, "conflict.passport": passport}
    moved = (
        replace(p, cell=f"{letters[p.sentence]}{record.row}") if p.sentence in letters else p for p in record.problems
    )
    return replace(record, problems=tuple(moved))


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


def _read_sheet(
    sheet: Sheet, header: Header, now: Circumstances, *, named: bool = False, letterhead: Found | None = None
) -> SheetReading:
    """The people of one sheet.

    `named`: there are several sheets, and each may be named after an agency, or have its `letterhead`.
    """
    below = sheet.rows[header.last + 1 :]
    columns = settle(header.columns, below)
    header = Header(header.first, header.last, columns, header.score)
    agency = _default_agency(sheet, header, named=named, letterhead=letterhead)
    body = read_records(_filled_down(sheet, header.last), header, now, written=sheet.rows, agency=agency)
    problems = _column_problems(columns, below, header.last)
    found = [name for name in ("agency", "position") if all(record.fields.get(name) for record in body.records)]
    problems = [p for p in problems if not body.records or p.sentence not in {f"missing_column.{n}" for n in found}]
    return SheetReading(
        sheet=sheet.name,
        rows=tuple(map(tuple, sheet.rows)),
        header_rows=tuple(range(header.first + 1, header.last + 2)),
        columns=columns,
        records=tuple(_hidden_record(r, header) if r.row - 1 in sheet.looks.rows else r for r in body.records),
        problems=(*problems, *_found_agencies(body), *_hidden(sheet, header, {record.row for record in body.records})),
        skipped=tuple(body.skipped),
        merges=tuple(sheet.looks.merges),
    )


def _default_agency(sheet: Sheet, header: Header, *, named: bool, letterhead: Found | None) -> tuple[str, str]:
    """The agency that the sheet's name or a letterhead says, where the list has no column for it, and the cell."""
    titles = sheet.rows[: header.first]
    has_column = any("agency" in str(column.meaning) for column in header.columns)
    if letterhead and not has_column:
        return letterhead[0], address(*letterhead[1])
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
        elif column.meaning not in (None, "number", "other") and column.certainty < 0.8:
            problems.append(Problem(cell, column.meaning, "guess.column", params))
    for meaning in sorted(filter(None, meanings - {"other", "number"})):
        twice = [column.letter for column in columns if column.meaning == meaning]
        if len(twice) > 1:
            params = {"columns": ", ".join(twice)}
            problems.append(Problem(f"{twice[1]}{last + 1}", meaning, "guess.value_columns", params))
    return problems


def _hidden_record(record: Record, header: Header) -> Record:
    problem = Problem(f"{letters_of(header.columns)[0]}{record.row}", "person", "hidden.row")
    return replace(record, problems=(*record.problems, problem))


def _hidden(sheet: Sheet, header: Header, people: set[int]) -> list[Problem]:
    """What of a sheet is hidden; rows that are people say so themselves."""
    problems = []
    if sheet.out_of_sight:
        problems.append(Problem(None, None, "hidden.sheet", {"sheet": sheet.name}))
    hidden = (row for row in sheet.looks.rows if row < len(sheet.rows) and any(sheet.rows[row]))
    rows = sorted({row + 1 for row in hidden} - people)
    if rows:
        problems.append(Problem(f"A{rows[0]}", None, "hidden.rows", {"rows": _ranges(rows)}))
    width = max(map(len, sheet.rows), default=0)
    columns = [letter(n) for n in sorted(sheet.looks.columns) if n < width and any(row[n] for row in sheet.rows)]
    if columns:
        meanings = [column.meaning for column in header.columns if column.letter in columns]
        field = meanings[0] if len(meanings) == 1 else None
        problems.append(Problem(f"{columns[0]}1", field, "hidden.columns", {"columns": ", ".join(columns)}))
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
