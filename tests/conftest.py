"""A small network that every test may use: two countries, a host, two agencies, one edition with two sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from sabaq.platform.catalogues import compile_all

# The words on pages and papers are those of the catalogues as they stand.
compile_all()

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    """The one clock reading of the test."""
    return AT


@dataclass
class World:
    """The rows of the small network; see `world`."""

    network: object
    host: object
    agency: object
    other_agency: object
    foreign_agency: object
    agreement: object
    commitment: object
    programme: object
    edition: object
    first: object
    second: object


def _institution(key, country, kind, name):
    from sabaq.network.models import Institution

    return Institution.objects.create(key=key, country_id=country, kind=kind, names={"en": name})


@pytest.fixture
def world(db) -> World:
    """Two sessions of 3 and 2 seats; nothing granted yet."""
    from sabaq.agreements.models import Agreement, Commitment, Party
    from sabaq.network.models import Country, Network
    from sabaq.programmes.models import Edition, Module, Programme, Session

    for code, name in {"CN": "China", "KG": "Kyrgyzstan", "UZ": "Uzbekistan"}.items():
        Country.objects.create(code=code, names={"en": name})
    network = Network.objects.create(key="net", names={"en": "The Network"})
    host = _institution("host", "CN", "academy", "Host Academy")
    agency = _institution("agency", "KG", "agency", "Civil Service Agency")
    other_agency = _institution("tax", "KG", "agency", "Tax Service")
    foreign_agency = _institution("uz-agency", "UZ", "agency", "Ministry of Justice")
    agreement = Agreement.objects.create(key="memo", kind="memorandum", titles={"en": "Memorandum"}, network=network)
    for position, institution in enumerate([host, agency], start=1):
        Party.objects.create(agreement=agreement, institution=institution, position=position)
    commitment = Commitment.objects.create(
        key="training", agreement=agreement, what={"en": "Training in China"}, debtor=host, creditor=agency,
        indicator="people_trained",
    )  # fmt: skip
    programme = Programme.objects.create(key="short", titles={"en": "Short-term training"}, host=host)
    Module.objects.create(programme=programme, position=1, titles={"en": "Urban governance"}, hours=24)
    edition = Edition.objects.create(
        key="short-kg", programme=programme, titles={"en": "Kyrgyz edition"}, host=host, commitment=commitment,
        place={"en": "Beijing"}, starts=date(2026, 5, 4), ends=date(2026, 5, 15),
        nominations_close=date(2026, 3, 12), state="open",
    )  # fmt: skip
    first, second = (
        Session.objects.create(
            edition=edition, number=number, starts=date(2026, 5, day), ends=date(2026, 5, day + 4),
            place={"en": "Beijing"}, language=language, capacity=capacity,
        )
        for number, day, language, capacity in [(1, 4, "ru", 3), (2, 11, "en", 2)]
    )  # fmt: skip
    return World(
        network, host, agency, other_agency, foreign_agency, agreement, commitment, programme, edition, first, second
    )


def make_account(name: str, *mandates: tuple[str, str, object]):
    """An account with mandates given as (role, scope field, scope row)."""
    from sabaq.people.models import Account, Mandate, Person, PersonName

    person = Person.objects.create()
    PersonName.objects.create(person=person, script="latn", full=name)
    for role, field, row in mandates:
        Mandate.objects.create(person=person, role=role, since=date(2026, 1, 1), **{field: row})
    return Account.objects.create(email=f"{name.lower().replace(' ', '.')}@example.org", person=person)


@pytest.fixture
def accounts(world):
    """One account for each role, by role; "participant" and "foreign_focal_point" too."""
    return {
        "secretary": make_account("Sec Retary", ("secretary", "network", world.network)),
        "focal_point": make_account("Focal Point", ("focal_point", "country_id", "KG")),
        "foreign_focal_point": make_account("Uz Focal", ("focal_point", "country_id", "UZ")),
        "officer": make_account("Off Icer", ("agency_officer", "institution", world.agency)),
        "manager": make_account("Man Ager", ("programme_manager", "institution", world.host)),
        "participant": make_account("Part Icipant"),
    }


@pytest.fixture
def actors(accounts, at):
    """The same as actors, with "system" and "nobody" beside them."""
    from sabaq.people.queries import actor_of_account
    from sabaq.platform.actors import NOBODY, SYSTEM

    found = {role: actor_of_account(account.pk, at) for role, account in accounts.items()}
    return {**found, "system": SYSTEM, "nobody": NOBODY}


@pytest.fixture
def sign_in(accounts):
    """`sign_in("manager")` gives a test client signed in with that role."""

    def signed_in(role: str) -> Client:
        client = Client()
        client.force_login(accounts[role])
        return client

    return signed_in
