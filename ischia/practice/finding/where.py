"""Where to look: the words somebody typed, as a place, a choice of places, or what is wrong with them."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ischia.core.directory.places import Place, gazetteer, read_position
from ischia.core.directory.sphere import Point
from ischia.core.problems import Problem
from ischia.practice.listing.models import Listing


@dataclass(frozen=True)
class Choice:
    """One place that may be meant, with the words that find it and no other."""

    near: str
    label: str


@dataclass(frozen=True)
class Where:
    """The middle of a search with its name; without a middle, `wrong` says why, and `choices` what may be meant."""

    centre: Point | None = None
    label: str = ""
    choices: list[Choice] = field(default_factory=list)
    wrong: str = ""


def where_is(words: str) -> Where:
    """Find the place that is meant. Never a guess between two: then both are offered."""
    try:
        if position := read_position(words):
            return Where(position, _("this position"))
        answer = gazetteer().look_up(words)
    except Problem as problem:
        said = {"got": problem.got, "allowed": problem.allowed}
        return Where(wrong=_("Use %(allowed)s. You wrote %(got)s.") % said)
    others = [_choice(each) for each in answer.others]
    if answer.place:
        return Where(answer.place.point, gazetteer().label(answer.place), others)
    if answer.is_code:
        return _of_postcode(words)
    if others:
        return Where(choices=others, wrong=_("There are several places like that. Which one do you mean?"))
    return Where(
        wrong=_("We do not know “%(words)s”. Try the nearest larger town, or your position.") % {"words": words}
    )


def _choice(place: Place) -> Choice:
    label = gazetteer().label(place)
    alone = gazetteer().look_up(label.partition(" (")[0]).place == place
    point = f"{place.point.latitude},{place.point.longitude}"
    return Choice(label.partition(" (")[0] if alone else point, label)


def _of_postcode(words: str) -> Where:
    """No postcodes are shipped. A therapist's own address may have this one: then that is offered."""
    there = Listing.objects.filter(postcode__iexact=words.strip(), is_published=True, latitude__isnull=False)
    said = {"words": words}
    if row := there.first():
        label = _("%(words)s, as in the address of a therapist in %(town)s") % {"words": row.postcode, "town": row.town}
        choice = Choice(f"{row.latitude},{row.longitude}", label)
        return Where(choices=[choice], wrong=_("We have no list of postcodes, but this one we have seen:"))
    return Where(wrong=_("“%(words)s” looks like a postcode. We have no list of postcodes: give the town.") % said)
