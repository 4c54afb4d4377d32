"""Who comes, how to reach them, and why they come."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ischia.practice.booking.usecases import Details


def _text(autocomplete: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "input", "autocomplete": autocomplete})


class DetailsForm(forms.Form):
    """A name and one way to reach somebody are needed; the rest is as they like."""

    name = forms.CharField(
        max_length=200,
        label=_("Who is the visit for?"),
        help_text=_("The name of the person who comes."),
        widget=_text("name"),
        error_messages={"required": _("Write the name of the person who comes.")},
    )
    email = forms.EmailField(
        required=False,
        label=_("Mail address"),
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "email"}),
        error_messages={"invalid": _("Use an address such as name@example.org.")},
    )
    phone = forms.RegexField(
        r"^[+0-9][0-9 ()./-]{4,39}$",
        required=False,
        label=_("Phone number"),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "tel", "type": "tel"}),
        error_messages={"invalid": _("Use a number such as +44 20 7946 0000.")},
    )
    reason = forms.CharField(
        required=False,
        max_length=2000,
        label=_("What would you like help with?"),
        help_text=_("A few words are enough. Only the therapist reads this."),
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )
    booked_by = forms.CharField(
        required=False,
        max_length=200,
        label=_("Do you book this for somebody else? Then your own name"),
        help_text=_("Leave it empty when you come yourself. The safety questions are always about the one who comes."),
        widget=_text("off"),
    )

    def __init__(self, data: Any = None, *, initial: dict[str, str] | None = None) -> None:
        super().__init__(data, initial=initial)
        for name in self.errors if self.is_bound else ():
            if name in self.fields:
                self.fields[name].widget.attrs["aria-invalid"] = "true"

    def clean(self) -> dict[str, Any]:
        """See that there is one way to reach them."""
        said = self.cleaned_data
        if not said.get("email") and not said.get("phone") and not {"email", "phone"} & self.errors.keys():
            self.add_error("email", _("Write a mail address or a phone number: one of them is enough."))
        return said

    @property
    def details(self) -> Details:
        return Details(**self.cleaned_data)

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the boxes, right or wrong."""
        return {name: str(self.data.get(name, ""))[:2000] for name in self.fields}
