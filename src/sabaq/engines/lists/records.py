"""Turns the rows below a header into people, each with every problem at once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sabaq.engines.lists.agencies import heading_agency
from sabaq.engines.lists.dates import orders_of
from sabaq.engines.lists.headers import Header
from sabaq.engines.lists.nobodies import why_nobody
from sabaq.engines.lists.persons import (
    by_script,
    divide,
    has_only_initials,
    is_as_on_a_ticket,
    is_name,
    patronymic_sex,
    tidy,
    without_remarks,
)
from sabaq.engines.lists.problems import Problem
from sabaq.engines.lists.reading import NAME_FIELDS, Column, FieldValue, Record, SkippedRow, address, place
from sabaq.engines.lists.spellings import has_lost_letters, is_reversed, is_spelt, with_letters
from sabaq.engines.lists.values import Circumstances, read_value
from sabaq.engines.lists.vocabulary import FATHERS, NOTHING, POST, SEXES, THREE_PARTS, plain

REQUIRED = ("family", "given", "birth", "sex", "passport", "passport_expiry", "agency", "position", "email", "phone")
_EMAIL_LIKE = re.compile(r"[^\s,;/|<>，、；]+@[^\s,;/|<>，、；]+")
_DATE_LIKE = re.compile(r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?!\d)")
_PASSPORT_LIKE = re.compile(r"[A-Za-zА-Я]{0,3}\s?№?\s?\d{1,2}\s?\d{5,8}")
_BLANK = {"", "-", "–", "—", "--", "---", "_", "/", "×"}
# As in the row above, in marks and in words.
_DITTO = re.compile(
    r"[-–—]*(?:[\"”“„«»〃']+|/{2,}|\\{2})[-–—]*|то(?:же|жсамое)|таже|同上|дитто|ditto|idem|ошол(?:эле)?|solhem|ўша|oʻsha"
)
_MARKS = ("\n", ",", " / ", " – ", " — ", " - ", "/", "，", "、", ";")  # between two facts in one cell
_HAN_POST = re.compile(  # an agency and a post in Chinese, where nothing stands between the two
    r"(\S*[部局委署厅院学府行心室司处会团社])\s?((?:[一二三四]级)?(?:副|代|助理|高级)?"
    r"(?:[处科司局部院校]长|主任(?:科员)?|科员|调研员|巡视员|教授|讲师|研究员|参赞|秘书|专员|经理|主管|干部|职员))"
)
_LONGEST = 2_000
_LEFT_OUT = 0.4  # more empty cells than this are a way of writing, fewer are omissions


@dataclass(slots=True)
class _Draft:
    """A record in the making: values, where each came from, names divided from one cell, problems."""

    row: int
    fields: dict[str, FieldValue] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    divided: set[str] = field(default_factory=set)
    posts: bool = False  # a column for the post
    fathers: bool = False  # the column of the given name says that it has the father's name too
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
    grid: Sequence[Sequence[str]],
    header: Header,
    now: Circumstances,
    *,
    written: Sequence[Sequence[str]],
    agency: tuple[str, str] = ("", "A1"),
) -> Body:
    """Every person below the header, and the rows that are nobody with the reason. Empty rows are neither.

    `written` are the rows before what merged cells say was repeated in each.
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
        if body.records and body.records[-1].row == row and _is_spelling(columns, written[row], above):
            body.records[-1] = _with_spelling(body.records[-1], record)
            body.skipped.append(SkippedRow(row + 1, "note"))
            continue
        body.records.append(record)
        stated = next((address(row, n) for n, c in columns if "agency" in str(c.meaning) and texts[c.letter]), "")
        if stated and left_out:
            heading = str(record.fields["agency"]), stated
        elif heading[0] and not stated:
            body.headings.setdefault(heading[1], heading[0])
        above = texts
    return body


def _is_spelling(columns: Sequence[tuple[int, Column]], row: Sequence[str], above: Mapping[str, str]) -> bool:
    """Whether a row has only the name of the row above, in Latin letters: as spelt in the passport."""
    own = [(column, row[number]) for number, column in columns if row[number].strip()]
    if not own or any(column.meaning not in ("name", "family", "given") for column, _ in own):
        return False
    pairs = [(above[column.letter], text) for column, text in own]
    return all(name and not name.isascii() and spelled.isascii() and is_spelt(name, spelled) for name, spelled in pairs)


