"""Free times against a slow calculation that looks at each minute by itself, under every rule at once."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from ischia.core.booking import Hours, Opening, Rules, Schedule, Wanted, Window, free_starts, nearest

ZONES = ("UTC", "Europe/London", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca")
MINUTE = timedelta(minutes=1)
# Days on which some of these zones change their clocks, and plain ones.
DAYS = (datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC), datetime(2026, 6, 9, tzinfo=UTC))

starts = st.sampled_from(DAYS).flatmap(lambda day: st.integers(0, 2 * 1440).map(lambda number: day + number * MINUTE))
spans = st.tuples(starts, st.integers(1, 200)).map(lambda pair: (pair[0], pair[0] + pair[1] * MINUTE))
many_spans = st.lists(spans, max_size=5)
openings = st.lists(st.integers(0, 96), min_size=2, max_size=6, unique=True).map(
    lambda edges: tuple(Opening(15 * one, 15 * two) for one, two in list(pairwise(sorted(edges)))[::2])
)


@st.composite
def schedules(draw):
    zone = draw(st.sampled_from(ZONES))
    days = {day.date(): draw(openings) for day in DAYS if draw(st.booleans())}
    hours = Hours(zone, {weekday: draw(openings) for weekday in range(7)}, days)
    cap = draw(st.none() | st.integers(0, 3))
    rules = Rules(draw(st.sampled_from((5, 10, 15, 25, 60))), draw(st.integers(0, 2000)), draw(st.integers(0, 4)), cap)
    rooms = draw(st.none() | st.lists(many_spans, max_size=3))
    return Schedule(hours, rules, draw(many_spans), draw(st.lists(starts, max_size=5)), rooms)


wanted = st.builds(Wanted, st.integers(5, 150), st.integers(0, 40), st.integers(0, 40))


def is_open(schedule, moment):
    shown = moment.astimezone(ZoneInfo(schedule.hours.zone))
    minute = shown.hour * 60 + shown.minute
    hours = schedule.hours
    there = hours.days.get(shown.date(), hours.week.get(shown.weekday(), ()))
    return [minute - each.starts for each in there if each.starts <= minute < each.ends]


def touches(spans, first, last):
    return any(first < until and begins < last for begins, until in spans)


def may_start(schedule, what, moment, now):
    rules, zone = schedule.rules, ZoneInfo(schedule.hours.zone)
    since = is_open(schedule, moment)
    first = moment - what.before * MINUTE
    last = moment + (what.minutes + what.after) * MINUTE
    day = moment.astimezone(zone).date()
    that_day = sum(each.astimezone(zone).date() == day for each in schedule.booked)
    return (
        any(minutes % rules.step == 0 for minutes in since)
        and all(is_open(schedule, moment + number * MINUTE) for number in range(what.minutes))
        and not touches(schedule.taken, first, last)
        and (schedule.rooms is None or any(not touches(room, first, last) for room in schedule.rooms))
        and moment >= now + rules.notice * MINUTE
        and (day - now.astimezone(zone).date()).days <= rules.horizon
        and (rules.cap is None or (that_day < rules.cap))
    )


@settings(max_examples=40, deadline=None)
@given(schedules(), wanted, starts, st.integers(0, 3000), st.integers(0, 59))
def test_free_times_are_those_that_break_no_rule(schedule, what, start, before, seconds):
    now = start - before * MINUTE + timedelta(seconds=seconds)
    window = Window(start, 700)
    expected = [
        moment
        for moment in (start + number * MINUTE for number in range(window.minutes))
        if may_start(schedule, what, moment, now)
    ]
    assert list(free_starts(schedule, what, window, now)) == expected


@given(st.lists(starts, unique=True, max_size=30), starts, st.integers(1, 6))
def test_the_nearest_are_no_further_than_any_other(moments, aim, at_most):
    found = nearest(moments, aim, at_most)
    assert list(found) == sorted(found)
    assert len(found) == min(at_most, len(moments))
    left = set(moments) - set(found)
    assert not found or all(abs(each - aim) >= max(abs(one - aim) for one in found) for each in left)


@given(st.lists(st.tuples(st.integers(-50, 250), st.integers(1, 90)), max_size=12), starts)
def test_a_line_has_just_the_minutes_of_its_spans(lengths, start):
    window = Window(start, 180)
    spans = [(start + first * MINUTE, start + (first + length) * MINUTE) for first, length in lengths]
    line = window.lines(spans)
    moments = [
        start + number * MINUTE
        for number in range(180)
        if touches(spans, *(start + (number + n) * MINUTE for n in (0, 1)))
    ]
    assert list(window.moments(line)) == moments
    assert all(
        window.has(line, start + number * MINUTE) == (start + number * MINUTE in moments) for number in range(-5, 190)
    )
    assert not window.has(line, start + timedelta(seconds=30))
