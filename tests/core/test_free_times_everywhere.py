"""Free times over every change of clocks of every zone, 2024 to 2035, against a calculation that shares no code.

The other way round: it walks through the minutes of UTC, asks zoneinfo what the wall shows, and collects plain sets.
Nothing of it knows of lines, days that begin, or folds.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ischia.core.booking import Hours, Opening, Rules, Schedule, Wanted, Window, free_starts, is_repeated
from ischia.exchange.free_times import free_times_told, lines_by_day

FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
# Through the small hours, in which most clocks change, up to midnight and from it.
# No two days of the week are alike, so that an hour of the wrong day would show.
WEEK = {day: (Opening(0, 330 - 10 * day), Opening(1380 - 20 * day, 1440)) for day in range(7)}
STEP, LENGTH = 15, 45


def offset(moment, zone):
    return moment.astimezone(zone).utcoffset()


@cache
def changes(name):
    """Every moment in those years from which the clocks there show another offset, and the offsets around it."""
    zone, found = ZoneInfo(name), []
    moment, shown = FIRST, offset(FIRST, ZoneInfo(name))
    while moment < LAST:
        later = min(moment + timedelta(days=6), LAST)
        after = offset(later, zone)
        if after != shown:
            low, high = moment, later
            while high - low > MINUTE:
                middle = low + (high - low) // (2 * MINUTE) * MINUTE
                low, high = (middle, high) if offset(middle, zone) == shown else (low, middle)
            found.append((high, shown, after))
        moment, shown = later, after
    return tuple(found)


@cache
def different_zones():
    """One zone for each list of changes: two with the same offsets at all times are one and the same clock."""
    kinds = {}
    for name in sorted(available_timezones()):
        kinds.setdefault((offset(FIRST, ZoneInfo(name)), changes(name)), name)
    return sorted(name for (_, changed), name in kinds.items() if changed)


def by_walking(name, window, week, step, length):
    """The starts: every minute of the length is open by the wall, and the wall stands on the step at the start."""
    zone = ZoneInfo(name)
    since = {}  # for each minute that is open: how long since the opening
    for number in range(window.minutes + length):
        moment = window.start + number * MINUTE
        wall = moment.astimezone(zone)
        minute = wall.hour * 60 + wall.minute
        for each in week[wall.weekday()]:
            if each.starts <= minute < each.ends:
                since[moment] = minute - each.starts
    return {
        moment
        for moment in (window.start + number * MINUTE for number in range(window.minutes))
        if since.get(moment, 1) % step == 0 and all(moment + number * MINUTE in since for number in range(length))
    }


def calculated(name, window, week=WEEK, step=STEP, length=LENGTH):
    schedule = Schedule(Hours(name, week), Rules(step=step, notice=0, horizon=30))
    return free_starts(schedule, Wanted(length), window, window.start - timedelta(days=3))


def test_every_zone_is_looked_at():
    names = available_timezones()
    assert len(names) > 590
    assert {"Europe/London", "Africa/Casablanca", "Australia/Lord_Howe", "America/Nuuk"} <= names
    with_changes = {name for name in names if changes(name)}
    kinds = {(offset(FIRST, ZoneInfo(name)), changes(name)) for name in with_changes}
    assert len(different_zones()) == len(kinds)
    assert len(with_changes) > 150


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_free_times_are_right_around_every_change_of_every_zone(part):
    looked_at = 0
    for name in different_zones()[part::4]:
        for moment, _, _ in changes(name):
            window = Window(moment - 4 * HOUR, 8 * 60)
            found = calculated(name, window)
            assert set(found) == by_walking(name, window, WEEK, STEP, LENGTH), (name, moment)
            assert len(set(found)) == len(found)
            looked_at += 1
    assert looked_at > 100


@pytest.mark.slow
def test_an_hour_that_comes_twice_is_offered_twice_and_each_carries_its_offset():
    for name in different_zones():
        back = [each for each in changes(name) if each[2] < each[1]]
        for moment, before, after in back:
            times = calculated(
                name, Window(moment - 3 * HOUR, 6 * 60), dict.fromkeys(range(7), (Opening(0, 1440),)), 30, 30
            )
            told = free_times_told(times, name, "UTC")
            assert len({each["there"] for each in told}) == len(told), (name, moment)
            span = before - after
            inside = [each for each in times if moment - span <= each < moment + span]
            assert all(is_repeated(each, name) for each in inside)
            assert {offset(each, ZoneInfo(name)) for each in inside} == {before, after}
            twice = [line for line in lines_by_day([each.isoformat() for each in inside], name) if "(UTC" in line]
            assert twice, (name, moment)


def test_two_zones_with_equal_lists_of_changes_show_the_same_clock():
    """What the tests above leave out is left out rightly: seen at 500 moments of the twelve years."""
    kinds = defaultdict(list)
    for name in available_timezones():
        kinds[(offset(FIRST, ZoneInfo(name)), changes(name))].append(name)
    for names in kinds.values():
        shown = {
            tuple(offset(FIRST + 211 * HOUR * number, ZoneInfo(name)) for number in range(500)) for name in names[:6]
        }
        assert len(shown) == 1, names


MINUTES = int((LAST - FIRST) / MINUTE)
MOMENTS = st.integers(2 * 1440, MINUTES - 40 * 1440).map(lambda number: FIRST + number * MINUTE)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(available_timezones())),
    MOMENTS,
    st.lists(st.integers(0, 1440), min_size=2, max_size=6, unique=True).map(sorted),
    st.integers(5, 60),
    st.integers(5, 120),
)
def test_on_any_day_in_any_zone_with_any_hours(name, start, edges, step, length):
    openings = tuple(Opening(*pair) for pair in zip(edges[::2], edges[1::2], strict=False))
    window, week = Window(start, 600), dict.fromkeys(range(7), openings)
    found = calculated(name, window, week, step, length)
    assert set(found) == by_walking(name, window, week, step, length)
