"""Reading one script as another: what tables allow is cheap, what they do not costs, and far words are far."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sabaq.engines.names.han_sounds import heard_distance, name_distance
from sabaq.engines.names.parsed import words_of
from sabaq.engines.names.transcribing import FAR, reading_cost
from sabaq.engines.names.western import TABLE, western_distance

ENGLISH = {
    "a": (("а", 0.0),),
    "b": (("б", 0.0),),
    "th": (("т", 0.0), ("с", 0.1)),
    "e$": (("", 0.0),),
    "e": (("е", 0.0),),
}


@pytest.mark.parametrize(
    ("written", "heard", "cost"),
    [
        ("ab", "аб", 0.0),
        ("bath", "бат", 0.0),
        ("bath", "бас", 0.1),
        ("bathe", "бат", 0.0),  # e is silent at the end
        ("eb", "еб", 0.0),
        ("ab", "аиб", 0.2),  # a glide more
        ("ab", "б", 0.35),  # a vowel less
        ("ab", "абт", 0.85),  # a consonant more
        ("ab", "табт", FAR),
        ("", "", 0.0),
    ],
)
def test_the_cheapest_reading_counts(written: str, heard: str, cost: float) -> None:
    assert reading_cost(written, heard, ENGLISH) == pytest.approx(cost)


@given(
    st.text(alphabet="abcdeghiklmnorstuvwz", min_size=1, max_size=9), st.text(alphabet="абвгдеиклмнорсту", max_size=9)
)
def test_a_reading_never_costs_less_than_nothing(written: str, heard: str) -> None:
    assert 0 <= reading_cost(written, heard, TABLE) <= FAR


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("Shakespeare", "Шекспир"),
        ("Churchill", "Черчилль"),
        ("Goethe", "Гёте"),
        ("Rousseau", "Руссо"),
        ("Wilde", "Уайльд"),
        ("Jean-Jacques", "Жан-Жак"),
        ("al-Assad", "Асад"),
        ("Woolf", "Вулф"),
        ("Wałęsa", "Валенса"),
    ],
)
def test_western_words_meet_by_sound(english: str, russian: str) -> None:
    assert western_distance(english, russian) < 0.5


@pytest.mark.parametrize(
    ("english", "russian"),
    [("Harris", "Харрисон"), ("Johnson", "Джонс"), ("Wilson", "Уилкинсон"), ("Brown", "Браунинг")],
)
def test_a_longer_family_is_another(english: str, russian: str) -> None:
    assert western_distance(english, russian) > 0.75


@pytest.mark.parametrize(
    ("han", "form"),
    [
        ("托卡耶夫", "tokaev"),
        ("别尔德穆哈梅多夫", "berdimuhamedov"),
        ("拉赫蒙", "rahmon"),
        ("扎帕罗夫", "japarov"),
        ("普京", "putin"),
    ],
)
def test_characters_sound_as_the_press_writes_them(han: str, form: str) -> None:
    assert heard_distance(han, form) < 0.1
    assert heard_distance(han, "karimov") > 0.45


def test_parts_of_a_name_in_han_stand_in_either_order() -> None:
    for name in ("Islom Karimov", "Каримов Ислом", "Karimov Islom Abdugʻaniyevich"):
        assert name_distance("伊斯兰·卡里莫夫", words_of(name)) < 0.3
    assert name_distance("伊斯兰·卡里莫夫", words_of("Islom")) == FAR
