"""Finding names among many: the right one comes first, in any script, and fast enough for real lists."""

import pytest

from sabaq.engines.names import NameIndex

from .romanising import pairs, people_with_spellings

KNOWN = [
    (1, "Алихан Байменов"),
    (2, "谢春涛"),
    (3, "Sadyr Japarov"),
    (4, "Садыр Жапаров"),
    (5, "Шавкат Миромонович Мирзиёев"),
]


def test_a_name_is_found_in_another_script() -> None:
    index = NameIndex(KNOWN)
    assert [one.key for one in index.find("BAYMENOV Alikhan")] == [1]
    assert [one.key for one in index.find("Се Чуньтао")] == [2]
    assert [one.key for one in index.find("Mirziyoyev Shavkat")] == [5]
    assert index.find("Ержан Карин") == []
    assert index.find("") == []


def test_the_closest_comes_first_and_the_limit_holds() -> None:
    index = NameIndex(KNOWN)
    assert [one.key for one in index.find("Sadyr Japarov")] == [3, 4]
    assert [one.key for one in index.find("Sadyr Japarov", limit=1)] == [3]


def test_duplicates_are_pairs_of_keys_the_earlier_first() -> None:
    index = NameIndex(KNOWN)
    index.add(3, "JAPAROV Sadyr")
    assert [(a, b, match.verdict) for a, b, match in index.duplicates()] == [(3, 4, "same"), (4, 3, "same")]


def test_a_known_person_is_found_among_thousands() -> None:
    made = [pair for pair in pairs(3000, seed=3) if pair.same]
    index = NameIndex(enumerate(pair.a for pair in made))
    asked = made[::30]
    found = sum(any(one.name == pair.a for one in index.find(pair.b, limit=24)) for pair in asked)
    assert found >= 0.97 * len(asked)


def test_a_search_compares_a_few_dozen_names_however_many_are_known() -> None:
    made = [pair for pair in pairs(4000, seed=8) if pair.same]
    index = NameIndex(enumerate(pair.a for pair in made))
    assert max(len(index.find(pair.b, limit=len(made), least_score=0.0)) for pair in made[:100]) <= 32


@pytest.mark.parametrize(
    ("query", "known"),
    [
        ("Чжан Юнхуй", "张永辉"),
        ("ZHANG YONG HUI", "张永辉"),
        ("Mao Tse-tung", "毛泽东"),
        ("托卡耶夫·卡瑟姆", "Касым Токаев"),
        ("Dr. Askar Mamin", "Мамин Асқар"),
    ],
)
def test_a_name_is_found_in_any_script_among_many(query: str, known: str) -> None:
    index = NameIndex((pair.a, pair.a) for pair in pairs(2000, seed=6))
    index.add("this", known)
    assert index.find(query)[0].key == "this"


def test_the_five_best_hold_the_person_in_whatever_spelling() -> None:
    persons = people_with_spellings(3000, seed=11)
    index = NameIndex((who, known) for who, known, _ in persons)
    asked = persons[::20]
    found = sum(who in [one.key for one in index.find(query)] for who, _, query in asked)
    assert found >= 0.98 * len(asked)
