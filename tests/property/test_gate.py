"""The last gate alone: whatever it is fed, what comes out keeps to the limits, and every change names a rule."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ischia.core.knowledge import load_knowledge
from ischia.core.limits import Limits, join
from ischia.core.planning.gate import Gate
from ischia.core.planning.plan import ExerciseItem, HomeItem, HomeStep, MassageItem
from ischia.core.screening import Reason
from tests.looseness import cap
from tests.oracle import POSITIONS, REGIONS, TECHNIQUES

KNOWLEDGE = load_knowledge()
few = st.lists(st.sampled_from(REGIONS), unique=True, max_size=6).map(tuple)
limits = st.builds(
    Limits,
    forbid_techniques=st.lists(st.sampled_from([*TECHNIQUES, "all"]), unique=True, max_size=2).map(tuple),
    forbid_regions=few,
    forbid_powered_regions=few,
    forbid_positions=st.lists(st.sampled_from(POSITIONS), unique=True, max_size=3).map(tuple),
    forbid_exercises=st.lists(st.sampled_from(list(KNOWLEDGE.exercise)), unique=True, max_size=3).map(tuple),
    max_pressure=st.none() | st.integers(1, 5),
    max_pressure_in=st.dictionaries(st.sampled_from(REGIONS), st.integers(1, 5), max_size=5),
    max_minutes=st.none() | st.integers(1, 90),
    no_powered=st.booleans(),
    no_unsupervised_home=st.booleans(),
)
words = ("id", "name", "say", "why", "evidence", "script", "side", "caution", "how", "dose", "progress")
numbers = ("per_week", "weeks", "order", "per_day", "days_per_week")
same = {**dict.fromkeys(words, st.just("")), **dict.fromkeys(numbers, st.just(1))}
same |= {"sources": st.just(("EXPERT",)), "position": st.sampled_from(POSITIONS)}


def items(kind, **drawn):
    """Items of a kind: what matters here is drawn, the rest stands still."""
    return st.builds(kind, **{name: each for name, each in {**same, **drawn}.items() if name in kind.model_fields})


massage = items(
    MassageItem,
    technique=st.sampled_from(TECHNIQUES),
    alternative=st.none() | st.sampled_from(TECHNIQUES),
    alternative_regions=few,
    setting=st.sampled_from(["clinic", "home"]),
    regions=few,
    pressure_start=st.integers(1, 9),
    pressure_max=st.integers(1, 9),
    minutes=st.integers(1, 500),
)
steps = items(
    HomeStep, region=st.none() | st.sampled_from(REGIONS), seconds=st.integers(1, 4000), pressure=st.integers(0, 9)
)
home = items(
    HomeItem,
    only_with_someone=st.booleans(),
    technique=st.sampled_from(TECHNIQUES),
    steps=st.lists(steps, min_size=1, max_size=6).map(tuple),
    pressure_max=st.integers(0, 9),
    minutes=st.floats(0, 500),
)
exercises = items(ExerciseItem, exercise=st.sampled_from(list(KNOWLEDGE.exercise)))


def gate_for(held):
    """A gate whose limits all come from one rule."""
    reason = Reason(
        rule="r", kind="limited", disposition="suitable", cleared=False, because={}, limits=held, person="p",
        clinician="c", sources=("EXPERT",),
    )  # fmt: skip
    return Gate(held, [reason])


def says_why(gate, changed):
    """Whatever was changed is noted, and the note names the rule."""
    assert not changed or gate.cuts
    assert not changed or all(cut.rules == ("r",) for cut in gate.cuts)


def makes_sense(item):
    """An item as planning makes them: another kind of massage has places, the start is no firmer than the most."""
    other = bool(item.alternative) is bool(item.alternative_regions)
    other = other and set(item.alternative_regions) <= set(item.regions)
    return item.regions and other and item.pressure_start <= item.pressure_max <= 5


@settings(max_examples=200, deadline=None)
@given(limits, massage)
def test_no_massage_leaves_the_gate_outside_the_limits(held, item):
    gate = gate_for(held)
    kept = gate.massage(item)
    says_why(gate, makes_sense(item) and kept != item)
    if kept is None:
        return
    plain = held.model_dump(mode="json")
    for name, regions in ((kept.technique, kept.regions), (kept.alternative, kept.alternative_regions)):
        assert not held.forbids(name or "")
        assert not (name == "powered_massager" and held.no_powered)
        assert not (name == "powered_massager" and set(regions) & set(held.forbid_powered_regions))
        assert not set(regions) & set(held.forbid_regions)
        assert bool(name) is bool(regions)
    assert kept.position not in held.forbid_positions
    assert kept.pressure_start <= kept.pressure_max <= min(cap(plain, region) for region in kept.regions)
    assert kept.minutes <= (held.max_minutes or kept.minutes)


@settings(max_examples=200, deadline=None)
@given(limits, home)
def test_no_home_session_leaves_the_gate_outside_the_limits(held, item):
    gate = gate_for(held)
    kept = gate.home(item)
    if kept is None:
        return
    plain = held.model_dump(mode="json")
    if any(step.region and step.pressure > cap(plain, step.region) < 5 for step in item.steps):
        assert any(cut.rules == ("r",) for cut in gate.cuts)
    assert not held.forbids(kept.technique)
    assert kept.position not in held.forbid_positions
    assert kept.only_with_someone or not held.no_unsupervised_home
    powered = kept.technique == "powered_massager"
    assert not (powered and held.no_powered)
    for step in kept.steps:
        assert step.region is not None or step.pressure == 0
        assert step.region not in held.forbid_regions
        assert not (powered and step.region in held.forbid_powered_regions)
        assert step.pressure <= min(4, cap(plain, step.region))
    assert kept.minutes == round(sum(step.seconds for step in kept.steps) / 60, 2)
    assert kept.minutes <= (held.max_minutes or kept.minutes)
    assert kept.pressure_max == max(step.pressure for step in kept.steps)
    assert len(kept.steps) == len(item.steps) or gate.cuts


@settings(deadline=None)
@given(limits, exercises)
def test_no_exercise_leaves_the_gate_that_is_forbidden(held, item):
    gate = gate_for(held)
    kept = gate.exercise(item)
    says_why(gate, kept != item)
    assert kept is None or kept.exercise not in held.forbid_exercises
    assert kept is None or kept.position not in held.forbid_positions


@settings(deadline=None)
@given(limits, massage, home, exercises)
def test_without_limits_the_gate_changes_nothing_it_need_not(held, one, other, third):
    gate = gate_for(Limits())
    assert gate.exercise(third) == third
    again = gate_for(join([held]))
    for item, door in ((one, again.massage), (other, again.home), (third, again.exercise)):
        kept = door(item)
        assert kept is None or door(kept) == kept
