"""Pages of nominations: the list of an edition with its batches, and one nomination with its decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from sabaq.network.models import Country
from sabaq.platform.audit import history_of
from sabaq.platform.listing import Listing
from sabaq.platform.permissions import may, require
from sabaq.platform.refusals import Refusal, Sentence
from sabaq.platform.web import actor, at, attempt, page
from sabaq.programmes.models import Edition

from ..actions.nominations import (
    NotInYourHands,
    accept_nominations,
    forward_nominations,
    reconsider_nomination,
    reject_nomination,
    withdraw_nomination,
)
from ..domain.nominations import role_at
from ..exports.nominations import nominations_response
from ..forms.lists import ReasonForm, keys_among
from ..forms.nominations import FilterForm
from ..models import Nomination
from ..queries import nominations as queries
from ..queries.placements import outcomes_for, plan_for, pools_of
from ..rules.nominations import (
    ACCEPT_NOMINATIONS,
    DECIDE_NOMINATION,
    FORWARD,
    READ_NOMINATIONS,
    WITHDRAW_NOMINATION,
)
from ..states import HOST_FOLLOWS, HostState, SenderState
from ..tables.nominations import HOST_STANDS, ROLES, SENDER_STANDS
from ..tables.placements import Names, OutcomeLine, outcome_line

_SORTS = {
    "order": ("country", "agency__key", "priority", "id"),
    "agency": ("agency__key", "priority", "id"),
    "sender": ("sender_state", "id"),
    "host": ("host_state", "id"),
    "nominated": ("-nominated_at", "id"),
}


@page(READ_NOMINATIONS)
@require_http_methods(["GET"])
def nominations(request: HttpRequest, key: str) -> HttpResponse:
    """An edition's nominations as far as the reader may see them, with filters and batches."""
    edition = get_object_or_404(Edition, key=key)
    seen = queries.visible_to(actor(request)).filter(edition=edition)
    form = FilterForm(request.GET, choices=queries.choices_in(seen))
    found = queries.named(seen.filter(**form.conditions()), form.wanted)
    listing = Listing(request, queries.with_people(found), sorts=_SORTS)
    if kind := request.GET.get("export"):
        return nominations_response(kind, listing.rows, name=f"nominations-{edition.key}")
    to_forward, to_accept = queries.to_forward(actor(request), edition), _to_accept(request, edition)
    shown = [row.pk for row in listing.page]
    waiting = {
        key for rows in (to_forward, to_accept) for key in rows.filter(pk__in=shown).values_list("pk", flat=True)
    }
    context = {
        "section": "programmes",
        "edition": edition,
        "form": form,
        "listing": listing,
        "lines": [
            (
                row,
                SENDER_STANDS[SenderState(row.sender_state)],
                HOST_STANDS[HostState(row.host_state)],
                row.pk in waiting,
            )
            for row in listing.page
        ],
        "to_forward": to_forward.count(),
        "to_accept": to_accept.count(),
        "has_any": listing.count > 0 or seen.exists(),
    }
    return render(request, "nominations/nominations.html", context)


def _to_accept(request: HttpRequest, edition: Edition) -> QuerySet[Nomination]:
    """What waits for the reader's decision as the host."""
    if not may(actor(request), ACCEPT_NOMINATIONS, edition):
        return Nomination.objects.none()
    waiting = {"sender_state": SenderState.CONFIRMED, "host_state": HostState.PENDING}
    return queries.visible_to(actor(request)).filter(edition=edition, **waiting)


def _chosen(request: HttpRequest, waiting: QuerySet[Nomination]) -> list[Nomination] | None:
    """The people ticked, or everybody who waits; None if those are not as many as the button said."""
    if "all" not in request.POST:
        return list(waiting.filter(pk__in=keys_among(request.POST.getlist("chosen"))))
    everybody = list(waiting)
    return everybody if request.POST["all"] == str(len(everybody)) else None


