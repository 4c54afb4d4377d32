from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar
from paper_reading import DAY, PEOPLE

from ischia.core.problems import Problem
from ischia.core.session import Pause
from ischia.exchange.calendar import WEEKDAYS, Since, plan_calendar
from tests.sessions import KNOWLEDGE, home_plan

HEALTH_WORDS = ("massage", "pain", "back", "sciatica", "exercise", "buttock", "doctor", "nerve", "therapist")


@pytest.fixture(scope="module", params=["plain", "disc", "acute", "helped", "doctor"])
def plan(request, planned):
    return planned(**PEOPLE[request.param])[0]


def events(made):
    return Calendar.from_ical(made).walk("VEVENT")


def test_it_is_a_calendar_that_others_can_read(plan):
    made = plan_calendar(plan, KNOWLEDGE, day=DAY, zone=None)
    calendar = Calendar.from_ical(made)
    assert (calendar["VERSION"], calendar["METHOD"], calendar["PRODID"]) == ("2.0", "PUBLISH", "-//Ischia//Plan//EN")
    assert not calendar.errors
    lines = made.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for event in calendar.walk("VEVENT"):
        assert not event.errors
        assert event["DTSTAMP"].dt == datetime.combine(DAY, time(), UTC)
        assert event["TRANSP"] == "TRANSPARENT"
        assert event["CLASS"] == "PRIVATE"
        assert event["SEQUENCE"] == 0
        assert "VALARM" not in [part.name for part in event.subcomponents]


def test_every_item_of_the_plan_is_there_as_often_as_the_plan_says(plan):
    made = events(plan_calendar(plan, KNOWLEDGE, day=DAY, zone=None, titles="plain"))
    titles = [str(event["SUMMARY"]) for event in made]
    for item in plan.home:
        assert titles.count(item.name) == item.per_day
    for item in (*plan.home, *plan.exercise):
        event = made[titles.index(item.name)]
        rule = event["RRULE"]
        days = len(rule["BYDAY"]) if rule["FREQ"] == ["WEEKLY"] else 7
        assert days == item.days_per_week
        first = event["DTSTART"].dt
        assert "BYDAY" not in rule or WEEKDAYS[first.weekday()] in rule["BYDAY"]


def test_nothing_is_asked_from_the_first_review_on(plan):
    first_review = DAY + timedelta(days=min(item.on_day for item in plan.review))
    for event in events(plan_calendar(plan, KNOWLEDGE, day=DAY, zone=None)):
        if "RRULE" in event:
            until, start = event["RRULE"]["UNTIL"][0], event["DTSTART"].dt
            assert type(until) is type(start)
            last = until.date() if isinstance(until, datetime) else until
            assert last == first_review - timedelta(days=1)


def test_days_to_look_back_are_whole_days(plan):
    made = events(plan_calendar(plan, KNOWLEDGE, day=DAY, zone=None, titles="plain"))
    days = {event["DTSTART"].dt for event in made if "Look back" in event["SUMMARY"]}
    assert days == {DAY + timedelta(days=item.on_day) for item in plan.review}
    assert all(type(day) is date for day in days)


def test_sessions_that_nobody_booked_are_no_events(plan):
    made = events(plan_calendar(plan, KNOWLEDGE, day=DAY, zone=None, titles="plain"))
    notes = [event for event in made if str(event["SUMMARY"]).startswith("Book")]
    assert len(notes) == len(plan.massage) <= 1
    assert all("RRULE" not in note and type(note["DTSTART"].dt) is date for note in notes)


def test_titles_and_details_tell_a_stranger_nothing(plan):
    made = plan_calendar(plan, KNOWLEDGE, day=DAY, zone=None).decode().lower().replace("\r\n ", "")
    assert not any(word in made.replace("look back", "") for word in HEALTH_WORDS)


def test_plain_titles_carry_the_details(planned):
    plan, _ = planned(**PEOPLE["disc"])
    made = events(plan_calendar(plan, KNOWLEDGE, day=DAY, zone=None, titles="plain"))
    details = {str(event["SUMMARY"]): str(event["DESCRIPTION"]) for event in made}
    for item in plan.exercise:
        assert item.how in details[item.name]
        assert item.dose in details[item.name]
    assert "Pressure at most 3 of 5" in details[plan.home[0].name]
    assert all(step.say in details[plan.home[0].name] for step in plan.home[0].steps)


def test_what_has_commas_semicolons_and_new_lines_comes_back_as_it_was(planned):
    plan, _ = planned(**PEOPLE["disc"])
    odd = plan.exercise[0].model_copy(update={"name": "a, b; c \\ d\nBEGIN:VEVENT", "how": "é" * 200})
    changed = plan.model_copy(update={"exercise": (odd,)})
    made = events(plan_calendar(changed, KNOWLEDGE, day=DAY, zone=None, titles="plain"))
    assert len(made) == len(events(plan_calendar(plan, KNOWLEDGE, day=DAY, zone=None))) - len(plan.exercise) + 1
    assert any(str(event["SUMMARY"]) == odd.name and odd.how in event["DESCRIPTION"] for event in made)


