"""Reminders, held on days with any wishes: never at night, never twice, never after it was done, on any clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ischia.core.reminding import (
    KINDS,
    Quiet,
    Sent,
    Snooze,
    Task,
    Today,
    Wishes,
    day_of,
    may_snooze,
    moment_of,
    planned,
    remind,
)
from ischia.core.reminding.clock import after_quiet

calm = settings(max_examples=120, deadline=None)
# Days around both clock changes, and zones where they fall on midnight, on half an hour, or nowhere.
ZONES = ("Europe/Rome", "America/New_York", "America/Havana", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
CHANGES = tuple(date(2026, *day) for day in ((3, 7), (3, 28), (4, 4), (10, 3), (10, 24), (10, 31)))
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
quiets = st.none() | st.builds(Quiet, start=times, end=times)
wishes = st.builds(
    Wishes,
    at=st.dictionaries(st.sampled_from(KINDS), times, min_size=1),
    zone=st.sampled_from(ZONES),
    since=st.just(LONG_AGO),
    quiet=quiets,
    repeat=st.booleans(),
)
days = st.builds(lambda day, more: day + timedelta(days=more), st.sampled_from(CHANGES), st.integers(0, 2))
kinds = st.lists(st.sampled_from(KINDS), min_size=1, max_size=4, unique=True)
minutes = st.lists(st.integers(0, 3 * 24 * 60), min_size=1, max_size=40).map(sorted)


def tasks_of(kinds, day, *, once=False):
    return tuple(Task(id=kind, kind=kind, day=day, once=once) for kind in kinds)


def live(wishes, kinds, first, ticks, *, once=False, done_at=None, snoozes=()):
    """Three days of looking at these minutes; every reminder with its moment."""
    start = moment_of(first, time(), wishes.clock)
    sent, out = [], []
    for now in (start + timedelta(minutes=tick) for tick in ticks):
        day = first if once else day_of(now, wishes.clock)
        tasks = tasks_of(kinds, day, once=once)
        if done_at is not None and now >= done_at:
            tasks = tuple(task.model_copy(update={"done": True}) for task in tasks)
        found = remind(wishes, Today(tasks=tasks), sent, snoozes, now)
        sent += [Sent(task=each.task.id, day=each.day, at=now) for each in found.send]
        out += [(now, each) for each in found.send]
    return out


@calm
@given(wishes, kinds, days, minutes, st.booleans())
def test_nothing_comes_in_quiet_hours(wishes, kinds, day, ticks, once):
    for now, _ in live(wishes, kinds, day, ticks, once=once):
        assert wishes.quiet is None or not wishes.quiet.holds_at(now.astimezone(wishes.clock).time())


@calm
@given(wishes, kinds, days, minutes, st.booleans())
def test_no_reminder_comes_twice_and_of_one_task_at_most_two_a_day(wishes, kinds, day, ticks, once):
    out = live(wishes, kinds, day, ticks, once=once)
    keys = [each.key for _, each in out]
    assert len(keys) == len(set(keys))
    per_day = [(each.task.id, day_of(now, wishes.clock)) for now, each in out]
    assert all(per_day.count(each) <= (2 if wishes.repeat else 1) for each in per_day)
    if once:
        assert all([each.task.id for _, each in out].count(kind) <= 2 for kind in kinds)


@calm
@given(wishes, kinds, days, minutes, st.integers(0, 3 * 24 * 60))
def test_nothing_comes_once_it_is_done(wishes, kinds, day, ticks, done):
    done_at = moment_of(day, time(), wishes.clock) + timedelta(minutes=done)
    assert all(now < done_at for now, _ in live(wishes, kinds, day, ticks, done_at=done_at))


@calm
@given(wishes, kinds, days, minutes)
def test_what_is_switched_off_never_comes(wishes, kinds, day, ticks):
    assert all(each.task.kind in wishes.at for _, each in live(wishes, kinds, day, ticks))


@calm
@given(wishes, kinds, days, st.integers(0, 24 * 60), st.integers(1, 24 * 60))
def test_between_now_and_the_next_look_nothing_would_be_sent(wishes, kinds, day, minute, later):
    now = moment_of(day, time(), wishes.clock) + timedelta(minutes=minute)
    today = Today(tasks=tasks_of(kinds, day_of(now, wishes.clock)))
    found = remind(wishes, today, [], [], now)
    assert now < found.look_again <= moment_of(day_of(now, wishes.clock) + timedelta(days=1), time(), wishes.clock)
    sent = [Sent(task=each.task.id, day=each.day, at=now) for each in found.send]
    between = now + timedelta(minutes=later)
    assume(between < found.look_again)
    assert remind(wishes, today, sent, [], between).send == ()


@calm
@given(wishes, kinds, days)
def test_who_looks_when_told_to_sends_each_wish_at_its_time_also_when_clocks_change(wishes, kinds, day):
    today = Today(tasks=tasks_of(kinds, day))
    wished = {each.task.id: each.moment for each in planned(wishes, today, [], [], day)}
    now, sent, came = moment_of(day, time(), wishes.clock), [], {}
    while day_of(now, wishes.clock) == day:
        found = remind(wishes, today, sent, [], now)
        for each in found.send:
            sent.append(Sent(task=each.task.id, day=each.day, at=now))
            came.setdefault(each.task.id, now)
        now = found.look_again
    assert came == wished
    for kind, moment in wished.items():
        local = moment.astimezone(wishes.clock)
        if not wishes.quiet or not wishes.quiet.holds_at(wishes.at[kind]):
            leap = moment_of(day, wishes.at[kind], wishes.clock).astimezone(wishes.clock)
            assert local == leap
            assert local.time() == wishes.at[kind] or leap.utcoffset() != _offset_before(leap)


def _offset_before(local):
    return (local.astimezone(UTC) - timedelta(hours=3)).astimezone(local.tzinfo).utcoffset()


@calm
@given(wishes, kinds, days, st.integers(0, 24 * 60), st.integers(1, 5), minutes)
def test_put_off_it_waits_until_then_and_counts_as_one_of_the_two(wishes, kinds, day, minute, hours, ticks):
    until = moment_of(day, time(), wishes.clock) + timedelta(minutes=minute, hours=hours)
    assume(may_snooze(wishes, until, day))
    said = [Snooze(task=kinds[0], day=day, until=until)]
    out = [now for now, each in live(wishes, kinds, day, ticks, snoozes=said) if each.task.id == kinds[0]]
    today = [now for now in out if day_of(now, wishes.clock) == day]
    assert len(today) <= 2
    assert all(now >= until for now in today)


@calm
@given(wishes, kinds, days, minutes, st.sampled_from(["paused", "locked"]))
def test_while_the_plan_rests_only_what_went_wrong_is_asked_after(wishes, kinds, day, ticks, rests):
    word = Task(id="lock", kind="locked", day=day, once=True)
    start, sent, came = moment_of(day, time(), wishes.clock), [], []
    for tick in ticks:
        now = start + timedelta(minutes=tick)
        tasks = tasks_of(kinds, day_of(now, wishes.clock))
        today = Today(tasks=(*tasks, word)) if rests == "locked" else Today(tasks=tasks, paused=True)
        found = remind(wishes, today, sent, [], now)
        sent += [Sent(task=each.task.id, day=each.day, at=now) for each in found.send]
        came += [each.task.kind for each in found.send]
    assert set(came) <= ({"event", "locked"} if rests == "locked" else {"event"})
    assert came.count("locked") <= 1


def rome(hour, minute=0, day=2):
    return datetime(2026, 6, day, hour, minute, tzinfo=ZoneInfo("Europe/Rome"))


def plain(**more):
    return Wishes(**{"at": {"session": time(18)}, "zone": "Europe/Rome", "since": LONG_AGO, **more})


SESSION = Task(id="session/hands", kind="session", day=date(2026, 6, 2))


def came(wishes, now, *, sent=(), snoozed=(), task=SESSION):
    return [each.number for each in remind(wishes, Today(tasks=(task,)), sent, snoozed, now).send]


def test_the_second_one_comes_two_hours_later_unless_something_was_logged():
    sent = [Sent(task=SESSION.id, day=SESSION.day, at=rome(18))]
    wishes = plain(repeat=True)
    assert came(wishes, rome(18)) == [1]
    assert came(wishes, rome(19, 59), sent=sent) == []
    assert came(wishes, rome(20), sent=sent) == [2]
    assert came(plain(), rome(20), sent=sent) == []
    assert came(wishes, rome(20), sent=sent, task=SESSION.model_copy(update={"logged_at": rome(19)})) == []
    assert came(wishes, rome(20), sent=sent, task=SESSION.model_copy(update={"logged_at": rome(17)})) == [2]


def test_put_off_after_the_first_it_comes_then_also_without_the_wish_for_a_second():
    sent = [Sent(task=SESSION.id, day=SESSION.day, at=rome(18))]
    later = [Snooze(task=SESSION.id, day=SESSION.day, until=rome(21))]
    for wishes in plain(), plain(repeat=True):
        assert came(wishes, rome(20), sent=sent, snoozed=later) == []
        assert came(wishes, rome(21), sent=sent, snoozed=later) == [2]


def test_hours_too_late_it_does_not_come_any_more():
    assert came(plain(), rome(21)) == [1]
    assert came(plain(), rome(21, 1)) == []


def test_what_lay_before_the_wishes_were_made_is_past():
    assert came(plain(since=rome(18, 1)), rome(18, 30)) == []


def test_across_midnight_the_quiet_hours_end_in_the_morning():
    quiet = Quiet(start=time(22), end=time(7))
    early = plain(at={"session": time(6)}, quiet=quiet)
    assert came(early, rome(6)) == []
    assert came(early, rome(7)) == [1]
    assert came(plain(at={"session": time(23)}, quiet=quiet), rome(23)) == []


def test_what_went_wrong_is_asked_after_when_it_is_time_and_not_before():
    wishes = plain(at={"event": time(10)})
    event = Task(id="event/1/24", kind="event", day=date(2026, 6, 2), once=True, not_before=rome(15))
    assert came(wishes, rome(10), task=event) == []
    assert came(wishes, rome(15), task=event) == [1]
    assert came(wishes, rome(10, day=3), task=event) == [1]


def test_the_second_one_never_comes_on_another_day():
    measure = Task(id="measure/1", kind="measure", day=date(2026, 6, 2), once=True)
    sent = [Sent(task=measure.id, day=measure.day, at=rome(23))]
    assert came(plain(at={"measure": time(23)}, repeat=True), rome(1, day=3), sent=sent, task=measure) == []


def test_put_off_before_the_first_it_comes_then_and_not_twice():
    said = [Snooze(task=SESSION.id, day=SESSION.day, until=rome(19))]
    assert came(plain(), rome(19), snoozed=said) == [1]
    sent = [Sent(task=SESSION.id, day=SESSION.day, at=rome(19))]
    assert came(plain(), rome(19, 1), sent=sent, snoozed=said) == []


def looks_again(wishes, now, *, task=SESSION, sent=()):
    tasks = (task,) if task else ()
    return remind(wishes, Today(tasks=tasks), sent, [], now).look_again


def test_it_looks_again_for_the_second_one_for_what_cannot_be_done_yet_and_at_the_end_of_quiet_hours():
    assert looks_again(plain(repeat=True), rome(18)) == rome(20)
    assert looks_again(plain(), rome(18)) == rome(0, day=3)
    assert looks_again(plain(), rome(18), task=SESSION.model_copy(update={"not_before": rome(19)})) == rome(19)
    quiet = Quiet(start=time(18, 30), end=time(19))
    assert looks_again(plain(quiet=quiet), rome(18, 40)) == rome(19)
    assert came(plain(quiet=quiet), rome(19)) == [1]


def test_it_looks_again_at_each_time_that_was_wished_for_because_something_may_come_up():
    assert looks_again(plain(), rome(12), task=None) == rome(18)


def test_quiet_hours_begin_with_their_first_minute_and_end_before_their_last():
    quiet = Quiet(start=time(13), end=time(14))
    assert [quiet.holds_at(time(*at)) for at in ((12, 59), (13, 0), (13, 59), (14, 0))] == [False, True, True, False]


def test_quiet_hours_end_once_more_in_the_hour_that_comes_twice():
    quiet, clock = Quiet(start=time(22), end=time(2, 30)), ZoneInfo("Europe/Rome")
    second_time = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)
    assert second_time.astimezone(clock).time() == time(2, 15)
    assert after_quiet(second_time, quiet, clock) == second_time + timedelta(minutes=15)


def test_where_the_clocks_leave_out_all_that_is_not_quiet_it_is_quiet_until_the_next_day():
    quiet, clock = Quiet(start=time(0, 15), end=time(0)), ZoneInfo("America/Havana")
    before = moment_of(date(2026, 3, 7), time(12), clock)
    assert after_quiet(before, quiet, clock) == moment_of(date(2026, 3, 9), time(0), clock)
