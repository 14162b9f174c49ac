"""What a list's rows mean for its people: what blocks, what a correction changes, whom a row may already be.

Pure: takes fields and problems as `engines/lists` reads them and gives new ones. A name alone never links a row to a
person; whatever is not certain becomes a finding, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sabaq.engines.lists import FIELDS, Column, KnownMatch, Problem, Record, SheetReading
from sabaq.engines.lists.assembling import with_doubles
from sabaq.engines.lists.duplicates import explain, full_name
from sabaq.engines.lists.persons import is_name, patronymic_sex, tidy
from sabaq.engines.lists.records import REQUIRED
from sabaq.engines.lists.values import Circumstances, read_value
from sabaq.engines.names.folding import fold

from ..states import RowState

Fields = Mapping[str, Any]
Decision = Literal["", "certain", "same", "different"]

# Without these nobody can be told apart, invited or given a visa.
NEEDED = ("family", "birth", "passport", "passport_expiry")
NAMES = ("family", "given", "patronymic", "passport_family", "passport_given")
# As many letters as the tables of persons and nominations hold.
LONGEST = {**dict.fromkeys(NAMES, 80), "agency": 200, "position": 200, "email": 254, "phone": 40, "passport": 30}
# A row in one of these states is decided; reading and correcting leave it alone.
SETTLED = frozenset({RowState.DUPLICATE, RowState.LEFT_OUT, RowState.NOMINATED})
ALREADY_NOMINATED, TOO_LONG = "already_nominated", "invalid.too_long"
PASSPORT_TWICE, KNOWN_PASSPORT = "conflict.passport", "conflict.known_passport"
# Problems that this module says in addition to the engine's, in the same form.
MORE_SENTENCES = {
    ALREADY_NOMINATED: "This person is already nominated for this edition.",
    KNOWN_PASSPORT: "Our records have this passport number under another name. Please check it.",
    TOO_LONG: "This is longer than %(limit)s letters. Please write it shorter.",
}
# Fields that one cell often holds together: a correction of one answers for the others.
_TOGETHER = (frozenset(NAMES[:3]), frozenset(NAMES[3:]), frozenset({"agency", "position"}))
_HELD_BY = {
    "name": NAMES[:3],
    "passport_name": NAMES[3:],
    "agency_position": ("agency", "position"),
    "contacts": ("email", "phone"),
    "passport_details": ("passport", "passport_expiry"),
}
NAME_COLUMNS, PASSPORT_COLUMNS = ("name", "family", "passport_name"), ("passport", "passport_details")
_KEYS = ("passport", "birth", "email")


def blocks(problem: Problem) -> bool:
    """Whether nobody can be nominated from the row before this is corrected."""
    if problem.kind == "missing":
        return problem.field in NEEDED
    return problem.kind in ("invalid", "expired") or problem.sentence in (PASSPORT_TWICE, KNOWN_PASSPORT)


def needs_check(problem: Problem) -> bool:
    """Whether somebody has to confirm how we read the row. Agency and post are kept as written, so they need not."""
    return problem.kind == "ambiguous" and problem.sentence != "ambiguous.agency"


@dataclass(frozen=True)
class Finding:
    """A row may be another row's person (`row`, its number in the sheet) or a person known here (`person`, a key).

    `reasons` are pairs of a field and a key of the engine's REASON_SENTENCES. `decision` is "" while it waits for a
    person, and "certain" where none had to decide.
    """

    row: int | None = None
    person: int | None = None
    reasons: tuple[tuple[str, str], ...] = ()
    decision: Decision = ""

    def as_json(self) -> dict[str, Any]:
        """For the row's `likeness`."""
        return {
            "row": self.row,
            "person": self.person,
            "reasons": [list(reason) for reason in self.reasons],
            "decision": self.decision,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Finding:
        """Back from `as_json`."""
        reasons = tuple((field, kind) for field, kind in kept["reasons"])
        return cls(kept["row"], kept["person"], reasons, kept["decision"])

    def is_about(self, other: Finding) -> bool:
        """Whether both compare with the same row or person."""
        return (self.row, self.person) == (other.row, other.person)


@dataclass(frozen=True)
class Reviewed:
    """A row after a look at it: its fields, what is wrong, whom it may be. `known` is a person's key."""

    row: int
    fields: Fields
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...] = ()
    known: int | None = None

    @property
    def pending(self) -> Finding | None:
        """The first finding that waits for a decision."""
        return next((finding for finding in self.findings if not finding.decision), None)

    @property
    def state(self) -> RowState:
        """What the row is now; a named twice is known by its problem or by the decision."""
        if any(problem.sentence == ALREADY_NOMINATED for problem in self.problems):
            return RowState.DUPLICATE
        if any(map(blocks, self.problems)):
            return RowState.WRONG
        waits = self.pending is not None or any(map(needs_check, self.problems))
        return RowState.DOUBTFUL if waits else RowState.READY


