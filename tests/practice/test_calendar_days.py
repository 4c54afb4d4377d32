"""A day of the calendar: right on days when clocks change, drawn to scale, with what has to be minded."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.timezone import localdate

from ischia.care.event_models import AdverseEvent, EventReport
from ischia.care.usecases import begin_check, record_screening
from ischia.core.booking import Window
from ischia.practice.calendar.day import read_day, read_days, stretches
from ischia.practice.calendar.drawing import draw, reach_of
from ischia.practice.calendar.flags import flags_by_visit, flags_of
from ischia.practice.calendar.moments import clock_change, moments_at, shown_time
from ischia.practice.models import BusyTime, DayHours
from tests.practice.calendars import owned, path, signed_in, visit
from tests.practice.practices import MONDAY, NOW, again, at, person

LONDON = "Europe/London"
LONG, SHORT = date(2027, 10, 31), date(2027, 3, 28)  # clocks go back, clocks go forward


def drawn(listing, day, now=NOW):
    found = read_day(listing, day, now)
    return draw(found, reach_of([found], now), flags_by_visit(found.visits), now)


def open_all_night(listing, day):
    DayHours.objects.create(listing=listing, day=day, hours=[["00:00", "00:00"]])


@pytest.fixture
def listing(db):
    return owned()


@pytest.fixture
def london(db):
    return owned(zone=LONDON)


@pytest.mark.parametrize(
    ("day", "hour", "moments"),
    [
        (LONG, 1, (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC))),
        (SHORT, 1, ()),
        (LONG, 3, (datetime(2027, 10, 31, 3, 30, tzinfo=UTC),)),
    ],
)
def test_a_time_on_the_wall_is_one_moment_or_two_or_none(day, hour, moments):
    shown = datetime(2000, 1, 1, hour, 30).time()  # noqa: DTZ001  a wall has no zone
    assert moments_at(day, shown, LONDON) == moments


def test_an_hour_that_comes_twice_carries_its_offset():
    first, second = (datetime(2027, 10, 31, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert shown_time(first, LONDON) == "01:30 (UTC+01:00)"
    assert shown_time(second, LONDON) == "01:30 (UTC+00:00)"
    assert shown_time(second + timedelta(hours=1), LONDON) == "02:30"


@pytest.mark.parametrize(("day", "hours"), [(LONG, 25), (SHORT, 23)])
def test_a_day_on_which_clocks_change_is_drawn_with_all_its_hours(london, day, hours):
    open_all_night(london, day)
    drawing = drawn(london, day)
    assert drawing.whole.length == hours * 60
    assert len({tick.label for tick in drawing.ticks}) == len(drawing.ticks) == hours
    assert ("01:00 UTC+00:00" in {tick.label for tick in drawing.ticks}) == (hours == 25)
    assert f"{hours} hours" in clock_change(hours * 60)


def test_a_visit_after_the_change_stands_at_its_moment_not_at_its_name(london):
    open_all_night(london, LONG)
    visit(london, datetime(2027, 10, 31, 9, tzinfo=UTC))
    (place,) = drawn(london, LONG).visits
    assert (place.at, place.place.top) == ("09:00", 10 * 60)


def test_the_form_asks_which_of_two_times_is_meant_and_refuses_one_that_is_skipped(london):
    booked, client = visit(london, datetime(2027, 10, 30, 9, tzinfo=UTC)), signed_in(london.owner)
    where = path(london, f"visit/{booked.pk}/move/")
    open_all_night(london, LONG)
    page = client.post(where, {"day": LONG, "at": "01:30"})
    assert page.status_code == 422
    assert "This time comes twice on that day" in page.content.decode()
    assert "The clocks skip this time" in client.post(where, {"day": SHORT, "at": "01:30"}).content.decode()
    assert client.post(where, {"day": LONG, "at": "01:30", "which": "1"}).status_code == 302
    assert again(booked).starts == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_a_visit_in_the_hour_that_comes_twice_keeps_its_place_in_its_form(london):
    booked = visit(london, datetime(2027, 10, 31, 1, 30, tzinfo=UTC))
    page = signed_in(london.owner).get(path(london, f"visit/{booked.pk}/move/")).content.decode()
    assert '<option value="1" selected>' in page


def test_what_takes_time_is_drawn_with_the_time_kept_free_around_it(listing):
    visit(listing, before=15, after=10)
    BusyTime.objects.create(listing=listing, starts=at(13), ends=at(14), note="Lunch")
    drawing = drawn(listing, MONDAY)
    (one,), (blocked,) = drawing.visits, drawing.busy
    assert (one.place.top, one.place.length) == (60, 60)  # the drawing begins when the therapist opens, at nine
    assert (one.around.top, one.around.length) == (45, 85)
    assert (blocked.place.top, blocked.place.length) == (4 * 60, 60)


def test_a_visit_outside_the_hours_widens_the_drawing_and_stands_in_the_shade(listing):
    visit(listing, at(19, 15))
    drawing = drawn(listing, MONDAY)
    assert drawing.whole.length == 12 * 60
    assert [(each.top, each.length) for each in drawing.closed] == [(8 * 60, 4 * 60)]


def test_the_line_of_now_stands_on_today_alone(listing):
    now = at(11, 20)
    assert drawn(listing, MONDAY, now).now.top == 2 * 60 + 20
    assert drawn(listing, MONDAY + timedelta(days=1), now).now is None


def test_gaps_are_what_is_open_and_not_taken(listing):
    visit(listing, after=30)
    assert read_day(listing, MONDAY, NOW).free == [(at(9), at(10)), (at(11, 30), at(17))]


def test_a_week_asks_the_database_as_often_as_a_day(listing, django_assert_num_queries):
    visit(listing)
    with django_assert_num_queries(7):
        read_day(listing, MONDAY, NOW)
    with django_assert_num_queries(7):
        read_days(listing, MONDAY, 7, NOW)


def test_stretches_of_a_line_from_edge_to_edge():
    window = Window(at(9), 10)
    assert stretches(window, 0) == []
    assert stretches(window, window.all) == [(at(9), at(9, 10))]
    assert stretches(window, 0b1000000011) == [(at(9), at(9, 2)), (at(9, 9), at(9, 10))]


def booked_by(listing, keeper):
    row = keeper.screenings.first() if keeper else None
    return visit(listing, keeper=keeper, screening=row)


def answer_anew(keeper, slug):
    answers = person(slug).screenings.first().answers
    record_screening(begin_check(keeper, answers, slug), localdate())


def test_limits_are_told_in_words(listing):
    flags = flags_of(booked_by(listing, person("dana")))
    assert flags.amber == ()
    assert any("Pressure at most" in line for line in flags.limits)
    assert not any("at home" in line for line in flags.limits)


def test_without_answers_a_treatment_is_marked_and_a_talk_is_not(listing):
    booked = booked_by(listing, None)
    assert "Safety questions not answered yet" in flags_of(booked).amber[0]
    listing.services.update(is_treatment=False)
    booked.service.refresh_from_db()
    assert flags_of(booked).amber == ()


@pytest.mark.parametrize("state", ["done", "no_show"])
def test_what_is_over_asks_for_nothing_any_more(listing, state):
    assert flags_of(visit(listing, state=state)).word == ""


def test_who_called_and_answered_afterwards_is_no_longer_marked(listing):
    keeper = person("dana")
    flags = flags_of(visit(listing, keeper=keeper))
    assert flags.amber == ()
    assert any("Pressure at most" in line for line in flags.limits)


def test_answers_that_changed_since_the_booking_are_flagged(listing):
    keeper = person("carlos")
    booked = booked_by(listing, keeper)
    answer_anew(keeper, "dana")
    assert "Answers changed since booking: ask before you start." in [*flags_of(booked).red, *flags_of(booked).amber]


@pytest.mark.parametrize("slug", ["ella", "finn", "greta", "amina"])
def test_newer_answers_that_send_to_care_stop_the_visit(listing, slug):
    keeper = person("carlos")
    booked = booked_by(listing, keeper)
    answer_anew(keeper, slug)
    flags = flags_of(booked)
    assert flags.red[0].startswith("No massage. The answers say: ")
    assert "Answers changed since booking: ask before you start." in flags.red


@pytest.mark.parametrize("slug", ["ella", "finn", "greta"])
def test_beside_no_massage_stands_no_limit_that_reads_like_a_yes(listing, slug):
    keeper = person("dana")
    booked = booked_by(listing, keeper)
    answer_anew(keeper, slug)
    assert flags_of(booked).limits == ()


def test_answers_that_were_deleted_count_as_none(listing):
    keeper = person("carlos")
    booked = booked_by(listing, keeper)
    keeper.delete()
    assert "not answered yet" in flags_of(again(booked)).amber[0]


def test_what_locks_a_plan_after_the_booking_is_flagged(listing):
    keeper = person("dana")
    booked = booked_by(listing, keeper)
    event = AdverseEvent.objects.create(keeper=keeper)
    EventReport.objects.create(event=event, told={}, after={}, found={}, locks=True)
    assert "Answers changed since booking: ask before you start." in flags_of(booked).red


def test_answers_that_nobody_can_be_asked_about_are_asked_again(listing):
    booked = visit(listing, screening=person("dana").screenings.first())
    assert "Ask the safety questions again" in flags_of(booked).red[0]
