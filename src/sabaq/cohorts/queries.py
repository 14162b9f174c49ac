"""Reads of courses: who takes part and how it stands, the attendance sheet, a person's courses, who was trained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sabaq.agreements.models import Commitment
from sabaq.credentials.states import CertificateState
from sabaq.nominations.models import Holding, Nomination
from sabaq.people.states import Role
from sabaq.platform.actors import Actor
from sabaq.platform.desk import DeskItem, waits_for
from sabaq.programmes.models import Edition, Session

from .domain import days_of, share_present
from .models import AttendanceMark, Participation
from .states import ParticipationState


def visible_to(actor: Actor) -> QuerySet[Participation]:
    """The participations an actor may see: the own, those of the country, of the agency, of the hosted editions."""
    if actor.is_system:
        return Participation.objects.all()
    seen = (
        Q(nomination__country__in=actor.scopes(Role.FOCAL_POINT, "country"))
        | Q(nomination__agency__in=actor.scopes(Role.AGENCY_OFFICER, "institution"))
        | Q(session__edition__host__in=actor.scopes(Role.PROGRAMME_MANAGER, "institution"))
    )
    return Participation.objects.filter(seen | Q(person=actor.person) if actor.person else seen)


def with_people(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """Participations as lists show them: person, agency, country, session, certificate, marks; three queries."""
    related = rows.select_related(
        "person", "nomination__agency", "nomination__country", "session__edition", "certificate"
    )
    return related.prefetch_related("person__names", "marks")


def whole(participation: Participation) -> Participation:
    """The row as it is now, with all that a certificate says."""
    edition = ("session__edition__programme", "session__edition__host__country")
    rows = Participation.objects.select_related("person", "nomination__country", "certificate", *edition)
    return rows.prefetch_related("person__names", "session__edition__programme__modules").get(pk=participation.pk)


def to_certify(session: Session) -> QuerySet[Participation]:
    """Who completed a session and never had a certificate: a revoked one is followed by a new one only on purpose."""
    return session.participations.filter(state=ParticipationState.COMPLETED, certificate__isnull=True)


def days_taught(sessions: Iterable[Session]) -> dict[int, list[date]]:
    """The days on which anybody was marked, in order, by session; one query."""
    marks = AttendanceMark.objects.filter(participation__session__in=list(sessions)).order_by("day")
    taught: dict[int, list[date]] = defaultdict(list)
    for session, day in marks.values_list("participation__session", "day").distinct():
        taught[session].append(day)
    return taught


@dataclass(frozen=True)
class Attended:
    """A participation with its attendance in whole per cent, None before anything was recorded."""

    row: Participation
    share: int | None


def attended(rows: Iterable[Participation]) -> list[Attended]:
    """Participations (`with_people`) with their attendance; one more query for the days taught."""
    listed = list(rows)
    taught = days_taught({row.session for row in listed})
    return [
        Attended(
            row,
            share_present({mark.day: mark.present for mark in row.marks.all()}, taught[row.session_id])
            if taught.get(row.session_id)
            else None,
        )
        for row in listed
    ]


@dataclass(frozen=True)
class SessionStand:
    """How a session stands: counts of all its people, whoever asks. `to_certify` is as in the query of that name."""

    session: Session
    people: int
    completed: int
    not_completed: int
    certified: int
    to_certify: int
    marked_until: date | None

    @property
    def open(self) -> int:
        """People of whom it is not settled whether they completed."""
        return self.people - self.completed - self.not_completed

    def may_close(self, today: date) -> bool:
        """Whether the session is over and somebody's completion is not settled."""
        return bool(self.open and self.marked_until and self.session.ends <= today)


