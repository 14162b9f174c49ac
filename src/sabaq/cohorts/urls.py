"""Addresses of courses: the edition's participants, the sheets, a participant's page, and the evidence of a promise."""

from django.urls import path

from . import views

app_name = "cohorts"
urlpatterns = [
    path("editions/<slug:key>/attendance/", views.attendance, name="attendance"),
    path("editions/<slug:key>/attendance/open/", views.open_course, name="open_course"),
    path("editions/<slug:key>/attendance/<int:number>/", views.sheet, name="sheet"),
    path("editions/<slug:key>/attendance/<int:number>/close/", views.close_session, name="close_session"),
    path("editions/<slug:key>/attendance/<int:number>/certificates/", views.issue, name="issue"),
    path("me/", views.me, name="me"),
    path("me/name/", views.name_on_check_page, name="name_on_check_page"),
    path("participants/<int:nomination>/", views.participant, name="participant"),
    path("participants/<int:nomination>/certificate/", views.certificate, name="certificate"),
    path("participants/<int:nomination>/revoke/", views.revoke, name="revoke"),
    path("participants/<int:nomination>/issue/", views.issue_again, name="issue_again"),
    path("participants/<int:nomination>/replace/", views.replace, name="replace"),
    path("evidence/<slug:key>/", views.evidence, name="evidence"),
]
