"""The page on which anybody checks a certificate, and the page of an issuer's keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sabaq.engines.sealing.bundle import write_bundle
from sabaq.network.models import Institution
from sabaq.platform.audit import history_of
from sabaq.platform.permissions import require
from sabaq.platform.refusals import Sentence
from sabaq.platform.stand import Stand
from sabaq.platform.web import PUBLIC, actor, asked_from, at, attempt, page

from . import actions, queries, rules, tables
from .domain import Worth, looks_like_code
from .forms import CheckForm, IssuerForm, NameForm
from .models import Issuer
from .queries import ReaderBusy, only_reader


@dataclass(frozen=True)
class Shown:
    """An answer with its words, as the page shows it."""

    answer: queries.Answer
    stand: Stand
    meaning: Sentence
    problem: Sentence
    differences: list[Sentence]


def _shown(answer: queries.Answer) -> Shown:
    judgement = answer.judgement
    return Shown(
        answer,
        tables.WORTHS[judgement.worth],
        tables.MEANINGS[judgement.worth],
        tables.PROBLEMS.get(judgement.problem, ""),
        [tables.DIFFERENCES[kind] for kind in judgement.differs],
    )


def _form(request: HttpRequest, *sent: Any) -> CheckForm:
    return CheckForm(*sent, asked_from=asked_from(request), at=at(request))


def _page(request: HttpRequest, **context: object) -> HttpResponse:
    explained = [(tables.WORTHS[worth], tables.MEANINGS[worth]) for worth in tables.EXPLAINED]
    shown = {"at": at(request), "explained": explained, "form": _form(request), **context}
    found = shown.get("shown")
    is_missing = isinstance(found, Shown) and found.answer.judgement.worth is Worth.NOT_FOUND
    return render(request, "credentials/check.html", shown, status=404 if is_missing else 200)


@require_http_methods(["GET", "POST"])
@page(PUBLIC)
def check(request: HttpRequest) -> HttpResponse:
    """Check by number, by the text of the code, or by the PDF."""
    if code := request.GET.get("code"):
        return _page(request, shown=_shown(queries.answer_to_code(code, at=at(request))))
    if request.method != "POST":
        return _page(request)
    form = _form(request, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form=form)
    if paper := form.cleaned_data["paper"]:
        return _answer_to_paper(request, form, paper.read())
    asked = form.cleaned_data["asked"]
    if looks_like_code(asked) or "/" in asked:
        return _page(request, shown=_shown(queries.answer_to_code(asked, at=at(request))))
    return HttpResponseRedirect(reverse("credentials:check_number", args=[asked.strip().upper()]))


def _answer_to_paper(request: HttpRequest, form: CheckForm, pdf: bytes) -> HttpResponse:
    try:
        with only_reader():
            answer = queries.answer_to_paper(pdf, at=at(request))
    except ReaderBusy as busy:
        form.add_error("paper", str(busy))
        return _page(request, form=form)
    return _page(request, shown=_shown(answer))


@require_http_methods(["GET", "POST"])
@page(PUBLIC)
def check_number(request: HttpRequest, number: str) -> HttpResponse:
    """Check by number. The name is hidden unless its holder agreed; then the checker may type it and compare."""
    answer = queries.answer_to_number(number, at=at(request))
    if answer.certificate is None or answer.shows_name:
        return _page(request, shown=_shown(answer), number=number)
    name_form = NameForm(
        request.POST or None, certificate=answer.certificate, asked_from=asked_from(request), at=at(request)
    )
    compared = request.method == "POST" and name_form.is_valid()
    return _page(request, shown=_shown(answer), number=number, name_form=name_form, compared=compared)


@require_safe
@page(PUBLIC)
def check_json(request: HttpRequest, number: str) -> HttpResponse:
    """The verdict for programs, without any name."""
    answer = queries.answer_to_number(number, at=at(request))
    verdict = answer.judgement.verdict
    found: dict[str, str | None] = {"number": number.upper(), "state": answer.judgement.worth.value}
    if verdict is not None:
        found |= {
            "reason": verdict.reason,
            "withdrawn_on": verdict.revoked_on.isoformat() if verdict.revoked_on else None,
            "replacement": verdict.replacement,
            "checked_against": verdict.checked_against.isoformat() if verdict.checked_against else None,
        }
    return JsonResponse(found, status=404 if answer.judgement.worth is Worth.NOT_FOUND else 200)


@require_safe
@page(PUBLIC)
def bundle(request: HttpRequest) -> HttpResponse:
    """Public keys and lists of withdrawn certificates, to check without a network."""
    response = HttpResponse(write_bundle(queries.own_bundle(at(request))), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="issuers.json"'
    return response


@require_http_methods(["GET", "POST"])
@page(rules.KEEP_KEYS)
def issuer(request: HttpRequest, key: str) -> HttpResponse:
    """The keys of an institution, or the form that opens it as an issuer."""
    institution = get_object_or_404(Institution, key=key)
    require(actor(request), rules.KEEP_KEYS, institution)
    row = Issuer.objects.filter(institution=institution).prefetch_related("keys").first()
    form = IssuerForm(request.POST or None)
    if row is None and request.method == "POST" and form.is_valid():
        return attempt(
            request,
            lambda: actions.open_issuer(
                institution, code=form.cleaned_data["code"].strip().lower(), by=actor(request), at=at(request)
            ),
            done=_("The institution can issue certificates now."),
            then=reverse("credentials:issuer", args=[key]),
        )
    context = {
        "section": "network",
        "institution": institution,
        "issuer": row,
        "keys": sorted(row.keys.all(), key=lambda k: k.since, reverse=True) if row else [],
        "form": form,
        "history": history_of(row)[:50] if row else (),
    }
    return render(request, "credentials/issuer.html", context)


@require_http_methods(["POST"])
@page(rules.KEEP_KEYS)
def new_key(request: HttpRequest, key: str) -> HttpResponse:
    """Retire the signing key and open a new one."""
    row = get_object_or_404(Issuer, institution__key=key)
    return attempt(
        request,
        lambda: actions.new_key(row, by=actor(request), at=at(request)),
        done=_("A new key signs from now on. The old one stays known."),
        then=reverse("credentials:issuer", args=[key]),
    )
