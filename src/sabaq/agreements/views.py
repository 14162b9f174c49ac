"""The register of agreements, one agreement's page, and the forms of the secretariat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sabaq.network.models import Network
from sabaq.people.states import Role
from sabaq.platform import permissions
from sabaq.platform.audit import history_of
from sabaq.platform.exports import export_response
from sabaq.platform.listing import Listing
from sabaq.platform.permissions import may
from sabaq.platform.refusals import NotPermitted, Refusal
from sabaq.platform.web import PUBLIC, actor, at, page

from . import actions, exports, forms, queries, rules, tables
from .models import Agreement, Version
from .states import VersionState

SORTS = {"signed": ("signed", "key"), "title": ("titles__en", "key"), "kind": ("kind", "signed", "key")}


@dataclass(frozen=True)
class Question:
    """What a form page says around its form. `warning` asks for a check page: it cannot be undone."""

    title: str
    lede: str
    button: str
    then: str
    warning: str = ""


def _ask(
    request: HttpRequest, form: forms.AnswersForm, question: Question, *, act: Callable[[], Any], done: str
) -> HttpResponse:
    """Show a form, then its check page where there is a warning, then act; a refusal comes back with the answers."""
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        if question.warning and "sure" not in request.POST:
            return render(
                request, "agreements/check.html", {"form": form, "question": question, "section": "agreements"}
            )
        try:
            act()
        except NotPermitted:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(question.then)
    return render(request, "agreements/form.html", {"form": form, "question": question, "section": "agreements"})


def _answers(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _agreement(request: HttpRequest, key: str) -> Agreement:
    found = queries.agreement_with_parts(actor(request), key)
    if found is None:
        raise Http404
    return found


def _version(agreement: Agreement, number: int) -> Version:
    found = next((version for version in agreement.versions.all() if version.number == number), None)
    if found is None:
        raise Http404
    found.agreement = agreement
    return found


def _address(agreement: Agreement) -> str:
    return reverse("agreements:agreement", args=[agreement.key])


def _filtered(request: HttpRequest) -> QuerySet[Agreement]:
    rows = queries.agreements_for(actor(request))
    kind = request.GET.get("kind", "")
    return rows.filter(kind=kind) if kind in tables.KINDS else rows


@require_safe
@page(PUBLIC)
def agreements(request: HttpRequest) -> HttpResponse:
    """The register: every agreement the reader may see."""
    listing = Listing(request, _filtered(request), sorts=SORTS)
    if kind := request.GET.get("export"):
        columns = [str(column) for column in tables.COLUMNS]
        return export_response(kind, name="agreements", header=columns, rows=exports.rows(listing.rows))
    rows = [
        (row, tables.KINDS[row.kind], tables.VERSION_STANDS["in_force"] if row.is_in_force else tables.NOT_IN_FORCE)
        for row in listing.page
    ]
    shown = {
        "section": "agreements",
        "listing": listing,
        "rows": rows,
        "kinds": tables.KINDS.items(),
        "kind": request.GET.get("kind", ""),
        "may_draft": may(actor(request), rules.DRAFT),
    }
    return render(request, "agreements/agreements.html", shown)


@require_safe
@page(PUBLIC)
def agreement(request: HttpRequest, key: str) -> HttpResponse:
    """One agreement: its parties, the versions with who approved them, a text, the commitments, the history."""
    found, asking = _agreement(request, key), actor(request)
    sees_drafts = bool(may(asking, rules.SEE_DRAFTS, found))
    versions = [v for v in found.versions.all() if sees_drafts or v.state != VersionState.DRAFT]
    in_force = next((v for v in versions if v.state == VersionState.IN_FORCE), None)
    asked = request.GET.get("version", "")
    shown = next((v for v in versions if str(v.number) == asked), in_force or (versions[-1] if versions else None))
    for version in versions:
        version.agreement = found
    return render(
        request,
        "agreements/agreement.html",
        {
            "section": "agreements",
            "agreement": found,
            "kind": tables.KINDS[found.kind],
            "in_force": in_force,
            "versions": [
                (v, tables.VERSION_STANDS[v.state], queries.parties_to_approve(v), v.state == VersionState.DRAFT)
                for v in reversed(versions)
            ],
            "shown": shown,
            "fingerprint": tables.fingerprint(shown.text_hash) if shown else "",
            "preamble": tables.passages([("", shown.preamble)]) if shown else [],
            "clauses": tables.passages((c.number, c.texts) for c in shown.clauses.all()) if shown else [],
            "may_draft": may(asking, rules.DRAFT, found),
            "may_approve": may(asking, rules.APPROVE, found),
            "may_bring": may(asking, rules.BRING_INTO_FORCE, found),
            "may_promise": in_force and may(asking, rules.RECORD_COMMITMENT, found),
            "may_aim": may(asking, rules.SET_TARGET, found),
            "history": history_of(found, mentions=True)[:50] if sees_drafts else None,
        },
    )


@require_http_methods(["GET", "POST"])
@page(rules.DRAFT)
def draft_agreement(request: HttpRequest) -> HttpResponse:
    """The form for a new agreement of the secretary's network."""
    form = forms.AgreementForm(_answers(request))
    keys = actor(request).scopes(Role.SECRETARY, "network")
    network = Network.objects.filter(pk=keys[0]).first() if keys else None

    def act() -> None:
        answers = form.cleaned_data
        actions.draft_agreement(
            network, key=answers["key"], kind=answers["kind"], titles=form.texts("title"), parties=form.parties,
            text=form.text, signed=answers["signed"], place=form.texts("place"), by=actor(request), at=at(request),
        )  # fmt: skip

    is_read = form.is_bound and form.is_valid()
    question = Question(
        title=_("Draft an agreement"),
        lede=_("Nothing holds yet: the parties approve the draft, then you bring it into force."),
        button=_("Keep this draft"),
        then=reverse("agreements:agreement", args=[form.cleaned_data["key"]])
        if is_read
        else reverse("agreements:agreements"),
    )
    return _ask(request, form, question, act=act, done=_("The agreement was drafted."))


