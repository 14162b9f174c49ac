"""Made-up networks for the benchmark of allocation: the same seed and size always give the same instance.

Countries of several agencies with reserved seats, bounds of countries inside sessions, three to five wishes a person
that cluster on popular sessions, and fewer seats than people: the shape of a real edition, at any size.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def case(people: int, *, seed: int = 1) -> dict[str, Any]:
    """The names and values of the public file format, as arrays."""
    random = np.random.default_rng(seed)
    sessions, countries, agencies = (
        min(1500, max(4, people // 35)),
        min(40, max(4, people // 60)),
        max(10, people // 12),
    )
    parent = np.concatenate([[-1], np.zeros(countries, int), 1 + np.sort(random.integers(0, countries, agencies))])
    agency = 1 + countries + np.sort(random.integers(0, agencies, people))
    begins = np.flatnonzero(np.diff(agency, prepend=-1))
    size = np.bincount(agency, minlength=len(parent))
    of_country = np.bincount(parent[agency], minlength=len(parent))[1 : 1 + countries]
    of_agency = np.maximum(1, size[1 + countries :] * random.integers(4, 12, agencies) // 10)
    lower = np.concatenate([[0], of_country // 4, np.minimum(1, size[1 + countries :])])
    upper = np.concatenate([[people * 9 // 10], of_country * 4 // 5, of_agency])
    capacity = random.integers(24, 41, sessions) * people // (35 * sessions)
    wished = random.choice(sessions, (people, 12), p=random.dirichlet(np.full(sessions, 4.0)))
    ptr, wish = distinct(wished, random.integers(3, 6, people))
    nations = random.permuted(np.tile(np.arange(countries), (sessions, 1)), axis=1)[:, :3] + 1
    shares = np.repeat(np.maximum(1, capacity // 4), 3)
    return {
        "nominees": people,
        "sessions": sessions,
        "pair_ptr": ptr,
        "pair_session": wish,
        "pair_rank": np.arange(len(wish)) - np.repeat(ptr[:-1], np.diff(ptr)) + 1,
        "agency": agency,
        "priority": np.arange(people) - np.repeat(begins, np.diff(begins, append=people)) + 1,
        "lottery": random.integers(0, 2**32, people),
        "quota_parent": parent,
        "quota_lower": lower,
        "quota_upper": np.maximum(upper, lower),
        "capacity": capacity,
        "session_country_upper": np.stack([np.repeat(np.arange(sessions), 3), nations.ravel(), shares], axis=1),
    }


def distinct(drawn: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first different values of each row, at most so many, as `pair_ptr` and `pair_session`."""
    order = np.argsort(drawn, axis=1, kind="stable")
    ordered = np.take_along_axis(drawn, order, axis=1)
    repeated = np.zeros_like(drawn, bool)
    np.put_along_axis(repeated, order[:, 1:], ordered[:, 1:] == ordered[:, :-1], axis=1)
    kept = ~repeated & (np.cumsum(~repeated, axis=1) <= wanted[:, None])
    return np.concatenate([[0], np.cumsum(kept.sum(axis=1))]), drawn[kept]
