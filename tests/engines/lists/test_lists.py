"""Whole lists: encodings, delimiters, rows that are nobody, hidden parts, several sheets, twice the same person."""

import datetime as dt
import itertools
import zipfile
from pathlib import Path

import openpyxl
import pytest

from sabaq.engines.lists import Column, SheetReading, read_list

from . import hostile

TODAY = dt.date(2026, 11, 24)
TEXT = "№{0}ФИО{0}Дата рождения{0}Паспорт\n1{0}Асанов Азамат{0}01.02.1980{0}AN1234567\n"


def read(path: Path, **options) -> SheetReading:
    return read_list(path, today=TODAY, **options)


def listed(path: Path, rows: list[str], **options) -> SheetReading:
    path.write_text("\n".join(rows), encoding="utf-8")
    return read(path, **options)


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [*itertools.product(["utf-8", "utf-8-sig", "utf-16", "cp1251"], "\t;,|"), ("utf-16-le", ";"), ("utf-16-be", ";")],
)
def test_encodings_and_delimiters(tmp_path, encoding, delimiter):
    (tmp_path / "a.csv").write_bytes(TEXT.format(delimiter).encode(encoding))
    (record,) = read(tmp_path / "a.csv").records
    assert dict(record.fields) == {
        "family": "Асанов",
        "given": "Азамат",
        "patronymic": None,
        "birth": "1980-02-01",
        "passport": "AN1234567",
    }


def test_chinese_in_its_own_code_page(tmp_path):
    rows = "序号,姓名,性别,出生日期,工作单位,职务\n1,王晓明,男,1985年3月7日,国家行政学院,处长\n"
    (tmp_path / "a.csv").write_bytes(rows.encode("gb18030"))
    (record,) = read(tmp_path / "a.csv").records
    assert dict(record.fields) == {
        "family": "王",
        "given": "晓明",
        "patronymic": None,
        "sex": "m",
        "birth": "1985-03-07",
        "agency": "国家行政学院",
        "position": "处长",
    }


def test_rows_that_are_nobody(tmp_path):
    rows = [
        "№;ФИО;Дата рождения;Паспорт;Должность",
        "1;2;3;4;5",
        "Пример;Иванов Иван Иванович;01.01.1980;AN0000000;советник",
        ";Министерство финансов;;;",
        "1;Асанов Азамат;01.02.1980;AN1234567;советник",
        ";;;;",
        "№;ФИО;Дата рождения;Паспорт;Должность",
        "2;Мамытов Нурлан;02.02.1980;AN1234568;советник",
        "3;Ниязалиева Гүлзат Асановна;;;",
        ";Асанова Айгүл Асановна;;;",
        "Итого;3;;;",
        ";Начальник отдела;;;Касымов К. К.",
        ";Исполнитель: отдел кадров, тел. 62-00-00;;;",
        ";Главный врач;;;Касымов К. К.",
    ]
    reading = listed(tmp_path / "a.csv", rows)
    assert [record.row for record in reading.records] == [5, 8, 9, 10]
    assert [(row.row, row.reason) for row in reading.skipped] == [
        *[(2, "numbers"), (3, "example"), (4, "section"), (7, "header")],
        *[(11, "total"), (12, "note"), (13, "note"), (14, "note")],
    ]


def test_every_problem_of_a_row_at_once(tmp_path):
    rows = ["Фамилия;Имя;Отчество;Пол;Дата рождения;Паспорт;Срок действия;E-mail;Телефон;Орган;Должность"]
    rows += ["Асанов;;Асановна;м;31.02.1980;12;01.01.2020;a собака example.org;1;;x"]
    (record,) = listed(tmp_path / "a.csv", rows, edition_end=dt.date(2027, 5, 14)).records
    assert [(problem.cell, problem.kind, problem.field) for problem in record.problems] == [
        ("E2", "invalid", "birth"),
        ("F2", "invalid", "passport"),
        ("G2", "expired", "passport_expiry"),
        ("H2", "invalid", "email"),
        ("I2", "invalid", "phone"),
        ("B2", "missing", "given"),
        ("J2", "missing", "agency"),
        ("D2", "conflict", "sex"),
    ]


