"""What stands around every page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from sabaq.network.models import Network
from sabaq.platform.actors import NOBODY, ActorKind
from sabaq.platform.languages import LANGUAGES, language_tag


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of the base template: who is signed in, the network and the languages. One query."""
    current = get_language() or "en"
    actor = getattr(request, "actor", NOBODY)
    return {
        "actor": actor,
        "signed_in": actor.kind is ActorKind.PERSON,
        "network": SimpleLazyObject(lambda: Network.objects.order_by("pk").first()),
        "languages": [
            {"code": code, "tag": language_tag(code), "name": name, "current": code == current}
            for code, name in LANGUAGES.items()
        ],
        "page_language": language_tag(current),
        "has_sample": settings.SAMPLE_SIGN_IN,
    }
