"""Names divided into their parts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sabaq.engines.lists.persons import NameParts, by_script, divide, is_name, patronymic_sex, tidy


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Мамытов Нурлан Токтогулович", ("Мамытов", "Нурлан", "Токтогулович")),
        ("Нурлан Токтогулович Мамытов", ("Мамытов", "Нурлан", "Токтогулович")),
        ("Karimov O’tkir Anvar o’g’li", ("Karimov", "Oʻtkir", "Anvar oʻgʻli")),
        ("Каримов Ўткир Анвар ўғли", ("Каримов", "Ўткир", "Анвар ўғли")),
        ("Қасымова Гүлнар Болатқызы", ("Қасымова", "Гүлнар", "Болатқызы")),
        ("Асан уулу Бакыт", ("Асан уулу", "Бакыт", "")),
        ("Раҳимзода Фирӯз Саидзода", ("Раҳимзода", "Фирӯз", "Саидзода")),
        ("Myradow Döwlet Orazowiç", ("Myradow", "Döwlet", "Orazowiç")),
        ("Borubaeva Zhyldyz", ("Borubaeva", "Zhyldyz", "")),
        ("Zhyldyz Borubaeva", ("Borubaeva", "Zhyldyz", "")),
        ("Nurlan MAMYTOV", ("MAMYTOV", "Nurlan", "")),
        ("MAMYTOV, Nurlan", ("MAMYTOV", "Nurlan", "")),
        ("1. Мамытов Нурлан", ("Мамытов", "Нурлан", "")),
        ("王晓明", ("王", "晓明", "")),
        ("LI Lin", ("LI", "Lin", "")),
        ("Li Xiaolin", ("Li", "Xiaolin", "")),
        ("Асанов А.", ("Асанов", "А.", "")),
        ("А.А. Асанов", ("Асанов", "А.А.", "")),
        ("Mr. Asanov Azamat", ("Asanov", "Azamat", "")),
        ("г-жа Асанова Айнура", ("Асанова", "Айнура", "")),
        ("欧阳 丽", ("欧阳", "丽", "")),
    ],
)
def test_parts(text, parts):
    assert divide(text) == NameParts(*parts, sure=True)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("王晓明 Wang Xiaoming", ("王晓明", "Wang Xiaoming")),
        ("王晓明(WANG XIAOMING)", ("王晓明", "WANG XIAOMING")),
        ("Асанов Азамат / ASANOV AZAMAT", ("Асанов Азамат", "ASANOV AZAMAT")),
        ("Karimov Oʻtkir (KARIMOV UTKIR)", ("Karimov Oʻtkir", "KARIMOV UTKIR")),
        ("Асанов Азамат (резерв)", ("Асанов Азамат (резерв)", "")),
        ("Karimov Oʻtkir", ("Karimov Oʻtkir", "")),
    ],
)
def test_the_spelling_beside_a_name_in_its_cell(text, parts):
    assert by_script(text) == parts


def test_three_words_where_the_column_says_three_parts():
    assert divide("Раҳимов Фирӯз Саид", three_parts=True) == NameParts("Раҳимов", "Фирӯз", "Саид")
    assert divide("Асан уулу Бакыт", three_parts=True) == NameParts("Асан уулу", "Бакыт", "")
    assert not divide("Раҳимов Фирӯз Саид Карим", three_parts=True).sure


@pytest.mark.parametrize("text", ["Ли Мария Анна", "买买提艾力江"])
def test_a_division_that_is_a_guess_says_so(text):
    assert not divide(text).sure


@pytest.mark.parametrize("mark", "'’‘`´ʻʼ")
def test_every_apostrophe_is_the_uzbek_letter(mark):
    assert tidy(f"G{mark}aniyev  O{mark}tkir") == "Gʻaniyev Oʻtkir"


def test_other_apostrophes():
    assert tidy("Sa'dulla") == "Saʼdulla"


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x","y")', "a@example.org", "12", "", "<b>", "-", "х" * 151, "+7"])
def test_what_is_no_name(text):
    assert not is_name(text)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_division(text):
    parts = divide(text)
    assert isinstance(parts.family + parts.given + parts.patronymic, str)


def test_patronymics_say_who():
    assert [patronymic_sex(p) for p in ("Асанович", "Асановна", "Болатұлы", "Болатқызы")] == ["m", "f", "m", "f"]
    assert [patronymic_sex(p) for p in ("Anvar oʻgʻli", "Anvar qizi", "Orazowiç", "Саидзода")] == ["m", "f", "m", None]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Раҳимзода Нигина Саидовна", ("Раҳимзода", "Нигина", "Саидовна")),
        ("Каюм Фарзина Юсуфовна", ("Каюм", "Фарзина", "Юсуфовна")),
        ("RAHIMOV/FIRUZ MR", ("RAHIMOV", "FIRUZ", "")),
        ("Шарипова (Саидова) Нигина Юсуфовна", ("Шарипова (Саидова)", "Нигина", "Юсуфовна")),
    ],
)
def test_a_patronymic_at_the_end_tickets_and_earlier_names(text, parts):
    read = divide(text)
    assert (read.family, read.given, read.patronymic) == parts
