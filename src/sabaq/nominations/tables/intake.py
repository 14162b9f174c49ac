"""The intake desk as its page shows it: the sheet as sent with marks, the rows to correct, and possible doubles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sabaq.engines.lists import FIELDS, Column, Problem, SheetReading
from sabaq.engines.lists.duplicates import full_name
from sabaq.engines.lists.reading import Part, Record, letter, place
from sabaq.engines.lists.vocabulary import plain
from sabaq.people.models import Person
from sabaq.platform.refusals import Sentence
from sabaq.platform.stand import Stand

from ..domain.lists import NAMES, Finding, Reviewed, blocks, letter_of, written
from ..models import ListRow, Nomination, SentList
from ..states import RowState
from .lists import MEANINGS, REASON_SHAPES, REASONS, ROW_STANDS, in_words, stand_of, told

# What a row is compared by, side by side.
COMPARED = ("birth", "passport", "passport_expiry", "agency", "position", "email", "phone")


@dataclass(frozen=True)
class Cell:
    """A cell as sent; `mark` is "bad", "doubt" or "", `anchor` the place of its explanation."""

    text: str
    mark: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class SheetLine:
    """A row of the sheet: its number and cells. Titles and column names are `as_sent`; a title spans the sheet."""

    number: int
    cells: tuple[Cell, ...]
    as_sent: bool = False
    spans: bool = False
    stand: Stand | None = None


@dataclass(frozen=True)
class SheetColumn:
    """A column: its letter, the meaning found, and whether the meaning should be checked."""

    letter: str
    meaning: Sentence
    ask: bool


@dataclass(frozen=True)
class Sheet:
    """What the page shows of a sheet; `name` is "" where the list came in one sheet."""

    name: str
    columns: tuple[SheetColumn, ...]
    lines: tuple[SheetLine, ...]

    @property
    def width(self) -> int:
        """Columns, for a title that spans them."""
        return len(self.columns)


def sheets_of(sent: SheetReading, rows: Sequence[ListRow], *, twice: Collection[int] = ()) -> list[Sheet]:
    """Each sheet with titles, column names and the given rows, the cells of open problems marked.

    `twice` are the keys of rows whose people are nominated already.
    """
    parts = sent.parts or (sent.part_of(0),)
    ends = [*(part.start for part in parts[1:]), len(sent.rows)]
    return [
        _sheet(sent, part, [row for row in rows if part.start < row.row <= end], end, twice)
        for part, end in zip(parts, ends, strict=True)
    ]


def _sheet(sent: SheetReading, part: Part, rows: Sequence[ListRow], end: int, twice: Collection[int]) -> Sheet:
    grid, known = sent.rows[part.start : end], {column.letter: column for column in part.columns}
    width = max(map(len, grid), default=0)
    used = [n for n in range(width) if letter(n) in known or any(n < len(r) and r[n] for r in grid[:200])]
    top = range(part.start + 1, max(part.header_rows, default=0) + 1)
    lines = [_top_line(sent, part, number, used) for number in top]
    lines += [_person_line(sent, part, row, used, row.pk in twice) for row in sorted(rows, key=lambda row: row.row)]
    columns = tuple(_column(known.get(letter(n)), letter(n)) for n in used)
    return Sheet(part.sheet if sent.parts else "", columns, tuple(line for line in lines if line is not None))


def _column(column: Column | None, name: str) -> SheetColumn:
    meaning = column.meaning if column else None
    ask = column is not None and (meaning is None or column.certainty < 0.8)
    return SheetColumn(name, MEANINGS.get(meaning or "other", MEANINGS["other"]), ask)


def _top_line(sent: SheetReading, part: Part, number: int, used: Sequence[int]) -> SheetLine | None:
    texts = [text for text in sent.rows[number - 1] if text]
    if not texts:
        return None
    if len(texts) == 1 and number not in part.header_rows:
        return SheetLine(number - part.start, (Cell(texts[0]),), as_sent=True, spans=True)
    cells = tuple(Cell(sent.cell(f"{letter(n)}{number}")) for n in used)
    return SheetLine(number - part.start, cells, as_sent=True)


def _person_line(sent: SheetReading, part: Part, row: ListRow, used: Sequence[int], twice: bool) -> SheetLine:
    marks: dict[int, str] = {}
    for kept in row.problems if row.state in _OPEN else ():
        problem = Problem(**kept)
        if problem.cell:
            column = place(problem.cell)[1]
            marks[column] = "bad" if blocks(problem) or marks.get(column) == "bad" else "doubt"
    anchors = dict.fromkeys(marks, f"row-{row.pk}")
    doubtful = row.state in _OPEN and any(not finding["decision"] for finding in row.likeness)
    if doubtful or twice:
        at_name = place(letter_of(part.columns, ("name", "family")))[1]
        marks.setdefault(at_name, "doubt")
        anchors.setdefault(at_name, f"row-{row.pk}" if twice else f"double-{row.pk}")
    cells = tuple(Cell(sent.cell(f"{letter(n)}{row.row}"), marks.get(n, ""), anchors.get(n, "")) for n in used)
    return SheetLine(row.row - part.start, cells, stand=ROW_STANDS[RowState(row.state)])


_OPEN = (RowState.WRONG, RowState.DOUBTFUL, RowState.READY)


@dataclass(frozen=True)
class Box:
    """One field to write anew. `agree` is a reading or a suggestion that one tick confirms."""

    name: str
    label: Sentence
    value: str
    agree: str = ""

    @property
    def agree_words(self) -> str:
        """The same as the reader writes it."""
        return in_words(self.agree)


@dataclass(frozen=True)
class Fix:
    """A row with something to correct or to check: who, why with an urgency each, and the boxes."""

    row: ListRow
    name: str
    told: tuple[tuple[Stand, str, str], ...]
    boxes: tuple[Box, ...]


def fixes_of(reviews: Iterable[tuple[ListRow, Reviewed]], *, sheet: SheetReading, country: Sentence) -> list[Fix]:
    """The open rows with problems, each with its sentences (urgency, cell, words) and its boxes."""
    fixes = []
    for row, review in reviews:
        if row.state in _OPEN and review.problems:
            problems = map(sheet.told, review.problems)
            told_ = tuple((stand_of(p), p.cell or "", told(p, country=country)) for p in problems)
            fixes.append(Fix(row, name_of(review), told_, tuple(_boxes(row, review))))
    return fixes


def name_of(review: Reviewed) -> str:
    """The name of a row as written."""
    return full_name(Record(review.row, review.fields))


def _boxes(row: ListRow, review: Reviewed) -> Iterable[Box]:
    agreed = {p.field: _agreeable(p, review) for p in review.problems}
    values = {p.field: str(p.params.get("value", "")) for p in review.problems}
    asked = dict.fromkeys(field for p in review.problems for field in _fields_of(p))
    for field in asked:
        shown = written(review.fields.get(field)) or values.get(field, "")
        yield Box(f"{row.pk}-{field}", MEANINGS[field], shown, agreed.get(field, ""))


def _fields_of(problem: Problem) -> tuple[str, ...]:
    if problem.sentence == "ambiguous.name":
        return NAMES[:3] if problem.field == "family" else NAMES[3:]
    if problem.sentence == "ambiguous.agency":
        return ("agency", "position")
    return (problem.field,) if problem.field in FIELDS else ()


def _agreeable(problem: Problem, review: Reviewed) -> str:
    """What a tick confirms: the date we read, the address we suggest, the parts of a name as they stand."""
    if problem.sentence == "ambiguous.name":
        return written(review.fields.get(problem.field or ""))
    return str(
        problem.params.get("suggestion") or (problem.params.get("date") if problem.kind == "ambiguous" else "") or ""
    )


@dataclass(frozen=True)
class Compared:
    """One field of two entries side by side, with the reason it counts for or against."""

    field: Sentence
    left: str
    right: str
    reason: Stand | None


@dataclass(frozen=True)
class Pair:
    """A row and the row (`other`) or known person it may be. The left side is the earlier one."""

    row: ListRow
    other: ListRow | None
    lines: tuple[Compared, ...]


def pairs_of(
    reviews: Iterable[tuple[ListRow, Reviewed]], others: Mapping[int, ListRow], people: Mapping[int, Person]
) -> list[Pair]:
    """The rows with an undecided double. `others` are rows by number, `people` persons with prefetched rows by key."""
    pairs = []
    for row, review in reviews:
        finding = review.pending
        if row.state not in _OPEN or finding is None:
            continue
        other = others.get(finding.row) if finding.row is not None else None
        left = other.current if other is not None else _known_fields(people.get(finding.person or 0), review, finding)
        pairs.append(Pair(row, other, _compared(left, review.fields, finding)))
    return pairs


def _known_fields(person: Person | None, review: Reviewed, finding: Finding) -> dict[str, Any]:
    """What is shown of a known person; of one whom the reader may not see, only what the row says as well."""
    if person is None:
        return {
            field: review.fields.get(field) for field, kind in finding.reasons if kind == "same" and field != "name"
        }
    document = next(iter(person.documents.all()), None)
    return {
        "family": person.display_name,
        "birth": person.birth_date and person.birth_date.isoformat(),
        "passport": document and document.number,
        "passport_expiry": document and document.valid_until and document.valid_until.isoformat(),
        "email": person.email,
        "phone": person.phone,
    }


def _compared(left: Mapping[str, Any], right: Mapping[str, Any], finding: Finding) -> tuple[Compared, ...]:
    reasons = dict(finding.reasons)
    names = (full_name(Record(0, left)), full_name(Record(0, right)))
    lines = [Compared(MEANINGS["name"], *names, _reason(reasons.get("name")))]
    for field in COMPARED:
        if left.get(field) or right.get(field):
            sides = (in_words(written(left.get(field))), in_words(written(right.get(field))))
            lines.append(Compared(MEANINGS[field], *sides, _reason(reasons.get(field))))
    return tuple(lines)


def _reason(kind: str | None) -> Stand | None:
    return Stand(REASON_SHAPES.get(kind, "done"), REASONS[kind]) if kind else None  # type: ignore[arg-type]


@dataclass(frozen=True)
class Known:
    """A row whose person is nominated already. `link`: the nomination's key, None where the reader may not see it."""

    row: ListRow
    name: str
    stand: Stand
    link: int | None


def known_of(
    reviews: Iterable[tuple[ListRow, Reviewed]], elsewhere: Mapping[int, Nomination], *, seen: Collection[int]
) -> list[Known]:
    """The rows that name somebody `elsewhere` nominated (by row); `seen` are the nominations shown to the reader."""
    return [
        Known(row, name_of(review), ROW_STANDS[RowState(row.state)], found.pk if found.pk in seen else None)
        for row, review in reviews
        if (found := elsewhere.get(row.pk)) is not None
    ]


def remembered_of(sent_list: SentList, wordings: Mapping[str, str]) -> list[str]:
    """The names of columns that were read as the office explained them with an earlier list."""
    given = sent_list.sheet.get("given", {})
    return [
        column["header"]
        for letter, column in sent_list.columns.items()
        if column["meaning"] and letter not in given and wordings.get(plain(column["header"])) == column["meaning"]
    ]
