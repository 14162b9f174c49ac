"""What comes out of a list: the sheet as sent, what its columns mean, the people in it and every problem.

Plain frozen values that survive a trip through JSON unchanged, because the reading happens in another process.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from sabaq.engines.lists.problems import REASON_SENTENCES, Problem

FieldValue = str | int | tuple[str, ...] | None

NAME_FIELDS = ("family", "given", "patronymic", "passport_family", "passport_given")
PAPER_FIELDS = ("sex", "birth", "passport", "passport_expiry")
OFFICE_FIELDS = ("agency", "position", "email", "phone", "rank", "languages")
FIELDS = (*NAME_FIELDS, *PAPER_FIELDS, *OFFICE_FIELDS)


class Unreadable(Exception):
    """A file that cannot be read as a list.

    `kind` is stable and a key of `UNREADABLE_SENTENCES`; `params` are what a translated sentence needs.
    """

    def __init__(self, kind: str, **params: Any) -> None:
        self.kind = kind
        self.params = params
        self.message = UNREADABLE_SENTENCES[kind] % params
        super().__init__(self.message)


UNREADABLE_SENTENCES: dict[str, str] = {
    "empty": "The file is empty.",
    "too_large.rows": "The list is too long. At most %(limit)s rows can be read at once.",
    "too_large.columns": "The list is too wide. At most %(limit)s columns can be read.",
    "too_large.file": "The file is too large. At most %(limit)s MB can be read.",
    "bomb": "The file unpacks to far more than a list can hold. Save the list as a new file and send that.",
    "password": "The file is protected by a password. Remove the password and send it again.",
    "not_a_list.pdf": "The file is a PDF, not a spreadsheet. Send .xlsx, .xls, .ods, .csv or .tsv.",
    "not_a_list.picture": "The file is a picture, not a spreadsheet. Send .xlsx, .xls, .ods, .csv or .tsv.",
    "not_a_list.document": "The file is a text document, not a spreadsheet. Send .xlsx, .xls, .ods, .csv or .tsv.",
    "not_a_list.archive": "The file is an archive, not a spreadsheet. Unpack it and send the list.",
    "not_a_list.web_page": "The file is a web page, not a spreadsheet. Open it, save it as .xlsx and send that.",
    "not_a_list.program": "The file is not a spreadsheet. Send .xlsx, .xls, .ods, .csv or .tsv.",
    "no_header": "We found no row with the names of the columns. Tell us what each column means.",
    "no_people": "The list has column names but no people.",
    "encoding": "The letters of the file cannot be read. Save it as UTF-8 and send it again.",
    "damaged": "The file is damaged and cannot be opened. Save it again and send that.",
    "timeout": "Reading the file took longer than %(seconds)s seconds and was stopped.",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost. Sizes in bytes, times in seconds."""

    file_size: int = 20 << 20
    unpacked_size: int = 200 << 20
    rows: int = 20_000
    columns: int = 200
    memory: int = 1 << 30
    cpu_seconds: int = 30
    wall_seconds: float = 45.0


USUAL_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Column:
    """What a column means. `meaning` is a field or `name`, `number` …; None if unknown. Certainty 0 to 1."""

    letter: str
    meaning: str | None
    header: str
    certainty: float


@dataclass(frozen=True, slots=True)
class DuplicateReason:
    """How one field of two rows compares; `kind` is a key of `REASON_SENTENCES`."""

    field: str
    kind: str

    @property
    def message(self) -> str:
        return REASON_SENTENCES[self.kind]


