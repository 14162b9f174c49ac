"""What everybody may read: the start page, the sources, and how the numbers and the personal data are kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sabaq.network.models import Source
from sabaq.network.queries import institution_in_full
from sabaq.platform.audit import history_of
from sabaq.platform.permissions import may
from sabaq.platform.web import PUBLIC, actor, at, page

from .. import queries


@require_safe
@page(PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    """What the network is, what it promised and delivered, what is open, and who belongs to it."""
    return render(request, "portal/home.html", {"home": queries.home(localdate(at(request)))})


@require_safe
@page(PUBLIC)
def institution(request: HttpRequest, key: str) -> HttpResponse:
    """One institution: its names, its people, its papers and its courses."""
    row = get_object_or_404(institution_in_full(), key=key)
    context = {
        "page": queries.institution_page(row),
        "history": history_of(row, mentions=True)[:50] if actor(request).grants else (),
        "may_correct": may(actor(request), "network.keep_register"),
        "section": "network",
    }
    return render(request, "portal/institution.html", context)


@require_safe
@page(PUBLIC)
def sources(request: HttpRequest) -> HttpResponse:
    """The public sources that facts of this installation were read in."""
    return render(request, "portal/sources.html", {"sources": Source.objects.all()})


@require_safe
@page(PUBLIC)
def counting(request: HttpRequest) -> HttpResponse:
    """How the numbers on the boards come about."""
    return render(request, "portal/counting.html")


@require_safe
@page(PUBLIC)
def personal_data(request: HttpRequest) -> HttpResponse:
    """The table of personal data as the models declare it."""
    return render(request, "portal/personal_data.html", {"declared": queries.declared_personal_data()})


@require_safe
@page(PUBLIC)
def accessibility(request: HttpRequest) -> HttpResponse:
    """For whom the pages are made, and what to do where they fail."""
    return render(request, "portal/accessibility.html")
