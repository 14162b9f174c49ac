"""Dates as people write them in lists, in eight languages, and what is unsure about each.

A date with two digits for the year, or with slashes and two small numbers, may have several readings. It is sure only
if the others cannot be (a birth that lies ahead) or the rest of its column shows the order; else it is read in the
usual way of the region, day first, and marked, never read silently.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sabaq.engines.lists.vocabulary import MONTHS, plain

_SERIAL_START = dt.date(1899, 12, 30)  # day 0 of a spreadsheet's calendar, right for every day after February 1900
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_COMPACT = re.compile(r"(?:19|20)\d{6}|\d{4}(?:19|20)\d\d")
_ISO = re.compile(r"(\d{4})\s*[-/.–年\\\s]\s*(\d{1,2})\s*[-/.–月\\\s]\s*(\d{1,2})[日号]?")
_NUMBERS = re.compile(r"(\d{1,2})\s*([-/.,–—\\\s])\s*(\d{1,2})\s*[-/.,–—\\\s]\s*(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})[日号]?")
_INCOMPLETE = re.compile(
    r"\d{4}|\d{1,2}\s?[-/.]\s?(?:\d{4}|\d\d)|\d{4}\s?[-/.年]\s?\d{1,2}月?|\d{2}年\d{1,2}月|\d{4}年"
)
_TIME = re.compile(r"(?:\s+|T)\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\s?[+-]\d\d:?\d\d|\s?[AP]M)?$", re.IGNORECASE)
# What stands after a year: г., год, г.р., ж., жыл, й., йил, с., ý., y., yil and the like; and before a date.
_TAIL = re.compile(
    r"[\s,]*(?:[-–]?\s*(?:г(?:ода?)?\.?\s*(?:р|рожд\w*)?|ж(?:ыл\w*)?|й(?:ил\w*)?|с(?:оли?)?|ý(?:yl\w*)?|y(?:il\w*)?|b|生))?"
    r"[\s.,]*$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"(?:до|по|с|от|род|дата|b|born|until|till|соли|至|生于)\b[\s.:]*", re.IGNORECASE)
_ROMAN = re.compile(r"(\d{1,2})\s*[-/.\s]?\s*(X?I{1,3}|I?[VX]|VI{1,3}|XII?)\s*[-/.\s]?\s*(\d{4}|\d\d)\b")
_ROMANS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_HAN = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号])?"
)
_WHOLE_DATE = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_SHORT = 12  # letters of a text that holds nothing beside a date
_DIGITS = "〇一二三四五六七八九"

Certainty = Literal["sure", "ambiguous", "incomplete", "invalid"]
Order = Literal["day", "month", "year"]
Orders = Mapping[str, Order]


@dataclass(frozen=True, slots=True)
class DateReading:
    """`value` is None for incomplete and invalid texts; for an ambiguous one it is the usual reading."""

    value: dt.date | None
    certainty: Certainty


INVALID, INCOMPLETE = DateReading(None, "invalid"), DateReading(None, "incomplete")
_USUAL: Orders = {}


def orders_of(texts: Iterable[str]) -> Orders:
    """What the dates of a column show: for each separator, the number that comes first where all agree on it."""
    seen: dict[str, Counter[Order]] = {}
    for text in texts:
        if match := _NUMBERS.fullmatch(_body(text)):
            first, second = int(match[1]), int(match[3])
            shown: Order | None = "day" if 12 < first <= 31 else "month" if second > 12 >= first else None
            if len(match[4]) == 2 and (first > 31 or int(match[4]) <= 12 < first):
                shown = "year" if first > 31 else None  # 25.03.07 may be of 1925, of 2025 or of 2007
            if shown:
                seen.setdefault(match[2], Counter())[shown] += 1
    return {separator: next(iter(votes)) for separator, votes in seen.items() if len(votes) == 1}


def read_date(text: str, *, today: dt.date, future: bool = False, orders: Orders = _USUAL) -> DateReading:
    """Read one date. `future` marks dates of expiry, which lie near today; others are births. `orders`: `orders_of`."""
    text = text.strip()
    if _SERIAL.fullmatch(text):
        return DateReading(_SERIAL_START + dt.timedelta(days=int(text[:5])), "sure")
    body = _body(text)
    if _COMPACT.fullmatch(body):
        return _compact(body)
    if _INCOMPLETE.fullmatch(body):
        return INCOMPLETE
    if match := _ISO.fullmatch(body):
        return _made(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(body):
        return _in_numbers(match, today, future, orders.get(match[2]))
    if (match := _YEAR_FIRST.fullmatch(body)) and int(match[1]) > 31:
        return _whole(int(match[3]), int(match[2]), match[1], today, future)
    if match := _HAN.fullmatch(text.replace(" ", "")):
        return _in_han(match)
    if match := _ROMAN.match(text.upper().translate(str.maketrans("ІХУ", "IXV"))):
        day, month, year = int(match[1]), _ROMANS.index(match[2]) + 1, match[3]
        return _whole(day, month, year, today, future)
    reading = _with_words(text, today, future)
    return reading if reading.value or len(text) < _SHORT else _inside(text)


def _inside(text: str) -> DateReading:
    """The one whole date in a longer text without other numbers: "07.03.1985, г. Ош"."""
    found = list(_WHOLE_DATE.finditer(text))
    if len(found) != 1 or re.search(r"\d", text[: found[0].start()] + text[found[0].end() :]):
        return INVALID
    return _made(int(found[0][3]), int(found[0][2]), int(found[0][1]))


def _body(text: str) -> str:
    """The text without the time of day, the word for year behind it and the little word before it."""
    return _HEAD.sub("", _TAIL.sub("", _TIME.sub("", text.strip())), count=1) if text[:1].isalnum() else text


def _compact(digits: str) -> DateReading:
    reading = _made(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return reading if reading.value else _made(int(digits[4:]), int(digits[2:4]), int(digits[:2]))


def _made(year: int, month: int, day: int, certainty: Certainty = "sure") -> DateReading:
    try:
        return DateReading(dt.date(year, month, day), certainty) if 1900 <= year < 2100 else INVALID
    except ValueError:
        return INVALID


def _in_numbers(match: re.Match[str], today: dt.date, future: bool, order: Order | None) -> DateReading:
    first, second, last = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == 4:
        orders: tuple[Order, ...] = ("day", "month") if match[2] in "/\\" else ("day",)
        found = [d for kind in orders if (d := _made(last, *_month_and_day(kind, first, second)).value)]
        if not found:  # only the American order is a date
            return _made(last, first, second)
        agreed = [found[-1]] if len(found) > 1 and order == "month" else found[:1]
        return DateReading(agreed[0], "sure" if order or len(set(found)) == 1 else "ambiguous")
    kinds: tuple[Order, ...] = (order,) if order else ("day", "month", "year")
    found = [day for kind in kinds for day in _short(kind, (first, second, last), today, future)]
    if len(set(found)) == 1:
        return DateReading(found[0], "sure")
    usual = _century(last, today, future)
    return _made(usual, second, first, "ambiguous") if not found else DateReading(found[0], "ambiguous")


def _month_and_day(kind: Order, first: int, second: int) -> tuple[int, int]:
    return (second, first) if kind == "day" else (first, second)


def _short(kind: Order, numbers: tuple[int, int, int], today: dt.date, future: bool) -> Iterator[dt.date]:
    """The days that three numbers may mean in one order, the usual century first."""
    first, second, last = numbers
    year, month, day = (first, second, last) if kind == "year" else (last, *_month_and_day(kind, first, second))
    usual = _century(year, today, future)
    for century in (usual, usual - 100 if usual >= 2000 else usual + 100):
        value = _made(century, month, day).value
        if value and _may_be(value, today, future):
            yield value


def _may_be(day: dt.date, today: dt.date, future: bool) -> bool:
    return abs(day.year - today.year) <= 20 if future else 14 <= today.year - day.year <= 90


def _century(year: int, today: dt.date, future: bool) -> int:
    return year + (2000 if future or year <= today.year % 100 else 1900)


def _whole(day: int, month: int, year: str, today: dt.date, future: bool) -> DateReading:
    """A date whose month is known; only the century of a short year may be unsure."""
    if len(year) == 4:
        return _made(int(year), month, day)
    usual = _made(_century(int(year), today, future), month, day)
    if not usual.value:
        return INVALID
    return usual if _may_be(usual.value, today, future) else DateReading(usual.value, "ambiguous")


def _in_han(match: re.Match[str]) -> DateReading:
    if not match[3]:
        return INCOMPLETE
    year = int("".join(str(max(0, _DIGITS.find(char))) for char in match[1]))
    return _made(year, _tens(match[2]), _tens(match[3]))


def _tens(text: str) -> int:
    """三 is 3, 十 10, 十二 12, 二十 20, 二十一 21."""
    tens, ten, ones = text.rpartition("十")
    return (10 * (_DIGITS.find(tens) if tens else 1) if ten else 0) + (_DIGITS.find(ones) if ones else 0)


def _with_words(text: str, today: dt.date, future: bool) -> DateReading:
    words = re.findall(r"\d+|[^\W\d_]+", plain(_TIME.sub("", text)))
    numbers = [word for word in words if word.isdigit()]
    months = {month for word in words if not word.isdigit() and (month := _month(word))}
    years = [n for n in numbers if len(n) == 4 and 1900 <= int(n) < 2100]
    days = [n for n in numbers if len(n) <= 2]
    if len(months) != 1 or len(numbers) > 2 or len(years) > 1:
        return INVALID
    month = months.pop()
    if years:
        return _whole(int(days[0]), month, years[0], today, future) if days else INCOMPLETE
    return _whole(int(days[0]), month, days[1], today, future) if len(days) == 2 and len(days[1]) == 2 else INVALID


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
