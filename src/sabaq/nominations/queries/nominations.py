"""Reads of nominations: what an actor may see, whose turn it is, and what waits on the Desk."""

from __future__ import annotations

from collections.abc import Iterable
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
from sabaq.programmes.models import Edition

from ..domain.nominations import may_still_nominate, means, steps_of
from ..models import NationalChain, Nomination
from ..rules.nominations import has_in_hand
from ..states import HostState, SenderState


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


def with_people(nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Nominations as lists show them: person, names, agency and country in two queries."""
    related = nominations.select_related("person", "agency", "country", "list_row__sent_list")
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


def in_hand(actor: Actor, nominations: Iterable[Nomination]) -> list[Nomination]:
    """Those of the nominations that wait for this actor to forward them; one query for the chains."""
    chains = {chain.country_id: chain.steps for chain in NationalChain.objects.all()}
    waiting = []
    for nomination in nominations:
        steps = steps_of(chains.get(nomination.country_id))
        proposed = nomination.sender_state == SenderState.PROPOSED and nomination.chain_position < len(steps)
        if proposed and has_in_hand(actor, steps[nomination.chain_position], nomination):
            waiting.append(nomination)
    return waiting


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
    proposed = visible_to(actor).filter(sender_state=SenderState.PROPOSED)
    counted: dict[Edition, int] = {}
    for nomination in in_hand(actor, proposed.select_related("edition", "list_row__sent_list")):
        counted[nomination.edition] = counted.get(nomination.edition, 0) + 1
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
        for edition, n in counted.items()
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
