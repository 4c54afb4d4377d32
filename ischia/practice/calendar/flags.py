"""What a therapist has to mind with somebody's visit: in words, from the screening that came with the booking.

Only what is needed before hands are laid on: may it start, and what to keep to. The answers themselves stay with the
person. What is newer than the booking counts at once: nobody is massaged on answers that no longer hold.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ischia.care.course import newest
from ischia.care.editions import knowledge_of
from ischia.care.locks import lock_on
from ischia.care.models import Screening
from ischia.care.telling.kept import Kept, read_kept
from ischia.core.knowledge import load_knowledge
from ischia.core.planning.words import limit_lines
from ischia.core.value import Disposition
from ischia.exchange.wording import band_of, lower_first
from ischia.practice.booking.models import Appointment, Service
from ischia.practice.booking.safety import Refused, may_book
from ischia.practice.calendar.moments import day_shown

TO_COME = (Appointment.State.BOOKED, Appointment.State.ARRIVED)
# What limits only what people do on their own is not told to a therapist.
AT_HOME_ONLY = {"no_pressure_5_at_home": False, "no_unsupervised_home": False, "forbid_exercises": ()}


@dataclass(frozen=True)
class Flags:
    """`red`: do not start before this is settled. `amber`: to mind. `limits`: to keep to."""

    red: tuple[str, ...] = ()
    amber: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """The gravest of them in two words, for where there is no room for more; empty where there is none."""
        if self.red:
            return _("Ask first")
        if self.amber:
            return _("Look first")
        return _("Keep limits") if self.limits else ""

    @property
    def tone(self) -> str:
        return "red" if self.red else "amber" if self.amber or self.limits else ""


def flags_by_visit(visits: Iterable[Appointment]) -> dict[UUID, Flags]:
    """What to mind with each of many."""
    return {visit.pk: flags_of(visit) for visit in visits}


def flags_of(visit: Appointment) -> Flags:
    """What to mind with a visit, as far as is known now. What is over is told as it was booked."""
    ahead = visit.state in TO_COME and day_shown(visit.ends, visit.listing.zone) >= localdate()
    refused = _refused(visit) if ahead else None
    rows = _rows_of(visit) if ahead else [visit.screening] if visit.screening else []
    kept = [_kept(row) for row in rows]
    red, amber = list(_red(visit, refused, kept)), []
    if ahead and not rows and _is_treatment(visit.service):
        amber.append(_("Safety questions not answered yet: no massage before they are."))
    if ahead and _changed(visit, refused):
        grave = refused or _told_something_new(visit)
        (red if grave else amber).append(_("Answers changed since booking: ask before you start."))
    return Flags(tuple(dict.fromkeys(red)), tuple(amber), _limits(kept))


def _is_treatment(service: Service | None) -> bool:
    """A service that is gone is taken for a treatment: that asks for more."""
    return service is None or service.is_treatment


def _refused(visit: Appointment) -> Refused | None:
    """Would it be refused if it were booked now?"""
    if visit.service is None:
        return None
    found = may_book(visit.keeper, visit.service, visit.listing, day_shown(visit.starts, visit.listing.zone))
    return found if isinstance(found, Refused) else None


def _rows_of(visit: Appointment) -> list[Screening]:
    """The screening that came with the booking, and the newest one where that is another."""
    rows = [row for row in (visit.screening, newest(visit.keeper)) if row]
    return list({row.pk: row for row in rows}.values())


def _changed(visit: Appointment, refused: Refused | None) -> bool:
    """Has the person answered anew, or told something that asks for it, since the booking?"""
    last = newest(visit.keeper)
    if last is not None and visit.screening_id not in (None, last.pk):
        return True
    if _told_something_new(visit):
        return True
    return refused is not None and refused.why == "screen_again" and lock_on(visit.keeper) is not None


def _told_something_new(visit: Appointment) -> bool:
    """Did the person say before the visit that something is new, and not answer on?"""
    told, last = visit.something_new_at, newest(visit.keeper)
    return told is not None and (last is None or last.made_at < told)


def _kept(row: Screening) -> Kept:
    said = {"answers": row.answers, "result": row.result, "plan": row.plan}
    return read_kept(said, row.as_of, knowledge_of(row.knowledge_digest), load_knowledge())


def _red(visit: Appointment, refused: Refused | None, kept: list[Kept]) -> Iterator[str]:
    worst = max((each.shown for each in kept), default=Disposition.SUITABLE)
    if worst >= Disposition.DOCTOR_BEFORE_MASSAGE:
        yield _("No massage. The answers say: %(what)s.") % {"what": lower_first(band_of(worst).title)}
    if refused and refused.why not in ("screen_first", "see_someone"):
        yield _why(refused)
    if refused and refused.why == "screen_first" and visit.screening:
        yield _("The answers that came with the booking are gone. Ask the safety questions again.")


def _why(refused: Refused) -> str:
    """Why it would not be booked now, in words for a therapist."""
    words = load_knowledge().words
    about = ", ".join(lower_first(words[each].say) if each in words else each for each in refused.about)
    said = {
        "screen_again": _("The answers no longer hold. No massage before the safety questions are answered again."),
        "held": _("No massage on this day: it has to wait."),
        "other_kind": _("The answers rule out this kind of massage."),
        "too_long": _("The answers allow at most %(about)s minutes. This visit is longer."),
        "not_qualified": _("The answers ask for something that your listing does not show: %(about)s."),
    }
    return said[refused.why] % {"about": about}


def _limits(kept: list[Kept]) -> tuple[str, ...]:
    """What to keep to in a visit; where answers were given twice, everything that either asks.

    None beside "no massage": a limit on pressure would read like a yes.
    """
    if any(each.shown >= Disposition.DOCTOR_BEFORE_MASSAGE for each in kept):
        return ()
    found = [(each.screening.limits.model_copy(update=AT_HOME_ONLY), each.knowledge) for each in kept]
    return tuple(dict.fromkeys(line for limits, knowledge in found for line in limit_lines(limits, knowledge)))
