"""The page on which a focal point says whose hands the country's nominations pass through."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sabaq.network.models import Country
from sabaq.platform.audit import history_of
from sabaq.platform.permissions import require
from sabaq.platform.web import actor, at, attempt, page

from ..actions.chains import set_national_chain
from ..domain.nominations import CHAINS
from ..queries.nominations import chain_of
from ..rules.chains import SET_CHAIN


@page(SET_CHAIN)
@require_http_methods(["GET", "POST"])
def chain(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the chain, one of those that are offered in words."""
    country = get_object_or_404(Country, code=code)
    require(actor(request), SET_CHAIN, country)
    if request.method == "POST":
        steps = request.POST.get("chain", "").split()
        return attempt(
            request,
            lambda: set_national_chain(country, steps=steps, by=actor(request), at=at(request)),
            done=_("The national chain was set."),
            then=reverse("nominations:chain", args=[code]),
        )
    context = {
        "country": country,
        "chains": [" ".join(steps) for steps in CHAINS],
        "present": " ".join(chain_of(country.pk)),
        "history": history_of(country)[:50],
    }
    return render(request, "nominations/chain.html", context)
