"""The forms of the calendar: a moment on the therapist's wall, a time to block, a visit by hand, a move."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ischia.core.booking import is_repeated, wall_clock
from ischia.practice.booking.models import Service
from ischia.practice.booking.usecases import Details
from ischia.practice.calendar.moments import FIRST_YEAR, LAST_YEAR, moments_at, shown_time
from ischia.practice.calendar.usecases import ByHand, Span
from ischia.practice.listing.models import Listing

WHICH = [("", _("It comes once")), ("0", _("The first time")), ("1", _("The second"))]
BAD_DAY = _("Use a day such as 2026-12-01.")


def day_field(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d")
    wrong = {"invalid": BAD_DAY, "required": BAD_DAY}
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d"], error_messages=wrong, **more)


def time_field(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time", "class": "input"}, format="%H:%M")
    wrong = {"invalid": _("Use a time such as 09:30."), "required": _("Use a time such as 09:30.")}
    return forms.TimeField(label=label, widget=widget, error_messages=wrong)


def words_field(label: Any, length: int, **more: Any) -> forms.CharField:
    wrong = {"max_length": _("Use at most %(limit_value)s letters. You wrote %(show_value)s.")}
    return forms.CharField(
        label=label, max_length=length, error_messages=wrong, widget=forms.TextInput(attrs={"class": "input"}), **more
    )


class OnTheWall(forms.Form):
    """A form that asks for moments as the therapist's wall shows them.

    `anyway` is what the person pressed through: the warnings, word for word, that stood on the page before. Warnings
    that are new are shown first.
    """

    anyway = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, listing: Listing, **more: Any) -> None:
        self.listing = listing
        self.warnings: list[str] = []
        self.nearest: list[tuple[str, str]] = []
        super().__init__(*args, **more)

    def full_clean(self) -> None:
        super().full_clean()
        for name in self.errors if self.is_bound else ():
            if name in self.fields:
                self.fields[name].widget.attrs["aria-invalid"] = "true"

    def moment(self, day: str, at: str, which: str = "") -> datetime | None:
        """The moment that a day and a time name; what is wrong with them is said beside the time."""
        said = self.cleaned_data
        if said.get(day) is None or said.get(at) is None:
            return None
        if not FIRST_YEAR <= said[day].year <= LAST_YEAR:
            self.add_error(day, _("Use a day from %(first)s to %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR})
            return None
        found = moments_at(said[day], said[at], self.listing.zone)
        if not found:
            self.add_error(at, _("The clocks skip this time on that day. Choose another."))
            return None
        chosen = self.data.get(which, "") if which else "0"
        if len(found) > 1 and chosen not in ("0", "1"):
            self.fields[which].widget = forms.Select(choices=WHICH[1:], attrs={"class": "input"})
            self.add_error(at, _("This time comes twice on that day. Say which one below."))
            return None
        return found[int(chosen)] if len(found) > 1 else found[0]

    def warn(self, warnings: Iterable[str]) -> bool:
        """Is there something to warn of that the person has not pressed through yet?"""
        found = list(warnings)
        told = "\n".join(found)
        # Browsers send the line ends of a hidden field as they like.
        if not found or self.cleaned_data["anyway"].split() == told.split():
            return False
        self.warnings = found
        self.data = self.data.copy()
        self.data["anyway"] = told
        return True


def on_the_wall(moment: datetime, zone: str) -> dict[str, Any]:
    """A moment as initial values of day, time, and which of two it is."""
    shown = wall_clock(moment, zone)
    which = str(shown.fold) if is_repeated(moment, zone) else ""
    return {"day": shown.date(), "at": shown.time().replace(second=0), "which": which}


class MomentForm(OnTheWall):
    """Asks for one moment: day, time, and which one where the wall shows it twice.

    `starts` is a moment that the page offered or the drawing says; it counts before day and time.
    """

    starts = forms.CharField(required=False, widget=forms.HiddenInput)
    day = day_field(_("Day"))
    at = time_field(_("Time"))
    which = forms.ChoiceField(choices=WHICH, required=False, widget=forms.HiddenInput, label=_("Which of the two"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if self.is_bound and self.data.get("starts"):
            self.data = self._with_wall(self.data.copy())
        if self["which"].value() not in (None, ""):
            self.fields["which"].widget = forms.Select(choices=WHICH[1:], attrs={"class": "input"})

    def _with_wall(self, data: Any) -> Any:
        """Day and time as the moment says them, so that the form shows what was asked."""
        if moment := _moment(data["starts"]):
            wall = on_the_wall(moment, self.listing.zone)
            data.update({"day": f"{wall['day']}", "at": f"{wall['at']:%H:%M}", "which": wall["which"]})
        data["starts"] = ""
        return data

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["moment"] = self.moment("day", "at", "which")
        return self.cleaned_data

    def refuse(self, nearest: Iterable[datetime]) -> None:
        """Say beside the time that it is somebody's, with the free times near it."""
        self.nearest = [(self._near_words(each), each.isoformat()) for each in nearest]
        said = str(_("This time is taken, with the time kept free around it."))
        near = ", ".join(label for label, _moment in self.nearest)
        self.add_error("at", f"{said} " + (_("Free near it: %(times)s.") % {"times": near} if near else ""))

    def _near_words(self, moment: datetime) -> str:
        shown = shown_time(moment, self.listing.zone)
        wall = wall_clock(moment, self.listing.zone)
        return shown if wall.date() == self.cleaned_data["day"] else f"{date_format(wall, 'D j')} {shown}"


