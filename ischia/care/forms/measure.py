"""The form of one measure: a row of numbers, a word for each number, or activities that the person names."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ischia.care.forms.diary import LEFT_OUT, Row, pick
from ischia.core.facts.measures import Measure
from ischia.core.measures import Answers

MOST_SIGNS = 80  # of an activity's name


class MeasureForm(forms.Form):
    """Asks one measure. `last` are the latest answers: activities that the person named stand there again."""

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, measure: Measure, data: Any = None, *, last: Answers | None = None) -> None:
        super().__init__(data, initial={"id": uuid.uuid4()})
        self.measure = measure
        low, high = measure.range
        words = measure.answers or tuple(str(number) for number in range(low, high + 1))
        self.choices = [(str(low + place), word) for place, word in enumerate(words)]
        form = measure.forms[0]
        self.own_names = form.own_names
        names = list(last.items) if last and form.own_names else []
        for place, item in enumerate(form.items):
            if form.own_names:
                text = forms.TextInput(attrs={"class": "input", "autocomplete": "off"})
                known = names[place] if place < len(names) else ""
                label = _("Activity %(number)s") % {"number": item}
                self.fields[f"name_{item}"] = forms.CharField(
                    required=False, max_length=MOST_SIGNS, widget=text, label=label, initial=known
                )
            self.fields[f"value_{item}"] = pick(self.choices, _("Choose one of the answers shown."))

    def clean(self) -> dict[str, Any]:
        """See that there is something to score, and that each number belongs to something."""
        if self.own_names:
            self._clean_names()
        for item in () if self.own_names else self.measure.forms[0].items:
            name = f"value_{item}"
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, _("Choose an answer."))
        return self.cleaned_data

    def _clean_names(self) -> None:
        named = [self.cleaned_data.get(f"name_{item}") for item in self.measure.forms[0].items]
        for place, item in enumerate(self.measure.forms[0].items):
            name, value = named[place], self.cleaned_data.get(f"value_{item}")
            if value and not name:
                self.add_error(f"name_{item}", _("Write what this number is about."))
            elif name and name in named[:place]:
                self.add_error(f"name_{item}", _("You wrote this one already."))
            elif name and not value and f"value_{item}" not in self.errors:
                self.add_error(f"value_{item}", _("Choose a number for this."))
        if not any(named) and not self.errors:
            self.add_error(f"name_{self.measure.forms[0].items[0]}", _("Write at least one activity."))

    @property
    def answers(self) -> dict[str, int]:
        """The answers by item."""
        said = self.cleaned_data
        items = [item for item in self.measure.forms[0].items if said.get(f"value_{item}")]
        return {said[f"name_{item}"] if self.own_names else item: int(said[f"value_{item}"]) for item in items}

    @property
    def rows(self) -> list[tuple[forms.BoundField | None, Row]]:
        """Each row of answers, with the box for its name where the person gives it."""
        return [
            (self[f"name_{item}"] if self.own_names else None, self._row(item)) for item in self.measure.forms[0].items
        ]

    def _row(self, item: str) -> Row:
        bound = self[f"value_{item}"]
        legend = _("How well can you do it today?") if self.own_names else self.measure.ask
        chosen, wrong = str(bound.value() or LEFT_OUT), " ".join(bound.errors)
        ends = self.measure.ends or ("", "")
        first = self.measure.range[0]
        return Row(f"value_{item}", legend, self.choices, chosen, "", wrong, ends, first, not self.own_names)
