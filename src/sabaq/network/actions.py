"""Writes of the register: sources, countries, institutions, networks and their members. Each may be said again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy

from sabaq.platform.actions import action, record
from sabaq.platform.actors import Actor
from sabaq.platform.refusals import Refusal

from .domain import is_partial_date
from .models import Country, Institution, InstitutionName, Membership, Network, Source
from .rules import KEEP_REGISTER
from .states import InstitutionKind, NameKind

Texts = Mapping[str, str]


class NoSuchDay(Refusal):
    """A partial date that is not written as one, or does not exist."""

    why = gettext_lazy("There is no such day.")
    now = gettext_lazy("Write a date as 2023, 2023-11 or 2023-11-27.")

    @classmethod
    def unless_known(cls, written: str) -> str:
        """Give back a partial date as it is written, "" included; raises itself where it is none."""
        if written and not is_partial_date(written):
            raise cls
        return written


class NoInstitutionName(Refusal):
    """An institution was entered without any name."""

    why = gettext_lazy("An institution needs a name.")
    now = gettext_lazy("Write its name in at least one language.")


class PartOfItself(Refusal):
    """An institution would belong to one of its own parts."""

    why = gettext_lazy("An institution cannot be part of itself or of one of its parts.")
    now = gettext_lazy("Choose another institution above it.")


@action(KEEP_REGISTER)
def enter_source(
    key: str, *, publisher: str, language: str, published: date | None, about: str, by: Actor, at: datetime
) -> Source:
    """Enter a public source, or correct what is written of it."""
    source, _ = Source.objects.update_or_create(
        key=key,
        defaults={"publisher": publisher, "language": language, "published": published, "about": about},
    )
    record(source, facts={"publisher": publisher})
    return source


@action(KEEP_REGISTER)
def enter_country(code: str, *, names: Texts, own_language: str, by: Actor, at: datetime) -> Country:
    """Enter a country by its two letters (ISO 3166-1), or correct its names."""
    country, _ = Country.objects.update_or_create(
        code=code, defaults={"names": dict(names), "own_language": own_language}
    )
    record(country, facts={"code": code})
    return country


@action(KEEP_REGISTER)
def enter_institution(
    key: str,
    *,
    kind: InstitutionKind,
    names: Texts,
    country: str | None = None,
    parent: Institution | None = None,
    city: str = "",
    note: str = "",
    also_written: Sequence[tuple[str, str]] | None = None,
    former: Sequence[tuple[str, str, str]] | None = None,
    sources: str = "",
    illustrative: bool = False,
    by: Actor,
    at: datetime,
) -> Institution:
    """Enter an institution, or correct it. `also_written`: (language, text); `former`: (language, text, until).

    Each of the two replaces what is kept of its kind; None leaves it as it is. Refuses `NoInstitutionName`,
    `PartOfItself` and `NoSuchDay`.
    """
    if not any(names.values()):
        raise NoInstitutionName
    _refuse_a_circle(key, parent)
    institution, _ = Institution.objects.update_or_create(
        key=key,
        defaults={
            "kind": kind, "names": dict(names), "country_id": country, "parent": parent, "city": city, "note": note,
            "sources": sources, "illustrative": illustrative,
        },
    )  # fmt: skip
    spellings = 0
    if former is not None:
        spellings += _keep_names(institution, NameKind.FORMER, former)
    if also_written is not None:
        written = [(language, text, "") for language, text in also_written]
        spellings += _keep_names(institution, NameKind.ALSO_WRITTEN, written)
    record(institution, facts={"key": key, "kind": kind, "spellings": spellings})
    return institution


def _refuse_a_circle(key: str, parent: Institution | None) -> None:
    above = parent
    while above is not None:
        if above.key == key:
            raise PartOfItself
        above = above.parent


def _keep_names(institution: Institution, kind: NameKind, names: Sequence[tuple[str, str, str]]) -> int:
    """Make `names` (language, text, until) the other names of one kind; a text is kept once, whatever its kind."""
    institution.other_names.filter(kind=kind).delete()
    InstitutionName.objects.bulk_create(
        [
            InstitutionName(
                institution=institution, language=language, text=text, kind=kind, until=NoSuchDay.unless_known(until)
            )
            for language, text, until in names
        ],
        ignore_conflicts=True,
    )
    return len(names)


@action(KEEP_REGISTER)
def found_network(
    key: str, *, names: Texts, goal: Texts, secretariat: Institution | None, sources: str = "", by: Actor, at: datetime
) -> Network:
    """Enter a network of institutions, or correct it."""
    network, _ = Network.objects.update_or_create(
        key=key,
        defaults={"names": dict(names), "goal": dict(goal), "secretariat": secretariat, "sources": sources},
    )
    record(network, facts={"key": key})
    return network


@action(KEEP_REGISTER)
def admit_member(
    network: Network,
    *,
    institution: Institution,
    since: str,
    instrument: str,
    sources: str = "",
    illustrative: bool = False,
    by: Actor,
    at: datetime,
) -> Membership:
    """Note that an institution belongs to a network since a (partial) date under an instrument. Refuses `NoSuchDay`."""
    membership, _ = Membership.objects.update_or_create(
        network=network,
        institution=institution,
        defaults={
            "since": NoSuchDay.unless_known(since), "instrument": instrument, "sources": sources,
            "illustrative": illustrative,
        },
    )  # fmt: skip
    record(network, institution, facts={"since": since, "instrument": instrument})
    return membership
