"""Fields of the therapist's forms: labelled, calm when something is wrong, and nothing typed is lost."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ischia.core.directory.hours import Opening, read_hours, tell_hours
from ischia.core.problems import Problem

NOT_SAID = ("", _("Not said"))


class Plain(forms.BaseForm):
    """A form whose wrong fields say so to screen readers too."""

    def mark_wrong(self) -> None:
        """Point each wrong field at its message."""
        for name in self.errors if self.is_bound else ():
            if name in self.fields:
                self.fields[name].widget.attrs |= {"aria-invalid": "true"}


def chosen(words: Mapping[str, Any], label: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    """Any of these words."""
    return forms.MultipleChoiceField(
        choices=list(words.items()),
        required=False,
        label=label,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )


def one_of(words: Mapping[str, Any], label: Any, help_text: Any = "") -> forms.ChoiceField:
    """One of these words, or nothing said."""
    return forms.ChoiceField(
        choices=[NOT_SAID, *words.items()],
        required=False,
        label=label,
        help_text=help_text,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )


class ListOfWords(forms.CharField):
    """Several words in one line, parted by commas: insurers."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, tuple | list) else value

    def to_python(self, value: Any) -> Any:
        words = [each.strip()[:80] for each in (value or "").replace("|", " ").split(",")]
        return tuple(dict.fromkeys(each for each in words if each))


class HoursField(forms.CharField):
    """The openings of one day in one line: `9-12, 13:30-18`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=200, **options)

    def prepare_value(self, value: Any) -> Any:
        return tell_hours(value) if isinstance(value, tuple | list) else value

    def to_python(self, value: Any) -> tuple[Opening, ...]:  # type: ignore[override]
        try:
            return read_hours(super().to_python(value) or "")
        except Problem as problem:
            words = _("Use hours such as 9:00-12:00, 13:30-18:00. “%(got)s” cannot be read.")
            raise forms.ValidationError(words, params={"got": problem.got}) from None
