"""How names and dates of the register are written by hand: partial dates, and other spellings one to a line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date

_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def is_partial_date(written: str) -> bool:
    """Whether `written` is a year, a month or a day of the calendar: "2023", "2023-11", "2023-11-27"."""
    if not _PARTIAL.fullmatch(written):
        return False
    year, month, day = [*map(int, written.split("-")), 1, 1][:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def read_spellings(typed: str, *, languages: Collection[str]) -> list[tuple[str, str]]:
    """Spellings typed one to a line, as (language, text): "ru | Академия" names its language, "Academy" does not."""
    spellings = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        language, mark, text = (part.strip() for part in line.partition("|"))
        spellings.append((language, text) if mark and text and language in languages else ("", line))
    return spellings


def typed_spellings(spellings: Iterable[tuple[str, str]]) -> str:
    """The same as somebody would type them, for a form that corrects them."""
    return "\n".join(f"{language} | {text}" if language else text for language, text in spellings)


def names_replaced(before: dict[str, str], now: dict[str, str]) -> list[tuple[str, str]]:
    """Names that a correction drops, as (language, text)."""
    return [(language, text) for language, text in before.items() if text and text != now.get(language)]
