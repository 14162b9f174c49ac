"""What the office does with seats and people: keep a plan, publish it, let somebody go, put the next in the place.

A plan is kept with its case and its proof. Publishing looks again whether the case is still true; triggers refuse a
seat beyond a room or a pool whatever this file does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sabaq.engines.allocation import instance_from_mapping, verify
from sabaq.platform.actions import action, record
from sabaq.platform.actors import Actor
from sabaq.platform.database import refusing
from sabaq.platform.refusals import Refusal
from sabaq.programmes.actions import NoSessions, settle_placement
from sabaq.programmes.models import Edition
from sabaq.programmes.states import EditionState

from ..domain.placements import AllocationCase, Candidate, WorkedOut, free_numbers
from ..models import Holding, Nomination, Placement, PlacementPlan, PlanOutcome
from ..queries.locked import locked_edition
from ..queries.placements import WANTED, case_for, reserve_for
from ..rules.placements import PLACE, WITHDRAW_FROM_SEAT
from ..states import HostState, PlanState, SenderState
from .nominations import EditionTakesNobody
from .rows import ReasonMissing
from .seats import NoSeatsYet

_AT_ONCE = 500


class NobodyToPlace(Refusal):
    """An edition without anybody whom both sides want placed."""

    why = gettext_lazy("Nobody is accepted for this edition yet.")
    now = gettext_lazy("Accept the nominated people first.")


class PolicyNotPossible(Refusal):
    """The priority policy where bounds cross: it could not keep its promise."""

    why = gettext_lazy(
        "Seats of agencies and rooms of sessions both run out and lie across each other, so the agencies’ orders alone "
        "cannot decide."
    )
    now = gettext_lazy("Use the service policy or the published order.")


class NotProven(Refusal):
    """A result that the engine's checker does not accept."""

    why = gettext_lazy("The plan does not stand up to its own check.")
    now = gettext_lazy("Make the plan again.")


class StalePlan(Refusal):
    """A plan whose people, seats or rooms have changed since."""

    why = gettext_lazy("People, seats or rooms have changed since this plan was made.")
    now = gettext_lazy("Make it again.")


class NotADraft(Refusal):
    """A plan that was published or replaced before."""

    why = gettext_lazy("This plan was published or replaced before.")
    now = gettext_lazy("Open the placement again to see the plan in force.")


class SeatLeft(Refusal):
    """The person has left the seat before."""

    why = gettext_lazy("This person does not hold the seat any more.")


class SeatTaken(Refusal):
    """Somebody sits in the seat."""

    why = gettext_lazy("Somebody holds this seat already.")


class NotInReserve(Refusal):
    """Nobody may take the seat, or not the person who was named."""

    why = gettext_lazy("This person may not take the seat.")
    now = gettext_lazy("Choose somebody whom the list of the reserve allows.")


def _locked(edition_key: int, *states: EditionState) -> Edition:
    """The edition's row, locked: placement in one edition happens one step at a time."""
    edition = locked_edition(edition_key)
    if edition.state not in states:
        raise EditionTakesNobody
    return edition


@action(PLACE)
def keep_plan(edition: Edition, *, worked_out: WorkedOut, by: Actor, at: datetime) -> PlacementPlan:
    """Keep a plan as the edition's draft, with a reason for everybody, in place of an earlier draft.

    Raises `NoSessions`, `NoSeatsYet`, `NobodyToPlace`, `EditionTakesNobody`, and `NotProven` unless the engine's
    checker accepts the result.
    """
    edition = _locked(edition.pk, EditionState.OPEN, EditionState.PLACED)
    case = worked_out.case
    if not case.sessions:
        raise NoSessions
    if not case.nominations:
        raise NobodyToPlace
    if not case.seats:
        raise NoSeatsYet
    if verify(instance_from_mapping(case.instance), worked_out.result):
        raise NotProven
    edition.plans.filter(state=PlanState.DRAFT).update(state=PlanState.SUPERSEDED)
    plan = PlacementPlan.objects.create(
        edition=edition, policy=worked_out.result.policy, instance=case.as_json(), result=worked_out.result.as_json(),
        comparison=worked_out.comparison, made_at=at,
    )  # fmt: skip
    PlanOutcome.objects.bulk_create(
        (
            PlanOutcome(plan=plan, nomination_id=nomination, session_id=session, kind=kind, params=params)
            for nomination, session, kind, params in worked_out.outcomes()
        ),
        batch_size=_AT_ONCE,
    )
    people = len(case.nominations)
    record(edition, plan, facts={"policy": plan.policy, "people": people, "placed": worked_out.places})
    return plan


