"""Lists as they should not be, sent by an officer through the page: a clear sentence for each, and nothing lost."""

from __future__ import annotations

import csv
import importlib.util
import io
from pathlib import Path

import openpyxl
import pytest

from .conftest import PROJECT

pytestmark = pytest.mark.journey

OFFICER, LISTS = "Нургүл Төлөбаева", "/editions/kg-2027/lists/"
HEADER = ["Ф.И.О.", "Дата рождения", "Паспорт", "Срок действия паспорта", "E-mail"]
PERSON = ["Асанов Азамат Асанович", "27.05.1973", "AC7922918", "03.02.2032", "a.asanov@example.org"]


def hostile():
    """The makers of hostile files that the engine's own tests use."""
    path = PROJECT / "tests" / "engines" / "lists" / "hostile.py"
    spec = importlib.util.spec_from_file_location("hostile_lists", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table(path: Path, rows: list[list[str]], *, encoding: str = "utf-8", delimiter: str = ";") -> Path:
    """A text file of rows."""
    with path.open("w", encoding=encoding, newline="") as out:
        csv.writer(out, delimiter=delimiter).writerows(rows)
    return path


def pdf_named_xlsx(path: Path) -> Path:
    """A PDF that calls itself a workbook."""
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")
    return path


def send(window, path: Path) -> None:
    """Send one file and follow its job to the end."""
    window.open(LISTS)
    window.page.locator("main [name='file']").set_input_files(path)
    window.press("Send the list")
    if "/jobs/" in window.path:
        window.wait_for_job()


@pytest.fixture
def officer(walked, reader):
    """The officer's window."""
    window = reader(walked)
    window.sign_in(OFFICER)
    return window


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda folder: pdf_named_xlsx(folder / "list.xlsx"), "The file is a PDF, not a spreadsheet."),
        (lambda folder: hostile().encrypted(folder / "locked.xlsx"), "The file is protected by a password."),
        (
            lambda folder: hostile().sparse_bomb(folder / "small.xlsx"),
            "The file unpacks to far more than a list can hold.",
        ),
        (
            lambda folder: hostile().packed_bomb(folder / "packed.xlsx"),
            "The file unpacks to far more than a list can hold.",
        ),
    ],
    ids=["pdf", "password", "sparse", "packed"],
)
def test_a_file_that_cannot_be_read_says_why_and_stays_in_the_list(officer, tmp_path, make, said):
    send(officer, make(tmp_path))
    assert said in officer.text
    officer.open(LISTS)
    assert "Cannot be read" in officer.text


def test_an_empty_file_is_refused_beside_its_box(officer, tmp_path):
    empty = tmp_path / "empty.xlsx"
    empty.touch()
    send(officer, empty)
    assert "empty" in officer.text


def test_tabs_and_the_old_cyrillic_code_page_are_read(officer, tmp_path):
    send(officer, table(tmp_path / "old.txt", [HEADER, PERSON], encoding="cp1251", delimiter="\t"))
    assert "1 person is ready" in officer.text
    officer.open(LISTS)
    send(officer, tmp_path / "old.txt")
    assert "This file was already sent for this edition." in officer.text


def test_unknown_headers_are_asked_for(officer, tmp_path):
    rows = [
        ["Alpha", "Beta", "Gamma", "Delta", "Eps"],
        ["Мамытов Нурлан", "01.02.1980", "AC1234567", "01.01.2033", "x"],
    ]
    send(officer, table(tmp_path / "unknown.csv", rows))
    for letter, meaning in zip(
        "ABCD", ["Full name", "Date of birth", "Passport number", "Passport valid until"], strict=True
    ):
        box = officer.page.locator(f"main select[name='{letter}']")
        box.select_option(label=meaning)
    officer.press("Read the list")
    officer.wait_for_job()
    assert "1 person is ready" in officer.text


def test_a_name_that_is_a_formula_stays_text(officer, tmp_path):
    formula = '=HYPERLINK("http://example.org";"click")'
    send(officer, table(tmp_path / "formula.csv", [HEADER, [formula, *PERSON[1:2], "AC7000001", *PERSON[3:]]]))
    assert "must be corrected" in officer.text
    assert formula in officer.text
    with officer.page.expect_download() as answer:
        officer.page.get_by_role("link", name="Send the sheet back with comments").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(answer.value.path()).read_bytes()))
    cells = [cell for row in book.active for cell in row]
    assert [cell.data_type for cell in cells if cell.value == formula] == ["s"]
