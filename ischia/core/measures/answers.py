"""The answers to one measure, checked: the one way in, whatever door they came through."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ischia.core.facts.measures import Form, Measure
from ischia.core.knowledge import Knowledge
from ischia.core.problems import Problem, did_you_mean, shown

Given = int | None
NOT_APPLICABLE = "not_applicable"  # counts as no: measures.yaml, Roland-Morris
LISTED = 12  # item names in one message


@dataclass(frozen=True)
class Answers:
    """Checked answers, item by item; None was not answered. A yes is 1, a no is 0.

    `day` is the day they were given, None where nobody wrote it down.
    """

    measure: Measure
    form: Form
    items: Mapping[str, Given]
    day: date | None = None

    @property
    def given(self) -> list[int]:
        """The answers that there are, in the order of the items."""
        return [answer for answer in self.items.values() if answer is not None]

    @property
    def missing(self) -> int:
        """How many items were asked and not answered."""
        return sum(answer is None for item, answer in self.items.items() if item not in self.form.optional)


def read_answers(instrument: str, document: object, knowledge: Knowledge, day: date | None = None) -> Answers:
    """Check a document as contract 5 describes it: a list, or a mapping from item to value; null was not answered.

    Raises:
        Problem: unknown instrument, wrong number of answers, unknown item, or an answer that the item cannot have.
    """
    measure = _known_measure(instrument, knowledge)
    if isinstance(document, Mapping) and document:
        form = _form_with(measure, list(document))
        named: Mapping[str, object] = document
    elif isinstance(document, list | tuple):
        form = _form_as_long(measure, document)
        named = dict(zip(form.items, document, strict=False))
    else:
        raise Problem(instrument, document, "a list of answers, or a mapping from item to answer")
    asked = named if form.own_names else [item for item in form.items if item in named or item not in form.optional]
    return Answers(measure, form, {item: _checked(measure, item, named.get(item)) for item in asked}, day)


def _known_measure(instrument: str, knowledge: Knowledge) -> Measure:
    if instrument in knowledge.measures:
        return knowledge.measures[instrument]
    known = list(knowledge.measures)
    raise Problem("INSTRUMENT", instrument, f"one of {', '.join(known)}{did_you_mean(instrument, known)}")


def _form_as_long(measure: Measure, answers: Sequence[object]) -> Form:
    """The first form that a list of this length fits."""
    for form in measure.forms:
        if form.shortest <= len(answers) <= len(form.items):
            return form
    lengths = " or ".join(dict.fromkeys(_length(form) for form in measure.forms))
    raise Problem(measure.id, f"a list of {len(answers)}", f"a list of {lengths} (null for one not answered)")


def _length(form: Form) -> str:
    return f"{form.shortest} to {len(form.items)}" if form.shortest < len(form.items) else str(len(form.items))


def _form_with(measure: Measure, names: Sequence[object]) -> Form:
    """The form that has these items."""
    for form in measure.forms:
        if form.own_names:
            return _own(measure, form, names)
        if set(names) <= set(form.items):
            return form
    known = [item for form in measure.forms for item in form.items]
    first = next((name for name in names if name not in known), None)
    if first is not None:
        raise Problem(_called(first), first, f"the items {_row(known)}{did_you_mean(first, known)}")
    home = next(form for form in measure.forms if names[0] in form.items)
    stray = next(name for name in names if name not in home.items)
    raise Problem(_called(stray), stray, f"items that belong together: {_row(home.items)}")


def _own(measure: Measure, form: Form, names: Sequence[object]) -> Form:
    """A form whose items the person names."""
    if len(names) > len(form.items):
        raise Problem(measure.id, f"{len(names)} items", f"{_length(form)} items")
    for name in names:
        if not isinstance(name, str) or not name.strip():
            raise Problem(measure.id, name, "items that have a name")
    return form


def _checked(measure: Measure, item: str, answer: object) -> Given:
    if answer is None:
        return None
    match measure.formula:
        case "count_of_yes":
            allowed = f"true or 1, false or 0, {NOT_APPLICABLE}, or null (not answered)"
            if answer == NOT_APPLICABLE:
                return 0
            if isinstance(answer, int) and answer in (0, 1):
                return int(answer)
        case "share":
            allowed = "a whole number of 0 or more, or null (not known)"
            if isinstance(answer, int) and not isinstance(answer, bool) and answer >= 0:
                return answer
        case _:
            low, high = measure.range
            allowed = f"a whole number from {low} to {high}, or null (not answered)"
            if isinstance(answer, int) and not isinstance(answer, bool) and low <= answer <= high:
                return answer
    raise Problem(_called(item), answer, allowed)


def _called(item: object) -> str:
    """How a message calls an item; a name of the person's own may hold anything."""
    return item if isinstance(item, str) and item.isprintable() and len(item) <= 60 else shown(item)


def _row(items: Iterable[str]) -> str:
    names = list(items)
    return ", ".join(names) if len(names) <= LISTED else f"{', '.join(names[:3])} … {names[-1]}"