def _with_spelling(record: Record, below: Record) -> Record:
    spelled = {f"passport_{name}": below.fields.get(name) for name in ("family", "given")}
    return replace(record, fields={**record.fields, **spelled})


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
    if _DITTO.fullmatch(mark):
        return above
    return "" if mark in _BLANK or mark.rstrip(".") in NOTHING else text.strip()[:_LONGEST]


def _read_person(
    row: int,
    columns: Sequence[tuple[int, Column]],
    texts: Mapping[str, str],
    dated: Mapping[str, Circumstances],
    heading: tuple[str, str],
) -> Record:
    draft = _Draft(row + 1, posts=any("position" in str(column.meaning) for _, column in columns))
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
    if meaning == "name" and not draft.posts and POST.search(plain(column.header)):
        text, position, _ = _divided(text)
        yield "position", position
    if meaning in ("name", "passport_name"):
        yield from _name_parts(column, text, draft, cell)
    elif meaning in ("agency_position", "position_agency"):
        agency, position, sure = _agency_and_position(text, agency_first=meaning == "agency_position")
        yield from (("agency", agency), ("position", position))
        if text and not sure:
            draft.problems.append(Problem(cell, "position", "ambiguous.agency", {"value": tidy(text)}))
    elif meaning == "contacts":
        email = _EMAIL_LIKE.search(text)
        yield "email", email[0] if email else ""
        yield "phone", _EMAIL_LIKE.sub("", text).strip(" ,;/|<>，、；\n")
    elif meaning == "passport_details" or (meaning == "passport" and _DATE_LIKE.search(text)):
        dates = _DATE_LIKE.findall(text)
        number = _PASSPORT_LIKE.search(_DATE_LIKE.sub("", text))
        yield "passport", number[0] if number else text
        yield "passport_expiry", dates[-1] if dates else ""
    elif meaning not in ("number", "other", "passport_series"):
        draft.fathers = draft.fathers or (meaning == "given" and bool(FATHERS.search(plain(column.header))))
        yield meaning, text


def _agency_and_position(text: str, *, agency_first: bool) -> tuple[str, str, bool]:
    """Divide at a new line, else at the comma next to the post: names of agencies have commas of their own.

    Third, whether there was one place only to divide at.
    """
    if agency_first and (post := _HAN_POST.fullmatch(text)):
        return post[1], post[2], True
    first, second, marks = _divided(text, last=agency_first)
    if not marks:
        return "", tidy(text), False
    agency, position = (first, second) if agency_first else (second, first)
    return agency, position, marks == 1


def _divided(text: str, *, last: bool = False) -> tuple[str, str, int]:
    """A cell in two at its first mark, or its last, and how many such marks there are."""
    mark = next((mark for mark in _MARKS if mark in text), "\n")
    first, _, second = text.rpartition(mark) if last else text.partition(mark)
    return tidy(first).strip(" ,"), tidy(second).strip(" ,"), text.count(mark)


def _name_parts(column: Column, text: str, draft: _Draft, cell: str) -> Iterable[tuple[str, str]]:
    meaning = str(column.meaning)
    prefix = "passport_" if meaning == "passport_name" else ""
    name, remark = without_remarks(text)
    sex = SEXES.get(plain(remark))
    text = name if sex or not remark else text
    if sex:
        yield "sex", remark
    if not prefix:
        text, latin = by_script(tidy(text))
        draft.latin = (latin, cell) if latin else None
    if text and not is_name(text) and not has_lost_letters(text) and not is_as_on_a_ticket(text):
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
        if has_lost_letters(text := draft.text(name), is_name=name in NAME_FIELDS):
            spelled = draft.text(f"passport_{name}")
            suggestion = with_letters(text, spelled, country=country)
            kind = "invalid.letters_suggestion" if suggestion else "invalid.letters"
            draft.flag(name, kind, **{"value": text} | ({"suggestion": suggestion} if suggestion else {}))
    if has_only_initials(draft.text("given")):
        draft.flag("given", "invalid.initials", value=draft.text("given"))
    given, _, rest = draft.text("given").partition(" ")
    told = draft.fathers or (rest and divide(f"{given} {given} {rest}").patronymic == rest)
    if told and "patronymic" not in draft.fields:
        draft.fields["given"] = given or None
        draft.put("patronymic", rest or None, draft.cells["given"])


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
