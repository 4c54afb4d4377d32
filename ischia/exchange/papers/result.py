"""The result of the safety questions on paper: help first where it cannot wait, then every reason with its answers."""

from ischia.core.case import Case
from ischia.core.knowledge import Knowledge
from ischia.core.limits import ALL
from ischia.core.planning import NoPlan, Plan
from ischia.core.planning.words import limits_in_words, waits_in_words
from ischia.core.screening import Screening
from ischia.core.value import Disposition
from ischia.exchange import wording
from ischia.exchange.papers.parts import Piece, band, card, limits, marks_of, reason, said

ANY_COUNTRY = "Call your country's emergency number. 112 works in most countries."
DECLINED = ("sexual_change", "rather_not_say")


def result_paper(plan: Plan | NoPlan, case: Case, knowledge: Knowledge, emergency_number: str | None) -> Piece:
    """Everything a screening says to a person, in the order in which it stands on paper."""
    screening = plan.screening
    urgent = screening.disposition >= Disposition.SAME_DAY_MEDICAL
    reasons = _reasons(screening, case, knowledge)
    at_once = [each for each in screening.fired if each.disposition >= Disposition.SAME_DAY_MEDICAL]
    now = len(at_once) if urgent else len(reasons)
    return {
        "title": "Your result",
        "band": band(screening.shown),
        "urgent": _urgent(screening, knowledge, emergency_number),
        "unfinished": "" if screening.complete else _unfinished(screening),
        "card": card(knowledge),
        # Who would rather not say is told the signs before anything else.
        "card_first": case.answers.get(DECLINED[0]) == DECLINED[1],
        "may": _may(screening, plan, case),
        "waits": said(waits_in_words(screening, knowledge)),
        "reasons": reasons[:now],
        "later": reasons[now:],
        # Limits are for massage; beside "get help now" they would read as leave to go on.
        "limits": [] if urgent else _limits(screening, knowledge),
        "see": list(wording.words_of(screening.limits.refer_to, knowledge)),
        "limits_title": "Limits" if screening.allows_massage else "Limits, now and when massage may start",
        "open": [_open(each.finding, each.could_become, knowledge) for each in screening.open],
        "next": _next(screening, plan),
    }


def _reasons(screening: Screening, case: Case, knowledge: Knowledge) -> list[Piece]:
    """Every reason with its answers, and the letter that limits name it by."""
    marks = marks_of(screening.fired)
    return [{**reason(each, case, knowledge), "mark": marks[each.rule]} for each in screening.fired]


def _limits(screening: Screening, knowledge: Knowledge) -> list[Piece]:
    """Every limit with the letters of its reasons. Whom to see is no limit and stands on its own."""
    without = screening.model_copy(update={"limits": screening.limits.model_copy(update={"refer_to": ()})})
    lines: list[Piece] = limits(limits_in_words(without, knowledge), screening.fired, marks_of(screening.fired))[
        "limits"
    ]
    return lines


def _urgent(screening: Screening, knowledge: Knowledge, number: str | None) -> Piece | None:
    """Where to go at once; None where nothing is urgent."""
    if screening.disposition < Disposition.SAME_DAY_MEDICAL:
        return None
    worst = [each for each in screening.fired if each.disposition is screening.disposition]
    where = dict.fromkeys(word for each in worst for word in each.limits.refer_to)
    # A sign that no font of ours holds must never keep an emergency from being printed.
    call = f"Emergency number: {wording.one_line(number)}" if number and number.isascii() else ANY_COUNTRY
    return {
        "band": band(screening.disposition),
        "where": list(wording.words_of(where, knowledge)),
        "say": list(dict.fromkeys(each.person for each in worst)),
        "call": call if screening.disposition is Disposition.EMERGENCY_NOW else f"If a sign on the card starts: {call}",
    }


def _unfinished(screening: Screening) -> str:
    worst = screening.worst_open
    could = f" The worst it could become: {wording.lower_first(wording.band_of(worst).title)}." if worst else ""
    return f"Some safety questions are not answered yet, so this result is not final.{could}"


def _may(screening: Screening, plan: Plan | NoPlan, case: Case) -> list[tuple[str, str]]:
    """Massage with a therapist, massage at home, exercise: what holds for each now, as the plan has it."""
    if isinstance(plan, NoPlan):
        return [("Massage with a therapist", "Not now"), ("Massage at home", "Not now"), ("Exercises", "Not now")]
    massage = screening.allows_massage and ALL not in screening.limits.forbid_techniques
    limited = screening.disposition is not Disposition.SUITABLE
    therapist = ("Yes, inside the limits below" if limited else "Yes") if massage else "Not now"
    home = "Yes, what your plan says" if plan.home else ("None in your plan" if massage else "Not now")
    names = wording.listed(wording.lower_first(item.name) for item in plan.exercise)
    exercise = f"Only {names}" if plan.letter and names else ("Yes, what your plan says" if names else "None for now")
    return [("Massage with a therapist", therapist), ("Massage at home", home), ("Exercises", exercise)]


def _open(finding: str, worst: Disposition, knowledge: Knowledge) -> Piece:
    could = wording.lower_first(wording.band_of(worst).title)
    return {"ask": wording.finding_of(finding, knowledge).ask, "could": could}


def _next(screening: Screening, plan: Plan | NoPlan) -> str:
    if isinstance(plan, NoPlan):
        letter = " Take the letter to the doctor with you." if plan.letter else ""
        return f"{plan.instead}{letter}"
    if plan.letter:
        return "Take the letter to a doctor. Your plan holds what you may do until then."
    return "Your plan says what to do, how hard, how long and how often."
