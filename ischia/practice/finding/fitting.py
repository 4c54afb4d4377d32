"""The question to the database: which listings fit what somebody wishes for, and what their answers ask?"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from ischia.core.directory.matching import LICENSED, Needs, Wanted, kinds_wanted
from ischia.core.directory.words import EXPERIENCE
from ischia.core.knowledge import load_knowledge
from ischia.practice.codes import EDGE, has, has_any
from ischia.practice.listing.models import Credential, Listing
from ischia.practice.listing.qualified import where_a_licence_is_asked_for


def fitting(wanted: Wanted, needs: Needs, day: date) -> QuerySet[Listing]:
    """Listings that fit; what is needed counts only with a tick on that day, and cannot be left out."""
    conditions = [_wishes(wanted)]
    kinds = kinds_wanted(wanted, needs, load_knowledge())
    if kinds is not None:
        conditions.append(has_any("techniques", kinds))
    for word in dict.fromkeys((*needs.ids, *wanted.qualifications)):
        conditions.append(_shown(word, day))
    return Listing.objects.public().filter(*conditions)


def _wishes(wanted: Wanted) -> Q:
    found = Q()
    if wanted.sciatica:
        found &= Q(sciatica_experience__in=EXPERIENCE[EXPERIENCE.index(wanted.sciatica) :])
    if wanted.settings:
        found &= has_any("settings", wanted.settings)
    if wanted.insurance:
        found &= Q(insurers__icontains=f"{EDGE}{wanted.insurance.replace(EDGE, '')}{EDGE}")
    if wanted.language:
        found &= has("languages", wanted.language.replace(EDGE, ""))
    if wanted.gender:
        found &= Q(gender=wanted.gender)
    if wanted.step_free:
        found &= Q(step_free="yes")
    if wanted.evenings:
        found &= Q(evenings=True)
    return found


def _shown(word: str, day: date) -> Q:
    """What is asked for is shown on that day; as `listing.qualified` says it for one therapist."""
    ticked = Credential.objects.ticked(day).filter(listing=OuterRef("pk"))
    shown = Q(Exists(ticked.filter(has("allows", word))))
    if word != LICENSED:
        return shown
    register = Q(Exists(ticked.filter(kind=Credential.Kind.REGISTER))) & ~where_a_licence_is_asked_for()
    return shown | Q(Exists(ticked.filter(kind=Credential.Kind.LICENCE))) | register