def session_stands(edition: Edition) -> list[SessionStand]:
    """The sessions of an edition in order with their counts; two queries."""
    done, not_done = ParticipationState.COMPLETED, ParticipationState.NOT_COMPLETED
    counted = edition.sessions.annotate(
        people=Count("participations"),
        completed=Count("participations", filter=Q(participations__state=done)),
        not_completed=Count("participations", filter=Q(participations__state=not_done)),
        certified=Count("participations", filter=Q(participations__certificate__state=CertificateState.VALID)),
        to_certify=Count(
            "participations", filter=Q(participations__state=done, participations__certificate__isnull=True)
        ),
    )
    marked = AttendanceMark.objects.filter(participation__session__edition=edition)
    until = dict(
        marked.values("participation__session").annotate(day=Max("day")).values_list("participation__session", "day")
    )
    return [
        SessionStand(
            session,
            session.people,
            session.completed,
            session.not_completed,
            session.certified,
            session.to_certify,
            until.get(session.pk),
        )
        for session in counted
    ]


def seats_behind(edition: Edition) -> int:
    """How many people were substituted, placed or moved since the course was opened; two queries."""
    holdings = Holding.objects.filter(placement__session__edition=edition, until__isnull=True)
    seats = dict(holdings.values_list("nomination", "placement__session"))
    rows = Participation.objects.filter(session__edition=edition).values_list(
        "nomination", "session", "state", "certificate__state"
    )
    behind = set(seats)
    for nomination, session, state, certificate in rows:
        if nomination in seats:
            if seats[nomination] == session or certificate == CertificateState.VALID:
                behind.discard(nomination)
        elif state in (ParticipationState.EXPECTED, ParticipationState.ATTENDING):
            behind.add(nomination)
    return len(behind)


@dataclass(frozen=True)
class Cell:
    """One day of one person: present, absent, or None where nothing is recorded."""

    day: date
    present: bool | None


@dataclass(frozen=True)
class SheetRow:
    """One person of a sheet. `has_seat` is False for who lost the seat; `is_fixed` once a certificate rests on it."""

    row: Participation
    cells: list[Cell]
    share: int | None
    has_seat: bool

    @property
    def is_fixed(self) -> bool:
        """Whether the marks can no longer be changed."""
        return self.row.is_certified or not self.has_seat


@dataclass(frozen=True)
class Sheet:
    """The attendance sheet of a session: days across, people down; all in order."""

    session: Session
    days: tuple[date, ...]
    taught: list[date]
    rows: list[SheetRow]


def sheet_of(session: Session) -> Sheet:
    """The whole sheet in a number of queries that does not grow with people."""
    days, taught = days_of(session.starts, session.ends), days_taught([session])[session.pk]
    seated = Holding.objects.filter(placement__session=session, until__isnull=True)
    seats = set(seated.values_list("nomination_id", flat=True))
    rows = []
    for row in with_people(session.participations.all()).order_by("nomination__country", "nomination__agency", "pk"):
        marks = {mark.day: mark.present for mark in row.marks.all()}
        cells = [Cell(day, marks.get(day)) for day in days]
        share = share_present(marks, taught) if taught else None
        rows.append(SheetRow(row, cells, share, row.nomination_id in seats))
    return Sheet(session, days, taught, rows)


@dataclass(frozen=True)
class OwnCourse:
    """A nomination with the session that came of it, as the participant's page shows it."""

    nomination: Nomination
    session: Session | None
    participation: Participation | None
    share: int | None


def _with_course(rows: QuerySet[Nomination]) -> QuerySet[Nomination]:
    seats = Holding.objects.filter(until__isnull=True).select_related("placement__session")
    edition = ("edition__programme", "edition__host")
    course = ("participation__session", "participation__certificate")
    related = rows.select_related("person", "agency", "country", *edition, *course)
    return related.prefetch_related(
        "person__names", "person__documents", Prefetch("holdings", seats, to_attr="current_seats")
    )


def _own_course(nomination: Nomination) -> OwnCourse:
    participation: Participation | None = getattr(nomination, "participation", None)
    seats: list[Holding] = getattr(nomination, "current_seats", [])
    session = participation.session if participation else seats[0].placement.session if seats else None
    shares = attended([participation]) if participation else []
    return OwnCourse(nomination, session, participation, shares[0].share if shares else None)


def course_of(nomination: int) -> OwnCourse | None:
    """The course behind a nomination's primary key, whoever asks; the page checks who may."""
    found = _with_course(Nomination.objects.filter(pk=nomination)).first()
    return _own_course(found) if found else None


