"""What somebody tells the operator: that an entry is theirs, or that something is wrong."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ischia.core.knowledge import load_knowledge
from ischia.practice.listing.forms.fields import Plain


class ClaimForm(Plain, forms.Form):
    """Why an entry is one's own."""

    evidence = forms.CharField(
        max_length=2000,
        label=_("How can we see that this entry is yours?"),
        help_text=_("Your licence number and who gave it, or a page of yours with the same address and phone."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write how we can see that it is yours.")},
    )
    contact = forms.CharField(
        max_length=200,
        label=_("How do we reach you?"),
        help_text=_("A mail address or a phone number. Only whoever runs this site sees it."),
        error_messages={"required": _("Enter a mail address or a phone number.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.mark_wrong()


class AboutWhat(Plain, forms.Form):
    """What a concern is about."""

    about = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=_("What is it about?"),
        error_messages={"required": _("Choose what it is about."), "invalid_choice": _("Choose what it is about.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["about"].choices = [(each.id, each.name) for each in load_knowledge().credentials.concerns]
        self.mark_wrong()


class TellForm(AboutWhat):
    """What the operator is to know. Nothing of it is kept unless this is sent."""

    says = forms.CharField(
        max_length=4000,
        label=_("What should we know?"),
        help_text=_("Leave out what you do not want to tell. You need not say who you are."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what we should know.")},
    )
    contact = forms.CharField(
        required=False,
        max_length=200,
        label=_("May we ask you more? Then how do we reach you?"),
        help_text=_("Leave it empty if not."),
    )
