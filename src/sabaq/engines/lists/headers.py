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
from sabaq.engines.lists.vocabulary import HEADERS, PASSPORT_SPELLING, SEXES, STEMS, plain

SEARCHED_ROWS = 40
LIKENESS = 86.0
_HOLE = "ⱡ"  # a letter of no language here, so that it outlives what makes texts comparable
_SPELT = {"name": "passport_name", "family": "passport_family", "given": "passport_given"}
_UNSPELT = {spelt: plainly for plainly, spelt in _SPELT.items()}
_TOGETHER = {  # two meanings in one header, in this order
    ("agency", "position"): "agency_position",
    ("position", "agency"): "position_agency",
    ("phone", "email"): "contacts",
    ("email", "phone"): "contacts",
}
_WHOLE_NAME = ({"family", "given"}, {"family", "name"}, {"family", "patronymic"}, {"name", "patronymic"})
_PARTS = re.compile(r"[/\n|()（）]|\s[-–—]\s")
_DIVIDED = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")  # a word continued on the next line
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
    if LOST.search(text) and len(text) < 100:
        return _with_lost_letters(text)
    found = _of_words(text)
    return found if found[1] == 1 else _by_parts(text) or found


def _by_parts(text: str) -> Meaning | None:
    """The one meaning of a text that says it in two languages, or adds a remark in brackets."""
    parts = [part for part in _PARTS.split(text) if part.strip()] if len(text) < 200 else []
    if len(parts) < 2:
        return None
    known = [meaning_of(part) for part in parts]
    found = {meaning for meaning, certainty in known if certainty >= 0.9} - {"other", "number"}
    if found & {*_SPELT, *_SPELT.values()}:
        found -= {"passport"}
    if found & _SPELT.keys():
        found -= {"passport_name"}
    if len(found) != 1:
        return None
    (meaning,) = found
    spelt = meaning in _SPELT and PASSPORT_SPELLING.search(plain(text))
    return (_SPELT[str(meaning)] if spelt else meaning), 0.9


def _of_words(text: str) -> Meaning:
    if text.isascii() and " " not in text:
        text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    words = plain(text) or ("no" if text.strip() == "#" else "")
    if not words or len(words) > 120:
        return None, 0.0
    found = HEADERS.get(words), 1.0
    if found[0] is None:
        found = _inside(words)
    if found in (
        ("other", 0.9),
        ("number", 0.9),
    ):  # a word such as "address" or "number" says less than what stands beside it
        found = next(((meaning, 0.9) for stem, meaning in STEMS if stem.search(words)), found)
    if found[0] is None and 4 <= len(words) <= 40:
        match = process.extractOne(words, HEADERS.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS)
        found = (HEADERS[match[0]], 0.7) if match and len(match[0]) >= 4 else (None, 0.0)
    if found[0] is None:
        meaning = next((meaning for stem, meaning in STEMS if stem.search(words)), None)
        found = meaning, 0.9 if meaning in ("email", "phone") else 0.7  # what their cells hold shows it too
    field, certainty = found
    if field in _SPELT and PASSPORT_SPELLING.search(words):
        field = _SPELT[field]
    return (field, certainty) if field else (None, 0.0)


def _with_lost_letters(text: str) -> Meaning:
    """The one meaning of the wordings that differ only in letters which the code page had no place for."""
    marked = plain(re.sub(r"[?\ufffd¿]", _HOLE, text))
    pattern = re.compile(re.escape(marked).replace(_HOLE, r"\w"))
    found = {meaning for words, meaning in HEADERS.items() if len(words) == len(marked) and pattern.fullmatch(words)}
    if len(found) == 1:
        return found.pop(), 0.7
    if by_parts := _by_parts(text):
        return by_parts
    whole = " ".join(word for word in text.split() if not re.search(r"[?\ufffd¿]", word))
    return _of_words(whole)[0] if len(plain(whole)) > 2 else None, 0.7


