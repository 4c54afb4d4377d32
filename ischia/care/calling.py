"""Whom this visitor should call: their own number, else their country's, else the installation's, else 112."""

import re
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ischia.core.emergency import Country, emergency_facts

COUNTRY_COOKIE = "ischia_country"
OWN_NUMBER = "emergency_number"


@dataclass(frozen=True)
class Call:
    """What the call button says and dials."""

    number: str
    country: Country
    own: bool

    @property
    def dial(self) -> str:
        return "tel:" + re.sub(r"[^0-9+]", "", self.number)

    @property
    def urgent_dial(self) -> str:
        return "tel:" + re.sub(r"[^0-9+]", "", self.country.urgent_line)


def call_for(request: HttpRequest, country: str | None = None) -> Call:
    """Choose the number to show on every page."""
    chosen = country if country is not None else request.COOKIES.get(COUNTRY_COOKIE, settings.COUNTRY)
    place = emergency_facts().country(chosen)
    own = request.session.get(OWN_NUMBER, "") if hasattr(request, "session") else ""
    return Call(own or place.ambulance, place, bool(own))


class OwnNumber(forms.Form):
    """A number of one's own; left empty, the country's is used again."""

    number = forms.RegexField(
        r"^\+?[0-9][0-9 ()-]{1,19}$",
        required=False,
        label=_("Your own emergency number"),
        error_messages={"invalid": _("Use digits and spaces only, for example 112 or +44 20 7946 0000.")},
    )
