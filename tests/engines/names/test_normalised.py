"""One way of writing: apostrophes, look-alikes, traditional characters, invisible signs."""

import pytest

from sabaq.engines.names import fold, normalise
from sabaq.engines.names.letters import SIMPLIFIED
from sabaq.engines.names.normalised import in_each_script


@pytest.mark.parametrize("sign", list("'`´ʻʼ‘’′"))
def test_every_apostrophe_after_o_and_g_becomes_the_uzbek_letter(sign: str) -> None:
    assert normalise(f"O{sign}tkir G{sign}ulom") == "Oʻtkir Gʻulom"


@pytest.mark.parametrize(
    ("sent", "normal"),
    [
        ("Сергeй", "Сергей"),
        ("Ѕtеvеn", "Steven"),
        ("Xi’an", "Xi'an"),
        ("鄧 小平", "邓 小平"),
        ("ＺＨＡＮＧ\u3000Xiao", "ZHANG Xiao"),
        ("Ива\u0301нов\u200b", "Иванов"),
        ("Й\u0306".lower(), "й"),
        ("Турсун — заде", "Турсун-заде"),
    ],
)
def test_a_name_is_written_in_one_way(sent: str, normal: str) -> None:
    assert normalise(sent) == normal


def test_no_simplified_form_is_itself_traditional() -> None:
    assert [simple for simple in SIMPLIFIED.values() if simple in SIMPLIFIED] == []


@pytest.mark.parametrize(
    ("words", "folds"),
    [
        ("Тоқаев Toqaıev Tokayev Токаев", ("tokaev", "takaev")),
        ("Әуезов Äwezov Auezov Ауэзов", ("avezov", "avezav")),
        ("Щербаков Shcherbakov SHHerbakov Chsherbakov", ("xcerbakov", "xcerbakav")),
        ("Юлия Iuliia Yuliya JUlija", ("yulia", "alea")),
    ],
)
def test_spellings_of_one_word_fold_to_one_sound(words: str, folds: tuple[str, str]) -> None:
    from sabaq.engines.names.folding import spoken, weaken

    for word in words.split():
        assert folds[0] in spoken(normalise(word))
    assert fold(words.split()[0]) == folds
    assert weaken(folds[0]) == folds[1]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("王毅 (Wang Yi)", ("王毅", "Wang Yi")),
        ("Ван И（王毅）", ("王毅", "Ван И")),
        ("王毅", ("王毅",)),
        ("Wang Yi", ("Wang Yi",)),
        ("伊斯兰·卡里莫夫 / Ислам Каримов", ("伊斯兰·卡里莫夫", "Ислам Каримов")),
    ],
)
def test_a_name_written_twice_is_taken_apart(text: str, parts: tuple[str, ...]) -> None:
    assert in_each_script(text) == parts
