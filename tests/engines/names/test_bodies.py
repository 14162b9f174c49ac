"""Bodies of state: banks, courts, chambers and administrations meet across languages and stay apart otherwise."""

from itertools import combinations

import pytest

from sabaq.engines.names import compare_institutions

from .bodies import CITIES, COUNTRIES, KINDS, LEVELS, administrations_of, spellings_of

BODIES = {
    **{(country, kind): spellings_of(country, kind) for country in COUNTRIES for kind in KINDS},
    **{(city, level): administrations_of(city, level) for city in CITIES for level in LEVELS},
}


@pytest.mark.parametrize("body", BODIES.values(), ids=map("-".join, BODIES))
def test_one_body_is_found_in_each_of_its_languages(body: tuple[str, ...]) -> None:
    assert [pair for pair in combinations(body, 2) if compare_institutions(*pair).score < 0.75] == []


def test_another_kind_level_city_or_country_is_another_body() -> None:
    judged = [
        (a, b, compare_institutions(a, b).verdict)
        for one, other in combinations(BODIES.values(), 2)
        for a in one
        for b in other
    ]
    assert [found for found in judged if found[2] != "different"] == []


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("Kazakh National University named after Abai", "Абай атындағы Қазақ ұлттық университеті", "same"),
        ("Университет имени Алишера Навои", "Alisher Navoi University", "same"),
        ("Jogorku Kenesh of the Kyrgyz Republic", "Парламент Кыргызской Республики", "same"),
        ("Mazhilis of Kazakhstan", "Сенат Казахстана", "different"),
        ("Mazhilis of Kazakhstan", "Парламент Казахстана", "different"),
        ("Акимат Медеуского района города Алматы", "Акимат города Алматы", "different"),
        ("Мэрия города Бишкек", "Bishkek City Hall", "same"),
        ("Мэрия города Бишкек", "Мэрия города Ош", "different"),
        ("Bank of China", "中国人民银行", "different"),
        ("Museum of the National Bank of Kazakhstan", "Национальный банк Казахстана", "review"),
        ("Training Centre of the National Bank of Kazakhstan", "Национальный банк Казахстана", "review"),
        ("National Bank of Uzbekistan", "Центральный банк Узбекистана", "different"),
        ("上海市政府", "Shanghai Municipal Government", "same"),
        ("Yunusobod tumani hokimligi", "Хокимият Юнусабадского района", "same"),
        ("Yunusobod tumani hokimligi", "Хокимият Мирабадского района", "different"),
        ("Центр мониторинга реформ Кыргызстана", "Reform Monitoring Centre of Kyrgyzstan", "same"),
        ("Asian Development Bank", "Евразийский банк развития", "different"),
        ("Академия правосудия города Астана", "Academy of Justice, Astana", "same"),
    ],
)
def test_what_the_words_of_state_mean(a: str, b: str, verdict: str) -> None:
    assert compare_institutions(a, b).verdict == verdict
