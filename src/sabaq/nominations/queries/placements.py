"""Reads of placement: the case for the engine, what a plan says of whom, who may take a free seat, and the Desk.

Every read takes a fixed number of queries, however many people there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sabaq.people.models import IdentityDocument
from sabaq.people.states import Role
from sabaq.platform.actors import Actor
from sabaq.platform.desk import DeskItem, waits_for
from sabaq.platform.permissions import may
from sabaq.programmes.models import Edition, Session
from sabaq.programmes.states import EditionState

from ..domain.placements import (
    NO_POOL,
    AllocationCase,
    Candidate,
    Nominee,
    Room,
    case_of,
    lottery_number,
    reserve,
)
from ..models import Holding, Nomination, Placement, PlacementPlan, PlanOutcome, SeatPool
from ..rules.placements import PLACE
from ..states import HostState, PlanState, SenderState
from .nominations import visible_to
from .seats import balances, pool_finder, seats_of_editions

# Both sides want the person placed.
WANTED = Q(sender_state=SenderState.CONFIRMED, host_state__in=[HostState.ACCEPTED, HostState.WAITING])
CURRENT = Holding.objects.filter(until__isnull=True)


def _with_seat() -> QuerySet[Any]:
    """Nominations with the session and the pool of the seat that is held now, None for none."""
    mine = CURRENT.filter(nomination=OuterRef("pk"))
    return Nomination.objects.annotate(
        held=Subquery(mine.values("placement__session")[:1]), held_pool=Subquery(mine.values("pool")[:1])
    )


def _passports(edition: Edition) -> dict[int, date | None]:
    """Until when each nominee's passport is valid: the latest, None where one is not known. By person."""
    found: dict[int, date | None] = {}
    people = Nomination.objects.filter(edition=edition).order_by().values("person")
    for person, until in IdentityDocument.objects.filter(person__in=people).values_list("person", "valid_until"):
        before = found.setdefault(person, until)
        found[person] = None if before is None or until is None else max(before, until)
    return found


def nominees_of(edition: Edition) -> list[Nominee]:
    """Everybody to be placed, and everybody who holds a seat. Three queries."""
    find, passports = pool_finder(edition), _passports(edition)
    rows = _with_seat().filter(WANTED | Q(held__isnull=False), edition=edition).order_by("pk")
    return [
        Nominee(
            nomination=row.pk,
            agency=row.agency_id,
            pool=row.held_pool or find(row.agency_id, row.country_id) or NO_POOL,
            priority=row.priority,
            lottery=lottery_number(edition.key, row.pk),
            languages=tuple(row.languages),
            passport_until=passports.get(row.person_id),
            session=row.held,
        )
        for row in rows
    ]


def _room(session: Session) -> Room:
    return Room(session.pk, session.number, session.starts, session.ends, session.language, session.capacity)


def case_for(edition: Edition) -> AllocationCase:
    """The case for the engine as the database stands; a plan is true as long as this stays what it was."""
    found = balances(edition)
    return case_of(
        nominees_of(edition),
        [_room(session) for session in edition.sessions.all()],
        seats={pool.pk: balance.seats for pool, balance in found.items()},
        agency_pools={pool.pk for pool in found if pool.institution_id is not None},
    )


def reserve_for(placement: Placement) -> list[Candidate]:
    """Who may take a seat that somebody has left, the first to be asked first; then who may not, with reasons."""
    last = placement.holdings.select_related("nomination").order_by("-since", "-id").first()
    if last is None:
        return []
    edition = placement.session.edition
    waiting = [nominee for nominee in nominees_of(edition) if nominee.session is None]
    free = {pool.pk: balance.free for pool, balance in balances(edition).items()}
    return reserve(waiting, _room(placement.session), agency=last.nomination.agency_id, pool=last.pool_id, free=free)


def latest_plan(edition: Edition, *state: PlanState) -> PlacementPlan | None:
    """The newest plan of an edition in one of these states."""
    return edition.plans.filter(state__in=state).select_related("edition").first()


def plan_for(actor: Actor, edition: Edition, *, published: bool = False) -> PlacementPlan | None:
    """The plan an actor reads: for the manager a draft before the published one, for senders only the published one."""
    states = [PlanState.CONFIRMED]
    if may(actor, PLACE, edition) and not published:
        states.append(PlanState.DRAFT)
    return latest_plan(edition, *states)


