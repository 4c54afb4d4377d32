"""The body map: every region where it belongs, left where left is, and pictures for eyes, ears and paper."""

from xml.etree import ElementTree

import pytest
from ruamel.yaml import YAML

from ischia.core.body import STORED_SIDE, Body, Side, View
from ischia.core.loading import FOLDER
from ischia.core.problems import Problem
from ischia.exchange.body_cards import card_picture, position_picture
from ischia.exchange.body_ink import Mark
from ischia.exchange.bodymap import draw_body, shape_paths, silhouette, way_to
from ischia.exchange.svg_paths import bounds, mirrored, reverse, steps, whole

REGIONS = [
    *("spine_midline", "bony_points", "front_neck", "neck", "upper_back", "shoulder_arm", "abdomen", "flank"),
    *("low_back", "buttock", "hip_side", "groin", "front_thigh", "inner_thigh", "back_thigh", "back_of_knee"),
    *("shin", "calf", "ankle_foot", "foot_sole"),
]
POSITIONS = [
    *("prone", "prone_pillow", "supine_flat", "supine_knees_bent", "semi_reclined", "side_lying"),
    *("seated", "standing", "hands_and_knees"),
]
DERMATOMES = ["l4_inner_shin", "l5_outer_shin_big_toe", "s1_outer_foot_heel_sole"]
REACHES = ["back_only", "buttock", "thigh", "knee", "calf", "foot"]
MIDDLE_ONLY = {"spine_midline", "front_neck", "abdomen"}

BODY = Body.model_validate(YAML(typ="safe", pure=True).load((FOLDER / "regions.yaml").read_text(encoding="utf-8")))
WIDTH, HEIGHT = BODY.view_box[2:]
SVG = "{http://www.w3.org/2000/svg}"

Polygon = list[tuple[float, float]]


def flatten(path: str) -> list[Polygon]:
    """The closed pieces of a path as polygons, each curve in eight."""
    pieces: list[Polygon] = []
    for command, points in steps(path):
        if command == "M":
            pieces.append([points[0]])
        elif command == "L":
            pieces[-1].append(points[0])
        elif command == "C":
            (x0, y0), ((x1, y1), (x2, y2), (x3, y3)) = pieces[-1][-1], points
            for step in range(1, 9):
                t = step / 8
                a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                pieces[-1].append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return pieces


def inside(point: tuple[float, float], pieces: list[Polygon]) -> bool:
    x, y = point
    crossings = 0
    for piece in pieces:
        for (x0, y0), (x1, y1) in zip(piece, piece[1:] + piece[:1], strict=True):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
                crossings += 1
    return crossings % 2 == 1


def sampled(path: str, grid: int = 18) -> list[tuple[float, float]]:
    """Points spread evenly over the inside of a path."""
    left, top, right, bottom = bounds([path])
    pieces = flatten(path)
    spread = [
        (left + (right - left) * (i + 0.5) / grid, top + (bottom - top) * (j + 0.5) / grid)
        for i in range(grid)
        for j in range(grid)
    ]
    return [point for point in spread if inside(point, pieces)]


def centre_x(paths: list[str]) -> float:
    points = [point for path in paths for point in sampled(path)]
    return sum(x for x, _ in points) / len(points)


ALL_SHAPES = [
    pytest.param(thing.id, shape, id=f"{thing.id}-{shape.view}-{place}")
    for thing in (*BODY.regions, *BODY.dermatomes, *BODY.reaches)
    for place, shape in enumerate(thing.shapes)
]


def test_the_map_holds_exactly_the_words_of_the_rules_in_their_order():
    assert [region.id for region in BODY.regions] == REGIONS
    assert [position.id for position in BODY.positions] == POSITIONS
    assert [dermatome.id for dermatome in BODY.dermatomes] == DERMATOMES
    assert [reach.id for reach in BODY.reaches] == REACHES


def test_every_fact_has_a_source_that_is_listed():
    sources = YAML(typ="safe", pure=True).load((FOLDER / "sources.yaml").read_text(encoding="utf-8"))["sources"]
    listed = {source["id"] for source in sources}
    for thing in (*BODY.regions, *BODY.dermatomes, *BODY.reaches, *BODY.positions):
        assert set(thing.sources) <= listed, thing.id


