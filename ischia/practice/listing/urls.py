"""Addresses of therapists' pages, of their own area, and of what the law asks."""

from datetime import date

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from ischia.practice.listing.views import credentials, demo, offering, own, public


class DayConverter(StringConverter):
    """A day in an address: 2027-03-31."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


class CodeConverter(StringConverter):
    """A country or a state in an address: gb, us-ny."""

    regex = r"[A-Za-z]{2}(?:-[A-Za-z0-9]{1,3})?"


register_converter(DayConverter, "listing_day")
register_converter(CodeConverter, "place_code")

app_name = "listing"
OWN = "practice/listing/<uuid:id>/"
urlpatterns = [
    path("therapists/<slug:slug>/", public.profile, name="profile"),
    path("therapists/<slug:slug>/concern/", public.concern, name="concern"),
    path("therapists/<slug:slug>/concern/tell/", public.tell, name="tell"),
    path("therapists/<slug:slug>/concern/told/", public.told, name="told"),
    path("therapists/<slug:slug>/claim/", public.claim, name="claim"),
    path("laws/", public.laws, name="laws"),
    path("laws/<place_code:code>/", public.law, name="law"),
    path("practice/listing/", own.mine, name="mine"),
    path("practice/listing/new/", own.new, name="new"),
    path(OWN, own.listing, name="listing"),
    path(f"{OWN}about/", own.about, name="about"),
    path(f"{OWN}place/", own.place, name="place"),
    path(f"{OWN}publish/", own.publish, name="publish"),
    path(f"{OWN}delete/", own.delete, name="delete"),
    path(f"{OWN}restore/", own.restore, name="restore"),
    path(f"{OWN}credentials/new/", credentials.new, name="new_credential"),
    path(f"{OWN}credentials/bring-back/", credentials.bring_back, name="bring_back_credential"),
    path(f"{OWN}credentials/<uuid:credential>/", credentials.change, name="credential"),
    path(f"{OWN}credentials/<uuid:credential>/remove/", credentials.remove, name="remove_credential"),
    path(f"{OWN}services/new/", offering.new_service, name="new_service"),
    path(f"{OWN}services/<uuid:service>/", offering.change_service, name="service"),
    path(f"{OWN}services/<uuid:service>/offer/", offering.offer, name="offer"),
    path(f"{OWN}hours/", offering.hours, name="hours"),
    path(f"{OWN}days/", offering.days, name="days"),
    path(f"{OWN}days/<listing_day:day>/remove/", offering.remove_day, name="remove_day"),
    path(f"{OWN}rules/", offering.rules, name="rules"),
    path("demo/therapist/<slug:slug>/", demo.open_therapist, name="demo_therapist"),
]
