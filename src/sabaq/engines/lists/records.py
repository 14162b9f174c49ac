"""Turns the rows below a header into people, each with every problem at once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sabaq.engines.lists.agencies import heading_agency
from sabaq.engines.lists.dates import orders_of
from sabaq.engines.lists.headers import Header
from sabaq.engines.lists.nobodies import why_nobody
from sabaq.engines.lists.persons import by_script, divide, has_only_initials, is_name, patronymic_sex, tidy
from sabaq.engines.lists.problems import Problem
from sabaq.engines.lists.reading import NAME_FIELDS, Column, FieldValue, Record, SkippedRow, address, place
from sabaq.engines.lists.spellings import has_lost_letters, is_reversed, with_letters
from sabaq.engines.lists.values import Circumstances, read_value
from sabaq.engines.lists.vocabulary import NOTHING, THREE_PARTS, plain

REQUIRED = ("family", "given", "birth", "sex", "passport", "passport_expiry", "agency", "position", "email", "phone")
_EMAIL_LIKE = re.compile(r"\S+@\S+")
_DATE_LIKE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}")
_PASSPORT_LIKE = re.compile(r"[A-Za-zА-Я]{0,3}\s?№?\s?\d{1,2}\s?\d{5,8}")
_BLANK = {"", "-", "–", "—", "--", "---", "_", "/", "×"}
_DITTO = {'"', "''", "〃", "//", "-//-", "—//—", "–//–", '-"-', "-''-", "тоже", "同上"}  # as in the row above
_LONGEST = 2_000
_LEFT_OUT = 0.4  # more empty cells than this are a way of writing, fewer are omissions


@dataclass(slots=True)
class _Draft:
    """A record in the making: values, where each came from, names divided from one cell, problems."""

    row: int
    fields: dict[str, FieldValue] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    divided: set[str] = field(default_factory=set)
    latin: tuple[str, str] | None = None  # a spelling in Latin letters beside the name in its cell, and the cell
    problems: list[Problem] = field(default_factory=list)

    def put(self, name: str, value: FieldValue, cell: str) -> None:
        if self.fields.get(name) is None:
            self.fields[name] = value
            self.cells[name] = cell

    def flag(self, name: str, sentence: str, **params: str) -> None:
        self.problems.append(Problem(self.cells.get(name), name, sentence, params))

    def text(self, name: str) -> str:
        return str(self.fields.get(name) or "")


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below a header: people, rows that are nobody, and the lines from which agencies were taken."""

    records: list[Record]
    skipped: list[SkippedRow]
    headings: dict[str, str]


def read_records(
    grid: Sequence[Sequence[str]], header: Header, now: Circumstances, *, agency: tuple[str, str] = ("", "A1")
) -> Body:
    """Every person below the header, and the rows that are nobody with the reason. Empty rows are neither.

    `agency`, with the cell that says so, is that of people for whom neither their row nor a line above names one.
    """
    columns = [(place(column.letter)[1], column) for column in header.columns if column.meaning]
    any_heading = not any("agency" in str(column.meaning) for _, column in columns)
    dated = {c.letter: _circumstances(c, n, grid[header.last + 1 :], now) for n, c in columns}
    body, above = Body([], [], {}), {column.letter: "" for _, column in columns}
    heading, left_out = agency, _is_left_out(grid[header.last + 1 :], columns)
    for row in range(header.last + 1, len(grid)):
        if not any(text.strip() for text in grid[row]):
            continue
        texts = {c.letter: _cell_text(grid[row][number], above[c.letter]) for number, c in columns}
        reason = why_nobody(grid[row], [(c, texts[c.letter]) for _, c in columns])
        if reason:
            body.skipped.append(SkippedRow(row + 1, reason))
            if reason in ("section", "note") and (named := heading_agency(grid[row], any_heading=any_heading)):
                heading = named, address(row, next(n for n, text in enumerate(grid[row]) if text.strip()))
            continue
        record = _read_person(row, columns, texts, dated, heading)
        body.records.append(record)
        stated = next((address(row, n) for n, c in columns if "agency" in str(c.meaning) and texts[c.letter]), "")
        if stated and left_out:
            heading = str(record.fields["agency"]), stated
        elif heading[0] and not stated:
            body.headings.setdefault(heading[1], heading[0])
        above = texts
    return body


