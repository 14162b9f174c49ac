"""Loads `sample/reference-network.yaml`: sources, countries, institutions, the network, its people and accounts.

Facts carry their public sources; what has none is entered as illustrative. What is there already is left alone, so
loading again changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from sabaq.network.actions import admit_member, enter_country, enter_institution, enter_source, found_network
from sabaq.network.models import Country, Institution, Membership, Network, Source
from sabaq.network.states import InstitutionKind
from sabaq.people.actions import NameAs, appoint, enter_person, grant_mandate, open_account
from sabaq.people.models import Account, Person, PersonName
from sabaq.people.states import Role, Script
from sabaq.platform.actors import SYSTEM

# The day on which the story of the sample begins: everything before it is history that was entered from papers.
BEGINS = datetime(2026, 1, 12, 4, 0, tzinfo=UTC)
MANDATES_SINCE = date(2026, 1, 1)

Sample = Mapping[str, Any]


def read_sample(folder: Path | None = None) -> Sample:
    """The sample as written in its file."""
    path = (folder or Path(settings.SAMPLE_DIR)) / "reference-network.yaml"
    sample: Sample = yaml.safe_load(path.read_text(encoding="utf-8"))
    return sample


def institution(key: str) -> Institution:
    """An institution of the sample by its key."""
    return Institution.objects.get(key=key)


def load_network(sample: Sample) -> None:
    """Enter sources, countries, institutions, networks and members that are not there yet."""
    for key, source in sample["sources"].items():
        if not Source.objects.filter(key=key).exists():
            enter_source(key, **source, by=SYSTEM, at=BEGINS)
    for code, country in sample["countries"].items():
        if not Country.objects.filter(code=code).exists():
            enter_country(code, **country, by=SYSTEM, at=BEGINS)
    for row in sample["institutions"]:
        if not Institution.objects.filter(key=row["key"]).exists():
            facts = {**row, "kind": InstitutionKind(row["kind"])}
            enter_institution(facts.pop("key"), **facts, by=SYSTEM, at=BEGINS)
    for row in sample["networks"]:
        _load_one_network(row)


def _load_one_network(row: Sample) -> None:
    network = Network.objects.filter(key=row["key"]).first() or found_network(
        row["key"],
        names=row["names"],
        goal=row["goal"],
        secretariat=institution(row["secretariat"]),
        sources=row["sources"],
        by=SYSTEM,
        at=BEGINS,
    )
    for key in row["members"]:
        if not Membership.objects.filter(network=network, institution__key=key).exists():
            unsourced = key in row["unsourced_members"]
            admit_member(
                network,
                institution=institution(key),
                since=row["since"],
                instrument=row["instrument"],
                sources="" if unsourced else row["sources"],
                illustrative=unsourced,
                by=SYSTEM,
                at=BEGINS,
            )


def load_office_holders(sample: Sample) -> None:
    """Enter the office holders whom public sources name, with the spellings of the sources."""
    for row in sample["people"]:
        names = [NameAs(full=full, script=Script(script), language=language) for script, language, full in row["names"]]
        if PersonName.objects.filter(full=names[0].full).exists():
            continue
        person = enter_person(names, sources=row["sources"], by=SYSTEM, at=BEGINS)
        appoint(
            person,
            institution=institution(row["institution"]),
            office=row["office"],
            sources=row["sources"],
            by=SYSTEM,
            at=BEGINS,
        )


def load_accounts(sample: Sample) -> None:
    """Open the sample accounts with their mandates: invented people, one click to sign in, on loopback only."""
    for row in sample["accounts"]:
        if Account.objects.filter(email=row["email"]).exists():
            continue
        script, full = row["name"]
        person = enter_person([NameAs(full=full, script=Script(script))], illustrative=True, by=SYSTEM, at=BEGINS)
        grant_mandate(
            person,
            role=Role(row["role"]),
            where=_where(row),
            since=MANDATES_SINCE,
            illustrative=True,
            by=SYSTEM,
            at=BEGINS,
        )
        open_account(person, email=row["email"], is_sample=True, by=SYSTEM, at=BEGINS)


def _where(row: Sample) -> Country | Institution | Network:
    if "country" in row:
        return Country.objects.get(code=row["country"])
    return institution(row["institution"]) if "institution" in row else Network.objects.get(key=row["network"])


def open_participant_account(person: Person, *, at: datetime) -> Account:
    """The one-click account of a placed nominee, opened once it is known who that is."""
    existing = Account.objects.filter(person=person).first()
    return existing or open_account(person, email="participant@sample.invalid", is_sample=True, by=SYSTEM, at=at)
