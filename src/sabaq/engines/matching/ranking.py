"""The strongest few of each member among very many pairs, without sorting all of them in full."""

from __future__ import annotations

import numpy as np

from sabaq.engines.matching.alliance import Ints

BITS = 42  # for a value; the rest of a machine word names the member


def strongest(tails: Ints, value: Ints, most: int) -> Ints:
    """The places of the `most` largest values [m] of each tail [m], with those nearly equal to the last of them."""
    if not len(tails):
        return np.zeros(0, np.int64)
    highest = value.max()
    coarse = max(0, int(highest - value.min()).bit_length() - BITS)
    keys = (tails << BITS) + ((highest - value) >> (coarse + 1))
    ends = np.cumsum(np.bincount(tails))
    last = np.minimum(np.concatenate([[0], ends[:-1]]) + most, ends) - 1
    return np.flatnonzero(keys <= np.sort(keys)[last][tails])


def ranked(tails: Ints, value: Ints, most: int, draw: Ints | None = None) -> Ints:
    """The places of exactly the `most` largest values of each tail, largest first; equals in the order of `draw` [m],
    or as they stand."""
    able = strongest(tails, value, most)
    keys = (-value[able], tails[able]) if draw is None else (draw[able], -value[able], tails[able])
    order = able[np.lexsort(keys)]
    rank = np.arange(len(order)) - np.searchsorted(tails[order], tails[order])
    return np.asarray(order[rank < most])
