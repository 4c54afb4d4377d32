"""What was done, as a form that needs no script: the same record as a device would send."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ischia.care.forms.drawing import Block
from ischia.care.models import Screening
from ischia.core.session.record import LONGEST_NOTE, SessionRecord, read_record

DONE = [("done", gettext_lazy("Yes, all of it")), ("partly", gettext_lazy("Part of it")), ("not", gettext_lazy("No"))]
SCORES = [("", ""), *((str(score), str(score)) for score in range(11))]
ENDS = (gettext_lazy("no pain"), gettext_lazy("the worst you can imagine"))


class Pain(forms.TypedChoiceField):
    """Pain from 0 to 10; nothing where nobody says."""

    def __init__(self, label: Any) -> None:
        wrong = {"invalid_choice": gettext_lazy("Please use a whole number from 0 to 10. You wrote %(value)s.")}
        super().__init__(
            choices=SCORES, coerce=int, empty_value=None, required=False, label=label, error_messages=wrong
        )


def notes_field() -> forms.CharField:
    """A note, as long as a record may hold."""
    return forms.CharField(
        required=False,
        max_length=LONGEST_NOTE,
        label=gettext_lazy("Anything to note"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithPain(forms.Form):
    """A form with scales of pain."""

    def scales(self, names: Sequence[str]) -> list[Block]:
        """The scales of these fields, as the page draws them."""
        return [self._scale(self[name]) for name in names]

    def _scale(self, bound: forms.BoundField) -> Block:
        given = bound.value()
        marked = "" if given is None else str(given)
        choices = [{"value": v, "label": label, "checked": v == marked} for v, label in SCORES if v]
        more = {"ends": ENDS, "last": "10"}
        error = " ".join(bound.errors)
        return Block("scale", bound.id_for_label, bound.name, str(bound.label), error=error, choices=choices, more=more)


class DidForm(WithPain):
    """Was it done, and how was the pain? The page makes the id, so that a form sent twice is kept once."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=50)
    day = forms.DateField(
        label=gettext_lazy("Which day?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ended = forms.TimeField(
        label=gettext_lazy("When did you finish?"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    done = forms.ChoiceField(
        choices=DONE,
        label=gettext_lazy("Did you do it?"),
        error_messages={"required": gettext_lazy("Say whether you did it: all, part of it, or not.")},
    )
    pain_before = Pain(gettext_lazy("How bad was the pain before?"))
    pain_end = Pain(gettext_lazy("How bad was it right after?"))
    notes = notes_field()

    @classmethod
    def fresh(cls, number: int, now: datetime) -> "DidForm":
        """An empty form for something that has just been done."""
        here = localtime(now)
        return cls(initial={"id": uuid4(), "number": number, "day": here.date(), "ended": here.time()})

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > localtime().date():
            raise forms.ValidationError(_("That day is still to come."))
        return day

    def choices(self) -> list[dict[str, Any]]:
        """The answers to whether it was done, as the page draws them."""
        return [{"value": v, "label": label, "checked": self["done"].value() == v} for v, label in DONE]

    def record(self, screening: Screening, item: str) -> SessionRecord:
        """The record of what the form says. Nobody timed it, so it has no beginning.

        Raises:
            Problem: something in it cannot be.
        """
        said = self.cleaned_data
        ended = make_aware(datetime.combine(said["day"], said["ended"]))
        same = ("id", "number", "day", "done", "pain_before", "pain_end", "notes")
        told = {name: said[name] for name in same}
        return read_record({**told, "revision": 1, "screening": screening.pk, "item": item, "ended": ended})
