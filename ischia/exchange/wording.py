"""Facts in words, said once, so that page, paper, calendar and command line say the same.

Every function is total over what the core can hand it; what it cannot know (an unknown id) is a `Problem`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ischia.core.case import Answer, Case
from ischia.core.facts.findings import Finding
from ischia.core.knowledge import Knowledge
from ischia.core.planning.plan import MassageItem
from ischia.core.problems import Problem, did_you_mean
from ischia.core.screening import Reason
from ischia.core.value import Disposition

YES, NO, NOT_SURE, NOT_ANSWERED, NONE = "Yes", "No", "Not sure", "Not answered", "None"
# Two questions store "does not apply to me" as null; said as "not sure" that would be untrue.
NULL_SAYS = {"weeks_since_birth": "No birth in the last year"}
# Not from the calendar module or strftime: those follow the machine's language.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SIDES = {
    "left": "left side",
    "right": "right side",
    "both": "both sides",
    "middle": "in the middle",
    "painful": "the side that hurts",
    "other": "the other side",
}
COUNTED = ("weeks", "days", "minutes", "years", "hours", "mmHg")  # units that are said after the number
TIMES = {1: "once", 2: "twice"}
WHOLE_WEEK = 7


@dataclass(frozen=True)
class Band:
    """How a disposition is shown: a short word, a heading, and one sentence that says what to do."""

    word: str
    title: str
    say: str


BANDS = {
    Disposition.SUITABLE: Band(
        "Go ahead", "No reason found against massage", "Your answers show no reason to leave massage out."
    ),
    Disposition.MASSAGE_WITH_LIMITS: Band(
        "Go, with limits",
        "Massage may go ahead inside limits",
        "Keep to the limits below, and show them to whoever helps.",
    ),
    Disposition.DOCTOR_BEFORE_MASSAGE: Band(
        "See someone first",
        "See a doctor before any massage",
        "Only a doctor's yes counts here. A therapist's or a friend's yes is not enough.",
    ),
    Disposition.SAME_DAY_MEDICAL: Band(
        "Today", "Speak to a doctor today", "Do not have a massage, and do not wait to see if it passes."
    ),
    Disposition.EMERGENCY_NOW: Band(
        "Emergency", "Get emergency help now", "Do not have a massage, and do not wait to see if it passes."
    ),
}

Record = TypeVar("Record")


def _known(field: str, name: str, records: Mapping[str, Record]) -> Record:
    if name not in records:
        raise Problem(field, name, f"a known {field}{did_you_mean(name, list(records))}")
    return records[name]


def listed(words: Iterable[str]) -> str:
    """Words in one row: `a, b and c`."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def lower_first(words: str) -> str:
    """The same words inside a sentence."""
    return words[:1].lower() + words[1:]


def upper_first(words: str) -> str:
    """The same words at the start of a sentence."""
    return words[:1].upper() + words[1:]


