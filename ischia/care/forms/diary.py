"""The form of a diary entry, built from the knowledge: every part may be left out, and what was typed is never lost."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ischia.core.diary import SIDES, Entry
from ischia.core.facts.diary import Symptom
from ischia.core.knowledge import Knowledge, load_knowledge

LEFT_OUT = ""
SIDE_WORDS = {"left": "left", "right": "right"}
SAME = "same"  # the button that takes the numbers of last time


@dataclass(frozen=True)
class Row:
    """One row of answers to press: its name, the words above it, and what was said last time.

    Answers in words are numbered from `counts_from`; a row that is `needed` cannot be left out.
    """

    name: str
    legend: str
    choices: list[tuple[str, str]]
    chosen: str
    last: str
    error: str
    ends: tuple[str, str] = ("", "")
    counts_from: int = 0
    needed: bool = False

    @property
    def id(self) -> str:
        """Where a message about it leads."""
        return f"id_{self.name}"


class DiaryForm(forms.Form):
    """What an entry may say. Without `entry` it is a new one, and `last` is offered beside it."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    day = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date", "class": "input"}))
    at = forms.TimeField(
        required=False, widget=forms.TimeInput(attrs={"type": "time", "class": "input"}, format="%H:%M")
    )
    care = forms.MultipleChoiceField(required=False)
    care_note = forms.CharField(required=False, widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}))
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"class": "input", "rows": 3}))

    def __init__(
        self,
        data: Any = None,
        *,
        now: datetime,
        entry: Entry | None = None,
        base: int = 0,
        last: Entry | None = None,
        lead: Sequence[str] = SIDES,
    ) -> None:
        self.knowledge: Knowledge = load_knowledge()
        self.now, self.entry, self.last, self.lead = now, entry, last, lead
        super().__init__(data, initial=_initial(entry) | {"id": uuid.uuid4(), "base": base})
        self.fields["day"].label, self.fields["at"].label = _("Day"), _("Time")
        self.fields["care"].choices = [(each.id, each.name) for each in self.knowledge.diary.care]
        self.fields["care_note"].label = _("What it was, and how much")
        self.fields["note"].label = _("Note")
        low, high = self.knowledge.diary.range
        numbers = [(str(each), str(each)) for each in range(low, high + 1)]
        for symptom in self.knowledge.diary.symptoms:
            for side in SIDES:
                self.fields[f"{symptom.id}_{side}"] = pick(numbers, _("Choose a number from 0 to 10."))
        for side in SIDES:
            stops = list(self.knowledge.reaches.items())
            self.fields[f"reach_{side}"] = pick(stops, _("Choose one of the places shown."))

    def clean(self) -> dict[str, Any]:
        """See that it says when, and something."""
        day, at = self.cleaned_data.get("day"), self.cleaned_data.get("at")
        if day and not at and "at" not in self.errors:
            self.add_error("at", _("Add a time. A guess is fine."))
        elif at and not day and "day" not in self.errors:
            self.add_error("day", _("Add the day."))
        elif day and at and datetime.combine(day, at) > self.now.replace(tzinfo=None):
            self.add_error("day", _("Choose a day and a time up to now."))
        if not self.errors and not self.says.says_something and not self.is_same:
            self.add_error(f"leg_pain_{self.lead[0]}", _("Choose at least one number, or write a note."))
        return self.cleaned_data

    @property
    def is_same(self) -> bool:
        """Was "Same as last time" pressed, and is there a last time?"""
        return self.data.get("go") == SAME and self.last is not None

    @property
    def says(self) -> Entry:
        """The entry. Places on the body map are asked on a page of their own and stay as they were."""
        said = self.cleaned_data
        names = [(symptom.id, side) for symptom in self.knowledge.diary.symptoms for side in SIDES]
        return Entry(
            day=said.get("day") or self.now.date(),
            at=said.get("at") or self.now.time().replace(second=0, microsecond=0),
            scores={f"{name}:{side}": int(number) for name, side in names if (number := said.get(f"{name}_{side}"))},
            reach={side: stop for side in SIDES if (stop := said.get(f"reach_{side}"))},
            places=self.entry.places if self.entry else {},
            care=tuple(said.get("care", ())),
            care_note=said.get("care_note", ""),
            note=said.get("note", ""),
        )

    @property
    def first(self) -> list[list[Row]]:
        """Leg and back pain on the side that hurts: what is asked before anything is unfolded."""
        return [self._rows(symptom, self.lead) for symptom in self._pain]

    @property
    def other_side(self) -> list[list[Row]]:
        """Leg and back pain on the other side; nothing where both are asked first."""
        sides = [side for side in SIDES if side not in self.lead]
        return [self._rows(symptom, sides) for symptom in self._pain] if sides else []

    @property
    def nerves(self) -> list[list[Row]]:
        """Numbness, pins and needles, weakness, each on both sides."""
        return [self._rows(symptom, SIDES) for symptom in self.knowledge.diary.symptoms if symptom not in self._pain]

    @property
    def reach(self) -> list[Row]:
        """How far down each leg."""
        names = list(self.knowledge.reaches.values())
        said = self.last.reach if self.last else {}
        return [
            self._row(f"reach_{side}", _("Left leg") if side == "left" else _("Right leg"), ("", ""), last)
            for side in SIDES
            for last in [names[list(self.knowledge.reaches).index(said[side])] if side in said else ""]
        ]

    def is_open(self, *names: str) -> bool:
        """Is there something in these fields, or something to put right?"""
        return any(self[name].errors or self[name].value() for name in names)

    @property
    def open(self) -> dict[str, bool]:
        """Which folds stand open."""
        rows = {"other_side": self.other_side, "nerves": self.nerves, "reach": [self.reach]}
        folds = {fold: self.is_open(*(row.name for block in blocks for row in block)) for fold, blocks in rows.items()}
        return {**folds, "care": self.is_open("care", "care_note"), "when": self.is_open("day", "at")}

    @property
    def _pain(self) -> list[Symptom]:
        return [each for each in self.knowledge.diary.symptoms if each.id in ("leg_pain", "back_pain")]

    def _rows(self, symptom: Symptom, sides: Sequence[str]) -> list[Row]:
        ends = (symptom.none, symptom.most)
        said = self.last.scores if self.last else {}
        return [
            self._row(
                f"{symptom.id}_{side}", f"{symptom.name}, {side}", ends, str(said.get(f"{symptom.id}:{side}", ""))
            )
            for side in sides
        ]

    def _row(self, name: str, legend: str, ends: tuple[str, str], last: str) -> Row:
        bound = self[name]
        choices = [each for each in self.fields[name].choices if each[0] != LEFT_OUT]
        return Row(name, legend, choices, str(bound.value() or ""), last, " ".join(bound.errors), ends)


def pick(choices: list[tuple[str, str]], wrong: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        required=False, choices=[(LEFT_OUT, "–"), *choices], error_messages={"invalid_choice": wrong}
    )


def _initial(entry: Entry | None) -> dict[str, object]:
    if entry is None:
        return {}
    scores = {name.replace(":", "_"): str(number) for name, number in entry.scores.items()}
    reach = {f"reach_{side}": stop for side, stop in entry.reach.items()}
    whole = {"day": entry.day, "at": entry.at, "care": list(entry.care), "care_note": entry.care_note}
    return {**scores, **reach, **whole, "note": entry.note}
