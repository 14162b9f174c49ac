"""Finding a name among many: trigrams over folded words choose candidates, the full comparison decides.

Comparing everyone with everyone is 40 million pairs for one list against one register; a few dozen candidates each
are enough, because a name that shares no rare trigram in any spelling is another name.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from typing import Generic, TypeVar

from .chinese import chinese
from .comparing import REVIEW, compare_persons
from .folding import weaken
from .han_sounds import likely_forms
from .parsed import words_of
from .verdicts import Match

Key = TypeVar("Key", bound=Hashable)

_CANDIDATES = 32  # names compared in full for one query
_SYLLABLES = 12  # trigrams that an agreement in all Chinese syllables is worth
_POSTINGS = 8000  # occurrences read for one query, rarest trigrams first


@dataclass(frozen=True, slots=True)
class Found(Generic[Key]):
    """One known name that a query may mean: the caller's `key`, the `name` as known, and the comparison."""

    key: Key
    name: str
    match: Match


class NameIndex(Generic[Key]):
    """Known personal names, each under a key of the caller; keys may repeat (a person has names in several scripts)."""

    def __init__(self, names: Iterable[tuple[Key, str]] = ()) -> None:
        self._entries: list[tuple[Key, str]] = []
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        for key, name in names:
            self.add(key, name)

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, key: Key, name: str) -> None:
        """Add one known name."""
        at = len(self._entries)
        self._entries.append((key, name))
        for gram in _grams(name):
            self._postings[gram].append(at)

    def find(self, name: str, *, limit: int = 5, least_score: float = REVIEW) -> list[Found[Key]]:
        """Give the known names closest to `name`, best first; none below `least_score`."""
        known = [self._entries[at] for at in self._candidates(name)]
        found = [Found(key, other, compare_persons(name, other)) for key, other in known]
        good = [one for one in found if one.match.score >= least_score]
        return sorted(good, key=lambda one: -one.match.score)[:limit]

    def duplicates(self, *, least_score: float = REVIEW) -> Iterator[tuple[Key, Key, Match]]:
        """Give each pair of keys among the known names whose names may be one, the earlier key first."""
        for at, (key, name) in enumerate(self._entries):
            for other in sorted(self._candidates(name)):
                if other < at and self._entries[other][0] != key:
                    match = compare_persons(self._entries[other][1], name)
                    if match.score >= least_score:
                        yield self._entries[other][0], key, match

    def _candidates(self, name: str) -> list[int]:
        grams = sorted(
            (gram for gram in _grams(name) if gram in self._postings), key=lambda it: len(self._postings[it])
        )
        shared: Counter[int] = Counter()
        read = 0
        for gram in grams:
            postings = self._postings[gram]
            if read and read + len(postings) > _POSTINGS:
                break
            shared.update(postings)
            if gram[0] == "=":  # all syllables agree, which says more than any trigram
                shared.update(dict.fromkeys(postings, _SYLLABLES))
            read += len(postings)
        return [at for at, _count in nlargest(_CANDIDATES, shared.items(), key=lambda item: (item[1], -item[0]))]


@lru_cache(maxsize=65536)
def _grams(name: str) -> frozenset[str]:
    grams: set[str] = set()
    words = [word for word in words_of(name) if not word.initial]
    own = [word for word in words if not word.patronymic]  # a father's name is shared by many, and often left out
    forms = [form for word in (own if len(own) > 1 else words) for form in word.forms]
    readings = chinese(name)
    if not forms and not (readings and len(name) < 4):
        forms += likely_forms(name)
    for form in forms:
        padded = f"^{weaken(form)}$"
        grams.update(padded[at : at + 3] for at in range(len(padded) - 2))
    grams.update("=" + "=".join(reading.syllables) for reading in readings)
    return frozenset(grams)
