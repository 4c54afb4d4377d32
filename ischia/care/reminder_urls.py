"""Addresses of reminders. The last three are those in mails: they work without signing in."""

from django.urls import path

from ischia.care.views import reminder_links, reminders

app_name = "reminders"
urlpatterns = [
    path("", reminders.reminders, name="reminders"),
    path("off/", reminders.off, name="off"),
    path("new-address/", reminders.new_address, name="new_address"),
    path("reminders.ics", reminders.calendar_file, name="file"),
    path("feed/<str:word>.ics", reminders.feed, name="feed"),
    path("confirm/<str:token>/", reminder_links.confirm, name="confirm"),
    path("later/<str:token>/", reminder_links.later, name="later"),
    path("stop/<str:token>/", reminder_links.stop, name="stop"),
]