def _moment(said: str) -> datetime | None:
    """A moment in UTC as a page writes it, on a whole minute."""
    try:
        moment = datetime.fromisoformat(said)
        moment = moment.astimezone(UTC).replace(second=0, microsecond=0) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
    return moment if moment and FIRST_YEAR < moment.year < LAST_YEAR else None


class BlockForm(OnTheWall):
    """A time to block: within a day, or over several."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    day = day_field(_("From"))
    at = time_field(_("At"))
    last_day = day_field(_("Until"))
    until = time_field(_("At"))
    note = words_field(_("Note, for yourself"), 200, required=False)

    def clean(self) -> dict[str, Any]:
        starts, ends = self.moment("day", "at"), self.moment("last_day", "until")
        if starts and ends and ends <= starts:
            self.add_error("until", _("The end has to be after the start."))
        return self.cleaned_data

    @property
    def span(self) -> Span:
        """The time to block. Where the wall shows its end twice, the later one: what is blocked is blocked."""
        said, zone = self.cleaned_data, self.listing.zone
        starts = moments_at(said["day"], said["at"], zone)[0]
        return Span(starts, moments_at(said["last_day"], said["until"], zone)[-1], said["note"])


class VisitForm(MomentForm):
    """A visit that somebody asked for by phone or at the desk."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    service = forms.ModelChoiceField(
        Service.objects.none(),
        label=_("Service"),
        widget=forms.Select(attrs={"class": "input"}),
        empty_label=None,
        to_field_name="code",
        error_messages={name: _("Choose one of the services shown.") for name in ("required", "invalid_choice")},
    )
    name = words_field(_("Name"), 200)
    phone = words_field(_("Phone"), 40, required=False)
    email = forms.EmailField(
        required=False,
        label=_("Mail address"),
        help_text=_("With one, a confirmation and reminders go there."),
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "off"}),
        error_messages={"invalid": _("Use an address such as name@example.org.")},
    )
    reason = words_field(_("Why they come, in their words"), 2000, required=False)
    referral = words_field(_("Referred by"), 1000, required=False)
    first_visit = forms.BooleanField(required=False, label=_("First visit"))
    field_order = ["service", "day", "at", "which", "name", "phone", "email", "reason", "referral", "first_visit"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        bookable = Service.objects.filter(listing=self.listing, listing__rules__isnull=False, is_offered=True)
        self.fields["service"].queryset = bookable.select_related("listing__rules")
        self.fields["name"].error_messages["required"] = _("Write a name.")

    @property
    def asked(self) -> ByHand:
        """The visit to write in."""
        said = self.cleaned_data
        details = Details(said["name"], said["email"], said["phone"], said["reason"])
        return ByHand(said["id"], said["service"], said["moment"], details, said["first_visit"], said["referral"])
