"""Which days and which sections of progress to show a clinician; it stands in the address, so that it can be kept."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ischia.exchange.papers.progress import SECTIONS, USUAL


class SummaryForm(forms.Form):
    """A range of days, both included, and the sections to show. What was not sent is as usual."""

    first = forms.DateField(widget=forms.DateInput(attrs={"type": "date", "class": "input"}))
    last = forms.DateField(widget=forms.DateInput(attrs={"type": "date", "class": "input"}))
    show = forms.MultipleChoiceField(required=False, choices=list(SECTIONS.items()))

    def __init__(self, data: Any, *, start: date, today: date) -> None:
        usual: dict[str, Any] = {"first": start.isoformat(), "last": today.isoformat(), "show": list(USUAL)}
        sent = data if "first" in data else None
        super().__init__(sent if sent is not None else usual)
        self.usual = usual
        self.fields["first"].label, self.fields["last"].label = _("From"), _("To")

    def clean(self) -> dict[str, Any]:
        """See that the days are in order."""
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and first > last:
            self.add_error("last", _("Choose a day that is not before the first one."))
        return self.cleaned_data
