"""The hazard log: every hazard that must be there is, it says all that it must, and a slip in it is named."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.limits import Limits
from ischia.core.problems import Problem
from ischia.core.screening import screen
from ischia.proof.hazards import FILE, breaks, faults, load_hazards, looser
from tests.strategies import SAFE

ROOT = Path(__file__).parents[2]
KNOWLEDGE = load_knowledge()
HAZARDS = {hazard.id: hazard for hazard in load_hazards()}
CLAIMS = {claim.id: claim for hazard in HAZARDS.values() for claim in hazard.claims}
MUST_BE_THERE = {
    "hz_cauda_equina", "hz_cord", "hz_infection", "hz_fracture", "hz_cancer", "hz_aneurysm", "hz_clot_signs",
    "hz_clot_history", "hz_pregnancy", "hz_anticoagulants", "hz_numb_skin", "hz_electronic_implant",
    "hz_metal_implant", "hz_osteoporosis", "hz_minors", "hz_acute_injury", "hz_surgery", "hz_disc", "hz_alcohol",
    "hz_contagious_skin", "hz_bad_reaction", "hz_incomplete",
}  # fmt: skip
LIKELIHOODS = ["very_low", "low", "medium", "high", "very_high"]


def test_every_hazard_that_must_be_there_is_there_and_is_known_in_all_its_words():
    assert set(HAZARDS) >= MUST_BE_THERE
    assert faults(HAZARDS.values(), KNOWLEDGE) == []


def test_each_third_of_pregnancy_has_a_claim_of_its_own():
    assert {"first_third", "second_third", "last_third"} <= {
        claim.id.split(".")[1] for claim in HAZARDS["hz_pregnancy"].claims
    }


def test_no_hazard_is_likelier_with_its_controls_than_without():
    for hazard in HAZARDS.values():
        before, after = (LIKELIHOODS.index(each) for each in (hazard.likelihood_before, hazard.likelihood_after))
        assert after <= before, hazard.id


def test_what_rests_on_custom_alone_says_so():
    assert HAZARDS["hz_alcohol"].convention_only
    assert not HAZARDS["hz_cauda_equina"].convention_only


@pytest.mark.parametrize("named", sorted({test for hazard in HAZARDS.values() for test in hazard.tests}))
def test_every_test_that_holds_a_hazard_exists(named):
    file, name = named.split("::")
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


SHORT = """
hazards:
  - id: hz_veins
    name: Bulging veins pressed on
    harm: Bleeding.
    sequence: Strokes go over the veins.
    severity: considerable
    likelihood_before: medium
    likelihood_after: low
    controls: [The place stays off.]
    residual: Deep veins.
    brief: "2.1"
    sources: [CANCERUK]
    claims:
      - id: hz_veins.inflamed
        say: A hot vein needs a doctor today.
        when: {varicose: {in: [inflamed]}}
        at_least: same_day_medical
        with_letters: same_day_medical
      - id: hz_veins.numb
        say: Numb skin is looked at.
        when: numbness
        limits: {require: [skin_check]}
