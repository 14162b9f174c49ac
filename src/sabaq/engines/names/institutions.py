"""Whether two names of institutions, perhaps in two languages, may mean one body.

Letters cannot say it: translations share no letters, and the academies of two countries share all but one word. So the
words become concepts in slots (kind, subject, level, country, city) and the slots are compared. Names that are known to
mean one body belong in the caller's alias table, which is asked before this; every confirmed match adds to it.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from . import institution_words
from .closeness import forms_distance
from .folding import spoken
from .normalised import normalise, script_of
from .verdicts import Match, Reason, Verdict, because

_SLOTS = {
    "kind": institution_words.KIND,
    "place": institution_words.PLACE,
    "country": institution_words.COUNTRY,
    "city": institution_words.CITY,
    "level": institution_words.LEVEL,
    "subject": institution_words.SUBJECT,
}
_WORD = re.compile(r"[\w-]+")
_SPELLINGS = 0.4  # distance up to which two words are spellings of one
_STEM = 6  # letters of a loan word that stay
_ADJECTIVE = re.compile("(?<=...)ск(?:ий|ого|ая|ой|ое|ом)$")
_TRAINING = frozenset({"academy", "institute", "college"})  # what 学院 may stand for
_CHAMBERS = frozenset({"senate", "lower chamber"})
# A country has one of each, so that kind and country name the body.
_SOLE = frozenset(
    {"central bank", "national bank", "constitutional court", "parliament", "presidential administration"} | _CHAMBERS
)
_LOCAL = frozenset({"akimat", "court", "council", "prosecutor"})  # bodies of a city, a district or a province
_WEIGHTS = {"kind": 0.3, "subject": 0.35, "country": 0.25, "city": 0.15, "level": 0.1}


@dataclass(frozen=True, slots=True)
class Slots:
    """What the words of one name mean, by slot, and the `rest`: words of no known meaning, as written."""

    country: frozenset[str]
    city: frozenset[str]
    level: frozenset[str]
    subject: frozenset[str]
    kind: frozenset[str]
    rest: tuple[str, ...]


class _Stem(NamedTuple):
    concept: str
    words: tuple[str, ...]  # beginnings of words that follow one another
    whole: bool

    def fits(self, words: list[str], at: int) -> bool:
        """Say whether the stem's words stand in `words` from `at` on."""
        last = at + len(self.words)
        if last > len(words):
            return False
        if self.whole:
            return tuple(words[at:last]) == self.words
        return all(word.startswith(begin) for word, begin in zip(words[at:last], self.words, strict=True))


@cache
def _stems(slot: str) -> tuple[dict[str, list[_Stem]], list[tuple[str, set[str]]]]:
    """Give the stems of a slot by their first two letters, longest first, and its Han characters with meanings."""
    by_letters: defaultdict[str, list[_Stem]] = defaultdict(list)
    han: defaultdict[str, set[str]] = defaultdict(set)
    for line in _SLOTS[slot].replace("\n  ", " ").strip().splitlines():
        concept, _, entries = line.partition(": ")
        for entry in entries.split():
            if script_of(entry) == "Han":
                han[entry].add(concept)
            else:
                words = tuple(entry.removeprefix("=").split("_"))
                by_letters[words[0][:2]].append(_Stem(concept, words, entry[0] == "="))
    for stems in by_letters.values():
        stems.sort(key=lambda stem: -sum(map(len, stem.words)) - 10 * len(stem.words))
    return by_letters, sorted(han.items(), key=lambda one: -len(one[0]))


