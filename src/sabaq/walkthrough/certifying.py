"""Steps eight and nine: attendance, certificates, a trial that is revoked, and checks without a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sabaq.cohorts.actions import close_session, open_course, record_attendance
from sabaq.cohorts.models import AttendanceMark, Participation
from sabaq.cohorts.queries import to_certify
from sabaq.credentials.actions import (
    Course,
    Holder,
    Taught,
    draft_certificate,
    issue_certificate,
    open_issuer,
    revoke_certificate,
)
from sabaq.credentials.models import Certificate, Issuer
from sabaq.credentials.queries import Worth, answer_to_code, answer_to_paper
from sabaq.credentials.states import CertificateState
from sabaq.people.actions import NameAs, enter_person
from sabaq.people.models import Person, PersonName
from sabaq.people.states import NameKind, Script
from sabaq.platform.actors import SYSTEM, Actor
from sabaq.platform.files import path_of
from sabaq.platform.jobs import run_job, start_job
from sabaq.programmes.actions import end_edition
from sabaq.programmes.models import Edition, Session
from sabaq.programmes.states import EditionState

ISSUER_CODE = "cn-nag"
REVOKED = datetime(2026, 5, 25, 4, 0, tzinfo=UTC)
SPARE = "Үлгү Сыноо"


def _evening(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 11, 0, tzinfo=UTC)


def _days(session: Session) -> Iterator[date]:
    day = session.starts
    while day <= session.ends:
        yield day
        day += timedelta(days=1)


def run_the_course(edition: Edition, *, manager: Actor) -> None:
    """Open the course on its first day, take attendance day by day, close each session and the edition.

    One participant is absent for two days of five, so that the requirement of attendance decides something.
    """
    if edition.state == EditionState.PLACED:
        open_course(edition, by=manager, at=_evening(edition.starts))
    absent = Participation.objects.filter(session__edition=edition).order_by("-pk").first()
    for session in edition.sessions.all():
        people = list(Participation.objects.filter(session=session))
        if not people or AttendanceMark.objects.filter(participation__session=session).exists():
            continue
        days = list(_days(session))
        for number, day in enumerate(days, start=1):
            marks = {(person, day): person != absent or number < 4 for person in people}
            record_attendance(session, marks=marks, by=manager, at=_evening(day))
        close_session(session, by=manager, at=_evening(session.ends))
    edition.refresh_from_db()
    if edition.state == EditionState.RUNNING:
        end_edition(edition, by=manager, at=_evening(edition.ends))


def issue_certificates(edition: Edition, *, manager: Actor) -> list[Certificate]:
    """Open the host as an issuer and issue a certificate to everybody who completed."""
    at = _evening(edition.ends)
    if not Issuer.objects.filter(institution=edition.host).exists():
        open_issuer(edition.host, code=ISSUER_CODE, by=manager, at=at)
    for session in edition.sessions.all():
        if not to_certify(session).exists():
            continue
        job = start_job("cohorts.issue_certificates", by=manager, at=at, session=session.pk)
        run_job(str(job.pk), at=at)
    return list(Certificate.objects.filter(is_trial=False).select_related("paper").order_by("number"))


def issue_and_revoke_trial(edition: Edition, *, manager: Actor) -> Certificate:
    """Issue a trial certificate to a person who does not exist, and revoke it; gives it as revoked."""
    done = Certificate.objects.filter(is_trial=True, state=CertificateState.REVOKED).first()
    if done is not None:
        return done
    person = _spare_person(at=_evening(edition.ends))
    session = edition.sessions.all()[0]
    modules = tuple(Taught(titles=module.titles, hours=module.hours) for module in edition.programme.modules.all())
    issuer, at = Issuer.objects.select_related("institution").get(institution=edition.host), _evening(edition.ends)
    draft = draft_certificate(
        issuer,
        holder=Holder(written=SPARE, passport="ULGU SYNOO", language="ky"),
        course=Course(
            title=edition.programme.titles,
            modules=modules,
            place=session.place,
            starts=session.starts,
            ends=session.ends,
            hours=sum(module.hours for module in modules),
            languages=("ky", "zh-hans"),
            illustrative=True,
        ),
        is_trial=True,
        by=manager,
        at=at,
    )
    trial = issue_certificate(issuer, person=person, draft=draft, by=manager, at=at)
    return revoke_certificate(trial, reason="Trial of the revocation on a spare record", by=manager, at=REVOKED)


def _spare_person(*, at: datetime) -> Person:
    known = PersonName.objects.filter(full=SPARE).select_related("person").first()
    if known is not None:
        return known.person
    names = [
        NameAs(full=SPARE, script=Script.CYRILLIC, language="ky"),
        NameAs(full="ULGU SYNOO", script=Script.LATIN, kind=NameKind.PASSPORT),
    ]
    return enter_person(names, illustrative=True, by=SYSTEM, at=at)


@dataclass(frozen=True)
class Checks:
    """What checking the papers without a network gave."""

    verified: int
    revoked: int
    altered_detected: bool


def check_papers(certificates: list[Certificate], trial: Certificate, *, at: datetime) -> Checks:
    """Read each paper's QR back from the drawn page and check the signature; then the revoked and an altered one."""
    worths = [_worth_of_paper(certificate, at) for certificate in certificates]
    revoked = _worth_of_paper(trial, at)
    altered = {answer_to_code(altered_code(each.statement), at=at).judgement.worth for each in certificates}
    return Checks(worths.count(Worth.VALID), int(revoked == Worth.REVOKED), altered == {Worth.ALTERED})


def _worth_of_paper(certificate: Certificate, at: datetime) -> Worth:
    return answer_to_paper(path_of(certificate.paper).read_bytes(), at=at).judgement.worth


def altered_code(code: str) -> str:
    """The same code with one character in its middle changed, as somebody would who wants another name in it."""
    middle = len(code) // 2
    return code[:middle] + ("B" if code[middle] == "A" else "A") + code[middle + 1 :]
