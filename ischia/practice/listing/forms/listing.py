"""Who a therapist is, and where."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from ischia.care.forms.zones import zones
from ischia.core.directory.places import Place, gazetteer
from ischia.core.directory.words import EXPERIENCE, GENDERS, SETTINGS, STEP_FREE
from ischia.practice.listing import words
from ischia.practice.listing.forms.fields import ListOfWords, Plain, chosen, one_of
from ischia.practice.listing.models import Listing

LINES = {"rows": 5}


class AboutForm(Plain, forms.ModelForm):
    """Who somebody is, what they do, and how they are reached."""

    settings = chosen({each: words.SETTINGS[each] for each in SETTINGS}, _("Where you work"))
    languages = chosen(words.LANGUAGES, _("Languages you can treat somebody in"))
    sciatica_experience = one_of({each: words.EXPERIENCE[each] for each in EXPERIENCE}, _("Experience with sciatica"))
    gender = one_of({each: words.GENDERS[each] for each in GENDERS}, _("Your gender"), _("Some people look for it."))
    website = forms.URLField(
        required=False,
        max_length=200,
        assume_scheme="https",
        label=_("Website"),
        error_messages={"invalid": _("Use an address such as https://example.org.")},
    )
    insurers = ListOfWords(
        required=False,
        max_length=500,
        label=_("Health insurers that pay for your work"),
        help_text=_("Parted by commas. Leave it empty if people pay themselves."),
    )

    class Meta:
        model = Listing
        fields = [
            "name", "about", "techniques", "settings", "sciatica_experience", "first_visit", "phone", "email",
            "website", "languages", "gender", "insurers",
        ]  # fmt: skip
        labels = {
            "name": _("Your name, or that of your practice"),
            "about": _("About your work"),
            "first_visit": _("What happens at a first visit"),
            "phone": _("Phone"),
            "email": _("Mail address for people who want to come"),
        }
        help_texts = {
            "about": _("What you do for people with back and leg pain. No promises of a cure, please."),
            "first_visit": _("How long, what you ask, what to wear, when one may say stop."),
        }
        widgets = {
            "about": forms.Textarea(attrs=LINES),
            "first_visit": forms.Textarea(attrs=LINES),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }
        error_messages = {
            "name": {"required": _("Enter a name.")},
            "email": {"invalid": _("Use an address such as name@example.org.")},
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["techniques"] = chosen(words.techniques(), _("Kinds of massage you give"))
        self.fields["phone"].validators.append(_looks_like_a_phone)
        self.mark_wrong()

    def clean_website(self) -> str:
        website = self.cleaned_data["website"]
        if website and not website.startswith(("https://", "http://")):
            raise forms.ValidationError(_("Use an address such as https://example.org."))
        return website


def _looks_like_a_phone(value: str) -> None:
    if sum(each.isdigit() for each in value) < 5 or not set(value) <= set("0123456789+ ()-./"):
        raise forms.ValidationError(_("Use digits and spaces, for example +44 20 7946 0000."))


class PlaceForm(Plain, forms.ModelForm):
    """Where it is, and how one gets in."""

    step_free = one_of({each: words.STEP_FREE[each] for each in STEP_FREE}, _("Is the way in free of steps?"))
    latitude = forms.FloatField(
        required=False,
        min_value=-90,
        max_value=90,
        label=_("Latitude"),
        help_text=_("Leave both numbers empty to use the middle of your town."),
    )
    longitude = forms.FloatField(required=False, min_value=-180, max_value=180, label=_("Longitude"))
    zone = forms.ChoiceField(label=_("Your time zone"), help_text=_("Your hours are read by this clock."))

    class Meta:
        model = Listing
        fields = [
            "street", "town", "postcode", "region", "country", "latitude", "longitude", "zone", "step_free", "parking",
        ]  # fmt: skip
        labels = {
            "street": _("Street and number"),
            "town": _("Town"),
            "postcode": _("Postcode"),
            "region": _("State or county"),
            "country": _("Country, as two letters"),
            "parking": _("Parking"),
        }
        help_texts = {
            "street": _("Leave it empty if you only visit people at home."),
            "region": _("In the United States, Canada and Australia: its letters, such as NY or ON."),
            "country": _("GB, US, DE …"),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["zone"].choices = zones(self.instance.zone or "UTC")
        if self.instance.placed == Listing.Placed.TOWN:  # not a point of theirs: it follows the town
            self.initial |= {"latitude": None, "longitude": None}
        self.fields["town"].required = self.fields["country"].required = True
        self.fields["town"].error_messages["required"] = _("Enter a town.")
        self.fields["country"].error_messages["required"] = _("Enter a country, such as GB.")
        for name, end in (("latitude", 90), ("longitude", 180)):
            message = _("Use a number from -%(end)s to %(end)s.") % {"end": end}
            self.fields[name].error_messages |= {"invalid": message}
            for validator in self.fields[name].validators:
                validator.message = message
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "decimal"})
        self.mark_wrong()

    def clean_country(self) -> str:
        country = self.cleaned_data["country"].upper()
        if len(country) != 2 or not country.isascii() or not country.isalpha():
            raise forms.ValidationError(_("Use two letters, such as GB or US."))
        return country

    def clean_zone(self) -> str:
        zone = self.cleaned_data["zone"]
        if zone not in available_timezones():
            raise forms.ValidationError(_("Choose one of the time zones shown."))
        return zone

    def clean(self) -> dict[str, Any]:
        """A point has two numbers or none."""
        said = super().clean() or self.cleaned_data
        for one, other in (("latitude", "longitude"), ("longitude", "latitude")):
            if said.get(one) is not None and said.get(other) is None and other not in self.errors:
                self.add_error(other, _("Enter both numbers, or none."))
        return said

    def save(self, commit: bool = True) -> Listing:
        """Keep the point that was given, else the middle of the town where it is clear which one is meant."""
        row: Listing = self.instance
        if row.latitude is not None:
            row.placed = Listing.Placed.EXACT
        elif town := _town(row):
            row.latitude, row.longitude, row.placed = town.point.latitude, town.point.longitude, Listing.Placed.TOWN
        else:
            row.placed = Listing.Placed.UNKNOWN
        return super().save(commit)

    @property
    def told(self) -> str:
        """What to say when it is kept."""
        if self.instance.placed != Listing.Placed.UNKNOWN:
            return _("Saved.")
        return _("Saved. We do not know this town, so nobody can find you by distance yet: give its position too.")


def _town(row: Listing) -> Place | None:
    words = ", ".join(part.replace(",", " ") for part in (row.town, row.region, row.country) if part)
    return gazetteer().look_up(words[:100]).place


class NewForm(Plain, forms.Form):
    """The first step: a name."""

    name = forms.CharField(
        max_length=200, label=_("Your name, or that of your practice"), error_messages={"required": _("Enter a name.")}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.mark_wrong()
