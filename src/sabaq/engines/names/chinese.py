"""Chinese names in Han characters, pinyin and Palladius, as tuples of syllables.

Two Chinese names are one only if their syllables are one: Li Min and Li Ming are two people, and so are Ли Минь and
Ли Мин. Letters alone cannot say that, so these names never reach the fuzzy comparison.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from .normalised import script_of
from .old_spellings import WADE_GILES
from .syllables import (
    ALSO_PALLADIUS,
    COMPOUND_HAN,
    COMPOUND_SURNAMES,
    LOOSE_PALLADIUS,
    NOT_SYLLABLES,
    PINYIN_BY_PALLADIUS,
    PINYIN_SPELLINGS,
    SURNAME_READINGS,
    SURNAMES,
)
from .titles import bare

_HAN = re.compile(r"[\u3400-\u9fff]+")
_TONES = re.compile(r"[\u0300\u0301\u0304\u030c]|(?<=[a-zü])[1-5]")
_OLD_HYPHEN = re.compile("-[a-zü]")  # Kuo-feng: Wade-Giles, though its letters may be pinyin as well
_MOST_SYLLABLES = 5  # of a whole personal name: two of surname, two of given name, and one to spare


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: `surname` and `given` syllables in pinyin, and the `doubt` about it ("" if none)."""

    surname: tuple[str, ...]
    given: tuple[str, ...]
    doubt: str = ""

    @property
    def syllables(self) -> tuple[str, ...]:
        """All syllables, surname first."""
        return self.surname + self.given


@lru_cache(maxsize=32768)
def chinese(text: str) -> tuple[Reading, ...]:
    """Read `text` as a Chinese personal name: every reading, surname first; empty if it is none.

    Takes Han characters, pinyin (with tone marks, ü, v, yu), Wade-Giles and Palladius, one or two words,
    surname first or last.
    """
    text = bare(text)
    script = script_of(text)
    if script == "Han":
        return _han_readings(text)
    if script not in ("Latin", "Cyrillic"):
        return ()
    words = _words(text, script)
    if not 2 <= len(words) <= 4 or sum(map(len, words)) > 28:
        return ()
    surnames = _surname_spellings()
    if not any(word.replace("'", "").replace("-", "") in surnames for word in (words[0], words[-1])):
        return ()  # most names of the region end here
    readings = _spelled_readings(words, script)
    old = script == "Latin" and (_OLD_HYPHEN.search(text) or all(reading.doubt for reading in readings))
    if not old:
        return readings
    return readings + _spelled_readings(words, "Wade-Giles")


@cache
def _surname_spellings() -> frozenset[str]:
    """Give every way of writing a surname, in all the spellings read here and without marks."""
    ways: defaultdict[str, set[str]] = defaultdict(set)
    for table in (PINYIN_SPELLINGS, PINYIN_BY_PALLADIUS, ALSO_PALLADIUS, LOOSE_PALLADIUS):
        for spelling, syllable in table.items():
            ways[syllable].add(spelling)
    for spelling, syllables in WADE_GILES.items():
        for syllable in syllables:
            ways[syllable].add(spelling.replace("'", ""))
    cuts = {surname: [tuple(cut) for cut, _ in _cut(surname, "Latin", _MOST_SYLLABLES)] for surname in SURNAMES}
    return frozenset(
        "".join(parts) for some in cuts.values() for cut in some for parts in product(*(ways[one] for one in cut))
    )


def _words(text: str, script: str) -> list[str]:
    text = text.casefold().replace("ʻ", "'").replace(",", " ")
    if script == "Latin" and not text.isascii():
        text = unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", text)))
    return text.split()


def _spelled_readings(words: list[str], script: str) -> tuple[Reading, ...]:
    if any(word in NOT_SYLLABLES for word in words):
        return ()
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], Reading] = {}
    for family, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        for surname, surname_doubt in _segmentations(family, script):
            joined = "".join(surname)
            if joined not in SURNAMES or (len(surname) > 1) != (joined in COMPOUND_SURNAMES):
                continue
            for parts in product(*(_segmentations(word, script) for word in given)):
                syllables = tuple(syllable for part, _doubt in parts for syllable in part)
                if len(syllables) <= 2:
                    doubt = surname_doubt or next((doubt for _part, doubt in parts if doubt), "")
                    reading = Reading(surname, syllables, doubt)
                    known = found.get((surname, syllables))
                    if known is None or known.doubt:
                        found[surname, syllables] = reading
    return tuple(found.values())


@lru_cache(maxsize=32768)
def _segmentations(word: str, script: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Cut one written word into syllables in every way; each cut with its doubt."""
    joint = "-" if script == "Wade-Giles" else "['-]"
    if re.search(joint, word):
        parts = [_segmentations(part, script) for part in re.split(joint, word.strip("'-"))]
        return tuple(
            (tuple(syllable for piece, _ in combination for syllable in piece), max(doubt for _, doubt in combination))
            for combination in product(*parts)
        )
    return tuple(_cut(word, script, _MOST_SYLLABLES))


def _cut(word: str, script: str, most: int) -> list[tuple[tuple[str, ...], str]]:
    if not word:
        return [((), "")]
    if most == 0:
        return []
    cuts = []
    for end in range(1, min(len(word), 7) + 1):
        for syllable, doubt in _syllable(word[:end], script):
            rest = word[end:].removeprefix("ъ")
            # Pinyin asks for an apostrophe here: Xi'an. Passports drop it.
            dropped = "loose_spelling" if script == "Latin" and rest[:1] in tuple("aoe") else ""
            for tail, tail_doubt in _cut(rest, script, most - 1):
                cuts.append(((syllable, *tail), doubt or tail_doubt or dropped))
    return cuts


def _syllable(letters: str, script: str) -> list[tuple[str, str]]:
    if script == "Wade-Giles":
        return [(syllable, "old_spelling") for syllable in WADE_GILES.get(letters, ())]
    if script == "Latin":
        syllable = PINYIN_SPELLINGS.get(letters)
        return [(syllable, "")] if syllable else []
    plain = PINYIN_BY_PALLADIUS.get(letters) or ALSO_PALLADIUS.get(letters)
    readings = [(plain, "")] if plain else []
    if letters in LOOSE_PALLADIUS:
        readings.append((LOOSE_PALLADIUS[letters], "loose_spelling"))
    return readings


def _han_readings(text: str) -> tuple[Reading, ...]:
    characters = "".join(_HAN.findall(text))
    if not 2 <= len(characters) <= 4 or "·" in text:
        return ()
    length = 2 if len(characters) > 2 and characters[:2] in COMPOUND_HAN else 1
    surname, given = characters[:length], characters[length:]
    usual, rare = _character_readings(given)
    surnames = [tuple(SURNAME_READINGS[surname].split())] if surname in SURNAME_READINGS else []
    if not surnames:
        surnames = [_character_readings(surname)[0]]
    readings = [Reading(surnames[0], usual)]
    readings += [Reading(surnames[0], other, "rare_reading") for other in rare if other != usual]
    return tuple(readings)


def _character_readings(characters: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Give the usual syllables of the characters, and every combination of their other readings."""
    from pypinyin import Style, pinyin  # takes 0.2 s to import; only Han needs it

    each = pinyin(characters, style=Style.NORMAL, heteronym=True, v_to_u=True)
    usual = tuple(choices[0] for choices in pinyin(characters, style=Style.NORMAL, v_to_u=True))
    choices = [list(dict.fromkeys([first, *others]))[:4] for first, others in zip(usual, each, strict=True)]
    return usual, list(product(*choices))
