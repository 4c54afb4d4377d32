"""What every page knows: the look, where the person is, whom to call, and what this installation is."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from ischia.accounts.whose import label_of
from ischia.care.calling import call_for
from ischia.core.knowledge import load_knowledge
from ischia.practice.booking.under_way import under_way
from ischia.practice.calendar.whose import listings_of
from ischia.web.look import look_of

# The main ways, in order. One whose page is not built yet is left out by itself.
WAYS = [
    (_("Check"), "screening:start"),
    (_("Plan"), "plan:today"),
    (_("Tonight"), "session:tonight"),
    (_("Diary"), "diary:diary"),
    (_("Progress"), "progress:progress"),
    (_("Find"), "finding:find"),
]


@dataclass(frozen=True)
class Way:
    """One link of the main navigation."""

    label: str
    url: str
    here: bool


def shell(request: HttpRequest) -> dict:
    """Give each template what the frame around it needs."""
    return {
        "look": look_of(request),
        "ways": ways(request),
        "call": SimpleLazyObject(lambda: call_for(request)),
        "safety_net": SimpleLazyObject(lambda: load_knowledge().card.lines),
        "owner_label": SimpleLazyObject(lambda: label_of(request)),
        "booking_under_way": SimpleLazyObject(lambda: under_way(request)),
        "practice_ways": SimpleLazyObject(lambda: practice_ways(request)),
        "is_demo": settings.DEMO,
        "is_personal": settings.PERSONAL,
    }


def ways(request: HttpRequest) -> list[Way]:
    """The main navigation, with the part the person is in marked."""
    found = []
    for label, name in WAYS:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        found.append(Way(label, url, request.path.startswith(url)))
    return found


def practice_ways(request: HttpRequest) -> list[Way]:
    """The ways of a therapist, for the account page; whoever has no listing has none."""
    if not request.user.is_authenticated or not listings_of(request.user).exists():
        return []
    return [Way(_("Your calendar"), reverse("calendar:home"), here=False)]