def _is_left_out(rows: Sequence[Sequence[str]], columns: Sequence[tuple[int, Column]]) -> bool:
    """Whether the agency stands only beside the first of its people, as where merged cells became text."""
    number = next((number for number, column in columns if column.meaning == "agency"), None)
    cells = [row[number].strip() for row in rows if sum(map(bool, row)) > 1] if number is not None else []
    return len(cells) > 2 and bool(cells[0]) and cells.count("") > _LEFT_OUT * len(cells)


def _circumstances(column: Column, number: int, body: Sequence[Sequence[str]], now: Circumstances) -> Circumstances:
    if column.meaning not in ("birth", "passport_expiry"):
        return now
    return replace(now, orders=orders_of(tidy(row[number]) for row in body if row[number]))


def _cell_text(text: str, above: str) -> str:
    """The text that counts: a ditto mark means the text above, and a dash means nothing."""
    mark = "".join(text[:20].split()).casefold()
    if mark in _DITTO:
        return above
    return "" if mark in _BLANK or mark.rstrip(".") in NOTHING else text.strip()[:_LONGEST]


def _read_person(
    row: int,
    columns: Sequence[tuple[int, Column]],
    texts: Mapping[str, str],
    dated: Mapping[str, Circumstances],
    heading: tuple[str, str],
) -> Record:
    draft = _Draft(row + 1)
    series = next((texts[c.letter] for _, c in columns if c.meaning == "passport_series"), "")
    for number, column in columns:
        text, cell, now = texts[column.letter], address(row, number), dated[column.letter]
        for name, part in _parts(column, text, draft, cell):
            _put_value(draft, name, f"{series} {part}" if name == "passport" and series and part else part, cell, now)
    if heading[0] and not draft.fields.get("agency"):
        draft.put("agency", heading[0], heading[1])
    _check_names(draft, next(iter(dated.values())).country)
    _check_whole(draft)
    return Record(draft.row, draft.fields, tuple(draft.problems))


def _parts(column: Column, text: str, draft: _Draft, cell: str) -> Iterable[tuple[str, str]]:
    """The fields one cell holds. Names and cells of several fields are divided here."""
    meaning = column.meaning or ""
    if meaning in ("name", "passport_name"):
        yield from _name_parts(column, text, draft, cell)
    elif meaning in ("agency_position", "position_agency"):
        agency, position = _agency_and_position(text, agency_first=meaning == "agency_position")
        yield from (("agency", agency), ("position", position))
        if text:
            draft.problems.append(Problem(cell, "position", "ambiguous.agency", {"value": tidy(text)}))
    elif meaning == "contacts":
        email = _EMAIL_LIKE.search(text)
        yield "email", email[0] if email else ""
        yield "phone", _EMAIL_LIKE.sub("", text).strip(" ,;\n")
    elif meaning == "passport_details" or (meaning == "passport" and _DATE_LIKE.search(text)):
        dates = _DATE_LIKE.findall(text)
        number = _PASSPORT_LIKE.search(_DATE_LIKE.sub("", text))
        yield "passport", number[0] if number else text
        yield "passport_expiry", dates[-1] if dates else ""
    elif meaning not in ("number", "other", "passport_series"):
        yield meaning, text


def _agency_and_position(text: str, *, agency_first: bool) -> tuple[str, str]:
    """Divide at the comma next to the post: names of agencies have commas of their own."""
    if agency_first:
        agency, _, position = tidy(text).rpartition(",")
        return (agency, position.strip()) if agency else (position, "")
    position, _, agency = tidy(text).partition(",")
    return agency.strip(), position


