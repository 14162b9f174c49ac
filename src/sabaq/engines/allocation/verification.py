"""Checks a stored result without any solver: bounds, levels, prices and sentences, each recomputed from the instance.

A placement is optimal when every person holds the pair of largest surplus and only used-up bounds have a price
(complementary slackness, compared level by level). The prices must also be the smallest ones, so they are unique.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sabaq.engines.allocation.canonical import canonical, in_file_order
from sabaq.engines.allocation.deciding import explain_by_prices, explain_by_turn
from sabaq.engines.allocation.explanations import Explanation
from sabaq.engines.allocation.folding import fold
from sabaq.engines.allocation.instance import Instance, Ints
from sabaq.engines.allocation.mixed import HIGHER_IS_BETTER, explain_mixed
from sabaq.engines.allocation.network import build, flow_of, residual
from sabaq.engines.allocation.objective import levels_of, order_of
from sabaq.engines.allocation.orders import deferred_acceptance, in_published_order, why_not_one_hierarchy
from sabaq.engines.allocation.ordinal import most_people
from sabaq.engines.allocation.prices import Mask, Prices, sign, to_hub
from sabaq.engines.allocation.result import Result, gap_of, report_on
from sabaq.engines.allocation.rules import Classification


def verify(instance: Instance, result: Result) -> list[str]:
    """What is wrong with a result; an empty list accepts it.

    Prices prove an optimum. Under rules that cross the hierarchies there are none: `what_proves` says so, and what is
    checked is that nothing claims more than the solver's bounds that the result carries.
    """
    broken = list(broken_rules(instance, result.placement))
    if broken:
        return broken
    found = []
    if result.levels != levels_of(instance, result.placement):
        found.append("the levels are not those of the placement")
    flat, kinds = fold(instance)
    mixed = result.policy == "service" and bool(flat.crossing) and result.most_placed is None
    found += broken_claims(instance, kinds, result, mixed=mixed)
    in_turn = result.policy == "serial" or result.most_placed is not None
    names = in_file_order(instance) if in_turn else canonical(flat if result.policy == "service" else instance)
    placement = names.placement_of(result.placement)
    expected: Sequence[Explanation] = ()
    if in_turn:
        found += broken_order(names.instance, result, placement)
        expected = explain_by_turn(names, placement, tenure=result.repair)
    elif mixed:
        expected = explain_mixed(names, placement, kinds)
    elif result.policy == "service":
        unproven = list(broken_prices(flat, result))
        found += unproven
        if not unproven:
            network = build(names.instance, repair=result.repair)
            back = to_hub(network, residual(network, flow_of(names.instance, network, placement)))
            prices = result.prices[:, names.bounds]
            expected = explain_by_prices(names, placement, prices, back, repair=result.repair)
    else:
        found += broken_order(names.instance, result, placement)
        expected = explain_by_turn(names, placement, tenure=result.repair)
    told = zip(result.explanations, expected, strict=False)
    if len(result.explanations) != len(expected) or any(mine != theirs for mine, theirs in told):
        found.append("the explanations do not follow from the result")
    return found


def what_proves(result: Result) -> str:
    """What an accepted result rests on, in a few words."""
    if result.policy != "service" or result.most_placed is not None:
        return "the order itself, computed again"
    if result.crossing and result.crossing.proven:
        return "the solver's bounds, which are not checked here"
    return "the prices"


def broken_claims(
    instance: Instance, kinds: tuple[Classification, ...], result: Result, *, mixed: bool
) -> Iterator[str]:
    """Where the status, or the report on crossing rules, says something else than the result shows."""
    proven = result.crossing.proven if result.crossing else ()
    if result.most_placed is not None:
        claim: tuple[str, int | None] = ("feasible", result.most_placed - result.levels.placed)
        if result.policy != "service":
            yield "only the service policy has an ordinal mode"
        if result.most_placed != most_people(instance):
            yield "the bound on people placed does not follow from the instance"
    elif result.policy == "service":
        gap = gap_of(proven)
        claim = ("feasible" if gap else "optimal", gap)
    else:
        claim = ("feasible", None)
    if (result.status, result.gap) != claim:
        yield "the status claims something else than the policy proves"
    if result.crossing != report_on(instance, kinds, result.placement, proven):
        yield "the report on crossing rules does not follow from the placement"
    values = [(name, getattr(result.levels, name)) for name in order_of(repair=result.repair) if mixed]
    if [(proof.level, proof.value) for proof in proven] != values:
        yield "the proven levels are not those of the result"
    for proof in proven:
        better = proof.bound - proof.value
        if (better < 0) if proof.level in HIGHER_IS_BETTER else (better > 0):
            yield f"the bound of {proof.level} is worse than what was reached"
    if mixed and result.prices.size:
        yield "prices prove nothing under crossing rules"


def broken_rules(instance: Instance, placement: Ints) -> Iterator[str]:
    """The hard rules a placement [N] breaks."""
    if placement.shape != (instance.nominees,):
        yield "the placement has another number of nominees"
        return
    pair = instance.chosen_pair(placement)
    if np.any((placement != -1) & (pair < 0)):
        yield f"nominee {instance.ids[int(np.argmax((placement != -1) & (pair < 0)))]} has a session not open to them"
    if np.any(instance.bound & (placement != instance.held)):
        yield "a fixed nominee was moved"
    if np.any(instance.quota_use(placement >= 0) > instance.quota_upper):
        yield "a quota holds more people than it may"
    if np.any(instance.seat_use(pair[pair >= 0]) > instance.seat_upper):
        yield "a session, or a country in a session, holds more people than it may"


def broken_order(instance: Instance, result: Result, placement: Ints) -> Iterator[str]:
    """What contradicts the published order (serial) or the priorities (priority)."""
    if result.prices.size:
        yield "this policy has no prices"
    if result.policy != "priority":
        if not np.array_equal(placement, in_published_order(instance, repair=result.repair)):
            yield "the placement does not follow the published order"
        return
    refusal = why_not_one_hierarchy(instance)
    if refusal is not None:
        yield refusal.message
    elif not np.array_equal(placement, deferred_acceptance(instance, repair=result.repair)):
        yield "the placement is not the one that priority order gives"


def broken_prices(instance: Instance, result: Result) -> Iterator[str]:
    """Where the prices [6, Q+S] fail to prove that the placement is optimal."""
    if result.prices.shape != (6, len(instance.quota_parent) + len(instance.seat_parent)):
        yield "the prices have another shape"
        return
    price = Prices(instance, result.prices, repair=result.repair)
    free = ~instance.bound
    pair = np.where(free, instance.chosen_pair(result.placement), -1)
    placed, waiting = np.flatnonzero(pair >= 0), free & (pair < 0)
    own = np.zeros((6, instance.nominees), np.int64)
    own[:, placed] = price.surplus[:, pair[placed]]
    if np.any(sign(own) < 0):
        yield "a placed nominee costs more than the place is worth"
    open_pair = free[instance.owner] & (pair[instance.owner] != np.arange(len(instance.owner)))
    better = sign(price.surplus - own[:, instance.owner])
    if np.any(better[open_pair] > 0):
        yield "a nominee has a larger surplus elsewhere"
    fixed_pairs = instance.chosen_pair(np.where(instance.bound, instance.held, -1))
    quota_use, taken = instance.quota_use(free & (result.placement >= 0)), instance.quota_use(instance.bound)
    room = np.minimum(instance.quota_upper, instance.nominees) - taken
    reserved = np.minimum(np.maximum(0, instance.quota_lower - taken), room)
    seat_use = instance.seat_use(pair[placed])
    seat_room = np.minimum(instance.seat_upper, instance.nominees)
    seat_room = seat_room - instance.seat_use(fixed_pairs[fixed_pairs >= 0])
    other, bonus = sign(price.quota), sign(price.quota + np.eye(6, 1, dtype=np.int64))
    seat = sign(price.seat)
    # Per kind of bound: the sign of its price, whether it has room left, whether it is in use.
    bounds = (
        ("reserved seats", bonus, quota_use < reserved, (quota_use > 0) & (reserved > 0)),
        ("a quota", other, (quota_use < room) & (room > reserved), quota_use > reserved),
        ("a session", seat, seat_use < seat_room, seat_use > 0),
    )
    for name, value, has_room, in_use in bounds:
        if np.any(has_room & (value > 0)) or np.any(in_use & (value < 0)):
            yield f"{name} has a price although seats are left, or is used below its price"
    tight = [in_way & (value == 0) for _, value, has_room, in_use in bounds for in_way in (has_room, in_use)]
    rivals = open_pair & (better == 0) & (waiting | (pair >= 0))[instance.owner]
    leaving = placed[sign(own[:, placed]) == 0]
    if not np.all(reached(instance, result.prices, tight, rivals, pair, leaving)):
        yield "the prices are not the smallest ones"


def reached(instance: Instance, prices: Ints, tight: list[Mask], rivals: Mask, pair: Ints, leaving: Ints) -> Mask:
    """[Q+S] whether a way of tight residual arcs leads from the hub to each node: the mark of a shortest distance.

    `pair` [N] is what free people hold. A bound that no way reaches lies at a distance of its own.
    """
    quotas, hub = len(instance.quota_parent), prices.shape[1]
    reserved_room, reserved_use, quota_room, quota_use, seat_room, seat_use = (np.flatnonzero(arcs) for arcs in tight)
    parent = np.where(instance.quota_parent >= 0, instance.quota_parent, hub)
    above = np.where(instance.seat_parent >= 0, quotas + instance.seat_parent, hub)
    contest = np.flatnonzero(rivals)
    own = pair[instance.owner[contest]]
    agency = instance.agency[instance.owner[contest]]
    down = np.concatenate([reserved_room, quota_room])
    up = np.concatenate([reserved_use, quota_use])
    seat = quotas + np.append(instance.pair_seat, 0)
    tail = np.concatenate(
        [
            parent[down],
            up,
            seat[pair[leaving]],
            np.where(own >= 0, seat[own], agency),
            quotas + seat_room,
            above[seat_use],
        ]
    )
    head = np.concatenate(
        [down, parent[up], instance.agency[leaving], seat[contest], above[seat_room], quotas + seat_use]
    )
    beyond = (quotas + 2) * np.eye(6, 1, dtype=np.int64)
    mark = np.append(np.all(prices == beyond, axis=0), True)
    while np.any(new := mark[tail] & ~mark[head]):
        mark[head[new]] = True
    return mark[:hub]
