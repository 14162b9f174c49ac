"""Names of the region as German and French spell them, made by the rules of those languages from Russian spellings."""

import re
from collections.abc import Callable, Iterator

import pytest

from sabaq.engines.names import compare
from sabaq.engines.names.foreign_customs import custom_of

from .romanising import NAMES, USUAL, romanise, womans

GERMAN = USUAL | dict(
    zip("вжзхцчшщюяё", ["w", "sch", "s", "ch", "z", "tsch", "sch", "schtsch", "ju", "ja", "jo"], strict=True)
)
FRENCH = USUAL | dict(zip("жйчшщуюяё", ["j", "ï", "tch", "ch", "chtch", "ou", "iou", "ia", "io"], strict=True))
VOICELESS = re.compile("(?<=[аеиоуыэюя])с(?=[аеиоуыэюя])")  # one s between vowels would be read as z
Writer = Callable[[str], str]


def german(word: str) -> str:
    word = VOICELESS.sub("сс", word).replace("дж", "dsch").replace("Дж", "Dsch")
    return re.sub("(?<=[aeiouy])e(?=w)", "je", romanise(word, GERMAN))


def french(word: str) -> str:
    word = re.sub("г(?=[еи])", "gu", VOICELESS.sub("сс", word).replace("дж", "dj").replace("Дж", "Dj"))
    return re.sub("in$", "ine", romanise(word, FRENCH))


def spelled(writer: Writer, custom: str) -> Iterator[tuple[str, str]]:
    """Give each name of the lists whose spelling shows the custom: as written in Latin, and as in Russian."""
    for givens, families in NAMES.values():
        for at, given in enumerate(givens):
            family = families[at % len(families)].russian
            words = given.russian, womans(family) if given.woman else family
            latin = " ".join(map(writer, words))
            if custom_of(latin) == custom:
                yield latin, " ".join(words)


@pytest.mark.parametrize(("writer", "custom"), [(german, "German"), (french, "French")])
def test_a_name_spelled_by_another_language_meets_its_russian_form(writer: Writer, custom: str) -> None:
    made = list(spelled(writer, custom))
    missed = [pair for pair in made if compare(*pair).score < 0.75]
    assert len(made) > 60
    assert len(missed) <= 0.03 * len(made)


@pytest.mark.parametrize(("writer", "custom"), [(german, "German"), (french, "French")])
def test_it_meets_nobody_else(writer: Writer, custom: str) -> None:
    made = list(spelled(writer, custom))
    others = [(latin, russian) for latin, own in made for _, russian in made if own != russian]
    verdicts = [compare(latin, russian).verdict for latin, russian in others[::3]]
    assert verdicts.count("same") == 0
    assert verdicts.count("review") <= 0.001 * len(verdicts)


@pytest.mark.parametrize(
    ("text", "custom"),
    [
        ("Nurlan Asanow", ""),
        ("Chary Orazow", "German"),
        ("Tschingis Asanow", "German"),
        ("Rosa Asanbajewa", "German"),
        ("Noursoultan", "French"),
        ("Gueorgui Asanov", "French"),
        ("Chingiz Akhmetov", ""),
    ],
)
def test_a_word_shows_whose_spelling_it_is(text: str, custom: str) -> None:
    assert custom_of(text) == custom
