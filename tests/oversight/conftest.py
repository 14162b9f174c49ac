"""The small network with three promises: one counted by seats, one by people trained, one by nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from sabaq.agreements.models import Approval, Clause, Commitment, Target, Version
from sabaq.cohorts.models import Participation
from sabaq.credentials.models import Certificate, Issuer
from sabaq.nominations.models import Nomination, SeatEntry, SeatPool
from sabaq.people.models import Person
from sabaq.platform.models import StoredFile


@dataclass
class Promises:
    """Rows of the small promise board."""

    seats: Commitment
    training: Commitment
    practices: Commitment


@pytest.fixture
def promised(world, at) -> Promises:
    """Two seats targets, 5 then 10 by 2099; one person to train by February 2026; nothing counted."""
    version = Version.objects.create(agreement=world.agreement, number=1, text_hash="a" * 64, drafted_at=at)
    clause = Clause.objects.create(version=version, number="1", position=1, texts={"en": "Train in China."})
    for party in world.agreement.parties.all():
        Approval.objects.create(version=version, party=party, text_hash="a" * 64, approved_at=at)
    Version.objects.update(state="in_force")
    training = world.commitment
    seats = Commitment.objects.create(
        key="seats", agreement=world.agreement, clause=clause, what={"en": "Seats in China"}, debtor=world.host,
        creditor=world.agency, indicator="seats_secured",
    )  # fmt: skip
    practices = Commitment.objects.create(
        key="practices", agreement=world.agreement, what={"en": "Adopt practices"}, debtor=world.agency
    )
    Target.objects.create(commitment=seats, version=1, value=5, since="2025")
    Target.objects.create(commitment=seats, version=2, value=10, due="2099", is_expected=True)
    Target.objects.create(commitment=training, version=1, value=2, due="2026-02")
    return Promises(seats, training, practices)


@pytest.fixture
def ledger(world, promised, at):
    """6 seats granted under "seats", 2 taken back, 1 moved to a country; then one person who completed."""
    pool = SeatPool.objects.create(edition=world.edition)
    country = SeatPool.objects.create(edition=world.edition, parent=pool, country_id="KG")
    for kind, source, target, seats, day in (
        ("grant", None, pool, 6, date(2026, 1, 10)),
        ("amend", pool, None, 2, date(2026, 2, 10)),
        ("split", pool, country, 1, date(2026, 2, 11)),
    ):
        SeatEntry.objects.create(
            edition=world.edition, kind=kind, source=source, target=target, seats=seats, day=day, entered_at=at,
            reason="Letter", commitment=promised.seats,
        )  # fmt: skip


@pytest.fixture
def trained(world, promised, at):
    """One person who completed the first session and holds a certificate, one who did not."""
    for priority, state in enumerate(("completed", "not_completed"), start=1):
        person = Person.objects.create()
        nomination = Nomination.objects.create(
            edition=world.edition, person=person, agency=world.agency, country_id="KG", priority=priority,
            nominated_at=at,
        )  # fmt: skip
        Participation.objects.create(nomination=nomination, person=person, session=world.first, state=state)
    done = Participation.objects.get(state="completed")
    done.certificate = Certificate.objects.create(
        issuer=Issuer.objects.create(institution=world.host, code="CN-HA"), number="1", person=done.person,
        holder_written="A B", holder_passport="A B", title={"en": "Training"}, place={"en": "Beijing"},
        starts=world.first.starts, ends=world.first.ends, hours=24, statement="s", status_index=1,
        paper=StoredFile.objects.create(sha256="0" * 64, name="1.pdf", size=1, stored_at=at), state_since=at,
        issued_at=at,
    )  # fmt: skip
    done.save()