def test_a_formula_for_a_name_is_text_and_invalid(tmp_path):
    formula = '=HYPERLINK("http://example.org","Асанов")'
    rows = [("ФИО", "Дата рождения", "E-mail"), (formula, "01.02.1980", "a@example.org")]
    (record,) = read(hostile.workbook(tmp_path / "a.xlsx", rows)).records
    assert record.fields["family"] == formula
    assert [(p.cell, p.kind, p.field) for p in record.problems] == [("A2", "invalid", "family")]


def test_cells_that_hold_several_fields(tmp_path):
    rows = ["ФИО;Дата рождения;Место работы, должность;Паспортные данные;Контакты"]
    rows += [
        "Асанов Азамат;01.02.1980;Мэрия, отдел кадров, советник;AN 1234567, до 01.02.2032;"
        "+996 700 123456, a@example.org"
    ]
    (record,) = listed(tmp_path / "a.csv", rows).records
    said = ("agency", "position", "passport", "passport_expiry", "email", "phone")
    assert {name: record.fields[name] for name in said} == {
        "agency": "Мэрия, отдел кадров",
        "position": "советник",
        "passport": "AN1234567",
        "passport_expiry": "2032-02-01",
        "email": "a@example.org",
        "phone": "+996 700 123456",
    }
    assert [(p.cell, p.kind) for p in record.problems] == [("C2", "ambiguous")]


def test_cells_merged_downwards_and_ditto_marks_say_the_same_in_every_row(tmp_path):
    book = openpyxl.Workbook()
    for row in [("ФИО", "Дата рождения", "Орган", "Должность"), *((*person_row(n)[:2], None, None) for n in range(3))]:
        book.active.append(row)
    book.active["C2"], book.active["D2"], book.active["D3"], book.active["D4"] = "Мэрия", "советник", "-//-", "—"
    book.active.merge_cells("C2:C4")
    book.save(tmp_path / "a.xlsx")
    reading = read(tmp_path / "a.xlsx")
    assert [record.fields["agency"] for record in reading.records] == ["Мэрия"] * 3
    assert [record.fields["position"] for record in reading.records] == ["советник", "советник", None]
    assert reading.rows[2][2] == ""


def test_an_agency_beside_the_first_of_its_people_only(tmp_path):
    people = ["Асанов Азамат;01.02.1980;Мэрия", "Мамытова Айнура;02.02.1980;", "Сыдыков Бакыт;03.02.1980;"]
    people += ["Осмонов Нурлан;04.02.1980;Суд", "Ким Ольга;05.02.1980;"]
    reading = listed(tmp_path / "a.csv", ["ФИО;Дата рождения;Орган", *people])
    assert [record.fields["agency"] for record in reading.records] == ["Мэрия", "Мэрия", "Мэрия", "Суд", "Суд"]
    assert [(p.cell, p.sentence) for p in reading.problems if p.kind == "guess"] == [("C2", "guess.agency_heading")]
    reading = listed(tmp_path / "b.csv", ["ФИО;Дата рождения;Орган", people[0], people[1], people[3], people[3]])
    assert [(r.fields["agency"], [p.kind for p in r.problems]) for r in reading.records[:2]] == [
        *[("Мэрия", []), (None, ["missing"])]
    ]


def test_a_letterhead_says_the_agency_and_a_line_of_the_form_is_nobody(tmp_path):
    rows = [
        "Утверждаю;;",
        "Министерство юстиции;;",
        "ФИО;Дата рождения;Должность",
        "полностью;ДД.ММ.ГГГГ;без сокращений",
    ]
    reading = listed(tmp_path / "a.csv", [*rows, "Асанов Азамат;01.02.1980;эксперт"])
    assert [(r.row, r.fields["agency"]) for r in reading.records] == [(5, "Министерство юстиции")]
    assert [(row.row, row.reason) for row in reading.skipped] == [(4, "header")]
    assert [(p.cell, p.sentence) for p in reading.problems if p.kind == "guess"] == [("A2", "guess.agency_heading")]


