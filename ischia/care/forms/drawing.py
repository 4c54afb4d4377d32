"""A page's form as its template wants it: blocks in order, each with its question, answers and what to put right."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ischia.care.forms.fields import EXACT, NOT_SURE, Number, Question, Reach, Tick
from ischia.care.forms.page import PageForm
from ischia.care.forms.sets import Places, Ranked
from ischia.care.places import body
from ischia.core.facts.findings import Finding


@dataclass(frozen=True)
class Block:
    """One question, or the page's list to tick, ready to be drawn by `care/ask/<kind>.html`."""

    kind: str
    id: str
    name: str
    legend: str
    help: str = ""
    lines: tuple[str, ...] = ()
    error: str = ""
    alone: bool = False
    choices: list[dict[str, Any]] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """The template that draws it."""
        return f"care/ask/{self.kind}.html"


def blocks_of(form: PageForm) -> list[Block]:
    """Everything the page asks, ticks first."""
    single = [question for question in form.fields.values() if not isinstance(question, Tick)]
    blocks = [_ticks(form)] if form.ticks else []
    alone = not blocks and len(single) == 1
    return blocks + [_single(form, question, alone) for question in single]


def errors_of(form: PageForm) -> list[dict[str, str]]:
    """What has to be put right, each with the place to jump to."""
    return [
        {"field": f"id_{name}", "message": message if _is_of_all(form, name) else f"{_short(form, name)}: {message}"}
        for name, messages in form.errors.items()
        for message in messages
    ]


def _is_of_all(form: PageForm, name: str) -> bool:
    """Is it the whole list that nothing was ticked in?"""
    return isinstance(form.fields[name], Tick) and not form.sent(name)


def _short(form: PageForm, name: str) -> str:
    words = form.fields[name].finding.ask.rstrip("?").split()
    return " ".join(words) if len(words) <= 9 else " ".join(words[:8]) + " …"


def _error(form: PageForm, name: str) -> str:
    return " ".join(form.errors.get(name, [])) if form.is_bound else ""


def _ticks(form: PageForm) -> Block:
    names = [question.finding.id for question in form.ticks]
    nothing_said = [name for name in names if _error(form, name) and _is_of_all(form, name)]
    items = [
        {
            "name": name,
            "label": form.fields[name].finding.ask,
            "hint": form.fields[name].finding.help,
            "yes": "yes" in form.sent(name),
            "unsure": NOT_SURE in form.sent(name),
            "error": "" if name in nothing_said else _error(form, name),
        }
        for name in names
    ]
    error = _error(form, nothing_said[0]) if nothing_said else ""
    return Block("ticks", f"id_{names[0]}", names[0], form.topic.lead, error=error, choices=items)


def _single(form: PageForm, question: Question, alone: bool) -> Block:
    finding = question.finding
    sent = form.sent(finding.id)
    again = form.more and finding.id in form.standing.unsure
    return Block(
        kind=question.kind,
        id=f"id_{finding.id}",
        name=finding.id,
        legend=finding.ask,
        help="" if again else _help(form, finding),
        lines=finding.confirm_not_sure if again else (),
        error=_error(form, finding.id),
        alone=alone,
        choices=_choices(question, sent),
        more=_more(question, sent, alone),
    )


def _help(form: PageForm, finding: Finding) -> str:
    open_too = "" if finding.gate or form.topic.wishes else _("You may leave this open.")
    return " ".join(part for part in (finding.help, open_too, _taken_as(form, finding)) if part)


def _taken_as(form: PageForm, finding: Finding) -> str:
    """What a follow-up left open is taken as, said before an emergency is made of it."""
    decides = form.more and finding.id == "bilateral_change"
    return _("If you leave this open, we take it as new.") if decides else ""


def _choices(question: Question, sent: list[str]) -> list[dict[str, Any]]:
    if isinstance(question, Reach):
        return []  # they stand beside the figure
    answers: list[dict[str, Any]] = [
        {"value": value, "label": label, "checked": value in sent} for value, label in question.in_words
    ]
    if isinstance(question, Number) and len(answers) > 1 and any(answer["checked"] for answer in answers):
        answers.append({"value": EXACT, "label": _("The number I wrote"), "checked": EXACT in sent})
    if question.offers_not_sure:
        words = _("Not sure where") if isinstance(question, Places) else _("Not sure")
        answers.append({"value": NOT_SURE, "label": words, "checked": NOT_SURE in sent})
    for answer in answers:
        answer["tone"] = "unsure" if answer["value"] == NOT_SURE else ""
        unknown = isinstance(question, Places) and answer["value"] == NOT_SURE and question.is_anywhere
        answer["hint"] = _("Then the plan has no massage until the place is known.") if unknown else ""
    return answers


def _more(question: Question, sent: list[str], alone: bool) -> dict[str, Any]:
    """What only one kind of question needs."""
    finding = question.finding
    match question:
        case Number():
            exact = [word for word in sent if word not in question.words_to_choose and word != EXACT]
            # One answer alone is a box, so that it can be taken back without scripts.
            kind = "radio" if len(question.words_to_choose) > 1 else "checkbox"
            return {"value": exact[0] if exact else "", "unit": finding.unit, "bands": finding.bands, "type": kind}
        case Places():
            kind = "numb" if finding.id == "numb_regions" else "pain"
            fold = not alone and (bool(finding.ready) or not finding.gate)  # most people have nothing to mark here
            return {
                "body": body(),
                "chosen": sent,
                "kind": kind,
                "fold": fold,
                "open": any(":" in spot for spot in sent),
            }
        case Reach():
            return {"body": body(), "chosen": sent[0] if sent else ""}
        case Ranked():
            places = [_("First"), _("Second"), _("Third")][: finding.at_most]
            chosen = [*sent, *[""] * len(places)]
            return {"places": [{"label": label, "chosen": chosen[place]} for place, label in enumerate(places)]}
    return {"ends": finding.ends, "last": finding.max}
