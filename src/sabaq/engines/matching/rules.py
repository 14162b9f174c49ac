"""The hard rules between two members, each by name, so that a refusal can say which one closed a pair."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_array

from sabaq.engines.matching.alliance import Alliance, Floats, Ints, Mask

# In the order in which they are named to a reader: the first that fails is the reason.
RULES = ("opted_out", "unit", "met", "never", "language", "window", "unneeded", "unoffered")
HARD = RULES[:6]


def among(sorted_keys: Ints, keys: Ints) -> Mask:
    """True where a key is in the sorted keys."""
    if not len(sorted_keys):
        return np.zeros(len(keys), bool)
    place = np.minimum(np.searchsorted(sorted_keys, keys), len(sorted_keys) - 1)
    return np.asarray(sorted_keys[place] == keys)


def broken_by(alliance: Alliance, rule: str, one: ArrayLike, other: ArrayLike) -> Mask:
    """[m] true where a hard rule closes the pair (one, other)."""
    left, right = np.asarray(one, np.int64), np.asarray(other, np.int64)
    if rule == "opted_out":
        return np.asarray(alliance.out[left] | alliance.out[right])
    if rule == "unit":
        return np.asarray(alliance.house[left] == alliance.house[right])
    if rule == "language":
        return np.asarray(~np.any(alliance.speech[left] & alliance.speech[right], axis=1))
    if rule == "window":
        apart = np.abs(alliance.utc_offset[left] - alliance.utc_offset[right])
        return np.asarray(apart > alliance.window_hours)
    keys = np.minimum(left, right) * alliance.members + np.maximum(left, right)
    return among(alliance.met if rule == "met" else alliance.barred, keys)


def allowed(alliance: Alliance, one: ArrayLike, other: ArrayLike) -> Mask:
    """[m] true where no hard rule closes the pair (one, other)."""
    left, right = np.asarray(one, np.int64), np.asarray(other, np.int64)
    open_pairs = np.ones(len(left), bool)
    for rule in HARD:
        still = np.flatnonzero(open_pairs)
        open_pairs[still] = ~broken_by(alliance, rule, left[still], right[still])
    return open_pairs


def reasons_against(alliance: Alliance, member: int) -> Ints:
    """[n] for each other member the index in RULES of the first rule that closes the pair; -1 where none does."""
    others = np.arange(alliance.members)
    same = np.full(alliance.members, member)
    reason = np.full(alliance.members, -1, np.int64)
    for place, rule in enumerate(RULES):
        if rule == "unneeded":
            closed = alliance.needs @ gifts(alliance.offers, member) <= 0
        elif rule == "unoffered":
            closed = alliance.offers @ gifts(alliance.needs, member) <= 0
        else:
            closed = broken_by(alliance, rule, same, others)
        reason[closed & (reason < 0)] = place
    return reason


def gifts(table: csr_array, member: int) -> Floats:
    """[t] the row of one member."""
    return np.asarray(table[[member]].toarray()[0])
