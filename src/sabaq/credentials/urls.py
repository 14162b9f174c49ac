"""Addresses of certificates: the public check page, and the keys of an issuer."""

from django.urls import path

from . import views

app_name = "credentials"
urlpatterns = [
    path("check/", views.check, name="check"),
    path("check/issuers.json", views.bundle, name="bundle"),
    path("check/<str:number>.json", views.check_json, name="check_json"),
    path("check/<str:number>/", views.check_number, name="check_number"),
    path("issuers/<slug:key>/", views.issuer, name="issuer"),
    path("issuers/<slug:key>/new-key/", views.new_key, name="new_key"),
]
