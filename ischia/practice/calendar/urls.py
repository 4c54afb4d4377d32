"""Every address under /practice/calendar/."""

from datetime import date

from django.urls import path, register_converter

from ischia.practice.calendar.views import blocks, days, visits


class DayConverter:
    """A day in an address: 2026-12-01."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "calendar_day")

app_name = "calendar"
urlpatterns = [
    path("", days.home, name="home"),
    path("<slug:slug>/", days.today, name="today"),
    path("<slug:slug>/day/<calendar_day:day>/", days.day, name="day"),
    path("<slug:slug>/day/<calendar_day:day>/sheet/", days.sheet, name="sheet"),
    path("<slug:slug>/week/<calendar_day:day>/", days.week, name="week"),
    path("<slug:slug>/undo/", visits.undo, name="undo"),
    path("<slug:slug>/visit/new/", visits.add, name="add"),
    path("<slug:slug>/visit/<uuid:id>/state/", visits.set_state, name="state"),
    path("<slug:slug>/visit/<uuid:id>/move/", visits.move_visit, name="move"),
    path("<slug:slug>/visit/<uuid:id>/cancel/", visits.cancel_visit, name="cancel"),
    path("<slug:slug>/visit/<uuid:id>/back/", visits.bring_visit_back, name="back"),
    path("<slug:slug>/block/", blocks.add, name="block"),
    path("<slug:slug>/block/<uuid:id>/remove/", blocks.remove, name="unblock"),
]
