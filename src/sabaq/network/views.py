"""The register of institutions, for everybody to read and for the secretariat to keep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sabaq.platform.exports import export_response
from sabaq.platform.listing import Listing
from sabaq.platform.permissions import may
from sabaq.platform.refusals import NotPermitted, Refusal
from sabaq.platform.web import PUBLIC, actor, at, page

from . import actions, exports, queries, rules
from .forms import InstitutionFilters, InstitutionForm, MemberForm
from .models import Institution, Network

_SORTS = {
    "name": ("names__en", "key"),
    "country": ("country__names__en", "names__en", "key"),
    "kind": ("kind", "names__en", "key"),
}


@require_safe
@page(PUBLIC)
def institutions(request: HttpRequest) -> HttpResponse:
    """Institutions by country, kind and any of their names; as a page or as a download."""
    filters = InstitutionFilters(request.GET)
    rows = queries.institutions(**filters.wanted())
    listing = Listing(request, rows, sorts=_SORTS)
    if request.GET.get("export") in {"xlsx", "csv"}:
        lines = exports.institution_rows(listing.rows)
        return export_response(
            request.GET["export"], name="institutions", header=exports.institution_header(), rows=lines
        )
    return render(
        request,
        "network/institutions.html",
        {
            "listing": listing,
            "filters": filters,
            "section": "network",
            "may_enter": may(actor(request), rules.KEEP_REGISTER),
        },
    )


def _ask(
    request: HttpRequest, form: Form, act: Callable[[], Any], *, then: str, done: str, **words: Any
) -> HttpResponse:
    """Show a form, then act and go to `then`; a refusal comes back with the answers."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except NotPermitted:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(then)
    return render(request, "components/form_page.html", {"section": "network", "form": form, **words})


def _address(key: str) -> str:
    return reverse("portal:institution", args=[key])


@require_http_methods(["GET", "POST"])
@page(rules.KEEP_REGISTER)
def enter(request: HttpRequest) -> HttpResponse:
    """Enter an institution with its names."""
    form = InstitutionForm(request.POST or None)
    back = reverse("network:institutions")
    key = form.cleaned_data["key"] if form.is_bound and form.is_valid() else ""
    return _ask(
        request, form,
        lambda: actions.enter_institution(key, **form.entered(), by=actor(request), at=at(request)),
        then=_address(key) if key else back, done=_("The institution was entered."), back=back,
        above_words=_("Network"), title=_("Enter an institution"), button=_("Enter the institution"),
    )  # fmt: skip


def _institution(key: str) -> Institution:
    return get_object_or_404(queries.institution_in_full(), key=key)


@require_http_methods(["GET", "POST"])
@page(rules.KEEP_REGISTER)
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """Correct what is kept of an institution, or note that it was renamed."""
    row = _institution(key)
    form = InstitutionForm(request.POST or None, institution=row)
    return _ask(
        request, form,
        lambda: actions.enter_institution(key, **form.entered(), by=actor(request), at=at(request)),
        then=_address(key), done=_("The institution was corrected."), back=_address(key), above=row.names,
        title=_("Correct this institution"), button=_("Keep the corrections"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@page(rules.KEEP_REGISTER)
def admit(request: HttpRequest, key: str) -> HttpResponse:
    """Note that an institution belongs to the secretary's network."""
    row = _institution(key)
    networks = Network.objects.filter(pk__in=actor(request).scopes("secretary", "network")).order_by("pk")
    form = MemberForm(request.POST or None, networks=networks)

    def act() -> None:
        answers = dict(form.cleaned_data)
        actions.admit_member(
            answers.pop("network"), institution=row, **answers, by=actor(request), at=at(request)
        )  # fmt: skip

    return _ask(
        request, form, act, then=_address(key), done=_("The member was admitted."), back=_address(key), above=row.names,
        title=_("Admit a member"), button=_("Admit the member"),
    )  # fmt: skip
