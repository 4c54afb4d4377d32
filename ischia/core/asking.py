"""What to ask next: emergencies first, then whatever else can still change the result, the limits or the plan."""

from collections.abc import Iterable

from ischia.core.case import Case
from ischia.core.conditions import Condition, findings_in
from ischia.core.facts.findings import Finding
from ischia.core.gate import passes
from ischia.core.knowledge import Knowledge
from ischia.core.rules import RuleBook, rule_book
from ischia.core.screening import Screening, screen
from ischia.core.value import Disposition, Value

# What the plan reads besides the conditions of techniques, home sessions and exercises (core/planning).
READ_BY_PLANNING = (
    "goals",
    "technique_likes",
    "technique_dislikes",
    "pressure_wanted",
    "minutes_wanted",
    "settings_wanted",
    "positions_ok",
    "pain_side",
    "partner_at_home",
    "days_per_week_possible",
)
COULD_MEAN = {
    Disposition.EMERGENCY_NOW: "An answer here could mean that you need emergency help now.",
    Disposition.SAME_DAY_MEDICAL: "An answer here could mean that you need a doctor today.",
    Disposition.DOCTOR_BEFORE_MASSAGE: "An answer here could mean that a doctor should say yes first.",
    Disposition.MASSAGE_WITH_LIMITS: "An answer here could change what is safe for you.",
}


class Question(Value):
    """One question as it is asked; `choices` are the allowed words of a choice or a set, `labels` what to show."""

    finding: str
    question: str
    help: str
    type: str
    choices: tuple[str, ...] | None
    labels: dict[str, str] = {}
    min: int | None = None
    max: int | None = None
    unit: str | None = None


class Asking(Value):
    """The next question, why it matters, and how many at most are left (contract 3)."""

    next: Question | None
    because: str
    at_most_left: int
    done: bool


def ask(case: Case, knowledge: Knowledge) -> Asking:
    """The next question a person should be asked; none once no answer can change anything."""
    book = rule_book(knowledge)
    screening = screen(case, knowledge)
    waiting = _waiting(case, screening, book)
    ready = [name for name in waiting if book.called_for(knowledge.findings[name], case)]
    if not ready:
        return Asking(next=None, because=_why_done(screening), at_most_left=0, done=True)
    finding = knowledge.findings[ready[0]]
    return Asking(
        next=question_of(finding, knowledge),
        because=waiting[finding.id],
        at_most_left=len(waiting),
        done=False,
    )


def question_of(finding: Finding, knowledge: Knowledge) -> Question:
    """A finding as a question."""
    words = knowledge.allowed(finding) if finding.type in ("choice", "set") else None
    return Question(
        finding=finding.id,
        question=finding.ask,
        help=finding.help,
        type=finding.type,
        choices=words,
        labels={word: knowledge.word_for(finding, word) for word in words or ()},
        min=finding.min,
        max=finding.max,
        unit=finding.unit,
    )


def _waiting(case: Case, screening: Screening, book: RuleBook) -> dict[str, str]:
    """Every question that may still be asked, in the order of asking, each with why it matters."""
    if screening.disposition is Disposition.EMERGENCY_NOW:
        return _before_the_emergency(case, screening, book)
    waiting = _could_worsen(case, screening, book)
    if screening.disposition is Disposition.SAME_DAY_MEDICAL:
        return waiting
    for name in _needed(case, book):
        waiting.setdefault(name, "This has to be answered before a plan can be made.")
    for name in _could_limit(case, screening, book):
        waiting.setdefault(name, COULD_MEAN[Disposition.MASSAGE_WITH_LIMITS])
    if screening.disposition <= Disposition.MASSAGE_WITH_LIMITS:
        for name in _could_shape(case, book.knowledge):
            waiting.setdefault(name, "It makes the plan yours; you may leave it out.")
    return waiting


