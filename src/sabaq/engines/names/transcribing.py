"""The cost of reading letters of one script as letters of another, by a table of letter groups.

One alignment serves western names in Russian and foreign names in Han: every group may be read in one of several ways,
each with its cost, and what no way explains costs more the more it matters to the ear.
"""

from collections.abc import Iterator, Mapping, Sequence

Readings = tuple[tuple[str, float], ...]

_LONGEST = 5  # letters of the longest group
_SOFT = frozenset("аеиоуюяaeiouy")
_GLIDES = frozenset("иуy")
_LIQUID = "l"  # Latin only, at the end of a syllable: Chinese has no such end, so it is often left out
_LIMIT = 0.9  # past this the words are no reading of each other
FAR = 2.0
_Row = dict[int, float]  # how much of `heard` is explained -> at what cost


def reading_cost(written: Sequence[str], heard: str, table: Mapping[str, Readings]) -> float:
    """Give the least cost of reading `written` (its letters, or its syllables) as `heard`; FAR if it is past 0.9.

    A group of the table may end in `$` for the end of the word. An unexplained consonant costs about 1.
    """
    rows: list[_Row] = [{} for _ in range(len(written) + 1)]
    rows[0][0] = 0.0
    for at, row in enumerate(rows[:-1]):
        if not row:
            continue
        _relax_insertions(row, heard)
        for end, readings in _groups(written, at, table):
            later = rows[end]
            for sound, cost in readings:
                for place, before in row.items():
                    total = before + cost
                    if total <= _LIMIT and heard.startswith(sound, place):
                        reached = place + len(sound)
                        if total < later.get(reached, FAR):
                            later[reached] = total
        _relax_mismatch(row, rows[at + 1], written[at], len(heard))
    _relax_insertions(rows[-1], heard)
    return rows[-1].get(len(heard), FAR)


def _groups(written: Sequence[str], at: int, table: Mapping[str, Readings]) -> Iterator[tuple[int, Readings]]:
    size = len(written)
    for end in range(at + 1, min(at + _LONGEST, size) + 1):
        group = "".join(written[at:end])
        readings = (table.get(group + "$") if end == size else None) or table.get(group)
        if readings:
            yield end, readings


def _relax_insertions(row: _Row, heard: str) -> None:
    for place in range(min(row, default=len(heard)), len(heard)):
        if place not in row:
            continue
        letter = heard[place]
        if letter in _GLIDES:
            missed = 0.2
        elif letter in _SOFT or (letter == _LIQUID and heard[place + 1 : place + 2] not in _SOFT):
            missed = 0.4
        else:
            missed = 0.85
        cost = row[place] + missed
        if cost <= _LIMIT and cost < row.get(place + 1, FAR):
            row[place + 1] = cost


def _relax_mismatch(row: _Row, later: _Row, letter: str, size: int) -> None:
    dropped, swapped = (0.35 if letter in _SOFT else 0.8), 0.85
    for place, cost in row.items():
        if cost + dropped <= _LIMIT and cost + dropped < later.get(place, FAR):
            later[place] = cost + dropped
        if place < size and cost + swapped <= _LIMIT and cost + swapped < later.get(place + 1, FAR):
            later[place + 1] = cost + swapped
