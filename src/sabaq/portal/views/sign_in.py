"""Signing in with e-mail and password or, in the sample network on this machine, as one of its people."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sabaq.people.actions import SamePassword, WeakPassword, WrongPassword, change_password
from sabaq.people.models import Account
from sabaq.people.rules import CHANGE_PASSWORD
from sabaq.platform import permissions
from sabaq.platform.web import PUBLIC, actor, asked_from, at, page

from .. import queries, rules
from ..forms import PasswordForm, SignInForm
from .language import keep_language

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def _welcome(request: HttpRequest, account: Account, then: str) -> HttpResponse:
    login(request, account, backend=_BACKEND)
    response = HttpResponseRedirect(reverse("portal:password") if account.must_change_password else then)
    if account.language:
        keep_language(response, account.language)
    return response


def _next_page(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("portal:desk")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@page(PUBLIC)
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form, and the sample's accounts where they may be used."""
    form = SignInForm(request.POST or None, asked_from=asked_from(request), at=at(request))
    if request.method == "POST" and form.is_valid():
        return _welcome(request, form.account, _next_page(request))
    may_be_sample = permissions.may(actor(request), rules.SIGN_IN_AS_SAMPLE, request)
    samples = queries.sample_accounts(at(request)) if may_be_sample else []
    return render(request, "portal/sign_in.html", {"form": form, "samples": samples, "next": _next_page(request)})


@require_POST
@page(PUBLIC)
def sign_in_as_sample(request: HttpRequest, account_id: int) -> HttpResponse:
    """One click in the sample network: only sample accounts, only from this machine to this machine."""
    permissions.require(actor(request), rules.SIGN_IN_AS_SAMPLE, request)
    account = get_object_or_404(Account, pk=account_id, is_sample=True, is_active=True)
    return _welcome(request, account, _next_page(request))


@sensitive_post_parameters("current", "new")
@require_http_methods(["GET", "HEAD", "POST"])
@page(CHANGE_PASSWORD)
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; this session goes on, all others end."""
    form = PasswordForm(request.POST or None)
    account = get_object_or_404(Account, pk=actor(request).key)
    if request.method == "POST" and form.is_valid():
        is_first = account.must_change_password
        try:
            change_password(account, **form.cleaned_data, by=actor(request), at=at(request))
        except (WrongPassword, SamePassword, WeakPassword) as refusal:
            form.add_error("current" if isinstance(refusal, WrongPassword) else "new", str(refusal))
        else:
            update_session_auth_hash(request, account)
            messages.success(request, _("Your password was changed. Other devices have to sign in again."))
            return redirect("portal:desk" if is_first else "portal:mandates")
    return render(request, "portal/password.html", {"form": form, "is_first": account.must_change_password})


@require_POST
@page(PUBLIC)
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("portal:home")
