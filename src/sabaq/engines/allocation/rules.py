"""Rules that cross the hierarchies: a share of women in each session, a mix of regions, "runs only with ten".

Bounds on people nest (agency < country < network), and so do bounds on seats; only such families have a proof by
prices. A rule that cuts across both makes the problem hard in general, so each rule is classified and that is said.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from sabaq.engines.allocation.instance import BadInstance, Instance, Ints

RuleKind = Literal["share", "count", "runs_only_with"]
KINDS: tuple[RuleKind, ...] = get_args(RuleKind)
KEYS = {"name", "kind", "sessions", "members", "lower", "upper", "share_lower", "hard", "together"}


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule on who sits where. `members` [N] true for the people it counts; `sessions` the sessions it looks at.

    `share`: of the people in each session at least `share_lower` are members. `count`: each session holds `lower` to
    `upper` members; with `together` the sessions as one. `runs_only_with`: each session holds no member or at least
    `lower`. `hard`: what is missing counts with the reserved seats, before people placed; otherwise after people moved.
    """

    name: str
    kind: RuleKind
    sessions: tuple[int, ...]
    members: NDArray[np.bool_]
    lower: int = 0
    upper: int | None = None
    share_lower: Fraction = Fraction(0)
    hard: bool = False
    together: bool = False

    def check(self, *, people: int, sessions: int) -> None:
        """Raise BadInstance where the rule does not fit the instance."""
        if self.members.shape != (people,):
            raise BadInstance(f"rule {self.name}: members must be one for each nominee")
        if not all(0 <= session < sessions for session in self.sessions) or repeated(self.sessions):
            raise BadInstance(f"rule {self.name}: sessions must be different numbers from 0 to {sessions - 1}")
        if self.upper is not None and self.upper < self.lower:
            raise BadInstance(f"rule {self.name}: upper is less than lower")

    def groups(self) -> list[tuple[int, ...]]:
        """The sessions that are counted as one, each time."""
        return [self.sessions] if self.together else [(session,) for session in self.sessions]

    def missing(self, placement: Ints) -> list[int]:
        """Per group how many people the placement [N] is short of the rule, or over it; 0 where it is kept."""
        short = []
        for group in self.groups():
            inside = np.isin(placement, group)
            members, everyone = int(np.count_nonzero(inside & self.members)), int(np.count_nonzero(inside))
            if self.kind == "share":
                short.append(max(0, -((members - self.share_lower * everyone) // 1)))
            elif self.kind == "runs_only_with":
                short.append(max(0, self.lower - members) if members else 0)
            else:
                over = 0 if self.upper is None else max(0, members - self.upper)
                short.append(max(0, self.lower - members) + over)
        return short


@dataclass(frozen=True)
class Classification:
    """What a rule is: `laminar` fits the hierarchies; `kind` says why, with `params`; `text` in English. `folded`: the
    rule became a bound of the flow, so the proof by prices covers it."""

    name: str
    laminar: bool
    folded: bool
    kind: str
    params: Mapping[str, int | str]
    text: str


REASONS = {
    "bound_of_quota": "“{rule}” counts exactly the people of quota {quota}, so it is one more bound in the hierarchy.",
    "bound_of_session": "“{rule}” counts everybody in a session, so it is one more bound in the hierarchy.",
    "bound_of_programme": "“{rule}” counts everybody in sessions that no such rule divides: a bound above sessions.",
    "bound_of_group": "“{rule}” counts a group that cuts through no quota, so it is one more bound in the hierarchy.",
    "crosses_rule": "“{rule}” counts a group that cuts through the group of another rule: it crosses the hierarchy.",
    "counts_nobody": "“{rule}” counts nobody, so it binds nobody.",
    "share": "“{rule}” compares its people with everybody in the session: a share is no bound of the hierarchy.",
    "all_or_nothing": "“{rule}” opens or closes whole sessions, which no bound of the hierarchy can say.",
    "crosses_quota": (
        "“{rule}” counts {inside} of the {people} people of quota {quota}, and {outside} others: it crosses the "
        "hierarchy."
    ),
    "crosses_sessions": "“{rule}” takes sessions together that another rule divides: it crosses the hierarchy.",
    "part_of_sessions": "“{rule}” bounds people of one quota in several sessions together: it crosses the hierarchy.",
}


def classified(instance: Instance, rule: Rule) -> Classification:
    """What a rule is, and whether it may become a bound of the flow."""

    def told(kind: str, laminar: bool, folded: bool = False, **params: int) -> Classification:
        shown: dict[str, int | str] = {"rule": rule.name, **params}
        return Classification(rule.name, laminar, folded, kind, shown, REASONS[kind].format_map(shown))

    if rule.kind == "share":
        return told("share", laminar=False)
    if rule.kind == "runs_only_with":
        return told("all_or_nothing", laminar=False)
    if not rule.members.any() and not rule.lower:
        return told("counts_nobody", laminar=True, folded=True)
    whole, single = len(rule.sessions) == instance.sessions, not rule.together or len(rule.sessions) == 1
    quota = same_people(instance, rule.members)
    if rule.together and not whole and not single:
        if not rule.members.all():
            return told("part_of_sessions", laminar=False)
        nested = all(nests(rule, other) for other in instance.crossing)
        return told("bound_of_programme" if nested else "crosses_sessions", laminar=nested)
    folds = rule.hard and not rule.lower
    if rule.members.all() and single:
        return told("bound_of_session", laminar=True, folded=folds)
    if rule.members.all():
        return told("bound_of_programme", laminar=True)
    if quota is not None:
        return told("bound_of_quota", laminar=True, folded=folds, quota=quota)
    divided = divided_quota(instance, rule.members)
    if divided is None and not any(cuts(rule.members, other.members) for other in instance.crossing):
        return told("bound_of_group", laminar=True)
    return told("crosses_quota", False, False, **divided) if divided else told("crosses_rule", laminar=False)


def same_people(instance: Instance, members: NDArray[np.bool_]) -> int | None:
    """The quota whose people are exactly the members, the widest of several; None if there is none."""
    inside = instance.quota_use(members)
    size = instance.quota_use(np.ones(instance.nominees, bool))
    same = np.flatnonzero((inside == size) & (size == np.count_nonzero(members)) & (size > 0))
    return int(same[np.argmin(instance.depth[same])]) if len(same) else None


def cuts(mine: NDArray[np.bool_], theirs: NDArray[np.bool_]) -> bool:
    """Whether two groups overlap and neither lies inside the other."""
    return bool(np.any(mine & theirs) and np.any(mine & ~theirs) and np.any(theirs & ~mine))


def divided_quota(instance: Instance, members: NDArray[np.bool_]) -> dict[str, int] | None:
    """The quota that a rule's people cross, the most evenly divided one, with how many it counts inside and outside."""
    inside = instance.quota_use(members)
    size = instance.quota_use(np.ones(instance.nominees, bool))
    counted = int(np.count_nonzero(members))
    parts = np.where(inside < counted, np.minimum(inside, size - inside), 0)
    quota = int(np.argmax(parts))
    if not parts[quota]:
        return None
    return {
        "quota": quota,
        "inside": int(inside[quota]),
        "people": int(size[quota]),
        "outside": counted - int(inside[quota]),
    }


def nests(rule: Rule, other: Rule) -> bool:
    """Whether two groups of sessions are apart or one lies in the other."""
    mine, theirs = set(rule.sessions), set(other.sessions)
    return not other.together or not mine & theirs or mine <= theirs or theirs <= mine


def repeated(values: Iterable[int]) -> bool:
    """Whether a value comes twice."""
    listed = list(values)
    return len(set(listed)) != len(listed)


def rules_from_json(given: Any, *, people: int, sessions: int) -> tuple[Rule, ...]:
    """The rules of a file: a list of objects, or (in an archive) its JSON text. Raises BadInstance."""
    if isinstance(given, np.ndarray):
        try:
            given = json.loads(str(given.item())) if given.size == 1 else None
        except ValueError as error:
            raise BadInstance("crossing must be JSON text") from error
    if not isinstance(given, list | tuple):
        raise BadInstance("crossing must be a list of objects")
    return tuple(_rule(row, at, people, sessions) for at, row in enumerate(given))


def _rule(row: Any, at: int, people: int, sessions: int) -> Rule:
    if not isinstance(row, dict):
        raise BadInstance(f"crossing[{at}] must be an object")
    for key in sorted(row.keys() - KEYS):
        raise BadInstance(f"crossing[{at}] has {key}, which is not a name of the file format")
    name = row.get("name") or f"crossing {at}"
    kind = row.get("kind") or ("count" if row.get("share_lower") is None else "share")
    if kind not in KINDS or not isinstance(name, str):
        raise BadInstance(f"crossing[{at}] must have a name and be one of {', '.join(KINDS)}")
    for key in ("hard", "together"):
        if not isinstance(row.get(key, False), bool):
            raise BadInstance(f"rule {name}: {key} must be true or false")
    counts = {key: row.get(key) for key in ("lower", "upper")}
    if any(value is not None and (type(value) is not int or not 0 <= value < 2**31) for value in counts.values()):
        raise BadInstance(f"rule {name}: lower and upper must be whole numbers, 0 or more")
    share = row.get("share_lower")
    if kind == "share" and (isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1):
        raise BadInstance(f"rule {name}: share_lower must be a number from 0 to 1")
    if kind == "runs_only_with" and not counts["lower"]:
        raise BadInstance(f"rule {name}: lower must say with how many a session runs")
    return Rule(
        name=name,
        kind=kind,
        sessions=tuple(_numbers(row.get("sessions"), f"rule {name}: sessions", sessions)),
        members=_members(row.get("members"), name, people),
        lower=counts["lower"] or 0,
        upper=counts["upper"],
        share_lower=Fraction(str(share)).limit_denominator(10_000) if kind == "share" else Fraction(0),
        hard=row.get("hard", False),
        together=row.get("together", False) and kind == "count",
    )


def _numbers(given: Any, name: str, known: int) -> list[int]:
    """Listed numbers below `known`; all of them for null. Raises BadInstance."""
    if given is None:
        return list(range(known))
    if not isinstance(given, list) or any(type(value) is not int or not 0 <= value < known for value in given):
        raise BadInstance(f"{name} must be null or a list of numbers below {known}")
    return given


def _members(given: Any, name: str, people: int) -> NDArray[np.bool_]:
    """[N] the people a rule counts, from a list of numbers or of true and false; everybody for null."""
    if isinstance(given, list) and len(given) == people and all(isinstance(value, bool) for value in given):
        return np.array(given, bool)
    mask = np.zeros(people, bool)
    mask[_numbers(given, f"rule {name}: members", people)] = True
    return mask
