"""A session as it is played: what is said when, on which side, with what, and how it ends."""

import pytest

from ischia.core.problems import Problem
from ischia.core.session import write_session
from ischia.core.session.after import pain_says_stop
from ischia.core.session.more import may_add
from ischia.core.session.timeline import timeline
from tests.sessions import KNOWLEDGE, WISHES, exercise_session, home_plan, occasion_of, session

TRIAL = {"bad_reaction": "mild"}


def counted(script):
    """The steps that count, by id."""
    return {step.id: step for step in script.steps if step.counts}


def test_the_first_minute_of_a_session_is_said_like_this():
    script = session("script_self_low_back")
    said = [(each.at_ms / 1000, each.cue.kind, each.cue.say) for each in timeline(script)][:16]
    slow = "Right side. Flat fingers: slow circles on the muscle beside the spine, right. Pressure 2 of 5, light."
    assert said == [
        (0, "get_ready", "Get ready."),
        (2, "count", "Three."),
        (3, "count", "Two."),
        (4, "count", "One."),
        (5, "start", "Breathe slowly, hands on your hips."),
        (20, "halfway", "Halfway."),
        (32, "last_seconds", "Three, two, one."),
        (35, "end", "Stop."),
        (35, "get_ready", "Get ready. Right side."),
        (37, "count", "Three."),
        (38, "count", "Two."),
        (39, "count", "One."),
        (40, "start", slow),
        (70, "halfway", "Halfway."),
        (97, "last_seconds", "Three, two, one."),
        (100, "end", "Stop."),
    ]


def test_what_calls_the_end_moves_with_it_when_time_is_added():
    for step in session("script_leg_self").steps:
        moving = {cue.kind for cue in step.cues if cue.moves}
        staying = {cue.kind for cue in step.cues if not cue.moves}
        assert moving <= {"last_seconds", "end", "ask"}
        assert staying <= {"get_ready", "change_side", "count", "start", "halfway"}


def test_after_the_massage_comes_a_minute_of_walking_and_then_the_last_word():
    script = session("script_self_low_back")
    assert [(step.kind, step.seconds, step.counts) for step in script.afterwards] == [
        ("get_ready", 5, False),
        ("walk", 60, False),
    ]
    assert timeline(script)[-1].cue.kind == "finish"
    assert timeline(script)[-1].at_ms == script.takes_seconds * 1000


def test_pain_is_asked_for_at_three_and_six_minutes_and_worse_twice_stops():
    script = session("script_partner_low_back")
    pain = script.question("pain")
    assert (pain.ask, pain.stop_on, pain.stop_at) == ("Better, same or worse?", "worse", 2)
    assert [cue.at_ms for cue in script.checks if cue.ask == "pain"] == [180_000, 360_000, 540_000]
    assert script.question("comfort").ask == "More, same or less?"
    assert [cue.at_ms for cue in script.checks if cue.ask == "comfort"] == [285_000]


@pytest.mark.parametrize(
    ("hurts", "first", "sides"),
    [
        ("left", "right", ["left", "right", "left", "right", "left", "right"]),
        ("right", "left", ["right", "left", "right", "left", "right", "left"]),
        ("both", "right", ["right", "left", "right", "left", "right", "left"]),
        ("middle", "left", ["left", "right", "left", "right", "left", "right"]),
    ],
)
def test_a_device_rests_on_one_side_at_a_time_and_begins_where_it_hurts(hurts, first, sides):
    script = session("script_powered_low_back", first, pain_side=hurts)
    massage = [step for step in script.steps if step.kind == "massage"]
    assert [step.side for step in massage] == sides
    assert [step.seconds for step in massage] == [60, 60, 120, 120, 30, 30]
    assert script.seconds == 495


