"""The brake on guessing: tries are counted in the database, so that every worker knows of every other's.

What is tried is named by plain text such as "account a@b.org 10.0.0.1" and kept only as a hash, until its period ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import F

from .models import Tries

PERIOD = timedelta(minutes=15)


def _key(name: str) -> str:
    return sha256(name.encode()).hexdigest()


def are_used_up(limits: Mapping[str, int], *, at: datetime) -> bool:
    """True if one of the names was tried as often as its limit allows within the period. One query."""
    wanted = {_key(name): limit for name, limit in limits.items()}
    found = Tries.objects.filter(key__in=wanted, until__gt=at).values_list("key", "count")
    return any(count >= wanted[key] for key, count in found)


def count_try(limits: Mapping[str, int], *, at: datetime) -> None:
    """Count one more try for each name; the period runs from the first, and what is over is forgotten."""
    with transaction.atomic():
        Tries.objects.filter(until__lte=at).delete()
        first = [Tries(key=_key(name), count=0, until=at + PERIOD) for name in limits]
        Tries.objects.bulk_create(first, ignore_conflicts=True)
        Tries.objects.filter(key__in=sorted(row.key for row in first)).update(count=F("count") + 1)
