"""Three people in the first session and one in the second, an issuer at the host, and the days of the course."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from sabaq.cohorts import actions
from sabaq.cohorts.models import Participation
from sabaq.credentials.actions import open_issuer
from sabaq.nominations.models import Holding, Nomination, Placement, SeatEntry, SeatPool
from sabaq.people.models import Person, PersonName

FIRST_DAY = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
LAST_DAY = datetime(2026, 5, 8, 12, 0, tzinfo=UTC)
DAYS = [date(2026, 5, day) for day in range(4, 9)]
NAMES = {"a": "Асанова Айгүл", "b": "Бакиров Бакыт", "c": "Каримова Гүлнара", "d": "Валиев Тимур", "e": "Эсенов Эрмек"}


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """Stored files of one test."""
    settings.FILES_DIR = tmp_path / "files"


def nominate(world, letter: str, *, agency=None, country: str = "KG", person: Person | None = None) -> Nomination:
    """A confirmed and accepted nomination of somebody with two names."""
    if person is None:
        person = Person.objects.create()
        PersonName.objects.create(person=person, script="cyrl", language="ky", full=NAMES[letter])
        PersonName.objects.create(person=person, script="latn", kind="passport", full=f"PERSON {letter.upper()}")
    return Nomination.objects.create(
        edition=world.edition, person=person, agency=agency or world.agency, country_id=country, priority=1,
        sender_state="confirmed", host_state="accepted", nominated_at=FIRST_DAY,
    )  # fmt: skip


def certify(row: Participation, *, by, at: datetime):
    """Draft and issue somebody's certificate."""
    return actions.issue_to(row, draft=actions.draft_for(row, by=by, at=at), by=by, at=at)


def reissue(row: Participation, *, by, at: datetime, reason: str = "Spelling."):
    """Draft the corrected certificate and issue it in place of the old one."""
    return actions.reissue(row, reason=reason, draft=actions.draft_for(row, by=by, at=at), by=by, at=at)


def seat(nomination: Nomination, session, number: int, *, since: datetime = FIRST_DAY) -> Holding:
    """Give somebody a seat; the one who had it loses it."""
    pool = SeatPool.objects.get(edition=session.edition)
    placement = Placement.objects.get_or_create(session=session, number=number)[0]
    Holding.objects.filter(placement=placement, until__isnull=True).update(until=since, end_reason="ill")
    return Holding.objects.create(placement=placement, nomination=nomination, pool=pool, since=since)


@pytest.fixture
def nominations(world, accounts):
    """Nominations by letter; "a" is the participant who can sign in, "d" is from the other country."""
    participant = accounts["participant"].person
    PersonName.objects.filter(person=participant).delete()
    PersonName.objects.create(person=participant, script="cyrl", language="ky", full=NAMES["a"])
    PersonName.objects.create(person=participant, script="latn", kind="passport", full="PERSON A")
    made = {
        "a": nominate(world, "a", person=participant),
        "b": nominate(world, "b", agency=world.other_agency),
        "c": nominate(world, "c"),
        "d": nominate(world, "d", agency=world.foreign_agency, country="UZ"),
    }
    pool = SeatPool.objects.create(edition=world.edition)
    SeatEntry.objects.create(
        edition=world.edition, kind="grant", target=pool, seats=5, day=date(2026, 3, 1), entered_at=FIRST_DAY,
        reason="test",
    )  # fmt: skip
    for letter, session, number in [("a", "first", 1), ("b", "first", 2), ("c", "first", 3), ("d", "second", 1)]:
        seat(made[letter], getattr(world, session), number)
    world.edition.state = "placed"
    world.edition.save()
    return made


@pytest.fixture
def issuer(world, actors, at):
    """The host as an issuer."""
    return open_issuer(world.host, code="cn-nag", by=actors["manager"], at=at)


@pytest.fixture
def people(nominations, world, actors):
    """The course is open: participations by letter."""
    actions.open_course(world.edition, by=actors["manager"], at=FIRST_DAY)
    return {letter: Participation.objects.get(nomination=row) for letter, row in nominations.items()}


@pytest.fixture
def mark(people, world, actors):
    """`mark(a="11111", b="1010")` records the first days of the first session, from the first day on."""

    def marked(*, at: datetime = LAST_DAY, **days: str) -> int:
        marks = {
            (people[letter], DAYS[n]): present == "1" for letter, text in days.items() for n, present in enumerate(text)
        }
        return actions.record_attendance(world.first, marks=marks, by=actors["manager"], at=at)

    return marked


@pytest.fixture
def closed(mark, world, actors):
    """The first session is closed: a and b completed (5 and 4 of 5 days), c did not (3 of 5)."""
    mark(a="11111", b="11110", c="11100")
    return actions.close_session(world.first, by=actors["manager"], at=LAST_DAY)


@pytest.fixture
def certified(closed, people, issuer, actors):
    """The participant has a certificate."""
    certificate = certify(people["a"], by=actors["manager"], at=LAST_DAY + timedelta(hours=1))
    people["a"].refresh_from_db()
    return certificate