@lru_cache(maxsize=8192)
def slots_of(text: str) -> Slots:
    """Sort the words of an institution's name into slots."""
    plain = normalise(text).casefold().replace("ʻ", "").replace("'", "")
    words = _WORD.findall(plain)
    found: dict[str, frozenset[str]] = {}
    taken: set[int] = set()
    kinds, places, phrases = _concepts("kind", words)
    kinds_in_han, unread = _han_concepts("kind", plain)
    found["kind"] = _main_kinds(frozenset(kinds | kinds_in_han))
    taken |= places
    others = ["" if at in phrases else word for at, word in enumerate(words)]  # "central" of a central bank is no level
    for slot in ("country", "city", "level", "subject", "place"):
        concepts, places, _ = _concepts(slot, words if slot == "place" else others)
        taken |= places
        found[slot] = frozenset(concepts | _han_concepts(slot, plain if slot == "place" else unread)[0])
    found["level"] = _levels(found["level"], found.pop("place"), found["kind"])
    rest = [word for at, word in enumerate(words) if at not in taken]
    return Slots(**found, rest=tuple(word for word in rest if script_of(word) != "Han" and not _is_filler(word)))


def _main_kinds(kinds: frozenset[str]) -> frozenset[str]:
    """Drop "service" of civil service and "committee" of the party's committee, where another word says the kind."""
    kinds = kinds - {"committee"} if "party school" in kinds else kinds
    kinds = kinds - {"parliament", "council", "chamber"} if kinds & _CHAMBERS else kinds
    return kinds - {"service", "office"} or kinds


def _levels(levels: frozenset[str], places: frozenset[str], kinds: frozenset[str]) -> frozenset[str]:
    """Add what a local body is of: a district, else a city; in the names of others these words only say where it is."""
    if not kinds & _LOCAL or "supreme" in levels:
        return levels
    if "district" in places:
        return levels - {"city", "provincial"} | {"district"}
    return levels | places if "provincial" not in levels else levels


def _equal(a: frozenset[str], b: frozenset[str]) -> bool:
    return a == b or (_TRAINING in (a, b) and bool(a & b))


def _concepts(slot: str, words: list[str]) -> tuple[set[str], set[int], set[int]]:
    """Give the concepts of a slot, the places of their words, and the places of those that are phrases."""
    by_letters, _ = _stems(slot)
    concepts: set[str] = set()
    places: set[int] = set()
    phrases: set[int] = set()
    at = 0
    while at < len(words):
        stem = next((stem for stem in by_letters.get(words[at][:2], ()) if stem.fits(words, at)), None)
        length = len(stem.words) if stem else 1
        if stem:
            concepts.add(stem.concept)
            places.update(range(at, at + length))
            phrases.update(range(at, at + length) if length > 1 else ())
        at += length
    return concepts, places, phrases


def _han_concepts(slot: str, text: str) -> tuple[set[str], str]:
    """Give the concepts of a slot in Han characters, and the text without those of four characters and more."""
    concepts = set()
    unread = text
    for characters, meant in _stems(slot)[1]:
        if characters in text:
            concepts |= meant
            text = text.replace(characters, " ")
            unread = unread.replace(characters, " ") if len(characters) > 3 else unread
    return concepts, unread


def _is_filler(word: str) -> bool:
    return any(word == stem[1:] if stem[0] == "=" else word.startswith(stem) for stem in institution_words.FILLER)


def compare_institutions(a: str, b: str) -> Match:
    """Compare two names of institutions: another country, city, level, kind or subject is another body.

    "same" needs the kind and the subject on both sides and no slot that only one side names; else a person decides.
    """
    a, b = normalise(a), normalise(b)
    if not script_of(a) or not script_of(b):
        return Match(0.0, "different", (because("empty"),))
    if a.casefold() == b.casefold():
        return Match(1.0, "same", (because("identical"),))
    for short, long in ((a, b), (b, a)):
        if _is_acronym(short, long):
            return Match(0.75, "review", (because("acronym", a=short, b=long),))
    return _compare_slots(slots_of(a), slots_of(b))


def _is_acronym(short: str, long: str) -> bool:
    head = short.split()[0]
    if not (head.isupper() and 2 <= len(head) <= 8):
        return False
    initials = "".join(word[0] for word in long.split() if word[0].isupper())
    others_known = all(word.casefold() in long.casefold() for word in short.split()[1:])
    return initials.startswith(head) and others_known


