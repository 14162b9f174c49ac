"""Addresses of sent lists."""

from django.urls import path

from ..views import lists as views

urlpatterns = [
    path("editions/<slug:key>/lists/", views.lists, name="lists"),
    path("lists/<int:pk>/", views.intake, name="intake"),
    path("lists/<int:pk>/file/", views.file_as_sent, name="list_file"),
    path("lists/<int:pk>/answer/", views.answer, name="list_answer"),
    path("lists/<int:pk>/columns/", views.columns, name="list_columns"),
    path("lists/<int:pk>/correct/", views.correct, name="list_correct"),
    path("lists/<int:pk>/nominate/", views.nominate, name="list_nominate"),
    path("lists/<int:pk>/rows/<int:row>/double/", views.double, name="list_double"),
    path("lists/<int:pk>/rows/<int:row>/leave-out/", views.leave_out, name="list_leave_out"),
]
