"""Turns the rows below a header into people, each with every problem at once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sabaq.engines.lists.headers import Header
from sabaq.engines.lists.nobodies import why_nobody
from sabaq.engines.lists.persons import divide, is_name, patronymic_sex, tidy
from sabaq.engines.lists.problems import Problem
from sabaq.engines.lists.reading import Column, FieldValue, Record, SkippedRow, address, place
from sabaq.engines.lists.values import Circumstances, read_value

REQUIRED = ("family", "given", "birth", "sex", "passport", "passport_expiry", "agency", "position", "email", "phone")
_EMAIL_LIKE = re.compile(r"\S+@\S+")
_DATE_LIKE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}")
_PASSPORT_LIKE = re.compile(r"[A-Za-zА-Я]{0,3}\s?№?\s?\d{1,2}\s?\d{5,8}")
_BLANK = {"", "-", "–", "—", "--", "нет", "n/a", "жоқ", "жок", "yo'q", "yoʻq", "йўқ", "无"}
_DITTO = {'"', "''", "〃", "//", "-//-", "—//—", "–//–", '-"-', "-''-", "тоже", "同上"}  # as in the row above
_LONGEST = 2_000


@dataclass(slots=True)
class _Draft:
    """A record in the making: values, where each came from, problems."""

    row: int
    fields: dict[str, FieldValue] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def put(self, name: str, value: FieldValue, cell: str) -> None:
        if self.fields.get(name) is None:
            self.fields[name] = value
            self.cells[name] = cell

    def flag(self, name: str, sentence: str, **params: str) -> None:
        self.problems.append(Problem(self.cells.get(name), name, sentence, params))


def read_records(
    grid: Sequence[Sequence[str]], header: Header, now: Circumstances
) -> tuple[list[Record], list[SkippedRow]]:
    """Every person below the header, and the rows that are nobody with the reason. Empty rows are neither."""
    columns = [(place(column.letter)[1], column) for column in header.columns if column.meaning]
    records, skipped, above = [], [], {column.letter: "" for _, column in columns}
    for row in range(header.last + 1, len(grid)):
        if not any(text.strip() for text in grid[row]):
            continue
        texts = {c.letter: _cell_text(grid[row][number], above[c.letter]) for number, c in columns}
        reason = why_nobody(grid[row], [(c, texts[c.letter]) for _, c in columns])
        if reason:
            skipped.append(SkippedRow(row + 1, reason))
        else:
            records.append(_read_person(row, columns, texts, now))
            above = texts
    return records, skipped


def _cell_text(text: str, above: str) -> str:
    """The text that counts: a ditto mark means the text above, and a dash means nothing."""
    mark = "".join(text[:20].split()).casefold()
    if mark in _DITTO:
        return above
    return "" if mark in _BLANK else text.strip()[:_LONGEST]


def _read_person(
    row: int, columns: Sequence[tuple[int, Column]], texts: Mapping[str, str], now: Circumstances
) -> Record:
    draft = _Draft(row + 1)
    series = next((texts[c.letter] for _, c in columns if c.meaning == "passport_series"), "")
    for number, column in columns:
        text, cell = texts[column.letter], address(row, number)
        for name, part in _parts(column.meaning or "", text, draft, cell):
            _put_value(draft, name, f"{series} {part}" if name == "passport" and series and part else part, cell, now)
    _check_whole(draft)
    return Record(draft.row, draft.fields, tuple(draft.problems))


def _parts(meaning: str, text: str, draft: _Draft, cell: str) -> Iterable[tuple[str, str]]:
    """The fields one cell holds. Names and cells of several fields are divided here."""
    if meaning in ("name", "passport_name"):
        yield from _name_parts(meaning, text, draft, cell)
    elif meaning in ("agency_position", "position_agency"):
        agency, position = _agency_and_position(text, agency_first=meaning == "agency_position")
        yield from (("agency", agency), ("position", position))
        if text:
            draft.problems.append(Problem(cell, "position", "ambiguous.agency", {"value": tidy(text)}))
    elif meaning == "contacts":
        email = _EMAIL_LIKE.search(text)
        yield "email", email[0] if email else ""
        yield "phone", _EMAIL_LIKE.sub("", text).strip(" ,;\n")
    elif meaning == "passport_details":
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


def _name_parts(meaning: str, text: str, draft: _Draft, cell: str) -> Iterable[tuple[str, str]]:
    prefix = "passport_" if meaning == "passport_name" else ""
    if text and not is_name(text):
        draft.put(f"{prefix}family", tidy(text), cell)
        draft.put(f"{prefix}given", None, cell)
        draft.problems.append(Problem(cell, f"{prefix}family", "invalid.name", {"value": tidy(text)}))
        return
    parts = divide(text)
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
    if name in ("family", "given", "patronymic", "passport_family", "passport_given") and not is_name(text):
        draft.put(name, tidy(text), cell)
        draft.problems.append(Problem(cell, name, "invalid.name", {"value": tidy(text)}))
        return
    read = read_value(name, text, now)
    draft.put(name, read.value, cell)
    draft.problems += read.located(cell, name)


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