def test_every_region_can_be_marked_on_each_side_it_has():
    for region in BODY.regions:
        expected = {Side.MIDDLE} if region.id in MIDDLE_ONLY else {Side.LEFT, Side.RIGHT}
        assert set(region.sides) - {Side.MIDDLE} == expected - {Side.MIDDLE}, region.id
        for side in region.sides:
            spot = f"{region.id}:{side}"
            assert f'data-spot="{spot}"' in draw_body(BODY, marked={"pain": [spot]}, title="t", desc="d"), spot


@pytest.mark.parametrize(
    ("view", "side", "on_the_right_of_the_picture"),
    [
        (View.FRONT, Side.LEFT, True),
        (View.FRONT, Side.RIGHT, False),
        (View.BACK, Side.LEFT, False),
        (View.BACK, Side.RIGHT, True),
    ],
)
def test_left_is_the_persons_left_in_both_views(view, side, on_the_right_of_the_picture):
    for thing in (*BODY.regions, *BODY.dermatomes, *BODY.reaches):
        if side not in thing.sides:
            continue
        paths = shape_paths(BODY, thing.shapes, view, side)
        if paths:
            assert (centre_x(paths) > WIDTH / 2) is on_the_right_of_the_picture, (thing.id, view, side)


def test_the_way_down_the_left_leg_lies_on_the_left_of_the_back_view():
    assert bounds([way_to(BODY, "foot", Side.LEFT)])[2] < WIDTH / 2 < bounds([way_to(BODY, "foot", Side.RIGHT)])[0]


def test_the_further_the_pain_goes_the_lower_its_way_ends():
    ends = [float(way_to(BODY, reach, Side.RIGHT).split()[-1]) for reach in REACHES]
    assert ends == sorted(set(ends))


def test_what_lies_in_the_middle_is_its_own_mirror_image():
    for region in BODY.regions:
        for shape in region.shapes:
            if shape.side is Side.MIDDLE:
                assert centre_x([whole(shape.path, WIDTH)]) == pytest.approx(WIDTH / 2, abs=1.5), region.id


@pytest.mark.parametrize(("name", "shape"), ALL_SHAPES)
def test_every_shape_lies_in_the_picture_and_inside_the_figure(name, shape):
    left, top, right, bottom = bounds([shape.path])
    assert left >= 0
    assert top >= 0
    assert right <= WIDTH
    assert bottom <= HEIGHT
    path = whole(shape.path, WIDTH) if shape.side is Side.MIDDLE else shape.path
    points, figure = sampled(path), flatten(silhouette(BODY, shape.view))
    assert points, name
    assert sum(inside(point, figure) for point in points) / len(points) > 0.93, name


@pytest.mark.slow
@pytest.mark.parametrize("view", View)
def test_neighbouring_muscles_hardly_overlap(view):
    """Bone and spine lie over muscle, and the kneecap over nothing; two muscles never claim one place."""
    muscles = [region for region in BODY.regions if region.id not in ("bony_points", "spine_midline")]
    drawn = {}
    for region in muscles:
        paths = shape_paths(BODY, region.shapes, view, STORED_SIDE[view])
        paths += shape_paths(BODY, region.shapes, view, Side.MIDDLE)
        drawn[region.id] = [point for path in paths for point in sampled(path)], [flatten(path) for path in paths]
    for one, (points, _) in drawn.items():
        for other, (_, pieces) in drawn.items():
            if other != one and points:
                shared = sum(any(inside(point, piece) for piece in pieces) for point in points)
                assert shared / len(points) < 0.08, (one, other)


def test_the_figure_is_seven_and_a_half_heads_tall_and_the_same_on_both_sides():
    for view in View:
        left, top, right, bottom = bounds([whole(BODY.outline[view].body, WIDTH)])
        assert left + right == pytest.approx(WIDTH, abs=0.1)
        assert 7.3 <= (bottom - top) / 102 <= 7.7


