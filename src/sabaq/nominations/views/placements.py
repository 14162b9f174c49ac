"""Placement: the plan and its reasons, the policies side by side, publishing, withdrawing and substituting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sabaq.engines.allocation import POLICIES
from sabaq.platform.audit import history_of
from sabaq.platform.jobs import start_job
from sabaq.platform.listing import Listing
from sabaq.platform.permissions import may, require
from sabaq.platform.web import actor, at, attempt, page
from sabaq.programmes.models import Edition, Session
from sabaq.programmes.queries import editions
from sabaq.programmes.states import EditionState

from ..actions.placements import confirm_plan, substitute, withdraw_from_seat
from ..exports.placements import placement_file
from ..forms.placements import OutcomeFilterForm, ReasonForm
from ..models import Holding, Nomination, Placement, PlacementPlan, SeatPool
from ..queries import placements as queries
from ..queries.nominations import choices_in, named
from ..queries.seats import granted_total
from ..rules.placements import PLACE, SEE_PLACEMENT, WITHDRAW_FROM_SEAT
from ..states import PlanState
from ..tables import placements as tables
from ..tasks.placements import MAKE_PLAN

SORTS = {
    "agency": ("nomination__country", "nomination__agency__key", "nomination__priority", "pk"),
    "order": ("nomination__priority", "nomination__country", "nomination__agency__key", "pk"),
    "outcome": ("number", "nomination__country", "nomination__agency__key", "nomination__priority", "pk"),
}
_TAKES_PEOPLE = {EditionState.OPEN, EditionState.PLACED}
# Of a long reserve only its head is of use.
_RESERVE_SHOWN = 30


def _edition(key: str) -> Edition:
    return get_object_or_404(editions(), key=key)


def _posted_key(request: HttpRequest, name: str) -> int:
    """The key that a button sent, 0 for none."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() else 0


def _filtered(outcomes: QuerySet[Any], form: OutcomeFilterForm) -> QuerySet[Any]:
    if country := form.answer("country"):
        outcomes = outcomes.filter(nomination__country=country)
    if outcome := form.answer("outcome"):
        outcomes = outcomes.filter(queries.OUTCOMES[outcome])
    if name := form.answer("name"):
        people = Nomination.objects.filter(pk__in=outcomes.order_by().values("nomination"))
        outcomes = outcomes.filter(nomination__in=named(people, name))
    return outcomes


def _people(request: HttpRequest, plan: PlacementPlan, names: tables.Names) -> dict[str, Any] | HttpResponse:
    """The list of people of a plan, or its export."""
    outcomes = queries.outcomes_for(actor(request), plan)
    countries = choices_in(Nomination.objects.filter(pk__in=outcomes.order_by().values("nomination"))).countries
    form = OutcomeFilterForm(request.GET, countries=countries)
    listing = Listing(request, _filtered(outcomes, form), sorts=SORTS)
    if kind := request.GET.get("export"):
        rows = (tables.outcome_line(row, names, plan=plan) for row in listing.rows)
        return placement_file(kind, rows, name=f"placement-{plan.edition.key}")
    lines = [tables.outcome_line(row, names, plan=plan) for row in listing.page]
    counts = queries.counted(outcomes)
    return {
        "filters": form,
        "listing": listing,
        "people": lines,
        "total": sum(counts.values()),
        "summary": tables.summary(counts, is_draft=plan.state == PlanState.DRAFT),
        "places": counts["placed"],
        "has_illustrative": any(line.nomination.person.illustrative for line in lines),
    }


def _for_manager(edition: Edition, plan: PlacementPlan | None, pools: Mapping[int, SeatPool]) -> dict[str, Any]:
    """What only the host sees: sessions, policies, one more seat, free seats, the history."""
    draft = plan if plan and plan.state == PlanState.DRAFT else None
    # A published plan was true on its day; what has changed since is shown seat by seat.
    case = queries.case_for(edition) if draft or plan is None else None
    lines = queries.session_lines(plan, edition)
    sessions = [line.session for line in lines]
    return {
        "may_place": True,
        "may_plan": edition.state in _TAKES_PEOPLE,
        "is_stale": draft is not None and case is not None and case.as_json() != draft.instance,
        "has_published": edition.plans.filter(state=PlanState.CONFIRMED).exists(),
        "accepted": tables.accepted_sentence(len(case.nominations), granted_total(edition)) if case else "",
        "sessions": lines,
        "scale": max((line.session.capacity + line.waiting for line in lines), default=0),
        "policies": tables.policy_cards(plan),
        "one_more": _one_more(draft, sessions, pools) if draft and draft.comparison["one_more"] else None,
        "vacant": queries.vacant_seats(edition),
        "history": history_of(edition, mentions=True).filter(verb__in=tables.VERBS)[:50],
    }


def _one_more(draft: PlacementPlan, sessions: list[Session], pools: Mapping[int, SeatPool]) -> tables.OneMoreSeat:
    return tables.one_more_seat(draft, queries.people_moving(draft), sessions=sessions, pools=pools)


