"""Pages of programmes and editions. They are public: what they count holds no person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sabaq.network.models import Institution, Network
from sabaq.people.states import Role
from sabaq.platform.audit import history_of
from sabaq.platform.listing import Listing
from sabaq.platform.permissions import may, require
from sabaq.platform.refusals import Sentence
from sabaq.platform.web import PUBLIC, actor, at, attempt, page

from . import actions, queries, rules
from .domain import edition_key, status_of
from .exports import programmes_file
from .forms import AdoptForm, CapacityForm, ClosingDayForm, EditionForm, ProgrammeForm, SessionForm
from .models import Edition, Programme
from .states import EditionState
from .tables import EDITION_STANDS

_SORTS = {"key": ("key",), "host": ("host__key", "key"), "hours": ("hours", "key"), "open": ("open_until", "key")}
# Pages about an edition that live in the packages above: address, permission, words of the link.
LINKS: tuple[tuple[str, str, Sentence], ...] = (
    ("nominations:ledger", "nominations.see_ledger", gettext_lazy("Seat ledger")),
    ("nominations:lists", "nominations.send_list", gettext_lazy("Lists as sent")),
    ("nominations:nominations", "nominations.read", gettext_lazy("Nominations")),
    ("nominations:placement", "nominations.see_placement", gettext_lazy("Placement")),
    ("cohorts:attendance", "cohorts.see_participants", gettext_lazy("Attendance")),
)
_STEPS: dict[str, tuple[Callable[..., Edition], Sentence]] = {
    "open": (actions.open_nominations, gettext_lazy("Nominations are open.")),
    "settle": (actions.settle_placement, gettext_lazy("Placement is settled.")),
    "start": (actions.start_edition, gettext_lazy("The edition has started.")),
    "end": (actions.end_edition, gettext_lazy("The edition has ended.")),
}
_BEFORE_PLACEMENT = {EditionState.PLANNED, EditionState.OPEN}


@dataclass(frozen=True)
class Link:
    """A page about an edition that the reader may open."""

    url: str
    words: Sentence


def _address(name: str, key: str) -> str:
    """The address of a page of the packages above, "" in an installation without it."""
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return ""


def _links(request: HttpRequest, edition: Edition) -> list[Link]:
    allowed = [(name, words) for name, permission, words in LINKS if may(actor(request), permission, edition)]
    return [Link(url, words) for name, words in allowed if (url := _address(name, edition.key))]


@page(PUBLIC)
@require_http_methods(["GET"])
def programmes(request: HttpRequest) -> HttpResponse:
    """Every programme, with what is open for nominations."""
    rows = queries.programmes(open_now=bool(request.GET.get("open")), country=request.GET.get("country", ""))
    listing = Listing(request, rows, sorts=_SORTS)
    if kind := request.GET.get("export"):
        return programmes_file(kind, listing.rows)
    context = {
        "section": "programmes",
        "listing": listing,
        "countries": queries.host_countries(),
        "may_create": may(actor(request), rules.PLAN),
    }
    return render(request, "programmes/programmes.html", context)


@page(PUBLIC)
@require_http_methods(["GET"])
def programme(request: HttpRequest, key: str) -> HttpResponse:
    """What is taught, what the host provides, and the editions."""
    row = get_object_or_404(queries.programmes(), key=key)
    editions = list(queries.editions().filter(programme=row).order_by("-starts", "key"))
    seats = queries.seats_in(editions)
    context = {
        "section": "programmes",
        "programme": row,
        "modules": row.modules.all(),
        "editions": [
            {"edition": e, "stand": EDITION_STANDS[EditionState(e.state)], "granted": seats[e.pk].granted}
            for e in editions
        ],
        "adoptions": sum(1 for e in editions if e.adopted_from_id),
        "may_plan": may(actor(request), rules.PLAN),
        "history": history_of(row)[:50] if actor(request).grants else (),
    }
    return render(request, "programmes/programme.html", context)


@page(PUBLIC)
@require_http_methods(["GET"])
def edition(request: HttpRequest, key: str) -> HttpResponse:
    """How an edition stands, what comes next, its sessions and its facts."""
    row = get_object_or_404(queries.editions(), key=key)
    seats = queries.seats_in([row])[row.pk]
    lines = queries.session_lines(row, seats)
    status = status_of(
        row.state, granted=seats.granted, sessions=len(lines), closes=row.nominations_close,
        today=timezone.localdate(at(request)),
    )  # fmt: skip
    room, may_run = sum(line.session.capacity for line in lines), may(actor(request), rules.RUN_EDITION, row)
    context = {
        "section": "programmes",
        "edition": row,
        "status": status.value,
        "stand": EDITION_STANDS[EditionState(row.state)],
        "granted": seats.granted,
        "lines": lines,
        "room": room,
        "lacks_room": may_run and row.state in _BEFORE_PLACEMENT and seats.granted > room,
        "placed": sum(line.placed for line in lines),
        "adoptions": row.adoptions.select_related("host"),
        "links": _links(request, row),
        "ledger_url": _address("nominations:ledger", key) if may(actor(request), "nominations.see_ledger") else "",
        "placement_url": _address("nominations:placement", key),
        "commitment_url": _address("oversight:promise", row.commitment.key) if row.commitment else "",
        "may_run": may_run,
        "may_adopt": may(actor(request), rules.ADOPT),
        "history": history_of(row)[:50] if actor(request).grants else (),
    }
    return render(request, "programmes/edition.html", context)


def _form_page(request: HttpRequest, form: Form, **words: Any) -> HttpResponse:
    return render(request, "components/form_page.html", {"section": "programmes", "form": form, **words})


def _institutions_managed(request: HttpRequest) -> QuerySet[Institution]:
    return Institution.objects.filter(pk__in=actor(request).scopes(Role.PROGRAMME_MANAGER, "institution"))


@page(rules.PLAN)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Create a programme of one's own institution with its modules."""
    form = ProgrammeForm(request.POST or None, hosts=_institutions_managed(request))
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return attempt(
            request,
            lambda: actions.create_programme(
                found["host"], key=found["key"], text=form.text, modules=form.modules, by=actor(request),
                at=at(request),
            ),
            done=_("The programme is created. Plan an edition of it now."),
            then=reverse("programmes:programme", args=[found["key"]]),
        )  # fmt: skip
    return render(request, "programmes/create.html", {"section": "programmes", "form": form})


