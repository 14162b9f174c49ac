"""The indicators that the records of training answer: seats secured and people trained.

They are registered here because this package sees both ledgers; a number and its line are sums of the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import accumulate

from django.db.models import Case, F, IntegerField, Q, Sum, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sabaq.agreements.models import Commitment
from sabaq.agreements.queries import register_indicator
from sabaq.cohorts.queries import people_trained, people_trained_growth
from sabaq.nominations.models import SeatEntry

# What was added: the commitment's primary key, the day, how much.
Added = Iterable[tuple[int, date, int]]
NET_SEATS = Sum(
    Case(When(source=None, then=F("seats")), When(target=None, then=-F("seats")), default=Value(0)),
    output_field=IntegerField(),
)


def seats_added(keys: list[int]) -> Added:
    """Seats granted under a commitment less those reduced, by day; moves between pools change nothing.

    An entry counts for the commitment it names, else for the one that its edition rests on.
    """
    return (
        SeatEntry.objects.annotate(under=Coalesce("commitment", "edition__commitment"))
        .filter(Q(source=None) | Q(target=None), under__in=keys)
        .values_list("under", "day")
        .annotate(added=NET_SEATS)
        .order_by("day")
    )


def records_url(commitment: Commitment) -> str:
    """The editions under a commitment, each with the way to its ledger."""
    return reverse("oversight:promise", args=[commitment.key]) + "#records"


def people_url(commitment: Commitment) -> str:
    """The certificates that the people trained hold."""
    return reverse("cohorts:evidence", args=[commitment.key])


def seats_secured_growth(commitments: list[Commitment]) -> dict[int, list[tuple[date, int]]]:
    """The seats secured under each commitment after every day on which they changed; one query."""
    added: dict[int, list[tuple[date, int]]] = {commitment.pk: [] for commitment in commitments}
    for key, day, seats in seats_added(list(added)):
        added[key].append((day, seats))
    return {
        key: list(zip([day for day, _seats in rows], accumulate(seats for _day, seats in rows), strict=True))
        for key, rows in added.items()
    }


def seats_secured(commitments: list[Commitment]) -> dict[int, int]:
    """The seats secured under each commitment; one query."""
    return {key: rows[-1][1] if rows else 0 for key, rows in seats_secured_growth(commitments).items()}


register_indicator("seats_secured", _("seats secured"), seats_secured, records_url, growth=seats_secured_growth)
register_indicator("people_trained", _("people trained"), people_trained, people_url, growth=people_trained_growth)
