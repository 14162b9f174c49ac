"""The promise board and the page of one promise. Public; the records behind a count are not."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sabaq.network.models import Country
from sabaq.platform.audit import history_of
from sabaq.platform.exports import export_response
from sabaq.platform.permissions import may
from sabaq.platform.web import PUBLIC, actor, at, page

from . import queries, rules, tables


def _filtered(request: HttpRequest, rows: list[queries.Promise]) -> list[queries.Promise]:
    """Narrow to the country and the agreement named in the address."""
    country, instrument = request.GET.get("country"), request.GET.get("instrument")
    return [
        row
        for row in rows
        if (not country or country in row.countries) and (not instrument or row.commitment.agreement.key == instrument)
    ]


@require_safe
@page(PUBLIC)
def promises(request: HttpRequest) -> HttpResponse:
    """The board: one row for each commitment, grouped and filtered by the address."""
    everything = queries.promises(on=timezone.localdate(at(request)))
    narrowed = _filtered(request, everything)
    state = request.GET.get("state", "")
    rows = [row for row in narrowed if state not in tables.STANDS or tables.standing(row) == state]
    if kind := request.GET.get("export"):
        columns = [str(column) for column in tables.COLUMNS]
        return export_response(kind, name="promises", header=columns, rows=map(tables.as_cells, rows))
    grouping = request.GET.get("group", "")
    grouping = grouping if grouping in tables.GROUPINGS else "instrument"
    codes = {code for row in everything for code in row.countries}
    shown = {
        "section": "promises",
        "listing": tables.Board(request, rows, grouping=grouping),
        "counts": tables.counts(narrowed),
        "grouping": grouping,
        "groupings": tables.GROUPINGS.items(),
        "country": request.GET.get("country", ""),
        "countries": Country.objects.filter(code__in=codes),
        "instrument": request.GET.get("instrument", ""),
        "instruments": list({row.commitment.agreement_id: row.commitment.agreement for row in everything}.values()),
        "state": state,
        "states": tables.STANDS.items(),
        "has_illustrative": any(row.commitment.illustrative for row in rows),
    }
    return render(request, "oversight/promises.html", shown)


@require_safe
@page(PUBLIC)
def promise(request: HttpRequest, key: str) -> HttpResponse:
    """One promise, from the clause to the evidence; the ways to the records only for those concerned."""
    found = queries.promise_called(key, on=timezone.localdate(at(request)))
    if found is None:
        raise Http404
    editions = queries.editions_of(found.commitment)
    opens_records = bool(may(actor(request), rules.OPEN_RECORDS, found.commitment))
    shown = {
        "section": "promises",
        "promise": found,
        "row": tables.row_of(found),
        "editions": editions,
        "seats": sum(row.seats for row in editions),
        "placed": sum(row.placed for row in editions),
        "completed": sum(row.completed for row in editions),
        "certificates": sum(row.certificates for row in editions),
        "opens_records": opens_records,
        "may_aim": may(actor(request), "agreements.set_target", found.commitment),
        "history": history_of(found.commitment)[:50] if opens_records else None,
        "evidence_url": found.indicator.evidence_url(found.commitment) if found.indicator else "",
    }
    return render(request, "oversight/promise.html", shown)