def _inside(words: str) -> Meaning:
    padded = f" {words} "
    han = [phrase for phrase in HEADERS if "一" <= phrase[0] <= "鿿" and phrase in words and len(phrase) > 1]
    han += [word for word in words.split() if word in ("姓", "名")]
    phrases = han + [phrase for phrase in HEADERS if len(phrase) > 2 and f" {phrase} " in padded]
    counting = bool(phrases) and len(words.split()) < 4
    phrases = [phrase for phrase in phrases if HEADERS[phrase] != "number"]
    if not phrases:
        return ("number", 0.9) if counting else (None, 0.0)
    found = {
        HEADERS[p]: words.index(p)
        for p in phrases
        if not any(p != longer and _is_part(p, longer) for longer in phrases)
    }
    for (first, second), together in _TOGETHER.items():
        if first in found and second in found and found[first] < found[second]:
            return together, 0.9
    if "position" in found and found.keys() & {"name", "family"} and "agency" not in found:
        return "name", 0.9
    names = {_UNSPELT.get(meaning, meaning) for meaning in found}
    if any(parts <= names for parts in _WHOLE_NAME):
        return "name", 0.9
    if {"given", "patronymic"} <= names:
        return "given", 0.9
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
    if any(map(_is_body, grid[first + 1 : last + 1])):
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


def _is_body(row: Sequence[str]) -> bool:
    """A line that is no second row of a header: a single text, an address, or numbers as long as a date."""
    texts = [text for text in row if text.strip()]
    return len(texts) == 1 or any("@" in text or sum(map(str.isdigit, text)) > 5 for text in texts)


def _spread(grid: Grid, merges: Merges, row: int, last: int) -> list[str]:
    """A header row with its groups spread over the columns they span: by merged cells, else up to the next text."""
    texts = [" ".join(_DIVIDED.sub("", text).split()) for text in grid[row]]
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
    elif found[0] == "passport_name" and (parts := {meaning_of(text)[0] for text in above} & _SPELT.keys()):
        found = _SPELT[str(parts.pop())], found[1]
    elif above and found[0] in _SPELT and PASSPORT_SPELLING.search(plain(whole)):
        found = _SPELT[found[0]], found[1]
    elif above and found[0] is not None and found[1] < 1 and meaning_of(whole)[1] == 1:
        found = meaning_of(whole)
    return Column(letter(number), found[0], whole, found[1])


def settle(columns: Sequence[Column], body: Grid) -> tuple[Column, ...]:
    """Let the content correct the names of columns.

    A "passport" name that is not in Latin letters is the plain name, of two name columns the Latin one is the
    passport's, a name beside a family name is the given one, and a title "Mr" or "Ms" is no post.
    """
    settled: list[Column] = []
    for number, column in enumerate(columns):
        meaning, latin = column.meaning, _share_latin(column, body)
        others = {c.meaning for c in [*settled, *columns[number + 1 :]]}
        plain_name = _UNSPELT.get(meaning or "")
        if meaning == "name" and "family" in others and not others & {"given", "name"}:
            meaning = "given"
        elif meaning == "position" and "sex" not in others and _share_sexes(column, body) > 0.8:
            meaning = "sex"
        elif plain_name and plain_name not in others and latin < 0.5:
            meaning = plain_name
        elif meaning in _SPELT and meaning in {c.meaning for c in settled} and latin > 0.5:
            meaning = _SPELT[meaning]
        shown = meaning == "email" and any("@" in text for text in _texts(column, body))
        settled.append(replace(column, meaning=meaning, certainty=max(column.certainty, 0.9 if shown else 0.0)))
    return tuple(settled)


def _texts(column: Column, body: Grid) -> list[str]:
    """What the first cells of a column say."""
    number = place(column.letter)[1]
    return [row[number].strip() for row in body[:200] if number < len(row) and row[number].strip()]


def _share_sexes(column: Column, body: Grid) -> float:
    words = [word for word in map(plain, _texts(column, body)) if word not in HEADERS]
    return sum(word in SEXES for word in words) / len(words) if words else 0.0


def _share_latin(column: Column, body: Grid) -> float:
    texts = _texts(column, body)
    return sum(text[:1].isascii() for text in texts) / len(texts) if texts else 1.0


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
