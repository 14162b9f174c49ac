"""Alliances as they are: a few topics that many need, languages by country, units whose people know each other."""

from __future__ import annotations

from typing import Any

import numpy as np

OFFSETS = (5.0, 5.0, 6.0, 5.0, 5.0, 8.0)
SHARES = (0.3, 0.2, 0.15, 0.15, 0.1, 0.1)
SECOND_LANGUAGE = (0.85, 0.7, 0.8, 0.6, 0.4, 0.1)
THIRD_LANGUAGE = 0.35
BONUS = 0.1


def alliance(members: int, *, seed: int = 0, **more: Any) -> dict[str, Any]:
    """An alliance of six countries in the file format; topics follow Zipf's law, and grow with the members."""
    random = np.random.default_rng(seed)
    topics = max(12, min(400, int(4 * members**0.5)))
    share = 1 / np.arange(1, topics + 1) ** 0.9
    share /= share.sum()

    def side(most: int) -> list[list[float]]:
        rows: list[list[float]] = []
        for member, count in enumerate(random.integers(2, most + 1, members).tolist()):
            chosen = random.choice(topics, count, replace=False, p=share)
            rows += [[member, int(t), w / 10] for t, w in zip(chosen, random.integers(1, 11, count), strict=True)]
        return rows

    need, offer = side(4), side(5)
    country = random.choice(6, members, p=SHARES)
    second = random.random(members) < np.array(SECOND_LANGUAGE)[country]
    third = random.random(members) < THIRD_LANGUAGE
    unit = country * 1_000_000 + random.integers(0, max(2, members // 40), members)
    return {
        "members": members,
        "topics": topics,
        "need": need,
        "offer": offer,
        "languages": [[int(c), *[6] * bool(s), *[7] * bool(t)] for c, s, t in zip(country, second, third, strict=True)],
        "utc_offset": [OFFSETS[c] for c in country],
        "country": country.tolist(),
        "unit": unit.tolist(),
        "country_bonus": BONUS,
        **more,
    }


def open_pairs(rows: dict[str, Any]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every allowed pair (one, other) with its weight, as anybody would compute it: whole tables in stripes."""
    count = rows["members"]
    need, offer = np.zeros((count, rows["topics"])), np.zeros((count, rows["topics"]))
    for table, name in ((need, "need"), (offer, "offer")):
        values = np.array(rows[name])
        table[values[:, 0].astype(int), values[:, 1].astype(int)] = values[:, 2]
    speech = np.zeros((count, 8))
    for member, spoken in enumerate(rows["languages"]):
        speech[member, spoken] = 1
    country, unit, hours = (np.array(rows[name]) for name in ("country", "unit", "utc_offset"))
    found = []
    for start in range(0, count, 1000):
        part = slice(start, start + 1000)
        gain, gift = need[part] @ offer.T, offer[part] @ need.T
        fit = (gain > 0) & (gift > 0) & (speech[part] @ speech.T > 0) & (unit[part, None] != unit)
        fit &= np.abs(hours[part, None] - hours) <= 4
        fit &= np.arange(count) > np.arange(start, min(count, start + 1000))[:, None]
        one, other = np.nonzero(fit)
        mean = 2 * gain[one, other] * gift[one, other] / (gain[one, other] + gift[one, other])
        found.append((one + start, other, mean + rows["country_bonus"] * (country[one + start] != country[other])))
    return tuple(np.concatenate(column) for column in zip(*found, strict=True))  # type: ignore[return-value]
