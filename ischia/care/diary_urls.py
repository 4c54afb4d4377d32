"""Addresses of the diary."""

from django.urls import path, re_path

from ischia.care.views import diary

app_name = "diary"
urlpatterns = [
    path("", diary.diary, name="diary"),
    path("deleted/", diary.deleted, name="deleted"),
    re_path(r"^diary\.(?P<form>csv|json)$", diary.export, name="export"),
    path("<uuid:id>/", diary.entry, name="entry"),
    path("<uuid:id>/places/", diary.places, name="places"),
    path("<uuid:id>/delete/", diary.delete, name="delete"),
    path("<uuid:id>/restore/", diary.restore, name="restore"),
]
