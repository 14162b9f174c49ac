"""The sheet back to its sender: as it was sent, with a comment in the reader's language on every cell to correct."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from django.http import HttpResponse

from sabaq.engines.lists import Problem, Record, SheetReading, SkippedRow, answer_workbook
from sabaq.platform.exports import XLSX

from ..domain.lists import NAME_COLUMNS, letter_of
from ..models import SentList
from ..queries.rows import columns_of, review_of
from ..states import RowState
from ..tables.lists import PROBLEMS

_SETTLED_WELL = (RowState.LEFT_OUT, RowState.NOMINATED)


def stored_reading(sent_list: SentList) -> SheetReading:
    """The list as the engine read it, with the problems that are still open in place of those found first."""
    sheet = sent_list.sheet
    columns = columns_of(sent_list)
    at_names = letter_of(columns, NAME_COLUMNS)
    records = []
    for row in sent_list.rows.exclude(state__in=_SETTLED_WELL):
        review = review_of(row)
        # What concerns the whole person has no cell of its own; it is said at the name.
        at_name = f"{at_names}{row.row}"
        problems = [problem if problem.cell else replace(problem, cell=at_name) for problem in review.problems]
        double = next((f.row for f in review.findings if f.row is not None and f.decision in ("", "same")), None)
        if double is not None:
            problems.append(Problem(at_name, "person", "duplicate", {"other": str(double), "row": str(row.row)}))
        records.append(Record(row.row, row.current, tuple(problems)))
    return SheetReading(
        sheet=sent_list.sheet_name,
        rows=tuple(map(tuple, sheet["rows"])),
        header_rows=tuple(sheet["header_rows"]),
        columns=columns,
        records=tuple(records),
        problems=tuple(Problem(**problem) for problem in sent_list.problems),
        skipped=tuple(SkippedRow(**row) for row in sheet["skipped"]),
    )


def answer_response(sent_list: SentList) -> HttpResponse:
    """The commented sheet as a download."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.xlsx"
        answer_workbook(stored_reading(sent_list), path, sentences={key: str(text) for key, text in PROBLEMS.items()})
        response = HttpResponse(path.read_bytes(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="list-{sent_list.pk}-comments.xlsx"'
    return response
