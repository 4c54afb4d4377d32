"""The next question, chosen step by step: the first step that has a question to ask decides."""

from collections.abc import Iterator

from ischia.core.asking.outlook import Outlook
from ischia.core.asking.question import Question, question_of
from ischia.core.case import Case
from ischia.core.knowledge import Knowledge
from ischia.core.rules import rule_book
from ischia.core.value import Disposition, Value

COULD_MEAN = {
    Disposition.EMERGENCY_NOW: "An answer here could mean that you need emergency help now.",
    Disposition.SAME_DAY_MEDICAL: "An answer here could mean that you need a doctor today.",
    Disposition.DOCTOR_BEFORE_MASSAGE: "An answer here could mean that a doctor should say yes first.",
    Disposition.MASSAGE_WITH_LIMITS: "An answer here could change what is safe for you.",
}
TAKES_BACK = {
    Disposition.EMERGENCY_NOW: "Your last answer may be an emergency; this tells whether it is.",
    Disposition.SAME_DAY_MEDICAL: "Your answers so far mean a doctor today; this tells whether it may wait.",
}
NEEDED = "This has to be answered before a plan can be made."
SHAPES = "It makes the plan yours; you may leave it out."
DONE = {
    Disposition.EMERGENCY_NOW: "Nothing more to ask: get emergency help now.",
    Disposition.SAME_DAY_MEDICAL: "Nothing more to ask: speak to a doctor today.",
}
ALL_ANSWERED = "Everything that can change the result, the limits or the plan is answered."


class Asking(Value):
    """The next question, why it matters, and how many at most are left (contract 3)."""

    next: Question | None
    because: str
    at_most_left: int
    done: bool


def ask(case: Case, knowledge: Knowledge) -> Asking:
    """The next question a person should be asked; none once no answer can change anything."""
    outlook = Outlook(case, rule_book(knowledge))
    for names, because in _steps(outlook):
        if ready := next(filter(outlook.is_called_for, names), None):
            question = question_of(knowledge.findings[ready], knowledge)
            return Asking(next=question, because=because, at_most_left=outlook.at_most_left(), done=False)
    return Asking(next=None, because=DONE.get(outlook.disposition, ALL_ANSWERED), at_most_left=0, done=True)


def _steps(outlook: Outlook) -> Iterator[tuple[list[str], str]]:
    """The questions of each step with why they matter, the most urgent first; a step is worked out when it is due."""
    now = outlook.disposition
    for level, because in COULD_MEAN.items():
        if level > now:
            yield outlook.could_become(level), because
    if now in TAKES_BACK:
        back = outlook.could_take_back
        yield back, TAKES_BACK[now]
        if not back:
            return
    yield outlook.needed(), NEEDED
    yield outlook.could_limit(), COULD_MEAN[Disposition.MASSAGE_WITH_LIMITS]
    yield outlook.could_shape(), SHAPES
