"""Turns a file of any usual kind into sheets of text, exactly as sent.

Told apart by content, never by the name: a "spreadsheet" that arrives is as often a PDF, a page of HTML or text in the
code page of an old computer.
"""

import csv
import datetime as dt
import io
import itertools
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from sabaq.engines.lists.dates import read_date
from sabaq.engines.lists.encodings import decoded
from sabaq.engines.lists.looks import Corners, Looks
from sabaq.engines.lists.oldbook import scan_old_book
from sabaq.engines.lists.prescan import prescan
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
_SAMPLE = 1 << 16
_GUARDED = re.compile(r"""="([^"]*)"|'([\d+=@-][^']*)""")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: every row as wide as the widest, starting at A1, and how it looks beside that."""

    name: str
    rows: list[list[str]]
    looks: Looks = field(default_factory=Looks)
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
        return _workbook(path, scan_old_book(content, limits=limits), limits)
    return [Sheet(path.stem, _checked(_delimited(decoded(content)), limits))]


def _packed(path: Path, limits: Limits) -> list[Sheet]:
    try:
        with zipfile.ZipFile(path) as archive:
            looks = prescan(archive, limits=limits)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError) as error:
        raise Unreadable("damaged") from error
    return _workbook(path, looks, limits)


def _workbook(path: Path, looks: dict[str, Looks], limits: Limits) -> list[Sheet]:
    sheets = []
    try:
        book = CalamineWorkbook.from_path(path)
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            _refuse_if_large(sheet.total_height, sheet.total_width, limits)
            own = looks.get(about.name, Looks())
            rows = _texts(sheet.to_python(skip_empty_area=False), own)
            own.merges = _merges([*(sheet.merged_cell_ranges or []), *own.merges], len(rows), limits)
            out_of_sight = about.visible != SheetVisibleEnum.Visible
            sheets.append(Sheet(about.name, _checked(rows, limits), own, out_of_sight))
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


def _texts(rows: list[list[Any]], looks: Looks) -> list[list[str]]:
    texts = [[_text(value) for value in row] for row in rows]
    for (row, column), form in looks.shown.items():
        if row < len(rows) and column < len(rows[row]) and isinstance(value := rows[row][column], dt.date):
            seen = value.strftime(form) if "%" in form else form
            if read_date(seen, today=value).certainty == "incomplete":
                texts[row][column] = seen
    return texts


def _merges(merges: list[Corners], height: int, limits: Limits) -> list[Corners]:
    return sorted({corners for corners in merges if corners[1][1] < limits.columns and corners[1][0] < height})


def _text(value: object) -> str:
    """A cell as the sender sees it: whole numbers without ".0", dates in the order of the region."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.date):
        return f"{value.day:02}.{value.month:02}.{value.year:04}"
    return _unguarded(str(value))


def _unguarded(text: str) -> str:
    """Without the marks that keep a program from making a number of a text: ="0123", '+996."""
    if text[:1] in ("=", "'") and (match := _GUARDED.fullmatch(text)):
        return match[1] if match[1] is not None else match[2]
    return text


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


def _delimited(text: str) -> list[list[str]]:
    """Rows of delimited text; the delimiter is the one that gives most of the first rows the same width."""
    first, rest = text.split("\n", 1) if "\n" in text else (text, "")
    if first.strip().casefold().startswith("sep="):  # a word from one spreadsheet program to itself
        text = "\n" + rest
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    sample = text[:_SAMPLE]

    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(sample)))
        if all(len(row) < 2 for row in rows):  # each line may be quoted as a whole
            whole = [row[0] if row else "" for row in rows]
            mark = _delimiter("\n".join(whole)[:_SAMPLE])
            rows = [next(csv.reader([line], delimiter=mark), []) for line in whole]
        return [[_unguarded(cell) for cell in row] for row in rows]
    except csv.Error as error:
        raise Unreadable("damaged") from error


def _delimiter(sample: str) -> str:
    def regularity(delimiter: str) -> tuple[int, int]:
        rows = itertools.islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), 60)
        widths = Counter(len(row) for row in rows if any(row))
        return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))

    return max("\t;,|", key=regularity)
