"""Addresses of programmes and editions."""

from django.urls import path

from . import views

app_name = "programmes"
urlpatterns = [
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/new/", views.create, name="create"),
    path("programmes/<slug:key>/", views.programme, name="programme"),
    path("programmes/<slug:key>/plan/", views.plan, name="plan"),
    path("editions/<slug:key>/", views.edition, name="edition"),
    path("editions/<slug:key>/adopt/", views.adopt, name="adopt"),
    path("editions/<slug:key>/sessions/add/", views.session, name="add_session"),
    path("editions/<slug:key>/sessions/<int:number>/room/", views.room, name="room"),
    path("editions/<slug:key>/closing-day/", views.closing_day, name="closing_day"),
    path("editions/<slug:key>/step/<slug:step>/", views.step, name="step"),
]
