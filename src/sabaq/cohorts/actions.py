"""What the host does while a course runs and after: open it, take attendance, close sessions, issue certificates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext_lazy

from sabaq.credentials import actions as credentials
from sabaq.credentials.actions import Draft, DraftOutdated
from sabaq.credentials.models import Certificate
from sabaq.credentials.states import CertificateState
from sabaq.nominations.models import Holding
from sabaq.platform.actions import action, record
from sabaq.platform.actors import Actor
from sabaq.platform.refusals import Refusal
from sabaq.programmes.actions import start_edition
from sabaq.programmes.models import Edition, Session
from sabaq.programmes.states import EditionState

from . import rules
from .domain import has_completed
from .exports import NoIssuer as NoIssuer
from .exports import draft_for as draft_for
from .exports import holder_of, issuer_of, learnt_in
from .models import AttendanceMark, Participation
from .queries import whole
from .states import ParticipationState

_UNDER_WAY = (ParticipationState.EXPECTED, ParticipationState.ATTENDING)


class NotRunning(Refusal):
    """Nobody has been placed yet, or the edition is only planned."""

    why = gettext_lazy("This edition cannot be opened as it stands.")
    now = gettext_lazy("Place people first.")


class NotInSession(Refusal):
    """A mark for somebody, or a day, that does not belong to the session."""

    why = gettext_lazy("A mark names a person or a day that is not in this session.")
    now = gettext_lazy("Open the sheet again: somebody may have been substituted.")


class NotYet(Refusal):
    """A day that lies ahead."""

    why = gettext_lazy("Attendance is recorded on the day or later.")


class AlreadyCertified(Refusal):
    """Somebody's certificate rests on this attendance."""

    why = gettext_lazy("A certificate was issued on this attendance.")
    now = gettext_lazy("Revoke the certificate first.")


class NotOver(Refusal):
    """The last day is not reached."""

    why = gettext_lazy("The session is not over yet.")
    now = gettext_lazy("Close it on its last day.")


class NothingRecorded(Refusal):
    """A session without any mark."""

    why = gettext_lazy("No attendance is recorded for this session.")
    now = gettext_lazy("Record the attendance first.")


class NotCompleted(Refusal):
    """The person did not fulfil the requirement, or the session is not closed."""

    why = gettext_lazy("This person has not completed the course.")


class AlreadyIssued(Refusal):
    """Somebody who has a certificate gets no second one."""

    why = gettext_lazy("This person has a certificate already.")


class NoCertificate(Refusal):
    """Nothing to replace."""

    why = gettext_lazy("This person has no certificate.")


