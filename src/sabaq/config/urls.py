"""All addresses: each app names its own, and every one begins at the root."""

from django.urls import include, path

urlpatterns = [
    path("", include("sabaq.portal.urls")),
    path("", include("sabaq.network.urls")),
    path("", include("sabaq.people.urls")),
    path("", include("sabaq.agreements.urls")),
    path("", include("sabaq.oversight.urls")),
    path("", include("sabaq.programmes.urls")),
    path("", include("sabaq.nominations.urls")),
    path("", include("sabaq.cohorts.urls")),
    path("", include("sabaq.credentials.urls")),
]
