"""Addresses of the measures."""

from django.urls import path

from ischia.care.views import measures

app_name = "measures"
urlpatterns = [
    path("", measures.measures, name="measures"),
    path("<slug:instrument>/", measures.measure, name="measure"),
]