def reviewed_record(record: Record) -> Reviewed:
    """A record of the engine with what a nomination needs checked, and its possible double as a finding."""
    problems = [*(p for p in record.problems if p.kind not in ("duplicate", "similar")), *_gaps(record.fields)]
    return Reviewed(record.row, record.fields, _once(problems))


def _gaps(fields: Fields) -> list[Problem]:
    """Needed fields that have no column at all, and texts that are longer than the tables hold."""
    gaps = [Problem(None, name, f"missing.{name}") for name in NEEDED if name not in fields]
    long = [(name, limit) for name, limit in LONGEST.items() if len(str(fields.get(name) or "")) > limit]
    return gaps + [Problem(None, name, TOO_LONG, {"limit": str(limit)}) for name, limit in long]


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple({(p.field, p.sentence): p for p in problems}.values())


def compared(rows: Sequence[Reviewed], *, sheet: SheetReading) -> Sequence[Record]:
    """The rows compared with one another by the engine: those that share a document, a date of birth or the like."""
    return with_doubles(replace(sheet, records=tuple(Record(row.row, row.fields) for row in rows))).records


def with_findings(rows: Sequence[Reviewed], marked: Sequence[Record]) -> list[Reviewed]:
    """The rows with what the engine found about each among the others (`marked`); decisions already made stay made."""
    found = {record.row: record for record in marked}
    return [_with_finding(row, found[row.row], found) for row in rows]


def _with_finding(row: Reviewed, marked: Record, by_row: Mapping[int, Record]) -> Reviewed:
    found = []
    if marked.duplicate_of is not None:
        reasons = tuple((reason.field, reason.kind) for reason in marked.duplicate_reasons)
        found.append(Finding(row=marked.duplicate_of, reasons=reasons))
    for problem in marked.problems:
        if problem.kind == "similar":
            other = by_row[int(problem.params["other"])]
            reasons = tuple((reason.field, reason.kind) for reason in explain(other, Record(row.row, row.fields)))
            found.append(Finding(row=other.row, reasons=reasons))
    kept = [finding for finding in row.findings if finding.decision or finding.row not in by_row]
    fresh = [finding for finding in found[:1] if not any(finding.is_about(one) for one in kept)]
    problems = [p for p in row.problems if p.sentence != PASSPORT_TWICE or int(p.params["row"]) not in by_row]
    problems += [problem for problem in marked.problems if problem.sentence == PASSPORT_TWICE]
    for finding in kept:
        twin = by_row.get(finding.row) if finding.row is not None and finding.decision == "different" else None
        if twin is not None and _agree(row.fields.get("passport"), twin.fields.get("passport")) == "same":
            problems.append(Problem(None, "passport", PASSPORT_TWICE, {"row": str(twin.row)}))
    return replace(row, problems=_once(problems), findings=(*kept, *fresh))


def without_doubts_about(row: Reviewed, numbers: set[int]) -> Reviewed:
    """The row without what was found about rows that are settled by now; decisions stay."""
    findings = tuple(f for f in row.findings if f.decision or f.row not in numbers)
    problems = tuple(p for p in row.problems if p.sentence != PASSPORT_TWICE or int(p.params["row"]) not in numbers)
    return replace(row, findings=findings, problems=problems)


