"""Random alliances in the file format, and the best answers found by trying all; nothing here uses the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np
import pytest

Record = dict[str, object]


def build(number: int, members: int, *, topics: int = 5, coarse: bool = False, **more: object) -> Record:
    """An alliance of three countries and a few languages; coarse weights make many ties."""
    random = np.random.default_rng(number)
    steps = [0.5, 1.0] if coarse else [round(float(w), 3) for w in np.linspace(0.1, 1.0, 19)]

    def side(most: int) -> list[list[float]]:
        rows = []
        for member in range(members):
            for topic in random.permutation(topics)[: random.integers(1, most + 1)]:
                rows.append([member, int(topic), float(random.choice(steps))])
        return rows

    def some_pairs(share: float) -> list[list[int]]:
        return [[i, j] for i, j in combinations(range(members), 2) if random.random() < share]

    return {
        "members": members,
        "topics": topics,
        "need": side(3),
        "offer": side(3),
        "languages": [
            [*(["ru"] if random.random() < 0.7 else []), str(random.choice(["kk", "en", "zh"]))] for _ in range(members)
        ],
        "utc_offset": [float(x) for x in random.choice([5, 5.5, 6, 8, 10], members)],
        "country": [str(x) for x in random.choice(["KZ", "UZ", "CN"], members)],
        "unit": [int(x) for x in random.integers(0, max(2, members // 2), members)],
        "history": some_pairs(0.06),
        "never": some_pairs(0.03),
        "country_bonus": 0.25,
        "ids": [f"m{x:04}" for x in random.permutation(members)],
        **more,
    }  # fmt: skip


def open_weights(record: Record) -> dict[tuple[int, int], float]:
    """The weight of each pair that the rules leave open, straight from the definition."""
    need: dict[tuple[int, int], float] = {(int(m), int(t)): w for m, t, w in record["need"]}
    offer: dict[tuple[int, int], float] = {(int(m), int(t)): w for m, t, w in record["offer"]}
    closed = {tuple(sorted(pair)) for name in ("history", "never") for pair in record[name]}
    out = set(record.get("opt_out", ()))
    found = {}
    for i, j in combinations(range(record["members"]), 2):
        a, b = (
            sum(need.get((x, t), 0) * offer.get((y, t), 0) for t in range(record["topics"]))
            for x, y in ((i, j), (j, i))
        )
        apart = abs(record["utc_offset"][i] - record["utc_offset"][j]) > record.get("window_hours", 4)
        deaf = not set(record["languages"][i]) & set(record["languages"][j])
        shut = record["unit"][i] == record["unit"][j] or (i, j) in closed or bool({i, j} & out)
        if a > 0 and b > 0 and not (apart or deaf or shut):
            abroad = record["country"][i] != record["country"][j]
            found[i, j] = 2 * a * b / (a + b) + record["country_bonus"] * abroad
    return found


def matchings(pairs: list[tuple[int, int]], taken: frozenset[int] = frozenset()) -> Iterator[list[tuple[int, int]]]:
    """Every set of disjoint pairs."""
    yield []
    for place, (i, j) in enumerate(pairs):
        if i not in taken and j not in taken:
            for rest in matchings(pairs[place + 1 :], taken | {i, j}):
                yield [(i, j), *rest]


@pytest.fixture(scope="session")
def record() -> Callable[..., Record]:
    return build


@pytest.fixture(scope="session")
def weights() -> Callable[[Record], dict[tuple[int, int], float]]:
    return open_weights


@pytest.fixture(scope="session")
def every_matching() -> Callable[..., Iterator[list[tuple[int, int]]]]:
    return matchings
