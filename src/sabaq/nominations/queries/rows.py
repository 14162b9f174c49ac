"""Stored lists and rows as the domain sees them, and what a review found put back into unsaved rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.utils import timezone

from sabaq.engines.lists import Column, Problem, SheetReading, SkippedRow
from sabaq.engines.lists.reading import Part
from sabaq.engines.lists.values import Circumstances
from sabaq.network.models import Institution

from ..domain.lists import Finding, Reviewed
from ..models import ListRow, SenderWording, SentList


def circumstances(sent_list: SentList, at: datetime) -> Circumstances:
    """What the checks of a list depend on."""
    return Circumstances(timezone.localdate(at), sent_list.edition.ends, sent_list.country_id)


def sheet_as_sent(sent_list: SentList) -> SheetReading:
    """The stored list without its people: cells, columns, and the sheets it came in."""
    sheet = sent_list.sheet
    return SheetReading(
        sheet=sent_list.sheet_name,
        rows=tuple(map(tuple, sheet["rows"])),
        header_rows=tuple(sheet["header_rows"]),
        columns=tuple(Column(**column) for column in sent_list.columns.values()),
        records=(),
        problems=tuple(Problem(**problem) for problem in sent_list.problems),
        skipped=tuple(SkippedRow(**row) for row in sheet["skipped"]),
        merges=tuple(((a, b), (c, d)) for (a, b), (c, d) in sheet["merges"]),
        parts=tuple(
            Part(
                part["sheet"],
                part["start"],
                tuple(part["header_rows"]),
                tuple(Column(**column) for column in part["columns"]),
            )
            for part in sheet["parts"]
        ),
    )


def wordings_of(sender: Institution) -> dict[str, str]:
    """What the office's own column names mean, as somebody explained them with an earlier list."""
    return dict(SenderWording.objects.filter(sender=sender).values_list("header", "meaning"))


def review_of(row: ListRow) -> Reviewed:
    """A stored row as the domain sees it, corrections included."""
    problems = tuple(Problem(**problem) for problem in row.problems)
    findings = tuple(map(Finding.from_json, row.likeness))
    return Reviewed(row.row, row.current, problems, findings, row.known_person_id)


def put_review(row: ListRow, review: Reviewed) -> None:
    """Put what a review found into a row, unsaved. The double is set by `point_to_doubles`, which knows the keys."""
    row.problems = [asdict(problem) for problem in review.problems]
    row.likeness = [finding.as_json() for finding in review.findings]
    row.known_person_id = review.known
    row.state = review.state
    row.duplicate_of = None


def point_to_doubles(rows: Iterable[ListRow]) -> list[ListRow]:
    """Point each row, unsaved, at the one of these rows that it may double. Gives the rows that point somewhere."""
    by_number = {row.row: row for row in rows}
    pointing = []
    for row in by_number.values():
        number = next((f["row"] for f in row.likeness if f["row"] is not None and not f["decision"]), None)
        if number in by_number:
            row.duplicate_of = by_number[number]
            pointing.append(row)
    return pointing
