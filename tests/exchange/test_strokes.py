"""Strokes on the body map: where they run, which way, and words for who cannot see them."""

import re
from xml.etree import ElementTree

import pytest

from ischia.core.facts.playing import Stroke
from ischia.core.problems import Problem
from ischia.exchange.papers.pictures import body_of
from ischia.exchange.strokes import stroke_in_words, stroke_picture
from tests.sessions import KNOWLEDGE, WISHES, session

BODY = body_of(KNOWLEDGE)
MIDDLE = BODY.view_box[2] / 2
STEPS = [step for script in WISHES for step in session(script).steps if step.stroke]
GLIDE_UP = Stroke(path="glide", tool="palms", direction="up")


def drawn(region, side, stroke):
    return ElementTree.fromstring(stroke_picture(BODY, region, side, stroke, "A step"))


def hands(picture):
    return [path.get("d") for path in picture.findall(".//{*}path") if path.get("class") == "stroke-hand"]


def points(path):
    numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.region}-{step.side}-{step.stroke.path}")
def test_every_step_of_every_session_has_its_picture_with_a_name_and_words(step):
    picture = drawn(step.region, step.side, step.stroke)
    assert picture.get("role") == "img"
    assert picture.find("{*}desc").text == stroke_in_words(step.stroke)
    assert hands(picture)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.region}-{step.side}-{step.stroke.path}")
def test_nothing_is_ever_drawn_over_the_spine(step):
    if step.region in ("low_back", "buttock"):
        for path in hands(drawn(step.region, step.side, step.stroke)):
            xs = [x for x, _ in points(path)]
            assert all(x < MIDDLE - 8 for x in xs) or all(x > MIDDLE + 8 for x in xs)


def test_a_glide_runs_the_way_its_words_say():
    begin, end = points(hands(drawn("calf", "right", GLIDE_UP))[0])
    assert begin[1] > end[1]
    begin, end = points(hands(drawn("low_back", "left", Stroke(path="glide", tool="knuckles", direction="down")))[0])
    assert begin[1] < end[1]


def test_left_is_on_the_left_of_a_back_and_both_are_two():
    assert all(x < MIDDLE for path in hands(drawn("low_back", "left", GLIDE_UP)) for x, _ in points(path))
    assert len(hands(drawn("low_back", "both", GLIDE_UP))) == 2 * len(hands(drawn("low_back", "left", GLIDE_UP)))


def test_the_shin_is_seen_from_the_front():
    assert 'data-view="front"' in stroke_picture(BODY, "shin", "right", GLIDE_UP, "A step")


def test_a_ball_keeps_to_the_outer_upper_buttock():
    ball = Stroke(path="circles", tool="ball")
    xs = [x for path in hands(drawn("buttock", "right", ball)) for x, _ in points(path)]
    assert min(xs) > MIDDLE + 20


def test_words_name_tool_way_and_pace():
    assert stroke_in_words(GLIDE_UP) == "Palms glide upwards."
    assert (
        stroke_in_words(Stroke(path="circles", tool="flat_fingers", pace="slow"))
        == "Flat fingers move in circles, slowly."
    )
    assert stroke_in_words(Stroke(path="lean", tool="ball")) == "The ball presses in as you lean."


def test_a_place_nobody_knows_is_refused():
    with pytest.raises(Problem):
        drawn("moon", "left", GLIDE_UP)
