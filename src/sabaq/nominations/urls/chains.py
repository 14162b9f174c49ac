"""The address of a country's national chain."""

from django.urls import path

from ..views import chains as views

urlpatterns = [path("chains/<str:code>/", views.chain, name="chain")]
