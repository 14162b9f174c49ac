"""Addresses of the register. One institution's page also shows its papers and courses, so the portal has it."""

from django.urls import path

from . import views

app_name = "network"
urlpatterns = [path("network/", views.institutions, name="institutions")]
