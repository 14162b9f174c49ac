"""The people of a plan with outcome and reason as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse

from sabaq.platform.exports import export_response

from ..tables.placements import HEADER, OUTCOME_WORDS, OutcomeLine


def placement_file(kind: str, lines: Iterable[OutcomeLine], *, name: str) -> HttpResponse:
    """The lines given, in their order, as "xlsx" or "csv"."""
    rows = (
        [
            line.nomination.person.display_name, str(line.nomination.country), str(line.nomination.agency),
            line.nomination.priority, str(OUTCOME_WORDS[line.outcome]), line.number, line.reason,
        ]
        for line in lines
    )  # fmt: skip
    return export_response(kind, name=name, header=[str(word) for word in HEADER], rows=rows)