def _before_the_emergency(case: Case, screening: Screening, book: RuleBook) -> dict[str, str]:
    """A follow-up that stands in an emergency rule and can take it back is asked before the emergency is shown."""
    urgent = [reason for reason in screening.fired if reason.disposition is Disposition.EMERGENCY_NOW]
    last = [set(findings_in(book.knowledge.conditions[reason.rule])) for reason in urgent]
    findings = [each for each in book.knowledge.findings.values() if each.asked_before_emergency]
    why = "Your last answer may be an emergency; this tells whether it is."
    return {
        finding.id: why
        for finding in findings
        if finding.id not in case.answers
        and book.called_for(finding, case)
        and all(finding.id in read for read in last)
    }


def _could_worsen(case: Case, screening: Screening, book: RuleBook) -> dict[str, str]:
    """Questions that could make the result worse: the worst first, and of these the ones that do so alone."""
    would = {rule.id: book.disposition(rule, case) for rule in book.rules}
    worse = {rule: each for rule, each in would.items() if each > screening.disposition}
    reach = book.completions.worst(case, worse)
    place = _places(book.knowledge)
    ranked = sorted(reach, key=lambda name: (-reach[name].level, reach[name].together, place[name]))
    return {name: COULD_MEAN[reach[name].level] for name in ranked}


def _needed(case: Case, book: RuleBook) -> list[str]:
    """What the gate still needs, follow-ups that an answer may yet call for included."""
    possible = book.completions.callable(case)
    findings = book.knowledge.findings.values()
    return _sorted(
        (
            finding.id
            for finding in findings
            if finding.gate
            and not passes(finding, case)
            and (book.called_for(finding, case) or (finding.id in possible and finding.id not in case.answers))
        ),
        book.knowledge,
    )


def _could_limit(case: Case, screening: Screening, book: RuleBook) -> list[str]:
    """Questions that could make a rule speak that would limit massage further."""
    spoken = {reason.rule for reason in screening.fired}
    silent = [rule for rule in book.rules if rule.id not in spoken]
    tighter = [rule for rule in silent if not screening.limits.within(book.limits(rule, case))]
    return _sorted(book.completions.worst(case, {rule.id: rule.then for rule in tighter}), book.knowledge)


def _could_shape(case: Case, knowledge: Knowledge) -> list[str]:
    """Wishes and abilities that the plan reads."""
    read = {*READ_BY_PLANNING, *(name for condition in plan_conditions(knowledge) for name in findings_in(condition))}
    asked = (name for name in read if knowledge.findings[name].asked_of_a_person and name not in case.answers)
    return _sorted(asked, knowledge)


def plan_conditions(knowledge: Knowledge) -> list[Condition]:
    """Every condition that planning asks, over asked findings only."""
    dosing = knowledge.dosing
    conditions = [each.only_if for each in knowledge.techniques.values()]
    conditions += [each.only_if for each in knowledge.home.scripts]
    conditions += [test for each in knowledge.techniques.values() for test in each.region_only_if.values()]
    conditions += [test for goal in dosing.goals for test in goal.only_if.values()]
    conditions += [each.when for each in dosing.causes] + [each.when for each in dosing.reviews]
    conditions += [each.when for each in knowledge.exercises.presentations]
    conditions += [each.not_if for each in knowledge.exercises.exercises]
    conditions += [dosing.intensive.only_if, knowledge.exercises.nerve_gliding.when]
    return [knowledge.base(condition) for condition in conditions]


def _places(knowledge: Knowledge) -> dict[str, int]:
    """The place of each question on the pages; questions on no page come last."""
    paged = [name for topic in knowledge.topics.values() for name in topic.findings]
    return {name: place for place, name in enumerate(dict.fromkeys([*paged, *knowledge.findings]))}


def _sorted(names: Iterable[str], knowledge: Knowledge) -> list[str]:
    place = _places(knowledge)
    return sorted(names, key=place.__getitem__)


def _why_done(screening: Screening) -> str:
    if screening.disposition is Disposition.EMERGENCY_NOW:
        return "Nothing more to ask: get emergency help now."
    if screening.disposition is Disposition.SAME_DAY_MEDICAL:
        return "Nothing more to ask: speak to a doctor today."
    return "Everything that can change the result, the limits or the plan is answered."
