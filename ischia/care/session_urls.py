"""Addresses of sessions at home."""

from django.urls import path

from ischia.care.views import session

app_name = "session"
urlpatterns = [
    path("", session.tonight, name="tonight"),
    path("<slug:item>/before/", session.before, name="before"),
    path("checked/<uuid:id>/", session.checked, name="checked"),
    path("<uuid:id>/<slug:item>/", session.play, name="play"),
    path("<uuid:id>/<slug:item>/done/", session.done, name="done"),
]
