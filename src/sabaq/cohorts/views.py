"""Pages of a course: participants, attendance sheets, a participant's own page, and the evidence of a promise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sabaq.agreements.models import Commitment
from sabaq.credentials import actions as credentials
from sabaq.credentials.models import Issuer
from sabaq.credentials.queries import consent_to_name
from sabaq.people.actions import give_consent, withdraw_consent
from sabaq.people.models import Consent, Person
from sabaq.people.states import ConsentPurpose
from sabaq.platform.audit import history_of
from sabaq.platform.exports import export_response
from sabaq.platform.files import attachment
from sabaq.platform.jobs import start_job
from sabaq.platform.listing import Listing
from sabaq.platform.permissions import may, require
from sabaq.platform.web import PUBLIC, actor, at, attempt, page
from sabaq.programmes.models import Edition, Session

from . import actions, exports, queries, rules, tables
from .domain import day_to_mark
from .forms import MarksForm, ReasonForm
from .states import ParticipationState

_SORTS = {
    "session": ("session__number", "nomination__country", "pk"),
    "country": ("nomination__country", "nomination__agency", "pk"),
    "state": ("state", "session__number", "pk"),
    "certificate": ("certificate__number", "session__number", "pk"),
}


def _stands(people: list[queries.Attended]) -> list[tuple[Any, ...]]:
    return [
        (
            line,
            tables.PARTICIPATION_STANDS[ParticipationState(line.row.state)],
            tables.certificate_stand(line.row),
        )
        for line in people
    ]


@require_safe
@page(rules.SEE_PARTICIPANTS)
def attendance(request: HttpRequest, key: str) -> HttpResponse:
    """The participants of an edition with completion and certificate; for the host the sessions and their next step."""
    edition = get_object_or_404(Edition.objects.select_related("programme", "host"), key=key)
    runs = bool(may(actor(request), rules.RUN_COURSE, edition))
    seen = queries.visible_to(actor(request)).filter(session__edition=edition)
    states = [s for s in ParticipationState if s == request.GET.get("state")]
    listing = Listing(request, queries.with_people(seen.filter(state=states[0]) if states else seen), sorts=_SORTS)
    if kind := request.GET.get("export"):
        header = [str(column) for column in tables.COLUMNS]
        rows = exports.rows(queries.attended(listing.rows))
        return export_response(kind, name=f"participants-{edition.key}", header=header, rows=rows)
    today = timezone.localdate(at(request))
    sessions = queries.session_stands(edition) if runs else []
    context = {
        "section": "programmes",
        "edition": edition,
        "listing": listing,
        "people": _stands(queries.attended(listing.page)),
        "states": [(state, tables.PARTICIPATION_STANDS[state].word) for state in ParticipationState],
        "state": request.GET.get("state", ""),
        "sessions": [(stand, stand.may_close(today)) for stand in sessions],
        "runs": runs,
        "behind": queries.seats_behind(edition) if runs else 0,
        "has_issuer": not runs or Issuer.objects.filter(institution=edition.host).exists(),
        "history": history_of(edition)[:50] if runs else (),
    }
    return render(request, "cohorts/attendance.html", context)


@require_http_methods(["POST"])
@page(rules.RUN_COURSE)
def open_course(request: HttpRequest, key: str) -> HttpResponse:
    """Open the course, or take substitutions in."""
    edition = get_object_or_404(Edition, key=key)
    return attempt(
        request,
        lambda: actions.open_course(edition, by=actor(request), at=at(request)),
        done=_("The list of participants is up to date."),
        then=reverse("cohorts:attendance", args=[key]),
    )


def _session(request: HttpRequest, key: str, number: int) -> Session:
    sessions = Session.objects.select_related("edition__programme", "edition__host")
    session = get_object_or_404(sessions, edition__key=key, number=number)
    require(actor(request), rules.RUN_COURSE, session)
    return session


def _asked_day(request: HttpRequest, sheet: queries.Sheet, today: date) -> date:
    asked = [day for day in sheet.days if day.isoformat() == request.GET.get("day") and day <= today]
    return asked[0] if asked else day_to_mark(sheet.days, sheet.taught, today)


@page(rules.RUN_COURSE)
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The attendance sheet: all days to read, one day to mark."""
    session = _session(request, key, number)
    found, today = queries.sheet_of(session), timezone.localdate(at(request))
    if request.method == "POST":
        form = MarksForm(request.POST, sheet=found)
        then = reverse("cohorts:sheet", args=[key, number]) + f"?day={request.POST.get('day', '')[:10]}"
        return attempt(request, lambda: _record(request, session, form), done=_("The day is recorded."), then=then)
    day = _asked_day(request, found, today)
    context = {
        "section": "programmes",
        "session": session,
        "edition": session.edition,
        "sheet": found,
        "day": day,
        "is_marked": day in found.taught,
        "may_mark": day <= today and any(not line.is_fixed for line in found.rows),
        "today": today,
        "required": session.edition.programme.required_attendance,
    }
    return render(request, "cohorts/sheet.html", context)


