"""Every session that can be written keeps to the plan's minutes and limits, and everything in it is said once."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ischia.core.session import Done, Pause, SoFar, occasions, write_session
from ischia.core.session.more import may_add
from ischia.core.session.timeline import timeline
from tests.looseness import cap
from tests.sessions import DAY, KNOWLEDGE, WISHES, home_plan, occasion_of, plans

calm = settings(max_examples=60, deadline=None)


def scripts_of(plan):
    for item in plan.home:
        yield item, write_session(plan, occasion_of(item.script), KNOWLEDGE)
    for item in plan.exercise:
        yield item, write_session(plan, occasion_of(item.exercise, kind="exercise"), KNOWLEDGE)


@calm
@given(plans(home=True))
def test_a_massage_takes_exactly_the_minutes_of_its_plan(plan):
    for item in plan.home:
        script = write_session(plan, occasion_of(item.script), KNOWLEDGE)
        assert script.seconds == sum(step.seconds for step in script.steps if step.counts)
        assert script.seconds == sum(step.seconds for step in item.steps)
        assert round(script.seconds / 60, 2) == item.minutes
        on_top = sum(step.seconds for step in (*script.steps, *script.afterwards) if not step.counts)
        assert script.takes_seconds == script.seconds + on_top


@calm
@given(plans(home=True), st.sampled_from(["left", "right"]))
def test_no_step_of_a_session_is_outside_the_limits(plan, first):
    limits = plan.screening.limits.model_dump(mode="json")
    for item in plan.home:
        script = write_session(plan, occasion_of(item.script), KNOWLEDGE, first)
        assert script.position not in limits.get("forbid_positions", [])
        for step in (*script.steps, *script.if_wanted):
            assert step.region not in limits.get("forbid_regions", [])
            assert step.pressure <= min(4, cap(limits, step.region)) if step.region else step.pressure == 0
            assert (step.kind == "massage") is (step.pressure > 0)
        both = script.seconds + sum(step.seconds for step in script.if_wanted if step.counts)
        assert max(both, script.seconds + 30 * script.more.times) <= 60 * limits["max_minutes"]


@calm
@given(plans())
def test_every_cue_is_said_once_in_order_and_inside_the_session(plan):
    for _, script in scripts_of(plan):
        moments = timeline(script)
        assert [each.at_ms for each in moments] == sorted(each.at_ms for each in moments)
        assert all(0 <= each.at_ms <= script.takes_seconds * 1000 for each in moments)
        assert max(Counter(each.cue.id for each in moments).values()) == 1
        for step in (*script.steps, *script.if_wanted, *script.afterwards):
            offsets = [cue.at_ms for cue in step.cues]
            assert offsets == sorted(offsets)
            assert all(0 <= offset <= (step.seconds or 0) * 1000 for offset in offsets)


@calm
@given(plans())
def test_every_timed_step_has_a_count_before_it_and_a_true_end(plan):
    for _, script in scripts_of(plan):
        steps = (*script.steps, *script.afterwards)
        for ready, step in zip(steps[::2], steps[1::2], strict=True):
            assert (ready.kind in ("get_ready", "change_side"), ready.seconds, ready.counts) == (True, 5, False)
            assert ready.id == f"{step.id}.ready"
            ends = [cue.at_ms for cue in step.cues if cue.kind in ("end", "finish")]
            assert ends == ([] if step.seconds is None else [step.seconds * 1000])


@calm
@given(plans(), st.sampled_from(["left", "right"]))
def test_a_side_is_left_right_or_both_and_a_change_is_called(plan, first):
    for item in plan.home:
        script = write_session(plan, occasion_of(item.script), KNOWLEDGE, first)
        side = None
        for ready, step in zip(script.steps[::2], script.steps[1::2], strict=True):
            assert step.side in ("left", "right", "both", None)
            assert ready.kind == ("change_side" if side and step.side and step.side != side else "get_ready")
            assert not step.side or ready.cues[0].say.endswith(f"{step.side_words}.")
            side = step.side or side


@calm
@given(plans(home=True))
def test_pain_is_asked_for_every_three_minutes_of_massage(plan):
    for item in plan.home:
        script = write_session(plan, occasion_of(item.script), KNOWLEDGE)
        massage = sum(step.seconds for step in script.steps if step.kind == "massage")
        asked = [cue.at_ms for cue in script.checks if cue.ask == "pain"]
        assert asked == [180_000 * place for place in range(1, len(asked) + 1)]
        assert massage + 30 * script.more.times < 180 * (len(asked) + 1)
        assert [cue.at_ms for cue in script.checks if cue.ask == "comfort"] == [massage * 500]
        put = [cue.ask for cue in script.checks] + [cue.ask for step in script.steps for cue in step.cues if cue.ask]
        assert set(put) <= {question.id for question in script.questions}


pain_sides = st.sampled_from(["left", "right", "both", "middle"])


@calm
@given(
    st.sampled_from(sorted(WISHES)),
    pain_sides,
    st.sampled_from([40, 60, 100]),
    st.lists(st.integers(0, 30), max_size=40),
)
def test_no_sequence_of_half_minutes_passes_a_limit(script, side, onset, presses):
    if onset < 42 and script not in KNOWLEDGE.dosing.stages[0].home.scripts:
        return
    plan = home_plan(script, pain_side=side, onset_days=onset)
    written = write_session(plan, occasion_of(script), KNOWLEDGE)
    steps, pressed = [step.id for step in written.steps if step.counts], Counter()
    for press in presses:
        step = steps[press % len(steps)]
        if may_add(written, pressed, step):
            pressed[step] += 1
    played = {step.id: (step.seconds or 0) + 30 * pressed[step.id] for step in written.steps}
    counted = sum(played[step.id] for step in written.steps if step.counts)
    assert counted <= max(written.seconds, 600 if onset >= 42 else 630)
    assert all(played[step.id] <= 120 for step in written.steps)
    if written.hard_limits:
        assert sum(played.values()) * 1000 <= written.hard_limits.session_ms == 600_000
        massage = [step for step in written.steps if step.kind == "massage"]
        assert written.hard_limits.place_ms == 120_000
        assert all(one.place != two.place for one, two in pairwise(massage))


def days_done(plan, flags, hours):
    """A run of days on which what is due is done, or not; each with what was due."""
    done, run = [], []
    for number, (does, hour) in enumerate(zip(flags, hours, strict=True)):
        day = DAY + timedelta(days=number)
        due = occasions(plan, day, SoFar(started=DAY, done=tuple(done)), KNOWLEDGE)
        run.append(due)
        for each in due if does else ():
            moment = datetime.combine(day, time(hour % 24), UTC)
            if each.number == 1 and not (each.not_before and each.not_before > moment):
                done.append(Done(item=each.item, ended_at=moment))
    return run, done


@calm
@given(
    plans(), st.lists(st.booleans(), min_size=21, max_size=21), st.lists(st.integers(0, 23), min_size=21, max_size=21)
)
@example(home_plan("script_ball_gluteal_wall"), [False] * 21, [0] * 21)
@example(home_plan("script_ball_gluteal_wall"), [False] * 7 + [True] * 14, [0] * 21)
def test_occasions_never_pass_a_day_or_a_week_of_the_plan(plan, flags, hours):
    run, done = days_done(plan, flags, hours)
    items = {item.script: item for item in plan.home} | {item.exercise: item for item in plan.exercise}
    for due in run:
        assert len({each.item for each in due}) <= 4
        for item, times in Counter(each.item for each in due).items():
            assert times <= next(each.most for each in due if each.item == item)
    for name, item in items.items():
        due_on = [name in {each.item for each in due} for due in run]
        assert all(sum(due_on[week : week + 7]) <= item.days_per_week for week in (0, 7, 14))
        # A day that was missed is not made up for, but what was done holds back the next in any seven days.
        done_on = [
            DAY + timedelta(days=day) in {each.ended_at.date() for each in done if each.item == name}
            for day in range(21)
        ]
        assert all(sum(done_on[start : start + 7]) <= item.days_per_week for start in range(15))
    for item in plan.home:
        for due in run:
            assert sum(each.item == item.script for each in due) <= item.per_day
        apart = 48 if "test_session_first" in plan.screening.limits.require else 0
        moments = [each.ended_at for each in done if each.item == item.script]
        gaps = [later - earlier for earlier, later in pairwise(moments)]
        assert all(gap >= timedelta(hours=apart) for gap in gaps)


@calm
@given(plans(), st.integers(0, 20), st.integers(0, 20))
def test_the_same_day_has_the_same_occasions_and_a_pause_has_none(plan, day, length):
    so_far = SoFar(started=DAY, pauses=(Pause(first=DAY + timedelta(days=3), last=DAY + timedelta(days=3 + length)),))
    that_day = DAY + timedelta(days=day)
    due = occasions(plan, that_day, so_far, KNOWLEDGE)
    assert due == occasions(plan, that_day, so_far, KNOWLEDGE)
    assert len({each.id for each in due}) == len(due)
    assert not due or not 3 <= day <= 3 + length
