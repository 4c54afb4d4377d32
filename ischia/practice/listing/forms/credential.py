"""One credential as the therapist enters it: which of the six kinds, who gave it, and what it certifies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ischia.core.directory.credentials import check_certifies, check_credential, find_issuer
from ischia.core.facts.credentials import CredentialFacts
from ischia.core.knowledge import load_knowledge
from ischia.core.problems import Problem
from ischia.practice.listing import words
from ischia.practice.listing.forms.fields import Plain, chosen
from ischia.practice.listing.models import Credential


class CredentialForm(Plain, forms.Form):
    """What it is. Whether it was checked is for somebody else to say: there is no field for that here."""

    kind = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=_("What kind is it?"),
        error_messages={"required": _("Choose one of the six."), "invalid_choice": _("Choose one of the six.")},
    )
    issuer = forms.CharField(
        max_length=200,
        label=_("Who gave it?"),
        help_text=_("Its name or its letters, such as CNHC or TDLR."),
        widget=forms.TextInput(attrs={"list": "issuers", "autocomplete": "off"}),
        error_messages={"required": _("Enter who gave it.")},
    )
    title = forms.CharField(
        max_length=200, required=False, label=_("What is it called?"), help_text=_("For example: Level 4 diploma.")
    )
    number = forms.CharField(max_length=80, required=False, label=_("Number"))
    expires_on = forms.DateField(
        required=False,
        label=_("Until which day does it hold?"),
        help_text=_("Leave it empty if it has no end."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Use a day such as 2027-03-31.")},
    )
    look_up = forms.URLField(
        required=False,
        assume_scheme="https",
        max_length=200,
        label=_("Where can anyone look it up?"),
        help_text=_("The issuer’s own page. Leave it empty if we know the issuer."),
        error_messages={"invalid": _("Use an address such as https://example.org.")},
    )

    def __init__(self, data: Any = None, *, row: Credential | None = None) -> None:
        super().__init__(data, initial=_initial(row))
        self.facts: CredentialFacts = load_knowledge().credentials
        self.fields["kind"].choices = [(each.id, each.name) for each in self.facts.kinds]
        self.fields["allows"] = chosen(
            words.providers(),
            _("Does it show one of these?"),
            _("A licence or a register shows the first; a qualification shows the others."),
        )
        self.mark_wrong()

    def clean_look_up(self) -> str:
        look_up = self.cleaned_data["look_up"]
        if look_up and not look_up.startswith("https://"):
            raise forms.ValidationError(_("Use an address that begins with https://."))
        return look_up

    def clean(self) -> dict[str, Any]:
        """See that this issuer gives this kind, and that this kind certifies what was ticked."""
        said = super().clean() or self.cleaned_data
        kind, issuer = said.get("kind"), said.get("issuer")
        if kind and issuer:
            self._refuse("issuer", check_credential, kind, issuer, self.facts)
            known = find_issuer(issuer, self.facts)
            said["issuer"] = known.id if known else issuer
        if kind:
            self._refuse("allows", check_certifies, kind, said.get("allows", []), self.facts)
        return said

    def _refuse(self, field: str, check: Any, *given: Any) -> None:
        try:
            check(*given)
        except Problem as problem:
            if field == "allows":
                self.add_error(field, _("This kind of credential does not show that."))
            else:
                self.add_error(field, problem.allowed)


def _initial(row: Credential | None) -> dict[str, Any]:
    if row is None:
        return {}
    known = load_knowledge().credentials.issuer.get(row.issuer)
    said = {name: getattr(row, name) for name in ("kind", "title", "number", "expires_on", "look_up", "allows")}
    return {**said, "issuer": known.name if known else row.issuer}
