"""Finds among people known already those whom a list names again.

A name alone never links a row to a person: a document, a date of birth or an e-mail address has to agree as well.
Where that is not so but may be, the row only asks.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz

from sabaq.engines.lists.duplicates import spellings
from sabaq.engines.lists.problems import Problem
from sabaq.engines.lists.reading import DuplicateReason, KnownMatch, Record, SheetReading, letters_of
from sabaq.engines.lists.spellings import sounds
from sabaq.engines.lists.values import passport_number
from sabaq.engines.names import Match, compare
from sabaq.engines.names.normalised import script_of

_BEGINNING = 4  # sounds of a word that names must share to be compared
_NEAR = 45.0  # likeness of two folded names of one alphabet below which no comparison says more than "different"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person known already: names in all scripts, date of birth as ISO text, numbers of documents, addresses."""

    key: str
    names: tuple[str, ...]
    birth: str | None = None
    documents: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "KnownPerson":
        """From an object with `key`, `names`, and where known `birth`, `documents` and `emails`."""
        documents = frozenset(passport_number(str(number)) for number in said.get("documents", ()))
        emails = frozenset(str(address).casefold() for address in said.get("emails", ()))
        return cls(str(said["key"]), tuple(map(str, said["names"])), said.get("birth"), documents, emails)


def with_known(reading: SheetReading, people: Iterable[KnownPerson]) -> SheetReading:
    """The reading with `known` in every row that means, or may mean, one of `people`, and a problem that asks.

    Rows are compared only with people who share a document, a date of birth or an address with them, and by name with
    people who have no date of birth; a row without one is compared by name with all.
    """
    index = _Index(tuple(people))
    letters = {part.start: letters_of(part.columns)[0] for part in (*reading.parts, reading.part_of(0))}
    matched = (_matched(record, index, letters[reading.part_of(record.row).start]) for record in reading.records)
    return replace(reading, records=tuple(matched))


def _matched(record: Record, index: "_Index", letter: str) -> Record:
    match = _best_match(record, index)
    if match is None:
        return record
    problem = Problem(f"{letter}{record.row}", "person", "duplicate.known", {"known": match.key})
    return replace(record, known=match, problems=(*record.problems, problem))


def _best_match(record: Record, index: "_Index") -> KnownMatch | None:
    perhaps = None
    for person in index.sharing_a_fact(record):
        match = match_person(record, person)
        if match and match.certain:
            return match
        perhaps = perhaps or match
    likely = (match_person(record, person) for person in index.of_like_name(record))  # none of these is certain
    return perhaps or next((match for match in likely if match), None)


class _Index:
    """People by what a row may share with them."""

    def __init__(self, people: Sequence[KnownPerson]) -> None:
        self._people = people
        self._by_fact: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_sound: dict[tuple[bool, str, str], list[int]] = defaultdict(list)
        for number, person in enumerate(people):
            for fact in _facts(person.documents, person.birth, person.emails):
                self._by_fact[fact].append(number)
            for one, other in {pair for name in person.names for pair in _sound_pairs(name)}:
                self._by_sound[bool(person.birth), one, other].append(number)

    def sharing_a_fact(self, record: Record) -> Iterator[KnownPerson]:
        """People with the same document, date of birth or address, each once."""
        passport, birth, email = (str(record.fields.get(name) or "") for name in ("passport", "birth", "email"))
        facts = _facts([passport], birth, [email])
        yield from self._each(number for fact in facts for number in self._by_fact.get(fact, ()))

    def of_like_name(self, record: Record) -> Iterator[KnownPerson]:
        """People whose name is like the row's, if the date of birth of one of the two is not known."""
        pairs = sorted({pair for name in spellings(record) for pair in _sound_pairs(name)})
        kinds = (False,) if record.fields.get("birth") else (False, True)
        keys = ((dated, *pair) for dated in kinds for pair in pairs)
        yield from self._each(number for key in keys for number in self._by_sound.get(key, ()))

    def _each(self, numbers: Iterable[int]) -> Iterator[KnownPerson]:
        return (self._people[number] for number in dict.fromkeys(numbers))


@lru_cache(maxsize=65536)
def _sound_pairs(name: str) -> tuple[tuple[str, str], ...]:
    """The beginnings of every two words of a name as they sound, in no order; names that are alike share one."""
    words = sorted({word[:_BEGINNING] for word in sounds(name).split() if word})
    return tuple(combinations(words, 2))


def _facts(documents: Iterable[str], birth: str | None, emails: Iterable[str]) -> Iterator[tuple[str, str]]:
    said = [*(("passport", text) for text in documents), ("birth", birth), *(("email", e.casefold()) for e in emails)]
    return ((name, text) for name, text in said if text)


def match_person(record: Record, person: KnownPerson) -> KnownMatch | None:
    """Whether a row is a known person: certainly, perhaps (`certain` is False), or not (None)."""
    verdict, name_kind = _best_name(record, person.names)
    birth = _agree(record.fields.get("birth"), person.birth)
    passport = _among(record.fields.get("passport"), person.documents)
    email = _among(str(record.fields.get("email") or "").casefold(), person.emails)
    reasons = [("name", name_kind), ("birth", birth), ("passport", passport), ("email", email)]
    told = tuple(DuplicateReason(name, kind) for name, kind in reasons if kind)
    facts = {passport, email} | ({birth} if birth == "same" else set())
    if (passport == "same" and verdict != "different") or (
        verdict == "same" and "same" in facts and birth != "differs"
    ):
        return KnownMatch(person.key, True, told)
    perhaps = passport == "same" or (verdict == "review" and "same" in facts)
    perhaps = perhaps or (verdict == "same" and (birth in ("one_missing", "") or email == "same"))
    return KnownMatch(person.key, False, told) if perhaps else None


def _agree(a: object, b: object) -> str:
    if not a or not b:
        return "one_missing" if a or b else ""
    return "same" if a == b else "differs"


def _among(value: object, known: frozenset[str]) -> str:
    if not value or not known:
        return "one_missing" if value or known else ""
    return "same" if value in known else "differs"


def _best_name(record: Record, names: Sequence[str]) -> tuple[str, str]:
    best = ("different", 0.0, "differs")
    for a in spellings(record):
        for b in names:
            if _may_be_like(a, b) and (match := _compared(a, b)).score > best[1]:
                best = (match.verdict, match.score, _kind(a, b) if match.verdict != "different" else "differs")
    return best[0], best[2]


@lru_cache(maxsize=65536)
def _compared(a: str, b: str) -> Match:
    return compare(a, b)


@lru_cache(maxsize=65536)
def _may_be_like(a: str, b: str) -> bool:
    """A quick look before the full comparison; names in Han characters always get that."""
    if "Han" in (script_of(a), script_of(b)):
        return True
    return fuzz.token_sort_ratio(sounds(a), sounds(b)) > _NEAR


def _kind(a: str, b: str) -> str:
    if a.casefold() == b.casefold():
        return "same"
    return "spelling" if script_of(a) == script_of(b) else "across_scripts"
