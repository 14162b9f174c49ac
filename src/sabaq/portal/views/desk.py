"""What somebody who is signed in sees of their own: the Desk, their mandates, their long work."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from sabaq.platform import permissions
from sabaq.platform.jobs import start_again
from sabaq.platform.models import Job
from sabaq.platform.web import actor, at, page

from .. import queries, rules


@require_safe
@page(rules.SEE_DESK)
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for whoever asks, by its deadline; before anything else a password of one's own."""
    if getattr(request.user, "must_change_password", False):
        return redirect("portal:password")
    today = localdate(at(request))
    held = [line for line in queries.mandates_of(actor(request), today) if line.in_force]
    found = queries.desk_of(actor(request), today)
    return render(request, "portal/desk.html", {"desk": found, "held": held, "section": "desk"})


@require_safe
@page(rules.SEE_OWN_MANDATES)
def mandates(request: HttpRequest) -> HttpResponse:
    """What the reader may do, where, and until when."""
    held = queries.mandates_of(actor(request), localdate(at(request)))
    return render(request, "portal/mandates.html", {"held": held})


@require_http_methods(["GET", "HEAD", "POST"])
@page(rules.SEE_JOB)
def job(request: HttpRequest, job_id: str) -> HttpResponse:
    """How far a piece of long work is; only for whoever started it, who may start it again.

    What came of it, good or bad, is told by the page of its result, where this one leads by itself.
    """
    row = get_object_or_404(Job, pk=job_id)
    permissions.require(actor(request), rules.SEE_JOB, row)
    if request.method == "POST":
        again = start_again(row, by=actor(request), at=at(request))
        return redirect("portal:job", job_id=again.pk)
    if row.state == Job.State.DONE and row.result_url:
        polled = "HX-Request" in request.headers
        return HttpResponseClientRedirect(row.result_url) if polled else redirect(row.result_url)
    return render(request, "portal/job.html", {"job": row})
