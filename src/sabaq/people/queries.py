"""Who is who: actors from accounts, and people as lists show them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from sabaq.network.models import Country, Institution, Network
from sabaq.platform.actors import NOBODY, Actor, ActorKind, Grant

from .models import Account, Mandate, Person, PersonName, Post
from .states import Role

Where = Country | Institution | Network


def mandates_in_force(at: datetime) -> QuerySet[Mandate]:
    """Mandates that hold on the day of `at`, as the installation's calendar has it."""
    day = localdate(at)
    return Mandate.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


def actor_of_account(key: int, at: datetime) -> Actor:
    """The actor behind an account with the mandates in force at that moment; nobody if the account is closed.

    While the password is known to somebody else, the actor is not yet the person and holds no mandate.
    """
    account = Account.objects.select_related("person").prefetch_related("person__names").filter(pk=key).first()
    if account is None or not account.is_active:
        return NOBODY
    if account.must_change_password:
        return Actor(kind=ActorKind.PERSON, label=account.email, key=account.pk)
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


def _named(name: str) -> list[int]:
    """Persons with a name that holds every word of `name`. Read in Python: SQLite compares only Latin without case."""
    words = name.casefold().split()
    names = PersonName.objects.values_list("person_id", "full")
    return [person for person, full in names if all(word in full.casefold() for word in words)]


def people_in_office(*, name: str = "") -> QuerySet[Person]:
    """Persons with a post, a mandate or an account; whoever is only nominated is never among them.

    `sorted_name` is the first name entered. Names, posts, mandates with their places and accounts are at hand, in four
    queries however many rows.
    """
    first_name = PersonName.objects.filter(person=OuterRef("pk")).order_by("-kind", "pk")
    held = Mandate.objects.select_related("country", "institution", "network").order_by("-since", "pk")
    posts = Post.objects.select_related("institution").order_by("-since", "pk")
    rows = (
        Person.objects.filter(
            Exists(Post.objects.filter(person=OuterRef("pk")))
            | Exists(Mandate.objects.filter(person=OuterRef("pk")))
            | Exists(Account.objects.filter(person=OuterRef("pk")))
        )
        .annotate(sorted_name=Subquery(first_name.values("full")[:1]))
        .select_related("account")
        .prefetch_related("names", Prefetch("posts", queryset=posts), Prefetch("mandates", queryset=held))
    )
    return rows.filter(pk__in=_named(name)) if name.strip() else rows


def account_of(person: Person) -> Account | None:
    """The account of somebody whose list row has it at hand."""
    return getattr(person, "account", None)


def place_of(mandate: Mandate) -> Where:
    """Where a mandate holds; the database lets none be nowhere."""
    place = mandate.country or mandate.institution or mandate.network
    assert place is not None
    return place


def networks_of(actor: Actor) -> list[int]:
    """Primary keys of the networks whose secretary acts."""
    return [int(key) for key in actor.scopes(Role.SECRETARY, "network")]


def has_secretary(network: Network) -> bool:
    """True if somebody was ever made secretary of a network."""
    return Mandate.objects.filter(network=network, role=Role.SECRETARY).exists()


def served_institutions(networks: Collection[int]) -> QuerySet[Institution]:
    """What some networks (by primary key) serve: members, whatever is in a member's country, the secretariat."""
    return Institution.objects.filter(
        Q(memberships__network__in=networks)
        | Q(country__in=served_countries(networks))
        | Q(pk__in=Network.objects.filter(pk__in=networks).values("secretariat"))
    ).distinct()


def served_countries(networks: Collection[int]) -> QuerySet[Country]:
    """The countries of the members of some networks."""
    return Country.objects.filter(institutions__memberships__network__in=networks).distinct()


def is_served(where: Where, networks: Collection[int]) -> bool:
    """True if a place is one of the networks, or of their members and countries."""
    if isinstance(where, Network):
        return where.pk in networks
    served = served_countries(networks) if isinstance(where, Country) else served_institutions(networks)
    return served.filter(pk=where.pk).exists()


def is_in_office_in(person: Person, networks: Collection[int]) -> bool:
    """True if somebody has an office or a mandate, of any time, where some networks serve."""
    institutions = served_institutions(networks).values("pk")
    mandates = Q(network__in=networks) | Q(country__in=served_countries(networks).values("pk"))
    return (
        Post.objects.filter(person=person, institution__in=institutions).exists()
        or Mandate.objects.filter(mandates | Q(institution__in=institutions), person=person).exists()
    )


def held_on(person: Person, day: date) -> list[Mandate]:
    """The mandates in force on a day, of the prefetched ones."""
    return [m for m in person.mandates.all() if m.since <= day and (m.until is None or m.until >= day)]


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
