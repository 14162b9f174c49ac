"""Writes lists the way the programs of offices do: workbooks, open documents, old workbooks, delimited text."""

import datetime as dt
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

from . import hostile

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = " ".join(f'xmlns:{name}="{_SPACE}{name}:1.0"' for name in ("office", "table", "text"))
Cell = str | int | float | dt.date | None


@dataclass
class Page:
    """One sheet as its sender made it; rows, columns and corners of merged cells counted from 0."""

    title: str
    rows: list[Sequence[Cell]]
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_hidden: bool = False
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)


def write(path: Path, *pages: Page, encoding: str = "utf-8", delimiter: str = ";", before: str = "") -> Path:
    """Write a file of the kind its name says; text files hold the first page only."""
    kind = path.suffix
    if kind == ".xlsx":
        _workbook(path, pages)
    elif kind == ".ods":
        _open_document(path, pages)
    elif kind == ".xls":
        (page,) = pages
        rows = [tuple("" if cell is None else _shown(cell) for cell in row) for row in page.rows]
        hidden = {"hidden_rows": page.hidden_rows, "hidden_columns": page.hidden_columns}
        hostile.old_workbook(path, rows, sheet=page.title, merges=page.merges, **hidden)
    else:
        lines = [delimiter.join(_quoted(_shown(cell), delimiter) for cell in row) for row in pages[0].rows]
        path.write_bytes((before + "\r\n".join(lines) + "\r\n").encode(encoding))
    return path


def _quoted(text: str, delimiter: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in (delimiter, '"', "\n")) else text


def _shown(cell: Cell) -> str:
    if isinstance(cell, dt.date):
        return cell.strftime("%d.%m.%Y")
    return "" if cell is None else str(cell)


def _workbook(path: Path, pages: Sequence[Page]) -> None:
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        for page in pages:
            sheet = book.add_worksheet(page.title)
            for (top, left), (bottom, right) in page.merges:
                sheet.merge_range(top, left, bottom, right, "")
            for number, row in enumerate(page.rows):
                for column, cell in enumerate(row):
                    place, form = (number, column), page.formats.get((number, column), "dd.mm.yyyy")
                    if place in page.formulas:
                        sheet.write_formula(*place, page.formulas[place], None, cell)
                    elif isinstance(cell, dt.date):
                        sheet.write_datetime(
                            *place, dt.datetime.combine(cell, dt.time()), book.add_format({"num_format": form})
                        )
                    elif cell is not None:
                        sheet.write(*place, cell)
            for row in page.hidden_rows:
                sheet.set_row(row, None, None, {"hidden": True})
            for column in page.hidden_columns:
                sheet.set_column(column, column, None, None, {"hidden": True})
            if page.is_hidden:
                sheet.hide()
        next(s for s, page in zip(book.worksheets(), pages, strict=True) if not page.is_hidden).activate()


def _open_document(path: Path, pages: Sequence[Page]) -> None:
    tables = "".join(map(_table, pages))
    style = (
        f'<style:style xmlns:style="{_SPACE}style:1.0" style:name="out" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {_NAMES}><office:automatic-styles>{style}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
        )


def _table(page: Page) -> str:
    width = max(map(len, page.rows))
    hide = ' table:visibility="collapse"'
    columns = "".join(f"<table:table-column{hide if n in page.hidden_columns else ''}/>" for n in range(width))
    spans = {top: (bottom[0] - top[0] + 1, bottom[1] - top[1] + 1) for top, bottom in page.merges}
    rows = ""
    for number, row in enumerate(page.rows):
        cells = "".join(
            _cell(cell, spans.get((number, n)), page.formats.get((number, n))) for n, cell in enumerate(row)
        )
        rows += f"<table:table-row{hide if number in page.hidden_rows else ''}>{cells}</table:table-row>"
    rest = (
        '<table:table-row table:number-rows-repeated="1048000">'
        f'<table:table-cell table:number-columns-repeated="{width}"/></table:table-row>'
    )
    style = ' table:style-name="out"' if page.is_hidden else ""
    return f"<table:table table:name={quoteattr(page.title)}{style}>{columns}{rows}{rest}</table:table>"


def _cell(cell: Cell, span: tuple[int, int] | None, form: str | None) -> str:
    spanned = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if cell is None or cell == "":
        return f"<table:table-cell{spanned}/>"
    if isinstance(cell, dt.date):
        kind = f' office:value-type="date" office:date-value="{cell.isoformat()}"'
        text = cell.strftime(form or "%d.%m.%Y")
    elif isinstance(cell, int | float):
        kind, text = f' office:value-type="float" office:value="{cell}"', str(cell)
    else:
        kind, text = ' office:value-type="string"', cell
    return f"<table:table-cell{kind}{spanned}><text:p>{escape(text)}</text:p></table:table-cell>"
