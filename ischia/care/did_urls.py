"""Addresses under which one says by hand what was done, and finds it again."""

from django.urls import path

from ischia.care.views import did

app_name = "did"
urlpatterns = [
    path("<uuid:id>/", did.session, name="session"),
    path("<uuid:id>/choose/", did.choose, name="choose"),
    path("<uuid:screening>/<slug:item>/", did.did, name="did"),
]
