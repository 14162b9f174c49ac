"""Looks at the content of an .ods before it is read: its size, what is hidden, merged, or shown as a month only.

The reader of cells gives none of these. The document is parsed in small pieces; one that declares entities or asks for
more cells than a list can have is refused before anything is built from it.
"""

import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from sabaq.engines.lists.looks import Looks
from sabaq.engines.lists.reading import Limits, Unreadable

_PIECE = 1 << 16
_OFFICE, _TABLE = (f"urn:oasis:names:tc:opendocument:xmlns:{part}:1.0 " for part in ("office", "table"))
_HIDING = {"collapse", "filter"}
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}


def scan_content(archive: zipfile.ZipFile, *, limits: Limits) -> dict[str, Looks]:
    """What each table looks like, by name. Refuses bombs and documents that are no XML (`damaged`)."""
    scan = _Scan(limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
    parser.CharacterDataHandler = scan.text
    parser.StartDoctypeDeclHandler = scan.refuse_declarations
    try:
        with archive.open("content.xml") as part:
            while piece := part.read(_PIECE):
                parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unreadable("damaged") from error
    return scan.found


@dataclass
class _Scan:
    limits: Limits
    found: dict[str, Looks] = field(default_factory=dict)
    looks: Looks = field(default_factory=Looks)
    row: int = 0
    rows: int = 1  # how often the row that is open is repeated
    column: int = 0
    filled: int = 0
    dated: bool = False
    shown: list[str] = field(default_factory=list)
    depth: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE}table":
            self.depth += 1
            if self.depth == 1:
                self.looks = Looks()
                self.found[attributes.get(f"{_TABLE}name", "")] = self.looks
                self.row = self.column = 0
        elif self.depth == 1 and name == f"{_TABLE}table-column":
            self._column(attributes)
        elif self.depth == 1 and name == f"{_TABLE}table-row":
            self._row(attributes)
        elif self.depth == 1 and name in _CELLS:
            self._cell(attributes)

    def end(self, name: str) -> None:
        if name == f"{_TABLE}table":
            self.depth -= 1
        elif self.depth == 1 and name == f"{_TABLE}table-row":
            self.row += self.rows
        elif self.depth == 1 and name in _CELLS and self.dated:
            self.looks.shown[self.row, self.column - 1] = "".join(self.shown)
            self.dated = False

    def text(self, text: str) -> None:
        if self.dated:
            self.shown.append(text[:40])

    def refuse_declarations(self, *declared: object) -> None:
        raise Unreadable("bomb")

    def _column(self, attributes: dict[str, str]) -> None:
        count = _count(attributes, "number-columns-repeated")
        if attributes.get(f"{_TABLE}visibility") in _HIDING:
            self.looks.columns.update(range(self.column, min(self.column + count, self.limits.columns)))
        self.column += count

    def _row(self, attributes: dict[str, str]) -> None:
        self.rows, self.column = _count(attributes, "number-rows-repeated"), 0
        if attributes.get(f"{_TABLE}visibility") in _HIDING:
            self.looks.rows.update(range(self.row, min(self.row + self.rows, self.limits.rows)))

    def _cell(self, attributes: dict[str, str]) -> None:
        count = _count(attributes, "number-columns-repeated")
        kind = attributes.get(f"{_OFFICE}value-type")
        if kind:
            self._refuse_size(count)
        down, right = _count(attributes, "number-rows-spanned"), _count(attributes, "number-columns-spanned")
        if (down > 1 or right > 1) and self.column + right <= self.limits.columns and self.row < self.limits.rows:
            corner = self.row + min(down, self.limits.rows) - 1, self.column + right - 1
            self.looks.merges.append(((self.row, self.column), corner))
        self.dated, self.shown = kind == "date" and count == self.rows == 1, []
        self.column += count

    def _refuse_size(self, count: int) -> None:
        self.filled += count * self.rows
        if self.row + self.rows > self.limits.rows:
            raise Unreadable("too_large.rows", limit=self.limits.rows)
        if self.column + count > self.limits.columns:
            raise Unreadable("too_large.columns", limit=self.limits.columns)
        if self.filled > self.limits.rows * self.limits.columns:
            raise Unreadable("bomb")


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(f"{_TABLE}{name}", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 1
