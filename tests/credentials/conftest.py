"""An issuer with one key, a person with two names, and what a certificate says."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from sabaq.credentials import actions
from sabaq.credentials.exports import Course, Holder, Taught
from sabaq.people.actions import give_consent
from sabaq.people.models import Consent, Person, PersonName
from sabaq.people.states import ConsentPurpose

WRITTEN, PASSPORT = "Асанова Жылдыз Токтогуловна", "ASANOVA ZHYLDYZ"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """Stored files of one test."""
    settings.FILES_DIR = tmp_path / "files"
    settings.PUBLIC_ADDRESS = "check.example.org"


@pytest.fixture(autouse=True)
def fresh_counters():
    """Tries of names are counted in the cache."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def issuer(world, actors, at):
    """The host as an issuer."""
    return actions.open_issuer(world.host, code="cn-nag", by=actors["manager"], at=at)


@pytest.fixture
def person(db):
    """The holder."""
    row = Person.objects.create()
    PersonName.objects.create(person=row, script="cyrl", language="ky", full=WRITTEN)
    PersonName.objects.create(person=row, script="latn", kind="passport", full=PASSPORT)
    return row


def agree(person: Person, *, by, at: datetime) -> Consent:
    """The person agrees that the check page shows the name."""
    purpose = ConsentPurpose.NAME_ON_CHECK_PAGE
    return give_consent(person, purpose=purpose, text_version="2026-1", language="en", by=by, at=at)


HOLDER = Holder(written=WRITTEN, passport=PASSPORT, language="ky")
COURSE = Course(
    title={"en": "Digital governance", "zh-hans": "数字治理", "ru": "Цифровое управление"},
    modules=(Taught(titles={"en": "E-government"}, hours=16), Taught(titles={"en": "Urban governance"}, hours=24)),
    place={"en": "Beijing", "zh-hans": "北京"},
    starts=date(2026, 2, 2),
    ends=date(2026, 2, 6),
    hours=40,
    languages=("ru", "zh-hans"),
)


@pytest.fixture
def issue(issuer, person, actors, at):
    """`issue(minutes=0, **values)` issues a certificate."""

    def issued(*, minutes: int = 0, **values):
        given = {"person": person, "holder": HOLDER, "course": COURSE, "by": actors["manager"], **values}
        moment: datetime = at + timedelta(minutes=minutes)
        return actions.issue_certificate(issuer, **{"at": moment, **given})

    return issued