def test_a_device_begins_lightest_and_a_step_up_is_offered_only_after_two_minutes():
    script = session("script_powered_low_back", pain_side="left")
    steps = counted(script)
    assert [step.setting for step in steps.values()] == [
        "off", "lightest", "lightest", "lightest", "step_up", "step_up", "lightest", "lightest", "off",
    ]  # fmt: skip
    offers = [cue for step in steps.values() for cue in step.cues if cue.ask == "step_up"]
    assert [cue.id for cue in offers] == ["s5.step_up.ask"]
    assert offers[0].massage_ms == 120_000
    assert script.hard_limits.session_ms == 600_000
    assert script.pause_say.endswith("switch it off.")


def test_a_device_held_to_the_lightest_is_never_offered_a_step_up():
    script = session("script_powered_low_back", pressure_wanted=1)
    assert {step.setting for step in counted(script).values()} == {"off", "lightest"}
    assert "step_up" not in {cue.ask for step in script.steps for cue in step.cues}
    assert "keep it at the lightest" in counted(script)["s5"].say


def test_half_a_minute_more_stops_where_a_limit_is():
    script = session("script_powered_low_back", pain_side="left")
    assert script.more.times == 2  # 495 s and 45 s of counts leave 60 s of ten minutes
    assert not may_add(script, {}, "s5")  # two minutes on a spot already
    assert may_add(script, {"s3": 1}, "s3")
    assert not may_add(script, {"s3": 2}, "s4")
    assert not may_add(script, {}, "s3.ready")


def test_a_session_gets_no_longer_than_its_stage_or_a_trial_has_minutes():
    assert session("script_self_low_back").more.times == 7  # 390 s of 600
    assert session("script_self_low_back", onset_days=10).more.times == 8  # 390 s of 630
    assert session("script_partner_low_back").more.times == 0
    trial = session("script_self_low_back", onset_days=10, **TRIAL)
    assert trial.more.times == 7  # ten minutes for a trial, whatever the stage


def test_a_helper_is_spoken_to_and_whoever_is_massaged_holds_the_stop():
    script = session("script_partner_low_back")
    assert (script.mode, script.stop_held_by) == ("partner", "receiver")
    massage = [step for step in script.steps if step.kind == "massage"]
    assert all([cue.ask for cue in step.cues if cue.ask] == ["partner"] for step in massage)
    assert script.question("partner").ask == "Ask: firmer, softer, fine?"
    assert session("script_self_low_back").stop_held_by == "person"


def test_a_step_for_the_painful_side_is_shared_where_nobody_knows_which_that_is():
    both = counted(session("script_partner_low_back", pain_side="middle"))
    assert [(both[id].side, both[id].seconds) for id in ("s7.right", "s7.left")] == [("right", 45), ("left", 45)]
    assert "painful" not in both["s7.right"].say
    assert "painful" not in both["s7.right"].speak
    one = counted(session("script_partner_low_back", pain_side="left"))
    assert (one["s7"].side, one["s7"].seconds) == ("left", 90)


def test_the_calves_are_compared_first_and_a_difference_stops_everything():
    script = session("script_leg_self", pain_side="left")
    first = counted(script)["s1"]
    assert (first.kind, first.cues[-1].ask, first.cues[-1].at_ms) == ("check", "s1", 30_000)
    question = script.question("s1")
    assert (question.stop_on, question.stop_at, question.then[0]) == ("yes", 1, "screen_again")


def test_the_other_leg_may_be_asked_for_where_the_limits_have_room():
    script = session("script_leg_self", pain_side="left")
    assert {step.side for step in script.steps} == {"left", None}
    assert {step.side for step in script.if_wanted} == {"right", None}
    assert sum(step.seconds for step in script.if_wanted if step.counts) == script.seconds == 330
    assert not {step.id for step in script.steps} & {step.id for step in script.if_wanted}
    assert session("script_leg_self", pain_side="left", **TRIAL).if_wanted == ()  # eleven minutes are no short trial


