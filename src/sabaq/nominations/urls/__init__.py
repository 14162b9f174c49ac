"""Addresses of nominations, one module for each kind of page."""

from . import chains, lists, nominations, placements, seats

app_name = "nominations"
urlpatterns = [
    *chains.urlpatterns,
    *lists.urlpatterns,
    *nominations.urlpatterns,
    *placements.urlpatterns,
    *seats.urlpatterns,
]
