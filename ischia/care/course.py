"""How it went since care began: sessions, diary, measures and events of one person, as the core looks at them."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from django.utils.timezone import localdate

from ischia.accounts.models import Keeper
from ischia.care.diary.measuring import answers_by_measure
from ischia.care.diary.usecases import versions_of
from ischia.care.event_models import EventReport
from ischia.care.home_session import HomeSession
from ischia.care.models import Screening
from ischia.care.plan_models import PlanVersion
from ischia.care.recording import sessions_of
from ischia.care.versions import Followed, change_of
from ischia.core.adapting import Course, Happened, Pain, SessionDone
from ischia.core.adapting.course import Acted
from ischia.core.diary import Entry, read_entry
from ischia.core.knowledge import Knowledge, load_knowledge

PAINS = ("leg_pain", "back_pain")
THERAPIST = "therapist"  # the diary's word for massage by a therapist
OVERALL = "pgic"


def course_of(plan: Followed) -> Course:
    """What is known of how it goes. It goes on when the safety questions are answered anew, and so do its rules."""
    keeper, knowledge = plan.row.keeper, load_knowledge()
    started = start_of_course(keeper, knowledge)
    since = [each for each in sessions_of(keeper) if each.day >= started and each.done != "not"]
    entries = [read_entry(each.document, knowledge) for each in reversed(versions_of(keeper)) if each.day >= started]
    home = [_at_home(each) for each in since if each.item in knowledge.scripts]
    return Course(
        started=started,
        sessions=tuple(sorted([*home, *_in_clinic(entries, plan)], key=lambda each: each.day)),
        pain=tuple(sorted([*_told(entries), *_two_days_later(since)], key=lambda each: each.day)),
        events=tuple(happened(report) for report in reports_since(keeper, started)),
        exercised=tuple(each.day for each in since if each.item in knowledge.exercise),
        much_better=_much_better(keeper, started, knowledge),
        acted=tuple(_acted(keeper, started)),
    )


def start_of_course(keeper: Keeper, knowledge: Knowledge) -> date:
    """The day of the first screening since which the next one never came later than a course lasts without one."""
    days = [row.as_of for row in keeper.screenings.order_by("as_of", "made_at").only("as_of", "keeper")]
    apart = timedelta(days=knowledge.adapting.course.days_apart)
    begins = [later for earlier, later in pairwise(days) if later - earlier > apart]
    return begins[-1] if begins else days[0]


def reports_since(keeper: Keeper, started: date) -> list[EventReport]:
    """What was told of events in this course, without what locked the plan: that is the safety questions' matter."""
    reports = EventReport.objects.filter(event__keeper=keeper, locks=False).select_related("event")
    return [each for each in reports if localdate(each.made_at) >= started]


def happened(report: EventReport) -> Happened:
    """What one report asks of the plan."""
    found = report.sorted
    return Happened(
        id=str(report.pk),
        day=localdate(report.made_at),
        grade=found.grade,
        pause_days=found.pause_days,
        lower_pressure_by=found.lower_pressure_by,
        limits=found.limits,
    )


def _at_home(session: HomeSession) -> SessionDone:
    return SessionDone(
        item=session.item,
        day=session.day,
        before=session.pain_before,
        at_end=session.pain_end,
        next_day=session.pain_24h,
    )


def _in_clinic(entries: Iterable[Entry], plan: Followed) -> Iterator[SessionDone]:
    """Massage by a therapist, as the diary tells it: one a day, taken to be of the plan's kind."""
    kind = next((item.technique for item in plan.now.massage), None)
    days = {entry.day for entry in entries if THERAPIST in entry.care} if kind else set()
    yield from (SessionDone(item=kind, day=day) for day in days if kind)


def _told(entries: Iterable[Entry]) -> Iterator[Pain]:
    """The worse of leg and back pain, of every entry that tells one."""
    for entry in entries:
        scores = [score for name, score in entry.scores.items() if name.split(":")[0] in PAINS]
        if scores:
            yield Pain(day=entry.day, score=max(scores))


def _two_days_later(sessions: Iterable[HomeSession]) -> Iterator[Pain]:
    for each in sessions:
        if each.pain_48h is not None:
            yield Pain(day=each.day + timedelta(days=2), score=each.pain_48h)


def _much_better(keeper: Keeper, started: date, knowledge: Knowledge) -> bool | None:
    """The person's own word on the change all in all, the last of this course; None where it was not asked."""
    rows = [each for each in answers_by_measure(keeper, knowledge).get(OVERALL, []) if each.day and each.day >= started]
    given = rows[-1].items.get("change") if rows else None
    matters = knowledge.measures[OVERALL].change_that_matters.at_most
    return None if given is None or matters is None else given <= matters


def _acted(keeper: Keeper, started: date) -> Iterator[Acted]:
    """What the rules changed in this course, also in the plans of earlier answers."""
    for each in PlanVersion.objects.filter(screening__keeper=keeper, day__gte=started).order_by("made_at"):
        change = change_of(each)
        if change.by == "rule":
            yield Acted(rule=change.rule, day=each.day, about=each.about)


def newest(keeper: Keeper | None) -> Screening | None:
    """The newest screening; its plan is the one that is followed."""
    return keeper.screenings.first() if keeper else None
