"""For how many weeks, and which of the times that were shown."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ischia.core.booking.series import AT_MOST
from ischia.practice.booking.forms.choosing import MomentField


class WeeksForm(forms.Form):
    """`times` counts the first visit too. Each `starts…` is one time that was ticked or picked."""

    times = forms.IntegerField(
        min_value=2,
        max_value=AT_MOST,
        label=_("How many visits in all?"),
        widget=forms.TextInput(attrs={"class": "input", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("Use a whole number from 2 to %(most)s.") % {"most": AT_MOST},
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Read every time that was chosen; the names of their boxes differ, for each week is a choice of its own."""
        chosen = [value for name in self.data for value in self._values(name) if name.startswith("starts") and value]
        try:
            self.starts: list[datetime] = [MomentField().clean(value) for value in chosen[:AT_MOST]]
        except ValidationError as error:
            self.starts = []
            self.add_error("times", error)
        return self.cleaned_data

    def _values(self, name: str) -> list[str]:
        return self.data.getlist(name) if hasattr(self.data, "getlist") else [str(self.data[name])]
