"""The small map beside the list: everyone on it, by their number, inside its rings."""

import math

from hypothesis import given
from hypothesis import strategies as st

from ischia.core.directory.sphere import Point
from ischia.exchange.near_map import EDGE, SIDE, draw_near

near = st.builds(Point, st.floats(51.5, 52.5), st.floats(4.5, 5.5))


@given(st.lists(near, max_size=40))
def test_each_number_stands_once_and_inside_the_outer_ring(places):
    drawn = draw_near(Point(52, 5), places)
    assert sorted(number for dot in drawn.dots for number in dot.numbers) == list(range(1, len(places) + 1))
    for dot in drawn.dots:
        assert math.hypot(dot.x - SIDE / 2, dot.y - SIDE / 2) <= SIDE / 2 - EDGE + 0.2


def test_north_is_up_and_east_is_right_also_across_the_line_of_days():
    north, east = draw_near(Point(0, 179.99), [Point(0.05, 179.99), Point(0, -179.96)]).dots
    assert north.y < SIDE / 2
    assert abs(north.x - SIDE / 2) < 1
    assert east.x > SIDE / 2


def test_those_in_one_place_share_a_dot():
    (dot,) = draw_near(Point(52, 5), [Point(52.01, 5)] * 3).dots
    assert (dot.numbers, dot.label) == ((1, 2, 3), "1 …")


def test_the_rings_have_round_distances():
    rings = draw_near(Point(52, 5), [Point(52.06, 5)]).rings
    assert [ring.words for ring in rings] == ["5", "10"]
