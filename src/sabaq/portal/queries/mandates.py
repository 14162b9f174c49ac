"""Mandates as their holder and the sample's sign-in page show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils.timezone import localdate

from sabaq.people.models import Account, Mandate
from sabaq.people.queries import mandates_in_force
from sabaq.people.states import Role
from sabaq.platform.actors import Actor


@dataclass(frozen=True)
class MandateLine:
    """One mandate: the role, the names of where, from when to when, and whether it holds today.

    `chain_of` is the code of the country whose national chain its holder sets, or "".
    """

    role: Role
    where: dict[str, str]
    since: date
    until: date | None
    in_force: bool
    chain_of: str = ""


@dataclass(frozen=True)
class SampleAccount:
    """A person of the sample as the sign-in page offers them."""

    account: Account
    mandates: list[MandateLine]


def _line(mandate: Mandate, today: date) -> MandateLine:
    place = mandate.country or mandate.institution or mandate.network
    in_force = mandate.since <= today and (mandate.until is None or mandate.until >= today)
    speaks_for_country = in_force and mandate.role == Role.FOCAL_POINT
    return MandateLine(
        role=Role(mandate.role),
        where=place.names if place else {},
        since=mandate.since,
        until=mandate.until,
        in_force=in_force,
        chain_of=mandate.country_id or "" if speaks_for_country else "",
    )


def mandates_of(actor: Actor, today: date) -> list[MandateLine]:
    """The mandates of whoever acts, those in force first, then by date. One query."""
    rows = Mandate.objects.filter(person=actor.person).select_related("country", "institution", "network")
    lines = [_line(mandate, today) for mandate in rows.order_by("-since", "pk")]
    return sorted(lines, key=lambda line: not line.in_force)


def sample_accounts(at: datetime) -> list[SampleAccount]:
    """Accounts of the sample with the mandates in force, those with a mandate first. Three queries."""
    held = mandates_in_force(at).select_related("country", "institution", "network").order_by("pk")
    rows = (
        Account.objects.filter(is_sample=True, is_active=True)
        .select_related("person")
        .prefetch_related("person__names", Prefetch("person__mandates", queryset=held))
        .order_by("pk")
    )
    found = [SampleAccount(row, [_line(m, localdate(at)) for m in row.person.mandates.all()]) for row in rows]
    return sorted(found, key=lambda sample: not sample.mandates)
