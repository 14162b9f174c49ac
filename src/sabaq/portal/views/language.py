"""In which language a page is shown: the cookie's, else the browser's."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware

from sabaq.platform.languages import LANGUAGES


class LanguageMiddleware(LocaleMiddleware):
    """The reader's language; `?language=` on any page keeps another one and returns to the page without it."""

    def __call__(self, request: HttpRequest) -> Any:
        """Take the asked language out of the address and keep it, or go on with the one kept."""
        asked = request.GET.get("language")
        if request.method != "GET" or asked not in LANGUAGES:
            return super().__call__(request)
        rest = [(name, value) for name, values in request.GET.lists() if name != "language" for value in values]
        # One leading slash only: a second would make the redirect lead to another host.
        response = HttpResponseRedirect("/" + request.path.lstrip("/") + (f"?{urlencode(rest)}" if rest else ""))
        keep_language(response, asked)
        return response


def keep_language(response: HttpResponse, language: str) -> None:
    """Remember the reader's language for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=31_536_000,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