@page(SEE_PLACEMENT)
@require_http_methods(["GET"])
def placement(request: HttpRequest, key: str) -> HttpResponse:
    """The plan of an edition: all of it for the host, their own people once it is published for those who sent them."""
    edition = _edition(key)
    require(actor(request), SEE_PLACEMENT, edition)
    plan = queries.plan_for(actor(request), edition, published=request.GET.get("plan") == "published")
    context: dict[str, Any] = {
        "section": "programmes",
        "edition": edition,
        "plan": plan,
        "is_draft": plan is not None and plan.state == PlanState.DRAFT,
        "may_change": edition.state != EditionState.ENDED,
    }
    pools = queries.pools_of(edition) if plan is not None else {}
    if plan is not None:
        names = tables.Names.of(edition.sessions.all(), pools)
        people = _people(request, plan, names)
        if isinstance(people, HttpResponse):
            return people
        context |= people
    if may(actor(request), PLACE, edition):
        context |= _for_manager(edition, plan, pools)
    return render(request, "nominations/placement.html", context)


@require_http_methods(["POST"])
@page(PLACE)
def make_plan(request: HttpRequest, key: str) -> HttpResponse:
    """Start the job that makes a plan by one policy."""
    edition = _edition(key)
    require(actor(request), PLACE, edition)
    policy = request.POST.get("policy")
    if policy not in POLICIES:
        raise Http404
    job = start_job(MAKE_PLAN, by=actor(request), at=at(request), edition=edition.pk, policy=policy)
    return redirect("portal:job", job.pk)


@page(PLACE)
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """The check before a plan is published, then the publishing."""
    edition = _edition(key)
    require(actor(request), PLACE, edition)
    back = reverse("nominations:placement", args=[key])
    if request.method == "POST":
        # The plan that was checked is published, not one that somebody made meanwhile.
        checked = get_object_or_404(edition.plans, pk=_posted_key(request, "plan"))
        people = checked.outcomes.filter(session__isnull=False).count()
        return attempt(
            request,
            lambda: confirm_plan(checked, by=actor(request), at=at(request)),
            done=tables.have_seats(people),
            then=back,
        )
    plan = queries.latest_plan(edition, PlanState.DRAFT)
    if plan is None:
        return redirect(back)
    counts = queries.counted(queries.outcomes_for(actor(request), plan))
    context = {
        "section": "programmes", "edition": edition, "plan": plan, "counts": counts,
        "policy": tables.POLICIES[plan.policy][0], "sessions": queries.session_lines(plan, edition),
    }  # fmt: skip
    return render(request, "nominations/placement_publish.html", context)


@page(WITHDRAW_FROM_SEAT)
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, key: str, holding: int) -> HttpResponse:
    """Ask for the reason, then let the person go."""
    rows = Holding.objects.select_related(
        "placement__session__edition", "nomination__person", "nomination__agency", "nomination__list_row__sent_list"
    )
    held = get_object_or_404(rows, pk=holding, placement__session__edition__key=key)
    require(actor(request), WITHDRAW_FROM_SEAT, held)
    back = reverse("nominations:placement", args=[key])
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return attempt(
            request,
            lambda: withdraw_from_seat(held, reason=reason, by=actor(request), at=at(request)),
            done=_("The seat is free now."),
            then=back,
        )
    context = {"section": "programmes", "edition": held.placement.session.edition, "holding": held, "form": form}
    return render(request, "nominations/placement_withdraw.html", {**context, "back": back})


@page(PLACE)
@require_http_methods(["GET", "POST"])
def find_substitute(request: HttpRequest, key: str, seat: int) -> HttpResponse:
    """The reserve for a free seat, with reasons; a button gives it to one of them."""
    rows = Placement.objects.select_related("session__edition")
    free = get_object_or_404(rows, pk=seat, session__edition__key=key)
    require(actor(request), PLACE, free)
    edition = free.session.edition
    if request.method == "POST":
        chosen = get_object_or_404(edition.nominations, pk=_posted_key(request, "nomination"))
        return attempt(
            request,
            lambda: substitute(free, nomination=chosen, by=actor(request), at=at(request)),
            done=_("The substitute has the seat."),
            then=reverse("nominations:placement", args=[key]),
        )
    left = next((holding for holding in queries.vacant_seats(edition) if holding.placement_id == free.pk), None)
    if left is None:
        return redirect("nominations:placement", key)
    candidates = queries.reserve_for(free)
    shown = candidates[:_RESERVE_SHOWN]
    context = {
        "section": "programmes",
        "edition": edition,
        "seat": free,
        "left": left,
        "reserve": tables.reserve_lines(shown, queries.people_named([c.nomination for c in shown])),
        "more": len(candidates) - len(shown),
    }
    return render(request, "nominations/placement_substitute.html", context)
