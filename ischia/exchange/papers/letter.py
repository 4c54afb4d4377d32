"""The letter to a doctor: what was answered, what it may mean, and room for a written yes or no to each rule."""

from ischia.core.case import Case
from ischia.core.knowledge import Knowledge
from ischia.core.limits import ALL
from ischia.core.planning.words import limits_in_words
from ischia.core.problems import Problem
from ischia.core.screening import Reason, Screening
from ischia.core.value import Disposition
from ischia.exchange import wording
from ischia.exchange.papers.parts import Piece, about, band, limits, reason

LETTERS = (Disposition.DOCTOR_BEFORE_MASSAGE, Disposition.SAME_DAY_MEDICAL)
VALID_DAYS, VALID_DAYS_RED_FLAG = 90, 30
RED_FLAG = "rf_"
CLEARED_WAITS = ("doctor_clearance", "surgeon_clearance", "same_day_check_done")
CHILD = "cx_child"
TOO_YOUNG = "Ischia makes no massage plan for anyone under 16."
AGAIN = "After the medical check the question itself has to be answered again."
READER = ("doctor", "same_day_doctor", "ambulance_or_ed")  # the letter is already on its way there


def letter_paper(screening: Screening, case: Case, knowledge: Knowledge) -> Piece:
    """Everything the letter says.

    Raises:
        Problem: the result calls for no letter.
    """
    if screening.disposition not in LETTERS:
        raise Problem("disposition", screening.disposition.id, " or ".join(each.id for each in LETTERS))
    asked = [each for each in screening.fired if each.disposition >= Disposition.DOCTOR_BEFORE_MASSAGE]
    clearable = [knowledge.rules[each.rule].after_clearance is not None for each in asked]
    return {
        "title": "Letter to the doctor",
        "band": band(screening.disposition),
        "today": screening.disposition is Disposition.SAME_DAY_MEDICAL,
        "about": about(case, knowledge),
        "unfinished": not screening.complete,
        "asked": [_asked(each, case, knowledge) for each in asked],
        "has_boxes": any(clearable),
        "opens_massage": all(clearable),
        "others": [_other(each, case, knowledge) for each in screening.fired if each not in asked and each.because],
        "limits": _lasting_limits(screening, knowledge),
        "scale": wording.pressure_scale(knowledge),
        "scale_keys": list(knowledge.dosing.pressure_sources),
        "edition": f"{screening.knowledge.version}, {screening.knowledge.digest[:19]}",
    }


def valid_days(rule: str) -> int:
    """For how many days a doctor's yes to this rule holds."""
    return VALID_DAYS_RED_FLAG if rule.startswith(RED_FLAG) else VALID_DAYS


def _asked(each: Reason, case: Case, knowledge: Knowledge) -> Piece:
    others = [word for word in each.limits.refer_to if word not in READER]
    return {
        **reason(each, case, knowledge),
        "clears": knowledge.rules[each.rule].after_clearance is not None,
        "days": valid_days(each.rule),
        "instead": TOO_YOUNG if each.rule == CHILD else AGAIN,
        "refer": list(wording.words_of(others, knowledge)),
    }


def _other(each: Reason, case: Case, knowledge: Knowledge) -> Piece:
    answers = wording.because_in_words(each, case, knowledge)
    return {"clinician": each.clinician, "answers": answers, "keys": list(each.sources)}


def _lasting_limits(screening: Screening, knowledge: Knowledge) -> Piece:
    """What stays limited after a yes to everything: all but what waits for that yes."""
    own = {word for each in screening.fired for word in each.limits.forbid_techniques}
    kept = screening.limits.model_copy(
        update={
            "refer_to": (),
            "wait_until": tuple(word for word in screening.limits.wait_until if word not in CLEARED_WAITS),
            # The ban on every technique is the doctor's to lift, unless a rule sets it for itself.
            "forbid_techniques": (ALL,) if ALL in own else tuple(sorted(own)),
        }
    )
    return limits(limits_in_words(screening.model_copy(update={"limits": kept}), knowledge), screening.fired)
