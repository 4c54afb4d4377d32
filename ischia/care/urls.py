"""Addresses of the check."""

from django.urls import path
from django.views.generic import RedirectView

from ischia.care import result_urls

app_name = "screening"
urlpatterns = [path("", RedirectView.as_view(pattern_name="emergency"), name="start"), *result_urls.urlpatterns]
