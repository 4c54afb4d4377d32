"""What to remind of, when, and when not: every kind with a time of its own."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ischia.care.forms.zones import zones
from ischia.care.reminding.models import ReminderWishes
from ischia.care.reminding.usecases import Chosen
from ischia.care.telling.reminders import KIND_WORDS
from ischia.core.reminding import KINDS, Quiet

# Where each stands until somebody chooses: none is switched on.
USUAL: dict[str, time] = {
    "session": time(18),
    "exercise": time(10),
    "diary": time(20),
    "measure": time(18),
    "day_after": time(18),
    "review": time(10),
    "event": time(10),
}
QUIET = (time(22), time(7))
TITLES = [
    ("discreet", gettext_lazy("Give nothing away: “A reminder”")),
    ("plain", gettext_lazy("Plain words: “Massage at home”")),
]


@dataclass(frozen=True)
class KindRow:
    """One kind of reminder: its switch and its time."""

    on: forms.BoundField
    at: forms.BoundField
    hint: Any


def at_field(label: Any = "") -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time", "class": "input"}, format="%H:%M")
    wrong = {"invalid": _("Use a time such as 18:30.")}
    return forms.TimeField(required=False, widget=widget, label=label, error_messages=wrong)


class ReminderForm(forms.Form):
    """Somebody's wishes. `mail` is asked only where mail can be sent to them."""

    repeat = forms.BooleanField(required=False)
    titles = forms.ChoiceField(choices=TITLES, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, row: ReminderWishes | None, zone: str, with_mail: bool) -> None:
        super().__init__(data, initial=_initial(row, zone))
        for kind in KINDS:
            self.fields[f"on_{kind}"] = forms.BooleanField(required=False, label=KIND_WORDS[kind][0])
            self.fields[f"at_{kind}"] = at_field(_("Time"))
        self.fields["quiet_from"] = at_field(_("From"))
        self.fields["quiet_until"] = at_field(_("Until"))
        self.fields["zone"] = forms.ChoiceField(
            choices=zones(self.initial["zone"]),
            label=_("Your time zone"),
            widget=forms.Select(attrs={"class": "input"}),
            error_messages={"invalid_choice": _("Choose one of the time zones shown.")},
        )
        if with_mail:
            self.fields["mail"] = forms.EmailField(
                required=False,
                label=_("Your mail address"),
                help_text=_("We first ask that address whether it is the right one. Leave it empty for no mail."),
                widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "email"}),
                error_messages={"invalid": _("Use an address such as name@example.org.")},
            )
        for name in self.errors if self.is_bound else ():
            self.fields[name].widget.attrs["aria-invalid"] = "true"

    def clean(self) -> dict[str, Any]:
        """See that what is on has a time, outside the quiet hours, and that these have both ends."""
        said = self.cleaned_data
        if said.get("quiet_from") is None and said.get("quiet_until") is not None:
            self._wrong("quiet_from", _("Say when they begin, or leave both empty."))
        if said.get("quiet_until") is None and said.get("quiet_from") is not None:
            self._wrong("quiet_until", _("Say when they end, or leave both empty."))
        quiet = self._quiet
        for kind in KINDS:
            at = said.get(f"at_{kind}")
            if not said.get(f"on_{kind}"):
                continue
            if at is None:
                self._wrong(f"at_{kind}", _("%(what)s: choose a time, such as 18:30.") % {"what": KIND_WORDS[kind][0]})
            elif quiet and quiet.holds_at(at):
                wrong = _("%(what)s: this is in your quiet hours. Choose a time outside them, or change them.")
                self._wrong(f"at_{kind}", wrong % {"what": KIND_WORDS[kind][0]})
        return said

    def _wrong(self, field: str, message: str) -> None:
        if field not in self.errors:
            self.add_error(field, message)

    @property
    def _quiet(self) -> Quiet | None:
        start, end = self.cleaned_data.get("quiet_from"), self.cleaned_data.get("quiet_until")
        return Quiet(start=start, end=end) if start is not None and end is not None else None

    @property
    def chosen(self) -> Chosen:
        """The wishes."""
        said, quiet = self.cleaned_data, self._quiet
        return Chosen(
            times={kind: said[f"at_{kind}"] for kind in KINDS if said[f"on_{kind}"]},
            quiet=(quiet.start, quiet.end) if quiet else None,
            repeat=said["repeat"],
            zone=said["zone"],
            titles=said["titles"],
            mail=said.get("mail"),
        )

    @property
    def rows(self) -> list[KindRow]:
        """Each kind, in order."""
        return [KindRow(self[f"on_{kind}"], self[f"at_{kind}"], KIND_WORDS[kind][1]) for kind in KINDS]


def _initial(row: ReminderWishes | None, zone: str) -> dict[str, Any]:
    usual = {f"at_{kind}": at for kind, at in USUAL.items()}
    if row is None:
        return {**usual, "quiet_from": QUIET[0], "quiet_until": QUIET[1], "zone": zone, "titles": "discreet"}
    wishes = row.wishes
    chosen = {f"at_{kind}": at for kind, at in wishes.at.items()}
    switched = {f"on_{kind}": row.on for kind in wishes.at}
    same = {name: getattr(row, name) for name in ("quiet_from", "quiet_until", "repeat", "zone", "titles", "mail")}
    return {**usual, **chosen, **switched, **same}
