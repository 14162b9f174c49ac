"""Addresses of people in office; only the secretariat opens them."""

from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/enter/", views.enter, name="enter"),
    path("people/<uuid:key>/", views.person, name="person"),
    path("people/<uuid:key>/office/", views.office, name="office"),
    path("people/<uuid:key>/mandate/", views.mandate, name="mandate"),
    path("people/<uuid:key>/mandates/<int:pk>/end/", views.end, name="end_mandate"),
    path("people/<uuid:key>/account/open/", views.open_letter, name="open_account"),
    path("people/<uuid:key>/account/letter/", views.new_letter, name="new_letter"),
    path("people/<uuid:key>/account/close/", views.close, name="close_account"),
]
