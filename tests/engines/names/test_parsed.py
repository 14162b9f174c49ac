"""Taking names apart: order, patronymics, initials, gender, and saying when it was a guess."""

import pytest

from sabaq.engines.names import Name, parse


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Байменов Алихан Мухамедьевич", Name("Байменов", "Алихан", "Мухамедьевич", "Cyrillic", "m", True)),
        ("Алихан Мухамедьевич Байменов", Name("Байменов", "Алихан", "Мухамедьевич", "Cyrillic", "m", True)),
        ("Асанова Айгүл Серікқызы", Name("Асанова", "Айгүл", "Серікқызы", "Cyrillic", "f", True)),
        ("Nurlan Jaqsylyqūly Asanov", Name("Asanov", "Nurlan", "Jaqsylyqūly", "Latin", "m", True)),
        ("Qodirov Anvar Dilshod o'g'li", Name("Qodirov", "Anvar", "Dilshod oʻgʻli", "Latin", "m", True)),
        ("Асан уулу Нурлан", Name("", "Нурлан", "Асан уулу", "Cyrillic", "m", True)),
        ("Orazow Serdar Myradowiç", Name("Orazow", "Serdar", "Myradowiç", "Latin", "m", True)),
        ("Gurbanguly Berdimuhamedow", Name("Berdimuhamedow", "Gurbanguly", "", "Latin", "m", True)),
        ("КУЗНЕЦОВА Е. В.", Name("КУЗНЕЦОВА", "Е", "В", "Cyrillic", "f", True)),
        ("Е.В. Кузнецова", Name("Кузнецова", "Е", "В", "Cyrillic", "f", True)),
        ("Абрамович Роман", Name("Абрамович", "Роман", "", "Cyrillic", "", True)),
        ("ZHANG, Xiao", Name("ZHANG", "Xiao", "", "Latin", "", True)),
        ("Xi Jinping", Name("Xi", "Jinping", "", "Latin", "", True)),
        ("Jinping Xi", Name("Xi", "Jinping", "", "Latin", "", True)),
        ("欧阳修", Name("欧阳", "修", "", "Han", "", True)),
        ("ТОКАЕВ Касым-Жомарт", Name("ТОКАЕВ", "Касым-Жомарт", "", "Cyrillic", "m", True)),
        ("Rasulzoda Qohir", Name("Rasulzoda", "Qohir", "", "Latin", "", True)),
        ("Emomali Rahmon", Name("Rahmon", "Emomali", "", "Latin", "", False)),
        ("", Name("", "", "", "", "", False)),
    ],
)
def test_a_name_is_taken_apart_by_what_its_words_show(text: str, name: Name) -> None:
    assert parse(text) == name