def one_line(words: str) -> str:
    """What a person wrote, on one line and without signs that cannot be printed."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def counted(number: int, thing: str) -> str:
    """A number and what is counted: `1 day`, `5 days`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def day_in_words(day: date) -> str:
    """A day: `21 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_in_words(day: date) -> str:
    """A day with its weekday: `Saturday 21 November 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {day_in_words(day)}"


def minutes_in_words(minutes: float) -> str:
    """Minutes to the second: `10½ minutes`, `4 minutes 20 seconds`."""
    whole, seconds = divmod(round(minutes * 60), 60)
    if seconds == 30 and whole:
        return f"{whole}½ minutes"
    said = counted(whole, "minute") if whole or not seconds else ""
    return f"{said} {counted(seconds, 'second')}".strip() if seconds else said


def times_in_words(times: int) -> str:
    """How many times: `once`, `twice`, `3 times`."""
    return TIMES.get(times, f"{times} times")


def how_often(per_day: int | None, days_per_week: int) -> str:
    """How often: `twice a day, 5 days a week`, `once a day, every day`; without `per_day` only the days."""
    days = "every day" if days_per_week >= WHOLE_WEEK else f"{counted(days_per_week, 'day')} a week"
    return days if per_day is None else f"{times_in_words(per_day)} a day, {days}"


def for_weeks(per_week: int, weeks: int, every_weeks: int = 1) -> str:
    """How often and how long: `once a week, for 4 weeks`, or `once every 2 weeks, for 4 weeks`."""
    often = "a week" if every_weeks == 1 else f"every {every_weeks} weeks"
    return f"{times_in_words(per_week)} {often}, for {counted(weeks, 'week')}"


def every(days: int) -> str:
    """A rhythm: `every day`, `every week`, `every 4 weeks`, `every 10 days`."""
    if days % WHOLE_WEEK:
        return "every day" if days == 1 else f"every {days} days"
    weeks = days // WHOLE_WEEK
    return "every week" if weeks == 1 else f"every {weeks} weeks"


def pressure_in_words(step: int, knowledge: Knowledge) -> str:
    """One step of the pressure scale: `light (2 of 5)`; step 0 is a pause without any.

    Raises:
        Problem: the scale has no such step.
    """
    if step == 0:
        return "no pressure"
    names = {str(each.step): each.name for each in knowledge.dosing.pressure_scale}
    return f"{_known('pressure', str(step), names)} ({step} of {len(names)})"


def pressure_range(start: int, most: int, knowledge: Knowledge) -> str:
    """From the first to the highest step: `light to medium (2 to 3 of 5)`."""
    if start == most:
        return pressure_in_words(start, knowledge)
    first, last = (pressure_in_words(step, knowledge).partition(" (") for step in (start, most))
    return f"{first[0]} to {last[0]} ({start} to {last[2]}"


def pressure_scale(knowledge: Knowledge) -> str:
    """The whole scale in one line."""
    return "; ".join(f"{each.step} {each.name}" for each in knowledge.dosing.pressure_scale)


def regions_in_words(regions: Iterable[str], knowledge: Knowledge) -> str:
    """Parts of the body, inside a sentence: `buttock and low back`."""
    return listed(lower_first(_known("region", region, knowledge.regions)) for region in regions)


def position_in_words(position: str, knowledge: Knowledge) -> str:
    """A position: `On the side`."""
    return _known("position", position, knowledge.positions)


def technique_in_words(technique: str, knowledge: Knowledge) -> str:
    """A kind of massage: `Swedish massage`."""
    return _known("technique", technique, knowledge.techniques).name


def other_kind_in_words(item: MassageItem, knowledge: Knowledge) -> str:
    """The second kind of massage, and where alone it may be used if not on every place of the first."""
    words = technique_in_words(item.alternative, knowledge) if item.alternative else ""
    if not words or not item.alternative_regions or set(item.alternative_regions) == set(item.regions):
        return words
    return f"{words}, only on the {regions_in_words(item.alternative_regions, knowledge)}"


def side_in_words(side: str) -> str:
    """A side of the body: `left side`, `both sides`."""
    return _known("side", side, SIDES)


def words_of(ids: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    """What each limit, provider, referral or wait means, a sentence each."""
    return tuple(_known("limit", name, knowledge.words).say for name in ids)


def finding_of(name: str, knowledge: Knowledge) -> Finding:
    """The question of that id."""
    return _known("finding", name, knowledge.findings)


def choice_in_words(finding: Finding, choice: str, knowledge: Knowledge) -> str:
    """One word of a choice or a set, as a page shows it. A rule is shown by its first sentence."""
    if finding.of == "rules" and choice in knowledge.rules:
        return knowledge.rules[choice].say.split(". ")[0].rstrip(".")
    return knowledge.word_for(finding, choice)


def answer_in_words(finding: Finding, answer: Answer, knowledge: Knowledge) -> str:
    """An answer that was given: yes, no, not sure, a number with its unit, or the words chosen."""
    match answer:
        case None:
            return NULL_SAYS.get(finding.id, NOT_SURE)
        case bool():
            return YES if answer else NO
        case int():
            return _number_in_words(answer, finding)
        case str():
            return choice_in_words(finding, answer, knowledge)
        case _:
            words = [choice_in_words(finding, each, knowledge) for each in answer]
            if finding.of in ("regions", "positions"):  # other words may be names, such as Swedish massage
                words[1:] = map(lower_first, words[1:])
            # Some words hold commas themselves.
            return ("; " if any("," in each for each in words) else ", ").join(words) or NONE


def _number_in_words(number: int, finding: Finding) -> str:
    unit = finding.unit or ""
    if unit == "points":
        return f"{number} of {finding.max}"
    if unit not in COUNTED:
        return f"{number} ({unit})" if unit else str(number)
    return counted(number, unit[:-1]) if unit.endswith("s") else f"{number} {unit}"


def case_answer(case: Case, name: str, knowledge: Knowledge) -> str:
    """What a case answers to one question; "not answered" where it is silent."""
    finding = finding_of(name, knowledge)
    return answer_in_words(finding, case.answers[name], knowledge) if name in case.answers else NOT_ANSWERED


def because_in_words(reason: Reason, case: Case, knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """The questions that made a rule speak, each with its answer. A blank and a "not sure" are told apart."""
    return tuple((finding_of(name, knowledge).ask, case_answer(case, name, knowledge)) for name in reason.because)


def band_of(disposition: Disposition) -> Band:
    """How a disposition is shown."""
    return BANDS[disposition]


def evidence_in_words(grades: str, knowledge: Knowledge) -> str:
    """Evidence grades such as `B / D` in one sentence: for the back, and for the leg."""
    meanings = knowledge.documents["techniques.yaml"]["evidence_grades"]
    back, leg = (f"{lower_first(_known('grade', grade, meanings))} ({grade})" for grade in grades.split(" / "))
    return f"Evidence for back pain: {back}. For leg pain: {leg}."


def measure_in_words(instrument: str, days: int, knowledge: Knowledge) -> str:
    """A scale and its rhythm: `Leg pain, 0 to 10: every week`."""
    return f"{_known('instrument', instrument, knowledge.measures).name}: {every(days)}"


def reviews_in_words(days: Sequence[date]) -> str:
    """Days to look back, in one row."""
    return listed(day_in_words(day) for day in days)
