"""Addresses of the seat ledger."""

from django.urls import path

from ..views import seats as views

urlpatterns = [
    path("editions/<slug:key>/seats/", views.ledger, name="ledger"),
    path("editions/<slug:key>/seats/entry/", views.entry, name="ledger_entry"),
    path("editions/<slug:key>/seats/move/", views.move, name="ledger_move"),
]