def own_courses(actor: Actor) -> list[OwnCourse]:
    """The courses that a person was nominated for, the latest first."""
    if actor.person is None:
        return []
    rows = _with_course(Nomination.objects.filter(person=actor.person)).order_by("-edition__starts", "-pk")
    return [_own_course(nomination) for nomination in rows]


def _certified(commitments: Iterable[Commitment]) -> QuerySet[Participation]:
    """Participations under commitments with a certificate that holds and is no trial."""
    return Participation.objects.filter(
        session__edition__commitment__in=list(commitments),
        certificate__state=CertificateState.VALID,
        certificate__is_trial=False,
    )


def people_trained(commitments: Sequence[Commitment]) -> dict[int, int]:
    """Different people with a valid certificate of an edition under each commitment; one query."""
    commitment = F("session__edition__commitment")
    counted = _certified(commitments).order_by().values(key=commitment).annotate(n=Count("person", distinct=True))
    found = {row["key"]: row["n"] for row in counted}
    return {row.pk: found.get(row.pk, 0) for row in commitments}


def people_trained_growth(commitments: Sequence[Commitment]) -> dict[int, list[tuple[date, int]]]:
    """The days on which the count grew, with the count after each; one query."""
    rows = _certified(commitments).order_by("certificate__issued_at", "pk")
    people: dict[int, set[int]] = defaultdict(set)
    days: dict[int, dict[date, int]] = {row.pk: {} for row in commitments}
    for key, person, issued in rows.values_list("session__edition__commitment", "person", "certificate__issued_at"):
        if person not in people[key]:
            people[key].add(person)
            days[key][timezone.localdate(issued)] = len(people[key])
    return {key: list(counts.items()) for key, counts in days.items()}


def trained_by_edition(commitment: Commitment) -> list[Edition]:
    """The editions of a commitment with `trained`: different people with a valid certificate of each; one query."""
    holds = Q(
        sessions__participations__certificate__state=CertificateState.VALID,
        sessions__participations__certificate__is_trial=False,
    )
    trained = Count("sessions__participations__person", filter=holds, distinct=True)
    editions = Edition.objects.filter(commitment=commitment).annotate(trained=trained)
    return list(editions.select_related("host").order_by("starts", "pk"))


def evidence_of(commitment: Commitment) -> QuerySet[Participation]:
    """The participations that the indicator counts for a commitment, the newest certificate first."""
    return with_people(_certified([commitment])).order_by("-certificate__issued_at", "-pk")


@waits_for
def sessions_that_wait(actor: Actor, today: date) -> list[DeskItem]:
    """For the host's manager: sessions that are over and not settled, and certificates that can be issued."""
    hosts = [int(key) for key in actor.scopes(Role.PROGRAMME_MANAGER, "institution")]
    if not hosts:
        return []
    under_way = Q(participations__state__in=(ParticipationState.EXPECTED, ParticipationState.ATTENDING))
    ready = Q(participations__state=ParticipationState.COMPLETED, participations__certificate__isnull=True)
    sessions = (
        Session.objects.filter(edition__host__in=hosts, ends__lte=today)
        .select_related("edition")
        .annotate(open=Count("participations", filter=under_way), ready=Count("participations", filter=ready))
        .exclude(open=0, ready=0)
        .order_by("ends", "pk")
    )
    return [_desk_item(session, session.open, session.ready) for session in sessions]


def _desk_item(session: Session, unsettled: int, ready: int) -> DeskItem:
    url = reverse("cohorts:attendance", args=[session.edition.key])
    named = {"edition": session.edition, "number": session.number}
    if unsettled:
        sentence = _("Session %(number)s of “%(edition)s” is over. Settle who has completed it.") % named
        return DeskItem(sentence, _("Close the session"), url, session.ends)
    sentence = ngettext(
        "%(n)s certificate can be issued: %(edition)s.", "%(n)s certificates can be issued: %(edition)s.", ready
    )
    button = ngettext("Issue %(n)s certificate", "Issue %(n)s certificates", ready)
    return DeskItem(sentence % {**named, "n": ready}, button % {"n": ready}, url, session.ends)