@pytest.mark.parametrize("palette", ["css", "print"])
def test_a_picture_is_well_formed_and_says_what_it_shows(palette):
    marked = {"pain": ["low_back:left"], "avoid": ["bony_points"], "work": ["calf"], "numb": DERMATOMES}
    drawn = draw_body(
        BODY,
        marked={**marked, "travel": ["foot:left", "thigh:right"]},
        title="Where it hurts & <where> not",
        desc='The "low back", left.',
        palette=palette,
    )
    svg = ElementTree.fromstring(drawn)
    assert svg.tag == f"{SVG}svg"
    assert svg.get("role") == "img"
    assert [svg.findtext(f"{SVG}title"), svg.findtext(f"{SVG}desc")] == [
        "Where it hurts & <where> not",
        'The "low back", left.',
    ]
    ids = [element.get("id") for element in svg.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(name in ids for name in svg.get("aria-labelledby", "").split())
    assert ("var(" in drawn) is (palette == "css")


def test_each_meaning_looks_different_without_colour():
    def bare(kind: Mark, spot: str) -> str:
        drawn = draw_body(BODY, marked={kind.value: [spot]}, title="t", desc="d", view="back", palette="print")
        return drawn.partition(f'class="body-{kind}"')[2]

    assert "-avoid)" in bare(Mark.AVOID, "calf:left")
    assert "-numb)" in bare(Mark.NUMB, "calf:left")
    assert "-work)" in bare(Mark.WORK, "calf:left")
    assert "url(" not in bare(Mark.PAIN, "calf:left")
    assert "<circle" in bare(Mark.TRAVEL, "calf:left")


def test_two_pictures_on_one_page_never_share_an_id():
    one = draw_body(BODY, marked={"pain": ["calf:left"]}, title="t", desc="d")
    other = draw_body(BODY, marked={"pain": ["calf:right"]}, title="t", desc="d")
    named = [{e.get("id") for e in ElementTree.fromstring(svg).iter() if e.get("id")} for svg in (one, other)]
    assert not named[0] & named[1]


@pytest.mark.parametrize(
    ("marked", "field", "hint"),
    [
        ({"pain": ["low_bak:left"]}, "region", "low_back"),
        ({"numb": ["l5_outer_shin_big_to"]}, "region", "l5_outer_shin_big_toe"),
        ({"travel": ["calff:left"]}, "region", "calf"),
        ({"pain": ["low_back:lefft"]}, "side", "left"),
        ({"pain": ["spine_midline:left"]}, "side of spine_midline", "middle"),
        ({"pian": ["low_back"]}, "kind of mark", "pain"),
    ],
)
def test_a_place_nobody_knows_is_refused_and_the_right_word_offered(marked, field, hint):
    with pytest.raises(Problem) as caught:
        draw_body(BODY, marked=marked, title="t", desc="d")
    assert caught.value.field == field
    assert hint in caught.value.allowed


@pytest.mark.parametrize("position", POSITIONS)
def test_every_position_has_a_picture_that_stays_in_its_frame(position):
    picture = next(each.picture for each in BODY.positions if each.id == position)
    left, top, right, bottom = bounds(part.path for part in picture.parts)
    x, y, width, height = picture.view_box
    assert left >= x
    assert top >= y
    assert right <= x + width
    assert bottom <= y + height
    svg = ElementTree.fromstring(position_picture(BODY, position, palette="print"))
    assert svg.findtext(f"{SVG}title")
    assert svg.findtext(f"{SVG}desc")


def test_a_card_shows_the_position_and_where_the_hands_go():
    drawn = card_picture(BODY, "side_lying", work=["low_back:left"], title="Low back", desc="On the side.")
    ElementTree.fromstring(drawn)
    assert 'data-spot="low_back:left"' in drawn
    assert 'data-view="back"' in drawn


def test_a_card_for_an_exercise_needs_no_place_on_the_body():
    drawn = card_picture(BODY, "hands_and_knees", work=[], title="Cat and camel", desc="d", palette="print")
    assert "data-view" not in drawn
    assert "var(" not in drawn


def test_a_close_up_of_a_place_on_the_front_shows_the_front():
    assert 'data-view="front"' in card_picture(BODY, "seated", work=["shin:left"], title="t", desc="d")


def test_a_position_nobody_knows_is_refused():
    with pytest.raises(Problem, match="side_lying"):
        position_picture(BODY, "side_liying")


def test_mirrored_twice_and_reversed_twice_a_path_is_itself():
    path = BODY.outline[View.FRONT].body
    assert mirrored(mirrored(path, WIDTH), WIDTH) == mirrored(
        mirrored(mirrored(mirrored(path, WIDTH), WIDTH), WIDTH), WIDTH
    )
    assert steps(reverse(reverse(path))) == steps(path)
