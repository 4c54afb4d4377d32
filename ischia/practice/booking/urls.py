"""Addresses of booking. Those with a secret word work without an account: whoever has the word may look and change."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from ischia.practice.booking.views import appointment, before, calendars, choosing, details, series, waiting


class WordConverter(StringConverter):
    """A secret word in an address; what cannot be one is not looked up."""

    regex = "[A-Za-z0-9_-]{20,64}"


register_converter(WordConverter, "secret_word")

app_name = "booking"
ANYONE = {"anyone": True}
urlpatterns = [
    path("book/held/<uuid:id>/", details.held, name="held"),
    path("book/held/<uuid:id>/questions/", details.questions, name="questions"),
    path("book/held/<uuid:id>/give-back/", details.give_back, name="give_back"),
    path("book/waiting/<secret_word:word>/", waiting.place, name="place"),
    path("book/waiting/<secret_word:word>/take/", waiting.take, name="take"),
    path("book/waiting/<secret_word:word>/decline/", waiting.decline, name="decline"),
    path("book/at/<slug:slug>/", choosing.start, ANYONE, name="start_at"),
    path("book/at/<slug:slug>/times/", choosing.times, ANYONE, name="times_at"),
    path("book/at/<slug:slug>/hold/", choosing.hold, ANYONE, name="hold_at"),
    path("book/<slug:slug>/", choosing.start, name="start"),
    path("book/<slug:slug>/times/", choosing.times, name="times"),
    path("book/<slug:slug>/hold/", choosing.hold, name="hold"),
    path("book/<slug:slug>/waiting-list/", waiting.waiting, name="waiting"),
    path("appointments/", appointment.mine, name="mine"),
    path("appointment/<secret_word:word>/", appointment.appointment, name="appointment"),
    path("appointment/<secret_word:word>/move/", appointment.move_it, name="move"),
    path("appointment/<secret_word:word>/cancel/", appointment.cancel_it, name="cancel"),
    path("appointment/<secret_word:word>/undo/", appointment.undo_it, name="undo"),
    path("appointment/<secret_word:word>/attend/", appointment.attend, name="attend"),
    path("appointment/<secret_word:word>/every-week/", series.every_week, name="every_week"),
    path("appointment/<secret_word:word>/anything-new/", before.anything_new, name="anything_new"),
    path("appointment/<secret_word:word>/appointment.ics", appointment.calendar_file, name="file"),
    path("practice/feed/", calendars.mine, name="calendars"),
    path("practice/feed/<uuid:id>/", calendars.of_listing, name="calendars_of"),
    path("practice/feed/<uuid:id>/renew/", calendars.renew, name="renew_feed"),
    path("practice/feed/<uuid:id>/busy-file/", calendars.upload, name="busy_file"),
    path("practice/feed/<secret_word:word>.ics", calendars.feed, name="feed"),
]
