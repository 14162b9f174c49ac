"""Addresses of the promise board."""

from django.urls import path

from . import views

app_name = "oversight"
urlpatterns = [
    path("promises/", views.promises, name="promises"),
    path("promises/<slug:key>/", views.promise, name="promise"),
]
