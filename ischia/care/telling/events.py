"""What went wrong after a massage, as pages show it: what to do now, what follows, when it is asked again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from ischia.care.event_models import AdverseEvent, EventReport
from ischia.care.telling.sources import SourceRow, source_rows
from ischia.core.adverse import Found, Sorted, Standing, Told
from ischia.core.adverse.telling import choices_of, offered, signs_listed
from ischia.core.case import make_case
from ischia.core.facts.adverse import Choice
from ischia.core.knowledge import Knowledge
from ischia.core.phone import words_for_the_phone
from ischia.core.problems import Problem
from ischia.core.value import Disposition
from ischia.exchange.wording import Band, band_of

STEPS = {"what": 1, "how": 2, "signs": 3}


@dataclass(frozen=True)
class EventRow:
    """One event that was found."""

    title: str
    grade: str
    mild: bool
    meaning: str
    say: str
    sources: list[SourceRow]


@dataclass(frozen=True)
class ReportRow:
    """What was said at one time."""

    at: datetime
    said: str
    found: str
    note: str


@dataclass(frozen=True)
class EventTold:
    """Everything a page says about an event, after its last report."""

    found: Sorted
    band: Band
    urgent: bool
    events: list[EventRow]
    says: list[str]
    follows: list[str]
    serious: list[str]
    reports: list[ReportRow]
    ask_at: datetime | None
    closed: bool
    phone: tuple[str, str] | None
    maternity: bool


def tell_event(event: AdverseEvent, standing: Standing, knowledge: Knowledge) -> EventTold:
    """What to do now, what follows, and what was said so far."""
    rows = list(event.reports.all())
    found = rows[-1].sorted
    emergency = found.emergency
    return EventTold(
        found=found,
        band=band_of(found.disposition),
        urgent=found.locks and found.disposition > Disposition.MASSAGE_WITH_LIMITS,
        events=[_event(each, knowledge) for each in found.events],
        says=_says(rows[-1], found, knowledge),
        follows=_follows(found, knowledge),
        serious=[each.tell for each in knowledge.adverse.every_serious_event if each.tell]
        if standing.grade == "serious"
        else [],
        reports=[_report(row, knowledge) for row in rows],
        ask_at=standing.ask_at,
        closed=standing.closed,
        phone=_phone(found, knowledge) if emergency else None,
        maternity=emergency and _maternity_alone(found),
    )


def _event(found: Found, knowledge: Knowledge) -> EventRow:
    meaning = next(each.say for each in knowledge.adverse.grades if each.id == found.grade)
    sources = source_rows(found.sources, knowledge)
    return EventRow(found.title, _grade(found.grade), found.grade == "mild", meaning, found.say, sources)


def _grade(grade: str) -> str:
    return {"mild": _("mild"), "moderate": _("moderate"), "serious": _("serious")}[grade]


def _says(row: EventReport, found: Sorted, knowledge: Knowledge) -> list[str]:
    """Words where nothing on the list fits: that it has passed, or what the safety rules say, or that it is kept."""
    if found.events:
        return []
    if row.gone:
        return [_("Good. It is written down that it is gone.")]
    worst = [each.person for each in found.screening.fired if each.disposition == found.disposition]
    return worst if found.locks else [knowledge.telling_events.nothing_fits]


def _follows(found: Sorted, knowledge: Knowledge) -> list[str]:
    """What Ischia does now."""
    said = []
    if found.locks:
        said.append(_("Your plan is locked. It opens when you have answered the safety questions again."))
    if found.pause_days and not found.locks:
        said.append(
            _("No massage for %(days)s days. Then begin with a short, light trial.") % {"days": found.pause_days}
        )
    if found.lower_pressure_by and not found.locks:
        said.append(_("Make the next massage one step lighter."))
    if found.limits.no_oils:
        said.append(
            _("No oil, unless you know that you can bear it. Name it when the safety questions ask about allergies.")
        )
    if found.limits.forbid_regions and not found.locks:
        said.append(_keep_off(found.limits.forbid_regions, knowledge))
    return said


def _keep_off(regions: Iterable[str], knowledge: Knowledge) -> str:
    named = [knowledge.regions[each] for each in regions]
    if len(named) == len(knowledge.regions):
        return _("No massage anywhere until it is gone, or until you tell us where it is.")
    return _("No massage there until it is gone: %(places)s.") % {"places": ", ".join(named)}


def _report(row: EventReport, knowledge: Knowledge) -> ReportRow:
    found = row.sorted
    titles = ", ".join(f"{each.title} ({_grade(each.grade)})" for each in found.events)
    return ReportRow(row.made_at, taps_in_words(Told.model_validate(row.told), knowledge), titles, row.note)


def taps_in_words(told: Told, knowledge: Knowledge) -> str:
    """What was tapped, as one line."""
    try:
        what, _asked, how = choices_of(told, knowledge)
    except Problem:  # an answer of an earlier edition
        return ""
    said = [each.say for each in (what, how) if each]
    signs = [knowledge.findings[name].ask for name in told.signs or () if name in knowledge.findings]
    return "; ".join([*said, *signs])


def _phone(found: Sorted, knowledge: Knowledge) -> tuple[str, str]:
    case = make_case({name: each for name, each in found.answers.items() if name in knowledge.findings}, knowledge)
    return words_for_the_phone(found.screening.fired, case, knowledge)


def _maternity_alone(found: Sorted) -> bool:
    now = [each for each in found.screening.fired if each.disposition is Disposition.EMERGENCY_NOW]
    return bool(now) and all(set(each.limits.refer_to) == {"maternity_unit_now"} for each in now)


@dataclass(frozen=True)
class QuestionTold:
    """One of the three questions, ready to be drawn: buttons for the first two, ticks for the third."""

    name: str
    step: int
    ask: str
    help: str
    choices: list[Choice]
    signs: list[dict[str, str]]
    none: str
    where: str
    places: list[tuple[str, str]]


def tell_question(name: str, told: Told, knowledge: Knowledge, *, again: bool) -> QuestionTold:
    """What a page asks next."""
    telling = knowledge.telling_events
    ask, note, where, choices = telling.what.ask, telling.what.help, "", list(telling.what.choices)
    if again:
        ask, choices = telling.what.again, [telling.what.gone, *choices]
    if name == "how":
        asked = choices_of(told, knowledge)[1]
        if asked:
            ask, note, where, choices = asked.ask, asked.help, asked.where, list(offered(asked, told))
    signs = []
    if name == "signs":
        ask, note, choices = telling.signs.ask, telling.signs.help, []
        signs = [_sign(each, knowledge) for each in signs_listed(knowledge)]
    places = list(knowledge.regions.items()) if where else []
    return QuestionTold(name, STEPS[name], ask, note, choices, signs, telling.signs.none, where, places)


def _sign(name: str, knowledge: Knowledge) -> dict[str, str]:
    finding = knowledge.findings[name]
    return {"id": name, "label": finding.ask, "hint": finding.help}
