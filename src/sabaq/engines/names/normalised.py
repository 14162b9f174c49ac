"""One way of writing a name, without changing what it says.

People type the Uzbek apostrophe in six ways, mix Latin and Cyrillic letters that look alike, and paste full-width or
invisible characters. Everything that compares or searches names starts here.
"""

import re
import unicodedata
from functools import lru_cache

from .letters import APOSTROPHES, CYRILLIC_LOOKING_LATIN, LATIN_LOOKING_CYRILLIC, SIMPLIFIED, TURN

_APOSTROPHE = re.compile(f"[{APOSTROPHES}]+")
_MARK = re.compile(r"(?<=[^\W\d_])[\u0300-\u036f]+")
_TURN = re.compile(r"(?<=[OoGg])['](?=[^\W\d_]|\b|$)")
_DASH = re.compile(r"\s*[‐‑‒–—―−]\s*|(?<=\w)-(?=\w)")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f]")
_ALL_CYRILLIC = re.compile(r"[\s.,'-]*[\u0400-\u0481\u048a-\u052f][\u0400-\u0481\u048a-\u052f\s.,'-]*")
_PLAIN_CYRILLIC = re.compile(r"(?:[\u0400-\u0481\u048a-\u052f]+(?:[., ]+|-(?=\w)|$))+")  # nothing to repair
_HAN = re.compile(r"[\u3400-\u9fff]+(?:[·-]+[\u3400-\u9fff]+)*")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_SIMPLIFY = str.maketrans(SIMPLIFIED)
_TO_CYRILLIC = str.maketrans(LATIN_LOOKING_CYRILLIC)
_TO_LATIN = str.maketrans(CYRILLIC_LOOKING_LATIN)


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """Write `text` in one way: NFKC, one apostrophe (U+02BB after o and g), one script per word, simplified Han.

    Case, word order and every letter that carries meaning stay. Calling it twice changes nothing.
    """
    if text.isascii() and "'" not in text and "`" not in text and text.isprintable():
        return " ".join(text.split())
    if _PLAIN_CYRILLIC.fullmatch(text):
        return " ".join(text.split())
    text = _APOSTROPHE.sub("'", text)
    text = _INVISIBLE.sub("", _MARK.sub("", unicodedata.normalize("NFKC", text))).translate(_SIMPLIFY)
    text = _APOSTROPHE.sub("'", text)
    text = _DASH.sub("-", text)
    text = _WORD.sub(_one_script, text)
    text = _TURN.sub(TURN, text)
    return " ".join(text.split())


def _one_script(word: re.Match[str]) -> str:
    letters = word[0]
    latin, cyrillic = len(_LATIN.findall(letters)), len(_CYRILLIC.findall(letters))
    if not latin or not cyrillic:
        return letters
    for table in (_TO_CYRILLIC, _TO_LATIN) if cyrillic >= latin else (_TO_LATIN, _TO_CYRILLIC):
        repaired = letters.translate(table)
        if not (_LATIN.search(repaired) and _CYRILLIC.search(repaired)):
            return repaired
    return letters  # a word that stays mixed is no slip of the keyboard: leave it as it was sent


@lru_cache(maxsize=65536)
def script_of(text: str) -> str:
    """Name the script of most letters: "Latin", "Cyrillic", "Han", "Other", or "" when there are no letters."""
    if text.isascii():
        return "Latin" if any(map(str.isalpha, text)) else ""
    if _ALL_CYRILLIC.fullmatch(text):
        return "Cyrillic"
    counts = {"Latin": 0, "Cyrillic": 0, "Han": 0, "Other": 0}
    for letter in text:
        if not letter.isalpha() or letter == TURN:
            continue
        code = ord(letter)
        if code < 0x250 or 0x1E00 <= code < 0x1F00:
            counts["Latin"] += 1
        elif 0x400 <= code < 0x530:
            counts["Cyrillic"] += 1
        else:
            counts["Han" if 0x3400 <= code < 0xA000 or code >= 0x20000 else "Other"] += 1
    most = max(counts, key=lambda name: counts[name])
    return most if counts[most] else ""


def in_each_script(text: str) -> tuple[str, ...]:
    """Take a name written twice apart, in Han and in letters: 张伟 (Zhang Wei); any other text stays whole."""
    han = _HAN.findall(text)
    letters = _HAN.sub(" ", text).strip(" ()（）,;/·-") if han else ""
    return ("".join(han), letters) if letters and script_of(letters) else (text,)
