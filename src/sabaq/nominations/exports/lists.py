"""The sheet back to its sender: as it was sent, with a comment in the reader's language on every cell to correct."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from django.http import HttpResponse

from sabaq.engines.lists import Problem, Record, SheetReading, answer_workbook
from sabaq.platform.exports import XLSX

from ..domain.lists import NAME_COLUMNS, letter_of
from ..models import SentList
from ..queries.rows import review_of, sheet_as_sent
from ..states import RowState
from ..tables.lists import PROBLEMS

_SETTLED_WELL = (RowState.LEFT_OUT, RowState.NOMINATED)


def stored_reading(sent_list: SentList) -> SheetReading:
    """The list as the engine read it, with the problems that are still open in place of those found first."""
    sheet, records = sheet_as_sent(sent_list), []
    for row in sent_list.rows.exclude(state__in=_SETTLED_WELL):
        review = review_of(row)
        # What concerns the whole person has no cell of its own; it is said at the name.
        at_name = f"{letter_of(sheet.part_of(row.row).columns, NAME_COLUMNS)}{row.row}"
        problems = [problem if problem.cell else replace(problem, cell=at_name) for problem in review.problems]
        double = next((f.row for f in review.findings if f.row is not None and f.decision in ("", "same")), None)
        if double is not None:
            problems.append(Problem(at_name, "person", "duplicate", {"other": str(double), "row": str(row.row)}))
        records.append(Record(row.row, row.current, tuple(problems)))
    return replace(sheet, records=tuple(records))


def answer_response(sent_list: SentList) -> HttpResponse:
    """The commented sheet as a download."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.xlsx"
        answer_workbook(stored_reading(sent_list), path, sentences={key: str(text) for key, text in PROBLEMS.items()})
        response = HttpResponse(path.read_bytes(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="list-{sent_list.pk}-comments.xlsx"'
    return response
