"""Finds the code page of a text file: the one in which its words are words.

Offices of the region still save in the code pages of their first computers. Nearly any bytes are letters in nearly any
of these, but only in the right one do small letters follow capitals and words keep to one alphabet.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from sabaq.engines.lists.reading import Unreadable

_SAMPLE = 1 << 16
_ONE_BYTE = ("cp1251", "kz1048", "koi8-r", "cp866", "cp1250", "cp1254")
_ACCEPTED = 0.6  # share of letters beyond ASCII that stand in plausible words
_ASCII_LETTER = re.compile(r"[A-Za-z]")
_SOUND = 50  # letters read for each one lost, in a text that was UTF-8 before it was damaged
_WORD = re.compile(r"[^\W\d_]+")
_CASES = re.compile(r"[^\W\d_]?[^\W\d_A-ZА-ЯЁ]*|[^\W\d_a-zа-яё]*")
_CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіғқңһөәұүўҳҷӣӯҗ")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzäçňöşüýžğıəáéíóñ")
_MARKS = frozenset("«»„“”‘’‚–—…№§°ʻʼ\u00a0\ufeff×•")
_WHITE = frozenset("\t\r\n\x0b\x0c\x1c\x1d\x1e\x85")


def decoded(content: bytes) -> str:
    """The text of the file. Refuses with `encoding`, and with `not_a_list` for programs and web pages."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _whole(content, "utf-16")
    zeros = content[:_SAMPLE].count(0)
    if zeros:
        return _without_mark(content)
    if b"\x1b" in content[:_SAMPLE]:
        raise Unreadable("not_a_list.program")
    text = content.decode("utf-8-sig", "replace")
    lost = text.count("\ufffd")
    if not lost or lost * _SOUND < sum(not char.isascii() for char in text):
        return as_list(text)
    best = max(_candidates(content), default=(0.0, 0, ""))
    if best[0] < _ACCEPTED:
        raise Unreadable("encoding")
    return as_list(best[2])


def _candidates(content: bytes) -> Iterator[tuple[float, int, str]]:
    """Readings with their plausibility; of equal ones the more usual code page is the greater."""
    for rank, encoding in enumerate((*_ONE_BYTE, "gb18030")):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        yield round(plausibility(text[:_SAMPLE]), 3), -rank, text


def _without_mark(content: bytes) -> str:
    """UTF-16 without its mark: the byte order in which spaces and line ends are where they belong."""
    sample = content[: _SAMPLE & ~1]
    found = [(plausibility(t), e) for e in ("utf-16-le", "utf-16-be") if (t := sample.decode(e, "ignore")).count("\n")]
    if not found or max(found)[0] < _ACCEPTED:
        raise Unreadable("not_a_list.program")
    return _whole(content, max(found)[1])


def _whole(content: bytes, encoding: str) -> str:
    try:
        return as_list(content.decode(encoding).removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        raise Unreadable("encoding") from error


def plausibility(text: str) -> float:
    """The share of characters beyond ASCII that stand in words of one alphabet, written as words are.

    Quotation marks and words of one letter tell nothing; if there is nothing else, ASCII letters are enough.
    """
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    foreign = sum(not char.isascii() and char not in _MARKS for char in text) - sum(len(w) == 1 for w in words)
    good = sum(map(_well_written, words))
    return good / foreign if foreign > 0 else float(bool(_ASCII_LETTER.search(text)))


@lru_cache(maxsize=8192)
def _well_written(word: str) -> int:
    """How many characters beyond ASCII a word has, if it is a plausible one of two letters or more."""
    small = word.lower()
    if len(word) < 2:
        return 0
    if "一" <= word[0] <= "鿿":
        return sum(map(_common_han, word))
    one_alphabet = _CYRILLIC.issuperset(small) or _LATIN.issuperset(small)
    return sum(not char.isascii() for char in word) if one_alphabet and _CASES.fullmatch(word) else 0


def _common_han(char: str) -> bool:
    """Whether a character is among the 3,755 of everyday use (level 1 of GB 2312)."""
    code = char.encode("gb2312", "ignore")
    return len(code) == 2 and code[0] < 0xD8


def as_list(text: str) -> str:
    """The text, unless it is a web page or holds characters that only programs write."""
    start = text[:_SAMPLE].lstrip().casefold()
    if start.startswith(("<!doctype html", "<html", "<?xml", "<table")):
        raise Unreadable("not_a_list.web_page")
    if any(char < " " and char not in _WHITE for char in start):
        raise Unreadable("not_a_list.program")
    return text
