"""What is told a day or two after a session: one form, wherever it is asked."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ischia.care.forms.did import Pain, WithPain, notes_field
from ischia.core.knowledge import Knowledge
from ischia.core.session.record import SessionRecord

PAINS = {
    "pain_24h": gettext_lazy("A day after your session: how bad is the pain?"),
    "pain_48h": gettext_lazy("Two days after your session: how bad is the pain?"),
}
SIGNS = "signs_24h"
ANSWERS = [("none", gettext_lazy("No, nothing new")), ("new", gettext_lazy("Yes, or I am not sure"))]


class LaterForm(WithPain):
    """Pain a day or two later, whether a warning sign is new, and a note. `revision` is the one that this makes.

    Only what was on the page that was sent changes anything: the short form of tonight leaves the note alone.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=2, max_value=10_000)

    def __init__(
        self,
        asks: Sequence[str],
        record: SessionRecord,
        knowledge: Knowledge,
        data: QueryDict | None = None,
        *,
        with_notes: bool = True,
    ) -> None:
        super().__init__(data, initial={**record.as_json(), "revision": record.revision + 1})
        self.asks, self.record = asks, record
        self.sign_lines = [knowledge.findings[name].ask for name in knowledge.home.recheck.signs.findings]
        self.fields |= {name: Pain(label) for name, label in PAINS.items() if name in asks}
        if SIGNS in asks:
            ask = next(each.ask for each in knowledge.home.after if each.id == "warning_signs_24h")
            self.fields[SIGNS] = forms.ChoiceField(choices=ANSWERS, label=ask, required=False, widget=forms.RadioSelect)
        if with_notes:
            self.fields["notes"] = notes_field()

    def clean(self) -> None:
        """Whoever tells the pain also says whether a warning sign is new; a page with nothing told says so."""
        told = {name for name in self.asks if self.cleaned_data.get(name) not in (None, "")}
        if SIGNS in self.asks and self.record.signs_24h is None and told and SIGNS not in told:
            self.add_error(SIGNS, _("Say whether anything on the list is new."))
        if not told and "notes" not in self.data and not self.errors:
            self.add_error(None, _("Choose an answer, then press Keep."))

    @property
    def said(self) -> dict[str, Any]:
        """What was told on the page that was sent; a question that was left blank is none."""
        sent = {name: value for name, value in self.cleaned_data.items() if name in self.data and name != "revision"}
        return {name: value for name, value in sent.items() if name == "notes" or value not in (None, "")}

    @property
    def pains(self) -> list[Any]:
        """The scales of pain, as the page draws them."""
        return self.scales([name for name in PAINS if name in self.fields])

    @property
    def signs(self) -> dict[str, Any] | None:
        """The question about warning signs, as the page draws it; None where it is not asked."""
        if SIGNS not in self.fields:
            return None
        field = self[SIGNS]
        choices = [{"value": value, "label": label, "checked": field.value() == value} for value, label in ANSWERS]
        more = {"error": " ".join(field.errors), "choices": choices}
        return {"name": SIGNS, "id": "id_signs_24h", "ask": field.label, **more}
