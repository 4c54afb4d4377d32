"""The body map as a question: the figure and the list are the same boxes, and it needs no JavaScript."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import Context, Engine
from ruamel.yaml import YAML

from ischia.core.body import Body
from ischia.core.loading import FOLDER

WEB = FOLDER.parent / "web"
BODY = Body.model_validate(YAML(typ="safe", pure=True).load((FOLDER / "regions.yaml").read_text(encoding="utf-8")))
SPOTS = [f"{region.id}:{side}" for region in BODY.regions for side in region.sides]
REACHES = [reach.id for reach in BODY.reaches]
ENGINE = Engine(dirs=[str(WEB / "templates")], libraries={"body": "ischia.web.templatetags.body"})
CSS = Path(WEB / "static/ischia/bodymap.css").read_text(encoding="utf-8")


class Elements(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def all(self, tag, **wanted):
        return [attrs for name, attrs in self.found if name == tag and wanted.items() <= attrs.items()]


def page(source, **context):
    return Elements(ENGINE.from_string("{% load body %}" + source).render(Context({"body": BODY, **context})))


MAP = page('{% body_map body "pain_regions" "Where does it hurt?" chosen %}', chosen=["low_back:left", "calf:right"])
REACH = page('{% body_reach body "radiation_furthest" "How far down?" "calf" %}')


def test_every_place_on_every_side_is_a_real_checkbox():
    assert [box["value"] for box in MAP.all("input", type="checkbox", name="pain_regions")] == SPOTS


def test_every_place_can_be_touched_on_the_figure():
    boxes = {box["value"]: box["id"] for box in MAP.all("input")}
    touched = {label["data-spot"]: label["for"] for label in MAP.all("label") if "data-spot" in label}
    assert touched == boxes


def test_what_was_chosen_before_is_still_ticked():
    assert [box["value"] for box in MAP.all("input") if "checked" in box] == ["low_back:left", "calf:right"]
    assert [box["value"] for box in REACH.all("input") if "checked" in box] == ["calf"]


def test_each_box_is_named_by_its_region_and_its_side():
    ids = {attrs["id"] for _, attrs in MAP.found if "id" in attrs}
    for box in MAP.all("input"):
        named = box["aria-labelledby"].split()
        assert len(named) == 2
        assert {*named, box["aria-describedby"]} <= ids


def test_how_far_it_goes_is_one_choice_on_the_figure_and_in_the_list():
    buttons = {button["value"]: button["id"] for button in REACH.all("input", type="radio")}
    assert list(buttons) == REACHES
    assert {label["data-reach"]: label["for"] for label in REACH.all("label") if "data-reach" in label} == buttons


@pytest.mark.parametrize("elements", [MAP, REACH], ids=["map", "reach"])
def test_nothing_needs_a_script_or_a_style_of_its_own(elements):
    tags = {tag for tag, _ in elements.found}
    assert not tags & {"script", "style"}
    assert not [attrs for _, attrs in elements.found if "style" in attrs or any(key.startswith("on") for key in attrs)]


def test_no_id_stands_twice_even_with_both_questions_on_one_page():
    ids = [attrs["id"] for elements in (MAP, REACH) for _, attrs in elements.found if "id" in attrs]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("state", ["checked", "hover", "focus-visible"])
def test_every_place_lights_up_when_chosen_pointed_at_or_focused(state):
    lit = re.findall(rf'\.body-map:has\(\[value="([^"]+)"\]:{state}\) \[data-spot="([^"]+)"\]', CSS)
    assert lit == [(spot, spot) for spot in SPOTS]
    assert set(re.findall(rf'\.body-reach:has\(\[value="([^"]+)"\]:{state}\)', CSS)) == set(REACHES)


def test_a_place_named_in_a_form_by_mistake_is_not_written_into_the_page():
    assert "<b>" not in str(page('{% body_map body "x" "<b>?" %}').found)
