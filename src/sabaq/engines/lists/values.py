"""Reads one cell of a known meaning and says what is wrong with it.

Nothing is mended silently: spaces, capitals and look-alike letters of a passport number do not change what is meant;
everything else is a suggestion that somebody confirms.
"""

import datetime as dt
import re
from dataclasses import dataclass

from sabaq.engines.lists.dates import months_later, read_date, years_between
from sabaq.engines.lists.persons import tidy
from sabaq.engines.lists.problems import Problem
from sabaq.engines.lists.reading import FieldValue
from sabaq.engines.lists.vocabulary import LANGUAGES, SEXES, plain

_EMAIL = re.compile(r"[a-z0-9](?:[\w.+'-]*[\w-])?@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.I | re.A)
_AT_WORDS = re.compile(r"\s*(?:\(at\)|\[at\]|\{at\}|\bat\b|собака|@)\s*", re.IGNORECASE)
_LOOKALIKE = str.maketrans("АВЕЗКМНОРСТУХЁаеорсухіІ", "ABE3KMHOPCTYXEaeopcyxiI")
_PHONE = re.compile(r"[+(]?[\d\s().\-–/]{5,}(?:(?:,|;|вн\.?|доб\.?|ext\.?)\s*[\d\s+().\-–]+)*")

# The shapes of ordinary passports. They change with laws: a number of another shape is worth a look, not an error.
PASSPORT_SHAPES: dict[str, str] = {
    "CN": r"[EGDSPK]\d{8}|E[A-Z]\d{7}|[DSP]E\d{7}",
    "KZ": r"N\d{8}|[CDS]\d{8}",
    "KG": r"(?:AC|AN|ID|PE|FA|PD|PS)\d{7}|E\d{8}",
    "TJ": r"\d{9}|[A-Z]{1,2}\d{7,8}",
    "TM": r"[A-Z]\d{7,8}|[A-Z]{2}\d{6,7}",
    "UZ": r"[A-Z]{2}\d{7}",
}
_ANY_PASSPORT = re.compile(r"(?=(?:.*\d){5})[A-Z]{0,3}\d{5,9}[A-Z]?")
ADULT, OLD = 18, 75
_LONGEST = 300  # nothing with a form of its own is longer

Said = tuple[tuple[str, dict[str, str]], ...]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the checks depend on: the day, the end of the edition, and the sender's country (ISO 3166) if known."""

    today: dt.date
    edition_end: dt.date | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """The value as it goes into the record, and the sentence (with parameters) of each problem."""

    value: FieldValue
    problems: Said = ()

    def located(self, cell: str, field: str) -> list[Problem]:
        return [Problem(cell, field, sentence, params) for sentence, params in self.problems]


def read_value(field: str, text: str, now: Circumstances) -> Value:
    """Read a cell that is not empty. Fields without a form of their own are text."""
    if field in _READERS:
        return _READERS[field](tidy(text)[:_LONGEST], now)
    return Value(tidy(text))


def _birth(text: str, now: Circumstances) -> Value:
    day, problems = _day(text, now, future=False)
    if day is None:
        return Value(None, problems)
    age = years_between(day, now.edition_end or now.today)
    if day > now.today:
        return Value(None, (("invalid.birth_future", {"date": day.isoformat()}),))
    if not ADULT <= age <= OLD:
        problems = (*problems, ("age.young" if age < ADULT else "age.old", {"age": str(age)}))
    return Value(day.isoformat(), problems)


def _expiry(text: str, now: Circumstances) -> Value:
    day, problems = _day(text, now, future=True)
    if day is None:
        return Value(None, problems)
    params = {"date": day.isoformat()}
    if now.edition_end:
        params["end"] = now.edition_end.isoformat()
    if day < now.today:
        problems = (*problems, ("expired.today", {"date": day.isoformat()}))
    elif now.edition_end and day < now.edition_end:
        problems = (*problems, ("expired.edition_end", params))
    elif now.edition_end and day < months_later(now.edition_end, 6):
        problems = (*problems, ("expiring", params))
    return Value(day.isoformat(), problems)


def _day(text: str, now: Circumstances, *, future: bool) -> tuple[dt.date | None, Said]:
    reading = read_date(text, today=now.today, future=future)
    if reading.value is None:
        kind = "invalid.date_incomplete" if reading.certainty == "incomplete" else "invalid.date"
        return None, ((kind, {"value": text}),)
    if reading.certainty == "ambiguous":
        return reading.value, (("ambiguous.date", {"value": text, "date": reading.value.isoformat()}),)
    return reading.value, ()


def passport_number(text: str) -> str:
    """The number without spaces, marks and small letters, with Latin letters for Cyrillic ones that look the same."""
    return re.sub(r"No|[\s\-–.,/]", "", tidy(text)).upper().translate(_LOOKALIKE)  # № is No in compatibility form


def _passport(text: str, now: Circumstances) -> Value:
    number = passport_number(text)
    if not _ANY_PASSPORT.fullmatch(number):
        return Value(text, (("invalid.passport", {"value": text}),))
    shape = PASSPORT_SHAPES.get(now.country or "")
    if shape and now.country and not re.fullmatch(shape, number):
        return Value(number, (("unusual.passport", {"value": text, "country": now.country}),))
    return Value(number)


def _email(text: str, now: Circumstances) -> Value:
    address = text.removeprefix("mailto:").strip("<>;,. ")
    if _EMAIL.fullmatch(address) and ".." not in address:
        return Value(address)
    guess = re.sub(r"\s+|\.(?=\.)", "", _AT_WORDS.sub("@", address, count=1).translate(_LOOKALIKE)).replace(",", ".")
    if _EMAIL.fullmatch(guess):
        return Value(text, (("invalid.email_suggestion", {"value": text, "suggestion": guess}),))
    return Value(text, (("invalid.email", {"value": text}),))


def _phone(text: str, now: Circumstances) -> Value:
    first = re.split(r"[,;]|доб|вн|ext", text)[0]
    if _PHONE.fullmatch(text) and 6 <= sum(map(str.isdigit, first)) <= 15:
        return Value(text)
    return Value(text, (("invalid.phone", {"value": text}),))


def _sex(text: str, now: Circumstances) -> Value:
    sex = SEXES.get(plain(text))
    return Value(sex) if sex else Value(None, (("invalid.sex", {"value": text}),))


def _rank(text: str, now: Circumstances) -> Value:
    match = re.fullmatch(r"(\d{1,5})\.?", text)
    return Value(int(match[1])) if match else Value(None, (("invalid.rank", {"value": text}),))


def _languages(text: str, now: Circumstances) -> Value:
    """Codes of the eight languages; another language stays as written."""
    codes = []
    for part in re.split(r"[,;/、，+\n]|\s(?:и|and|va|ва|we|және|жана)\s", text):
        words = plain(part)
        if words:
            known = max((w for w in LANGUAGES if words.startswith(w) and len(w) <= len(words)), key=len, default="")
            codes.append(LANGUAGES.get(known, tidy(part)))
    return Value(tuple(dict.fromkeys(codes)))


_READERS = {
    "birth": _birth,
    "passport_expiry": _expiry,
    "passport": _passport,
    "email": _email,
    "phone": _phone,
    "sex": _sex,
    "rank": _rank,
    "languages": _languages,
}
