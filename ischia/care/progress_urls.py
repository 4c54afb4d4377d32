"""Addresses of progress."""

from django.urls import path

from ischia.care.views import progress

app_name = "progress"
urlpatterns = [path("", progress.progress, name="progress")]
