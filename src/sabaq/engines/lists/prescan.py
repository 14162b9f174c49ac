"""Looks at a packed workbook before anything unpacks it.

A file of 5 KB with one cell in A1 and one in XFD1048576 makes a dense reader ask for 512 GiB. The sizes the archive
declares and the addresses its sheets use are checked first, in small pieces; what is hidden is noted on the way.
"""

import html
import re
import zipfile
from collections.abc import Mapping

from sabaq.engines.lists.looks import MONTH_ONLY, Looks, form_of_date
from sabaq.engines.lists.opendocument import scan_content
from sabaq.engines.lists.reading import Limits, Unreadable, place

_PIECE = 1 << 20
_RATIO = 400  # real sheets of repeated values pack about 1:100
_ENOUGH_TO_JUDGE = 4 << 20
_SPARSE = 2_000  # cells of the rectangle for each cell that holds something
_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,4})(\d{1,8})"[^>]*?(/?)>')
_HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
_HIDDEN_COLUMN = re.compile(
    rb'<col\b(?=[^>]*\bhidden="(?:1|true)")(?=[^>]*\bmin="(\d{1,5})")(?=[^>]*\bmax="(\d{1,5})")[^>]*>'
)
_STYLED = re.compile(rb'<c\b(?=[^>]*\br="([A-Z]{1,4})(\d{1,8})")(?=[^>]*\bs="(\d{1,5})")[^>]*[^/]>')
_FORMAT = re.compile(r'<numFmt\b(?=[^>]*\bnumFmtId="(\d+)")(?=[^>]*\bformatCode="([^"]*)")[^>]*>')
_STYLES = re.compile(r"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_STYLE = re.compile(r'<xf\b[^>]*?\bnumFmtId="(\d+)"')
_SHEET = re.compile(r'<(?:\w+:)?sheet\b(?=[^>]*\bname="([^"]*)")(?=[^>]*\br:id="([^"]*)")[^>]*>')
_RELATION = re.compile(r'<Relationship\b(?=[^>]*\bId="([^"]*)")(?=[^>]*\bTarget="([^"]*)")[^>]*>')


def prescan(archive: zipfile.ZipFile, *, limits: Limits) -> dict[str, Looks]:
    """How each sheet looks, by name. Refuses bombs, sheets too large, and packed files that are no workbook."""
    names = set(archive.namelist())
    packed = sum(entry.compress_size for entry in archive.infolist())
    unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > limits.unpacked_size or (unpacked > _ENOUGH_TO_JUDGE and unpacked > _RATIO * max(packed, 1)):
        raise Unreadable("bomb")
    if "META-INF/manifest.xml" in names and b"encryption-data" in _start(archive, "META-INF/manifest.xml"):
        raise Unreadable("password")
    if not {"xl/workbook.xml", "xl/workbook.bin", "content.xml"} & names:
        raise Unreadable("not_a_list.document" if "word/document.xml" in names else "not_a_list.archive")
    if "content.xml" in names:
        return scan_content(archive, limits=limits)
    if "xl/workbook.xml" not in names:
        return {}
    short = _short_dates(_start(archive, "xl/styles.xml")) if "xl/styles.xml" in names else {}
    paths = _sheet_paths(archive)
    return {name: _scan_sheet(archive, path, short, limits) for name, path in paths.items() if path in names}


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_PIECE)


def _short_dates(content: bytes) -> dict[bytes, str]:
    """The styles that show less than the whole date, and how to write what they show."""
    text = content.decode("utf-8", "replace")
    formats = MONTH_ONLY | {int(key): form_of_date(html.unescape(code)) for key, code in _FORMAT.findall(text)}
    styles = _STYLES.search(text)
    kinds = [int(key) for key in _STYLE.findall(styles[0])] if styles else []
    return {str(at).encode(): shown for at, kind in enumerate(kinds) if (shown := formats.get(kind, ""))}


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in archive.namelist():
        return {}
    book = _start(archive, "xl/workbook.xml").decode("utf-8", "replace")
    targets = dict(_RELATION.findall(_start(archive, relations).decode("utf-8", "replace")))
    paths = {html.unescape(name): targets.get(key, "") for name, key in _SHEET.findall(book)}
    return {name: path.lstrip("/") if path.startswith("/") else f"xl/{path}" for name, path in paths.items()}


def _scan_sheet(archive: zipfile.ZipFile, path: str, short: Mapping[bytes, str], limits: Limits) -> Looks:
    looks, last_row, last_column, filled, rest = Looks(), 0, 0, 0, b""
    with archive.open(path) as part:
        while piece := part.read(_PIECE):
            text = rest + piece
            cut = text.rfind(b">") + 1
            text, rest = text[:cut], text[cut:]
            if len(rest) > 4 * _PIECE:
                raise Unreadable("bomb")
            for letters, row, closed in _CELL.findall(text):
                if not closed:
                    filled += 1
                    last_row = max(last_row, int(row))
                    last_column = max(last_column, place(letters.decode())[1] + 1)
            looks.rows.update(int(row) - 1 for row in _HIDDEN_ROW.findall(text))
            for first, last in _HIDDEN_COLUMN.findall(text):
                looks.columns.update(range(int(first) - 1, min(int(last), limits.columns)))
            for letters, row, style in _STYLED.findall(text) if short else ():
                if style in short:
                    looks.shown[int(row) - 1, place(letters.decode())[1]] = short[style]
    _refuse_size(last_row, last_column, filled, limits)
    return looks


def _refuse_size(rows: int, columns: int, filled: int, limits: Limits) -> None:
    if rows * columns > max(_SPARSE * filled, limits.rows * limits.columns):
        raise Unreadable("bomb")
    if rows > limits.rows:
        raise Unreadable("too_large.rows", limit=limits.rows)
    if columns > limits.columns:
        raise Unreadable("too_large.columns", limit=limits.columns)