@dataclass(frozen=True, slots=True)
class KnownMatch:
    """The known person that a row means (`certain`), or may mean, and how their fields compare."""

    key: str
    certain: bool
    reasons: tuple[DuplicateReason, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One person of the list. `row` counts from 1 as in the sheet; `duplicate_of` is the row of the first mention.

    `known` is filled by `with_known`.
    """

    row: int
    fields: Mapping[str, FieldValue]
    problems: tuple[Problem, ...] = ()
    duplicate_of: int | None = None
    duplicate_reasons: tuple[DuplicateReason, ...] = ()
    known: KnownMatch | None = None

    @property
    def meant(self) -> dict[str, FieldValue]:
        """The fields, with a damaged address as it is plainly meant; that somebody must confirm it is a problem."""
        damaged = (problem for problem in self.problems if problem.sentence == "invalid.email_suggestion")
        return {**self.fields, **{str(problem.field): problem.params["suggestion"] for problem in damaged}}


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is nobody: `total`, `example`, `numbers`, `header`, `section` or `note`."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of several sheets of a list: its rows stand in `SheetReading.rows` from `start` (counted from 0) on."""

    sheet: str
    start: int
    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class SheetReading:
    """A list as read. `rows` are the cells as sent, starting at A1; `merges` are pairs of corners, counted from 0.

    Where several sheets were read (`parts`), their rows stand one below the other, so that every row has a number of
    its own; `as_sent` tells the row of its sheet, and `told` puts a problem in the sender's terms. All that is written
    for people or for other programs does so.
    """

    sheet: str
    rows: tuple[tuple[str, ...], ...]
    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    skipped: tuple[SkippedRow, ...] = ()
    merges: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    parts: tuple[Part, ...] = ()

    def part_of(self, row: int) -> Part:
        """The sheet that a row, counted from 1, stands in."""
        whole = Part(self.sheet, 0, self.header_rows, self.columns)
        return next((part for part in reversed(self.parts) if part.start < row), whole)

    def as_sent(self, cell: str) -> str:
        """The address of a cell, or a row's number, as the sender sees it: "Sheet!B7" where there are several."""
        if not self.parts:
            return cell
        letters = cell.rstrip("0123456789")
        part = self.part_of(int(cell[len(letters) :]))
        return f"{part.sheet}!{letters}{int(cell[len(letters) :]) - part.start}"

    def told(self, problem: Problem) -> Problem:
        """The problem with the addresses and rows that the sender sees."""
        if not self.parts:
            return problem
        params = {key: self.as_sent(text) if key in ("row", "other") else text for key, text in problem.params.items()}
        return replace(problem, cell=problem.cell and self.as_sent(problem.cell), params=params)

    def cell(self, address: str) -> str:
        """The text of a cell as sent, by its A1 address; "" outside the sheet."""
        row, column = place(address)
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else ""

    @cached_property
    def all_problems(self) -> tuple[Problem, ...]:
        """Problems of the file, then of every row."""
        return self.problems + tuple(problem for record in self.records for problem in record.problems)

    def as_json(self) -> dict[str, Any]:
        """The documented form: columns by letter, records with their problems, problems of the file."""
        first = self.parts[0] if self.parts else self.part_of(0)
        answer = {
            **_head_json(first),
            "records": [self._record_json(record) for record in self.records],
            "problems": [_problem_json(self.told(problem)) for problem in self.problems],
            "skipped": [self._row_json(row.row) | {"reason": row.reason} for row in self.skipped],
        }
        return answer | ({"sheets": [_head_json(part) for part in self.parts]} if self.parts else {})

    def _row_json(self, row: int) -> dict[str, Any]:
        part = self.part_of(row)
        return {"row": row - part.start} | ({"sheet": part.sheet} if self.parts else {})

    def _record_json(self, record: Record) -> dict[str, Any]:
        double = self._row_json(record.duplicate_of) if record.duplicate_of else {"row": None, "sheet": None}
        answer = self._row_json(record.row) | {
            "fields": record.meant,
            "problems": [_problem_json(self.told(problem)) for problem in record.problems],
            "duplicate_of": double["row"],
            "duplicate_reasons": _reasons_json(record.duplicate_reasons),
        }
        if record.known:
            known = record.known
            answer["known"] = {"key": known.key, "certain": known.certain, "reasons": _reasons_json(known.reasons)}
        return answer | ({"duplicate_of_sheet": double["sheet"]} if self.parts else {})

    @classmethod
    def from_parts(cls, parts: Mapping[str, Any]) -> "SheetReading":
        """Rebuild from `dataclasses.asdict` after a trip through JSON."""
        return cls(
            sheet=parts["sheet"],
            rows=tuple(tuple(row) for row in parts["rows"]),
            header_rows=tuple(parts["header_rows"]),
            columns=tuple(Column(**column) for column in parts["columns"]),
            records=tuple(_record(record) for record in parts["records"]),
            problems=tuple(Problem(**problem) for problem in parts["problems"]),
            skipped=tuple(SkippedRow(**row) for row in parts["skipped"]),
            merges=tuple(((a, b), (c, d)) for (a, b), (c, d) in parts["merges"]),
            parts=tuple(_part(part) for part in parts["parts"]),
        )


def _part(parts: Mapping[str, Any]) -> Part:
    columns = tuple(Column(**column) for column in parts["columns"])
    return Part(parts["sheet"], parts["start"], tuple(parts["header_rows"]), columns)


def _head_json(part: Part) -> dict[str, Any]:
    """What stands above the people of a sheet."""
    columns = {c.letter: {"field": c.meaning, "header": c.header, "certainty": c.certainty} for c in part.columns}
    return {"sheet": part.sheet, "header_rows": [row - part.start for row in part.header_rows], "columns": columns}


def _reasons_json(reasons: Iterable[DuplicateReason]) -> list[dict[str, str]]:
    return [asdict(reason) | {"message": reason.message} for reason in reasons]


def _record(parts: Mapping[str, Any]) -> Record:
    return Record(
        row=parts["row"],
        fields={name: tuple(v) if isinstance(v, list) else v for name, v in parts["fields"].items()},
        problems=tuple(Problem(**problem) for problem in parts["problems"]),
        duplicate_of=parts["duplicate_of"],
        duplicate_reasons=tuple(DuplicateReason(**reason) for reason in parts["duplicate_reasons"]),
    )


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "cell": problem.cell,
        "field": problem.field,
        "kind": problem.kind,
        "sentence": problem.sentence,
        "message": problem.message,
        "params": dict(problem.params),
    }


def letters_of(columns: Sequence[Column]) -> tuple[str, str]:
    """The columns in which problems with the person, and with the passport, are shown."""
    letters = {column.meaning: column.letter for column in reversed(columns)}
    name = letters.get("name") or letters.get("family") or letters.get("passport_name", "A")
    return name, letters.get("passport") or letters.get("passport_details", name)


def letter(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row: int, column: int) -> str:
    """The A1 address of a cell; row and column counted from 0."""
    return f"{letter(column)}{row + 1}"


def place(cell: str) -> tuple[int, int]:
    """Row and column, counted from 0, of an A1 address. Bare letters give row -1."""
    letters = cell.rstrip("0123456789")
    column = 0
    for char in letters.upper():
        column = column * 26 + ord(char) - 64
    return int(cell[len(letters) :] or 0) - 1, column - 1
