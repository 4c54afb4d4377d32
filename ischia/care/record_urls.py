"""Addresses to which devices send, and from which they ask."""

from django.urls import path

from ischia.accounts.views import ticket
from ischia.care.views.session_records import records

urlpatterns = [
    path("sessions/", records, name="session_records"),
    path("ticket/", ticket, name="ticket"),
]
