"""People in office, kept by the secretariat: who they are, their offices and mandates, and their accounts.

A person who is only nominated is never on these pages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from sabaq.platform.audit import history_of
from sabaq.platform.listing import Listing
from sabaq.platform.permissions import may, require
from sabaq.platform.refusals import NotPermitted, Refusal
from sabaq.platform.web import actor, at, page

from . import actions, forms, queries, rules
from .domain import one_time_password
from .exports import people_file
from .models import Account, Person
from .states import NameKind, Role, Script
from .tables import SCRIPTS, account_stand

_SORTS = {"name": ("sorted_name", "pk"), "account": ("account__email", "sorted_name", "pk")}


@require_safe
@page(rules.SEE_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who holds an office, a mandate or an account; as a page or as a download."""
    filters, today = forms.PeopleFilters(request.GET), localdate(at(request))
    listing = Listing(request, queries.people_in_office(name=filters.wanted), sorts=_SORTS)
    if kind := request.GET.get("export"):
        return people_file(kind, listing.rows, today=today)
    lines = [
        (row, queries.held_on(row, today), queries.account_of(row), account_stand(queries.account_of(row)))
        for row in listing.page
    ]
    context = {"section": "network", "listing": listing, "filters": filters, "lines": lines}
    return render(request, "people/people.html", context)


def _person(key: UUID) -> Person:
    return get_object_or_404(queries.people_in_office(), key=key)


def _address(person: Person) -> str:
    return reverse("people:person", args=[person.key])


@require_safe
@page(rules.SEE_PEOPLE)
def person(request: HttpRequest, key: UUID) -> HttpResponse:
    """One person in office: names by script, offices, mandates, account."""
    row, today = _person(key), localdate(at(request))
    held, account, asking = queries.held_on(row, today), queries.account_of(row), actor(request)
    is_own = account is not None and account.pk == asking.key
    in_office = bool(row.posts.all() or row.mandates.all())
    context = {
        "section": "network",
        "person": row,
        "names": [(n, SCRIPTS[Script(n.script)]) for n in row.names.all() if n.kind == NameKind.WRITTEN],
        "passport": row.passport_name if in_office else "",
        "mandates": [
            (m, queries.place_of(m), m in held, (m in held or m.since > today) and may(asking, rules.END_MANDATE, m))
            for m in row.mandates.all()
        ],
        "account": account,
        "stand": account_stand(account),
        "may_open": account is None and may(asking, rules.OPEN_ACCOUNT, row),
        "may_renew": account is not None and not is_own and may(asking, rules.RENEW_PASSWORD, account),
        "may_close": account is not None
        and not is_own
        and account.is_active
        and may(asking, rules.CLOSE_ACCOUNT, account),
        "may_grant": may(asking, rules.GRANT_MANDATE, row) and row.pk != asking.person,
        "history": history_of(row)[:50],
    }
    return render(request, "people/person.html", context)


def _ask(
    request: HttpRequest, form: Form, act: Callable[[], Any], *, then: Callable[[Any], HttpResponse], **words: Any
) -> HttpResponse:
    """Show a form, then act; `then` answers with what the action gave. A refusal comes back with the answers."""
    if request.method == "POST" and form.is_valid():
        try:
            return then(act())
        except NotPermitted:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "components/form_page.html", {"section": "network", "form": form, **words})


def _back_to(request: HttpRequest, address: str, done: str) -> Callable[[Any], HttpResponse]:
    def answer(_made: Any) -> HttpResponse:
        messages.success(request, done)
        return redirect(address)

    return answer


