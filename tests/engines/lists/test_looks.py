"""What a sheet hides, merges or shows in short, in each of the formats; and documents that mean harm with it."""

import struct
import zipfile
from pathlib import Path

import pytest

from sabaq.engines.lists import Limits, Unreadable, read_list
from sabaq.engines.lists.looks import Looks
from sabaq.engines.lists.oldbook import scan_old_book
from sabaq.engines.lists.opendocument import scan_content
from sabaq.engines.lists.prescan import prescan

from . import hostile
from .people import day
from .writing import Page, write

PAGE = Page(
    "Список",
    [["Заголовок", "", ""], ["a", "b", "c"], ["1", day("1985-03-01"), "x"], ["2", day("1990-11-12"), "y"]],
    merges=[((0, 0), (0, 2))],
    hidden_rows={2},
    hidden_columns={2},
)


def of_archive(path: Path) -> dict[str, Looks]:
    with zipfile.ZipFile(path) as archive:
        return prescan(archive, limits=Limits())


def test_workbook(tmp_path):
    page = Page(
        PAGE.title, PAGE.rows, hidden_rows={2}, hidden_columns={2}, formats={(2, 1): 'yyyy"年"m"月"', (3, 1): "YYYY"}
    )
    assert of_archive(write(tmp_path / "a.xlsx", page)) == {
        "Список": Looks({2}, {2}, [], {(2, 1): "%m.%Y", (3, 1): "%Y"})
    }


def test_open_document(tmp_path):
    page = Page(PAGE.title, PAGE.rows, PAGE.merges, {2}, {2}, formats={(2, 1): "%Y年%m月"})
    looks = of_archive(write(tmp_path / "a.ods", page))["Список"]
    assert (looks.rows, looks.columns, looks.merges) == ({2}, {2}, [((0, 0), (0, 2))])
    assert looks.shown == {(2, 1): "1985年03月", (3, 1): "12.11.1990"}


def test_old_workbook(tmp_path):
    content = write(tmp_path / "a.xls", PAGE).read_bytes()
    assert scan_old_book(content, limits=Limits()) == {"Список": Looks({2}, {2})}


def test_dates_of_an_old_workbook_that_show_the_month_only(tmp_path):
    rows = [
        ("姓名", "出生年月", "护照号码"),
        ("王晓明", "", "E12345678"),
        ("李丽", "", "E12345679"),
        ("张伟", "", "E12345670"),
    ]
    codes = ('yyyy"年"m"月"', "yyyy\\.mm\\.dd", "YYYY")
    dates = {(n, 1): (31107.0 + n, code) for n, code in enumerate(codes, 1)}
    path = hostile.old_workbook(tmp_path / "a.xls", rows, sheet="名单", dates=dates)
    assert scan_old_book(path.read_bytes(), limits=Limits())["名单"].shown == {(1, 1): "%m.%Y", (3, 1): "%Y"}
    reading = read_list(path, today=day("2026-11-24"))
    assert [(r.fields["birth"], [p.params["value"] for p in r.problems]) for r in reading.records] == [
        *[(None, ["03.1985"]), ("1985-03-03", []), (None, ["1985"])]
    ]


@pytest.mark.parametrize("place", [30, 44, 48, 60, 76, 512, 520, 1024 + 116, 1024 + 128 + 116])
def test_an_old_workbook_whose_links_lead_nowhere_or_in_circles_hides_nothing(tmp_path, place):
    content = bytearray(write(tmp_path / "a.xls", PAGE).read_bytes())
    for value in (0, 1, 2, 3, 0xFFFFFFF0):
        struct.pack_into("<I", content, place, value)
        assert set(scan_old_book(bytes(content), limits=Limits())) <= {"Список"}
    assert scan_old_book(bytes(content[:700]), limits=Limits()) == {}


def document(path: Path, before: str, body: str) -> zipfile.ZipFile:
    """An open document with the body given, as an archive."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{name}="{space}{name}:1.0"' for name in ("office", "table", "text"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", f"{before}<office:document {names}>{body}</office:document>")
    return zipfile.ZipFile(path)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
CELL = '<table:table-cell office:value-type="string" table:number-columns-repeated="{}"/>'
ROW = (
    '<table:table table:name="x"><table:table-row table:number-rows-repeated="{}">'
    + CELL
    + "</table:table-row></table:table>"
)


@pytest.mark.parametrize(
    ("before", "body", "kind"),
    [
        (ENTITIES, "<text:p>&b;</text:p>", "bomb"),
        ("", ROW.format(1048576, 1), "too_large.rows"),
        ("", ROW.format(1, 16384), "too_large.columns"),
        ("", "<table:table>", "damaged"),
    ],
)
def test_documents_that_mean_harm(tmp_path, before, body, kind):
    with document(tmp_path / "a.ods", before, body) as archive, pytest.raises(Unreadable) as caught:
        scan_content(archive, limits=Limits())
    assert caught.value.kind == kind


def test_repeated_cells_that_fill_the_whole_sheet_are_a_bomb(tmp_path):
    rows = ROW.format(9_000, 190) * 3
    with document(tmp_path / "a.ods", "", rows) as archive, pytest.raises(Unreadable) as caught:
        scan_content(archive, limits=Limits())
    assert caught.value.kind == "bomb"


def test_a_bomb_of_repeated_cells_is_refused_before_it_is_read(tmp_path):
    assert hostile.sparse_bomb(tmp_path / "a.xlsx").stat().st_size < 6_000
    with pytest.raises(Unreadable) as caught:
        of_archive(tmp_path / "a.xlsx")
    assert caught.value.kind == "bomb"