def test_each_reason_to_stop_says_what_comes_next():
    stops = {stop.id: stop for stop in session("script_self_low_back").stops}
    assert list(stops) == ["S1", "S2", "S3", "S4", "S5", "S6", "S7"]
    assert stops["S1"].then == ("record", "no_more_today")
    assert stops["S4"].then[:2] == ("lie_on_your_side", "screen_again")
    assert stops["S5"].then[0] == "call_an_ambulance"
    assert stops["S7"].then == ()
    assert {name for name, stop in stops.items() if stop.locks} == {"S4", "S5"}
    actions = {action.about for action in session("script_self_low_back").actions}
    assert {each for stop in stops.values() for each in stop.then} == actions


@pytest.mark.parametrize(
    ("before", "now", "stops"), [(3, 4, None), (3, 5, "S2"), (6, 7, "S2"), (7, 8, None), (7, 9, "S2"), (6, 6, None)]
)
def test_pain_that_rises_by_two_or_passes_six_says_stop(before, now, stops):
    assert pain_says_stop(before, now, KNOWLEDGE) == stops


def test_pain_is_asked_for_again_after_a_day_and_after_a_trial_also_after_two():
    def hours(script):
        return [each.after_hours for each in script.follow_ups if each.id == "pain_after"]

    assert hours(session("script_self_low_back")) == [0, 24]
    assert hours(session("script_self_low_back", **TRIAL)) == [0, 24, 48]
    due = [(each.id, each.after_hours) for each in session("script_self_low_back").follow_ups]
    assert {("look", 0), ("warning_signs_24h", 24)} <= set(due)


def test_getting_ready_names_what_the_limits_ask_for():
    def ready(**answers):
        return [each.about for each in session("script_self_low_back", **answers).ready]

    assert ready() == ["ready"]
    assert "no_nut_oils" in ready(allergies=["nuts"])
    assert "bp_reading_before" in ready(bp_status="not_sure", bp_systolic=130, bp_diastolic=80)


def test_an_exercise_begins_at_the_lower_end_of_its_dose():
    walk = exercise_session("ex_walk")
    assert (walk.seconds, counted(walk)["all"].more_times) == (300, 10)  # up to ten minutes
    bird = exercise_session("ex_bird_dog")
    holds = [step for step in bird.steps if step.counts]
    assert [(step.side, step.seconds) for step in holds] == [("right", 5)] * 6 + [("left", 5)] * 6
    assert [step.kind for step in bird.steps].count("change_side") == 1
    bridge = exercise_session("ex_bridge")
    assert [(step.reps, step.seconds) for step in bridge.steps if step.counts] == [(8, None), (8, None)]
    assert bridge.caution == KNOWLEDGE.exercises.rule.stop


def test_what_the_plan_does_not_hold_cannot_be_written():
    plan = home_plan("script_self_low_back")
    with pytest.raises(Problem, match="script_self_low_back, ex_walk"):
        write_session(plan, occasion_of("script_leg_self"), KNOWLEDGE)
    with pytest.raises(Problem, match="left or right"):
        write_session(plan, occasion_of("script_self_low_back"), KNOWLEDGE, "both")


def test_a_plan_that_was_tampered_with_is_held_to_its_limits_again():
    plan = home_plan("script_partner_low_back")
    item = plan.home[0]
    harder = tuple(step.model_copy(update={"pressure": 5 if step.pressure else 0}) for step in item.steps)
    tampered = plan.model_copy(update={"home": (item.model_copy(update={"steps": harder}),)})
    script = write_session(tampered, occasion_of(item.script), KNOWLEDGE)
    assert max(step.pressure for step in script.steps) <= 4


@pytest.mark.parametrize("script", WISHES)
def test_every_massage_step_can_be_drawn_and_heard(script):
    for step in session(script).steps:
        assert (step.stroke is not None) is (step.kind == "massage")
        assert step.cues[0].at_ms == 0
        assert step.cues[0].say
        assert all(cue.rhythm for cue in step.cues)
