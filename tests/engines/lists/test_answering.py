"""The answer to the sender: the sheet as sent, coloured, commented and harmless."""

import datetime as dt
import re
import zipfile

import openpyxl

from sabaq.engines.lists import PROBLEM_SENTENCES, answer_workbook, read_list

from . import hostile
from .test_truth import SAMPLES

TODAY = dt.date(2027, 3, 3)


def test_the_sheet_as_sent_with_comments(tmp_path):
    reading = read_list(SAMPLES / "kg-ministry.xlsx", today=TODAY, edition_end=dt.date(2027, 5, 14))
    answer_workbook(reading, tmp_path / "answer.xlsx")
    page = openpyxl.load_workbook(tmp_path / "answer.xlsx").active
    assert page.title == "Список"
    assert [tuple(cell.value or "" for cell in row) for row in page.iter_rows()] == list(reading.rows)
    comments = {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment}
    assert comments == {problem.cell: problem.message for problem in reading.all_problems}
    colours = {name: page[name].fill.fgColor.rgb for name in ("G6", "I19", "B24", "C6")}
    assert colours == {"G6": "FFFFF2CC", "I19": "FFF8CBAD", "B24": "FFFFF2CC", "C6": "00000000"}
    assert {str(merged) for merged in page.merged_cells.ranges} == {
        "B1:I1",
        "A4:A5",
        "B4:B5",
        "C4:C5",
        "D4:E4",
        "F4:G4",
        "H4:I4",
    }


def test_sentences_of_another_language(tmp_path):
    reading = read_list(SAMPLES / "kz-agency.xlsx", today=TODAY)
    russian = {**PROBLEM_SENTENCES, "expired.today": "Срок действия паспорта истёк %(date)s."}
    answer_workbook(reading, tmp_path / "answer.xlsx", sentences=russian)
    page = openpyxl.load_workbook(tmp_path / "answer.xlsx").active
    assert page["J12"].comment.text == "Срок действия паспорта истёк 2024-05-17."


def test_nothing_in_the_answer_runs(tmp_path):
    formulas = ['=HYPERLINK("http://example.org","a")', "+1+1", "@SUM(A1)", "-2", "http://example.org", "{=1}", "=1"]
    rows = [("ФИО", "Дата рождения", "Должность"), *((text, "01.02.1980", text) for text in formulas)]
    reading = read_list(hostile.workbook(tmp_path / "a.xlsx", rows, sheet="=1"), today=TODAY)
    answer_workbook(reading, tmp_path / "answer.xlsx")
    with zipfile.ZipFile(tmp_path / "answer.xlsx") as archive:
        names = archive.namelist()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r"<f[ >]|<hyperlink", sheet) == []
    assert [name for name in names if "external" in name.lower()] == []
    page = openpyxl.load_workbook(tmp_path / "answer.xlsx").active
    assert [row[2].value for row in page.iter_rows(min_row=2)] == formulas
