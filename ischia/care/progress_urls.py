"""Addresses of progress."""

from django.urls import path

from ischia.care.views import progress, summary

app_name = "progress"
urlpatterns = [
    path("", progress.progress, name="progress"),
    path("summary/", summary.summary, name="summary"),
    path("summary/summary.pdf", summary.summary_paper, name="summary_pdf"),
]
