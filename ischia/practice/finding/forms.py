"""What is typed: where to look, and what a doctor's referral says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ischia.core.directory.places import LONGEST

REFERRAL_AT_MOST = 1000


class PlaceForm(forms.Form):
    """Where to look. Everything else of a search is chosen, and cannot be wrong."""

    near = forms.CharField(
        label=_("Where?"),
        help_text=_("A town, such as Utrecht or Springfield, IL."),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "address-level2", "enterkeyhint": "search"}),
        error_messages={
            "required": _("Say where to look: a town or your position."),
            "max_length": _("Use the name of a town, at most %(limit_value)s letters. You wrote %(show_value)s."),
        },
    )

    def refuse(self, message: str) -> None:
        """Say what is wrong with the place, beside it."""
        self.add_error("near", message)
        self.fields["near"].widget.attrs["aria-invalid"] = "true"


class ReferralForm(forms.Form):
    """What a doctor's referral says: it begins the search and comes along to the booking."""

    referral = forms.CharField(
        label=_("What does the referral say?"),
        help_text=_("Such as who wrote it, when, and what for. It goes to the therapist you book, and to nobody else."),
        required=False,
        max_length=REFERRAL_AT_MOST,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
        error_messages={"max_length": _("Use at most %(limit_value)s letters. You wrote %(show_value)s.")},
    )

    def __init__(self, data: Any = None, *, kept: str = "") -> None:
        super().__init__(data, initial={"referral": kept}, auto_id="id_%s")
