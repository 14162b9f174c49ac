"""Who is who: actors from accounts, and people as lists show them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from sabaq.network.models import Institution
from sabaq.platform.actors import NOBODY, Actor, ActorKind, Grant

from .models import Account, Mandate, Person, Post


def mandates_in_force(at: datetime) -> QuerySet[Mandate]:
    """Mandates that hold on the day of `at`."""
    day = at.date()
    return Mandate.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


def actor_of_account(key: int, at: datetime) -> Actor:
    """The actor behind an account with the mandates in force at that moment; nobody if the account is closed."""
    account = Account.objects.select_related("person").prefetch_related("person__names").filter(pk=key).first()
    if account is None or not account.is_active:
        return NOBODY
    grants = tuple(Grant(m.role, m.scope) for m in mandates_in_force(at).filter(person=account.person))
    return Actor(
        kind=ActorKind.PERSON,
        label=account.person.display_name or account.email,
        key=account.pk,
        person=account.person_id,
        grants=grants,
    )


def people_with_names() -> QuerySet[Person]:
    """Persons with their names in two queries, as any list needs them."""
    return Person.objects.prefetch_related("names")


def public_posts(institution: Institution) -> QuerySet[Post]:
    """Offices at an institution that a public source names, or the sample invents; held now, with names. Two queries.

    A post without a source came from a list and is nobody's business but the sender's and the host's.
    """
    return (
        Post.objects.filter(institution=institution, until="")
        .exclude(sources="", illustrative=False)
        .select_related("person")
        .prefetch_related("person__names")
        .order_by("since", "pk")
    )