def shares_key(fields: Fields, others: Iterable[Fields]) -> bool:
    """Whether these fields share a document, a date of birth, an address or a name's sound with one of the others."""
    own = _keys(fields)
    return any(own & _keys(other) for other in others)


def _keys(fields: Fields) -> set[tuple[str, str]]:
    keys = {(key, str(fields[key]).casefold()) for key in _KEYS if fields.get(key)}
    sound = " ".join(fold(word)[1] for word in full_name(Record(0, fields)).split())
    return keys | {("name", sound)} if sound else keys


def corrected(row: Reviewed, changes: Mapping[str, str], now: Circumstances, *, cells: Mapping[str, str]) -> Reviewed:
    """The row with some fields written anew, each read and checked as the engine reads a cell.

    `changes` are texts by field, "" where a field is cleared; `cells` are A1 addresses by field.
    """
    values, problems = dict(row.fields), []
    touched = set(changes).union(*(group for group in _TOGETHER if group & set(changes)))
    for problem in row.problems:
        answered = problem.kind == "ambiguous" and problem.field in touched
        if problem.field not in changes and not answered and problem.sentence != "conflict.sex":
            problems.append(problem)
    for name, text in changes.items():
        values[name], found = _read(name, tidy(text), now, cells.get(name))
        problems += found
    flagged = {problem.field for problem in problems if problem.kind == "invalid"}
    for name in REQUIRED:
        if name in values and not values[name] and name not in flagged:
            problems.append(Problem(cells.get(name), name, f"missing.{name}"))
    said = patronymic_sex(str(values.get("patronymic") or ""))
    if said and values.get("sex") and said != values["sex"]:
        problems.append(Problem(cells.get("sex"), "sex", "conflict.sex"))
    return replace(row, fields=values, problems=_once([*problems, *_gaps(values)]))


def _read(name: str, text: str, now: Circumstances, cell: str | None) -> tuple[Any, list[Problem]]:
    if not text:
        return None, []
    if name in NAMES and not is_name(text):
        return text, [Problem(cell, name, "invalid.name", {"value": text})]
    read = read_value(name, text, now)
    value = list(read.value) if isinstance(read.value, tuple) else read.value
    return value, [Problem(cell, name, sentence, params) for sentence, params in read.problems]


def written(value: Any) -> str:
    """A field's value as text for a box or a cell."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)


def letter_of(columns: Iterable[Column], meanings: Sequence[str]) -> str:
    """The letter of the first column with one of these meanings; A where there is none."""
    return next((column.letter for column in columns if column.meaning in meanings), "A")


def cells_of(row: int, columns: Iterable[Column]) -> dict[str, str]:
    """The address of the cell that holds each field, in a row counted from 1."""
    cells: dict[str, str] = {}
    for column in columns:
        for field in _HELD_BY.get(column.meaning or "", (column.meaning,)):
            if field in FIELDS:
                cells.setdefault(str(field), f"{column.letter}{row}")
    return cells


def finding_about(match: KnownMatch, *, certain: bool = False) -> Finding:
    """What the engine found about a row and a person known here, for the row; `certain` where nobody has to decide."""
    reasons = tuple((reason.field, reason.kind) for reason in match.reasons)
    return Finding(person=int(match.key), reasons=reasons, decision="certain" if certain else "")


def _agree(a: Any, b: Any) -> str:
    if not a or not b:
        return "one_missing" if a or b else ""
    return "same" if str(a).casefold() == str(b).casefold() else "differs"


def in_order(rows: Iterable[tuple[int, Fields]]) -> list[int]:
    """Row numbers in the sender's order: by the rank the list gives, then as they stand; rows without a rank last."""
    given = [(fields.get("rank") is None, fields.get("rank") or 0, row) for row, fields in rows]
    return [row for _missing, _rank, row in sorted(given)]
