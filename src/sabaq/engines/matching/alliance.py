"""Who is to be matched: what members need and offer, the languages they speak, and whom they may not meet.

The fields carry the names of the file format. Rules name members by their 0-based index; `ids` only feed the seeded
order among equals, so that the order of rows decides nothing.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
MOST_MEMBERS, MOST_TOPICS = 1_000_000, 1_000_000
WORD = 62  # languages in one machine word


class BadInstance(ValueError):
    """The alliance as given contradicts itself; the message names the first place."""


@dataclass(frozen=True, eq=False)
class Alliance:
    """One matching problem of n members and t topics.

    `need`, `offer` rows [member, topic, weight from 0 to 1]; `languages` n lists; `utc_offset` [n] hours; `country`,
    `unit` [n] labels (unit None = none); `history` (partners before), `never`, `fixed` (kept whatever their weight)
    rows [i, j]; `opt_out`, `alone_last` lists of members; `window_hours` the largest difference of UTC offsets;
    `country_bonus` added to pairs across countries; `size` of groups and `max_per_country` in one (0 = any);
    `rounds` to plan; `allow_triple` lets the odd one join a pair; `seed` and `ids` [n] order
    equals. Raises BadInstance.
    """

    members: int
    topics: int
    need: Any
    offer: Any
    languages: Sequence[Sequence[Hashable]]
    utc_offset: Any
    country: Sequence[Hashable]
    unit: Sequence[Hashable]
    history: Any = ()
    never: Any = ()
    fixed: Any = ()
    opt_out: Any = ()
    alone_last: Any = ()
    window_hours: float = 4.0
    country_bonus: float = 0.0
    size: int = 2
    max_per_country: int = 0
    rounds: int = 1
    allow_triple: bool = False
    seed: int = 0
    ids: Sequence[str] = ()

    def __post_init__(self) -> None:
        whole(self.members, "members", least=0, most=MOST_MEMBERS)
        whole(self.topics, "topics", least=0, most=MOST_TOPICS)
        for name in ("need", "offer"):
            self._set(name, self._gifts(name))
        for name in ("history", "never", "fixed"):
            self._set(name, self._couples(name))
        for name in ("opt_out", "alone_last"):
            self._set(name, self._listed(name))
        for name in ("languages", "utc_offset", "country", "unit", *(("ids",) if len(listed(self.ids, "ids")) else ())):
            if len(listed(getattr(self, name), name)) != self.members:
                raise BadInstance(f"{name} must have one entry for each of the {self.members} members")
        for spoken in self.languages:
            listed(spoken, "each entry of languages")
        hours = numbers(self.utc_offset, "utc_offset", (self.members,))
        if np.any(np.abs(hours) > 14):
            raise BadInstance("utc_offset must lie between -14 and 14 hours")
        self._set("utc_offset", hours)
        between(self.window_hours, "window_hours", 0, 28)
        between(self.country_bonus, "country_bonus", 0, 1000)
        whole(self.size, "size", least=2, most=20)
        whole(self.max_per_country, "max_per_country", least=0, most=MOST_MEMBERS)
        whole(self.rounds, "rounds", least=1, most=50)
        whole(self.seed, "seed", least=-(2**63), most=2**63)
        if type(self.allow_triple) is not bool:
            raise BadInstance("allow_triple must be true or false")
        names = tuple(str(name) for name in self.ids) if len(self.ids) else tuple(map(str, range(self.members)))
        if len(set(names)) != len(names):
            raise BadInstance("ids must differ from each other")
        self._set("ids", names)
        busy, often = np.unique(self.fixed, return_counts=True)
        if np.any(often > 1):
            raise BadInstance(f"fixed names member {busy[often > 1][0]} twice")

    def _set(self, name: str, value: object) -> None:
        if isinstance(value, np.ndarray):
            value.setflags(write=False)
        object.__setattr__(self, name, value)

    def _gifts(self, name: str) -> Floats:
        rows = numbers(getattr(self, name), name, (None, 3))
        self._inside(rows[:, 0], self.members, f"a member of {name}")
        self._inside(rows[:, 1], self.topics, f"a topic of {name}")
        if np.any((rows[:, 2] < 0) | (rows[:, 2] > 1)):
            raise BadInstance(f"a weight of {name} is not between 0 and 1")
        place = rows[:, 0] * max(1, self.topics) + rows[:, 1]
        if len(np.unique(place)) < len(place):
            raise BadInstance(f"{name} names a member and topic twice")
        return rows[np.argsort(place)]

    def _couples(self, name: str) -> Ints:
        rows = numbers(getattr(self, name), name, (None, 2))
        self._inside(rows.ravel(), self.members, f"a member of {name}")
        if np.any(rows[:, 0] == rows[:, 1]):
            raise BadInstance(f"{name} pairs a member with itself")
        return np.unique(np.sort(rows.astype(np.int64), axis=1), axis=0)

    def _listed(self, name: str) -> Ints:
        row = numbers(getattr(self, name), name, (None,))
        self._inside(row, self.members, f"a member of {name}")
        return np.unique(row.astype(np.int64))

    @staticmethod
    def _inside(values: Floats, limit: int, name: str) -> None:
        wrong = (values != np.floor(values)) | (values < 0) | (values >= limit)
        if np.any(wrong):
            raise BadInstance(f"{name} is {values[wrong][0]:g}, not a whole number from 0 to {limit - 1}")

    @cached_property
    def needs(self) -> csr_array:
        """[n, t] what each member needs; zeros are not stored."""
        return self._matrix(self.need)

    @cached_property
    def offers(self) -> csr_array:
        """[n, t] what each member offers; zeros are not stored."""
        return self._matrix(self.offer)

    def _matrix(self, rows: Floats) -> csr_array:
        rows = rows[rows[:, 2] > 0]
        places = (rows[:, 0].astype(np.int64), rows[:, 1].astype(np.int64))
        return csr_array((rows[:, 2], places), shape=(self.members, max(1, self.topics)))

    @cached_property
    def nation(self) -> Ints:
        """[n] the country of each member as a number."""
        return coded(self.country, "country")

    @cached_property
    def house(self) -> Ints:
        """[n] the unit of each member as a number; a member without a unit has one of their own."""
        own = [("alone", member) if unit is None else ("unit", unit) for member, unit in enumerate(self.unit)]
        return coded(own, "unit")

    @cached_property
    def speech(self) -> Ints:
        """[n, words] the languages of each member as bits."""
        try:
            known = {name: place for place, name in enumerate({word: 0 for row in self.languages for word in row})}
        except TypeError as error:
            raise BadInstance(f"languages holds something that is no name: {error}") from error
        bits = np.zeros((self.members, len(known) // WORD + 1), np.int64)
        for member, row in enumerate(self.languages):
            for name in row:
                bits[member, known[name] // WORD] |= 1 << known[name] % WORD
        return bits

    @cached_property
    def out(self) -> Mask:
        """[n] true for members who sit out."""
        return marked(self.opt_out, self.members)

    @cached_property
    def was_alone(self) -> Mask:
        """[n] true for members left alone last time."""
        return marked(self.alone_last, self.members)

    @cached_property
    def met(self) -> Ints:
        """Sorted keys i * n + j (i < j) of partners before."""
        return np.sort(self.history[:, 0] * self.members + self.history[:, 1])

    @cached_property
    def barred(self) -> Ints:
        """Sorted keys i * n + j (i < j) of pairs that must never be."""
        return np.sort(self.never[:, 0] * self.members + self.never[:, 1])


def ordered(alliance: Alliance) -> tuple[Alliance, Ints]:
    """The same alliance with its members in the order of their ids, and which member [n] stands at each place."""
    order = np.array(sorted(range(alliance.members), key=alliance.ids.__getitem__), np.int64)
    place = np.argsort(order)
    changed: dict[str, Any] = {"utc_offset": alliance.utc_offset[order]}
    changed |= {name: moved(getattr(alliance, name), place, 1) for name in ("need", "offer")}
    changed |= {name: moved(getattr(alliance, name), place, 2) for name in ("history", "never", "fixed")}
    changed |= {name: place[getattr(alliance, name)] for name in ("opt_out", "alone_last")}
    changed |= {name: [getattr(alliance, name)[m] for m in order] for name in ("languages", "country", "unit", "ids")}
    return replace(alliance, **changed), order


def moved(rows: NDArray[Any], place: Ints, columns: int) -> NDArray[Any]:
    """The rows with the members in their first columns at new places."""
    rows = rows.copy()
    rows[:, :columns] = place[rows[:, :columns].astype(np.int64)]
    return rows


def coded(labels: Sequence[Hashable], name: str) -> Ints:
    """[n] a number for each label, equal for equal labels. Raises BadInstance."""
    places: dict[Hashable, int] = {}
    try:
        return np.array([places.setdefault(label, len(places)) for label in labels], np.int64)
    except TypeError as error:
        raise BadInstance(f"{name} holds something that is no name: {error}") from error


def marked(members: Ints, count: int) -> Mask:
    """[n] true for the listed members."""
    mask = np.zeros(count, bool)
    mask[members] = True
    return mask


def listed(value: Any, name: str) -> Sequence[Any]:
    """The value if it is a list. Raises BadInstance."""
    if not isinstance(value, list | tuple | np.ndarray):
        raise BadInstance(f"{name} must be a list")
    return value  # type: ignore[return-value]


def numbers(value: Any, name: str, shape: tuple[int | None, ...]) -> Floats:
    """The value as finite numbers of this shape (None = any length). Raises BadInstance."""
    if not len(listed(value, name)):
        value = np.zeros([length or 0 for length in shape])
    try:
        array = np.asarray(value)
    except (ValueError, OverflowError) as error:
        raise BadInstance(f"{name} must have rows of equal length") from error
    if array.dtype.kind not in "iuf":
        raise BadInstance(f"{name} must hold numbers")
    if array.ndim != len(shape) or any(want not in (None, have) for want, have in zip(shape, array.shape, strict=True)):
        raise BadInstance(f"{name} must hold {'rows of ' + str(shape[1]) if len(shape) == 2 else 'single'} numbers")
    if not np.all(np.isfinite(array)):
        raise BadInstance(f"{name} holds a number that is not finite")
    return array.astype(np.float64)


def whole(value: Any, name: str, *, least: int, most: int) -> None:
    """Refuse anything but a whole number in this range. Raises BadInstance."""
    if type(value) is not int or not least <= value <= most:
        raise BadInstance(f"{name} must be a whole number from {least} to {most}")


def between(value: Any, name: str, least: float, most: float) -> None:
    """Refuse anything but a finite number in this range. Raises BadInstance."""
    if type(value) not in (int, float) or not math.isfinite(value) or not least <= value <= most:
        raise BadInstance(f"{name} must be a number from {least:g} to {most:g}")
