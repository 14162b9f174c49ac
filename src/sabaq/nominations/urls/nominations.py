"""Addresses of nominations."""

from django.urls import path

from ..views import nominations as views

urlpatterns = [
    path("editions/<slug:key>/nominations/", views.nominations, name="nominations"),
    path("editions/<slug:key>/nominations/forward/", views.forward, name="nominations_forward"),
    path("editions/<slug:key>/nominations/accept/", views.accept, name="nominations_accept"),
    path("nominations/<int:pk>/", views.nomination, name="nomination"),
    path("nominations/<int:pk>/<slug:act>/", views.decide, name="nomination_act"),
]
