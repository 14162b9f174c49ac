"""Addresses of the shell."""

from django.urls import path

from . import views

app_name = "portal"
urlpatterns = [
    path("jobs/<uuid:job_id>/", views.job, name="job"),
    path("sources/", views.sources, name="sources"),
    path("", views.home, name="home"),
    path("network/<slug:key>/", views.institution, name="institution"),
    path("desk/", views.desk, name="desk"),
    path("mandates/", views.mandates, name="mandates"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/sample/<int:account_id>/", views.sign_in_as_sample, name="sign_in_as_sample"),
    path("password/", views.password, name="password"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("help/counting/", views.counting, name="counting"),
    path("help/personal-data/", views.personal_data, name="personal_data"),
    path("help/accessibility/", views.accessibility, name="accessibility"),
]
