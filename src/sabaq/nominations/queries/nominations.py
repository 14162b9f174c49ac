"""Reads of nominations: what an actor may see, whose turn it is, and what waits on the Desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from sabaq.network.models import Country, Institution
from sabaq.people.models import Person, PersonName
from sabaq.people.states import Role
from sabaq.platform.actors import Actor
from sabaq.platform.desk import DeskItem, waits_for
from sabaq.platform.permissions import may
from sabaq.programmes.models import Edition
from sabaq.programmes.states import EditionState

from ..domain.nominations import may_still_nominate, means, places_of, steps_of
from ..models import NationalChain, Nomination
from ..rules.nominations import FORWARD
from ..states import HostState, SenderState

# Of the list a person comes from only its sender is asked for; the sheet and the rows as read are heavy.
_HEAVY = tuple(f"list_row__{field}" for field in ("fields", "corrections", "problems", "likeness"))
_HEAVY += tuple(f"list_row__sent_list__{field}" for field in ("sheet", "columns", "problems"))


# An edition that has begun or ended takes nobody any more.
FORWARDED_IN = (EditionState.OPEN, EditionState.PLACED)


def visible_to(actor: Actor) -> QuerySet[Nomination]:
    """The nominations an actor may see, with personal data.

    A focal point those of the country; an officer those of the own agency and from the own lists; a host's manager
    those that the sender confirmed for the own editions; nobody else any.
    """
    if actor.is_system:
        return Nomination.objects.all()
    countries = actor.scopes(Role.FOCAL_POINT, "country")
    agencies = actor.scopes(Role.AGENCY_OFFICER, "institution")
    hosts = actor.scopes(Role.PROGRAMME_MANAGER, "institution")
    if not (countries or agencies or hosts):
        return Nomination.objects.none()
    own = Q(agency__in=agencies) | Q(list_row__sent_list__sender__in=agencies)
    decided = Q(sender_state=SenderState.WITHDRAWN) & ~Q(host_state=HostState.PENDING)
    hosted = Q(edition__host__in=hosts) & (Q(sender_state=SenderState.CONFIRMED) | decided)
    return Nomination.objects.filter(Q(country__in=countries) | own | hosted)


def with_senders(nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Nominations with the sender of the list they come from, as the rules ask for it, without what the list holds."""
    return nominations.select_related("list_row__sent_list").defer(*_HEAVY)