def test_the_same_plan_is_the_same_file_and_a_changed_one_has_new_ids(planned):
    plan, _ = planned(**PEOPLE["disc"])
    first, second = (plan_calendar(plan, KNOWLEDGE, day=DAY, zone="Europe/Amsterdam") for _ in range(2))
    assert first == second
    ids = {str(event["UID"]) for event in events(first)}
    assert len(ids) == len(events(first))
    assert ids == {
        str(e["UID"])
        for e in events(plan_calendar(plan, KNOWLEDGE, day=DAY, zone=None, titles="plain", since=Since(changes=3)))
    }
    other = plan.model_copy(update={"home": ()})
    assert not ids & {str(event["UID"]) for event in events(plan_calendar(other, KNOWLEDGE, day=DAY, zone=None))}


def test_without_a_zone_nine_is_nine_wherever_one_is(planned):
    plan, _ = planned(**PEOPLE["disc"])
    start = events(plan_calendar(plan, KNOWLEDGE, day=DAY, zone=None))[0]["DTSTART"].dt
    assert (start.time(), start.tzinfo) == (time(9), None)


@pytest.mark.parametrize("day", [date(2026, 10, 20), date(2027, 3, 20)])
def test_with_a_zone_nine_stays_nine_when_the_clocks_change(planned, day):
    plan, _ = planned(**PEOPLE["disc"])
    calendar = Calendar.from_ical(plan_calendar(plan, KNOWLEDGE, day=day, zone="Europe/Amsterdam"))
    event = calendar.walk("VEVENT")[0]
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event["DTSTART"].dt.time() == time(9)
    assert event["RRULE"]["UNTIL"][0].tzinfo is not None
    zone = calendar.walk("VTIMEZONE")[0]
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}


@pytest.mark.parametrize("wrong", [{"zone": "Europe/Amsterdm"}, {"zone": None, "titles": "loud"}])
def test_what_nobody_knows_is_a_problem(planned, wrong):
    plan, _ = planned()
    with pytest.raises(Problem):
        plan_calendar(plan, KNOWLEDGE, day=DAY, **wrong)


def test_the_ball_comes_every_other_day_in_its_first_week():
    plan = home_plan("script_ball_gluteal_wall")
    made = events(plan_calendar(plan, KNOWLEDGE, day=DAY, zone=None, titles="plain"))
    first, later = [event for event in made if event["SUMMARY"] == plan.home[0].name]
    assert first["RRULE"]["BYDAY"] == ["SA", "MO", "WE", "FR"]
    assert first["RRULE"]["UNTIL"][0].date() == DAY + timedelta(days=6)
    assert later["RRULE"]["BYDAY"] == ["SA", "SU", "TU", "TH"]
    assert later["DTSTART"].dt.date() == DAY + timedelta(days=7)


def days_of(event):
    """The days on which an event comes, as a calendar program works them out."""
    if "RRULE" not in event:
        return {event.start if not isinstance(event.start, datetime) else event.start.date()}
    start = event.start if isinstance(event.start, datetime) else datetime.combine(event.start, datetime.min.time())
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=start)
    listed = event.get("EXDATE")
    off = {each.dt.date() if isinstance(each.dt, datetime) else each.dt for each in listed.dts} if listed else set()
    return {each.date() for each in rule} - off


@pytest.mark.parametrize("zone", [None, "Europe/London"])
@pytest.mark.parametrize("only_massage", [True, False])
def test_days_of_a_pause_are_left_out(zone, only_massage):
    plan = home_plan("script_self_low_back")
    pause = Pause(first=DAY + timedelta(days=3), last=DAY + timedelta(days=12), only_massage=only_massage)
    made = plan_calendar(plan, KNOWLEDGE, day=DAY, zone=zone, titles="plain", since=Since(pauses=[pause]))
    free = plan_calendar(plan, KNOWLEDGE, day=DAY, zone=zone, titles="plain")
    home = {each.name for each in plan.home}
    moves = {each.name for each in plan.exercise}
    for event, before in zip(events(made), events(free), strict=True):
        held = {day for day in days_of(before) if pause.holds_on(day)}
        paused = str(event["SUMMARY"]) in (home if only_massage else home | moves)
        assert days_of(event) == days_of(before) - (held if paused else set())
    if not only_massage:
        endless = Pause(first=DAY)
        rest = plan_calendar(plan, KNOWLEDGE, day=DAY, zone=zone, titles="plain", since=Since(pauses=[endless]))
        assert (home | moves).isdisjoint(str(each["SUMMARY"]) for each in events(rest))