@action(rules.RUN_COURSE)
def open_course(edition: Edition, *, by: Actor, at: datetime) -> list[Participation]:
    """Start the edition and make a participation for everybody who holds a seat; gives the new ones.

    Done again after a substitution it takes the substitute in, moves who changed sessions, and marks who lost the seat
    as not completed. Raises `NotRunning`, and what `start_edition` raises before the first day.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.state not in (EditionState.PLACED, EditionState.RUNNING):
        raise NotRunning
    holdings = Holding.objects.filter(placement__session__edition=edition, until__isnull=True)
    seats = {holding.nomination_id: holding for holding in holdings.select_related("placement", "nomination")}
    rows, certified = _locked(session__edition=edition)
    known = {row.nomination_id: row for row in rows.values()}
    made = Participation.objects.bulk_create(
        Participation(
            nomination=seat.nomination, person_id=seat.nomination.person_id, session_id=seat.placement.session_id
        )
        for nomination, seat in seats.items()
        if nomination not in known
    )
    sessions = {key: seat.placement.session_id for key, seat in seats.items()}
    moved, left = _caught_up([row for row in rows.values() if row.pk not in certified], sessions)
    if edition.state == EditionState.PLACED:
        # After every row is locked: its entry takes the lock of the audit chain.
        start_edition(edition, by=by, at=at)
    record(edition, *made, *left, facts={"people": len(seats), "new": len(made), "left": len(left), "moved": moved})
    return made


def _locked(**where: object) -> tuple[dict[int, Participation], set[int]]:
    """Participations by key, locked, and the keys of those on which a certificate rests that holds.

    Certificates are read once the lock is held, so that one issued while we waited is seen.
    """
    rows = {row.pk: row for row in Participation.objects.select_for_update(of=("self",)).filter(**where)}
    valid = Participation.objects.filter(**where, certificate__state=CertificateState.VALID)
    return rows, set(valid.values_list("pk", flat=True))


def _caught_up(rows: Iterable[Participation], sessions: Mapping[int, int]) -> tuple[int, list[Participation]]:
    """Bring participations in line with the seats (session by nomination); how many moved, and who left."""
    moved, left = 0, []
    for row in rows:
        session = sessions.get(row.nomination_id)
        if session is None and row.state in _UNDER_WAY:
            row.state = ParticipationState.NOT_COMPLETED
            left.append(row)
        elif session is not None and session != row.session_id:
            row.session_id, row.state = session, ParticipationState.EXPECTED
            row.save(update_fields=["session", "state"])
            moved += 1
    Participation.objects.bulk_update(left, ["state"], batch_size=500)
    return moved, left


@action(rules.RUN_COURSE)
def record_attendance(
    session: Session, *, marks: Mapping[tuple[Participation, date], bool], by: Actor, at: datetime
) -> int:
    """Keep who was there on which day; gives how many marks are new or changed. A change reopens what was settled.

    Raises `NotInSession`, `NotYet` for a day ahead, `AlreadyCertified` for a change under a certificate that holds.
    """
    rows, certified = _locked(session=session)
    before = {
        (mark.participation_id, mark.day): mark.present
        for mark in AttendanceMark.objects.filter(participation__session=session)
    }
    today, changed = timezone.localdate(at), {}
    for (person, day), present in marks.items():
        if person.pk not in rows or not session.starts <= day <= session.ends:
            raise NotInSession
        if day > today:
            raise NotYet
        if before.get((person.pk, day)) is not present:
            changed[person.pk, day] = present
    if any(key in certified for key, _day in changed):
        raise AlreadyCertified
    AttendanceMark.objects.bulk_create(
        (AttendanceMark(participation_id=key, day=day, present=present) for (key, day), present in changed.items()),
        update_conflicts=True,
        unique_fields=["participation", "day"],
        update_fields=["present"],
    )
    _reopen([rows[key] for key in dict.fromkeys(key for key, _day in changed)], before | changed)
    days = sorted({day.isoformat() for _key, day in changed})
    record(session.edition, session, facts={"session": session.number, "days": days, "marks": len(changed)})
    return len(changed)


def _reopen(rows: list[Participation], marks: Mapping[tuple[int, date], bool]) -> None:
    came = {key for (key, _day), present in marks.items() if present}
    for row in rows:
        row.state = ParticipationState.ATTENDING if row.pk in came else ParticipationState.EXPECTED
    Participation.objects.bulk_update(rows, ["state"], batch_size=500)


@action(rules.RUN_COURSE)
def close_session(session: Session, *, by: Actor, at: datetime) -> list[Participation]:
    """Settle who completed the session by the attendance that the programme requires; gives those who did.

    Who lost the seat has not completed. May be done again after a correction; whose certificate holds stays as settled.
    Raises `NotOver`, `NothingRecorded`.
    """
    if timezone.localdate(at) < session.ends:
        raise NotOver
    locked, certified = _locked(session=session)
    rows = [row for row in locked.values() if row.pk not in certified]
    marks = _marks_by_person(session)
    taught = {day for own in marks.values() for day in own}
    if not taught:
        raise NothingRecorded
    seated = _seated(session)
    required = session.edition.programme.required_attendance
    for row in rows:
        done = row.nomination_id in seated and has_completed(marks.get(row.pk, {}), taught, required=required)
        row.state = ParticipationState.COMPLETED if done else ParticipationState.NOT_COMPLETED
    Participation.objects.bulk_update(rows, ["state"], batch_size=500)
    completed = [row for row in rows if row.state == ParticipationState.COMPLETED]
    facts = {"session": session.number, "completed": len(completed), "not_completed": len(rows) - len(completed)}
    record(session.edition, session, *rows, facts=facts | {"days": len(taught), "required": required})
    return completed


def _seated(session: Session) -> Collection[int]:
    current = Holding.objects.filter(placement__session=session, until__isnull=True)
    return set(current.values_list("nomination_id", flat=True))


def _marks_by_person(session: Session) -> dict[int, dict[date, bool]]:
    marks = AttendanceMark.objects.filter(participation__session=session).order_by("participation_id", "day")
    grouped = groupby(marks, key=lambda mark: mark.participation_id)
    return {key: {mark.day: mark.present for mark in own} for key, own in grouped}


@action(rules.ISSUE)
def issue_to(participation: Participation, *, draft: Draft, by: Actor, at: datetime) -> Certificate:
    """Issue the drafted certificate of somebody who completed, once; again only after it was revoked.

    Raises `AlreadyIssued`, `NotCompleted`, `NoIssuer`, `DraftOutdated`; `draft_for` makes the draft.
    """
    row = _whole(participation)
    if row.is_certified:
        raise AlreadyIssued
    if row.state != ParticipationState.COMPLETED:
        raise NotCompleted
    _check_draft(row, draft)
    row.certificate = credentials.issue_certificate(issuer_of(row), person=row.person, draft=draft, by=by, at=at)
    row.save(update_fields=["certificate"])
    record(row, row.session.edition, row.certificate, facts={"number": row.certificate.number})
    return row.certificate


@action(rules.ISSUE)
def reissue(participation: Participation, *, reason: str, draft: Draft, by: Actor, at: datetime) -> Certificate:
    """Replace the certificate by one with the name and the programme as they are written now.

    Raises `NoCertificate`, `DraftOutdated`, and what `replace_certificate` raises.
    """
    row = _whole(participation)
    if row.certificate is None:
        raise NoCertificate
    _check_draft(row, draft)
    row.certificate = credentials.replace_certificate(row.certificate, reason=reason, draft=draft, by=by, at=at)
    row.save(update_fields=["certificate"])
    facts = {"number": row.certificate.number}
    record(row, row.session.edition, row.certificate, facts=facts, words={"reason": reason.strip()})
    return row.certificate


def _whole(participation: Participation) -> Participation:
    """The row, locked, with all that a certificate says; it is read once the lock is held, as it is then."""
    Participation.objects.select_for_update().get(pk=participation.pk)
    return whole(participation)


def _check_draft(row: Participation, draft: Draft) -> None:
    """Names and titles may have been corrected since the draft was made."""
    if (draft.holder, draft.course) != (holder_of(row), learnt_in(row)):
        raise DraftOutdated
