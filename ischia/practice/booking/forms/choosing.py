"""What is wanted, and when: read from the address of a page or from a button, and never trusted."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from ischia.practice.booking.doors import Door
from ischia.practice.booking.models import Service

VISITS = [("no", _("No, this is my first visit")), ("yes", _("Yes, I was there before"))]


class MomentField(forms.CharField):
    """A moment as we wrote it into a button: ISO 8601, in UTC, on a whole minute."""

    def clean(self, value: Any) -> Any:
        """The moment.

        Raises:
            ValidationError: it is none that we wrote.
        """
        said = super().clean(value)
        try:
            found = parse_datetime(said)
        except ValueError:
            found = None
        if found is None or found.tzinfo is None or not 2000 < found.year < 2200 or found.second or found.microsecond:
            raise forms.ValidationError(_("Choose one of the times shown."))
        return found.astimezone(UTC)


class ChoiceForm(forms.Form):
    """Which service, and whether it is a first visit; from which day on times are looked at."""

    service = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what you would like to book."),
            "invalid_choice": _("This is not offered here any more. Choose one of those shown."),
        },
    )
    been = forms.ChoiceField(
        choices=VISITS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say whether you were there before: a first visit can take longer."),
            "invalid_choice": _("Say whether you were there before: a first visit can take longer."),
        },
    )
    day = forms.DateField(
        required=False, widget=forms.HiddenInput, error_messages={"invalid": _("Use a day such as 2026-12-31.")}
    )

    def __init__(self, data: Any = None, *, door: Door) -> None:
        super().__init__(data)
        self.door = door
        self.fields["service"].choices = [(each.code, each.name) for each in door.offered]

    def clean_day(self) -> date | None:
        """A day that calendars can still count from."""
        day = self.cleaned_data["day"]
        if day and not 2000 < day.year < 2200:
            raise forms.ValidationError(_("Use a day such as 2026-12-31."))
        return day

    @property
    def services(self) -> tuple[Service, ...]:
        """What was chosen, at everybody who offers it."""
        return self.door.named(self.cleaned_data["service"])

    @property
    def first_visit(self) -> bool:
        return self.cleaned_data["been"] == "no"

    @property
    def said(self) -> dict[str, str]:
        """What was chosen, for the address of the next page."""
        return {name: self.cleaned_data[name] for name in ("service", "been")}


class HoldForm(ChoiceForm):
    """The button of one time. `page` was made when the page was, so a button that is pressed twice holds once."""

    page = forms.UUIDField(widget=forms.HiddenInput)
    starts = MomentField()

    @property
    def starts_at(self) -> datetime:
        return self.cleaned_data["starts"]

    @property
    def id(self) -> uuid.UUID:
        """One id for one time of one page."""
        return uuid.uuid5(self.cleaned_data["page"], self.starts_at.isoformat())


class MoveForm(forms.Form):
    """The button of another time for an appointment."""

    starts = MomentField()
