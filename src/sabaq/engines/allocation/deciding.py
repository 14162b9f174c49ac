"""Which bound decided for each person: the one whose widening by a seat would give this person the place.

Under prices that is asked of the residual network: the way from the hub to the bound, past it, and from there over the
person's pair back to the hub gains. Where several bounds would do, the person's own agency is named before all others,
then the bound of fewest seats. Where no single one would do, the dearest is named: it has a price, so it is used up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sabaq.engines.allocation.canonical import Canonical
from sabaq.engines.allocation.explanations import Explanation
from sabaq.engines.allocation.instance import Instance, Ints
from sabaq.engines.allocation.objective import pair_gains
from sabaq.engines.allocation.orders import standings
from sabaq.engines.allocation.prices import Prices, room_of, sign
from sabaq.engines.allocation.reasons import VERY_MANY, Reasons, Told, Verdicts, places


def explain_by_prices(
    names: Canonical, placement: Ints, prices: Ints, back: Ints, *, repair: bool
) -> tuple[Explanation, ...]:
    """[N] explanations of an optimal placement from its prices [6, Q+S] and the ways `back` to the hub [6, nodes].

    All in canonical order; the explanations come in the order of the file.
    """
    instance = names.instance
    deciding = _ByPrices(instance, placement, Prices(instance, prices, repair=repair), back)
    pair = instance.chosen_pair(placement)
    gains = pair_gains(instance)
    used = [np.append(gains[level], 0)[pair] for level in ("priority", "rank", "lottery")]
    strength = places(*(-gain for gain in used))
    reasons = Reasons(names, placement, strength, by_turn=False)
    return reasons.tell(deciding.verdicts(reasons.last))


class _ByPrices:
    def __init__(self, instance: Instance, placement: Ints, price: Prices, back: Ints) -> None:
        self.instance, self.price, self.back = instance, price, back
        self.placement = placement
        self.room = room_of(instance, placement)
        self.pair = instance.chosen_pair(placement)
        self.quotas = len(instance.quota_parent)
        upper = np.concatenate([instance.quota_upper, instance.seat_upper])
        self.size = np.minimum(upper, instance.nominees + 1)

    def verdicts(self, last: Ints) -> Verdicts:
        """Who came nearest to what, and the bound in the way."""
        instance, free = self.instance, ~self.instance.bound
        wanted = np.full(instance.nominees, -1)
        bound = np.full(instance.nominees, -1)
        waiting = free & (self.pair < 0)
        first = np.zeros(len(instance.owner), bool)
        first[instance.pair_ptr[:-1][np.diff(instance.pair_ptr) > 0]] = True
        better = first & (free & (self.pair >= 0))[instance.owner]
        better &= instance.pair_rank < np.append(instance.pair_rank, 0)[self.pair][instance.owner]
        self._settle(wanted, bound, list(self._helped(np.flatnonzero(waiting[instance.owner]), quotas=True)))
        self._settle(wanted, bound, list(self._helped(np.flatnonzero(better), quotas=False)))
        rest = waiting & (bound < 0)
        near = self._nearest(np.flatnonzero(rest[instance.owner]))
        left = np.flatnonzero(better & (bound < 0)[instance.owner])
        self._settle(wanted, bound, list(self._dearest(np.concatenate([near, left]), last)), dearest=True)
        return Verdicts(wanted, bound)

    def _helped(self, pairs: Ints, *, quotas: bool) -> Iterator[tuple[Ints, Ints, Ints]]:
        """The pairs, each with a bound whose widening by one gives its person the place, and 0 for the own agency."""
        instance, price = self.instance, self.price
        person = instance.owner[pairs]
        agency, node = instance.agency[person], instance.pair_seat[pairs]
        own = self.pair[person]
        enters = price.reach[:, agency] if quotas else price.reach[:, price.pair_node[own]] - price.cost[:, own]
        home = price.cost[:, pairs] + self.back[:, price.pair_node[pairs]]
        quota_nodes = instance.quota_chain[:, agency]
        steps, clear = np.zeros_like(home), np.ones(len(pairs), bool)
        for depth, quota in enumerate(quota_nodes if quotas else ()):
            gain = sign(price.reach[:, price.quota_parent[quota]] + steps + home) < 0
            yes = clear & (quota >= 0) & ~self.room.quota[quota] & gain
            yield pairs[yes], quota[yes], np.full(int(yes.sum()), min(depth, 1))
            clear &= (quota >= 0) & self.room.quota[quota]
            steps[0] -= self.room.reserved[quota]
        # With a full quota of their own a person enters in a colleague's stead: only who would be the one to do so.
        alone = (
            np.all((quota_nodes < 0) | self.room.quota[quota_nodes], axis=0) if quotas else np.ones(len(pairs), bool)
        )
        comes = enters + price.cost[:, pairs]
        clear = np.ones(len(pairs), bool)
        for chain in instance.seat_chain:
            seat = chain[node]
            gain = sign(comes + self.back[:, price.seat_parent[seat]]) < 0
            next_in = alone | (sign(comes - price.reach[:, self.quotas + seat]) == 0)
            yes = clear & (seat >= 0) & ~self.room.seat[seat] & gain & next_in
            yield pairs[yes], self.quotas + seat[yes], np.ones(int(yes.sum()), np.int64)
            clear &= (seat >= 0) & self.room.seat[seat]

    def _nearest(self, pairs: Ints) -> Ints:
        """The pair of largest surplus of each person; on ties the one they wish more, which comes first."""
        worth = [-level for level in self.price.surplus[:, pairs]]
        order = np.lexsort((pairs, *worth[::-1], self.instance.owner[pairs]))
        return pairs[order[np.flatnonzero(np.diff(self.instance.owner[pairs[order]], prepend=-1))]]

    def _dearest(self, pairs: Ints, last: Ints) -> Iterator[tuple[Ints, Ints, Ints]]:
        """The pairs with the bounds on their way; all of them, for the dearest to be taken."""
        instance = self.instance
        person = instance.owner[pairs]
        unplaced = self.pair[person] < 0
        for chain in instance.seat_chain:
            seat = chain[instance.pair_seat[pairs]]
            yield pairs[seat >= 0], self.quotas + seat[seat >= 0], np.ones(int((seat >= 0).sum()), np.int64)
        dear = np.zeros(len(pairs), bool)
        for chain in instance.seat_chain:
            seat = chain[instance.pair_seat[pairs]]
            dear |= (seat >= 0) & (sign(self.price.seat[:, seat]) > 0)
        for depth, chain in enumerate(instance.quota_chain):
            quota = chain[instance.agency[person]]
            # A full agency that admitted somebody later is no answer to the one before; the seat they lacked is.
            late = (
                instance.priority[last[quota]] > instance.priority[person] if not depth else np.zeros(len(pairs), bool)
            )
            yes = unplaced & (quota >= 0) & ~(late & dear & (last[quota] >= 0))
            yield pairs[yes], quota[yes], np.full(int(yes.sum()), min(depth, 1))

    def _settle(
        self, wanted: Ints, bound: Ints, found: list[tuple[Ints, Ints, Ints]], *, dearest: bool = False
    ) -> None:
        """Keep one of the found (pair, bound, rank) per person: own agency, fewest seats, quotas, then the wish."""
        pairs, at, rank = (np.concatenate(column) for column in zip(*found, strict=True))
        person = self.instance.owner[pairs]
        keys: list[Ints] = [pairs, at, self.size[at], rank]
        if dearest:
            cost = np.concatenate([self.price.quota, self.price.seat], axis=1)[:, at]
            keys += [-level for level in cost[::-1]]
        order = np.lexsort((*keys, person))
        top = order[np.flatnonzero(np.diff(person[order], prepend=-1))]
        wanted[person[top]], bound[person[top]] = pairs[top], at[top]


def explain_by_turn(
    names: Canonical, placement: Ints, *, tenure: bool, any_full: bool = False
) -> Sequence[Explanation]:
    """[N] explanations of a placement made by standing: a bound decides where everyone in it stands before the person.

    `tenure`: people who hold a seat stand first at that session. `any_full`: a bound decides as soon as it is used up.
    For very many people each is put into words only when it is asked for.
    """
    instance = names.instance
    pair, standing = instance.chosen_pair(placement), standings(instance, tenure=tenure)
    room, quotas = room_of(instance, placement), len(instance.quota_parent)
    strength = places(np.append(standing, 0)[pair])
    has_pairs = np.diff(instance.pair_ptr) > 0
    wanted = np.where(has_pairs, np.minimum(instance.pair_ptr[:-1], max(len(instance.owner) - 1, 0)), -1)
    last = _last_standing(instance, pair, standing)
    bound = np.full(instance.nominees, -1)
    mine = np.append(standing, 0)[wanted]
    chains = [
        *((quota, 0, room.quota) for quota in instance.quota_chain[:, instance.agency]),
        *(
            (node, quotas, room.seat)
            for node in instance.seat_chain[:, np.append(instance.pair_seat, 0)[wanted] if len(standing) else ()]
        ),
    ]
    for node, offset, is_open in chains if len(standing) else ():
        decides = (bound < 0) & (wanted >= 0) & (node >= 0) & ~is_open[node]
        decides &= (pair < 0) | (offset > 0)
        if not any_full:
            decides &= last[offset + node] <= mine
        bound = np.where(decides, offset + node, bound)
    reasons, verdicts = Reasons(names, placement, strength, by_turn=not any_full), Verdicts(wanted, bound)
    return Told(reasons, verdicts) if instance.nominees >= VERY_MANY else reasons.tell(verdicts)


def _last_standing(instance: Instance, pair: Ints, standing: Ints) -> Ints:
    """[Q+S] the latest standing among the people under each bound who could be moved, -1 for nobody."""
    last = np.full(len(instance.quota_parent) + len(instance.seat_parent), -1)
    seated = np.flatnonzero((pair >= 0) & ~instance.bound)
    above = np.concatenate(
        [
            instance.quota_chain[:, instance.agency[seated]],
            np.where((node := instance.seat_chain[:, instance.pair_seat[pair[seated]]]) >= 0, node, -1)
            + len(instance.quota_parent) * (node >= 0),
        ]
    )
    for row in above:
        np.maximum.at(last, row[row >= 0], standing[pair[seated]][row >= 0])
    return last
