"""What the office wants, in order, as whole numbers on every possible placement.

An earlier level always decides first: reserved seats, people placed, people moved, agency priority, preference and
last the lottery.
In a repair, nobody is moved to place someone else: "moved" comes before "placed".
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

from sabaq.engines.allocation.instance import Instance, Ints

ORDER = ("shortage", "placed", "moved", "priority", "rank", "lottery")
REPAIR_ORDER = ("shortage", "moved", "placed", "priority", "rank", "lottery")
DEPTH = len(ORDER)


@dataclass(frozen=True)
class Levels:
    """How well a placement does. Fewer is better for shortage, moved, crossing and rank; more for the others.

    `shortage` counts reserved seats and what hard crossing rules miss; `crossing` what the other ones miss.
    """

    shortage: int
    placed: int
    moved: int
    priority: int
    rank: int
    lottery: int
    crossing: int = 0

    def worth(self, *, repair: bool = False) -> tuple[int, ...]:
        """The levels in order of importance with signs such that the smaller tuple is the better placement."""
        signs = {"placed": -1, "priority": -1, "lottery": -1}
        values = asdict(self)
        return tuple(signs.get(name, 1) * values[name] for name in order_of(repair=repair))


def order_of(*, repair: bool) -> tuple[str, ...]:
    """The names of the levels in order, with that of crossing rules, which comes before agency priority."""
    names = REPAIR_ORDER if repair else ORDER
    return (*names[:3], "crossing", *names[3:])


def pair_gains(instance: Instance) -> dict[str, Ints]:
    """[M] per level: what a pair adds when it is used. A rank gain counts more for people their agency put first."""
    step = instance.pair_rank.max(initial=1) + 1 - instance.pair_rank
    urgency = instance.priority.max(initial=1) + 1 - instance.priority
    luck = instance.nominees - instance.draw
    return {
        "placed": np.ones(len(instance.owner), np.int64),
        "moved": (instance.held[instance.owner] == instance.pair_session).astype(np.int64),
        "priority": step * urgency[instance.owner],
        "rank": -instance.pair_rank,
        "lottery": step * luck[instance.owner],
    }


def pair_costs(instance: Instance, *, repair: bool) -> Ints:
    """[6, M] the cost of each pair at each level; the first row (shortage) lies on quotas and is zero here."""
    gains = pair_gains(instance) | {"shortage": np.zeros(len(instance.owner), np.int64)}
    return np.stack([-gains[name] for name in (REPAIR_ORDER if repair else ORDER)])


def levels_of(instance: Instance, placement: Ints) -> Levels:
    """The levels a placement [N] reaches."""
    pair = instance.chosen_pair(placement)
    used = pair[pair >= 0]
    gains = {name: int(gain[used].sum()) for name, gain in pair_gains(instance).items()}
    short = np.maximum(0, instance.quota_lower - instance.quota_use(placement >= 0)).sum()
    holders = int(np.count_nonzero(instance.held >= 0))
    missing = {
        hard: sum(sum(r.missing(placement)) for r in instance.crossing if r.hard == hard) for hard in (True, False)
    }
    return Levels(
        shortage=int(short) + missing[True],
        crossing=missing[False],
        placed=gains["placed"],
        moved=holders - gains["moved"],
        priority=gains["priority"],
        rank=-gains["rank"],
        lottery=gains["lottery"],
    )
