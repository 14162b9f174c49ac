"""Small generators of files that should never have been sent: each writes one file and returns its path."""

import struct
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import xlsxwriter

Corners = tuple[tuple[int, int], tuple[int, int]]
HEADER = ("№", "Фамилия", "Имя", "Отчество", "Дата рождения", "Место работы", "Должность", "Паспорт")
HEADER = (*HEADER, "Срок действия", "Телефон", "E-mail")
FAMILIES = ("Асанов", "Мамытов", "Жээнбеков", "Сыдыков", "Токтогулов", "Ниязалиев", "Бөрүбаев", "Касымов", "Рахимов")
GIVEN = ("Нурлан", "Азамат", "Бакыт", "Эркин", "Талант", "Улан", "Мирлан", "Кайрат", "Данияр", "Руслан", "Тимур")


def workbook(path: Path, rows: list[tuple], *, sheet: str = "Лист1") -> Path:
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path


def person(number: int) -> tuple:
    """A made-up person; another number gives another passport, birthday and address."""
    family, given = FAMILIES[number % 9], GIVEN[number // 9 % 11]
    birth = f"{number % 28 + 1:02}.{number // 28 % 12 + 1:02}.{1965 + number // 336 % 30}"
    return (
        number + 1,
        family,
        given,
        f"{GIVEN[number // 99 % 11]}ович",
        birth,
        "Министерство",
        "консультант",
        f"AN{1000000 + number}",
        "01.02.2035",
        f"+996 700 {100000 + number}",
        f"person{number}@example.org",
    )


def large_list(path: Path, count: int) -> Path:
    """`count` people, of whom the last is the first again, in Latin letters."""
    again = (count, "Asanov", "Nurlan", "", person(0)[4], "", "", "AN 1000000", *person(0)[8:])
    return workbook(path, [HEADER, *(person(n) for n in range(count - 1)), again])


def sparse_bomb(path: Path) -> Path:
    """A few KB with something in A1 and in XFD1048576: 16 384 million cells for a reader of rectangles."""
    workbook(path.with_suffix(".tmp"), [("a",)])
    with zipfile.ZipFile(path.with_suffix(".tmp")) as small, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in small.namelist():
            content = small.read(name)
            if name == "xl/worksheets/sheet1.xml":
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                content = content.replace(b"</sheetData>", far)
            bomb.writestr(name, content)
    return path


def disguised_bomb(path: Path) -> Path:
    """The same with single quotes, which the pre-scan does not see: only the limits of the child stop it."""
    sparse_bomb(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name, content in parts.items():
            bomb.writestr(name, content.replace(b'r="XFD1048576"', b"r='XFD1048576'"))
    return path


def packed_bomb(path: Path) -> Path:
    """Sixty megabytes of zeros packed to sixty kilobytes, called a worksheet."""
    workbook(path, [HEADER])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"0" * (60 << 20))
    return path


def encrypted(path: Path) -> Path:
    """The outer shell of a workbook with a password: a compound file with a stream called EncryptedPackage."""
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    directory = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0") + bytes(64)
    path.write_bytes(header.ljust(512, b"\0") + directory.ljust(512, b"\0"))
    return path


def record(kind: int, body: bytes) -> bytes:
    """One record of an old workbook."""
    return struct.pack("<HH", kind, len(body)) + body


def old_workbook(
    path: Path,
    rows: list[tuple],
    *,
    sheet: str,
    merges: Iterable[Corners] = (),
    hidden_rows: Iterable[int] = (),
    hidden_columns: Iterable[int] = (),
    dates: Mapping[tuple[int, int], tuple[float, str]] = MappingProxyType({}),
) -> Path:
    """A minimal .xls: BIFF8 records of one sheet of text cells in a compound file with one stream.

    `dates` are cells that hold a serial number in the number format given.
    """

    def label(row: int, column: int, text: str) -> bytes:
        return record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))

    start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6))
    start += b"".join(
        record(0x41E, struct.pack("<HHB", 164 + n, len(code), 1) + code.encode("utf-16-le"))
        for n, (_, code) in enumerate(dates.values())
    )
    start += b"".join(record(0xE0, struct.pack("<HH16x", 0, key)) for key in (0, *range(164, 164 + len(dates))))
    name = struct.pack("<BB", len(sheet), 1) + sheet.encode("utf-16-le")
    size = len(start) + 4 + 6 + len(name) + 4
    book = start + record(0x85, struct.pack("<IH", size, 0) + name) + record(0x0A, b"")
    book += record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6))
    book += b"".join(record(0x7D, struct.pack("<6H", n, n, 2340, 0, 1, 0)) for n in hidden_columns)
    book += record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    book += b"".join(record(0x208, struct.pack("<8H", n, 0, 9, 255, 0, 0, 0x120, 0)) for n in hidden_rows)
    book += b"".join(label(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row) if text)
    for n, ((row, column), (serial, _)) in enumerate(dates.items(), 1):
        book += record(0x203, struct.pack("<HHHd", row, column, n, serial))
    spans = [struct.pack("<4H", top, bottom, left, right) for (top, left), (bottom, right) in merges]
    book += record(0xE5, struct.pack("<H", len(spans)) + b"".join(spans)) if spans else b""
    book += record(0x0A, b"")
    stream = book.ljust(-(-max(len(book), 8192) // 512) * 512, b"\0")
    sectors = len(stream) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (128 - len(table))
    if len(table) > 128:
        raise ValueError("too long for a file with one table")
    path.write_bytes(_compound_header() + struct.pack("<128I", *table) + _directory(len(stream)) + stream)
    return path


def _compound_header() -> bytes:
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += bytes(6) + struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return head + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)


def _directory(size: int) -> bytes:
    def entry(name: str, kind: int, child: int, first: int, length: int) -> bytes:
        text = (name + "\0").encode("utf-16-le") if name else b""
        links = struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", first, length)

    none = 0xFFFFFFFF
    return entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, none, 2, size) + entry("", 0, none, 0, 0) * 2
