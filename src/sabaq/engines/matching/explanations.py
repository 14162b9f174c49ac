"""Why each member works with whom, from the weights themselves: both ways of the exchange, and what others would cost.

An alternative that would be better for one member is worse for somebody else; the sentence says for whom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from sabaq.engines.matching.alliance import Alliance, Ints
from sabaq.engines.matching.ranking import ranked
from sabaq.engines.matching.result import Alternative, Explanation, Param, Row
from sabaq.engines.matching.rules import HARD, RULES, allowed, broken_by, reasons_against
from sabaq.engines.matching.weighing import Edges, weights_between

SENTENCES = {
    "paired": "You work with {partner}. You get what you need in topics {needs} and give what they need in {offers}.",
    "grouped": "You work with {partners}. You get what you need in topics {needs} and give what they need in {offers}.",
    "fixed": "Your pair with {partner} was fixed beforehand and is kept.",
    "fixed_breaks": "Your pair with {partner} was fixed beforehand and is kept against a rule: {rule}.",
    "opted_out": "You sit out, as you asked.",
    "all_taken": "Whoever would suit you ({open}) does more good elsewhere.",
    "no_group": "No further group of {size} can be made with those who would suit you ({open}).",
    "closed_opted_out": "No partner is open to you. The main reason ({count} of {others}): they sit out.",
    "closed_unit": "No partner is open to you. The main reason ({count} of {others}): the same unit as yours.",
    "closed_met": "No partner is open to you. The main reason ({count} of {others}): partners before.",
    "closed_never": "No partner is open to you. The main reason ({count} of {others}): excluded by name.",
    "closed_language": "No partner is open to you. The main reason ({count} of {others}): no language in common.",
    "closed_window": "No partner is open to you. The main reason ({count} of {others}): too far in time.",
    "closed_unneeded": "No partner is open to you. The main reason ({count} of {others}): no need of your offer.",
    "closed_unoffered": "No partner is open to you. The main reason ({count} of {others}): no offer for your need.",
    "nobody_else": "Nobody else takes part.",
    "weaker": "With {member} you would both gain less ({weight} against {own}).",
    "partner_stronger": "{member} gains more with {partner} ({partner_weight} against {weight} with you).",
    "left_alone": "Your partner and the partner of {member} could not work with each other.",
    "left_free": "{member} has no partner, but then yours would be left alone.",
    "swap_loses": "If you worked with {member} and your partners with each other, the four of you would lose {loss}.",
    "kept_apart": "{member} is bound to a fixed pair or a larger group.",
    "equal": "{member} would be as good; the weakest pair of all, or else the published draw, decided.",
    "other_round": "You work with {member} in round {round}.",
    "swap_gains_now": "An exchange with {member} would gain {gain} in this round; all rounds together would lose.",
    "swap_gains": "An exchange with {member} would gain {gain}; the result is only within its bound of the best.",
}
SHOWN, STEP = 3, 2e-9


def say(alliance: Alliance, kind: str, params: Mapping[str, Param]) -> str:
    """The English sentence of a kind; members appear by their ids, weights with three digits."""
    return SENTENCES[kind].format(**{name: shown(alliance, name, value) for name, value in params.items()})


def shown(alliance: Alliance, name: str, value: Param) -> str:
    """One parameter as a reader sees it."""
    if isinstance(value, tuple):
        return ", ".join(alliance.ids[one] if name == "partners" else str(one) for one in value)
    if isinstance(value, int) and name in ("partner", "member"):
        return alliance.ids[value]
    return f"{value:.3g}" if isinstance(value, float) else str(value)


class Reasons:
    """Explains one round: the groups (pairs, triples or larger) with the pairs that were open."""

    def __init__(
        self,
        alliance: Alliance,
        edges: Edges,
        groups: Iterable[Row],
        meetings: Mapping[tuple[int, int], int] | None = None,
        size: int = 0,
    ) -> None:
        """`meetings`: for a plan of rounds, in which round (from 1) two members i < j meet; `size` for groups."""
        self.alliance = alliance
        self.meetings, self.size = meetings, size
        self.edges = edges
        self.mates: dict[int, tuple[int, ...]] = {}
        for row in groups:
            people = [int(member) for member in row[:-1]]
            for member in people:
                self.mates[member] = tuple(other for other in people if other != member)
        self.fixed = {int(one): int(other) for pair in alliance.fixed for one, other in (pair, pair[::-1])}
        self.best = self._best()
        partner = np.array(
            [self.mates[m][0] if len(self.mates.get(m, ())) == 1 else -1 for m in range(alliance.members)]
        )
        paired = np.flatnonzero(partner >= 0)
        self.own = np.zeros(alliance.members)
        self.own[paired] = weights_between(alliance, paired, partner[paired])
        self.swap = self._swaps(partner)

    def _best(self) -> Mapping[int, list[tuple[float, int]]]:
        """The strongest open partners of each member, strongest first; the one they have may be among them."""
        edges = self.edges
        tails, heads = np.concatenate([edges.one, edges.other]), np.concatenate([edges.other, edges.one])
        steps = np.round(np.tile(edges.weight, 2) * 1e9).astype(np.int64)
        place = np.empty(self.alliance.members, np.int64)
        place[sorted(range(self.alliance.members), key=self.alliance.ids.__getitem__)] = np.arange(len(place))
        found: dict[int, list[tuple[float, int]]] = defaultdict(list)
        kept = ranked(tails, steps, SHOWN + 1, place[heads])
        weights = edges.weight[kept % max(1, len(edges))]
        for one, other, weight in zip(tails[kept].tolist(), heads[kept].tolist(), weights.tolist(), strict=True):
            found[one].append((weight, other))
        return found

    def _swaps(self, partner: Ints) -> Mapping[tuple[int, int], float]:
        """The weight of each two partners who would be left if a member and a strong other worked together."""
        alliance = self.alliance
        rows = [(member, other) for member, found in self.best.items() for _, other in found]
        one, other = np.array(rows, np.int64).reshape(-1, 2).T
        mate, their = partner[one], partner[other]
        asked = (mate >= 0) & (their >= 0) & (mate != other)
        mate, their = mate[asked], their[asked]
        weight = np.where(allowed(alliance, mate, their), weights_between(alliance, mate, their), 0.0)
        return dict(zip(zip(mate.tolist(), their.tolist(), strict=True), weight.tolist(), strict=True))

    def tell(self) -> tuple[Explanation, ...]:
        """[n] an explanation for each member."""
        return tuple(self._member(member) for member in range(self.alliance.members))

    def _member(self, member: int) -> Explanation:
        mates = self.mates.get(member, ())
        if not mates:
            return self._without(member)
        alliance = self.alliance
        needs = common(alliance, "needs", member, mates)
        offers = common(alliance, "offers", member, mates)
        partner = self.fixed.get(member)
        if partner in mates and (len(mates) == 1 or not (needs and offers)):
            params: dict[str, Param] = {"partner": partner}
            broken = [r for r in HARD if broken_by(alliance, r, [member], [partner])[0]]
            if broken:
                params["rule"] = broken[0]
            kind, outcome = ("fixed_breaks" if broken else "fixed"), "fixed"
        elif len(mates) == 1:
            kind, outcome, params = "paired", "matched", {"partner": mates[0], "needs": needs, "offers": offers}
        else:
            kind, outcome, params = "grouped", "matched", {"partners": mates, "needs": needs, "offers": offers}
        others = self._alternatives(member, mates) if kind == "paired" else ()
        text = say(alliance, kind, params)
        return Explanation(member, outcome, kind, params, text, mates, needs, offers, others)

    def _without(self, member: int) -> Explanation:
        alliance = self.alliance
        if alliance.out[member]:
            return Explanation(member, "opted_out", "opted_out", {}, SENTENCES["opted_out"])
        reasons = np.delete(reasons_against(alliance, member), member)
        suited = int(np.count_nonzero(reasons < 0))
        kind, params = "nobody_else", dict[str, Param]()
        if suited:
            kind, params["open"] = ("no_group" if self.size else "all_taken"), suited
            if self.size:
                params["size"] = self.size
        elif len(reasons):
            counts = np.bincount(reasons)
            kind = f"closed_{RULES[int(counts.argmax())]}"
            params = {"count": int(counts.max()), "others": len(reasons)}
        return Explanation(member, "unmatched", kind, params, say(alliance, kind, params))

    def _alternatives(self, member: int, mates: Sequence[int]) -> tuple[Alternative, ...]:
        ranked = [row for row in self.best.get(member, ()) if row[1] not in mates]
        return tuple(self._instead(member, mates[0], other, weight) for weight, other in ranked[:SHOWN])

    def _instead(self, member: int, mate: int, other: int, weight: float) -> Alternative:
        """Why a member does not work with this other one."""
        theirs, own = self.mates.get(other, ()), float(self.own[member])
        params: dict[str, Param] = {"member": other, "weight": weight}
        meeting = (self.meetings or {}).get((min(member, other), max(member, other)))
        if meeting is not None:
            kind, params["round"] = "other_round", meeting
        elif weight < own:
            kind, params["own"] = "weaker", own
        elif not theirs:
            kind = "left_free"
        elif len(theirs) > 1 or other in self.fixed:
            kind = "kept_apart"
        elif self.own[other] > weight:
            kind, params["partner"], params["partner_weight"] = "partner_stronger", theirs[0], float(self.own[other])
        else:
            kind, loss = self._swap(own + float(self.own[other]) - weight, mate, theirs[0])
            if kind in ("swap_loses", "swap_gains", "swap_gains_now"):
                params["loss" if kind == "swap_loses" else "gain"] = abs(loss)
        return Alternative(other, weight, kind, params, say(self.alliance, kind, params))

    def _swap(self, loss: float, mate: int, their: int) -> tuple[str, float]:
        """What four people lose if two of them change partners, given what their own pairs lose."""
        weight = self.swap[mate, their]
        if weight <= 0:
            return "left_alone", 0.0
        loss -= weight
        if abs(loss) <= STEP:
            return "equal", 0.0
        return ("swap_loses" if loss > 0 else "swap_gains" if self.meetings is None else "swap_gains_now"), loss


def common(alliance: Alliance, side: str, member: int, mates: Sequence[int]) -> tuple[int, ...]:
    """The topics that a member needs and the mates offer (side "needs"), or the other way round."""
    own, theirs = (alliance.needs, alliance.offers) if side == "needs" else (alliance.offers, alliance.needs)
    mine = own.indices[own.indptr[member] : own.indptr[member + 1]].tolist()
    given = {
        topic for mate in mates for topic in theirs.indices[theirs.indptr[mate] : theirs.indptr[mate + 1]].tolist()
    }
    return tuple(sorted(topic for topic in mine if topic in given))
