"""Tables out as XLSX and CSV, safe against formulas: what somebody typed stays text in the reader's program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.http import HttpResponse

# A cell that starts with one of these, or its full-width form, is run as a formula by some program.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def safe_cell(value: Any) -> str:
    """A CSV cell that no spreadsheet program takes for a formula; a number stays one, below zero too."""
    if isinstance(value, int | float):
        return str(value)
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with BOM and semicolons, as the region's spreadsheet programs open it without asking."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe_cell(cell) for cell in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(header: Sequence[str], rows: Iterable[Sequence[Any]], *, sheet: str = "Sabaq") -> bytes:
    """One sheet with a bold, frozen header. Texts are written as strings, numbers and dates as what they are."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    book = xlsxwriter.Workbook(out, options)
    page = book.add_worksheet(sheet[:31])
    bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(0, 0, [str(cell) for cell in header], bold)
    page.freeze_panes(1, 0)
    widths = [len(str(cell)) for cell in header]
    for r, row in enumerate(rows, start=1):
        for c, value in enumerate(row):
            widths[c] = max(widths[c], min(len(str(value)), 60))
            if isinstance(value, bool) or value is None:
                page.write_string(r, c, "" if value is None else str(value))
            elif isinstance(value, int | float):
                page.write_number(r, c, value)
            elif isinstance(value, date | datetime):
                page.write_datetime(r, c, value, day)
            else:
                page.write_string(r, c, str(value))
    for c, width in enumerate(widths):
        page.set_column(c, c, width + 2)
    if header:
        page.autofilter(0, 0, 0, len(header) - 1)
    book.close()
    return out.getvalue()


def export_response(kind: str, *, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A list as a download; `kind` is "xlsx" or "csv"."""
    if kind == "xlsx":
        response = HttpResponse(as_xlsx(header, rows), content_type=XLSX)
    else:
        response = HttpResponse(as_csv(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
