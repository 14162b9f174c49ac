"""The edge between HTTP and actions: who is asking, one clock reading, and refusals as pages.

Every view is declared with `@page(permission)` or `@page(public)`; a test refuses a view that is not.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone

from .actors import NOBODY, Actor, ActorKind, load_actor
from .addresses import is_loopback
from .permissions import require
from .refusals import NotPermitted, Refusal

V = TypeVar("V", bound=Callable[..., HttpResponse])

PUBLIC = "public"


SAFE = ("GET", "HEAD")


class ActorMiddleware:
    """Sets `request.at`, the request's one clock reading, and `request.actor`, who is asking.

    An address that takes only a form's answers tells whoever opens it so on a page, instead of with nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach both, then go on; a page in the place of an empty answer."""
        request.at = timezone.now()  # type: ignore[attr-defined]
        account = request.user
        request.actor = (  # type: ignore[attr-defined]
            load_actor(account.pk, at=at(request)) if account.is_authenticated else NOBODY
        )
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        told = render(request, "400.html", status=response.status_code)
        told.headers["Allow"] = response.headers["Allow"]
        return told


def actor(request: HttpRequest) -> Actor:
    """Who is asking."""
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def at(request: HttpRequest) -> datetime:
    """When this request was received."""
    moment: datetime = request.at  # type: ignore[attr-defined]
    return moment


def asked_from(request: HttpRequest) -> str:
    """The address a request comes from, for counting tries.

    Only a proxy on this machine is believed when it names another one, and only in the last place, which it wrote.
    """
    peer: str = request.META.get("REMOTE_ADDR", "")
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return forwarded.rsplit(",", 1)[-1].strip() if forwarded and is_loopback(peer) else peer


def refusal_page(request: HttpRequest, refusal: Refusal, *, status: int = 400) -> HttpResponse:
    """What, why, what now, whom to ask; with the way back. Whoever only wanted to see a page has changed nothing."""
    return render(request, "refusal.html", {"refusal": refusal, "only_looked": request.method in SAFE}, status=status)


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """The sign-in page, which leads on to the whole address asked for; a form's answers cannot be sent again."""
    wanted = {"next": request.get_full_path()} if request.method in SAFE else {}
    return redirect("/sign-in/" + (f"?{urlencode(wanted, safe='/')}" if wanted else ""))


def page(permission: str) -> Callable[[V], V]:
    """Declare the permission a view needs (`PUBLIC` for none), and turn refusals into pages.

    The permission is checked without a subject; a view that shows one row checks that row with `require`, and a list
    shows only what its query's `visible_to(actor)` gives.
    """

    def decorate(view: V) -> V:
        @functools.wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                if permission != PUBLIC:
                    require(actor(request), permission)
                return view(request, *args, **kwargs)
            except NotPermitted as refusal:
                if actor(request).kind is ActorKind.NOBODY:
                    return _sign_in_first(request)
                return refusal_page(request, refusal, status=403)
            except Refusal as refusal:
                return refusal_page(request, refusal)

        wrapped.permission = permission  # type: ignore[attr-defined]
        return wrapped  # type: ignore[return-value]

    return decorate


def attempt(request: HttpRequest, act: Callable[[], Any], *, done: Any, then: str) -> HttpResponseRedirect:
    """Call one action from a button's POST, say what was done, and go to `then`.

    A refusal is shown on the same page as a message of its own level, so that the reader keeps the page.
    """
    try:
        act()
    except NotPermitted:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(done))
    return HttpResponseRedirect(then)


CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class SecurityHeadersMiddleware:
    """One content policy for every page, without inline anything; a response may state a stricter one.

    Nothing that a signed-in reader sees stays in a browser or a proxy. Static files are answered before this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers that the response does not have."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if request.user.is_authenticated or request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            response.headers["Cache-Control"] = "no-store"
        return response