"""


@pytest.fixture
def written(tmp_path):
    """Reads a short file of hazards with one text in it replaced by another."""

    def with_slip(old, new):
        assert SHORT.count(old) == 1
        (tmp_path / FILE).write_text(SHORT.replace(old, new), encoding="utf-8")
        return load_hazards(tmp_path), tmp_path

    return with_slip


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("severity: considerable", "severity: bad", r"hazards\.yaml:7: hazards\.severity: 'bad'"),
        ("when: numbness", "when: {is: 3}", r"hazards\.yaml:22: hazards\.claims\.when: "),
        ("        with_letters: same_day_medical\n", "", "at_least needs with_letters"),
        ("        at_least: same_day_medical\n", "", "with_letters needs at_least"),
        ("with_letters: same_day_medical", "with_letters: emergency_now", "a letter makes nothing stricter"),
        ("hz_veins.numb", "hz_skin.numb", r"begins with hz_veins\."),
        ("        limits: {require: [skin_check]}\n", "", "a claim promises something"),
        ("    residual: Deep", "    residue: Deep", "residual"),
    ],
)
def test_a_record_that_is_not_as_it_must_be_is_named_with_its_line(written, old, new, says):
    with pytest.raises(Problem, match=says):
        written(old, new)


def test_a_hazard_that_nothing_holds_is_refused(written):
    with pytest.raises(Problem, match="a hazard is held by a claim or a test"):
        written(SHORT[SHORT.index("    claims:") :], "")


def test_a_hazard_that_stands_twice_is_refused(written):
    with pytest.raises(Problem, match=r"hazards\.yaml:24: id: 'hz_veins' is not allowed; use an id that stands once"):
        written(SHORT, SHORT + SHORT.replace("\nhazards:\n", ""))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("when: numbness", "when: numbnes", "'numbnes' is no finding (did you mean 'numbness'?)"),
        ("when: numbness", "when: bone_weak", "'bone_weak' is computed"),
        ("[inflamed]", "[inflame]", "varicose: 'inflame' is not one of its words"),
        ("[CANCERUK]", "[CANCER]", "'CANCER' is no source in sources.yaml"),
        ("[skin_check]", "[skin_chek]", "'skin_chek' is not known (did you mean 'skin_check'?)"),
        ("limits: {require:", "limits_until_cleared: {requires:", "'requires' is no limit"),
        ("hz_veins.numb", "hz_veins.inflamed", "a claim of that id stands above"),
    ],
)
def test_a_word_that_the_knowledge_does_not_have_is_named_with_its_line(written, old, new, says):
    hazards, folder = written(old, new)
    (fault,) = faults(hazards, KNOWLEDGE)
    assert re.match(r"hazards\.yaml:\d+: hz_veins", fault.line(folder))
    assert says in fault.says


def test_a_broken_claim_says_which_hazard_comes_back_and_how():
    claim = CLAIMS["hz_clot_history.old_clot"]
    case = make_case({**SAFE, "clot_history": True}, KNOWLEDGE)
    screening = screen(case, KNOWLEDGE)
    assert breaks(claim, case, screening.fired, screening.limits, KNOWLEDGE) is None
    without = tuple(reason for reason in screening.fired if reason.rule != "cx_clot_history")
    assert breaks(claim, case, without, screening.limits, KNOWLEDGE) == (
        "Legs massaged after a clot, or while clots are likely: After a clot a doctor comes first, and the legs and "
        "deep work stay off. Broken (hz_clot_history.old_clot): the disposition is massage_with_limits and should be "
        "at least doctor_before_massage while no letter counts."
    )
    assert breaks(claim, replace(case, values={}), without, screening.limits, KNOWLEDGE) is None


@pytest.mark.parametrize(
    ("wanted", "limits", "says"),
    [
        (Limits(forbid_techniques=("deep_tissue",)), Limits(forbid_techniques=("all",)), []),
        (Limits(forbid_techniques=("powered_massager",)), Limits(no_powered=True), []),
        (Limits(forbid_techniques=("all",)), Limits(forbid_techniques=("swedish",)), ["forbid_techniques lacks all"]),
        (Limits(forbid_regions=("calf", "neck")), Limits(forbid_regions=("neck",)), ["forbid_regions lacks calf"]),
        (Limits(max_pressure=2), Limits(max_pressure=3), ["max_pressure is 3 and should be at most 2"]),
        (Limits(max_minutes=20), Limits(), ["max_minutes is not set and should be at most 20"]),
        (Limits(max_pressure_in={"calf": 2}), Limits(max_pressure=2), []),
        (
            Limits(max_pressure_in={"calf": 1}),
            Limits(max_pressure=2),
            ["the pressure on calf may be 2 and should be at most 1"],
        ),
        (Limits(no_oils=True), Limits(), ["no_oils is not set"]),
    ],
)
def test_limits_are_held_against_what_is_wanted(wanted, limits, says):
    assert list(looser(limits, wanted)) == says