def outcomes_for(actor: Actor, plan: PlacementPlan) -> QuerySet[PlanOutcome]:
    """What a plan says of the people an actor may see, with everything a line shows; two queries.

    `number`: the session the person sits in, by the plan while it is a draft, in fact once it is published. `seat` and
    `holding`: the seat held now.
    """
    mine = CURRENT.filter(nomination=OuterRef("nomination"))
    is_draft = plan.state == PlanState.DRAFT
    number = F("session__number") if is_draft else Subquery(mine.values("placement__session__number")[:1])
    return (
        plan.outcomes.filter(nomination__in=visible_to(actor))
        .select_related("nomination__person", "nomination__agency", "nomination__country")
        .prefetch_related("nomination__person__names")
        .annotate(
            number=number,
            seat=Subquery(mine.values("placement")[:1]),
            holding=Subquery(mine.values("pk")[:1]),
            is_substitute=Exists(mine.filter(in_place_of__isnull=False)),
        )
    )


OUTCOMES: dict[str, Q] = {
    "placed": Q(number__isnull=False),
    "waiting": Q(number__isnull=True, nomination__sender_state=SenderState.CONFIRMED)
    & ~Q(kind__startswith="ineligible"),
    "cannot": Q(number__isnull=True, kind__startswith="ineligible", nomination__sender_state=SenderState.CONFIRMED),
    "withdrawn": ~Q(nomination__sender_state=SenderState.CONFIRMED),
}


def counted(outcomes: QuerySet[PlanOutcome]) -> dict[str, int]:
    """How many people each outcome has; one query."""
    return outcomes.order_by().aggregate(**{name: Count("pk", filter=rule) for name, rule in OUTCOMES.items()})


@dataclass(frozen=True)
class SessionLine:
    """A session with who sits in it, and how many without a seat would go to it first."""

    session: Session
    placed: int
    waiting: int


def session_lines(plan: PlacementPlan | None, edition: Edition) -> list[SessionLine]:
    """The sessions as a plan fills them, or as they are filled where it is published. Three queries."""
    sessions = list(edition.sessions.all())
    if plan is None:
        return [SessionLine(session, 0, 0) for session in sessions]
    is_draft = plan.state == PlanState.DRAFT
    seated = (
        plan.outcomes.filter(session__isnull=False) if is_draft else CURRENT.filter(placement__session__in=sessions)
    )
    placed = Counter(seated.values_list("session" if is_draft else "placement__session", flat=True))
    has_seat = Q(session__isnull=False) if is_draft else Exists(CURRENT.filter(nomination=OuterRef("nomination")))
    without = plan.outcomes.exclude(has_seat).filter(nomination__sender_state=SenderState.CONFIRMED)
    wish = AllocationCase.from_json(plan.instance).first_wishes()
    waiting = Counter(wish.get(nomination) for nomination in without.values_list("nomination", flat=True))
    return [SessionLine(session, placed[session.pk], waiting[session.pk]) for session in sessions]


def vacant_seats(edition: Edition) -> list[Holding]:
    """The last holding of each seat that nobody holds, with the person who left it; two queries."""
    rows = _vacant(Q(placement__session__edition=edition)).select_related(
        "placement__session", "nomination__person", "nomination__agency"
    )
    return list(
        rows.prefetch_related("nomination__person__names").order_by("placement__session__number", "placement__number")
    )


def pools_of(edition: Edition) -> dict[int, SeatPool]:
    """The pools of an edition by key, with whose they are."""
    return {pool.pk: pool for pool in edition.pools.select_related("country", "institution")}


def people_named(nominations: Sequence[int]) -> Mapping[int, Nomination]:
    """Nominations by key with the names of their people; two queries."""
    rows = Nomination.objects.select_related("person", "agency").prefetch_related("person__names")
    return rows.in_bulk(list(nominations))


def people_moving(plan: PlacementPlan) -> Mapping[int, Nomination]:
    """The people whom one more seat would move, with their names; two queries."""
    rows = [*plan.comparison["one_more"], *plan.comparison["one_more_shares"]]
    return people_named([move[0] for row in rows for move in row["moves"]])


@waits_for
def placements_that_wait(actor: Actor, today: date) -> list[DeskItem]:
    """For a host's manager plans to make, to publish and seats to fill; for a focal point who has withdrawn."""
    return [*_to_place(actor), *_left_by_own_people(actor)]


