"""Cases in which a claim speaks: each way in which its condition can hold, at the edge of every threshold."""

from itertools import combinations

from ischia.core.case import Case, make_case
from ischia.core.conditions import All, Any, AtLeast, Below, Includes, Not, atom_holds, atoms, holds
from tests.oracle import FINDINGS
from tests.strategies import SAFE

# Safe answers with a cause that sets no limit, so that a limit seen comes from what is changed.
CALM = {**SAFE, "known_causes": ["injury"], "cause_told_by": "doctor"}
# Follow-ups and vouchers as mild as they can be, so that no other rule hides the one under test.
MILDEST = {
    "bilateral_change": "stable", "ces_assessed_stable": True, "foot_drop_old_stable": True, "trauma_checked": True,
    "trimester": "first", "guardian_agrees": True, "surgery_weeks": 12, "surgery_regions": ["low_back"],
    "numb_regions": ["calf"], "varicose_regions": ["calf"], "skin_problem_regions": ["calf"],
    "radiotherapy_regions": [], "injury_seen_by_doctor": True, "injury_hot_swollen": False, "injury_regions": ["calf"],
    "hours_since_injury": 500,
}  # fmt: skip
EVERY_LETTER = FINDINGS["cleared_rules"].values


def ways(condition, wanted=True):
    """Each set of tests, with what each must come to, that makes a condition hold (or fail)."""
    match condition:
        case Not(part):
            return ways(part, not wanted)
        case All(parts) | Any(parts):
            lists = [ways(part, wanted) for part in parts]
            if isinstance(condition, Any) is wanted:
                return [way for found in lists for way in found]
            joined = [()]
            for found in lists:
                joined = [(*one, *other) for one in joined for other in found]
            return joined
        case _:
            return [((condition, wanted),)]


def answers_near(name, tests):
    """Answers to one finding that could tell these tests apart; None is a blank."""
    finding = FINDINGS[name]
    match finding.type:
        case "bool":
            return [False, True]
        case "choice":
            return [*finding.values, None]
        case "set":
            named = sorted({word for test in tests if isinstance(test, Includes) for word in test.members})
            return [[], *([word] for word in named or finding.values[-1:]), *map(list, combinations(named, 2))]
    low, high = finding.values
    near = {test.bound + by for test in tests if isinstance(test, AtLeast | Below) for by in (-1, 0)}
    return [*sorted(number for number in near | {low, high} if low <= number <= high), None]


def passing(name, tests):
    """The answers to one finding with which all its tests come to what they must."""
    return [
        answer
        for answer in answers_near(name, [test for test, _ in tests])
        if all(atom_holds(test, counted(answer)) is wanted for test, wanted in tests)
    ]


def counted(answer):
    """What an answer counts as in a condition."""
    return frozenset(answer) if isinstance(answer, list) else answer


def edges(claim):
    """Changes to calm answers with which a claim's condition holds or nearly does; None leaves an answer blank.

    Every way in which the condition can hold; and from each of these, each answer that the claim reads changed.
    """
    read = {}
    for test in atoms(claim.when):
        read.setdefault(test.finding, []).append(test)
    for way in ways(claim.when):
        changes = {}
        for name in {test.finding: None for test, _ in way}:
            will_do = passing(name, [(test, wanted) for test, wanted in way if test.finding == name])
            if will_do and CALM.get(name) not in will_do:
                changes[name] = will_do[0]
        yield changes
        yield from ({**changes, name: answer} for name in read for answer in answers_near(name, read[name]))


def cases_for(claim, knowledge):
    """Cases in which a claim holds, with follow-ups left blank and at their mildest, without and with every letter."""
    tests = list(atoms(claim.when))
    read = {test.finding for test in tests}
    spoken_of = {word for test in tests if test.finding == "cleared_rules" for word in test.members}
    letters = {"cleared_rules": [rule for rule in EVERY_LETTER if rule not in spoken_of]}
    fresh = {} if "clearance_days_ago" in read else {"clearance_days_ago": 0}
    milder = {name: answer for name, answer in MILDEST.items() if name not in read}
    calm, mild, cleared = (make_case(each, knowledge) for each in (CALM, milder, {**fresh, **letters}))
    real = ({name: new for name, new in changes.items() if new != CALM.get(name)} for changes in edges(claim))
    for changes in {repr(sorted(changes.items())): changes for changes in real}.values():
        given = make_case({name: answer for name, answer in changes.items() if answer is not None}, knowledge)
        case = over(without(calm, changes), given)
        if holds(claim.when, case.values):
            yield case
            yield over(case, without(mild, changes))
            yield over(over(case, without(mild, changes)), cleared)


def without(case, names):
    """The case with some answers left blank."""
    kept = [{name: each for name, each in part.items() if name not in names} for part in (case.answers, case.values)]
    return Case(*kept)


def over(case, other):
    """One case with the answers of another instead of its own; both were checked when they were made."""
    rest = without(case, other.answers)
    return Case({**rest.answers, **other.answers}, {**rest.values, **other.values})