@page(rules.PLAN)
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """Plan an edition of a programme at one's own institution."""
    row = get_object_or_404(Programme, key=key)
    form = EditionForm(request.POST or None, hosts=_institutions_managed(request), initial={"title": str(row)})
    if request.method == "POST" and form.is_valid():
        new_key = edition_key(row.key, form.cleaned_data["starts"], taken=queries.edition_keys(row))
        return attempt(
            request,
            lambda: actions.plan_edition(
                form.cleaned_data["host"], programme=row, key=new_key, by=actor(request), at=at(request),
                **form.planned(),
            ),
            done=_("The edition is planned. Add its sessions now."),
            then=reverse("programmes:edition", args=[new_key]),
        )  # fmt: skip
    title, back = _("Plan an edition"), reverse("programmes:programme", args=[key])
    return _form_page(request, form, title=title, button=_("Plan the edition"), back=back, above=row.titles)


@page(rules.ADOPT)
@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, key: str) -> HttpResponse:
    """The network takes an edition as its sample."""
    sample = get_object_or_404(queries.editions(), key=key)
    networks = Network.objects.filter(pk__in=actor(request).scopes(Role.SECRETARY, "network"))
    hosts = Institution.objects.filter(memberships__network__in=networks).distinct()
    initial = {"title": str(sample.programme), "host": sample.host}
    form = AdoptForm(request.POST or None, hosts=hosts, networks=networks, initial=initial)
    if request.method == "POST" and form.is_valid():
        programme_row, starts = sample.programme, form.cleaned_data["starts"]
        new_key = edition_key(programme_row.key, starts, taken=queries.edition_keys(programme_row))
        return attempt(
            request,
            lambda: actions.adopt_edition(
                form.cleaned_data["network"], sample=sample, host=form.cleaned_data["host"], key=new_key,
                by=actor(request), at=at(request), **form.planned(),
            ),
            done=_("The Network has adopted the edition. Have its seats granted now."),
            then=reverse("programmes:edition", args=[new_key]),
        )  # fmt: skip
    title, back = _("Adopt this edition for the Network"), reverse("programmes:edition", args=[key])
    return _form_page(request, form, title=title, button=_("Adopt the edition"), back=back, above=sample.titles)


def _edition_form(request: HttpRequest, row: Edition, form: Form, act: Callable[[], Any], **words: Any) -> HttpResponse:
    """One form about an edition that the reader must run; a valid answer calls `act` and returns to the edition."""
    require(actor(request), rules.RUN_EDITION, row)
    back = reverse("programmes:edition", args=[row.key])
    if request.method == "POST" and form.is_valid():
        return attempt(request, act, done=words["done"], then=back)
    return _form_page(request, form, back=back, above=row.titles, **words)


@page(rules.RUN_EDITION)
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest, key: str) -> HttpResponse:
    """Add a session to an edition."""
    row = get_object_or_404(Edition, key=key)
    form = SessionForm(request.POST or None, initial={"starts": row.starts, "ends": row.ends})
    return _edition_form(
        request, row, form,
        lambda: actions.add_session(row, by=actor(request), at=at(request), **form.planned()),
        title=_("Add a session"), button=_("Add the session"), done=_("The session was added."),
    )  # fmt: skip


@page(rules.RUN_EDITION)
@require_http_methods(["GET", "POST"])
def room(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Give a session a larger or smaller room."""
    row = get_object_or_404(Edition, key=key)
    found = get_object_or_404(row.sessions.select_related("edition"), number=number)
    form = CapacityForm(request.POST or None, initial={"capacity": found.capacity})
    return _edition_form(
        request, row, form,
        lambda: actions.change_capacity(found, by=actor(request), at=at(request), **form.cleaned_data),
        title=_("Change the room of session %(number)s") % {"number": number}, button=_("Change the room"),
        done=_("The room was changed."),
    )  # fmt: skip


@page(rules.RUN_EDITION)
@require_http_methods(["GET", "POST"])
def closing_day(request: HttpRequest, key: str) -> HttpResponse:
    """Set another closing day for nominations."""
    row = get_object_or_404(Edition, key=key)
    form = ClosingDayForm(request.POST or None, initial={"until": row.nominations_close})
    return _edition_form(
        request, row, form,
        lambda: actions.extend_nominations(row, by=actor(request), at=at(request), **form.cleaned_data),
        title=_("Change the closing day"), button=_("Change the closing day"), done=_("The closing day was changed."),
    )  # fmt: skip


@require_http_methods(["POST"])
@page(rules.RUN_EDITION)
def step(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """Move an edition to its next state by a button."""
    if step not in _STEPS:
        raise Http404
    row = get_object_or_404(Edition, key=key)
    act, done = _STEPS[step]
    then = reverse("programmes:edition", args=[key])
    return attempt(request, lambda: act(row, by=actor(request), at=at(request)), done=done, then=then)
