"""Several sheets read as one list: in the program one below the other, for people and programs as they were sent."""

import datetime as dt
import json

import openpyxl

from sabaq.engines.lists import answer_workbook, read_list
from sabaq.engines.lists.commands import run

from .lists_of_habits import agency_sheets
from .people import PEOPLE, full
from .writing import Page, write

TODAY = dt.date(2026, 11, 24)
FIRST, SECOND = "Министерство финансов", "Государственная налоговая служб"
HEAD = ["ФИО", "Дата рождения", "Паспорт"]


def rows(*numbers: int) -> list[list[str | None]]:
    """People of Kyrgyzstan as rows."""
    return [[full(p), p["birth"], p["passport"]] for p in (PEOPLE["KG"][n] for n in numbers)]


def test_every_row_has_a_number_of_its_own_and_every_cell_is_found(tmp_path):
    reading = read_list(agency_sheets().build(tmp_path / "a.xlsx"), today=TODAY)
    assert [(part.sheet, part.start, part.header_rows) for part in reading.parts] == [
        (FIRST, 0, (2,)),
        (SECOND, 5, (7,)),
    ]
    assert [record.row for record in reading.records] == [3, 4, 5, 8, 9]
    assert [reading.cell(f"B{record.row}") for record in reading.records] == [
        *(full(person) for person in PEOPLE["KG"][:3]),
        full(PEOPLE["KG"][3]),
        "Omuraliev Umutbek",
    ]
    assert reading.as_sent("B9") == f"{SECOND}!B4"
    assert read_list(tmp_path / "a.xlsx", today=TODAY) == reading


def test_json_names_the_sheet_of_every_row_and_cell(tmp_path, capsys):
    path = str(agency_sheets().build(tmp_path / "a.xlsx"))
    assert run(["read", path, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["sheet"], answer["header_rows"]) == (FIRST, [2])
    assert [(sheet["sheet"], sheet["header_rows"], len(sheet["columns"])) for sheet in answer["sheets"]] == [
        *[(FIRST, [2], 7), (SECOND, [2], 7)]
    ]
    assert [(r["sheet"], r["row"]) for r in answer["records"]] == [
        *[(FIRST, 3), (FIRST, 4), (FIRST, 5), (SECOND, 3), (SECOND, 4)]
    ]
    last = answer["records"][-1]
    assert (last["duplicate_of"], last["duplicate_of_sheet"]) == (5, FIRST)
    assert [(p["cell"], p["kind"], p["params"]["other"]) for p in last["problems"]] == [
        (f"{SECOND}!B4", "duplicate", f"{FIRST}!5")
    ]


def test_the_answer_has_the_sheets_as_sent(tmp_path):
    reading = read_list(agency_sheets().build(tmp_path / "a.xlsx"), today=TODAY)
    answer_workbook(reading, tmp_path / "answer.xlsx")
    book = openpyxl.load_workbook(tmp_path / "answer.xlsx")
    assert book.sheetnames == [FIRST, SECOND]
    assert book[SECOND]["B4"].comment.text.startswith(f"Rows {FIRST}!5 and {SECOND}!4 may be the same person")
    assert book[SECOND]["B3"].value == full(PEOPLE["KG"][3])


def test_a_copy_and_a_sheet_of_another_shape_stay_out(tmp_path):
    pages = [Page("Список", [HEAD, *rows(0, 1, 2)]), Page("Список (2)", [HEAD, *rows(0, 1)])]
    pages += [Page("Билеты", [["ФИО", "Телефон", "E-mail"], ["Асанов Азамат", "+996 700 123456", "a@example.org"]])]
    reading = read_list(write(tmp_path / "a.xlsx", *pages), today=TODAY)
    assert (reading.sheet, len(reading.records), reading.parts) == ("Список", 3, ())
    assert [dict(p.params) for p in reading.problems if p.kind == "sheets"] == [{"sheets": "Список (2), Билеты"}]


def test_columns_in_another_order_and_one_more_are_of_the_same_shape(tmp_path):
    other = [[c, a, b, "эксперт"] for a, b, c in rows(2)]
    pages = [Page("МФ", [HEAD, *rows(0, 1)]), Page("МЮ", [["Паспорт", "ФИО", "Дата рождения", "Должность"], *other])]
    reading = read_list(write(tmp_path / "a.xlsx", *pages), today=TODAY)
    assert [(r.row, r.fields["passport"], r.fields["agency"]) for r in reading.records] == [
        *[(2, "AN5879303", "МФ"), (3, "AC7384156", "МФ"), (5, "ID2465780", "МЮ")]
    ]


def test_only_a_hidden_sheet_has_people(tmp_path):
    pages = [Page("Инструкция", [["x"]]), Page("Список", [HEAD, *rows(0)], is_hidden=True)]
    reading = read_list(write(tmp_path / "a.xlsx", *pages), today=TODAY)
    assert (reading.sheet, [p.sentence for p in reading.problems if p.kind == "hidden"]) == ("Список", ["hidden.sheet"])
