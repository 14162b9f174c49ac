"""The register of institutions, for everybody to read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sabaq.platform.exports import export_response
from sabaq.platform.listing import Listing
from sabaq.platform.web import PUBLIC, page

from . import exports, queries
from .forms import InstitutionFilters

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
        {"listing": listing, "filters": filters, "section": "network"},
    )
