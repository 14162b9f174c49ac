"""Tells the rows that are people from totals, sections, examples, repeated headers and signatures.

A row left out is reported with its reason; where a row might be a person, it is read as one.
"""

import re
from collections.abc import Sequence

from sabaq.engines.lists.persons import is_surely_a_person
from sabaq.engines.lists.reading import Column
from sabaq.engines.lists.vocabulary import EXAMPLES, HEADERS, SIGNATURES, TOTALS, plain

_NAMES = {"name", "family", "given", "passport_name", "passport_family"}
_OWN = {"birth", "passport", "passport_details", "passport_expiry", "email"}  # only a person has these
_STRONG = _OWN | {"phone", "contacts"}
# How a template says that a date is to be written: дд.мм.гггг, YYYY-MM-DD, КК.АА.ЖЖЖЖ.
_FORM_OF_DATE = re.compile(
    r"\b(?:дд|dd|кк|kk|рр|gg)[./ -]?(?:мм|mm|аа|оо|oo|aa)[./ -]?(?:гг|yy|жж|сс|йй|ýý)|yyyy[./-]mm", re.I
)
# Who signs a list: «А. Асанов», «Асанов А.Б.».
_SIGNED = re.compile(r"(?:[^\W\d_]\.\s?){1,2}[^\W\d_][\w-]{2,}|[^\W\d_][\w-]{2,}\s+(?:[^\W\d_]\.\s?){1,2}")

Known = Sequence[tuple[Column, str]]


def why_nobody(row: Sequence[str], known: Known) -> str | None:
    """Why a row with text is no person: `example`, `numbers`, `header`, `total`, `section` or `note`.

    `row` are all its cells, `known` the cells of columns with a meaning. None for a person.
    """
    filled = [text.strip() for text in row if text.strip()]
    starts = [plain(text).partition(" ")[0] for text in filled[:2]]
    if any(_FORM_OF_DATE.search(text) for text in filled):
        return "header"
    if any(text.startswith(word) for text in starts for word in EXAMPLES if "一" <= word[0] <= "鿿"):
        return "example"
    if EXAMPLES.intersection(starts) or any(plain(text) in EXAMPLES for text in filled):
        return "example"
    digits = [text.strip("(). ") for text in filled]
    if len(filled) > 2 and all(text.isdigit() for text in digits) and _consecutive(digits):
        return "numbers"
    if sum(plain(text) in HEADERS for text in filled if len(text) < 60) >= max(2, len(filled) - 1):
        return "header"
    numbered = any(c.meaning == "number" and re.fullmatch(r"\d+\.?", text) for c, text in known)
    own, strong = _telling(known, _OWN), _telling(known, _STRONG)
    if starts[0] in SIGNATURES and not numbered and not own:
        return "note"
    named = any(c.meaning in _NAMES and text for c, text in known)
    if (strong and named) or strong > 1:
        return None
    if starts[0] in TOTALS:
        return "total"
    if not strong and not numbered and any(_SIGNED.fullmatch(text) for text in filled[1:]):
        return "note"
    return None if named and _may_be_person(known, numbered, len(filled)) else _kind_of_text(filled)


def _telling(known: Known, meanings: set[str]) -> int:
    return sum("@" in text or (c.meaning in meanings and sum(map(str.isdigit, text)) > 3) for c, text in known)


def _may_be_person(known: Known, numbered: bool, filled: int) -> bool:
    """Of a row with a name and little else: its number, the form of the name, or the lack of better columns tells."""
    if any(column.meaning == "name" and is_surely_a_person(text) for column, text in known):
        return True
    meanings = {column.meaning for column, _ in known}
    if "number" in meanings:
        return numbered and filled > 1
    return filled > 1 or meanings <= _NAMES | {"patronymic", "other"}


def _kind_of_text(filled: Sequence[str]) -> str:
    return "section" if len(filled) == 1 and ":" not in filled[0] else "note"


def _consecutive(texts: Sequence[str]) -> bool:
    numbers = [int(text) for text in texts]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] in (0, 1, 2)