def _name_parts(column: Column, text: str, draft: _Draft, cell: str) -> Iterable[tuple[str, str]]:
    meaning = str(column.meaning)
    prefix = "passport_" if meaning == "passport_name" else ""
    if not prefix:
        text, latin = by_script(tidy(text))
        draft.latin = (latin, cell) if latin else None
    if text and not is_name(text) and not has_lost_letters(text):
        draft.put(f"{prefix}family", tidy(text), cell)
        draft.put(f"{prefix}given", None, cell)
        draft.problems.append(Problem(cell, f"{prefix}family", "invalid.name", {"value": tidy(text)}))
        return
    parts = divide(text, three_parts=not prefix and bool(THREE_PARTS.search(plain(column.header))))
    draft.divided.add(meaning)
    yield from ((f"{prefix}family", parts.family), (f"{prefix}given", parts.given))
    if not prefix:
        yield "patronymic", parts.patronymic
    if text and not parts.sure:
        draft.problems.append(Problem(cell, f"{prefix}family", "ambiguous.name", {"value": tidy(text)}))


def _put_value(draft: _Draft, name: str, text: str, cell: str, now: Circumstances) -> None:
    if not text:
        draft.put(name, None, cell)
        draft.cells.setdefault(name, cell)
        return
    if name in NAME_FIELDS and not is_name(text) and not has_lost_letters(text) and not text.startswith("#"):
        draft.put(name, tidy(text), cell)
        draft.problems.append(Problem(cell, name, "invalid.name", {"value": tidy(text)}))
        return
    read = read_value(name, text, now)
    draft.put(name, read.value, cell)
    draft.problems += read.located(cell, name)


def _check_names(draft: _Draft, country: str | None) -> None:
    """Puts the spelling beside a name in its place, the parts in the order of the other spelling, and finds gaps."""
    if draft.latin and not draft.text("passport_family"):
        parts = divide(draft.latin[0])
        draft.put("passport_family", parts.family, draft.latin[1])
        draft.put("passport_given", parts.given, draft.latin[1])
        draft.divided.add("passport_name")
    _turn(draft)
    for name in ("family", "given", "patronymic", "agency", "position"):
        if has_lost_letters(text := draft.text(name)):
            spelled = draft.text(f"passport_{name}")
            suggestion = with_letters(text, spelled, country=country)
            kind = "invalid.letters_suggestion" if suggestion else "invalid.letters"
            draft.flag(name, kind, **{"value": text} | ({"suggestion": suggestion} if suggestion else {}))
    if has_only_initials(draft.text("given")):
        draft.flag("given", "invalid.initials", value=draft.text("given"))
    given, _, rest = draft.text("given").partition(" ")
    if rest and "patronymic" not in draft.fields and (parts := divide(f"{given} {given} {rest}")).patronymic == rest:
        draft.fields["given"] = given
        draft.put("patronymic", parts.patronymic, draft.cells["given"])


def _turn(draft: _Draft) -> None:
    """Of a name and its spelling in the passport, turns the one whose order was a guess."""
    family, given, *spelled = (draft.text(n) for n in ("family", "given", "passport_family", "passport_given"))
    if not (family and given and all(spelled) and draft.divided):
        return
    prefix = "passport_" if "passport_name" in draft.divided else ""
    if is_reversed(family, given, (spelled[0], spelled[1])) and (prefix or not draft.text("patronymic")):
        first, second = f"{prefix}family", f"{prefix}given"
        draft.fields[first], draft.fields[second] = draft.fields[second], draft.fields[first]


def _check_whole(draft: _Draft) -> None:
    flagged = {problem.field for problem in draft.problems if problem.kind == "invalid"}
    for name in REQUIRED:
        if name in draft.fields and draft.fields[name] is None and name not in flagged:
            if name == "given" and "family" in flagged:
                continue
            draft.flag(name, f"missing.{name}")
    said = patronymic_sex(str(draft.fields.get("patronymic") or ""))
    if said and draft.fields.get("sex") and said != draft.fields["sex"]:
        draft.flag("sex", "conflict.sex")