def _others_wait(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The list again, with a word about why nothing was done to all of it."""
    messages.error(request, str(NotInYourHands(Refusal.what)))
    return redirect(_list_url(edition))


def _list_url(edition: Edition) -> str:
    return reverse("nominations:nominations", args=[edition.key])


@require_http_methods(["POST"])
@page(FORWARD)
def forward(request: HttpRequest, key: str) -> HttpResponse:
    """Forward the chosen people, country by country: an actor who speaks for two forwards one at a time."""
    edition = get_object_or_404(Edition, key=key)
    chosen = _chosen(request, queries.to_forward(actor(request), edition))
    if chosen is None:
        return _others_wait(request, edition)
    country = chosen[0].country if chosen else Country()
    of_country = [row for row in chosen if row.country_id == country.pk]
    return attempt(
        request,
        lambda: forward_nominations(
            edition, country=country, nominations=of_country, by=actor(request), at=at(request)
        ),
        done=ngettext("%(n)s nomination was forwarded.", "%(n)s nominations were forwarded.", len(of_country))
        % {"n": len(of_country)},
        then=_list_url(edition),
    )


@require_http_methods(["POST"])
@page(ACCEPT_NOMINATIONS)
def accept(request: HttpRequest, key: str) -> HttpResponse:
    """Accept the chosen people."""
    edition = get_object_or_404(Edition, key=key)
    chosen = _chosen(request, _to_accept(request, edition))
    if chosen is None:
        return _others_wait(request, edition)
    return attempt(
        request,
        lambda: accept_nominations(edition, nominations=chosen, by=actor(request), at=at(request)),
        done=ngettext("%(n)s person was accepted.", "%(n)s people were accepted.", len(chosen)) % {"n": len(chosen)},
        then=_list_url(edition),
    )


@dataclass(frozen=True)
class Act:
    """One decision about a nomination: its permission, the action, and its words."""

    name: str
    permission: str
    act: Callable[..., Nomination]
    title: Sentence
    button: Sentence
    done: Sentence


ACTS = {
    act.name: act
    for act in (
        Act(
            "reject", DECIDE_NOMINATION, reject_nomination, _("Reject the nomination"), _("Reject this person"),
            _("The nomination was rejected."),
        ),
        Act(
            "reconsider", DECIDE_NOMINATION, reconsider_nomination, _("Consider the nomination again"),
            _("Consider this person again"), _("The nomination waits for a decision again."),
        ),
        Act(
            "withdraw", WITHDRAW_NOMINATION, withdraw_nomination, _("Withdraw the nomination"),
            _("Withdraw this person"), _("The nomination was withdrawn."),
        ),
    )
}  # fmt: skip


def _nomination(request: HttpRequest, pk: int) -> Nomination:
    rows = queries.with_people(Nomination.objects.select_related("edition"))
    row = get_object_or_404(rows, pk=pk)
    require(actor(request), READ_NOMINATIONS, row)
    return row


def _possible(request: HttpRequest, row: Nomination) -> list[Act]:
    """The decisions that the reader may take as the nomination stands; a seat has to be freed first."""
    if row.holdings.filter(until__isnull=True).exists():
        return []
    confirmed = row.sender_state == SenderState.CONFIRMED
    follows = HOST_FOLLOWS[HostState(row.host_state)] if confirmed else ()
    stands = {
        "reject": HostState.REJECTED in follows,
        "reconsider": HostState.PENDING in follows,
        "withdraw": row.sender_state != SenderState.WITHDRAWN,
    }
    return [act for name, act in ACTS.items() if stands[name] and may(actor(request), act.permission, row)]


def _outcome(request: HttpRequest, row: Nomination) -> OutcomeLine | None:
    """What the published plan gave this person, and why."""
    plan = plan_for(actor(request), row.edition, published=True)
    found = outcomes_for(actor(request), plan).filter(nomination=row).first() if plan else None
    if plan is None or found is None:
        return None
    names = Names.of(row.edition.sessions.all(), pools_of(row.edition))
    return outcome_line(found, names, plan=plan)


@page(READ_NOMINATIONS)
@require_http_methods(["GET"])
def nomination(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's nomination: names, agency, both sides' states, the seat if there is one, history."""
    row = _nomination(request, pk)
    role = role_at(queries.chain_of(row.country_id), row.chain_position)
    context = {
        "section": "programmes",
        "nomination": row,
        "sender": SENDER_STANDS[SenderState(row.sender_state)],
        "host": HOST_STANDS[HostState(row.host_state)],
        "in_hands_of": ROLES.get(role or "") if row.sender_state == SenderState.PROPOSED else None,
        "holdings": row.holdings.select_related("placement__session"),
        "outcome": _outcome(request, row),
        "acts": _possible(request, row),
        "history": history_of(row, mentions=True)[:50],
    }
    return render(request, "nominations/nomination.html", context)


@page(READ_NOMINATIONS)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Ask for the reason, then decide."""
    row = _nomination(request, pk)
    chosen = ACTS.get(act)
    if chosen is None:
        raise Http404
    require(actor(request), chosen.permission, row)
    form = ReasonForm(request.POST or None)
    here = reverse("nominations:nomination", args=[pk])
    if request.method == "POST" and form.is_valid():
        reason: dict[str, Any] = {"reason": form.cleaned_data["reason"], "by": actor(request), "at": at(request)}
        return attempt(request, partial(chosen.act, row, **reason), done=chosen.done, then=here)
    context = {"section": "programmes", "nomination": row, "act": chosen, "form": form, "back": here}
    return render(request, "nominations/nomination_act.html", context)