def _record(request: HttpRequest, session: Session, form: MarksForm) -> None:
    if not form.is_valid():
        raise actions.NotInSession
    actions.record_attendance(session, marks=form.marks, by=actor(request), at=at(request))


@require_http_methods(["POST"])
@page(rules.RUN_COURSE)
def close_session(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Settle who completed a session."""
    session = _session(request, key, number)
    return attempt(
        request,
        lambda: actions.close_session(session, by=actor(request), at=at(request)),
        done=_("It is settled who has completed session %(number)s.") % {"number": number},
        then=reverse("cohorts:attendance", args=[key]),
    )


@require_http_methods(["POST"])
@page(rules.ISSUE)
def issue(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Start the job that issues a session's certificates."""
    session = _session(request, key, number)
    job = start_job("cohorts.issue_certificates", by=actor(request), at=at(request), session=session.pk)
    return redirect("portal:job", job.pk)


def _course(request: HttpRequest, nomination: int) -> queries.OwnCourse:
    """The course behind a nomination, for those who may see it; the host sees only people with a seat."""
    found = queries.course_of(nomination)
    if found is None:
        raise Http404
    require(actor(request), rules.SEE_PARTICIPANT, found.nomination)
    runs, is_own = may(actor(request), rules.RUN_COURSE, found.nomination), _is_own(request, found)
    if found.session is None and runs and not is_own:
        raise Http404
    return found


def _is_own(request: HttpRequest, course: queries.OwnCourse) -> bool:
    return actor(request).person == course.nomination.person_id


@require_safe
@page(rules.SEE_PARTICIPANT)
def me(request: HttpRequest) -> HttpResponse:
    """One's own course; the list where there are several."""
    courses = queries.own_courses(actor(request))
    if len(courses) == 1:
        return _participant_page(request, courses[0])
    return render(request, "cohorts/me.html", {"section": "me", "courses": courses})


@require_safe
@page(rules.SEE_PARTICIPANT)
def participant(request: HttpRequest, nomination: int) -> HttpResponse:
    """A participant's page, for the person, the sender's side and the host."""
    return _participant_page(request, _course(request, nomination))


def _participant_page(request: HttpRequest, course: queries.OwnCourse) -> HttpResponse:
    row, is_own = course.participation, _is_own(request, course)
    certificate = row.certificate if row else None
    issues = bool(row and may(actor(request), rules.ISSUE, row))
    context = {
        "section": "me" if is_own else "programmes",
        "course": course,
        "nomination": course.nomination,
        "person": course.nomination.person,
        "session": course.session,
        "edition": course.nomination.edition,
        "is_own": is_own,
        "is_over": course.session is not None and course.session.ends < timezone.localdate(at(request)),
        "stand": tables.PARTICIPATION_STANDS[ParticipationState(row.state)] if row else None,
        "certificate": certificate,
        "certificate_stand": tables.certificate_stand(row),
        "passports": list(course.nomination.person.documents.all()) if is_own else [],
        "shows_name": certificate is not None and consent_to_name(course.nomination.person_id) is not None,
        "may_withdraw": bool(row and issues and row.is_certified),
        "may_issue_again": bool(row and issues and row.may_be_certified_again),
        "history": history_of(row, mentions=True)[:50] if row and issues else (),
    }
    return render(request, "cohorts/participant.html", context)


@require_safe
@page(rules.SEE_PARTICIPANT)
def certificate(request: HttpRequest, nomination: int) -> HttpResponse:
    """The certificate as a download."""
    row = _course(request, nomination).participation
    if row is None or row.certificate is None:
        raise Http404
    return cast(HttpResponse, attachment(row.certificate.paper, content_type="application/pdf"))


@require_http_methods(["POST"])
@page(rules.SEE_PARTICIPANT)
def name_on_check_page(request: HttpRequest) -> HttpResponse:
    """The holder's own switch: show the name on the check page, or hide it again."""
    person = get_object_or_404(Person, pk=actor(request).person)
    shows, consent = "show" in request.POST, consent_to_name(person)
    return attempt(
        request,
        lambda: _agree(request, person) if shows else _take_back(request, consent),
        done=_("The check page shows your name now.") if shows else _("The check page does not show your name."),
        then=reverse("cohorts:me"),
    )


def _agree(request: HttpRequest, person: Person) -> None:
    give_consent(
        person,
        purpose=ConsentPurpose.NAME_ON_CHECK_PAGE,
        text_version=tables.CONSENT_TEXT,
        language=get_language() or "en",
        by=actor(request),
        at=at(request),
    )


def _take_back(request: HttpRequest, consent: Consent | None) -> None:
    if consent is not None:
        withdraw_consent(consent, by=actor(request), at=at(request))


def _withdrawal(request: HttpRequest, nomination: int, act: Callable[..., Any], **words: str) -> HttpResponse:
    """The check page before a certificate is revoked or replaced, with its reason."""
    course = _course(request, nomination)
    if course.participation is None or course.participation.certificate is None:
        raise Http404
    require(actor(request), rules.ISSUE, course.participation)
    form, then = ReasonForm(request.POST or None), reverse("cohorts:participant", args=[nomination])
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return attempt(request, lambda: act(course.participation, reason), done=words["done"], then=then)
    context = {
        "section": "programmes",
        "form": form,
        "back": then,
        "person": course.nomination.person,
        "certificate": course.participation.certificate,
        **words,
    }
    return render(request, "cohorts/withdrawal.html", context)


@page(rules.ISSUE)
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, nomination: int) -> HttpResponse:
    """Revoke a participant's certificate."""
    return _withdrawal(
        request,
        nomination,
        lambda row, reason: credentials.revoke_certificate(
            row.certificate, reason=reason, by=actor(request), at=at(request)
        ),
        title=_("Revoke this certificate?"),
        warning=_("From now on the check page says that it was revoked, and why. This cannot be undone."),
        button=_("Revoke the certificate"),
        done=_("The certificate is revoked."),
    )


