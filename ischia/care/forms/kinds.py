"""Which kind of field asks for a finding."""

from ischia.care.forms.fields import Number, Question, Reach, Scale, Tick
from ischia.care.forms.sets import Places, Ranked, Several
from ischia.care.places import body
from ischia.core.facts.findings import Finding
from ischia.core.knowledge import Knowledge


def question_for(finding: Finding, knowledge: Knowledge, tick: bool = False) -> Question:
    """The field for a finding."""
    return _kind(finding, tick)(finding, knowledge)


def _kind(finding: Finding, tick: bool) -> type[Question]:
    match finding:
        case Finding(type="bool"):
            return Tick if tick else Question
        case Finding(type="integer", min=int(low), max=int(high)):
            return Scale if high - low <= 10 else Number
        case Finding(type="set", of="regions"):
            return Places
        case Finding(type="set", ordered=True):
            return Ranked
        case Finding(type="set"):
            return Several
    if set(finding.values) == {reach.id for reach in body().reaches}:
        return Reach
    return Question
