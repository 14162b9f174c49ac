"""Why each person got what they got, derived from prices, as a kind with parameters and an English sentence.

A price above zero proves that the bound is used up and that one more seat there would change something; so the largest
price on the way to the seat a person came nearest to is the rule that binds them. Nothing is guessed afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from sabaq.engines.allocation.instance import Instance, Ints
from sabaq.engines.allocation.objective import DEPTH, pair_costs
from sabaq.engines.allocation.orders import standing

SENTENCES = {
    "first_choice": "You have a place in your first choice, session {session}.",
    "later_choice_session_full": (
        "You have a place in session {session}, your choice {rank}. "
        "The seats of session {wanted}, which you ranked higher, went to others ({seats})."
    ),
    "later_choice_country_full": (
        "You have a place in session {session}, your choice {rank}. "
        "The seats for your country in session {wanted}, which you ranked higher, went to others ({seats})."
    ),
    "later_choice": (
        "You have a place in session {session}, your choice {rank}. No seat for you was left in session {wanted}."
    ),
    "kept": "You keep your place in session {session}.",
    "fixed": "Your place in session {session} is fixed and was not part of this allocation.",
    "agency_full": (
        "The seats of your agency are taken ({seats}). The last person admitted has priority {last_priority}, "
        "you have priority {own_priority}."
    ),
    "agency_full_out_of_order": (
        "The seats of your agency are taken ({seats}). You have priority {own_priority} and a colleague with priority "
        "{last_priority} has a place: the whole list does best this way, or the colleague held it before."
    ),
    "country_full": "The seats of your country are taken ({seats}). You have priority {own_priority} in your agency.",
    "network_full": "The seats of the network are taken ({seats}). You have priority {own_priority} in your agency.",
    "session_full": (
        "The seats of session {session}, where you came nearest to a place, are taken ({seats}). "
        "You have priority {own_priority} in your agency."
    ),
    "session_country_full": (
        "The seats for your country in session {session}, where you came nearest to a place, are taken ({seats}). "
        "You have priority {own_priority} in your agency."
    ),
    "agency_closed": "Your agency has no seats.",
    "country_closed": "Your country has no seats.",
    "network_closed": "The network has no seats.",
    "session_closed": "Session {session}, where you came nearest to a place, has no seats.",
    "session_country_closed": "Session {session}, where you came nearest to a place, has no seats for your country.",
    "no_seat": "No seat was left at your turn. You have priority {own_priority} in your agency.",
    "ineligible": "You listed no session that is open to you.",
    "ineligible_rules": "No session that you listed is open to you: {rules}.",
}

Price = tuple[int, ...]
Param = int | tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """One person's answer: `outcome` placed or not_placed; `binding` the rule's array and index, such as "quota 3"
    ("" where nothing binds); `kind` a key of SENTENCES with its `params`; `text` in English. Indexes are 0-based."""

    outcome: str
    binding: str
    kind: str
    params: Mapping[str, Param]
    text: str


@dataclass(frozen=True)
class Bound:
    """A used-up bound on the way to a seat: a quota (`name` agency, country, network) or a seat node."""

    name: str
    index: int
    price: Price = ()


class Prices:
    """Prices [6, Q+S] read as surpluses of pairs and prices of bounds, compared level by level."""

    def __init__(self, instance: Instance, prices: Ints, *, repair: bool) -> None:
        quotas = len(instance.quota_parent)
        hub = quotas + len(instance.seat_parent)
        with_hub = np.concatenate([prices, np.zeros((DEPTH, 1), np.int64)], axis=1)
        seat = quotas + instance.pair_seat
        cost = pair_costs(instance, repair=repair)
        parent = np.where(instance.quota_parent >= 0, instance.quota_parent, hub)
        above = np.where(instance.seat_parent >= 0, quotas + instance.seat_parent, hub)
        self.surplus = with_hub[:, seat] - with_hub[:, instance.agency[instance.owner]] - cost
        self.quota = prices[:, :quotas] - with_hub[:, parent]
        self.seat = with_hub[:, above] - prices[:, quotas:]

    def best_pair(self, wishes: Iterable[int]) -> int:
        """The pair with the largest surplus, the most wished on ties."""
        return max(wishes, key=lambda pair: tuple(self.surplus[:, pair].tolist()))


class Reasons:
    """Turns a placement into explanations; the `binding` rules say which used-up bound decides."""

    def __init__(self, instance: Instance, placement: Ints) -> None:
        self.instance = instance
        self.placement = placement
        self.pair = instance.chosen_pair(placement)
        self.last_priority = self._last_priority()
        self.failed: dict[int, list[str]] = {}
        for person, _session, rule in instance.ineligible:
            self.failed.setdefault(person, []).append(rule)
        self.height = np.zeros(len(instance.quota_parent), np.int64)
        for quota in instance.quota_order[::-1]:
            parent = instance.quota_parent[quota]
            if parent >= 0:
                self.height[parent] = max(self.height[parent], self.height[quota] + 1)

    def _last_priority(self) -> Ints:
        """[Q] the largest priority number placed from exactly that agency, 0 for none."""
        instance = self.instance
        last = np.zeros(len(instance.quota_parent), np.int64)
        placed = self.placement >= 0
        np.maximum.at(last, instance.agency[placed], instance.priority[placed])
        return last

    def quota_chain(self, person: int) -> Iterable[tuple[str, int]]:
        """The quotas over a person; one without quotas below it is an agency, then come country and network."""
        quota = int(self.instance.agency[person])
        while quota >= 0:
            yield ("agency", "country", "network")[min(2, self.height[quota])], quota
            quota = int(self.instance.quota_parent[quota])

    def seat_chain(self, pair: int) -> Iterable[int]:
        """The seat nodes a pair passes, narrowest first."""
        node = int(self.instance.pair_seat[pair])
        while node >= 0:
            yield node
            node = int(self.instance.seat_parent[node])

    def tell(
        self, person: int, wanted: Callable[[int, int], Bound | None], missed: Callable[[int], tuple[int, Bound | None]]
    ) -> Explanation:
        """One explanation. `wanted(person, pair)` is the seat bound that kept a placed person from a better pair;
        `missed(person)` the pair an unplaced person came nearest to and the bound that decided."""
        instance = self.instance
        session, pair = int(self.placement[person]), int(self.pair[person])
        if instance.bound[person]:
            return answer("placed", "", "fixed", session=session)
        if pair < 0:
            if instance.pair_ptr[person] == instance.pair_ptr[person + 1]:
                rules = tuple(sorted(set(self.failed.get(person, ()))))
                return answer("not_placed", "", "ineligible_rules", rules=rules) if rules else NOTHING_OPEN
            return self._not_placed(person, *missed(person))
        better = instance.wishes(person)[0]
        if instance.pair_rank[pair] == instance.pair_rank[better]:
            return answer("placed", "", "first_choice", session=session)
        if session == instance.held[person]:
            return answer("placed", "", "kept", session=session)
        return self._later(person, pair, better, wanted(person, better))

    def _later(self, person: int, pair: int, better: int, bound: Bound | None) -> Explanation:
        instance = self.instance
        params = {
            "session": int(self.placement[person]),
            "rank": int(instance.pair_rank[pair]),
            "wanted": int(instance.pair_session[better]),
        }
        if bound is None:
            return answer("placed", "", "later_choice", **params)
        seats = int(instance.seat_upper[bound.index])
        kind = f"later_choice_{'session' if bound.index < instance.sessions else 'country'}_full"
        return answer("placed", seat_name(instance, bound.index), kind, **params, seats=seats)

    def _not_placed(self, person: int, pair: int, bound: Bound | None) -> Explanation:
        instance = self.instance
        own = int(instance.priority[person])
        if bound is None:
            return answer("not_placed", "", "no_seat", own_priority=own)
        if bound.name == "seat":
            name = seat_name(instance, bound.index)
            who = "session" if bound.index < instance.sessions else "session_country"
            seats, place = int(instance.seat_upper[bound.index]), {"session": int(instance.pair_session[pair])}
        else:
            name, who = f"quota {bound.index}", bound.name
            seats, place = int(instance.quota_upper[bound.index]), {"quota": bound.index}
        if not seats:
            return answer("not_placed", name, f"{who}_closed", **place)
        params = {**place, "seats": seats, "own_priority": own}
        if who != "agency":
            return answer("not_placed", name, f"{who}_full", **params)
        last = int(self.last_priority[bound.index])
        kind = "agency_full" if last <= own else "agency_full_out_of_order"
        return answer("not_placed", name, kind, **params, last_priority=last)


def answer(outcome: str, binding: str, kind: str, **params: Param) -> Explanation:
    """An explanation with its English sentence."""
    shown = {key: value if isinstance(value, int) else ", ".join(value) for key, value in params.items()}
    return Explanation(outcome, binding, kind, params, SENTENCES[kind].format(**shown))


NOTHING_OPEN = answer("not_placed", "", "ineligible")


def seat_name(instance: Instance, node: int) -> str:
    """How a binding seat node is written: "session 2" or "session_country_upper 5"."""
    return f"session {node}" if node < instance.sessions else f"session_country_upper {node - instance.sessions}"


def explain_by_prices(instance: Instance, placement: Ints, prices: Ints, *, repair: bool) -> tuple[Explanation, ...]:
    """[N] explanations of an optimal placement from its prices [6, Q+S]."""
    reasons, price = Reasons(instance, placement), Prices(instance, prices, repair=repair)
    quota_price = [tuple(column) for column in price.quota.T.tolist()]
    seat_price = [tuple(column) for column in price.seat.T.tolist()]

    def dearest_seat(_person: int, pair: int) -> Bound:
        nodes = [Bound("seat", node, seat_price[node]) for node in reasons.seat_chain(pair)]
        return max(nodes, key=lambda bound: bound.price)

    def nearest(person: int) -> tuple[int, Bound | None]:
        pair = price.best_pair(instance.wishes(person))
        seat = dearest_seat(person, pair)
        quotas = [Bound(name, quota, quota_price[quota]) for name, quota in reasons.quota_chain(person)]
        dearest = max([*quotas, seat], key=lambda bound: bound.price)
        passed_over = dearest.name == "agency" and reasons.last_priority[dearest.index] > instance.priority[person]
        # A full agency that admitted somebody later is no answer to the one before; the seat they lacked is.
        return pair, seat if passed_over and seat.price > (0,) * DEPTH else dearest

    return tuple(reasons.tell(person, dearest_seat, nearest) for person in range(instance.nominees))


def explain_by_turn(instance: Instance, placement: Ints, *, tenure: bool) -> tuple[Explanation, ...]:
    """[N] explanations of a placement made by standing: a bound decides where everyone in it stands before the person.

    `tenure`: people who hold a seat stand first at that session.
    """
    reasons = Reasons(instance, placement)
    last: dict[tuple[str, int], tuple[bool, int, int]] = {}
    for person in np.flatnonzero((reasons.pair >= 0) & ~instance.bound).tolist():
        pair = int(reasons.pair[person])
        mine = standing(instance, pair, tenure=tenure)
        for bound in [*reasons.quota_chain(person), *(("seat", node) for node in reasons.seat_chain(pair))]:
            last[bound] = max(mine, last.get(bound, mine))
    quota_full = instance.quota_use(placement >= 0) >= instance.quota_upper
    seat_full = instance.seat_use(reasons.pair[reasons.pair >= 0]) >= instance.seat_upper

    def decides(bound: tuple[str, int], pair: int) -> bool:
        full = seat_full[bound[1]] if bound[0] == "seat" else quota_full[bound[1]]
        mine = standing(instance, pair, tenure=tenure)
        return bool(full and last.get(bound, mine) <= mine)

    def full_seat(_person: int, pair: int) -> Bound | None:
        nodes = [node for node in reasons.seat_chain(pair) if decides(("seat", node), pair)]
        return Bound("seat", nodes[0]) if nodes else None

    def nearest(person: int) -> tuple[int, Bound | None]:
        pair = instance.wishes(person)[0]
        quotas = [Bound(*bound) for bound in reasons.quota_chain(person) if decides(bound, pair)]
        return pair, quotas[0] if quotas else full_seat(person, pair)

    return tuple(reasons.tell(person, full_seat, nearest) for person in range(instance.nominees))
