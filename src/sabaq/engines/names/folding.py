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

_GROUP = re.compile("|".join(sorted(map(re.escape, LATIN_GROUPS), key=len, reverse=True)))
# A group first becomes one letter of the private use area, so that its sounds are not read again as letters.
_PLACE_OF_GROUP = {group: chr(0xE000 + at) for at, group in enumerate(LATIN_GROUPS)}
_LATIN_SOUNDS = str.maketrans({**LATIN, **{_PLACE_OF_GROUP[group]: sound for group, sound in LATIN_GROUPS.items()}})
_CYRILLIC_SOUNDS = str.maketrans(CYRILLIC)
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
    (re.compile(r"(?<=...[^d])(?:zade|zada|zod)$"), "zoda"),
    (re.compile("dj"), "j"),
    (re.compile(r"^u(?=[aeio])|(?<=[aeio])u(?=[aeio])|(?<=[ae])u"), "v"),
)
# One of these stands in every word that a rule above changes; most words have none.
_UNSETTLED = re.compile("iy|yi|dj|^[iy]e|[aeou][iy]|^i[aou]|z[ao]d|u[aeio]|[aeio]u|i[yaou]")
_VARIABLE = re.compile(r"[jýcxä']|ou|s[ch]|stein|(?:^|[^aeouy])[yij]o")
_FRENCH = re.compile("ou|tch|^dj|^iou")
_TURKISH_C = re.compile("[çşğıöü]")
_SOFT_C = re.compile("c(?=[eiy])")
_OLD_ENDING = re.compile("(?<=...[oe])ff$")
_GERMAN_Z = re.compile("^tz|tz$")
_Y_AS_VOWEL = re.compile(r"(?<=[^aeiou])y(?![aeiou])|^y(?![aeiou])")
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
    if not _UNSETTLED.search(sounds):
        return sounds
    for pattern, replacement in _SETTLE:
        sounds = pattern.sub(replacement, sounds)
    return _DOUBLED.sub(r"\1", sounds)


def _cyrillic(word: str) -> tuple[str, ...]:
    readings = [word.replace("'", "").replace("нг", "ң").replace("тс", "ц")]
    word = readings[0]
    if "ъ" in word:
        readings += [re.sub("(?<=[аеоиуэ])ъ", "г", word)] * ("ъ" in word[1:-1])  # Неъмат, Нигмат
    if "ё" in word:
        readings.append(word.replace("ё", "е"))
    if "ө" in word[1:]:
        readings.append(word[0] + word[1:].replace("ө", "е"))
        readings.append(word[:2] + word[2:].replace("ө", "е"))  # Төлөбек, Толебек
    return _unique(map(_cyrillic_sounds, readings))


def _cyrillic_sounds(word: str) -> str:
    sounds = word.translate(_CYRILLIC_SOUNDS)
    return _settled(sounds if sounds.isalpha() and sounds.isascii() else "".join(map(_plain_or_sound, sounds)))


def _plain_or_sound(letter: str) -> str:
    return letter if letter.isascii() and letter.isalpha() else _plain(letter)


def _latin(word: str) -> tuple[str, ...]:
    readings = [word]
    if not word.isascii():
        readings = [_without_rare_marks(word)]
        if TURN not in word:
            readings.append("".join(map(_base, word)))  # a keyboard without marks: Raşit, Rasit
    if not _VARIABLE.search(word):
        return _unique(map(_latin_sounds, readings))
    for pattern, replacement in _respellings(word):
        readings += [re.sub(pattern, replacement, reading) for reading in readings[:3]]
    return _unique(map(_latin_sounds, readings))


def _respellings(word: str) -> list[tuple[str, str]]:
    """List what else the letters of this Latin word may stand for."""
    found = []
    if "j" in word and "j" in _J_AS_GLIDE.sub("y", word) and "dj" not in word:
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
    if re.search(f"(?:^|[^aeouy])[yij]o(?!{TURN})", word):
        found.append((f"(?:^|(?<=[^aeouy]))[yij]o(?!{TURN})", "e"))
    if _FRENCH.search(word):
        found.append(("(?<!t)ch", "sh"))
        found.append(("^iou", "yu"))
        found.append(("ou", "u"))
    if re.search("(?<=[aeiou])'(?=[^aeiou])", word):
        found.append(("(?<=[aeiou])'(?=[^aeiou])", "g"))
    return found


def _latin_sounds(word: str) -> str:
    if "j" in word:
        word = _J_AS_GLIDE.sub("y", word)
    if "c" in word:
        word = _SOFT_C.sub("s", word)
    if word.endswith("ff"):
        word = _OLD_ENDING.sub("v", word)  # Rachmaninoff
    if "tz" in word:
        word = _GERMAN_Z.sub("ts", word)
    sounds = _GROUP.sub(lambda group: _PLACE_OF_GROUP[group[0]], word).translate(_LATIN_SOUNDS)
    if not (sounds.isascii() and sounds.isalpha()):
        sounds = "".join(map(_plain_or_sound, sounds))
    if "y" in sounds:
        sounds = _Y_AS_VOWEL.sub("i", sounds)
    return _settled(sounds)


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
