"""Addresses of placement."""

from django.urls import path

from ..views import placements as views

urlpatterns = [
    path("editions/<slug:key>/placement/", views.placement, name="placement"),
    path("editions/<slug:key>/placement/plan/", views.make_plan, name="placement_plan"),
    path("editions/<slug:key>/placement/publish/", views.publish, name="placement_publish"),
    path("editions/<slug:key>/placement/holdings/<int:holding>/withdraw/", views.withdraw, name="placement_withdraw"),
    path("editions/<slug:key>/placement/seats/<int:seat>/", views.find_substitute, name="placement_substitute"),
]