def _placement_page(edition: Edition) -> str:
    return reverse("nominations:placement", args=[edition.key])


def _to_place(actor: Actor) -> list[DeskItem]:
    hosts = [int(key) for key in actor.scopes(Role.PROGRAMME_MANAGER, "institution")]
    editions = list(Edition.objects.filter(host__in=hosts, state__in=[EditionState.OPEN, EditionState.PLACED]))
    if not editions:
        return []
    accepted = _by_edition(Nomination.objects.filter(WANTED, edition__in=editions), "edition")
    plans = PlacementPlan.objects.filter(edition__in=editions)
    drafts = dict(
        plans.filter(state=PlanState.DRAFT)
        .values_list("edition")
        .annotate(people=Count("outcomes", filter=Q(outcomes__session__isnull=False)))
        .order_by()
    )
    published = set(plans.filter(state=PlanState.CONFIRMED).values_list("edition", flat=True))
    vacant = _by_edition(_vacant(Q(placement__session__edition__in=editions)), "placement__session__edition")
    seats = seats_of_editions(editions)
    items = []
    for edition in editions:
        people = accepted.get(edition.pk, 0)
        if edition.pk in drafts:
            items.append(_publish_item(edition, drafts[edition.pk]))
        elif edition.pk not in published and people and seats[edition.pk].granted:
            items.append(_plan_item(edition, people, seats[edition.pk].granted))
        elif vacant.get(edition.pk):
            items.append(_vacant_item(edition, vacant[edition.pk]))
    return items


def _by_edition(rows: QuerySet[Nomination] | QuerySet[Holding], edition: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(edition).annotate(people=Count("pk")))


def _vacant(where: Q) -> QuerySet[Holding]:
    """Of the seats that nobody holds, the last holdings."""
    later = Holding.objects.filter(placement=OuterRef("placement")).filter(
        Q(until__isnull=True) | Q(since__gt=OuterRef("since")) | Q(since=OuterRef("since"), pk__gt=OuterRef("pk"))
    )
    return Holding.objects.filter(where, ~Exists(later), until__isnull=False)


def _publish_item(edition: Edition, people: int) -> DeskItem:
    sentence = ngettext(
        "The plan gives %(n)s person a seat and waits to be published: %(edition)s.",
        "The plan gives %(n)s people a seat and waits to be published: %(edition)s.",
        people,
    )
    return DeskItem(
        sentence % {"n": people, "edition": edition}, _("Check and publish"), _placement_page(edition), edition.starts
    )


def _plan_item(edition: Edition, people: int, seats: int) -> DeskItem:
    sentence = ngettext(
        "%(n)s person is accepted for %(seats)s seats: %(edition)s.",
        "%(n)s people are accepted for %(seats)s seats: %(edition)s.",
        people,
    )
    return DeskItem(
        sentence % {"n": people, "seats": seats, "edition": edition}, _("Make a plan"), _placement_page(edition),
        edition.starts,
    )  # fmt: skip


def _vacant_item(edition: Edition, seats: int) -> DeskItem:
    sentence = ngettext(
        "%(n)s seat is free since its holder withdrew: %(edition)s.",
        "%(n)s seats are free since their holders withdrew: %(edition)s.",
        seats,
    )
    return DeskItem(
        sentence % {"n": seats, "edition": edition}, _("Find substitutes"), _placement_page(edition), edition.starts
    )


def _left_by_own_people(actor: Actor) -> list[DeskItem]:
    countries = actor.scopes(Role.FOCAL_POINT, "country")
    if not countries:
        return []
    open_editions = Q(placement__session__edition__state__in=[EditionState.OPEN, EditionState.PLACED])
    left = _by_edition(_vacant(open_editions & Q(nomination__country__in=countries)), "placement__session__edition")
    return [
        DeskItem(
            ngettext(
                "%(n)s person of yours withdrew and the seat is free: %(edition)s.",
                "%(n)s people of yours withdrew and their seats are free: %(edition)s.",
                left[edition.pk],
            )
            % {"n": left[edition.pk], "edition": edition},
            _("See the placement"),
            _placement_page(edition),
            edition.starts,
        )
        for edition in Edition.objects.filter(pk__in=left)
    ]
