"""A name beside its spelling in the passport: lost letters, and the order of the parts."""

import pytest

from sabaq.engines.lists.spellings import has_lost_letters, is_reversed, with_letters


@pytest.mark.parametrize("text", ["Т?раева", "К?рманбек", "?мірзақов", "O?tkir", "Бота\ufffdоз", "А??ан"])
def test_lost(text):
    assert has_lost_letters(text)


@pytest.mark.parametrize("text", ["Тораева", "Асанов?", "?", "???", "кто? где?", ""])
def test_not_lost(text):
    assert not has_lost_letters(text)


@pytest.mark.parametrize(
    ("text", "spelled", "country", "suggestion"),
    [
        ("К?рманбеков", "KURMANBEKOV", "KG", "Күрманбеков"),
        ("?м?ралиев", "OMURALIEV", "KG", "Өмүралиев"),
        ("?асымова", "KASSYMOVA", "KZ", "Қасымова"),
        ("Ша?зода", "SHAHZODA", "TJ", "Шаҳзода"),
        ("D?wlet", "DOVLET", "TM", "Döwlet"),
        ("O?tkir", "", None, "Oʻtkir"),
        ("G?aniyev", "GANIEV", "UZ", "Gʻaniyev"),
        ("К?рманбеков", "", "KG", ""),
        ("К?рманбеков", "SYDYKOV", "KG", ""),
        ("Г?лнар", "GULNAR", None, ""),
    ],
)
def test_suggestion_only_where_the_passport_leaves_no_choice(text, spelled, country, suggestion):
    assert with_letters(text, spelled, country=country) == suggestion


@pytest.mark.parametrize(
    ("family", "given", "spelled", "turned"),
    [
        ("王", "晓明", ("XIAOMING", "WANG"), True),
        ("王", "晓明", ("WANG", "XIAOMING"), False),
        ("Бөрүбаева", "Жылдыз", ("ZHYLDYZ", "BORUBAEVA"), True),
        ("Қасымова", "Гүлнар", ("KASSYMOVA", "GULNAR"), False),
        ("Асан", "Асан", ("ASAN", "ASAN"), False),
    ],
)
def test_order(family, given, spelled, turned):
    assert is_reversed(family, given, spelled) is turned
