"""Where a therapist's other calendar is read from."""

from django import forms
from django.utils.translation import gettext_lazy as _


class BusyFromForm(forms.Form):
    """An address that is read again and again."""

    busy_from = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        label=_("Address of your other calendar"),
        help_text=_(
            "An address that ends in .ics. Its busy times are taken out of your free times. Empty: none is read."
        ),
        widget=forms.URLInput(attrs={"class": "input"}),
        error_messages={"invalid": _("Use an address such as https://calendar.example/mine.ics.")},
    )


class BusyFileForm(forms.Form):
    """A file, read once."""

    file = forms.FileField(
        label=_("Or a file (.ics), read once"),
        max_length=200,
        widget=forms.FileInput(attrs={"class": "input", "accept": ".ics,text/calendar"}),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty. Choose another.")},
    )
