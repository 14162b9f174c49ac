"""All addresses: each app names its own, and every one begins at the root."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

_APPS = ("portal", "network", "agreements", "oversight", "programmes", "nominations", "cohorts", "credentials")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"sabaq.{app}.urls")) for app in _APPS if find_spec(f"sabaq.{app}.urls")
]
