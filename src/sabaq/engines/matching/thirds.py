"""The odd one out joins a pair as a third, where the alliance allows it: more people matched, nobody moved."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sabaq.engines.matching.alliance import Alliance
from sabaq.engines.matching.result import Row
from sabaq.engines.matching.rules import allowed
from sabaq.engines.matching.weighing import weights_between


def with_thirds(alliance: Alliance, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The pairs that stay two, and those that take a third, as rows [i, j, k, weight] with the sum of their weights.

    A third must be allowed with both and gain with at least one. Strongest additions first; each pair takes one.
    """
    busy = {int(member) for row in rows for member in row[:2]}
    one, other = np.array([row[0] for row in rows], np.int64), np.array([row[1] for row in rows], np.int64)
    offers: list[tuple[float, str, int, int]] = []
    for member in (m for m in range(alliance.members) if m not in busy and not alliance.out[m]):
        same = np.full(len(rows), member)
        added = weights_between(alliance, same, one) + weights_between(alliance, same, other)
        good = np.flatnonzero((added > 0) & allowed(alliance, same, one) & allowed(alliance, same, other))
        offers += [(-float(added[place]), alliance.ids[member], member, int(place)) for place in good]
    joins: dict[int, tuple[int, float]] = {}
    placed: set[int] = set()
    for added_negative, _name, member, place in sorted(offers):
        if place not in joins and member not in placed:
            joins[place] = (member, -added_negative)
            placed.add(member)
    two = [row for place, row in enumerate(rows) if place not in joins]
    three = [(*row[:2], joins[place][0], row[2] + joins[place][1]) for place, row in enumerate(rows) if place in joins]
    return two, three
