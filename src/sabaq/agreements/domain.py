"""Decisions over an agreement's text and dates: the hash that approvals bind to, and texts as people type them.

A text is typed as numbered paragraphs, one field for each language, because that is how it arrives from an office.
"""

from __future__ import annotations

import calendar
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sabaq.engines.sealing.canonical import Value, canonical

_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)(?:[.)]?\s+|[．、)]\s*)(.+)", re.DOTALL)
_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")

Texts = dict[str, str]


@dataclass(frozen=True)
class ClauseText:
    """One clause: its number as written, such as "2" or "2.1", and its text by language."""

    number: str
    texts: Texts


@dataclass(frozen=True)
class AgreementText:
    """The whole text of a version. `authentic` names the languages that bind; empty where no source says."""

    clauses: tuple[ClauseText, ...]
    preamble: Texts
    authentic: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that some part is written in, in the order of first use."""
        parts = [self.preamble, *(clause.texts for clause in self.clauses)]
        return tuple(dict.fromkeys(language for part in parts for language, text in part.items() if text))

    @property
    def hash(self) -> str:
        """SHA-256 over the canonical JSON of every language and clause, as 64 hex digits."""
        content: dict[str, Value] = {
            "authentic": list(self.authentic),
            "clauses": [{"number": clause.number, "texts": clause.texts} for clause in self.clauses],
            "preamble": self.preamble,
        }
        return hashlib.sha256(canonical(content)).hexdigest()

    def missing(self) -> tuple[str, str] | None:
        """The first clause number and authentic language in which that clause has no text."""
        return next(
            ((c.number, language) for c in self.clauses for language in self.authentic if not c.texts.get(language)),
            None,
        )


class Unnumbered(ValueError):
    """A paragraph after the first clause starts without a number. `paragraph` is its beginning."""

    def __init__(self, paragraph: str) -> None:
        super().__init__(paragraph)
        self.paragraph = paragraph


def read_paragraphs(typed: str) -> tuple[str, dict[str, str]]:
    """What was typed in one language, as the preamble and the clauses by number.

    Paragraphs are separated by an empty line. Those before the first number are the preamble. Raises `Unnumbered`;
    `ValueError` for a number used twice.
    """
    preamble: list[str] = []
    clauses: dict[str, str] = {}
    for paragraph in re.split(r"\n\s*\n", typed.replace("\r\n", "\n").strip()):
        found = _NUMBERED.fullmatch(paragraph.strip())
        if found and found[1] in clauses:
            raise ValueError(found[1])
        if found:
            clauses[found[1]] = found[2].strip()
        elif clauses:
            raise Unnumbered(paragraph[:40])
        else:
            preamble.append(paragraph.strip())
    return "\n\n".join(preamble), clauses


def assemble(typed: dict[str, str], *, authentic: Sequence[str] = ()) -> AgreementText:
    """One text from what was typed in each language; clauses keep the order of the language typed first.

    Raises what `read_paragraphs` raises.
    """
    read = {language: read_paragraphs(text) for language, text in typed.items() if text.strip()}
    numbers = list(dict.fromkeys(number for _, clauses in read.values() for number in clauses))
    return AgreementText(
        clauses=tuple(
            ClauseText(number, {language: c[number] for language, (_, c) in read.items() if number in c})
            for number in numbers
        ),
        preamble={language: preamble for language, (preamble, _) in read.items() if preamble},
        authentic=tuple(authentic),
    )


def as_typed(text: AgreementText) -> dict[str, str]:
    """The text as it would be typed, by language: the reverse of `assemble`."""
    return {
        language: "\n\n".join(
            [
                *([text.preamble[language]] if text.preamble.get(language) else []),
                *(f"{c.number}. {c.texts[language]}" for c in text.clauses if c.texts.get(language)),
            ]
        )
        for language in text.languages
    }


def first_day(written: str) -> date | None:
    """The first day of a date known to the year, month or day ("2023-11" is 1 November); None for "".

    Raises `ValueError` for a month or day that does not exist.
    """
    if not written:
        return None
    if not _PARTIAL_DATE.fullmatch(written):
        raise ValueError(written)
    year, month, day = [*(int(part) for part in written.split("-")), 1, 1][:3]
    return date(year, month, day)


def last_day(written: str) -> date | None:
    """The last day of a date known to the year, month or day ("2023-11" is 30 November); None for "".

    Raises what `first_day` raises.
    """
    first = first_day(written)
    if first is None or written.count("-") == 2:
        return first
    month = first.month if "-" in written else 12
    return date(first.year, month, calendar.monthrange(first.year, month)[1])
