"""Search text: a query and a document meet in any script and with any ending."""

import pytest

from sabaq.engines.names import search_text


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("Baimenov", "Доклад Байменова о реформе"),
        ("行政", "国家行政学院"),
        ("академиясы", "Академияның есебі"),
        ("Toshkent", "Тошкентда ўтказилди"),
        ("Тоқаев", "Tokayev Kassym-Jomart"),
        ("2026", "Год 2026"),
        ("академия", "академиясының"),
        ("мемлекет", "мемлекеттік"),
        ("қызмет", "қызметкерлерге"),
        ("бағдарлама", "бағдарламаларында"),
        ("министр", "министрлігінің"),
        ("башкаруу", "башкаруунун"),
        ("кызмат", "кызматкерлердин"),
        ("программа", "программаларын"),
        ("xizmat", "xizmatlarini"),
        ("vazirlik", "vazirligining"),
        ("boshqaruv", "boshqaruvi"),
        ("akademiýa", "akademiýasynyň"),
        ("gulluk", "gullugynda"),
        ("maksatnama", "maksatnamalaryny"),
        ("хизмат", "хизматчиёни"),
        ("барнома", "барномаҳоро"),
        ("давлат", "давлатии"),
        ("управление", "управлением"),
    ],
)
def test_every_word_of_the_query_is_covered_by_the_document(query: str, document: str) -> None:
    stored = set(search_text(document).split())
    for word in query.split():
        assert set(search_text(word).split()) & stored


def test_the_text_is_small_letters_digits_and_pairs_of_characters() -> None:
    assert search_text("国家行政学院, 2026 Байменов!") == "国家 家行 行政 政学 学院 2026 байменов ~bamen"
    assert search_text("  ") == ""


def test_short_stems_are_not_trimmed_away() -> None:
    assert search_text("Ана") == "ана ~ana"
