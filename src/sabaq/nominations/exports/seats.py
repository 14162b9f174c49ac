"""The register of a seat ledger as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from sabaq.platform.exports import export_response
from sabaq.programmes.models import Edition

from ..queries.seats import EntryLine
from ..states import EntryKind
from ..tables.seats import ENTRY_WORDS, pool_name


def register_file(kind: str, edition: Edition, lines: Sequence[EntryLine]) -> HttpResponse:
    """Every entry in the order of the ledger; `kind` is "xlsx" or "csv"."""
    header = [
        _("No."), _("Date"), _("Entry"), _("From"), _("To"), _("Seats"), _("Change of the total"), _("Total"),
        _("Reason"), _("Paper"), _("Promise"), _("Sources"), _("Illustrative"),
    ]  # fmt: skip
    rows = (
        [
            line.number, line.entry.day, str(ENTRY_WORDS[EntryKind(line.entry.kind)]),
            pool_name(line.entry.source) if line.entry.source else "",
            pool_name(line.entry.target) if line.entry.target else "",
            line.entry.seats, line.change, line.total, line.entry.reason, line.entry.paper,
            str(line.entry.commitment or ""), line.entry.sources,
            _("illustrative") if line.entry.illustrative else "",
        ]
        for line in lines
    )  # fmt: skip
    return export_response(kind, name=f"seats-{edition.key}", header=header, rows=rows)
