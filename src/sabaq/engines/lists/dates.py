"""Dates as people write them in lists, in eight languages, and what is unsure about each.

A date with two digits for the year, or with slashes and two small numbers, is read in the usual way of the region (day
first) and marked, never read silently.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from sabaq.engines.lists.vocabulary import MONTHS, plain

_SERIAL_START = dt.date(1899, 12, 30)  # day 0 of a spreadsheet's calendar, right for every day after February 1900
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_COMPACT = re.compile(r"(?:19|20)\d{6}")
_ISO = re.compile(r"(\d{4})\s*([-/.年])\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:[T ]\d\d:\d\d(?::\d\d)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([-/.,])\s*(\d{1,2})\s*[-/.,]\s*(\d{4}|\d{2})")
_INCOMPLETE = re.compile(r"\d{4}|\d{1,2}[-/.]\d{4}|\d{4}[-/.年]\d{1,2}月?|\d{4}年")
# What stands after a year: г., год, ж., жыл, й., йил, с., ý., y., yil and the like.
_TAIL = re.compile(r"[\s,]*(?:[-–]?\s*(?:г|год[а]?|ж|жылы?|й|йил|с|соли?|ý|y|ýyl|yil|b))?[\s.,]*$", re.IGNORECASE)

Certainty = Literal["sure", "ambiguous", "incomplete", "invalid"]


@dataclass(frozen=True, slots=True)
class DateReading:
    """`value` is None for incomplete and invalid texts; for an ambiguous one it is the usual reading."""

    value: dt.date | None
    certainty: Certainty


INVALID = DateReading(None, "invalid")


def read_date(text: str, *, today: dt.date, future: bool = False) -> DateReading:
    """Read one date. `future` says on which side of today a year of two digits belongs (expiry dates: the 2000s)."""
    text = text.strip()
    if _SERIAL.fullmatch(text):
        return DateReading(_SERIAL_START + dt.timedelta(days=int(text[:5])), "sure")
    if _COMPACT.fullmatch(text):
        return _made(int(text[:4]), int(text[4:6]), int(text[6:]))
    if _INCOMPLETE.fullmatch(text) or _INCOMPLETE.fullmatch(_TAIL.sub("", text)):
        return DateReading(None, "incomplete")
    body = _TAIL.sub("", text)
    if match := _ISO.fullmatch(body):
        return _made(int(match[1]), int(match[3]), int(match[4]))
    if match := _DAY_FIRST.fullmatch(body):
        return _day_first(match, today, future)
    return _with_words(text)


def _made(year: int, month: int, day: int, certainty: Certainty = "sure") -> DateReading:
    try:
        return DateReading(dt.date(year, month, day), certainty) if 1900 <= year < 2100 else INVALID
    except ValueError:
        return INVALID


def _day_first(match: re.Match[str], today: dt.date, future: bool) -> DateReading:
    day, month, year = int(match[1]), int(match[3]), int(match[4])
    unsure = len(match[4]) == 2 or (match[2] == "/" and day != month and day <= 12 and month <= 12)
    if len(match[4]) == 2:
        year += 2000 if future or year <= today.year % 100 else 1900
    if month > 12 >= day:  # only the American order is a date
        day, month = month, day
    return _made(year, month, day, "ambiguous" if unsure else "sure")


def _with_words(text: str) -> DateReading:
    words = re.findall(r"\d+|[^\W\d_]+", plain(text))
    numbers = [int(word) for word in words if word.isdigit()]
    months = {month for word in words if not word.isdigit() and (month := _month(word))}
    years = [number for number in numbers if 1900 <= number < 2100]
    days = [number for number in numbers if 1 <= number <= 31]
    if len(months) != 1 or len(years) != 1 or len(numbers) > 2:
        return INVALID
    return _made(years[0], months.pop(), days[0]) if days else DateReading(None, "incomplete")


def _month(word: str) -> int | None:
    return next((MONTHS[word[:size]] for size in range(len(word), 2, -1) if word[:size] in MONTHS), None)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of the month some months later; the last day of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    first_of_next = dt.date(day.year + years + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return dt.date(day.year + years, month + 1, min(day.day, (first_of_next - dt.timedelta(days=1)).day))


def years_between(birth: dt.date, day: dt.date) -> int:
    """Full years of age on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
