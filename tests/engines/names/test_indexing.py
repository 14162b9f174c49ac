"""Finding names among many: the right one comes first, in any script, and fast enough for real lists."""

import time

from sabaq.engines.names import NameIndex

from .romanising import pairs

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


def test_two_thousand_names_against_twenty_thousand_take_half_a_minute() -> None:
    made = [pair for pair in pairs(20_000, seed=8) if pair.same]
    index = NameIndex(enumerate(pair.a for pair in made))
    started = time.process_time()
    for pair in made[:100]:
        index.find(pair.b)
    assert (time.process_time() - started) * 20 < 30
