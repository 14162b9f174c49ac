"""Writes of the register: sources, countries, institutions, networks and their members. Each may be said again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sabaq.platform.actions import action, record
from sabaq.platform.actors import Actor

from .models import Country, Institution, InstitutionName, Membership, Network, Source
from .rules import KEEP_REGISTER
from .states import InstitutionKind, NameKind

Texts = Mapping[str, str]


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
    also_written: Sequence[tuple[str, str]] = (),
    former: Sequence[tuple[str, str, str]] = (),
    sources: str = "",
    illustrative: bool = False,
    by: Actor,
    at: datetime,
) -> Institution:
    """Enter an institution, or correct it. `also_written`: (language, text); `former`: (language, text, until)."""
    institution, _ = Institution.objects.update_or_create(
        key=key,
        defaults={
            "kind": kind, "names": dict(names), "country_id": country, "parent": parent, "city": city, "note": note,
            "sources": sources, "illustrative": illustrative,
        },
    )  # fmt: skip
    spellings = [(language, text, NameKind.ALSO_WRITTEN, "") for language, text in also_written]
    spellings += [(language, text, NameKind.FORMER, until) for language, text, until in former]
    InstitutionName.objects.bulk_create(
        [
            InstitutionName(institution=institution, language=language, text=text, kind=name_kind, until=until)
            for language, text, name_kind, until in spellings
        ],
        ignore_conflicts=True,
    )
    record(institution, facts={"key": key, "kind": kind, "spellings": len(spellings)})
    return institution


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
    """Note that an institution belongs to a network since a (partial) date under an instrument."""
    membership, _ = Membership.objects.update_or_create(
        network=network,
        institution=institution,
        defaults={"since": since, "instrument": instrument, "sources": sources, "illustrative": illustrative},
    )
    record(network, institution, facts={"since": since, "instrument": instrument})
    return membership
