"""Titles: they go, whatever the language, and names that look like titles stay."""

import pytest

from sabaq.engines.names import parse
from sabaq.engines.names.titles import bare


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Prof. Dr. Serik Akhmetov, PhD", "Serik Akhmetov"),
        ("H.E. Mr. Sherzod Karimov", "Sherzod Karimov"),
        ("д.ю.н., проф. Ахметов С.", "Ахметов С"),
        ("г-жа Ахметова Айгуль", "Ахметова Айгуль"),
        ("Академик Ахметов Серик", "Ахметов Серик"),
        ("Айтжан мырза", "Айтжан"),
        ("Мырза Айтжанов", "Мырза Айтжанов"),
        ("王毅副主任", "王毅"),
        ("李文静 女士", "李文静"),
        ("Ma Xiao", "Ma Xiao"),
        ("К.А. Наумов", "К.А. Наумов"),
        ("Доктор", "Доктор"),
        ("先生", "先生"),
    ],
)
def test_titles_are_dropped_and_names_stay(written: str, name: str) -> None:
    assert bare(written) == name


def test_a_title_is_no_part_of_a_parsed_name() -> None:
    name = parse("Dr. Асанова Айгүл Серікқызы")
    assert (name.family, name.given, name.patronymic) == ("Асанова", "Айгүл", "Серікқызы")
