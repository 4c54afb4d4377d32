"""What is offered, when, and by which rules."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ischia.core.directory.money import CURRENCIES, major_units, minor_units
from ischia.core.problems import Problem
from ischia.practice.booking.models import BookingRules, Service
from ischia.practice.listing.forms.fields import HoursField, Plain
from ischia.practice.listing.models import Listing
from ischia.practice.listing.words import WEEKDAYS

MOST_MINUTES = 8 * 60
REMINDERS_AT_MOST = 4


def some_minutes(label: Any, help_text: Any = "", *, least: int = 0, required: bool = True) -> forms.IntegerField:
    """A number of minutes."""
    wrong = _("Use a whole number of minutes from %(least)d to %(most)d.") % {"least": least, "most": MOST_MINUTES}
    return number(label, least, MOST_MINUTES, wrong, help_text=help_text, required=required)


def number(label: Any, least: int, most: int, wrong: Any, **more: Any) -> forms.IntegerField:
    """A whole number; whatever is wrong with it is said in one way."""
    field = forms.IntegerField(
        min_value=least,
        max_value=most,
        label=label,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": wrong, "required": wrong},
        **more,
    )
    for validator in field.validators:
        validator.message = wrong
    return field


class ServiceForm(Plain, forms.ModelForm):
    """One thing that is offered."""

    minutes = some_minutes(_("Minutes"), least=5)
    first_minutes = some_minutes(_("Minutes of a first visit"), _("If it takes longer."), least=5, required=False)
    before_minutes = some_minutes(_("Minutes kept free before"))
    after_minutes = some_minutes(_("Minutes kept free after"), _("To air the room, to write, to breathe."))
    cost = forms.DecimalField(required=False, min_value=0, max_value=100_000, decimal_places=2, label=_("Price"))
    currency = forms.ChoiceField(required=False, choices=[(each, each) for each in CURRENCIES], label=_("Currency"))

    class Meta:
        model = Service
        fields = [
            "name", "about", "minutes", "first_minutes", "before_minutes", "after_minutes", "needs_room",
            "is_treatment",
        ]  # fmt: skip
        labels = {
            "name": _("What is it called?"),
            "about": _("What is it?"),
            "needs_room": _("It needs one of the clinic’s rooms"),
            "is_treatment": _("It is massage"),
        }
        help_texts = {
            "is_treatment": _("Nobody can book massage before the safety questions allow it. A talk can be booked."),
        }
        widgets = {"about": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"name": {"required": _("Enter what it is called, such as Massage, 60 minutes.")}}

    def __init__(self, *args: Any, listing: Listing, **options: Any) -> None:
        super().__init__(*args, **options)
        row = self.instance
        row.listing = listing
        wrong = _("Use an amount such as 55 or 55.50.")
        self.fields["cost"].error_messages |= dict.fromkeys(("invalid", "min_value", "max_decimal_places"), wrong)
        self.fields["cost"].widget = forms.TextInput(attrs={"inputmode": "decimal"})
        self.initial.setdefault("cost", None if row.price is None else _written(row.price, row.currency))
        self.initial.setdefault("currency", row.currency or listing.currency or "GBP")
        self.order_fields(["name", "about", "minutes", "first_minutes", "cost", "currency"])
        self.mark_wrong()

    def clean(self) -> dict[str, Any]:
        """One currency a listing, so that prices can be compared; a first visit is not shorter than another."""
        said = super().clean() or self.cleaned_data
        first, usual = said.get("first_minutes"), said.get("minutes")
        if first and usual and first < usual:
            self.add_error("first_minutes", _("A first visit is as long as the others, or longer."))
        cost, currency = said.get("cost"), said.get("currency") or ""
        others = self.instance.listing.services.exclude(pk=self.instance.pk).filter(is_offered=True, price__gt=0)
        other = others.values_list("currency", flat=True).first()
        if cost is not None and other and other != currency:
            self.add_error("currency", _("Your other prices are in %(other)s. Use the same here.") % {"other": other})
        self._price(cost, currency)
        return said

    def _price(self, cost: Decimal | None, currency: str) -> None:
        self.instance.price, self.instance.currency = None, ""
        if cost is None:
            return
        try:
            self.instance.price, self.instance.currency = minor_units(cost, currency), currency
        except Problem:
            self.add_error("cost", _("Use an amount such as 55 or 55.50."))


def _written(units: int, currency: str) -> str:
    """A price as it stands in the field: 55, or 55.50."""
    amount = major_units(units, currency)
    return f"{amount:f}" if amount % 1 else f"{amount:.0f}"


class WeekForm(Plain, forms.Form):
    """The hours of each day of the week."""

    def __init__(self, data: Any = None, *, listing: Listing) -> None:
        super().__init__(data)
        openings: dict[int, list[Any]] = {}
        for each in listing.weekly_hours.all():
            openings.setdefault(each.weekday, []).append((each.starts, each.ends))
        for weekday, name in enumerate(WEEKDAYS):
            self.fields[f"day_{weekday}"] = HoursField(label=name)
            self.initial[f"day_{weekday}"] = tuple(openings.get(weekday, ()))
        self.mark_wrong()

    @property
    def week(self) -> list[Any]:
        """The openings of each day, Monday first."""
        return [self.cleaned_data[f"day_{weekday}"] for weekday in range(len(WEEKDAYS))]


class DayForm(Plain, forms.Form):
    """One day that is not as its week."""

    day = forms.DateField(
        label=_("Which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("Use a day such as 2027-03-31.")},
    )
    hours = HoursField(label=_("Hours of that day"), help_text=_("Leave it empty if you are closed."))
    note = forms.CharField(required=False, max_length=200, label=_("A note for yourself"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.mark_wrong()


class RulesForm(Plain, forms.ModelForm):
    """How bookings are taken."""

    step_minutes = some_minutes(_("A time starts every … minutes"), least=5)
    notice_hours = number(
        _("At least … hours ahead"), 0, 24 * 30, _("Use a whole number of hours from 0 to 720."), required=True
    )
    horizon_days = number(_("At most … days ahead"), 1, 365, _("Use a whole number of days from 1 to 365."))
    daily_cap = number(
        _("At most … visits a day"), 1, 50, _("Use a whole number from 1 to 50."), required=False,
        help_text=_("Leave it empty for no limit."),
    )  # fmt: skip
    cancel_hours = number(
        _("Free to cancel until … hours before"), 0, 24 * 14, _("Use a whole number of hours from 0 to 336.")
    )
    reminders = forms.CharField(
        required=False,
        label=_("Remind people … hours before"),
        help_text=_("Parted by commas, such as 48, 2. Leave it empty for none."),
    )

    class Meta:
        model = BookingRules
        fields = ["step_minutes", "horizon_days", "daily_cap", "cancel_hours", "cancel_policy"]
        labels = {"cancel_policy": _("What happens if somebody cancels later, or does not come?")}
        help_texts = {"cancel_policy": _("People see this before they book.")}
        widgets = {"cancel_policy": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("notice_hours", self.instance.notice_minutes // 60)
        self.initial.setdefault("reminders", ", ".join(map(str, self.instance.remind_hours)))
        order = [
            "step_minutes",
            "notice_hours",
            "horizon_days",
            "daily_cap",
            "cancel_hours",
            "cancel_policy",
            "reminders",
        ]
        self.order_fields(order)
        self.mark_wrong()

    def clean_reminders(self) -> list[int]:
        words = [each.strip() for each in self.cleaned_data["reminders"].split(",") if each.strip()]
        right = all(each.isascii() and each.isdigit() and 1 <= int(each) <= 24 * 14 for each in words)
        if not right or len(words) > REMINDERS_AT_MOST:
            raise forms.ValidationError(_("Use up to four whole numbers of hours, such as 48, 2."))
        return sorted({int(each) for each in words}, reverse=True)

    def save(self, commit: bool = True) -> BookingRules:
        self.instance.notice_minutes = self.cleaned_data["notice_hours"] * 60
        self.instance.remind_hours = self.cleaned_data["reminders"]
        return super().save(commit)
