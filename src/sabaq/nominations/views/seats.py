"""The seat ledger: how many seats, whose they are, who has a name, and the register with its papers."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sabaq.platform.permissions import may, require
from sabaq.platform.web import actor, at, attempt, page
from sabaq.programmes.models import Edition
from sabaq.programmes.queries import editions
from sabaq.programmes.states import EditionState

from ..actions.seats import amend_seats, give_back_seats, grant_seats, split_seats
from ..exports.seats import register_file
from ..forms.seats import AsOfForm, EntryForm, GroundForm, MoveForm
from ..models import SeatPool
from ..queries import seats as queries
from ..rules.seats import GRANT_SEATS, MOVE_SEATS, SEE_LEDGER
from ..states import EntryKind
from ..tables.seats import ENTRY_WORDS, draw_waterfall, pool_name


def _edition(key: str) -> Edition:
    return get_object_or_404(editions(), key=key)


def _asked_day(form: AsOfForm, today: date) -> date | None:
    """The day the ledger is asked for, None for now; what is no date or not past counts as now."""
    asked = form.cleaned_data.get("on") if form.is_valid() else None
    return asked if asked and asked < today else None


def _promise_url(key: str) -> str:
    """The page of a commitment, "" in an installation without the promise board."""
    try:
        return reverse("oversight:promise", args=[key])
    except NoReverseMatch:
        return ""


@page(SEE_LEDGER)
@require_http_methods(["GET"])
def ledger(request: HttpRequest, key: str) -> HttpResponse:
    """The whole ledger of one edition, now or at the end of an earlier day."""
    edition, today = _edition(key), timezone.localdate(at(request))
    form = AsOfForm(request.GET)
    as_of = _asked_day(form, today)
    lines = queries.entry_lines(edition, as_of=as_of)
    if kind := request.GET.get("export"):
        return register_file(kind, edition, lines)
    found = queries.balances(edition, as_of=as_of)
    shares = queries.share_lines(found)
    context = {
        "section": "programmes",
        "edition": edition,
        "form": form,
        "as_of": as_of,
        "day": as_of or today,
        "total": shares[-1].share,
        "granted": lines[-1].total if lines else 0,
        "shares": shares,
        # What is not shared out yet would dwarf the shares and has no bar.
        "scale": max((line.share.seats + line.share.waiting for line in shares if line.kind == "pool"), default=0),
        "chart": draw_waterfall(lines, queries.expected_target(edition)),
        "lines": [
            (
                line,
                ENTRY_WORDS[EntryKind(line.entry.kind)],
                line.entry.commitment and _promise_url(line.entry.commitment.key),
            )
            for line in reversed(lines)
        ],
        "has_illustrative": any(line.entry.illustrative for line in lines),
        "may_grant": as_of is None and may(actor(request), GRANT_SEATS, edition),
        "may_move": as_of is None and queries.movable(actor(request), found),
        "has_ended": edition.state == EditionState.ENDED,
    }
    return render(request, "nominations/ledger.html", context)


def _answered(
    request: HttpRequest, form: GroundForm, title: str, key: str, checks: list[tuple[str, str]]
) -> HttpResponse:
    """The check page before an entry that can never be changed."""
    context = {"section": "programmes", "form": form, "title": title, "key": key, "checks": checks}
    return render(request, "nominations/ledger_check.html", context)


def _is_asked(request: HttpRequest, form: GroundForm) -> bool:
    """Whether the form must be shown: first visit, an answer wrong, or the reader came back to change one."""
    return request.method != "POST" or "change" in request.POST or not form.is_valid()


@page(GRANT_SEATS)
@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, key: str) -> HttpResponse:
    """Grant seats or set a new total, with a check before it is written."""
    edition = _edition(key)
    require(actor(request), GRANT_SEATS, edition)
    form = EntryForm(request.POST or None, edition=edition, today=timezone.localdate(at(request)))
    context = {"section": "programmes", "edition": edition, "form": form, "title": _("Record an entry")}
    if _is_asked(request, form):
        return render(request, "nominations/ledger_form.html", context)
    seats, is_grant = form.cleaned_data["seats"], form.cleaned_data["kind"] == "grant"
    if "confirmed" not in request.POST:
        before = queries.granted_total(edition)
        checks = [
            (_("Granted so far"), str(before)),
            (_("Granted after this entry"), str(before + seats if is_grant else seats)),
        ]
        return _answered(request, form, _("Check the entry"), key, checks)

    def act() -> None:
        if is_grant:
            grant_seats(edition, seats=seats, ground=form.ground(), by=actor(request), at=at(request))
        else:
            amend_seats(edition, new_total=seats, ground=form.ground(), by=actor(request), at=at(request))

    return attempt(request, act, done=_("The entry was recorded."), then=reverse("nominations:ledger", args=[key]))


def _source(request: HttpRequest, edition: Edition) -> SeatPool | None:
    """The pool to move from: the one asked for, or the only one there is; None where the reader must choose."""
    found = queries.movable(actor(request), queries.balances(edition))
    if not (asked := request.GET.get("from")):
        return next(iter(found)) if len(found) == 1 else None
    pool = next((pool for pool in queries.pools_in(edition) if str(pool.pk) == asked), None)
    if pool is None:
        raise Http404
    require(actor(request), MOVE_SEATS, pool)
    return pool


@page(MOVE_SEATS)
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, key: str) -> HttpResponse:
    """Share out free seats or give them back, with a check before it is written."""
    edition = _edition(key)
    source = _source(request, edition)
    context = {"section": "programmes", "edition": edition, "title": _("Move free seats")}
    if source is None:
        choices = queries.movable(actor(request), queries.balances(edition))
        return render(request, "nominations/ledger_sources.html", {**context, "choices": choices.items()})
    balance = queries.balance_of(source)
    form = MoveForm(request.POST or None, source=source, balance=balance, today=timezone.localdate(at(request)))
    if _is_asked(request, form):
        context |= {"form": form, "source": source, "balance": balance}
        return render(request, "nominations/ledger_form.html", context)
    seats, receiver = form.cleaned_data["seats"], form.receiver
    if "confirmed" not in request.POST:
        checks = [
            (_("From"), pool_name(source)),
            (_("To"), str(receiver or (source.parent and pool_name(source.parent)))),
            (_("Seats"), str(seats)),
            (_("Free before"), str(balance.free)),
            (_("Free after"), str(balance.free - seats)),
        ]
        return _answered(request, form, _("Check the entry"), key, checks)

    def act() -> None:
        ground, by, now = form.ground(), actor(request), at(request)
        if receiver is None:
            give_back_seats(source, seats=seats, ground=ground, by=by, at=now)
        else:
            split_seats(source, to=receiver, seats=seats, ground=ground, by=by, at=now)

    return attempt(request, act, done=_("The seats were moved."), then=reverse("nominations:ledger", args=[key]))
