"""Finding a therapist: who is nearest, who fits, and what a person's own answers ask for."""

import math
from datetime import timedelta
from random import Random

import pytest
from django.utils.timezone import localdate
from hypothesis import given, settings
from hypothesis import strategies as st

from ischia.core.directory.matching import Needs, Wanted
from ischia.core.directory.sphere import Point, kilometres
from ischia.practice.finding.asking import needs_of_keeper
from ischia.practice.finding.nearest import Hit, Question, nearest
from ischia.practice.finding.usecases import Search, find
from ischia.practice.listing.qualified import lacking
from ischia.practice.models import Credential, Listing
from tests.practice.practices import MONDAY, NOW, at, person, service, therapist

pytestmark = pytest.mark.django_db
UTRECHT = Point(52.09, 5.12)
EDGES = [0.0, 89.98, -89.98, 90.0, 179.99, -179.99, -180.0]


def place(listing: Listing, latitude: float, longitude: float, **more: object) -> Listing:
    for name, value in {"latitude": latitude, "longitude": longitude, **more}.items():
        setattr(listing, name, value)
    listing.save()
    return listing


def listed(name: str = "Ada Example", latitude: float = 52.1, longitude: float = 5.1, **more: object) -> Listing:
    return place(therapist(name), latitude, longitude, **more)


def tick(listing: Listing, word: str, *, days_ago: int = 0, kind: str = "qualification") -> Credential:
    day = localdate() - timedelta(days=days_ago)
    return Credential.objects.create(
        listing=listing, kind=kind, issuer="Example School", allows=[word], checked_on=day, checked_by="Operator"
    )


def search(centre: Point = UTRECHT, within: float = 25, needs: Needs | None = None, **wanted: object) -> list[str]:
    found = find(Search(centre, within, Wanted(**wanted), needs or Needs()), NOW, localdate())
    return [each.listing.name for each in found.found]


