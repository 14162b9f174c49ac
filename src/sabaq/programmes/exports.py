"""The list of programmes as a spreadsheet."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from sabaq.platform.exports import export_response
from sabaq.platform.languages import in_language


def programmes_file(kind: str, rows: QuerySet[Any]) -> HttpResponse:
    """The list of `queries.programmes` with hosts, hours and editions; `kind` is "xlsx" or "csv"."""
    header = [_("Programme"), _("Host"), _("Hours"), _("Editions"), _("Nominations close"), _("Sources")]
    cells = (
        [str(row), str(in_language(row.host.names)), row.hours, row.edition_count, row.open_until, row.sources]
        for row in rows
    )
    return export_response(kind, name="programmes", header=header, rows=cells)