@action(PLACE)
def confirm_plan(plan: PlacementPlan, *, by: Actor, at: datetime) -> PlacementPlan:
    """Publish a draft: people get the seats it gives them, the others wait, and the edition is placed.

    Whoever holds the seat already keeps it. Raises `NotADraft`, `EditionTakesNobody`, `StalePlan`, `NobodyPlaced`.
    """
    edition = _locked(plan.edition_id, EditionState.OPEN, EditionState.PLACED)
    plan = PlacementPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != PlanState.DRAFT:
        raise NotADraft
    if case_for(edition).as_json() != plan.instance:
        raise StalePlan
    with refusing("over_issue", StalePlan()), refusing("over_capacity", StalePlan()):
        seated = _seat(plan, at=at)
    holds = Exists(Holding.objects.filter(nomination=OuterRef("pk"), until__isnull=True))
    wanted = Nomination.objects.filter(WANTED, edition=edition)
    wanted.filter(holds).update(host_state=HostState.ACCEPTED)
    wanted.exclude(holds).update(host_state=HostState.WAITING)
    edition.plans.filter(state=PlanState.CONFIRMED).update(state=PlanState.SUPERSEDED)
    plan.state, plan.confirmed_at = PlanState.CONFIRMED, at
    plan.save(update_fields=["state", "confirmed_at"])
    if edition.state == EditionState.OPEN:
        settle_placement(edition, by=by, at=at)
    record(
        edition,
        plan,
        *(holding.nomination for holding in seated),
        facts={"policy": plan.policy, "seated": len(seated), "people": len(plan.instance["instance"]["ids"])},
    )
    return plan


def _seat(plan: PlacementPlan, *, at: datetime) -> list[Holding]:
    """Write the holdings that the plan adds; end those of holders whom it moves. Nobody else's seat is touched."""
    case, given = AllocationCase.from_json(plan.instance), plan.result["placement"]
    now = {h.nomination_id: h for h in _holdings(plan.edition_id)}
    joining: dict[int, list[tuple[int, int]]] = defaultdict(list)
    moved: list[int] = []
    for nomination, position, quota in zip(case.nominations, given, case.instance["agency"], strict=True):
        session = case.sessions[position] if position >= 0 else None
        holding = now.get(nomination)
        if holding is not None and holding.placement.session_id != session:
            moved.append(now.pop(nomination).pk)
        if session is not None and nomination not in now:
            joining[session].append((nomination, case.pools[quota]))
    moving = Holding.objects.filter(pk__in=moved)
    moving.update(until=at, end_reason=_("Moved to another session by a new plan"))
    seats = _seats(joining, plan.edition_id, held=list(now.values()))
    nominations = Nomination.objects.in_bulk([nomination for people in joining.values() for nomination, _p in people])
    return Holding.objects.bulk_create(
        (
            Holding(placement=seat, nomination=nominations[nomination], pool_id=pool, since=at)
            for session, people in joining.items()
            for (nomination, pool), seat in zip(people, seats[session], strict=True)
        ),
        batch_size=_AT_ONCE,
    )


def _holdings(edition: int) -> Sequence[Holding]:
    current = Holding.objects.filter(placement__session__edition=edition, until__isnull=True)
    return list(current.select_related("placement"))


