"""Dates as each of the eight languages writes them: on pages, in refusals and on paper.

Django's own formats are American in English, abbreviate elsewhere and have no Kazakh; so the forms stand here.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.utils.dateformat import format as date_format
from django.utils.translation import get_language

DateForm = Literal["day", "deadline", "month", "year"]

# E is the month as it stands after a day, where Django's catalogue knows the difference.
_FORMS: dict[str, dict[DateForm, str]] = {
    "en": {"day": "j F Y", "deadline": "l j F Y", "month": "F Y", "year": "Y"},
    "ru": {"day": "j E Y", "deadline": "l, j E Y", "month": "F Y", "year": "Y"},
    "zh-hans": {"day": "Y年n月j日", "deadline": "Y年n月j日, l", "month": "Y年n月", "year": "Y年"},
    "kk": {"day": "Y жылғы j F", "deadline": "Y жылғы j F, l", "month": "Y жылғы F", "year": "Y"},
    "ky": {"day": "Y-ж. j-F", "deadline": "Y-ж. j-F, l", "month": "Y-ж. F", "year": "Y"},
    "uz": {"day": r"j-F, Y-\y\i\l", "deadline": r"l, j-F, Y-\y\i\l", "month": r"F, Y-\y\i\l", "year": "Y"},
    "tg": {"day": "j Fи Y", "deadline": "l, j Fи Y", "month": "Fи Y", "year": "Y"},
    "tk": {"day": "j F Y ý.", "deadline": "l, j F Y ý.", "month": "F Y ý.", "year": "Y"},
}
# Languages that write months and weekdays small inside a sentence; Django's catalogue has some of them large.
_SMALL = {"ru", "kk", "ky", "uz", "tg", "tk"}


def written(day: date, form: DateForm = "day") -> str:
    """A date in the reader's language: "3 May 2027"; a `deadline` has its weekday, a `month` and a `year` less."""
    return _written(day, _form(form))


def written_range(first: date, last: date) -> str:
    """Two dates with nothing said twice: "3–14 May 2027", "28 April – 3 May 2027"."""
    form = _form("day")
    if first == last:
        return _written(last, form)
    if (first.year, first.month) == (last.year, last.month):
        return _written(last, form.replace("j", f"{first.day}–j", 1))
    start = form.removesuffix(" Y") if first.year == last.year else form
    return f"{_written(first, start)} – {_written(last, form)}"


def _form(name: DateForm) -> str:
    return _FORMS.get(get_language() or "en", _FORMS["en"])[name]


def _written(day: date, form: str) -> str:
    text = date_format(day, form)
    return text.lower() if get_language() in _SMALL else text
