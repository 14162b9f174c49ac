"""Agreements as their readers may see them, and the register of indicators that count what was delivered.

An indicator is a name and a function that an app above registers: nothing here knows what is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sabaq.people.states import Role
from sabaq.platform.actors import Actor
from sabaq.platform.desk import DeskItem, waits_for
from sabaq.platform.refusals import Sentence

from .models import Agreement, Approval, Commitment, Party, Version
from .states import VersionState

Counts = Callable[[list[Commitment]], dict[int, int]]
# For each commitment the days on which its count changed, in order, with the count after each.
Growth = Callable[[list[Commitment]], dict[int, list[tuple[date, int]]]]


@dataclass(frozen=True)
class Indicator:
    """How one kind of delivery is counted. `sentence` names what is counted, such as "seats secured"."""

    name: str
    sentence: Sentence
    count: Counts
    evidence_url: Callable[[Commitment], str]
    growth: Growth | None = None


_register: dict[str, Indicator] = {}


def register_indicator(
    name: str,
    sentence: Sentence,
    count: Counts,
    evidence_url: Callable[[Commitment], str],
    *,
    growth: Growth | None = None,
) -> None:
    """Register how `name` is counted. `count` gets all commitments at once and gives counts by primary key.

    `evidence_url` is where the records behind a count stand; `growth` gives the count over time for the small line.
    Raises `ValueError` for a name in use.
    """
    if name in _register:
        raise ValueError(f"indicator {name} is registered twice")
    _register[name] = Indicator(name, sentence, count, evidence_url, growth)


def indicator_called(name: str) -> Indicator | None:
    """The indicator with this name, if one is registered."""
    return _register.get(name)


def all_indicators() -> tuple[Indicator, ...]:
    """Every registered indicator, by name."""
    return tuple(_register[name] for name in sorted(_register))


def by_indicator(commitments: Iterable[Commitment]) -> dict[Indicator, list[Commitment]]:
    """Verifiable commitments gathered under the registered indicator that measures them."""
    gathered: dict[Indicator, list[Commitment]] = {}
    for commitment in commitments:
        indicator = indicator_called(commitment.indicator)
        if indicator and commitment.verifiable:
            gathered.setdefault(indicator, []).append(commitment)
    return gathered


def counts_of(commitments: Iterable[Commitment]) -> dict[int, int]:
    """What the records show for each measurable commitment, by primary key: one call for each indicator in use."""
    return {
        key: count
        for indicator, rows in by_indicator(commitments).items()
        for key, count in indicator.count(rows).items()
    }


def visible_to(actor: Actor) -> QuerySet[Agreement]:
    """Agreements that ever held, and for the secretariat and the parties those that are only drafted."""
    if actor.is_system:
        return Agreement.objects.all()
    held = Version.objects.filter(agreement=OuterRef("pk")).exclude(state=VersionState.DRAFT)
    seen = Q(Exists(held)) | Q(network__in=[int(key) for key in actor.scopes(Role.SECRETARY, "network")])
    if actor.has_role(Role.SECRETARY):
        seen |= Q(network__isnull=True)
    scopes = [grant.scope.partition(":") for grant in actor.grants]
    own = Party.objects.filter(agreement=OuterRef("pk")).filter(
        Q(institution__in=[int(value) for kind, _colon, value in scopes if kind == "institution"])
        | Q(institution__country__in=[value for kind, _colon, value in scopes if kind == "country"])
    )
    return Agreement.objects.filter(seen | Q(Exists(own)))


def agreements_for(actor: Actor) -> QuerySet[Agreement]:
    """What the list of agreements shows: parties in order, whether a version is in force, how many commitments."""
    in_force = Version.objects.filter(agreement=OuterRef("pk"), state=VersionState.IN_FORCE)
    return (
        visible_to(actor)
        .prefetch_related("parties__institution")
        .annotate(is_in_force=Exists(in_force), promised=Count("commitments", distinct=True))
    )


def agreement_with_parts(actor: Actor, key: str) -> Agreement | None:
    """One agreement with everything its page shows, in a fixed number of queries; None if `actor` may not see it."""
    approvals = Approval.objects.select_related("party__institution").order_by("party__position")
    return (
        visible_to(actor)
        .filter(key=key)
        .select_related("network")
        .prefetch_related(
            "parties__institution__country",
            "versions__clauses",
            Prefetch("versions__approvals", approvals),
            Prefetch("commitments", Commitment.objects.select_related("debtor", "creditor", "clause")),
        )
        .first()
    )


def parties_to_approve(version: Version) -> list[Party]:
    """The parties that have not approved a version; uses what `agreement_with_parts` prefetched."""
    approved = {approval.party_id for approval in version.approvals.all()}
    return [party for party in version.agreement.parties.all() if party.pk not in approved]


@waits_for
def versions_ready(actor: Actor, _today: date) -> list[DeskItem]:
    """For the secretariat: drafts that every party has approved."""
    ready = (
        Version.objects.filter(
            state=VersionState.DRAFT,
            agreement__network__in=[int(key) for key in actor.scopes(Role.SECRETARY, "network")],
        )
        .annotate(parties=Count("agreement__parties", distinct=True), approved=Count("approvals", distinct=True))
        .filter(parties=F("approved"))
        .select_related("agreement")
    )
    return [
        DeskItem(
            sentence=_("All parties have approved version %(number)s of “%(title)s”.")
            % {"number": version.number, "title": version.agreement},
            button=_("Bring it into force"),
            url=reverse("agreements:bring_into_force", args=[version.agreement.key, version.number]),
        )
        for version in ready
    ]
