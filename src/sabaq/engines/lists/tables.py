"""Turns a file of any usual kind into sheets of text, exactly as sent.

Told apart by content, never by the name: a "spreadsheet" that arrives is as often a PDF, a page of HTML or text in the
code page of an old computer.
"""

import csv
import datetime as dt
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from sabaq.engines.lists.prescan import Hidden, prescan
from sabaq.engines.lists.reading import Limits, Unreadable

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OTHER_FORMATS = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"{\\rtf": "document",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
}
_RUSSIAN_WORD = re.compile(r"[А-ЯЁ]?[а-яё]{2,}|[А-ЯЁ]{3,}")
_SAMPLE = 1 << 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: every row as wide as the widest, starting at A1; corners of merged cells counted from 0."""

    name: str
    rows: list[list[str]]
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    hidden: Hidden = field(default_factory=Hidden)
    out_of_sight: bool = False


def load_sheets(path: Path, *, limits: Limits) -> list[Sheet]:
    """Every sheet of the file. Run this only in a child process with limits of its own."""
    content = path.read_bytes()
    if len(content) > limits.file_size:
        raise Unreadable("too_large.file", limit=limits.file_size >> 20)
    if not content.strip():
        raise Unreadable("empty")
    for start, name in _OTHER_FORMATS.items():
        if content.startswith(start):
            raise Unreadable(f"not_a_list.{name}")
    if content.startswith(b"PK"):
        return _packed(path, limits)
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Unreadable("password")
        return _workbook(path, {}, limits)
    return [Sheet(path.stem, _checked(_delimited(_decoded(content)), limits))]


def _packed(path: Path, limits: Limits) -> list[Sheet]:
    try:
        with zipfile.ZipFile(path) as archive:
            hidden = prescan(archive, limits=limits)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError) as error:
        raise Unreadable("damaged") from error
    return _workbook(path, hidden, limits)


def _workbook(path: Path, hidden: dict[str, Hidden], limits: Limits) -> list[Sheet]:
    sheets = []
    try:
        book = CalamineWorkbook.from_path(path)
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            _refuse_if_large(sheet.total_height, sheet.total_width, limits)
            rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
            merges = [
                corners
                for corners in sheet.merged_cell_ranges or []
                if corners[1][1] < limits.columns and corners[1][0] < len(rows)
            ]
            out_of_sight = about.visible != SheetVisibleEnum.Visible
            unseen = hidden.get(about.name, Hidden())
            sheets.append(Sheet(about.name, _checked(rows, limits), sorted(merges), unseen, out_of_sight))
    except PasswordError as error:
        raise Unreadable("password") from error
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable("damaged") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a fault inside the Rust reader arrives
            raise
        raise Unreadable("damaged") from error
    if not any(sheet.rows for sheet in sheets):
        raise Unreadable("empty")
    return sheets


def _refuse_if_large(height: int, width: int, limits: Limits) -> None:
    if height > 2 * limits.rows and height * width > limits.rows * limits.columns:
        raise Unreadable("too_large.rows", limit=limits.rows)


def _text(value: object) -> str:
    """A cell as the sender sees it: whole numbers without ".0", dates in the order of the region."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.date):
        return f"{value.day:02}.{value.month:02}.{value.year:04}"
    return str(value)


def _checked(rows: list[list[str]], limits: Limits) -> list[list[str]]:
    """Without empty rows at the end and empty columns at the right; every row as wide as the others."""
    while rows and not any(text.strip() for text in rows[-1]):
        rows.pop()
    width = max((number for row in rows for number, text in enumerate(row, 1) if text.strip()), default=0)
    if len(rows) > limits.rows:
        raise Unreadable("too_large.rows", limit=limits.rows)
    if width > limits.columns:
        raise Unreadable("too_large.columns", limit=limits.columns)
    return [row[:width] + [""] * (width - len(row)) for row in rows]


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(content, "utf-16")
    zeros = content[:_SAMPLE].count(0)
    if zeros > len(content[:_SAMPLE]) // 8:
        return _strict(content, "utf-16-le" if content[1:_SAMPLE:2].count(0) >= zeros / 2 else "utf-16-be")
    if zeros:
        raise Unreadable("not_a_list.program")
    for encoding in ("utf-8-sig", "cp1251", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp1251" or _looks_russian(text):
            return _as_list(text)
    raise Unreadable("encoding")


def _strict(content: bytes, encoding: str) -> str:
    try:
        return _as_list(content.decode(encoding).removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        raise Unreadable("encoding") from error


def _looks_russian(text: str) -> bool:
    foreign = sum(not char.isascii() for char in text[:_SAMPLE])
    return sum(map(len, _RUSSIAN_WORD.findall(text[:_SAMPLE]))) > foreign / 2


def _as_list(text: str) -> str:
    start = text[:_SAMPLE].lstrip().casefold()
    if start.startswith(("<!doctype html", "<html", "<?xml", "<table")):
        raise Unreadable("not_a_list.web_page")
    if sum(char < " " and char not in "\t\r\n" for char in start):
        raise Unreadable("not_a_list.program")
    return text


def _delimited(text: str) -> list[list[str]]:
    """Rows of delimited text; the delimiter is the one that gives most of the first rows the same width."""
    lines = text.splitlines(keepends=True)

    def regularity(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(lines[:60], delimiter=delimiter) if any(row))
        return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))

    try:
        best = max("\t;,|", key=regularity)
        return list(csv.reader(lines, delimiter=best))
    except csv.Error as error:
        raise Unreadable("damaged") from error
