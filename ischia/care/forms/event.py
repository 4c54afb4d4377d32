"""What was tapped so far about something that went wrong: read from the page that was sent."""

import uuid

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ischia.core.adverse import Told
from ischia.core.adverse.telling import signs_listed
from ischia.core.knowledge import Knowledge

NOTE_AT_MOST = 2000


class EventForm(forms.Form):
    """The three questions, and a note. Choices are held by the core, which knows what is offered."""

    id = forms.UUIDField(error_messages={"invalid": _("Open this page again.")})
    what = forms.CharField(required=False, max_length=40)
    how = forms.CharField(required=False, max_length=40)
    looked = forms.ChoiceField(choices=[("ticked", ""), ("none", "")], required=False)
    note = forms.CharField(required=False, max_length=NOTE_AT_MOST, widget=forms.Textarea)

    def __init__(self, data: QueryDict, knowledge: Knowledge) -> None:
        super().__init__(data)
        regions = [(region, name) for region, name in knowledge.regions.items()]
        signs = [(sign, sign) for sign in signs_listed(knowledge)]
        self.fields["places"] = forms.MultipleChoiceField(choices=regions, required=False)
        self.fields["signs"] = forms.MultipleChoiceField(choices=signs, required=False)

    def clean(self) -> None:
        """Nothing ticked is an answer only where "None of these" was pressed."""
        if self.cleaned_data.get("looked") == "ticked" and not self.cleaned_data.get("signs"):
            self.add_error("signs", _("Tick what is new, or press “None of these”."))

    @property
    def told(self) -> Told:
        """The taps, as far as they can be read. What was ticked counts, whichever button was pressed."""
        said = self.cleaned_data
        looked = said.get("looked") and "signs" not in self.errors
        return Told(
            what=said.get("what") or None,
            how=said.get("how") or None,
            signs=tuple(said.get("signs", ())) if looked else None,
            places=tuple(said.get("places", ())),
        )

    @property
    def before_that(self) -> Told:
        """The taps without the last one: where Back leads."""
        told = self.told
        return Told(what=told.what) if told.how and self.data.get("asked") == "signs" else Told()


def fresh_id() -> uuid.UUID:
    """The id of a report that is about to be told: sent twice, it is kept once."""
    return uuid.uuid4()
