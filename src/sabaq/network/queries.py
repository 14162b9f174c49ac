"""Who is in the network, and institutions by any of their names."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Prefetch, QuerySet, When

from .models import Institution, InstitutionName, Membership
from .states import InstitutionKind, NameKind


def members() -> QuerySet[Membership]:
    """Memberships with their institutions: by the country's English name, a hub after the academies."""
    hub_last = Case(When(institution__kind=InstitutionKind.HUB, then=1), default=0, output_field=IntegerField())
    return Membership.objects.select_related("institution__country", "network").order_by(
        hub_last, "institution__country__names__en", "institution__key"
    )


def _named(name: str) -> list[int]:
    """Primary keys of institutions with a spelling that holds every word of `name`, whatever the case.

    Read in Python: SQLite compares only Latin letters without case. Three columns of some thousand rows at most.
    """
    words = name.casefold().split()
    spellings: dict[int, list[str]] = {}
    for key, names, city in Institution.objects.values_list("pk", "names", "city"):
        spellings[key] = [*names.values(), city]
    for key, text in InstitutionName.objects.values_list("institution_id", "text"):
        spellings[key].append(text)
    return [key for key, texts in spellings.items() if any(all(word in t.casefold() for word in words) for t in texts)]


def institutions(*, country: str = "", kind: str = "", name: str = "") -> QuerySet[Institution]:
    """Institutions with country and memberships; `name` is part of any current, earlier or other spelling."""
    rows = Institution.objects.select_related("country").prefetch_related("memberships__network")
    if country:
        rows = rows.filter(country_id=country)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(pk__in=_named(name)) if name.strip() else rows


def institution_in_full() -> QuerySet[Institution]:
    """Institutions with everything their page shows of the register: earlier names last, parent, parts, memberships."""
    spellings = InstitutionName.objects.order_by("kind", "language", "pk")
    return Institution.objects.select_related("country", "parent").prefetch_related(
        Prefetch("other_names", queryset=spellings), "parts", "memberships__network"
    )


def spellings_of(institution: Institution, kind: NameKind) -> list[InstitutionName]:
    """Other names of one kind; uses the prefetched names."""
    return [name for name in institution.other_names.all() if name.kind == kind]
