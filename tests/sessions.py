"""Plans, sessions and days for tests of home sessions."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import strategies as st

from ischia.core.case import make_case
from ischia.core.knowledge import load_knowledge
from ischia.core.planning import Plan, build_plan
from ischia.core.screening import screen
from ischia.core.session import Known, Occasion, SoFar, occasions, write_session
from ischia.core.vouching import vouchers_of
from tests.strategies import SAFE, wish_case

KNOWLEDGE = load_knowledge()
DAY = date(2026, 11, 21)
# What makes each home session the one that is planned.
WISHES = {
    "script_self_low_back": {"technique_likes": ["self_hands"], "can_reach_back": True},
    "script_partner_low_back": {"technique_likes": ["partner_massage"], "partner_at_home": True},
    "script_powered_low_back": {"equipment": ["powered_massager", "high_back_chair"]},
    "script_ball_gluteal_wall": {"goals": ["release_knots"], "equipment": ["tennis_ball"]},
    "script_leg_self": {"goals": ["circulation"]},
}


def case_of(**answers):
    """A safe case with some answers changed."""
    return make_case({**SAFE, **answers}, KNOWLEDGE, DAY)


def plan_of(case):
    """The plan of a case."""
    return build_plan(screen(case, KNOWLEDGE), case, KNOWLEDGE)


def home_plan(script, **answers):
    """A plan whose massage at home is this one."""
    plan = plan_of(case_of(**{**WISHES[script], **answers}))
    assert plan.home[0].script == script
    return plan


def occasion_of(item, name="", kind="massage"):
    """The first occasion of an item, on the first day."""
    return Occasion(
        id=f"{DAY}/{item}/1", day=DAY, kind=kind, item=item, name=name or item, order=1, number=1, times=1, most=1
    )


def session(script, first="right", **answers):
    """The script of a massage at home."""
    return write_session(home_plan(script, **answers), occasion_of(script), KNOWLEDGE, first)


def exercise_session(exercise, **answers):
    """The script of an exercise that is in the plan of these answers."""
    return write_session(plan_of(case_of(**answers)), occasion_of(exercise, kind="exercise"), KNOWLEDGE)


def known(case, days_ago=0):
    """What was said so many days before the day of the tests."""
    day = DAY - timedelta(days=days_ago)
    days = dict.fromkeys(case.answers, day)
    return Known(case=case, days=days, vouchers=vouchers_of(case.answers, days, KNOWLEDGE))


def at(hour, days=0):
    """A moment: hours of the day, days after the first."""
    return datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC) + timedelta(days=days, hours=hour)


def due(plan, days=0, **so_far):
    """The ids of what is due so many days after the first."""
    found = occasions(plan, DAY + timedelta(days=days), SoFar(started=DAY, **so_far), KNOWLEDGE)
    return [each.item for each in found]


@st.composite
def plans(draw, home=False):
    """Plans of people with wishes; with `home` such that there is massage at home."""
    seed = draw(st.integers(0, 2**32))
    for tried in range(200):
        rng = Random(seed + tried)
        plan = plan_of(make_case(wish_case(rng, rng.choice([0, 0, 1, 2])), KNOWLEDGE, DAY))
        if isinstance(plan, Plan) and (plan.home or not home):
            return plan
    return home_plan(draw(st.sampled_from(sorted(WISHES))))
