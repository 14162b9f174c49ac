"""Syllables: the tables agree with the official definition, and every spelling of a name has one reading."""

import pytest

from sabaq.engines.names import chinese
from sabaq.engines.names.old_spellings import WADE_GILES
from sabaq.engines.names.syllables import COMPOUND_SURNAMES, PALLADIUS, PINYIN_BY_PALLADIUS, SURNAMES


def readings(text: str) -> list[tuple[str, ...]]:
    return [reading.syllables for reading in chinese(text) if not reading.doubt]


@pytest.mark.parametrize(
    ("text", "syllables"),
    [
        ("Xi Jinping", [("xi", "jin", "ping")]),
        ("Си Цзиньпин", [("xi", "jin", "ping")]),
        ("习近平", [("xi", "jin", "ping")]),
        ("单田芳", [("shan", "tian", "fang")]),
        ("曾国藩", [("zeng", "guo", "fan")]),
        ("欧阳修", [("ou", "yang", "xiu")]),
        ("Сыма Цянь", [("si", "ma", "qian"), ("qian", "si", "ma")]),
        ("Чжан Чанъань", [("zhang", "chang", "an")]),
        ("Zhang Chang'an", [("zhang", "chang", "an")]),
        ("Zhāng Jiàn-guó", [("zhang", "jian", "guo")]),
        ("Ma Jian Tang", [("ma", "jian", "tang"), ("tang", "ma", "jian")]),
        ("Люй Бу", [("lü", "bu")]),
        ("Lv Bu", [("lü", "bu")]),
        ("吕布", [("lü", "bu")]),
        ("Алихан Байменов", []),
        ("Ли Анна", []),
        ("Karin Yerlan", []),
    ],
)
def test_each_spelling_reads_as_its_syllables(text: str, syllables: list[tuple[str, ...]]) -> None:
    assert readings(text) == syllables


def test_either_word_may_be_the_surname() -> None:
    assert sorted(readings("Xiao Zhang")) == [("xiao", "zhang"), ("zhang", "xiao")]


def test_every_pinyin_syllable_has_its_own_russian_spelling() -> None:
    assert len(PALLADIUS) == len(PINYIN_BY_PALLADIUS)


def test_the_soft_sign_closes_in_n_and_its_absence_in_ng() -> None:
    final_n = {pinyin for pinyin, russian in PALLADIUS.items() if russian.endswith("нь")}
    final_ng = {pinyin for pinyin, russian in PALLADIUS.items() if russian.endswith("н")}
    assert final_n == {pinyin for pinyin in PALLADIUS if pinyin.endswith("n")}
    assert final_ng == {pinyin for pinyin in PALLADIUS if pinyin.endswith("ng")}


def test_surnames_are_made_of_syllables() -> None:
    assert {name for name in SURNAMES if len(name) <= 6 and name not in PALLADIUS} == {
        "ouyang", "sima", "zhuge", "xiahou", "situ", "murong", "linghu", "yuwen", "ximen", "dugu", "chunyu",
    }  # fmt: skip


@pytest.mark.parametrize("surname", sorted(SURNAMES - COMPOUND_SURNAMES))
def test_every_surname_is_read_in_every_spelling(surname: str) -> None:
    whole = (surname, "hua")
    assert whole in readings(f"{surname} hua")
    assert whole in readings(f"{PALLADIUS[surname]} хуа")
    old = next(
        spelling for spelling, syllables in WADE_GILES.items() if syllables == (surname,) or surname in syllables
    )
    assert (surname, "zhi", "dong") in [reading.syllables for reading in chinese(f"{old} Chih-tung")]


@pytest.mark.parametrize(
    ("spelling", "syllables"),
    [
        ("hsiao", ("xiao",)),
        ("ts'ao", ("cao",)),
        ("chang", ("chang", "zhang")),
        ("chang'", ()),
        ("ch'ih", ("chi",)),
        ("kuo", ("guo", "kuo")),
        ("hsüeh", ("xue",)),
        ("tzu", ("ci", "zi")),
        ("jen", ("ren",)),
        ("yüan", ("yuan",)),
        ("szu", ("si",)),
    ],
)
def test_wade_giles_is_made_by_its_definition(spelling: str, syllables: tuple[str, ...]) -> None:
    assert WADE_GILES.get(spelling, ()) == syllables


def test_wade_giles_is_read_only_where_pinyin_is_not() -> None:
    assert [reading.syllables for reading in chinese("Mao Tse-tung")] == [("mao", "ce", "dong"), ("mao", "ce", "tong"),
        ("mao", "ze", "dong"), ("mao", "ze", "tong")]  # fmt: skip
    assert readings("Chang Wei") == [("chang", "wei"), ("wei", "chang")]
    assert {reading.doubt for reading in chinese("Hsieh Chun-t'ao")} == {"old_spelling"}


def test_a_hyphen_before_a_small_letter_may_be_the_older_spelling_of_another_syllable() -> None:
    doubts = {(one.syllables, one.doubt) for one in chinese("Li Kuo-pin")}
    assert (("li", "kuo", "pin"), "") in doubts
    assert (("li", "guo", "bin"), "old_spelling") in doubts
    assert {one.doubt for one in chinese("Li Kuopin")} == {""}
