"""What somebody waits for, and how to reach them."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from ischia.practice.booking.forms.details import DetailsForm
from ischia.practice.booking.waiting import Wish

LONGEST = timedelta(days=180)
PARTS = [
    ("", _("Any time of day")),
    ("morning", _("Morning, before 12")),
    ("afternoon", _("Afternoon, 12 to 17")),
    ("evening", _("Evening, from 17")),
]


def _day(label: Any) -> forms.DateField:
    wrong = {"required": _("Choose a day."), "invalid": _("Use a day such as 2026-12-31.")}
    widget = forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=wrong)


class WaitingForm(forms.Form):
    """Days, weekdays, part of the day; a name and one way to reach somebody."""

    from_day = _day(_("From which day?"))
    to_day = _day(_("Until which day?"))
    weekdays = forms.MultipleChoiceField(
        required=False,
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the days shown.")},
    )
    part_of_day = forms.ChoiceField(
        required=False,
        choices=PARTS,
        label=_("Time of day"),
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"invalid_choice": _("Choose one of those shown.")},
    )
    name = DetailsForm.base_fields["name"]
    email = DetailsForm.base_fields["email"]
    phone = DetailsForm.base_fields["phone"]

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"from_day": today, "to_day": today + timedelta(days=28)})
        self.today = today

    def clean(self) -> dict[str, Any]:
        """See that the days are days to come, in order, and that there is one way to reach them."""
        said = self.cleaned_data
        first, last = said.get("from_day"), said.get("to_day")
        if first and last and not max(first, self.today) <= last <= self.today + LONGEST:
            self.add_error("to_day", _("Choose a last day that is after the first, within half a year."))
        if first and not date(2000, 1, 1) < first < date(2200, 1, 1):
            self.add_error("from_day", _("Use a day such as 2026-12-31."))
        if not said.get("email") and not said.get("phone") and not {"email", "phone"} & self.errors.keys():
            self.add_error("email", _("Write a mail address or a phone number: one of them is enough."))
        return said

    @property
    def wish(self) -> Wish:
        said = self.cleaned_data
        weekdays = tuple(sorted(int(each) for each in said["weekdays"]))
        return Wish(said["from_day"], said["to_day"], weekdays, said["part_of_day"])

    @property
    def who(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("name", "email", "phone")}
