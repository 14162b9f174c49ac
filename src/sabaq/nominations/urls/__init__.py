"""Addresses of nominations, one module for each kind of page."""

from . import lists, nominations, placements, seats

app_name = "nominations"
urlpatterns = [*lists.urlpatterns, *nominations.urlpatterns, *placements.urlpatterns, *seats.urlpatterns]
