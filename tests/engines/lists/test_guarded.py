"""Files that are not lists, or mean harm: each ends with its own refusal, and this process lives."""

import datetime as dt
import zipfile
from pathlib import Path

import pytest

from sabaq.engines.lists import UNREADABLE_SENTENCES, Limits, Unreadable, read_list

from . import hostile

TODAY = dt.date(2026, 11, 24)


def refusal(path: Path, **options) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_list(path, today=TODAY, **options)
    return caught.value


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_empty_file(tmp_path):
    assert refusal(written(tmp_path / "a.csv", b"")).kind == "empty"
    assert refusal(written(tmp_path / "b.csv", b" \r\n\r\n")).kind == "empty"
    assert refusal(hostile.workbook(tmp_path / "c.xlsx", [])).kind == "empty"


def test_five_kilobytes_that_ask_for_512_gib(tmp_path):
    path = hostile.sparse_bomb(tmp_path / "a.xlsx")
    assert path.stat().st_size < 6_000
    assert refusal(path).kind == "bomb"


def test_a_bomb_that_the_prescan_does_not_see_kills_only_the_child(tmp_path):
    assert refusal(hostile.disguised_bomb(tmp_path / "a.xlsx")).kind == "bomb"


def test_packed_zeros(tmp_path):
    assert refusal(hostile.packed_bomb(tmp_path / "a.xlsx")).kind == "bomb"


def test_password(tmp_path):
    assert refusal(hostile.encrypted(tmp_path / "a.xlsx")).kind == "password"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "not_a_list.pdf"),
        (b"\x89PNG\r\n\x1a\n", "not_a_list.picture"),
        (b"<html><table><tr><td>1", "not_a_list.web_page"),
        (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(9) + b"text" * 40, "not_a_list.program"),
    ],
)
def test_another_format_under_the_name_of_a_list(tmp_path, content, kind):
    error = refusal(written(tmp_path / "list.xlsx", content))
    assert (error.kind, error.message) == (kind, UNREADABLE_SENTENCES[kind])


def test_an_archive_that_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refusal(tmp_path / "a.xlsx").kind == "not_a_list.document"


def test_a_torn_file(tmp_path):
    whole = hostile.workbook(tmp_path / "a.xlsx", [hostile.HEADER, hostile.person(1)]).read_bytes()
    assert refusal(written(tmp_path / "b.xlsx", whole[: len(whole) // 2])).kind == "damaged"
    assert refusal(written(tmp_path / "c.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))).kind == "damaged"


def test_letters_of_no_encoding(tmp_path):
    assert refusal(written(tmp_path / "a.csv", b"\x98\xff\x98,\xff\x80\n" * 5)).kind == "encoding"
    assert refusal(written(tmp_path / "b.csv", b"\xff\xfe\x00\xd8\x00")).kind == "encoding"


def test_too_many_rows_columns_and_bytes(tmp_path):
    path = hostile.large_list(tmp_path / "a.xlsx", 60)
    error = refusal(path, limits=Limits(rows=50))
    assert (error.kind, error.params) == ("too_large.rows", {"limit": 50})
    assert refusal(path, limits=Limits(columns=5)).kind == "too_large.columns"
    assert refusal(path, limits=Limits(file_size=1000)).kind == "too_large.file"


def test_time_is_limited(tmp_path):
    error = refusal(hostile.large_list(tmp_path / "a.xlsx", 50), limits=Limits(wall_seconds=0.01))
    assert (error.kind, error.params) == ("timeout", {"seconds": 0.01})


def test_processor_time_is_limited(tmp_path):
    error = refusal(hostile.large_list(tmp_path / "a.xlsx", 6_000), limits=Limits(cpu_seconds=1))
    assert (error.kind, error.params) == ("timeout", {"seconds": 1})


def test_a_missing_file_is_not_a_refusal(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_list(tmp_path / "none.xlsx", today=TODAY)


def test_header_in_no_known_language_asks_and_the_answer_reads_it(tmp_path):
    rows = [
        "Dilwe;Mwaka;Anwani",
        "Asel Toktogulova;07.03.1985;asel@example.org",
        "Азамат Асанов;01.02.1990;a@example.org",
    ]
    path = written(tmp_path / "a.csv", "\n".join(rows).encode())
    error = refusal(path)
    assert error.kind == "no_header"
    assert error.params["preview"][0] == ["Dilwe", "Mwaka", "Anwani"]
    reading = read_list(path, today=TODAY, columns={"A": "name", "B": "birth", "C": "email"})
    assert [(r.row, r.fields["family"], r.fields["birth"]) for r in reading.records] == [
        (2, "Toktogulova", "1985-03-07"),
        (3, "Асанов", "1990-02-01"),
    ]


def test_a_header_without_people(tmp_path):
    assert refusal(hostile.workbook(tmp_path / "a.xlsx", [hostile.HEADER])).kind == "no_people"


def test_a_long_list(tmp_path):
    reading = read_list(hostile.large_list(tmp_path / "a.xlsx", 4_000), today=TODAY)
    assert len(reading.records) == 4_000
    assert [(r.row, r.duplicate_of) for r in reading.records if r.duplicate_of] == [(4_001, 2)]


def test_every_refusal_has_a_sentence():
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in UNREADABLE_SENTENCES.values())