def spread(chance, count: int) -> list[tuple[float, float]]:
    """Places everywhere, and crowds where it is hard: at the poles, at the line of days, in one town."""
    some = [(math.degrees(math.asin(chance.uniform(-1, 1))), chance.uniform(-180, 180)) for _ in range(count // 4)]
    some += [(chance.choice((-1, 1)) * chance.uniform(89.5, 90), chance.uniform(-180, 180)) for _ in range(count // 4)]
    some += [(chance.uniform(-17, -16), (180 + chance.gauss(0, 0.3) + 180) % 360 - 180) for _ in range(count // 4)]
    return some + [(52.09 + chance.gauss(0, 0.1), 5.12 + chance.gauss(0, 0.2)) for _ in range(count // 4)]


def brute_force(rows: list[Listing], centre: Point, within: float, limit: int) -> list[Hit]:
    hits = [Hit(kilometres(centre, Point(row.latitude, row.longitude)), row.name, row.pk) for row in rows]
    return sorted(hit for hit in hits if hit.km <= within)[:limit]


def test_the_nearest_are_those_that_brute_force_finds():
    seeded = Random(20261121)
    rows = [
        Listing(name=f"Ada Example {number % 50}", slug=f"n{number}", latitude=latitude, longitude=longitude)
        for number, (latitude, longitude) in enumerate(spread(seeded, 2000))
    ]
    Listing.objects.bulk_create(rows)
    for latitude, longitude in spread(seeded, 240):
        within = seeded.choice((1, 25, 300, 5000, 20_040))
        centre = Point(latitude, longitude)
        assert nearest(Question.of(Listing.objects.all()), centre, within, 20) == brute_force(rows, centre, within, 20)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(EDGES), st.sampled_from(EDGES), st.floats(0.5, 400), st.floats(0, 360))
def test_whoever_is_within_reach_of_an_edge_of_the_map_is_found(north, east, km, bearing):
    centre = Point(north if abs(north) <= 90 else 0.0, east)
    there = _walk(centre, km, bearing)
    row = Listing.objects.create(name="Ada Example", slug="edge", latitude=there.latitude, longitude=there.longitude)
    far = kilometres(centre, there)
    assert [hit.id for hit in nearest(Question.of(Listing.objects.all()), centre, far, 1)] == [row.pk]
    row.delete()


def _walk(start: Point, km: float, bearing: float) -> Point:
    arc, turn = km / 6371.0087714, math.radians(bearing)
    north = math.radians(start.latitude)
    up = math.asin(math.sin(north) * math.cos(arc) + math.cos(north) * math.sin(arc) * math.cos(turn))
    side = math.atan2(math.sin(turn) * math.sin(arc) * math.cos(north), math.cos(arc) - math.sin(north) * math.sin(up))
    return Point(math.degrees(up), (start.longitude + math.degrees(side) + 180) % 360 - 180)


def test_of_equally_near_ones_the_sooner_free_comes_first_and_then_the_name():
    busy, free = listed("Ada Example"), listed("Zoe Example")
    listed("Bo Example"), listed("Al Example")
    service(free)
    service(busy)
    busy.rules.notice_minutes = 60 * 24 * 3
    busy.rules.save()
    assert search() == ["Zoe Example", "Ada Example", "Al Example", "Bo Example"]


def test_a_nearer_one_comes_before_one_who_is_free():
    listed("Near Example", 52.095)
    service(listed("Free Example", 52.2))
    assert search() == ["Near Example", "Free Example"]


@pytest.mark.parametrize(
    ("wish", "has", "has_not"),
    [
        ({"techniques": ("swedish",)}, {"techniques": ["swedish"]}, {"techniques": ["deep_tissue"]}),
        ({"goal": "release_knots"}, {"techniques": ["trigger_point"]}, {"techniques": ["swedish"]}),
        ({"sciatica": "often"}, {"sciatica_experience": "often"}, {"sciatica_experience": "some"}),
        ({"settings": ("home_visits",)}, {"settings": ["home_visits"]}, {"settings": ["own_office"]}),
        ({"insurance": "example health"}, {"insurers": ["Example Health"]}, {"insurers": ["Example Healthcare"]}),
        ({"language": "nl"}, {"languages": ["en", "nl"]}, {"languages": ["en"]}),
        ({"gender": "woman"}, {"gender": "woman"}, {"gender": ""}),
        ({"step_free": True}, {"step_free": "yes"}, {"step_free": "partly"}),
        ({"evenings": True}, {"evenings": True}, {"evenings": False}),
    ],
)
def test_each_wish_keeps_those_who_fit_it(wish, has, has_not):
    listed("Fits Example", **has)
    listed("Other Example", **has_not)
    assert search(**wish) == ["Fits Example"]


def test_who_is_hidden_gone_or_nowhere_is_not_listed():
    listed(is_published=False)
    listed(deactivated_on=localdate())
    therapist()
    assert search() == []


@pytest.mark.parametrize("word", ["prenatal_certified", "oncology_trained", "sports_qualified"])
def test_a_qualification_counts_only_with_a_tick(word):
    tick(listed("Ticked Example"), word)
    tick(listed("Old Example"), word, days_ago=365)
    Credential.objects.create(listing=listed("Unchecked Example"), kind="qualification", issuer="X", allows=[word])
    assert search(qualifications=(word,)) == ["Ticked Example"]


def test_where_the_law_knows_no_licence_a_checked_register_stands_in_for_it():
    by_kind = {kind: listed(f"{kind} Example") for kind in ("register", "association", "qualification", "insurance")}
    Credential.objects.all().delete()
    for kind, row in by_kind.items():
        tick(row, "" if kind != "qualification" else "sports_qualified", kind=kind)
    assert search(qualifications=("licensed_therapist",)) == ["register Example"]


@pytest.mark.parametrize(
    ("slug", "word"), [("amina", "prenatal_certified"), ("hugo", "licensed_therapist"), ("sam", "licensed_therapist")]
)
def test_a_persons_own_answers_say_who_may_treat_them(slug, word):
    needs = needs_of_keeper(person(slug))
    assert word in needs.ids
    listed("Plain Example")
    Credential.objects.all().delete()
    fits = listed("Fits Example")
    for each in needs.ids:
        if each != "licensed_therapist":
            tick(fits, each)
    assert search(needs=needs) == ["Fits Example"]
    first = find(Search(UTRECHT, 25, Wanted(), needs), NOW, localdate()).found[0].matches
    assert {match.of for match in first} == set(needs.ids)
    assert all(match.checked_by == "Operator" for match in first)


def test_whoever_has_to_see_someone_first_may_not_book_yet():
    assert needs_of_keeper(person("sam")).may_book
    for slug in ("amina", "bruno", "finn", "ella"):
        assert not needs_of_keeper(person(slug)).may_book
    assert needs_of_keeper(None) is None


def test_a_kind_that_the_limits_rule_out_finds_nobody():
    listed(techniques=["deep_tissue"])
    needs = needs_of_keeper(person("dana"))
    ruled_out = [kind for kind in ("deep_tissue", "trigger_point", "neuromuscular") if needs.limits.forbids(kind)]
    assert ruled_out
    for kind in ruled_out:
        assert search(techniques=(kind,), needs=needs) == []


def test_looking_further_is_offered_with_how_many_there_would_be():
    listed("Near Example", 52.1)
    listed("Far Example", 52.6)
    result = find(Search(UTRECHT, 25, Wanted(), Needs()), NOW, localdate())
    assert (result.count, len(result.found)) == (1, 1)
    assert (result.wider.km, result.wider.count) == (100, 2)


def test_the_next_free_time_stands_in_the_list():
    row = listed()
    service(row)
    found = find(Search(UTRECHT, 25, Wanted(), Needs()), at(8), localdate()).found[0]
    assert found.next_free == at(9)
    assert found.next_free.date() == MONDAY


@pytest.mark.parametrize(
    ("country", "region", "register_will_do"),
    [
        ("GB", "", True),  # the law asks for none
        ("US", "NY", False),  # it asks for a licence
        ("us", "ny", False),
        ("US", "CA", True),  # a voluntary certificate
        ("US", "ZZ", False),  # it differs by state, and this one was not looked up
        ("US", "", False),
        ("CA", "ON", False),
        ("FR", "", True),  # not looked up: a checked register is the strongest thing there is
    ],
)
def test_where_the_law_asks_for_a_licence_nothing_else_will_do(country, region, register_will_do):
    row = listed(country=country, region=region)
    row.credentials.update(kind="register")
    assert bool(search(qualifications=("licensed_therapist",))) == register_will_do
    assert (lacking(row, ["licensed_therapist"], localdate()) == ()) == register_will_do
    row.credentials.update(kind="licence")
    assert search(qualifications=("licensed_therapist",))
    assert lacking(row, ["licensed_therapist"], localdate()) == ()
