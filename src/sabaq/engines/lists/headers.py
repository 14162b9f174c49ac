"""Finds the row or rows with the names of the columns, and what each column means.

Titles stand above, groups span columns ("Passport: number, valid until"), and half of the names are misspelt, so every
row near the top is tried alone and together with the next, and the best explained wins.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from sabaq.engines.lists.reading import Column, letter, place
from sabaq.engines.lists.spellings import LOST
from sabaq.engines.lists.vocabulary import HEADERS, PASSPORT_SPELLING, STEMS, plain

SEARCHED_ROWS = 40
LIKENESS = 86.0
_HOLE = "ⱡ"  # a letter of no language here, so that it outlives what makes texts comparable
_SPELT = {"name": "passport_name", "family": "passport_family", "given": "passport_given"}
_TOGETHER = {  # two meanings in one header, in this order
    ("agency", "position"): "agency_position",
    ("position", "agency"): "position_agency",
    ("phone", "email"): "contacts",
    ("email", "phone"): "contacts",
}
_WHOLE_NAME = ({"family", "given"}, {"family", "name"}, {"family", "patronymic"}, {"name", "patronymic"})
_NUMBER_TOO = re.compile(r"номер|серия|number|\bno\b|raqam|рақам|раками|nomer|номери|号码|belgisi")
_PAPERS = {"passport_expiry", "passport_details", "birth", "other"}
_WHO = {"name", "family", "passport_name", "passport_family"}
_GENERIC = {None, "number"}

Grid = Sequence[Sequence[str]]
Merges = Sequence[tuple[tuple[int, int], tuple[int, int]]]
Meaning = tuple[str | None, float]
NO_WORDINGS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Header:
    """Rows counted from 0, first and last; `score` is the sum of certainties of distinct meanings."""

    first: int
    last: int
    columns: tuple[Column, ...]
    score: float

    @property
    def rank(self) -> tuple[float, int]:
        """The better explained header first; of two equal ones, that of fewer rows."""
        return round(self.score, 3), self.first - self.last


@lru_cache(maxsize=8192)
def meaning_of(text: str) -> Meaning:
    """What a header text means, and how sure that is: 1 known wording, 0.9 inside a longer one, 0.7 misspelt."""
    if LOST.search(text) and len(text) < 60:
        return _with_lost_letters(text)
    words = plain(text) or ("no" if text.strip() == "#" else "")
    if not words or len(words) > 120:
        return None, 0.0
    found = HEADERS.get(words), 1.0
    if found[0] is None:
        found = _inside(words)
    if found[0] is None and 4 <= len(words) <= 40:
        match = process.extractOne(words, HEADERS.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS)
        found = (HEADERS[match[0]], 0.7) if match and len(match[0]) >= 4 else (None, 0.0)
    if found[0] is None:
        found = next((meaning for stem, meaning in STEMS if stem.search(words)), None), 0.7
    field, certainty = found
    if field in _SPELT and PASSPORT_SPELLING.search(words):
        field = _SPELT[field]
    return (field, certainty) if field else (None, 0.0)


def _with_lost_letters(text: str) -> Meaning:
    """The one meaning of the wordings that differ only in letters which the code page had no place for."""
    marked = plain(re.sub(r"[?\ufffd¿]", _HOLE, text))
    pattern = re.compile(re.escape(marked).replace(_HOLE, r"\w"))
    found = {meaning for words, meaning in HEADERS.items() if len(words) == len(marked) and pattern.fullmatch(words)}
    return (found.pop(), 0.7) if len(found) == 1 else (None, 0.0)


def _inside(words: str) -> Meaning:
    padded = f" {words} "
    han = [phrase for phrase in HEADERS if "一" <= phrase[0] <= "鿿" and phrase in words and len(phrase) > 1]
    han += [word for word in words.split() if word in ("姓", "名")]
    phrases = han + [phrase for phrase in HEADERS if len(phrase) > 2 and f" {phrase} " in padded]
    phrases = [phrase for phrase in phrases if HEADERS[phrase] != "number"]
    if not phrases:
        return None, 0.0
    found = {
        HEADERS[p]: words.index(p)
        for p in phrases
        if not any(p != longer and _is_part(p, longer) for longer in phrases)
    }
    for (first, second), together in _TOGETHER.items():
        if first in found and second in found and found[first] < found[second]:
            return together, 0.9
    if any(parts <= found.keys() for parts in _WHOLE_NAME):
        return "name", 0.9
    if PASSPORT_SPELLING.search(words) and not _NUMBER_TOO.search(words):
        for part in ("name", "family", "given"):
            if part in found and not found.keys() & _PAPERS:
                return _SPELT[part], 0.9
    if "passport_series" in found and _NUMBER_TOO.search(words) and "passport_expiry" not in found:
        return "passport", 0.9
    if {"passport", "other", "passport_expiry"} <= found.keys():
        return "passport_details", 0.9
    if "passport_expiry" in found and _NUMBER_TOO.search(words):
        return "passport_details", 0.9
    return HEADERS[max(phrases, key=len)], 0.9


def _is_part(phrase: str, longer: str) -> bool:
    return phrase in longer if "一" <= phrase[0] <= "鿿" else f" {phrase} " in f" {longer} "


def find_header(grid: Grid, merges: Merges, *, wordings: Mapping[str, str] = NO_WORDINGS) -> Header | None:
    """The best header among the first rows; None unless it names people and something else about them.

    `wordings` are the sender's own column names, as `plain` leaves them, with their meanings.
    """
    best: Header | None = None
    for first in range(min(SEARCHED_ROWS, len(grid))):
        for span in (1, 2, 3):
            if first + span > len(grid):
                break
            header = _read_header(grid, merges, first, first + span - 1, wordings)
            if header and (best is None or header.rank > best.rank):
                best = header
    return best


def _read_header(grid: Grid, merges: Merges, first: int, last: int, wordings: Mapping[str, str]) -> Header | None:
    if not any(grid[first]) or not any(grid[last]) or any(map(_is_title, grid[first:last])):
        return None
    levels = [_spread(grid, merges, row, last) for row in range(first, last + 1)]
    columns = tuple(_column(n, texts, wordings) for n, texts in enumerate(zip(*levels, strict=True)) if any(texts))
    sure: dict[str, float] = {}
    for column in columns:
        if column.meaning and column.meaning != "number":
            sure[column.meaning] = max(column.certainty, sure.get(column.meaning, 0.0))
    if len(sure) < 2 or not (_WHO & sure.keys()):
        return None
    return Header(first, last, columns, sum(sure.values()))


def _is_title(row: Sequence[str]) -> bool:
    """A line with one text that is no usual name of a group of columns."""
    texts = [text for text in row if text.strip()]
    return len(texts) == 1 and plain(texts[0]) not in HEADERS


def _spread(grid: Grid, merges: Merges, row: int, last: int) -> list[str]:
    """A header row with its groups spread over the columns they span: by merged cells, else up to the next text."""
    texts = [" ".join(text.split()) for text in grid[row]]
    covered: set[int] = set()
    for (top, left), (_bottom, right) in merges:
        if top == row:
            texts[left : right + 1] = [texts[left]] * (right + 1 - left)
            covered.update(range(left, right + 1))
    if row < last and not merges:
        for column in range(1, len(texts)):
            if not texts[column] and any(grid[below][column] for below in range(row + 1, last + 1)):
                texts[column] = texts[column - 1]
    return texts


def _column(number: int, texts: Sequence[str], wordings: Mapping[str, str]) -> Column:
    """The lowest text decides; the group above helps where it says too little ("number", "name")."""
    own = next(text for text in reversed(texts) if text)
    above = [text for text in dict.fromkeys(texts) if text and text != own]
    whole = " ".join([*above, own])
    explained = wordings.get(plain(whole)) or wordings.get(plain(own))
    if explained:
        return Column(letter(number), explained, whole, 1.0)
    found = meaning_of(own)
    if above and found[0] in _GENERIC:
        found = meaning_of(whole)
    elif above and found[0] in _SPELT and PASSPORT_SPELLING.search(plain(whole)):
        found = _SPELT[found[0]], found[1]
    elif above and found[0] is not None and found[1] < 1 and meaning_of(whole)[1] == 1:
        found = meaning_of(whole)
    return Column(letter(number), found[0], whole, found[1])


def settle(columns: Sequence[Column], body: Grid) -> tuple[Column, ...]:
    """Let the content correct the names: a "passport" name that is not in Latin letters is the plain name, and of two
    name columns the Latin one is the passport's."""
    settled: list[Column] = []
    for number, column in enumerate(columns):
        meaning, latin = column.meaning, _share_latin(column, body)
        others = {c.meaning for c in [*settled, *columns[number + 1 :]]}
        plain_name = next((base for base, spelt in _SPELT.items() if spelt == meaning), None)
        if plain_name and plain_name not in others and latin < 0.5:
            meaning = plain_name
        elif meaning in _SPELT and meaning in {c.meaning for c in settled} and latin > 0.5:
            meaning = _SPELT[meaning]
        settled.append(replace(column, meaning=meaning))
    return tuple(settled)


def _share_latin(column: Column, body: Grid) -> float:
    number = place(column.letter)[1]
    texts = [row[number] for row in body[:200] if number < len(row) and row[number].strip()]
    return sum(text.strip()[:1].isascii() for text in texts) / len(texts) if texts else 1.0


def given_header(grid: Grid, meanings: Mapping[str, str], first_person: int, *, known: Sequence[Column] = ()) -> Header:
    """The header as a person or an earlier list explained it, by column letter; other columns keep what is known."""
    columns = {column.letter: column for column in known}
    above = grid[first_person - 1] if first_person else ()
    for number in range(max(map(len, grid), default=0)):
        name = letter(number)
        usual = Column(name, None, above[number] if number < len(above) else "", 0.0)
        if name in meanings:
            columns[name] = replace(columns.get(name, usual), meaning=meanings[name], certainty=1.0)
        elif usual.header:
            columns.setdefault(name, usual)
    ordered = sorted(columns.values(), key=lambda column: place(column.letter))
    return Header(first_person - 1, first_person - 1, tuple(ordered), float(len(meanings)))
