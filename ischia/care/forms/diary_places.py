"""Places on the body map, and how strong it is in each: ticked first, then scored."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ischia.care.forms.diary import LEFT_OUT, Row, pick
from ischia.care.places import spots
from ischia.core.knowledge import Knowledge
from ischia.exchange.diary import place_in_words


class PlacesForm(forms.Form):
    """Sent once with the places that were touched, and once more with a number for each."""

    where = forms.MultipleChoiceField(required=False)

    def __init__(self, data: Any = None, *, before: Mapping[str, int], knowledge: Knowledge) -> None:
        super().__init__(data, initial={"where": list(before)})
        self.before, self.knowledge = before, knowledge
        known = [spot for each in spots().values() for spot in each]
        self.fields["where"].choices = [(spot, spot) for spot in known]
        sent = data.getlist("where") if data is not None else []
        self.touched = [spot for spot in known if spot in sent] if data is not None else list(before)
        low, high = knowledge.diary.range
        numbers = [(str(each), str(each)) for each in range(low, high + 1)]
        for spot in self.touched if data is not None else []:
            self.fields[_name(spot)] = pick(numbers, _("Choose a number from 0 to 10."))

    @property
    def scoring(self) -> bool:
        """Is it time to ask how strong it is: were places sent?"""
        return self.is_bound and bool(self.touched)

    @property
    def is_complete(self) -> bool:
        """Has each place its number?"""
        return all(self.cleaned_data.get(_name(spot)) for spot in self.touched)

    @property
    def places(self) -> dict[str, int]:
        """The number of each place."""
        return {spot: int(self.cleaned_data[_name(spot)]) for spot in self.touched}

    def clean(self) -> dict[str, Any]:
        """Ask for the numbers that are missing, once they were asked for at all."""
        if "scored" in self.data:
            for spot in self.touched:
                if not self.cleaned_data.get(_name(spot)) and _name(spot) not in self.errors:
                    self.add_error(_name(spot), _("Choose a number."))
        return self.cleaned_data

    @property
    def rows(self) -> list[Row]:
        """A row of numbers for each place; what it had before is chosen already."""
        return [self._row(spot) for spot in self.touched]

    def _row(self, spot: str) -> Row:
        bound = self[_name(spot)]
        chosen = bound.value() or str(self.before.get(spot, ""))
        choices = [each for each in self.fields[_name(spot)].choices if each[0] != LEFT_OUT]
        return Row(_name(spot), place_in_words(spot, self.knowledge), choices, chosen, "", " ".join(bound.errors))


def _name(spot: str) -> str:
    return f"at_{spot.replace(':', '_')}"
