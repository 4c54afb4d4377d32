"""However a plan changes while it is followed, it never goes past its screening."""

from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from ischia.core.adapting import (
    Course,
    Happened,
    Pain,
    SessionDone,
    adapt,
    carried_over,
    difference,
    flare,
    restore,
    skip,
    swap,
    too_easy,
    too_hard,
)  # fmt: skip
from ischia.core.adapting.course import Acted
from ischia.core.case import make_case
from ischia.core.limits import Limits
from ischia.core.planning import Plan, build_plan
from ischia.core.planning.gate import Gate
from ischia.core.problems import Problem
from ischia.core.screening import screen
from tests.sessions import DAY, KNOWLEDGE
from tests.strategies import wish_case

NARROW = st.sampled_from(
    [Limits(), Limits(require=("test_session_first",)), Limits(forbid_regions=("buttock",)), Limits(no_oils=True)]
)
RULES = ["raise", "worse_48h", "first_review"]
DAYS = st.integers(0, 60)


@st.composite
def people(draw):
    """Someone with a plan: the case and the plan."""
    seed = draw(st.integers(0, 2**32))
    for tried in range(200):
        rng = Random(seed + tried)
        case = make_case(wish_case(rng, rng.choice([0, 0, 1, 2])), KNOWLEDGE, DAY)
        plan = build_plan(screen(case, KNOWLEDGE), case, KNOWLEDGE)
        if isinstance(plan, Plan):
            return case, plan
    raise AssertionError("nobody has a plan")


@st.composite
def courses(draw, plan):
    items = [*(each.script for each in plan.home), *(each.technique for each in plan.massage)] or ["swedish"]
    day = DAYS.map(lambda days: DAY + timedelta(days=days))
    score = st.integers(0, 10)
    session = st.builds(SessionDone, item=st.sampled_from(items), day=day, before=score, next_day=st.none() | score)
    event = st.builds(
        Happened,
        id=st.uuids().map(str),
        day=day,
        grade=st.sampled_from(["mild", "moderate", "serious", None]),
        pause_days=st.sampled_from([0, 7]),
        lower_pressure_by=st.sampled_from([0, 1]),
        limits=NARROW,
    )
    return Course(
        started=DAY,
        sessions=tuple(draw(st.lists(session, max_size=6))),
        pain=tuple(draw(st.lists(st.builds(Pain, day=day, score=score), max_size=8))),
        events=tuple(draw(st.lists(event, max_size=2))),
        exercised=tuple(draw(st.lists(day, max_size=3))),
        acted=tuple(draw(st.lists(st.builds(Acted, rule=st.sampled_from(RULES), day=day), max_size=2))),
    )


def stays_inside(now, built):
    """Every item passes the gate of the screening unchanged, and nothing is more than it was built."""
    limits = built.screening.limits
    assert limits.within(limits)
    assert now.limits_in_force.within(limits)
    gate = Gate(now.limits_in_force, built.screening.fired)
    assert [gate.massage(item) for item in now.massage] == list(now.massage)
    assert [gate.home(item) for item in now.home] == list(now.home)
    assert [gate.exercise(item) for item in now.exercise] == list(now.exercise)
    for item in now.massage:
        first = built.massage[0]
        assert item.pressure_max <= first.pressure_max
        assert item.minutes <= first.minutes
        assert item.per_week <= first.per_week
    for item in now.home:
        assert item.pressure_max <= max(each.pressure_max for each in built.home)
        written = {step.id: step for step in KNOWLEDGE.scripts[item.script].steps}
        assert all(step.pressure <= written[step.id].pressure for step in item.steps)
    if now.massage or now.home:
        assert "ex_walk" in [each.exercise for each in now.exercise]
        assert len(now.exercise) >= 2
    assert len(now.home) + len(now.exercise) <= 4


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_change_goes_past_the_screening(data):
    case, built = data.draw(people())
    now, changes, versions = built, [], [built]
    for _ in range(data.draw(st.integers(1, 6))):
        items = [*(each.script for each in now.home), *(each.exercise for each in now.exercise)]
        what = data.draw(st.sampled_from(["rule", "rule", "swap", "skip", "hard", "easy", "flare", "restore"]))
        item = data.draw(st.sampled_from(items)) if items else ""
        try:
            found = made(what, now, built, item, case, data, versions, changes)
        except Problem:
            continue
        stays_inside(found.plan, built)
        assert found.change.why
        assert found.change.sources
        assert found.change.moves == difference(now, found.plan)
        if not found.today_only:
            now = found.plan
            changes.append(found.change)
            versions.append(now)


def made(what, now, built, item, case, data, versions, changes):
    match what:
        case "rule":
            today = DAY + timedelta(days=data.draw(DAYS))
            return adapt(now, built, data.draw(courses(now)), today, KNOWLEDGE)
        case "swap":
            return swap(now, item, case, KNOWLEDGE)
        case "skip":
            return skip(now, item, case, KNOWLEDGE)
        case "hard":
            return too_hard(now, item, case, KNOWLEDGE)
        case "easy":
            return too_easy(now, item, KNOWLEDGE)
        case "flare":
            return flare(now, case, KNOWLEDGE)
    place = data.draw(st.integers(0, len(versions) - 1))
    return restore(versions[place], now, changes[place:], KNOWLEDGE)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_change_but_a_raise_makes_any_massage_firmer_than_it_was(data):
    case, built = data.draw(people())
    first = adapt(built, built, data.draw(courses(built)), DAY + timedelta(days=data.draw(DAYS)), KNOWLEDGE)
    now = first.plan
    for item in [each.script for each in now.home]:
        for change in (swap, too_hard):
            try:
                found = change(now, item, case, KNOWLEDGE).plan
            except Problem:
                continue
            firmest = max(each.pressure_max for each in now.home)
            assert all(each.pressure_max <= firmest for each in found.home)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_new_answers_never_make_firmer_what_was_made_gentler_after_something_went_wrong(data):
    _, built = data.draw(people())
    course = data.draw(courses(built))
    old = adapt(built, built, course, DAY + timedelta(days=data.draw(DAYS)), KNOWLEDGE)
    went_wrong = old.change.rule in ("worse_48h", "after_event")
    acted = (*course.acted, Acted(rule=old.change.rule, day=DAY)) if went_wrong else ()
    found = carried_over(built, old.plan, course.model_copy(update={"acted": acted}), old.pause, KNOWLEDGE)
    if not went_wrong:
        assert found is None
        return
    now = found.plan if found else built
    stays_inside(now, built)
    assert now.limits_in_force.within(old.plan.limits_in_force)
    held = {each.technique: each for each in old.plan.massage}
    for item in now.massage:
        assert item.pressure_max <= held[item.technique].pressure_max
        assert item.minutes <= held[item.technique].minutes
    firm = {each.script: each for each in old.plan.home}
    for item in now.home:
        assert item.pressure_max <= firm[item.script].pressure_max
        assert item.minutes <= firm[item.script].minutes + 0.02
    assert bool(old.pause) == bool(found and found.pause)
