"""Addresses at which a device books."""

from django.urls import path

from ischia.practice.booking import api

app_name = "booking_api"
urlpatterns = [
    path("times/", api.times, name="times"),
    path("holds/", api.holds, name="holds"),
    path("holds/<uuid:id>/book/", api.book_hold, name="book"),
    path("appointments/<str:word>/move/", api.move_to, name="move"),
    path("appointments/<str:word>/cancel/", api.cancel_it, name="cancel"),
]