@require_http_methods(["POST"])
@page(rules.ISSUE)
def issue_again(request: HttpRequest, nomination: int) -> HttpResponse:
    """Issue a new certificate to somebody whose certificate was revoked."""
    row, by, moment = _course(request, nomination).participation, actor(request), at(request)
    if row is None:
        raise Http404
    require(by, rules.ISSUE, row)
    return attempt(
        request,
        lambda: credentials.issued_from(
            lambda: actions.draft_for(row, by=by, at=moment),
            lambda draft: actions.issue_to(row, draft=draft, by=by, at=moment),
        ),
        done=_("Certificate issued to a participant"),
        then=reverse("cohorts:participant", args=[nomination]),
    )


@page(rules.ISSUE)
@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, nomination: int) -> HttpResponse:
    """Replace a participant's certificate by one with the name as it is written now."""
    return _withdrawal(
        request,
        nomination,
        lambda row, reason: credentials.issued_from(
            lambda: actions.draft_for(row, is_trial=row.certificate.is_trial, by=actor(request), at=at(request)),
            lambda draft: actions.reissue(row, reason=reason, draft=draft, by=actor(request), at=at(request)),
        ),
        title=_("Replace this certificate?"),
        warning=_("A new one is issued with the name as shown here. The check page leads from the old to the new one."),
        button=_("Replace the certificate"),
        done=_("The certificate is replaced."),
    )


@require_safe
@page(PUBLIC)
def evidence(request: HttpRequest, key: str) -> HttpResponse:
    """What the count of people trained rests on: editions for everybody, people for those who may see them."""
    commitment = get_object_or_404(Commitment.objects.select_related("debtor", "creditor"), key=key)
    seen = queries.evidence_of(commitment).filter(pk__in=queries.visible_to(actor(request)).values("pk"))
    listing = Listing(request, seen, sorts={"certificate": ("certificate__number", "pk")})
    context = {
        "section": "promises",
        "commitment": commitment,
        "count": queries.people_trained([commitment])[commitment.pk],
        "editions": queries.trained_by_edition(commitment),
        "listing": listing,
        "people": _stands(queries.attended(listing.page)),
        "sees_people": bool(may(actor(request), rules.SEE_PARTICIPANTS)),
    }
    return render(request, "cohorts/evidence.html", context)