@require_http_methods(["GET", "POST"])
@page(rules.ENTER_PEOPLE)
def enter(request: HttpRequest) -> HttpResponse:
    """Enter somebody with the office they hold."""
    form = forms.PersonForm(request.POST or None)

    def act() -> Person:
        return actions.enter_person(
            form.names, office=form.office, **form.origin(), by=actor(request), at=at(request)
        )  # fmt: skip

    def then(made: Person) -> HttpResponse:
        return _back_to(request, _address(made), _("The person was entered."))(made)

    return _ask(
        request, form, act, then=then, title=_("Enter a person"), button=_("Enter the person"),
        lede=_("Only people in office are entered here. Participants come with the lists of their agencies."),
        back=reverse("people:people"), above_words=_("People in office"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@page(rules.ENTER_PEOPLE)
def office(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note an office that somebody holds."""
    row = _person(key)
    form = forms.OfficeForm(request.POST or None)

    def act() -> Any:
        held = form.office
        return actions.appoint(
            row, institution=held.institution, office=held.titles, since=held.since, **form.origin(),
            by=actor(request), at=at(request),
        )  # fmt: skip

    return _ask(
        request, form, act, then=_back_to(request, _address(row), _("The office was noted.")),
        title=_("Note an office"), button=_("Note the office"), back=_address(row), above_words=row.display_name,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@page(rules.GRANT_MANDATE)
def mandate(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give somebody a mandate."""
    row, asking = _person(key), actor(request)
    roles = [role for role in Role if role is not Role.ADMINISTRATOR or asking.has_role(Role.ADMINISTRATOR)]
    networks = queries.networks_of(asking)
    form = forms.MandateForm(
        request.POST or None, roles=roles, networks=networks, initial={"since": localdate(at(request))}
    )
    return _ask(
        request, form, lambda: actions.grant_mandate(row, **form.granted(), by=asking, at=at(request)),
        then=_back_to(request, _address(row), _("The mandate was given.")),
        title=_("Give a mandate"), button=_("Give the mandate"), back=_address(row), above_words=row.display_name,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@page(rules.END_MANDATE)
def end(request: HttpRequest, key: UUID, pk: int) -> HttpResponse:
    """Let a mandate end: the secretariat anybody's, its holder their own."""
    row = _person(key)
    found = next((m for m in row.mandates.all() if m.pk == pk), None)
    if found is None:
        raise Http404
    require(actor(request), rules.END_MANDATE, found)
    back = _address(row) if may(actor(request), rules.SEE_PEOPLE) else reverse("portal:mandates")
    form = forms.EndForm(request.POST or None, initial={"last_day": localdate(at(request))})
    return _ask(
        request, form,
        lambda: actions.end_mandate(found, **form.cleaned_data, by=actor(request), at=at(request)),
        then=_back_to(request, back, _("The mandate was ended.")), stop=True,
        title=_("End a mandate"), button=_("End the mandate"), back=back, above_words=row.display_name,
        lede=_("After the last day the person can do nothing more under it. What they did stays on record."),
    )  # fmt: skip


def _account(person: Person) -> Account:
    account = queries.account_of(person)
    if account is None:
        raise Http404
    return account


@sensitive_variables("password")
def _letter(request: HttpRequest, person: Person, account: Account, password: str) -> HttpResponse:
    """The letter with the one-time password, on this one answer only: nothing keeps it."""
    context = {
        "section": "network",
        "person": person,
        "account": account,
        "password": password,
        "address": request.build_absolute_uri(reverse("portal:sign_in")),
    }
    return render(request, "people/letter.html", context)


@never_cache
@sensitive_variables("password")
@require_http_methods(["GET", "POST"])
@page(rules.OPEN_ACCOUNT)
def open_letter(request: HttpRequest, key: UUID) -> HttpResponse:
    """Open an account and show its letter once."""
    row, password = _person(key), one_time_password()
    require(actor(request), rules.OPEN_ACCOUNT, row)
    form = forms.AccountForm(request.POST or None)
    return _ask(
        request, form,
        lambda: actions.open_account(row, password=password, **form.cleaned_data, by=actor(request), at=at(request)),
        then=lambda account: _letter(request, row, account, password),
        title=_("Open an account"), button=_("Open the account and write the letter"), back=_address(row),
        above_words=row.display_name,
        lede=_("You get a letter with a one-time password to print. It is shown once."),
    )  # fmt: skip


@never_cache
@sensitive_variables("password")
@require_http_methods(["GET", "POST"])
@page(rules.RENEW_PASSWORD)
def new_letter(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write a new letter where the password is lost, or where a closed account is opened again."""
    row, password = _person(key), one_time_password()
    account = _account(row)
    require(actor(request), rules.RENEW_PASSWORD, account)
    form = forms.LetterForm(request.POST if request.method == "POST" else None)
    return _ask(
        request, form,
        lambda: actions.renew_password(account, password=password, by=actor(request), at=at(request)),
        then=lambda renewed: _letter(request, row, renewed, password), stop=True,
        title=_("Write a new letter"), button=_("Write the letter"), back=_address(row), above_words=row.display_name,
        lede=_("The present password ends at once. The account waits for the new one-time password."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@page(rules.CLOSE_ACCOUNT)
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Close an account."""
    row = _person(key)
    account = _account(row)
    require(actor(request), rules.CLOSE_ACCOUNT, account)
    form = forms.CloseForm(request.POST or None)
    return _ask(
        request, form,
        lambda: actions.close_account(account, **form.cleaned_data, by=actor(request), at=at(request)),
        then=_back_to(request, _address(row), _("The account was closed.")), stop=True,
        title=_("Close the account"), button=_("Close the account"), back=_address(row), above_words=row.display_name,
        lede=_("The person is signed out everywhere. Mandates stay until you end them."),
    )  # fmt: skip
