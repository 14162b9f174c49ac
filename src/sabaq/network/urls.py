"""Addresses of the register. One institution's page also shows its papers and courses, so the portal has it."""

from django.urls import path

from . import views

app_name = "network"
urlpatterns = [
    path("network/", views.institutions, name="institutions"),
    path("network/institutions/enter/", views.enter, name="enter"),
    path("network/<slug:key>/correct/", views.correct, name="correct"),
    path("network/<slug:key>/admit/", views.admit, name="admit"),
]