def test_post_before_agency(tmp_path):
    rows = ["ФИО;Дата рождения;Должность, место работы", "Асанов Азамат;01.02.1980;советник, Мэрия, отдел кадров"]
    fields = listed(tmp_path / "a.csv", rows).records[0].fields
    assert (fields["position"], fields["agency"]) == ("советник", "Мэрия, отдел кадров")


def test_series_and_number_in_two_columns(tmp_path):
    rows = ["ФИО;Серия паспорта;Номер паспорта;Дата рождения", "Асанов Азамат;AN;1234567;01.02.1980"]
    assert listed(tmp_path / "a.csv", rows).records[0].fields["passport"] == "AN1234567"


def test_columns_unknown_guessed_and_absent_are_reported(tmp_path):
    rows = ["ФИО;Дата рожденя;Паспорт;Zzz", "Асанов Азамат;01.02.1980;AN1234567;что-то"]
    reading = listed(tmp_path / "a.csv", rows)
    assert [(problem.sentence, problem.cell) for problem in reading.problems] == [
        *[("missing_column.passport_expiry", None), ("missing_column.agency", None)],
        *[("missing_column.position", None), ("missing_column.email", None)],
        *[("guess.column", "B1"), ("unknown.column", "D1")],
    ]


def test_a_remembered_mapping_adds_to_what_is_understood(tmp_path):
    rows = ["ФИО;Дата рождения;Zzz", "Асанов Азамат;01.02.1980;советник"]
    reading = listed(tmp_path / "a.csv", rows, columns={"C": "position"})
    assert reading.columns[2] == Column("C", "position", "Zzz", 1.0)
    assert reading.records[0].fields["position"] == "советник"
    assert reading.records[0].fields["birth"] == "1980-02-01"


