"""The intake desk as its page shows it: the sheet as sent with marks, the rows to correct, and possible doubles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sabaq.engines.lists import FIELDS, Problem
from sabaq.engines.lists.duplicates import full_name
from sabaq.engines.lists.reading import Record, letter, place
from sabaq.engines.lists.vocabulary import plain
from sabaq.people.models import Person
from sabaq.platform.refusals import Sentence
from sabaq.platform.stand import Stand

from ..domain.lists import NAMES, Finding, Reviewed, blocks, written
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
    """What the page shows of a sheet."""

    columns: tuple[SheetColumn, ...]
    lines: tuple[SheetLine, ...]

    @property
    def width(self) -> int:
        """Columns, for a title that spans them."""
        return len(self.columns)


def sheet_of(sent_list: SentList, rows: Sequence[ListRow], *, twice: Collection[int] = ()) -> Sheet:
    """The titles, the column names and the given rows of the sheet, with the cells of open problems marked.

    `twice` are the keys of rows whose people are nominated already.
    """
    grid: Sequence[Sequence[str]] = sent_list.sheet["rows"]
    headers = set(sent_list.sheet["header_rows"])
    width = max(map(len, grid), default=0)
    used = [n for n in range(width) if letter(n) in sent_list.columns or any(n < len(r) and r[n] for r in grid[:200])]
    shown = {row.row: row for row in rows}
    top = range(1, max(headers, default=0) + 1)
    lines = [_top_line(grid, number, used, is_header=number in headers) for number in top]
    lines += [_person_line(grid, row, used, sent_list, row.pk in twice) for _number, row in sorted(shown.items())]
    columns = tuple(_column(sent_list.columns.get(letter(n)), letter(n)) for n in used)
    return Sheet(columns, tuple(line for line in lines if line is not None))


def _column(column: Mapping[str, Any] | None, name: str) -> SheetColumn:
    meaning = column["meaning"] if column else None
    ask = column is not None and (meaning is None or column["certainty"] < 0.8)
    return SheetColumn(name, MEANINGS.get(meaning or "other", MEANINGS["other"]), ask)


def _top_line(grid: Sequence[Sequence[str]], number: int, used: Sequence[int], *, is_header: bool) -> SheetLine | None:
    texts = [text for text in grid[number - 1] if text]
    if not texts:
        return None
    if len(texts) == 1 and not is_header:
        return SheetLine(number, (Cell(texts[0]),), as_sent=True, spans=True)
    return SheetLine(number, tuple(Cell(_text(grid, number, n)) for n in used), as_sent=True)


def _text(grid: Sequence[Sequence[str]], number: int, column: int) -> str:
    row = grid[number - 1] if number <= len(grid) else ()
    return row[column] if column < len(row) else ""


def _person_line(
    grid: Sequence[Sequence[str]], row: ListRow, used: Sequence[int], sent_list: SentList, twice: bool
) -> SheetLine:
    marks: dict[int, str] = {}
    for kept in row.problems if row.state in _OPEN else ():
        problem = Problem(**kept)
        if problem.cell:
            column = place(problem.cell)[1]
            marks[column] = "bad" if blocks(problem) or marks.get(column) == "bad" else "doubt"
    anchors = dict.fromkeys(marks, f"row-{row.pk}")
    doubtful = row.state in _OPEN and any(not finding["decision"] for finding in row.likeness)
    if doubtful or twice:
        names = [n for n in used if (sent_list.columns.get(letter(n)) or {}).get("meaning") in ("name", "family")]
        marks.setdefault(names[0] if names else 0, "doubt")
        anchors.setdefault(names[0] if names else 0, f"row-{row.pk}" if twice else f"double-{row.pk}")
    cells = tuple(Cell(_text(grid, row.row, n), marks.get(n, ""), anchors.get(n, "")) for n in used)
    return SheetLine(row.row, cells, stand=ROW_STANDS[RowState(row.state)])


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


def fixes_of(reviews: Iterable[tuple[ListRow, Reviewed]], *, country: Sentence) -> list[Fix]:
    """The open rows with problems, each with its sentences (urgency, cell, words) and its boxes."""
    fixes = []
    for row, review in reviews:
        if row.state in _OPEN and review.problems:
            told_ = tuple((stand_of(p), p.cell or "", told(p, country=country)) for p in review.problems)
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


def problems_of_file(sent_list: SentList) -> list[Problem]:
    """What concerns the whole file: columns that are missing or not understood, hidden rows, other sheets."""
    return [Problem(**problem) for problem in sent_list.problems]