def _compare_slots(a: Slots, b: Slots) -> Match:
    if ("branch" in a.level) != ("branch" in b.level):
        return Match(0.3, "different", (because("slot_missing", slot="level", value="branch"),))
    reasons: list[Reason] = []
    agreed, asked, one_sided = 0.0, 0.0, []
    for slot, weight in _WEIGHTS.items():
        mine, theirs = getattr(a, slot), getattr(b, slot)
        if not mine and not theirs:
            continue
        if mine and theirs and not mine & theirs:
            differ = because("slot_differs", slot=slot, a=_listed(mine), b=_listed(theirs))
            return Match(0.1, "different", (differ,))
        asked += weight
        if mine and theirs:
            agreed += weight * (1.0 if _equal(mine, theirs) else 0.45 if slot == "kind" else 0.25)
            reasons.append(because("slot_agrees", slot=slot))
        else:
            one_sided.append(slot)
            agreed += weight * 0.35
            reasons.append(because("slot_missing", slot=slot, value=_listed(mine or theirs)))
    numbers = [frozenset(word for word in slots.rest if word.isdigit()) for slots in (a, b)]
    if numbers[0] != numbers[1] and all(numbers):
        differ = because("slot_differs", slot="number", a=_listed(numbers[0]), b=_listed(numbers[1]))
        return Match(0.1, "different", (differ,))
    shared = _shared(a.rest, b.rest)
    if shared == 0 and "district" in a.level & b.level:
        differ = because("slot_differs", slot="district", a=" ".join(a.rest), b=" ".join(b.rest))
        return Match(0.1, "different", (differ,))
    if shared is not None:
        agreed, asked = agreed + 0.3 * shared, asked + 0.3
        reasons.append(because("words_shared", percent=str(round(100 * shared))))
    score = round(0.98 * agreed / asked, 4) if asked else 0.0
    return Match(score, _verdict(score, a, b, one_sided), tuple(reasons))


def _verdict(score: float, a: Slots, b: Slots, one_sided: list[str]) -> Verdict:
    certain = _equal(a.kind, b.kind) and a.subject == b.subject and a.country == b.country and not one_sided
    sole = a.kind & _SOLE or (a.kind == {"akimat"} and a.city)
    settled = a.subject or a.level or sole or (a.rest and b.rest)  # a kind and a country alone name many bodies
    if score >= 0.9 and certain and settled:
        return "same"
    return "review" if score >= 0.6 else "different"


def _listed(values: frozenset[str]) -> str:
    return ", ".join(sorted(values))


def _shared(a: tuple[str, ...], b: tuple[str, ...]) -> float | None:
    """Give the share of words of no known meaning that agree by sound; None when there are none on either side."""
    if not a and not b:
        return None
    if not a or not b:
        return 0.5
    hits = sum(1 for word in a if any(_alike(word, other) for other in b))
    hits += sum(1 for word in b if any(_alike(word, other) for other in a))
    return hits / (len(a) + len(b))


def _alike(a: str, b: str) -> bool:
    """Say whether two words sound alike, as a Russian genitive (имени Ауэзова) or adjective (Медеуский) as well."""
    forms_a, forms_b = _forms(a), _forms(b)
    if forms_distance(forms_a, forms_b) < _SPELLINGS:
        return True
    # A loan word keeps its stem, whatever ending its language gives it: monitoring, мониторингу.
    same_stem = any(x[:_STEM] == y[:_STEM] for x in forms_a[:1] for y in forms_b[:1])
    return same_stem and min(len(a), len(b)) > _STEM and script_of(a) != script_of(b)


@lru_cache(maxsize=8192)
def _forms(word: str) -> tuple[str, ...]:
    forms = spoken(word.replace("-", ""))
    if len(word) > 4 and word[-1] in "ая":
        forms += tuple(form[:-1] for form in forms)
    if _ADJECTIVE.search(word):
        forms += spoken(_ADJECTIVE.sub("", word))
    return forms