def _seats(
    joining: dict[int, list[tuple[int, int]]], edition: int, *, held: Sequence[Holding]
) -> dict[int, list[Placement]]:
    """As many seats of each session as people join it: those that somebody left first, then new ones."""
    there = {(seat.session_id, seat.number): seat for seat in Placement.objects.filter(session__edition=edition)}
    taken = {(holding.placement.session_id, holding.placement.number) for holding in held}
    capacity = dict(Edition.objects.get(pk=edition).sessions.values_list("pk", "capacity"))
    chosen: dict[int, list[Placement]] = {}
    for session, people in joining.items():
        free = free_numbers(capacity[session], (number for key, number in taken if key == session))
        numbers = free[: len(people)]
        chosen[session] = [there.get((session, n)) or Placement(session_id=session, number=n) for n in numbers]
    Placement.objects.bulk_create(
        (seat for seats in chosen.values() for seat in seats if seat.pk is None), batch_size=_AT_ONCE
    )
    return chosen


@action(WITHDRAW_FROM_SEAT)
def withdraw_from_seat(holding: Holding, *, reason: str, by: Actor, at: datetime) -> Holding:
    """Let a person go who holds a seat: the seat is free for a substitute, the nomination is withdrawn.

    Raises `ReasonMissing`, `SeatLeft`, and `EditionTakesNobody` once the edition has ended.
    """
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    _locked(holding.nomination.edition_id, EditionState.OPEN, EditionState.PLACED, EditionState.RUNNING)
    holding = Holding.objects.select_related("nomination__edition", "placement__session").get(pk=holding.pk)
    if holding.until is not None:
        raise SeatLeft
    holding.until, holding.end_reason = at, reason[:300]
    holding.save(update_fields=["until", "end_reason"])
    nomination = holding.nomination
    nomination.sender_state = SenderState.WITHDRAWN
    nomination.save(update_fields=["sender_state"])
    facts = {"session": holding.placement.session.number, "country": nomination.country_id}
    record(nomination, nomination.edition, holding.placement, facts=facts, words={"reason": reason})
    return holding


@action(PLACE)
def substitute(placement: Placement, *, nomination: Nomination | None = None, by: Actor, at: datetime) -> Holding:
    """Give a seat that somebody left to the next in the reserve, or to `nomination` of it. Nobody else moves.

    Raises `SeatTaken`, `NotInReserve`, and `EditionTakesNobody` once the edition has ended.
    """
    edition = _locked(placement.session.edition_id, EditionState.OPEN, EditionState.PLACED, EditionState.RUNNING)
    if placement.holdings.filter(until__isnull=True).exists():
        raise SeatTaken
    last = placement.holdings.order_by("-since", "-id").first()
    able = [candidate for candidate in reserve_for(placement) if not candidate.hindrances]
    position, candidate = _chosen(able, nomination)
    chosen = Nomination.objects.get(pk=candidate.nomination)
    with refusing("over_issue", NotInReserve()):
        holding = Holding.objects.create(
            placement=placement, nomination=chosen, pool_id=candidate.pool, since=at, in_place_of=last
        )
    chosen.host_state = HostState.ACCEPTED
    chosen.save(update_fields=["host_state"])
    facts = {"session": placement.session.number, "reserve": position, "why": candidate.kind}
    left = [last.nomination] if last else []
    record(chosen, edition, placement, *left, facts=facts)
    return holding


def _chosen(able: Sequence[Candidate], nomination: Nomination | None) -> tuple[int, Candidate]:
    """The candidate with their place in the reserve, 1 first."""
    if not able:
        raise NotInReserve(
            _("Nobody in the reserve may take this seat."),
            now=_("Ask the countries for more people, or leave it free."),
        )
    for position, candidate in enumerate(able, start=1):
        if nomination is None or candidate.nomination == nomination.pk:
            return position, candidate
    raise NotInReserve
