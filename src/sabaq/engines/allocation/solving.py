"""One entrance to the policies. They are never mixed: a coordinator sees them side by side and decides for one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from sabaq.engines.allocation import network as flows
from sabaq.engines.allocation.canonical import Canonical, canonical, in_file_order
from sabaq.engines.allocation.deciding import explain_by_prices, explain_by_turn
from sabaq.engines.allocation.folding import classify, fold
from sabaq.engines.allocation.instance import Instance, Ints
from sabaq.engines.allocation.mixed import best_mixed, explain_mixed
from sabaq.engines.allocation.objective import levels_of
from sabaq.engines.allocation.orders import (
    NotOneHierarchy,
    Refusal,
    deferred_acceptance,
    in_published_order,
)
from sabaq.engines.allocation.ordinal import most_people
from sabaq.engines.allocation.prices import to_hub
from sabaq.engines.allocation.result import POLICIES, Policy, Result, gap_of, no_prices, report_on
from sabaq.engines.allocation.rules import Classification

Mode = Literal["auto", "exact", "ordinal"]
MODES: tuple[Mode, ...] = get_args(Mode)
ORDINAL_ABOVE = 300_000  # people
SECONDS = 60.0  # how long rules that cross may be searched


@dataclass(frozen=True)
class Comparison:
    """What a policy would do: people placed, moved from a seat they hold, and envious of a colleague whom their
    agency ranks later. All None where `refusal` says why the policy cannot be used."""

    policy: Policy
    placed: int | None
    moved: int | None
    envious: int | None
    refusal: Refusal | None


def solve(
    instance: Instance,
    *,
    policy: Policy = "service",
    repair: bool = False,
    seconds: float = SECONDS,
    mode: Mode = "auto",
) -> Result:
    """Allocate seats.

    `service`: optimal level by level, not strategy-proof. `serial`: everyone in published order. `priority`: deferred
    acceptance. With `repair` nobody who holds a seat is moved to place somebody else (`priority` puts holders first at
    their session, and moves them only where they prefer it). Rules that cross the hierarchies are kept by
    `service` only, for which it may search so many `seconds`; the other policies report what is missing of them.
    `mode`, for `service` only: "exact", or "ordinal" for so many people that the optimum takes minutes: published
    order, with a proven bound on how many any placement could place. "auto" takes it above so many people.
    Raises NotOneHierarchy (priority only) and TooLarge.
    """
    if policy == "service" and (mode == "ordinal" or (mode == "auto" and instance.nominees > ORDINAL_ABOVE)):
        placed = solve(instance, policy="serial", repair=repair)
        most = most_people(instance)
        return replace(placed, policy="service", gap=most - placed.levels.placed, most_placed=most)
    if policy == "service":
        return best_service(instance, repair=repair, seconds=seconds)
    in_turn = policy == "serial"
    names = in_file_order(instance) if in_turn else canonical(instance)
    ordered = names.instance
    placement = in_published_order(ordered, repair=repair) if in_turn else deferred_acceptance(ordered, repair=repair)
    return Result(
        policy=policy,
        repair=repair,
        placement=names.placement_back(placement),
        levels=levels_of(instance, names.placement_back(placement)),
        prices=no_prices(),
        status="feasible",
        gap=None,
        explanations=explain_by_turn(names, placement, tenure=repair),
        crossing=report_on(instance, classify(instance), names.placement_back(placement)),
    )


def best_service(instance: Instance, *, repair: bool, seconds: float = SECONDS) -> Result:
    """The optimum of the flow with its prices; with rules that cross, what whole-number programmes find and prove."""
    flat, kinds = fold(instance)
    names = canonical(flat)
    ordered = names.instance
    network = flows.build(ordered, repair=repair)
    flow = flows.best_flow(network)
    placement = np.where(ordered.bound, ordered.held, -1)
    used = flow[network.pair_arcs] > 0
    placement[ordered.owner[used]] = ordered.pair_session[used]
    if flat.crossing:
        return _best_mixed(instance, names, placement, kinds, repair=repair, seconds=seconds)
    ways = flows.residual(network, flow)
    prices = flows.distances(network, ways, network.hub)[:, : network.hub]
    back = names.placement_back(placement)
    return Result(
        policy="service",
        repair=repair,
        placement=back,
        levels=levels_of(instance, back),
        prices=names.prices_back(prices),
        status="optimal",
        gap=0,
        explanations=explain_by_prices(names, placement, prices, to_hub(network, ways), repair=repair),
        crossing=report_on(instance, kinds, back),
    )


def _best_mixed(
    instance: Instance,
    names: Canonical,
    start: Ints,
    kinds: tuple[Classification, ...],
    *,
    repair: bool,
    seconds: float,
) -> Result:
    placement, proven = best_mixed(names.instance, start, repair=repair, seconds=seconds)
    back = names.placement_back(placement)
    open_gap = gap_of(proven)
    return Result(
        policy="service",
        repair=repair,
        placement=back,
        levels=levels_of(instance, back),
        prices=no_prices(),
        status="feasible" if open_gap else "optimal",
        gap=open_gap,
        explanations=explain_mixed(names, placement, kinds),
        crossing=report_on(instance, kinds, back, proven),
    )


def compare(instance: Instance, *, repair: bool = False) -> tuple[Comparison, ...]:
    """All policies side by side, so that the price of each is known before one is chosen."""
    rows = []
    for policy in POLICIES:
        try:
            result = solve(instance, policy=policy, repair=repair)
        except NotOneHierarchy as refused:
            rows.append(Comparison(policy, None, None, None, refused.refusal))
            continue
        envy = int(np.count_nonzero(envious(instance, result.placement)))
        rows.append(Comparison(policy, result.levels.placed, result.levels.moved, envy, None))
    return tuple(rows)


def envious(instance: Instance, placement: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """[N] true for people who prefer a seat that a colleague with a later priority in the same agency has."""
    free = ~instance.bound
    seated = np.flatnonzero(free & (placement >= 0))
    last = np.zeros((len(instance.quota_parent), instance.sessions), np.int64)
    np.maximum.at(last, (instance.agency[seated], placement[seated]), instance.priority[seated])
    pair = instance.chosen_pair(placement)
    own_rank = np.where(pair >= 0, np.append(instance.pair_rank, 0)[pair], np.iinfo(np.int64).max)
    owner = instance.owner
    prefers = free[owner] & (instance.pair_rank < own_rank[owner])
    passed_over = last[instance.agency[owner], instance.pair_session] > instance.priority[owner]
    envy = np.zeros(instance.nominees, bool)
    envy[owner[prefers & passed_over]] = True
    return envy
