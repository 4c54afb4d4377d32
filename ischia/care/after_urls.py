"""Addresses of what went wrong after a massage."""

from django.urls import path

from ischia.care.views import events

app_name = "after"
urlpatterns = [
    path("", events.tell, name="tell"),
    path("<uuid:event_id>/", events.event, name="event"),
    path("<uuid:event_id>/again/", events.tell, name="again"),
]