def with_people(nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Nominations as lists show them: person, names, agency and country in two queries."""
    related = with_senders(nominations).select_related("person", "agency", "country")
    return related.prefetch_related("person__names")


def named(nominations: QuerySet[Nomination], wanted: str) -> QuerySet[Nomination]:
    """Those whose person has a name that a search text means, in any script; one query for the names."""
    wanted = wanted.strip()
    if not wanted:
        return nominations
    names: dict[int, list[str]] = {}
    people = nominations.order_by().values("person_id")
    for person, full in PersonName.objects.filter(person_id__in=people).values_list("person_id", "full"):
        names.setdefault(person, []).append(full)
    found = [person for person, fulls in names.items() if means(wanted, fulls)]
    return nominations.filter(person_id__in=found)


def chain_of(country: str | None) -> tuple[str, ...]:
    """The roles of a country's chain in order."""
    return steps_of(NationalChain.objects.filter(country_id=country).values_list("steps", flat=True).first())


def in_hand(actor: Actor, nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Those that wait for this actor to forward them: `has_in_hand` asked of the database; one query for the chains."""
    chains = {chain.country_id: steps_of(chain.steps) for chain in NationalChain.objects.all()}
    at_focal_point = Q(country__in=actor.scopes(Role.FOCAL_POINT, "country"))
    agencies = actor.scopes(Role.AGENCY_OFFICER, "institution")
    at_officer = Q(agency__in=agencies) | Q(list_row__sent_list__sender__in=agencies)
    if actor.is_system:
        at_focal_point = at_officer = Q()
    waits = at_focal_point & _at_step(Role.FOCAL_POINT, chains) | at_officer & _at_step(Role.AGENCY_OFFICER, chains)
    return nominations.filter(waits, sender_state=SenderState.PROPOSED)


def to_forward(actor: Actor, edition: Edition) -> QuerySet[Nomination]:
    """What waits for the actor to forward it, of one edition."""
    if not may(actor, FORWARD, edition):
        return Nomination.objects.none()
    return in_hand(actor, visible_to(actor).filter(edition=edition))


def _at_step(role: Role, chains: Mapping[str, tuple[str, ...]]) -> Q:
    """Nominations that stand at the step of `role` in the chain of their country."""
    at_step = Q(chain_position__in=places_of(role, steps_of(None))) & ~Q(country__in=chains)
    for country, steps in chains.items():
        at_step |= Q(country=country, chain_position__in=places_of(role, steps))
    return at_step


@dataclass(frozen=True)
class Choices:
    """What the filters of an edition's nominations offer: pairs of a key and a row, only of what the actor sees."""

    countries: list[tuple[str, object]]
    agencies: list[tuple[int, object]]


def choices_in(nominations: QuerySet[Nomination]) -> Choices:
    """Countries and agencies that occur among these nominations; two queries."""
    keys = nominations.order_by()
    countries = Country.objects.filter(pk__in=keys.values("country_id"))
    agencies = Institution.objects.filter(pk__in=keys.values("agency_id"))
    return Choices([(c.pk, c) for c in countries], sorted(((a.pk, a) for a in agencies), key=lambda pair: str(pair[1])))


@waits_for
def nominations_that_wait(actor: Actor, today: date) -> list[DeskItem]:
    """For the sender's side the people to forward, for a host's manager the people to decide about."""
    return [*_to_forward(actor), *_to_decide(actor)]


def _to_forward(actor: Actor) -> list[DeskItem]:
    if not (actor.has_role(Role.FOCAL_POINT) or actor.has_role(Role.AGENCY_OFFICER)):
        return []
    waiting = in_hand(actor, visible_to(actor)).order_by().values_list("edition")
    counted = dict(waiting.annotate(people=Count("pk")))
    return [
        DeskItem(
            ngettext(
                "%(n)s person waits for you to forward the nomination: %(edition)s.",
                "%(n)s people wait for you to forward their nominations: %(edition)s.",
                n,
            )
            % {"n": n, "edition": edition},
            ngettext("Look at %(n)s nomination", "Look at %(n)s nominations", n) % {"n": n},
            reverse("nominations:nominations", args=[edition.key]) + "?sender=proposed",
            edition.nominations_close,
        )
        for edition, n in (
            (row, counted[row.pk]) for row in Edition.objects.filter(pk__in=counted, state__in=FORWARDED_IN)
        )
    ]


def _to_decide(actor: Actor) -> list[DeskItem]:
    hosts = actor.scopes(Role.PROGRAMME_MANAGER, "institution")
    if not hosts:
        return []
    waiting = Q(nominations__sender_state=SenderState.CONFIRMED, nominations__host_state=HostState.PENDING)
    editions = Edition.objects.filter(host__in=list(map(int, hosts))).annotate(
        waiting=Count("nominations", filter=waiting)
    )
    return [
        DeskItem(
            ngettext(
                "%(n)s nominated person waits for your decision: %(edition)s.",
                "%(n)s nominated people wait for your decision: %(edition)s.",
                edition.waiting,
            )
            % {"n": edition.waiting, "edition": edition},
            ngettext("Decide about %(n)s person", "Decide about %(n)s people", edition.waiting)
            % {"n": edition.waiting},
            reverse("nominations:nominations", args=[edition.key]) + "?host=pending",
            edition.starts,
        )
        for edition in editions.filter(waiting__gt=0)
    ]


def people_shown_to(actor: Actor, keys: Iterable[int]) -> QuerySet[Person]:
    """Those of the persons whose nominations an actor sees; about the others a page says only what agrees."""
    return Person.objects.filter(pk__in=list(keys)).filter(pk__in=visible_to(actor).values("person_id"))


def takes_nominations(edition: Edition, at: datetime) -> bool:
    """Whether people can be nominated for the edition on the day of `at`."""
    return may_still_nominate(edition.state, edition.nominations_close, timezone.localdate(at))
