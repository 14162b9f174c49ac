"""An answer that never travels without its reasons: who works with whom, how good it is, how good it could be, and why.

Rows end with their weight: [i, j, weight] for pairs, [i, j, k, …, weight] for groups and for pairs with a third.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Status = Literal["optimal", "within", "feasible"]
Row = tuple[float, ...]  # members, then the weight
Param = int | float | str | tuple[int, ...]
CLOSE, REACHED = 1e-6, 5e-10


class BadResult(ValueError):
    """A stored result that cannot be read back; the message says why."""


@dataclass(frozen=True)
class Alternative:
    """Another partner for a member: `kind` a key of SENTENCES with its `params`, and the English `text`."""

    member: int
    weight: float
    kind: str
    params: Mapping[str, Param]
    text: str


@dataclass(frozen=True)
class Explanation:
    """One member's answer: `outcome` matched, fixed, unmatched or opted_out; `needs` the topics they need and get,
    `offers` those they give; `kind` a key of SENTENCES with its `params`; `text` in English. Indexes are 0-based."""

    member: int
    outcome: str
    kind: str
    params: Mapping[str, Param]
    text: str
    partners: tuple[int, ...] = ()
    needs: tuple[int, ...] = ()
    offers: tuple[int, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True)
class Pairing:
    """`pairs` rows [i, j, weight], `triples` rows [i, j, k, weight]; `value` the sum of weights and `bound` the most it
    can be with as many members matched; `matched` members and `most_matched`, the most there can be. `status`: optimal
    (proven) or within (`gap` is the share by which a better one could exceed it)."""

    pairs: tuple[Row, ...]
    triples: tuple[Row, ...]
    unmatched: tuple[int, ...]
    matched: int
    most_matched: int
    value: float
    bound: float
    status: Status
    explanations: tuple[Explanation, ...] = field(repr=False)

    @property
    def gap(self) -> float:
        """The share of the bound that is not reached."""
        return gap(self.value, self.bound)

    def as_json(self) -> dict[str, Any]:
        """The result as one JSON object."""
        return as_json(self)


@dataclass(frozen=True)
class Grouping:
    """`groups` rows of `size` members and the sum of the weights of all pairs inside; the rest as in Pairing, but
    `status` feasible means that nothing is proven beyond `bound` and `most_matched`."""

    groups: tuple[Row, ...]
    unmatched: tuple[int, ...]
    matched: int
    most_matched: int
    value: float
    bound: float
    status: Status
    explanations: tuple[Explanation, ...] = field(repr=False)

    @property
    def gap(self) -> float:
        """The share of the bound that is not reached."""
        return gap(self.value, self.bound)

    def as_json(self) -> dict[str, Any]:
        """The result as one JSON object."""
        return as_json(self)


@dataclass(frozen=True)
class Plan:
    """Rounds in which nobody meets anybody twice: `rounds` lists of rows, `unmatched` a list for each round, `matched`
    members of all rounds together; `alone` how often somebody is left alone, and `greedy` how often somebody would
    be if each round were planned by itself; who sits out is not counted. `explanations` a list for each round."""

    rounds: tuple[tuple[Row, ...], ...]
    unmatched: tuple[tuple[int, ...], ...]
    matched: int
    most_matched: int
    alone: int
    greedy: int
    value: float
    bound: float
    status: Status
    explanations: tuple[tuple[Explanation, ...], ...] = field(repr=False)

    @property
    def gap(self) -> float:
        """The share of the bound that is not reached."""
        return gap(self.value, self.bound)

    def as_json(self) -> dict[str, Any]:
        """The result as one JSON object."""
        return as_json(self)


Result = Pairing | Grouping | Plan


def status_of(matched: int, most: int, value: float, bound: float, *, otherwise: Status) -> Status:
    """optimal where both bounds are reached."""
    return "optimal" if matched == most and bound <= value + REACHED else otherwise


def gap(value: float, bound: float) -> float:
    """The share of the bound that the value does not reach."""
    return max(0.0, bound - value) / bound if bound > 0 else 0.0


def as_json(result: Result) -> dict[str, Any]:
    """Any result as one JSON object."""
    return {**asdict(result), "gap": result.gap}
