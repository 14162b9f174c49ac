"""Groups of a fixed size: the most members in groups, then those who were alone last time, then the most gained inside.

Small alliances are decided at once and proven. In larger ones a few groups at a time are taken apart and decided
again, until no such step gains anything; then a bound is given instead of a proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b

import numpy as np

from sabaq.engines.matching.alliance import Alliance, BadInstance, Floats, Ints
from sabaq.engines.matching.enumeration import Tables, all_groups, tables
from sabaq.engines.matching.explanations import Reasons
from sabaq.engines.matching.packing import Packing, best_packing
from sabaq.engines.matching.result import Explanation, Grouping, Row, status_of
from sabaq.engines.matching.weighing import Edges

MOST_MEMBERS = 3_000
MOST_GROUPS = 60_000
AT_ONCE, PASSES = 24, 4


def groups(alliance: Alliance, *, most_groups: int = MOST_GROUPS) -> Grouping:
    """The best groups of `size` members, with bound and reasons; decided at once up to `most_groups` permitted groups.

    Raises BadInstance above 3,000 members.
    """
    if alliance.members > MOST_MEMBERS:
        raise BadInstance(f"groups are formed among at most {MOST_MEMBERS} members")
    table = tables(alliance)
    found = all_groups(alliance, table, np.arange(alliance.members), most=most_groups)
    if found is not None:
        packing = best_packing(found, *worths(alliance, table, found), alliance.members)
        chosen = found[packing.chosen]
        if packing.proven:
            return told(alliance, table, chosen, packing)
    else:
        chosen = step_by_step(alliance, table)
    return told(alliance, table, chosen, None)


def worths(alliance: Alliance, table: Tables, found: Ints) -> tuple[Floats, Ints]:
    """[m] what each group is worth, formerly lonely members first, and [m] its number in the draw, below 2**24."""
    weight = table.total(found)
    lonely = alliance.was_alone[found].sum(axis=1)
    bonus = float(np.sort(weight)[-(alliance.members // alliance.size + 1) :].sum()) + 1.0 if lonely.any() else 0.0
    drawn = np.zeros(len(found), np.int64)
    for place, group in enumerate(found.tolist()):
        names = sorted(alliance.ids[member] for member in group)
        drawn[place] = int.from_bytes(blake2b(repr((alliance.seed, *names)).encode(), digest_size=3).digest(), "big")
    return weight + bonus * lonely, drawn


def told(alliance: Alliance, table: Tables, chosen: Ints, proof: Packing | None) -> Grouping:
    """The result with its bound and its explanations."""
    weight = table.total(chosen) if len(chosen) else np.zeros(0)
    rows: list[Row] = sorted((*group, value) for group, value in zip(chosen.tolist(), weight.tolist(), strict=True))
    inside = {int(member) for member in chosen.ravel()}
    value = sum(row[-1] for row in rows)
    strongest = np.sort(table.weight, axis=1)[:, -(alliance.size - 1) :].sum(axis=1)
    able = int(np.count_nonzero(strongest > 0))
    most = len(inside) if proof else able - able % alliance.size
    bound = value if proof else max(value, float(strongest.sum()) / 2)
    return Grouping(
        groups=tuple(rows),
        unmatched=tuple(member for member in range(alliance.members) if member not in inside),
        matched=len(inside),
        most_matched=most,
        value=value,
        bound=bound,
        status=status_of(len(inside), most, value, bound, otherwise="feasible"),
        explanations=group_reasons(alliance, table, rows),
    )


def group_reasons(alliance: Alliance, table: Tables, rows: Sequence[Row]) -> tuple[Explanation, ...]:
    """Why each member is in their group, or in none."""
    one, other = np.nonzero(np.triu(table.weight, 1))
    return Reasons(alliance, Edges(one, other, table.weight[one, other]), rows, size=alliance.size).tell()


def step_by_step(alliance: Alliance, table: Tables) -> Ints:
    """Groups [m, size] found by deciding exactly among a few members at a time."""
    order = sorted(
        np.flatnonzero(~alliance.out).tolist(), key=lambda m: (*alliance.speech[m].tolist(), alliance.ids[m])
    )
    state: list[list[int]] = []
    free = order
    for number in range(PASSES):
        for part in portions(state, free, number):
            members = [m for group in part for m in group]
            free = [m for m in free if m not in set(members)]
            state = [group for group in state if group not in part]
            better = max(
                decided(alliance, table, sorted(members)),
                [group for group in part if len(group) == alliance.size],
                key=lambda some: (
                    len(some),
                    float(table.total(np.array(some, np.int64).reshape(-1, alliance.size)).sum()),
                ),
            )
            state += better
            free += sorted(set(members) - {m for group in better for m in group})
    return np.array(state, np.int64).reshape(-1, alliance.size)


def portions(state: Sequence[list[int]], free: Sequence[int], number: int) -> Iterator[list[list[int]]]:
    """What to take apart together: groups a stride apart, and lonely members; other strides in each pass."""
    units = [*state, *([member] for member in free)]
    parts = max(1, -(-sum(map(len, units)) // AT_ONCE))
    if number % 2:
        yield from (units[start::parts] for start in range(parts))
        return
    part: list[list[int]] = []
    for unit in units:
        if part and sum(map(len, part)) + len(unit) > AT_ONCE:
            yield part
            part = []
        part.append(unit)
    yield part


def decided(alliance: Alliance, table: Tables, members: Sequence[int]) -> list[list[int]]:
    """The best groups among these members."""
    found = all_groups(alliance, table, np.array(members, np.int64), most=MOST_GROUPS)
    if found is None:
        half = len(members) // 2
        return decided(alliance, table, members[:half]) + decided(alliance, table, members[half:])
    worth, drawn = worths(alliance, table, found)
    chosen: list[list[int]] = found[best_packing(found, worth, drawn, alliance.members).chosen].tolist()
    return chosen
