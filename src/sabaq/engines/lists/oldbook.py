"""Looks at an .xls for what its program hides (records ROW and COLINFO) and for dates of which it shows the month only.

A strict parser of just enough of the compound file ([MS-CFB]) and of the workbook stream ([MS-XLS] 2.3): sizes and
links are checked against the file, every chain is followed at most once through its table, and anything odd gives up
quietly, because reading the cells is another parser's task and hidden parts are only a remark.
"""

import struct
from collections.abc import Iterator

from sabaq.engines.lists.looks import MONTH_ONLY, Looks, form_of_date
from sabaq.engines.lists.reading import Limits

_END, _NONE = 0xFFFFFFFE, 0xFFFFFFFF
_BOUNDSHEET, _BOF, _EOF, _ROW, _COLINFO, _FILEPASS = 0x85, 0x809, 0x0A, 0x208, 0x7D, 0x2F
_FORMAT, _XF, _NUMBER, _RK, _MULRK = 0x41E, 0xE0, 0x203, 0x27E, 0xBD
_NAMES = ("Workbook", "Book")


class _Odd(Exception):
    """The file does not keep to the form."""


def scan_old_book(content: bytes, *, limits: Limits) -> dict[str, Looks]:
    """Hidden rows and columns by sheet; nothing for a file that does not keep to the form or is encrypted."""
    try:
        stream = _Compound(content).stream(_NAMES)
        return dict(_sheets(stream, limits))
    except (_Odd, struct.error, UnicodeDecodeError):
        return {}


class _Compound:
    """A compound file: sectors linked in chains, small streams in sectors of 64 bytes inside the root's stream."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise _Odd
        self._size = 1 << shift
        directory, _, self._cutoff, small_table = struct.unpack_from("<4I", content, 48)
        more, _ = struct.unpack_from("<II", content, 68)
        listed = list(struct.unpack_from("<109I", content, 76))
        for sector in self._chain_of_lists(more):
            listed += sector
        self._table = [n for sector in listed if sector < _END for n in self._numbers(sector)]
        self._entries = list(self._directory(b"".join(map(self._sector, self._chain(directory, self._table)))))
        self._small_table = [n for sector in self._chain(small_table, self._table) for n in self._numbers(sector)]

    def stream(self, names: tuple[str, ...]) -> bytes:
        """The first stream with one of the names."""
        for name, first, size in self._entries:
            if name not in names:
                continue
            if size >= self._cutoff:
                return b"".join(map(self._sector, self._chain(first, self._table)))[:size]
            root = b"".join(map(self._sector, self._chain(self._entries[0][1], self._table)))
            return b"".join(root[n << 6 : (n + 1) << 6] for n in self._chain(first, self._small_table))[:size]
        raise _Odd

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._content):
            raise _Odd
        return self._content[start : start + self._size]

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._size // 4}I", self._sector(sector))

    def _chain_of_lists(self, sector: int) -> Iterator[tuple[int, ...]]:
        seen: set[int] = set()
        while sector < _END:
            if sector in seen:
                raise _Odd
            seen.add(sector)
            *numbers, sector = self._numbers(sector)
            yield tuple(numbers)

    def _chain(self, sector: int, table: list[int]) -> Iterator[int]:
        for _ in range(len(table) + 1):
            if sector in (_END, _NONE):
                return
            if sector >= len(table):
                raise _Odd
            yield sector
            sector = table[sector]
        raise _Odd

    def _directory(self, content: bytes) -> Iterator[tuple[str, int, int]]:
        for start in range(0, len(content) - 127, 128):
            (length,) = struct.unpack_from("<H", content, start + 64)
            first, size = struct.unpack_from("<II", content, start + 116)
            yield content[start : start + max(0, min(length, 64) - 2)].decode("utf-16-le"), first, size


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        yield kind, stream[start + 4 : start + 4 + length]
        start += 4 + length


def _sheets(stream: bytes, limits: Limits) -> Iterator[tuple[str, Looks]]:
    short = _short_dates(stream)
    for kind, body in _records(stream, 0):
        if kind in (_EOF, _FILEPASS):
            return
        if kind == _BOUNDSHEET:
            start, _state, _type, length, wide = struct.unpack_from("<IBBBB", body)
            name = body[8 : 8 + length * 2].decode("utf-16-le") if wide & 1 else body[8 : 8 + length].decode("latin-1")
            yield name, _looks(stream, start, short, limits)


def _short_dates(stream: bytes) -> dict[int, str]:
    """The cell formats that show less than the whole date, by their number, and how to write what they show."""
    forms, kinds = dict(MONTH_ONLY), []
    for kind, body in _records(stream, 0):
        if kind == _EOF:
            break
        if kind == _FORMAT:
            key, length, wide = struct.unpack_from("<HHB", body)
            code = body[5 : 5 + length * (1 + (wide & 1))].decode("utf-16-le" if wide & 1 else "latin-1")
            forms[key] = form_of_date(code)
        elif kind == _XF:
            kinds.append(struct.unpack_from("<H", body, 2)[0])
    return {number: form for number, kind in enumerate(kinds) if (form := forms.get(kind, ""))}


def _looks(stream: bytes, start: int, short: dict[int, str], limits: Limits) -> Looks:
    """The records of one sheet up to its end; charts inside it have an end of their own."""
    looks, depth = Looks(), 0
    for kind, body in _records(stream, start):
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            break
        if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
            looks.rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLINFO and struct.unpack_from("<H", body, 8)[0] & 1:
            first, last = struct.unpack_from("<HH", body)
            looks.columns.update(range(first, min(last + 1, limits.columns)))
        elif short and kind in (_NUMBER, _RK, _MULRK):
            row, first = struct.unpack_from("<HH", body)
            count = (len(body) - 6) // 6 if kind == _MULRK else 1
            for column, place in enumerate(range(4, 4 + 6 * count, 6), first):
                if form := short.get(struct.unpack_from("<H", body, place)[0]):
                    looks.shown[row, column] = form
    return looks
