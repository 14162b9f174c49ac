"""Finds the agency where a list gives it no column: in a line above its people, or in the name of their sheet.

What is found this way is a guess; the list says where it was found, and somebody checks.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from sabaq.engines.lists.headers import meaning_of
from sabaq.engines.lists.persons import tidy
from sabaq.engines.lists.vocabulary import AGENCY_WORDS, NO_AGENCIES, plain

_NUMBERED = re.compile(
    r"^(?:\(?(?:\d{1,3}|[IVXІХ]{1,5})(?:[.)、]\s*|\s+[-–]\s*)|[一二三四五六七八九十]{1,3}[、.]\s*|§\s*\d+\s*)+"
)
_COUNTED = re.compile(r"\s*(?:[(（]\s*\d[^)）]*[)）]|[-–—:]\s*\d+\s*\S{0,10})\s*$")
_LABELLED = re.compile(r"([^:：]{2,40})[:：]\s*(\S.*)")
_ABBREVIATION = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҲҶ]{2,8}")
Found = tuple[str, tuple[int, int]]  # a name, and the row and column where it stands
_ENDS = " .:;—–-"
_SHEET_NAME_LIMIT = 31  # a spreadsheet program cuts the names of sheets there
_QUOTES = str.maketrans("", "", '«»„“”"')


def heading_agency(texts: Sequence[str], *, any_heading: bool) -> str:
    """The agency that a row without a person names, "" if it names none.

    `any_heading`: the list has no column for the agency, so that a line of unknown kind names one too.
    """
    filled = [tidy(text) for text in texts if text.strip()]
    if len(filled) == 2 and meaning_of(filled[0])[0] == "agency":
        return filled[1]
    if len(filled) != 1:
        return ""
    text = filled[0]
    if match := _LABELLED.fullmatch(text):
        return match[2] if meaning_of(match[1])[0] == "agency" else ""
    text = _COUNTED.sub("", _NUMBERED.sub("", text).strip(_ENDS)).strip(_ENDS)
    if not 2 <= len(text) <= 200 or not any(map(str.isalpha, text)) or _is_no_agency(text):
        return ""
    return text if any_heading or is_agency(text) else ""


def title_agency(titles: Sequence[Sequence[str]], *, first_word: bool = True) -> Found | None:
    """The agency whose letterhead stands above the people, and the row and column of it.

    `first_word`: only one of which the first word says that it is an agency, such as "Ministry".
    """
    for row, texts in enumerate(titles):
        for column, text in enumerate(texts):
            named = heading_agency([text], any_heading=False) if text.strip() else ""
            surely = named and ("一" <= named[0] <= "鿿" or not first_word or is_agency(named.split()[0]))
            if surely and len(named.split()) > 1:
                return named, (row, column)
    return None


def sheet_agency(name: str, titles: Sequence[Sequence[str]], *, any_heading: bool) -> str:
    """The agency that a sheet is named after, whole where a title above the people has the rest of a cut name.

    A letterhead says more than an abbreviation.
    """
    text = heading_agency([name], any_heading=any_heading)
    if _ABBREVIATION.fullmatch(text) and (letterhead := title_agency(titles)):
        return letterhead[0]
    for row in titles if text else ():
        for title in row:
            whole = tidy(title).translate(_QUOTES)
            if len(name) >= _SHEET_NAME_LIMIT - 1 and plain(whole).startswith(plain(text)) and len(whole) <= 200:
                return whole
    return text


@lru_cache(maxsize=1024)
def is_agency(text: str) -> bool:
    """Whether a text has a word that names of agencies have, or is an abbreviation."""
    words = plain(text).split()
    if _ABBREVIATION.fullmatch(text):
        return True
    han = "一" <= text[0] <= "鿿"
    return any(word.endswith(w) if han else word.startswith(w) for word in words for w in AGENCY_WORDS)


def _is_no_agency(text: str) -> bool:
    words = plain(text).split()
    return (
        not words or words[0].isdigit() or any(words[0].startswith(word) or words[-1] == word for word in NO_AGENCIES)
    )
