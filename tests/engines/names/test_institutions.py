"""Institutions: slots decide, a difference in any is another body, and doubt goes to a person."""

from itertools import combinations

import pytest

from sabaq.engines.names import compare, compare_institutions
from sabaq.engines.names.institution_words import COUNTRY
from sabaq.engines.names.institutions import slots_of

COUNTRIES = ["Kazakhstan", "the Kyrgyz Republic", "Uzbekistan", "Tajikistan", "Turkmenistan", "Belarus", "China"]
RUSSIAN = ["Казахстан", "Кыргызской Республики", "Узбекистан", "Таджикистан", "Туркменистана", "Беларусь", "Китая"]


def test_bodies_of_two_countries_are_never_the_same() -> None:
    for (english, _), (_, russian) in combinations(zip(COUNTRIES, RUSSIAN, strict=True), 2):
        a = f"Academy of Public Administration under the President of {english}"
        b = f"Академия государственного управления при Президенте {russian}"
        assert compare(a, b, schema="Organization").verdict == "different"


def test_a_translation_of_the_same_body_is_the_same() -> None:
    for english, russian in zip(COUNTRIES, RUSSIAN, strict=True):
        a = f"Academy of Public Administration under the President of {english}"
        b = f"Академия государственного управления при Президенте {russian}"
        assert compare(a, b, schema="Organization").verdict == "same"


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("Ministry of Finance of Kazakhstan", "Министерство финансов Республики Казахстан", "same"),
        ("Ministry of Finance of Kazakhstan", "Министерство юстиции Республики Казахстан", "different"),
        ("Committee of Finance, Ministry of Finance of Kazakhstan", "Ministry of Finance of Kazakhstan", "review"),
        ("Chinese Academy of Sciences", "Chinese Academy of Social Sciences", "review"),
        ("北京行政学院", "Beijing Administration Institute", "same"),
        ("北京行政学院", "上海行政学院", "different"),
        ("Ministry of Health", "Министерство здравоохранения Республики Узбекистан", "review"),
        ("Astana Civil Service Hub", "ACSH", "review"),
        ("???", "Academy", "different"),
        ("Ministry of Finance of Austria", "Ministry of Finance of Australia", "different"),
        ("Министерство финансов Словакии", "Министерство финансов Словении", "different"),
        ("哈萨克斯坦共和国财政部", "Ministry of Finance of the Republic of Kazakhstan", "same"),
        ("哈萨克斯坦共和国财政部", "吉尔吉斯共和国财政部", "different"),
        ("Вазорати корҳои хориҷии Ҷумҳурии Тоҷикистон", "Ministry of Foreign Affairs of Tajikistan", "same"),
        ("Türkmenistanyň Daşary işler ministrligi", "Министерство иностранных дел Туркменистана", "same"),
        ("Школа № 5 города Бишкек", "Школа № 7 города Бишкек", "different"),
        ("Национальный банк Казахстана", "Национальный университет Казахстана", "different"),
        (
            "Академия государственного управления при Президенте Республики Казахстан",
            "Филиал Академии государственного управления при Президенте Республики Казахстан по городу Алматы",
            "different",
        ),
    ],
)
def test_slots_decide(a: str, b: str, verdict: str) -> None:
    assert compare_institutions(a, b).verdict == verdict
    assert compare_institutions(b, a).verdict == verdict


def test_the_words_of_a_name_go_into_slots() -> None:
    slots = slots_of("Academy of Justice at the Supreme Court of Kazakhstan named after Abai, Astana")
    assert slots.kind == {"academy", "court"}
    assert slots.subject == {"justice"}
    assert (slots.country, slots.city, slots.level) == ({"Kazakhstan"}, {"Astana"}, {"supreme"})
    assert slots.rest == ("abai",)


def test_no_two_countries_of_the_list_share_a_beginning_of_a_word() -> None:
    """One country's name must never be read as another's as well: 尼日尔 in 尼日利亚, Niger in Nigeria."""
    lines = COUNTRY.replace("\n  ", " ").strip().splitlines()
    for line in lines:
        country, _, entries = line.partition(": ")
        for entry in entries.split():
            if not entry.startswith("="):
                assert slots_of(entry.replace("_", " ")).country <= {country}, entry
