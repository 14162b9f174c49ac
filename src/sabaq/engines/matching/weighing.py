"""Every pair from which both gain, with its weight, found through an inverted index of topics.

The product of the sparse tables of needs and offers visits only members who share a topic. Large alliances keep the
pairs above a floor, given as a number for each member: what was left out is then bounded, not guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_array

from sabaq.engines.matching.alliance import Alliance, Floats, Ints, Mask
from sabaq.engines.matching.rules import allowed, broken_by

BLOCK_ENTRIES, PART_ROWS = 500_000, 700
MOST_KINDS = 64


@dataclass(frozen=True, eq=False)
class Edges:
    """Allowed pairs: `one` < `other` [m] members, `weight` [m] above 0."""

    one: Ints
    other: Ints
    weight: Floats

    def __len__(self) -> int:
        return len(self.one)

    def subset(self, keep: Mask | Ints) -> Edges:
        """The chosen pairs."""
        return Edges(self.one[keep], self.other[keep], self.weight[keep])


def weight_of(alliance: Alliance, gain: Floats, gift: Floats, one: Ints, other: Ints) -> Floats:
    """[m] the harmonic mean of both gains, plus the bonus across countries; 0 unless both gain."""
    both = (gain > 0) & (gift > 0)
    total = np.where(both, gain + gift, 1.0)
    bonus = alliance.country_bonus * (alliance.nation[one] != alliance.nation[other])
    return np.where(both, 2.0 * gain * gift / total + bonus, 0.0)


def weights_between(alliance: Alliance, one: ArrayLike, other: ArrayLike) -> Floats:
    """[m] the weight of each pair (one, other), hard rules not asked; 0 unless both gain."""
    left, right = np.asarray(one, np.int64), np.asarray(other, np.int64)
    if not len(left):
        return np.zeros(0)
    gain = alliance.needs[left].multiply(alliance.offers[right]).sum(axis=1)
    gift = alliance.offers[left].multiply(alliance.needs[right]).sum(axis=1)
    return weight_of(alliance, np.asarray(gain).ravel(), np.asarray(gift).ravel(), left, right)


def all_edges(alliance: Alliance, free: Mask, floor: Floats | None = None) -> Edges:
    """Every allowed pair of free members [n] with a weight above 0 and, where a floor [n] is given, of at least
    floor[i] + floor[j]."""
    members = np.flatnonzero(free)
    return joined(list(edges_between(alliance, members, members, floor, once=True)))


def edges_between(
    alliance: Alliance, left: Ints, right: Ints, floor: Floats | None = None, *, once: bool = False
) -> Iterator[Edges]:
    """The allowed pairs of two ascending lists of members, in portions; `once`: only those with one < other.

    Members of the same languages and time zone share the list of those they can talk to.
    """
    traits = np.column_stack([alliance.speech, np.round(alliance.utc_offset * 3600).astype(np.int64)])
    kinds, first, kind = np.unique(traits, axis=0, return_index=True, return_inverse=True)
    if len(kinds) > MOST_KINDS:
        yield from blocks(alliance, left, right, floor, once=once)
        return
    for place in range(len(kinds)):
        like = np.full(len(kinds), first[place])
        apart = broken_by(alliance, "language", like, first) | broken_by(alliance, "window", like, first)
        yield from blocks(alliance, left[kind[left] == place], right[~apart[kind[right]]], floor, once=once)


def joined(parts: list[Edges]) -> Edges:
    """All pairs of several lists."""
    if not parts:
        return Edges(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    return Edges(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("one", "other", "weight")))


def blocks(alliance: Alliance, left: Ints, right: Ints, floor: Floats | None, *, once: bool) -> Iterator[Edges]:
    """The allowed pairs of two ascending lists of members, a block of rows at a time."""
    for part in np.array_split(left, 1 + len(left) // PART_ROWS if once else 1):
        right = right[np.searchsorted(right, part[0]) :] if once and len(part) else right
        offers, needs = alliance.offers[right].T.tocsr(), alliance.needs[right].T.tocsr()
        step = max(1, BLOCK_ENTRIES // max(1, len(right)))
        for begin in range(0, len(part), step):
            yield mutual(alliance, part[begin : begin + step], right, (offers, needs), floor, once=once)


def mutual(
    alliance: Alliance,
    rows: Ints,
    right: Ints,
    tables: tuple[csr_array, csr_array],
    floor: Floats | None,
    *,
    once: bool,
) -> Edges:
    """The pairs of one block from which both gain enough; `tables` are the offers and needs of the right, by topic."""
    gain, gift = alliance.needs[rows] @ tables[0], (alliance.offers[rows] @ tables[1]).toarray()
    flat = np.repeat(np.arange(len(rows)) * len(right), np.diff(gain.indptr)) + gain.indices
    gifts = gift.ravel().take(flat)
    both = np.flatnonzero(gifts)
    places, columns = np.divmod(flat.take(both), max(1, len(right)))
    one, other = rows[places], right[columns]
    weight = weight_of(alliance, gain.data.take(both), gifts.take(both), one, other)
    if once:
        weight[other <= one] = 0.0
    keep = weight > 0
    if floor is not None:
        keep &= weight >= floor[one] + floor[other]
    one, other, weight = one[keep], other[keep], weight[keep]
    keep = allowed(alliance, one, other)
    return Edges(one[keep], other[keep], weight[keep])
