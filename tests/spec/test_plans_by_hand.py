"""Plans a clinician can check by reading: one person, one thing that must hold."""

from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.planning import NoPlan, build_plan
from ischia.core.screening import screen
from ischia.exchange.wording import other_kind_in_words
from tests.strategies import SAFE

KNOWLEDGE = load_knowledge()
CLEARED_LIVER = {"liver_disease": True, "cleared_rules": ["cx_liver"], "clearance_days_ago": 3}


def plan(**answers):
    case = make_case({**SAFE, **answers}, KNOWLEDGE)
    made = build_plan(screen(case, KNOWLEDGE), case, KNOWLEDGE)
    assert not isinstance(made, NoPlan), made.instead
    return made


def test_a_trial_against_sports_massage_needs_someone_qualified_for_it():
    made = plan(goals=["move_better"], technique_dislikes=["swedish"], pain_regions=["buttock"])
    assert (made.massage[0].technique, made.massage[0].alternative) == ("myofascial_release", "sports_massage")
    assert "sports_qualified" in made.provider.require


def test_deep_tissue_stays_off_the_low_back_before_twelve_weeks_also_as_the_second_kind():
    made = plan(
        onset_days=60,
        goals=["release_knots"],
        technique_dislikes=["neuromuscular"],
        pain_regions=["low_back", "buttock"],
    )
    assert (made.massage[0].technique, made.massage[0].alternative) == ("trigger_point", "deep_tissue")
    assert made.massage[0].regions == ("buttock", "low_back")
    assert made.massage[0].alternative_regions == ("buttock",)
    assert other_kind_in_words(made.massage[0], KNOWLEDGE) == "Deep tissue massage, only on the buttock"


def test_two_kinds_to_compare_share_the_lower_pressure_of_the_two():
    made = plan(goals=["after_sport"], pain_regions=["buttock"])
    assert (made.massage[0].technique, made.massage[0].alternative) == ("sports_massage", "swedish")
    assert made.massage[0].pressure_max == 3


def test_in_the_first_six_weeks_nobody_is_sent_home_to_rub_a_leg():
    assert plan(onset_days=100, goals=["circulation"]).home[0].script == "script_leg_self"
    assert not plan(onset_days=10, goals=["circulation"]).home


def test_a_letter_that_already_counts_still_counts_when_another_doctor_has_to_say_yes():
    made = plan(kidney_disease=True, **CLEARED_LIVER)
    assert made.after_clearance.needs_a_yes_for == ("cx_kidney",)
    assert made.after_clearance.possible
    assert not made.massage


def test_a_letter_older_than_ninety_days_no_longer_counts():
    assert plan(**CLEARED_LIVER).massage
    late = plan(**{**CLEARED_LIVER, "clearance_days_ago": 91})
    assert not late.massage
    assert late.after_clearance.needs_a_yes_for == ("cx_liver",)


def test_after_clearance_of_a_fresh_injury_only_the_injured_place_is_off():
    answers = {"injury_recent": True, "injury_from_sport": False, "injury_kind": "muscle_tear",
               "injury_regions": ["calf"], "hours_since_injury": 20, "injury_hot_swollen": True,
               "injury_seen_by_doctor": True,
               "cleared_rules": ["cx_acute_injury"], "clearance_days_ago": 0}  # fmt: skip
    made = plan(**answers)
    assert made.massage
    assert "calf" not in made.massage[0].regions
    held = plan(**answers, alcohol_or_sedative_now=True)
    assert not held.massage
    assert not held.home


def test_an_injury_whose_place_is_not_known_leaves_no_massage_even_after_clearance():
    case = make_case(
        {**SAFE, "injury_recent": True, "cleared_rules": ["cx_acute_injury"], "clearance_days_ago": 0}, KNOWLEDGE
    )
    assert set(screen(case, KNOWLEDGE).limits.forbid_regions) == set(KNOWLEDGE.regions)


def test_who_wants_massage_at_home_alone_and_can_have_none_is_told_so():
    made = plan(settings_wanted=["home"], partner_at_home=False, can_reach_back=False)
    assert not made.massage
    assert not made.home
    (said,) = made.not_now
    assert said.say.startswith("No massage at home fits both your limits and your wishes")
    assert not plan(settings_wanted=["home"], can_reach_back=True).not_now


def test_a_direction_that_has_no_exercise_left_is_taken_as_neutral_and_the_plan_says_so():
    eased = {"known_causes": ["spinal_stenosis"], "cause_told_by": "doctor", "ease_direction": "back"}
    cleared = {"cleared_rules": ["cx_pregnancy_second"], "clearance_days_ago": 1}
    expecting = {"pregnant": True, "trimester": "second", "pregnancy_warning": False, **cleared}
    sentence = KNOWLEDGE.exercises.rule.no_direction_left
    usual, none_left = plan(**eased), plan(**eased, **expecting, epilepsy="controlled")
    assert (usual.presentation, none_left.presentation) == ("flexion_biased", "neutral")
    assert [sentence in {note.say for note in made.notes} for made in (usual, none_left)] == [False, True]


def test_a_bad_reaction_before_makes_home_massage_a_short_light_trial():
    made = plan(
        bad_reaction="mild",
        can_reach_back=True,
        partner_at_home=True,
        goals=["relax"],
        technique_likes=["partner_massage"],
    )
    (item,) = made.home
    assert item.script == "script_self_low_back"  # the partner session is longer than a trial may be
    assert item.pressure_max == 2
    assert item.days_per_week == 3
    assert item.caution.startswith("Start with a trial of 10 minutes")
    assert made.first_session.minutes == 10
    assert made.first_session.pressure <= 2


def test_severe_pain_leaves_only_walking_and_the_easing_position_at_home():
    made = plan(pain_now=8, can_reach_back=True)
    assert [item.exercise for item in made.exercise] == ["ex_walk", "ex_ease_position"]
    assert made.home == ()


def test_five_sessions_a_week_are_looked_at_after_one_week_and_after_two():
    made = plan(onset_days=200, technique_likes=["deep_tissue"], days_per_week_possible=6, goals=["release_knots"])
    assert made.massage[0].per_week == 5
    assert [review.on_day for review in made.review][:2] == [7, 14]
    assert "Not after no gain in week 1" in made.massage[0].why
