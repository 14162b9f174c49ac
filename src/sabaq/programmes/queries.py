"""Reads of programmes and editions. What only the packages above know, they register here and is asked by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from sabaq.network.models import Country

from .models import Edition, Module, Programme, Session
from .states import EditionState


@dataclass(frozen=True)
class SeatsInEdition:
    """Seats granted to an edition; `placed` people and the `highest` seat number given, by session's primary key."""

    granted: int = 0
    placed: dict[int, int] = field(default_factory=dict)
    highest: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class SessionLine:
    """A session with its people, as the edition's page shows it."""

    session: Session
    placed: int


_counters: list[Callable[[Sequence[Edition]], dict[int, SeatsInEdition]]] = []


def counts_seats(
    counter: Callable[[Sequence[Edition]], dict[int, SeatsInEdition]],
) -> Callable[[Sequence[Edition]], dict[int, SeatsInEdition]]:
    """The seat ledger registers here how seats are counted: many editions at once, by primary key. A decorator."""
    _counters[:] = [counter]
    return counter


def seats_in(editions: Sequence[Edition]) -> dict[int, SeatsInEdition]:
    """Seats of each edition by primary key, in as many queries for one as for many."""
    counted = _counters[0](editions) if _counters else {}
    return {edition.pk: counted.get(edition.pk, SeatsInEdition()) for edition in editions}


def session_lines(edition: Edition, seats: SeatsInEdition) -> list[SessionLine]:
    """The sessions of an edition in order, each with the people placed in it."""
    return [SessionLine(session, seats.placed.get(session.pk, 0)) for session in edition.sessions.all()]


def programmes(*, open_now: bool = False, country: str = "") -> QuerySet[Programme]:
    """Programmes with `hours` of their modules, `edition_count`, and `open_until`: the nearest closing day, if any.

    `open_now` keeps those with an edition that takes nominations, `country` those whose host is there.
    """
    hours = Module.objects.filter(programme=OuterRef("pk")).order_by().values("programme").annotate(sum=Sum("hours"))
    rows = Programme.objects.select_related("host__country").annotate(
        hours=Coalesce(Subquery(hours.values("sum")), 0, output_field=IntegerField()),
        edition_count=Count("editions"),
        open_until=Min("editions__nominations_close", filter=Q(editions__state=EditionState.OPEN)),
    )
    if open_now:
        rows = rows.filter(open_until__isnull=False)
    return rows.filter(host__country=country) if country else rows


def host_countries() -> QuerySet[Country]:
    """Countries whose institutions host programmes, for the filter of the list."""
    return Country.objects.filter(pk__in=Programme.objects.values("host__country"))


def edition_keys(programme: Programme) -> set[str]:
    """Short names that a new edition of a programme must not take."""
    return set(Edition.objects.filter(key__startswith=programme.key[:48]).values_list("key", flat=True))


def editions() -> QuerySet[Edition]:
    """Editions with everything a line about them names."""
    return Edition.objects.select_related("programme", "host__country", "network", "adopted_from__host", "commitment")


def open_editions() -> QuerySet[Edition]:
    """Editions that take nominations now, the nearest deadline first."""
    return editions().filter(state=EditionState.OPEN).order_by("nominations_close", "key")
