"""Addresses of agreements."""

from django.urls import path

from . import views

app_name = "agreements"
urlpatterns = [
    path("agreements/", views.agreements, name="agreements"),
    path("agreements/new/", views.draft_agreement, name="draft_agreement"),
    path("agreements/<slug:key>/", views.agreement, name="agreement"),
    path("agreements/<slug:key>/draft/", views.draft_version, name="draft_version"),
    path("agreements/<slug:key>/<int:number>/approve/", views.approve_version, name="approve_version"),
    path("agreements/<slug:key>/<int:number>/force/", views.bring_into_force, name="bring_into_force"),
    path("agreements/<slug:key>/promise/", views.record_commitment, name="record_commitment"),
    path("agreements/<slug:key>/promise/<slug:commitment>/", views.set_target, name="set_target"),
]
