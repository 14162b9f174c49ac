"""One phonetic Latin for all eight languages, so that Қасым, Kassym and Qasym meet.

A written word can sound in more than one way (Latin j is zh in Kazakhstan and й in a mechanical transliteration), so a
word has a few spoken forms; two words agree as well as their best pair of forms.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from .letters import CYRILLIC, LATIN, LATIN_GROUPS, TURN
from .normalised import script_of

_GROUP = re.compile("|".join(sorted(map(re.escape, LATIN_GROUPS), key=len, reverse=True)) + "|.", re.DOTALL)
_WEAK = str.maketrans({"o": "a", "u": "a", "i": "e", "y": ""})
_DOUBLED = re.compile(r"(.)\1+")
# What every spelling writes differently without meaning it: Toqaev and Tokayev, Мария and Maria, Raushan and Rawşan.
_SETTLE = (
    (re.compile(r"(?<=[aeou])iy(?![aeou])"), "yi"),
    (re.compile(r"^[iy]e"), "e"),
    (re.compile(r"^i(?=[aou])|(?<=[aeou])i(?=[aou])"), "y"),
    (re.compile(r"(?<=[aeou])[iy](?=e)|(?<=i)y(?=e)"), ""),
    (re.compile(r"(?<=i)y(?=[aou])"), ""),
    (re.compile(r"(?<![aeou])iy|yi(?![aeou])"), "i"),
    (re.compile(r"(?<=[aeou])i"), "y"),
    (re.compile(r"(?<=....)zade$"), "zoda"),
    (re.compile(r"^u(?=[aeio])|(?<=[aeio])u(?=[aeio])|(?<=[ae])u"), "v"),
)
_TURKISH_C = re.compile("[çşğıöü]")
_J_AS_GLIDE = re.compile(r"(?<=[aeou])j(?![aeiou])|(?<=[^aeiou]i)j(?![aeou])")


@lru_cache(maxsize=65536)
def spoken(word: str) -> tuple[str, ...]:
    """Give the spoken forms of one written word, the likeliest first; () if it has no letters known here."""
    word = word.casefold()
    if script_of(word) == "Cyrillic":
        return _cyrillic(word)
    return _latin(word)


@lru_cache(maxsize=65536)
def fold(word: str) -> tuple[str, str]:
    """Fold one word to `(strong, weak)`: strong keeps vowels apart, weak merges a/o/u and e/i/y and drops glides.

    Equal strong folds are one name in two spellings; equal weak folds only make it worth looking closer.
    """
    forms = spoken(word)
    return (forms[0], weaken(forms[0])) if forms else ("", "")


def weaken(strong: str) -> str:
    """Merge the vowels of a strong fold."""
    return _DOUBLED.sub(r"\1", strong.translate(_WEAK))


def _settled(sounds: str) -> str:
    sounds = _DOUBLED.sub(r"\1", sounds)
    for pattern, replacement in _SETTLE:
        sounds = pattern.sub(replacement, sounds)
    return _DOUBLED.sub(r"\1", sounds)


def _cyrillic(word: str) -> tuple[str, ...]:
    word = word.replace("дж", "ж").replace("'", "").replace("нг", "ң").replace("тс", "ц")
    readings = [word]
    if "ё" in word:
        readings.append(word.replace("ё", "е"))
    if "ө" in word[1:]:
        readings.append(word[0] + word[1:].replace("ө", "е"))
    return _unique(map(_cyrillic_sounds, readings))


def _cyrillic_sounds(word: str) -> str:
    return _settled("".join(CYRILLIC[letter] if letter in CYRILLIC else _plain(letter) for letter in word))


def _latin(word: str) -> tuple[str, ...]:
    if not word.isascii():
        word = _without_rare_marks(word)
    word = word.replace("'", "")
    readings = [word]
    for pattern, replacement in _respellings(word):
        readings += [re.sub(pattern, replacement, reading) for reading in readings[:3]]
    return _unique(map(_latin_sounds, readings))


def _respellings(word: str) -> list[tuple[str, str]]:
    """List what else the letters of this Latin word may stand for."""
    found = []
    if "j" in _J_AS_GLIDE.sub("y", word) and "dj" not in word:
        found.append(("j", "y"))
    if "ý" in word:
        found.append(("ý", "u"))
    if re.search("c(?!h|k|z)", word):
        found.append(("c(?!h|k|z)", "j" if _TURKISH_C.search(word) else "ts"))
    if "x" in word:
        found.append(("x", "ks"))
    if "ä" in word:
        found.append(("ä", "e"))
    if "sch" in word:
        found.append(("sch", "sh"))
    if re.search("ch[mt]", word):
        found.append(("ch(?=[mt])", "kh"))
    if "stein" in word:
        found.append(("stein", "shtein"))
    if re.search("[^aeouy][yij]o", word):
        found.append(("(?<=[^aeouy])[yij]o", "e"))
    return found


def _latin_sounds(word: str) -> str:
    word = _J_AS_GLIDE.sub("y", word)
    word = re.sub("c(?=[eiy])", "s", word)
    word = re.sub("(?<=...[oe])ff$", "v", word)  # Rachmaninoff
    word = re.sub("^tz|tz$", "ts", word)
    sounds = "".join(_sound(group) for group in _GROUP.findall(word))
    sounds = re.sub(r"(?<=[^aeiou])y(?![aeiou])|^y(?![aeiou])", "i", sounds)
    return _settled(sounds)


def _sound(group: str) -> str:
    if group in LATIN_GROUPS:
        return LATIN_GROUPS[group]
    return LATIN[group] if group in LATIN else _plain(group)


def _without_rare_marks(word: str) -> str:
    word = unicodedata.normalize("NFC", word)
    return "".join(letter if letter in LATIN or letter == TURN else _base(letter) for letter in word)


def _base(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))


def _plain(letter: str) -> str:
    """Spell a letter of no table in Latin: Georgian, Arabic, Greek; Han and signs give nothing."""
    if not letter.isalpha() or letter.isascii() or letter == TURN or "\u3400" <= letter <= "\u9fff":
        return letter if letter.isdigit() else ""
    from anyascii import anyascii

    return "".join(LATIN.get(part, "") for part in anyascii(letter).casefold())


def _unique(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms if form))