@require_http_methods(["GET", "POST"])
@page(rules.DRAFT)
def draft_version(request: HttpRequest, key: str) -> HttpResponse:
    """The form for a new version, which starts from the newest text."""
    found = _agreement(request, key)
    permissions.require(actor(request), rules.DRAFT, found)
    newest = list(found.versions.all())[-1:]
    form = forms.VersionForm(_answers(request), text=newest[0].text if newest else None)
    question = Question(
        title=_("Draft a new version"),
        lede=_("The version in force stays in force until every party has approved the new one."),
        button=_("Keep this draft"),
        then=_address(found),
    )
    return _ask(
        request,
        form,
        question,
        act=lambda: actions.draft_version(
            found, text=form.text, reason=form.cleaned_data["reason"], by=actor(request), at=at(request)
        ),
        done=_("The new version was drafted."),
    )


@require_http_methods(["GET", "POST"])
@page(rules.APPROVE)
def approve_version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Record a party's approval of one version."""
    found = _agreement(request, key)
    permissions.require(actor(request), rules.APPROVE, found)
    version = _version(found, number)
    form = forms.ApprovalForm(_answers(request), version=version)
    question = Question(
        title=_("Record an approval of version %(number)s") % {"number": number},
        lede=_("The approval binds to this text alone. Its fingerprint is %(hash)s.")
        % {"hash": version.text_hash[:16]},
        button=_("Record the approval"),
        then=_address(found),
        warning=_("An approval cannot be taken back. To change the text, draft a new version."),
    )
    return _ask(
        request,
        form,
        question,
        act=lambda: actions.approve_version(
            version,
            party=form.institution,
            text_hash=form.cleaned_data["text_hash"],
            paper=form.cleaned_data["paper"],
            by=actor(request),
            at=at(request),
        ),
        done=_("The approval was recorded."),
    )


@require_http_methods(["GET", "POST"])
@page(rules.BRING_INTO_FORCE)
def bring_into_force(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Bring an approved version into force."""
    found = _agreement(request, key)
    permissions.require(actor(request), rules.BRING_INTO_FORCE, found)
    version = _version(found, number)
    form = forms.ForceForm(_answers(request), agreement=found)
    question = Question(
        title=_("Bring version %(number)s into force") % {"number": number},
        lede=_("From now on this text holds for every party."),
        button=_("Bring version %(number)s into force") % {"number": number},
        then=_address(found),
        warning=_("This cannot be undone. The version in force until now is kept as superseded."),
    )
    return _ask(
        request,
        form,
        question,
        act=lambda: actions.bring_into_force(
            version, signed=form.cleaned_data.get("signed", ""), by=actor(request), at=at(request)
        ),
        done=_("The version is in force."),
    )


@require_http_methods(["GET", "POST"])
@page(rules.RECORD_COMMITMENT)
def record_commitment(request: HttpRequest, key: str) -> HttpResponse:
    """Record what the text in force promises."""
    found = _agreement(request, key)
    permissions.require(actor(request), rules.RECORD_COMMITMENT, found)
    in_force = next((v for v in found.versions.all() if v.state == VersionState.IN_FORCE), None)
    form = forms.CommitmentForm(_answers(request), agreement=found, version=in_force)

    def act() -> None:
        answers = form.cleaned_data
        actions.record_commitment(
            found, key=answers["key"], what=form.texts("what"), clause=answers["clause"], debtor=answers["debtor"],
            creditor=answers["creditor"], verifiable=answers["verifiable"], indicator=answers["indicator"],
            baseline=answers["baseline"], by=actor(request), at=at(request),
        )  # fmt: skip

    question = Question(
        title=_("Record a commitment"),
        lede=_("It appears on the promise board at once. What is delivered is counted from records."),
        button=_("Record the commitment"),
        then=_address(found),
        warning=_("A commitment stays on the promise board. It cannot be taken off."),
    )
    return _ask(request, form, question, act=act, done=_("The commitment was recorded."))


@require_http_methods(["GET", "POST"])
@page(rules.SET_TARGET)
def set_target(request: HttpRequest, key: str, commitment: str) -> HttpResponse:
    """Add the next version of a commitment's target."""
    found = _agreement(request, key)
    permissions.require(actor(request), rules.SET_TARGET, found)
    promise = next((row for row in found.commitments.all() if row.key == commitment), None)
    if promise is None:
        raise Http404
    form = forms.TargetForm(_answers(request), languages=[language for language, text in promise.what.items() if text])

    def act() -> None:
        answers = form.cleaned_data
        actions.set_target(
            promise, value=answers["value"], due=answers["due"], since=answers["since"], note=form.texts("note"),
            is_expected=answers["is_expected"], by=actor(request), at=at(request),
        )  # fmt: skip

    question = Question(
        title=_("Set a target"),
        lede=str(promise),
        button=_("Set the target"),
        then=reverse("oversight:promise", args=[promise.key]),
        warning=_("The new target counts from now on. The earlier ones stay on record."),
    )
    return _ask(request, form, question, act=act, done=_("The target was set."))
