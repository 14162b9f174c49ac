"""From a commitment down to its records: the editions held under it, with what each has to show."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from sabaq.agreements.models import Commitment
from sabaq.cohorts.models import Participation
from sabaq.cohorts.states import ParticipationState
from sabaq.credentials.states import CertificateState
from sabaq.nominations.models import Holding, SeatEntry
from sabaq.programmes.models import Edition

from .records import NET_SEATS


@dataclass(frozen=True)
class EditionEvidence:
    """An edition under a commitment, in numbers only."""

    edition: Edition
    seats: int
    placed: int
    completed: int
    certificates: int


def editions_of(commitment: Commitment) -> list[EditionEvidence]:
    """The editions that rest on a commitment or hold seats granted under it; four queries."""
    editions = list(
        Edition.objects.filter(Q(commitment=commitment) | Q(seat_entries__commitment=commitment))
        .distinct()
        .select_related("host", "programme")
    )
    keys = [edition.pk for edition in editions]
    under = Q(commitment=commitment) | Q(commitment=None, edition__commitment=commitment)
    ends = Q(source=None) | Q(target=None)
    seats = dict(
        SeatEntry.objects.filter(under, ends, edition__in=keys)
        .order_by()
        .values_list("edition")
        .annotate(net=NET_SEATS)
    )
    placed = dict(
        Holding.objects.filter(until=None, placement__session__edition__in=keys)
        .order_by()
        .values_list("placement__session__edition")
        .annotate(held=Count("pk"))
    )
    valid = Q(certificate__state=CertificateState.VALID, certificate__is_trial=False)
    shown = {
        edition: (completed, certificates)
        for edition, completed, certificates in Participation.objects.filter(session__edition__in=keys)
        .order_by()
        .values_list("session__edition")
        .annotate(
            completed=Count("pk", filter=Q(state=ParticipationState.COMPLETED)), certificates=Count("pk", filter=valid)
        )
    }
    return [
        EditionEvidence(edition, seats.get(edition.pk, 0), placed.get(edition.pk, 0), *shown.get(edition.pk, (0, 0)))
        for edition in editions
    ]