def test_hidden_rows_columns_and_sheets_are_read_and_reported(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Инструкция"])
    page = book.create_sheet("Список")
    notes = [("Всего: 5",), ("Примечание:",)]
    for row in [("ФИО", "Дата рождения", "Паспорт"), *(person_row(n) for n in range(5)), *notes]:
        page.append(row)
    for row in (3, 4, 6, 7, 8):
        page.row_dimensions[row].hidden = True
    page.column_dimensions["C"].hidden = True
    page.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    reading = read(tmp_path / "a.xlsx")
    assert len(reading.records) == 5
    assert [(p.sentence, dict(p.params)) for p in reading.problems if p.kind == "hidden"] == [
        ("hidden.sheet", {"sheet": "Список"}),
        ("hidden.rows", {"rows": "7-8"}),
        ("hidden.columns", {"columns": "C"}),
    ]
    hidden = [(r.row, [p.sentence for p in r.problems if p.kind == "hidden"]) for r in reading.records]
    assert hidden == [(2, []), (3, ["hidden.row"]), (4, ["hidden.row"]), (5, []), (6, ["hidden.row"])]


def person_row(number: int) -> tuple:
    return f"Асанов{'аеиоу'[number]}в Азамат", f"0{number + 1}.02.1980", f"AN123456{number}"


def test_two_sheets_with_lists(tmp_path):
    book = openpyxl.Workbook()
    for title, count in (("А", 2), ("Б", 3)):
        page = book.create_sheet(title)
        for row in [("ФИО", "Дата рождения", "Паспорт"), *(person_row(n) for n in range(count))]:
            page.append(row)
    book.save(tmp_path / "a.xlsx")
    reading = read(tmp_path / "a.xlsx")
    assert (reading.sheet, len(reading.records)) == ("Б", 3)
    assert [dict(p.params) for p in reading.problems if p.kind == "sheets"] == [{"sheets": "А"}]


def test_real_dates_and_numbers_of_a_workbook(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["ФИО", "Дата рождения", "Телефон", "Паспорт"])
    book.active.append(["Асанов Азамат", dt.datetime(1980, 2, 1), 996700123456, 401234567])
    book.save(tmp_path / "a.xlsx")
    reading = read(tmp_path / "a.xlsx")
    assert reading.rows[1] == ("Асанов Азамат", "01.02.1980", "996700123456", "401234567")
    assert reading.records[0].fields["birth"] == "1980-02-01"


def test_a_workbook_of_the_nineties(tmp_path):
    rows = [("ФИО", "Дата рождения", "Паспорт"), person_row(0), person_row(1)]
    reading = read(hostile.old_workbook(tmp_path / "a.xls", rows, sheet="Список"))
    assert reading.sheet == "Список"
    assert [record.fields["birth"] for record in reading.records] == ["1980-02-01", "1980-02-02"]


def test_open_document(tmp_path):
    rows = [("ФИО", "Дата рождения"), ("Асанов Азамат", "01.02.1980")]
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{name}="{space}{name}:1.0"' for name in ("office", "table", "text"))
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="Лист">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    reading = read(tmp_path / "a.ods")
    assert (reading.sheet, [record.fields["family"] for record in reading.records]) == ("Лист", ["Асанов"])


def test_the_same_person_in_three_scripts_points_to_the_first_row(tmp_path):
    rows = [
        "ФИО;Дата рождения;Паспорт;E-mail",
        "Бөрүбаева Жылдыз;03.12.1984;FA7384156;a@example.org",
        "Borubaeva Zhyldyz;03.12.1984;;",
        "BORUBAEVA ZHYLDYZ;;fa 7384156;",
        "Бөрүбаева Жылдыз;04.12.1984;FA7384157;b@example.org",
        "Асанов Азамат;01.01.1980;FA7384156;",
        "Өмүралиев Үмүтбек;03.12.1984;;",
    ]
    reading = listed(tmp_path / "a.csv", rows)
    assert [(record.row, record.duplicate_of) for record in reading.records] == [
        *[(2, None), (3, 2), (4, 2), (5, None), (6, None), (7, None)]
    ]
    conflict = [problem for record in reading.records for problem in record.problems if problem.kind == "conflict"]
    assert [(problem.cell, dict(problem.params)) for problem in conflict] == [("C6", {"row": "2"})]


def test_reasons_of_a_duplicate_field_by_field(tmp_path):
    rows = ["ФИО;Дата рождения;Паспорт;E-mail;Орган", "Асанов Азамат;01.01.1980;AN1234567;a@example.org;Мэрия"]
    reading = listed(tmp_path / "a.csv", [*rows, "Асанов Азамат;02.01.1980;an 1234567;A@example.org;"])
    assert [(reason.field, reason.kind) for reason in reading.records[1].duplicate_reasons] == [
        *[("name", "same"), ("birth", "differs"), ("passport", "same"), ("agency", "one_missing")],
        ("email", "same_but_spelling"),
    ]


def test_a_name_alone_is_only_a_question(tmp_path):
    rows = ["№;ФИО;Дата рождения;Паспорт", "1;Асанов Азамат;;", "2;Асанов Азамат;01.01.1980;AN1234567"]
    reading = listed(tmp_path / "a.csv", rows)
    assert [record.duplicate_of for record in reading.records] == [None, None]
    assert [problem.kind for problem in reading.records[1].problems] == ["similar"]


def test_a_date_of_birth_filled_down_does_not_make_all_pairs(tmp_path):
    people = [("ФИО", "Дата рождения", "Паспорт")]
    people += [(f"{hostile.person(n)[1]} {hostile.person(n)[2]}", "01.01.1980", f"AN{1000000 + n}") for n in range(99)]
    people += [("Asanov Nurlan", "01.01.1980", "AC7654321")]
    reading = read(hostile.workbook(tmp_path / "a.xlsx", people))
    assert [(r.row, r.duplicate_of) for r in reading.records if r.duplicate_of] == [(101, 2)]
