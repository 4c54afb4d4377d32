"""The facts of home sessions and exercises say in numbers what they say in words."""

import re

import pytest

from tests.sessions import KNOWLEDGE

# The doses, copied from the clinical text by hand.
DOSES = {
    "ex_walk": "5-10 min, 2-3 a day",
    "ex_ease_position": "5-10 min, up to 6 a day",
    "ex_prone_lying": "1-3 min, 4-6 a day",
    "ex_press_up": "10 reps, 4-6 a day",
    "ex_standing_extension": "5-10 reps, every 2 h of sitting",
    "ex_single_knee_chest": "hold 20-30 s, 3 each side, 1-2 a day",
    "ex_double_knee_chest": "hold 20-30 s, 3, 1-2 a day",
    "ex_pelvic_tilt": "10 reps, hold 5 s, 1-2 a day",
    "ex_knee_rolls": "10 each side, 1-2 a day",
    "ex_cat_camel": "10 reps, 1-2 a day",
    "ex_piriformis_figure4": "hold 20-30 s, 3 each side, 1-2 a day",
    "ex_nerve_slider_seated": "10 smooth reps, 1-2 sets, 1-2 a day",
    "ex_sciatic_mobilise": "10-15 reps, 1-2 a day",
    "ex_hamstring_gentle": "hold 20-30 s, 3, once a day",
    "ex_calf_stretch": "hold 20-30 s, 3, once a day",
    "ex_abdominal_brace": "hold 5-10 s, 10, once a day",
    "ex_bridge": "8-12, 2 sets, 3 days a week",
    "ex_bird_dog": "6-8 a side, hold 5 s, 3 days a week",
    "ex_cycle_or_water": "10 min, 3 days a week",
}
SPAN = r"(\d+)(?:-(\d+))?"
READ = [
    ("minutes", rf"{SPAN} min"),
    ("hold_seconds", rf"hold {SPAN} s"),
    ("sets", rf"{SPAN} sets"),
    ("per_day", rf"{SPAN} a day"),
    ("days_per_week", rf"{SPAN} days a week"),
    ("every_hours_of_sitting", rf"every {SPAN} h of sitting"),
    ("reps", rf"{SPAN}(?: smooth)?(?: reps)?(?: each side| a side)?"),
]


def in_numbers(words):
    """A dose in words, read part by part."""
    read = {}
    for part in words.replace("once a day", "1 a day").replace("up to ", "1-").split(", "):
        name, found = next((name, found) for name, rule in READ if (found := re.fullmatch(rule, part)))
        read[name] = (int(found[1]), int(found[2] or found[1]))
    return read, any(each in words for each in ("each side", "a side"))


@pytest.mark.parametrize("exercise", DOSES)
def test_the_dose_in_numbers_is_the_dose_in_words(exercise):
    record = KNOWLEDGE.exercise[exercise]
    assert record.dose == DOSES[exercise]
    wanted, each_side = in_numbers(DOSES[exercise])
    amount = record.amount
    spans = ("minutes", "reps", "hold_seconds", "sets", "per_day")
    held = {name: (span.least, span.most) for name in spans if (span := getattr(amount, name))}
    if amount.every_hours_of_sitting:
        held["every_hours_of_sitting"] = (amount.every_hours_of_sitting,) * 2
    if "days_per_week" in wanted:
        held["days_per_week"] = (record.days_per_week,) * 2
    assert held == wanted
    assert amount.each_side is each_side


def test_every_exercise_has_its_dose():
    assert list(KNOWLEDGE.exercise) == list(DOSES)


@pytest.mark.parametrize("script", KNOWLEDGE.scripts.values(), ids=lambda script: script.id)
def test_a_stroke_is_drawn_with_what_the_words_name(script):
    named = {
        "flat_fingers": "flat fingers", "palms": "palm", "knuckles": "knuckle", "heel_of_hand": "heel of the hand",
        "fingers_and_thumbs": "fingers and thumbs", "flat_hand": "flat-hand", "device": "", "ball": "", "hands": "",
    }  # fmt: skip
    ways = {"circles": ("circles", "roll", "gentler"), "glide": ("glide", "strokes"), "knead": ("knead",),
            "squeeze": ("squeeze",), "rub": ("rub",), "lean": ("lean in",),
            "hold": ("rest on", "hold", "lean back", "side", "move it", "setting")}  # fmt: skip
    for step in script.steps:
        assert (step.stroke is None) is (step.pressure == 0), step.id
        assert (step.kind == "massage") is (step.pressure > 0), step.id
        if step.stroke:
            words = f"{step.say} {step.speak}".lower()
            assert named[step.stroke.tool] in words, step.id
            assert any(way in words for way in ways[step.stroke.path]), step.id
            assert (step.stroke.pace == "slow") is ("slow" in words and "breaths" not in words), step.id
            assert (step.stroke.direction == "down") is ("down the muscle" in words), step.id
            assert (step.stroke.direction == "up") is bool(re.search(r"from (hips|above|the ankle)", words)), step.id


def test_only_a_device_has_settings_and_begins_and_ends_switched_off():
    for script in KNOWLEDGE.scripts.values():
        settings = [step.setting for step in script.steps]
        if script.technique != "powered_massager":
            assert set(settings) == {None}
            continue
        assert (settings[0], settings[1], settings[-2], settings[-1]) == ("off", "lightest", "lightest", "off")
        massage = [step for step in script.steps if step.pressure]
        first = next(place for place, step in enumerate(massage) if step.setting == "step_up")
        assert sum(step.seconds for step in massage[:first]) == script.step_up.after_seconds == 120


def test_every_stop_leads_to_actions_that_have_words():
    home = KNOWLEDGE.home
    known = {action.id for action in home.stop_actions}
    asked = [home.pain_check, *(step.ask for script in home.scripts for step in script.steps if step.ask)]
    assert {each for rule in (*home.stop_rules, *asked) for each in rule.then} == known
    for question in (*asked, home.comfort_check, home.partner_check):
        assert question.stop_on in (None, *(answer.id for answer in question.answers))


def test_every_cue_has_its_rhythm_and_every_tick_does_one_thing():
    kinds = {"get_ready", "change_side", "count", "start", "halfway", "last_seconds", "end", "finish", "ask"}
    assert set(KNOWLEDGE.home.cues.rhythms) == kinds
    for tick in KNOWLEDGE.home.recheck.today.ticks:
        does = [bool(tick.sets), bool(tick.answer_again), bool(tick.wait_minutes), bool(tick.only_where)]
        assert sum(does) == 1, tick.id
        assert set(tick.sets) == set(tick.else_sets)
        assert {*tick.sets, *tick.answer_again} <= set(KNOWLEDGE.findings)
