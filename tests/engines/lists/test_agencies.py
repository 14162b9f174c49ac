"""Agencies from lines above people and from names of sheets."""

import pytest

from sabaq.engines.lists.agencies import heading_agency, sheet_agency, title_agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Министерство финансов", "Министерство финансов"),
        ("1. Министерство юстиции (3 чел.):", "Министерство юстиции"),
        ("II. Вазорати молия — 2 нафар", "Вазорати молия"),
        ("一、财政部", "财政部"),
        ("МЧС", "МЧС"),
        ("Adliya vazirligi", "Adliya vazirligi"),
        ("Қаржы министрлігі", "Қаржы министрлігі"),
        ("Maliýe ministrligi", "Maliýe ministrligi"),
        ("Орган: Мэрия города Ош", "Мэрия города Ош"),
        ("Исполнитель: Министерство финансов", ""),
        ("Резервный список", ""),
        ("Женщины", ""),
        ("01.03.2027", ""),
        ("Кыргызпочта", ""),
    ],
)
def test_a_line_above_people(text, agency):
    assert heading_agency(["", text, ""], any_heading=False) == agency


def test_without_a_column_for_it_any_line_may_be_an_agency_unless_it_is_known_to_be_none():
    lines = ["Кыргызпочта", "Резерв", "Модуль 2", "2026", "Лист1"]
    assert [heading_agency([text], any_heading=True) for text in lines] == ["Кыргызпочта", "", "", "", ""]


def test_a_name_of_a_sheet():
    title = "Государственная налоговая служба при Министерстве экономики"
    assert sheet_agency(title[:31], [[title]], any_heading=False) == title
    assert sheet_agency("МФ", [["", "Министерство финансов"]], any_heading=False) == "Министерство финансов"
    assert sheet_agency("Минфин", [["Список кандидатов"]], any_heading=True) == "Минфин"
    assert sheet_agency("Sheet1", [], any_heading=True) == ""


def test_a_letterhead():
    assert title_agency([["Утверждаю"], ["", "Министерство юстиции Республики"]]) == (
        "Министерство юстиции Республики",
        (1, 1),
    )
    assert title_agency([["Список кандидатов Министерства юстиции"]]) is None
