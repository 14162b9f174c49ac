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
    """`issue(minutes=0, **values)` drafts and issues a certificate."""

    def issued(*, minutes: int = 0, **values):
        given = {"by": actors["manager"], "at": at + timedelta(minutes=minutes), **values}
        holder = given.pop("person", person)
        drafted = {name: given.pop(name) for name in ("holder", "course", "is_trial") if name in given}
        draft = actions.draft_certificate(issuer, **{"holder": HOLDER, "course": COURSE, **drafted, **given})
        return actions.issue_certificate(issuer, person=holder, draft=draft, **given)

    return issued


@pytest.fixture
def replace_with(issuer, actors, at):
    """`replace_with(certificate, holder=HOLDER)` drafts and issues a corrected certificate."""

    def replaced(certificate, *, holder=HOLDER, reason: str = "Spelling."):
        given = {"by": actors["manager"], "at": at}
        draft = actions.draft_certificate(issuer, holder=holder, course=COURSE, **given)
        return actions.replace_certificate(certificate, reason=reason, draft=draft, **given)

    return replaced
