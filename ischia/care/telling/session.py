"""A session as its pages show it: what is due, the three questions, what they led to, and the steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ischia.care.forms.before import NONE, NOT_SURE, BeforeForm
from ischia.care.models import Recheck
from ischia.care.telling.follows import tell_follows
from ischia.care.telling.sources import source_rows
from ischia.core.knowledge import Knowledge
from ischia.core.planning.plan import ExerciseItem, HomeItem, Plan
from ischia.core.problems import Problem
from ischia.core.session import Before, Occasion, SessionScript
from ischia.core.session.script import ScriptStep
from ischia.exchange.body_cards import card_picture, position_picture
from ischia.exchange.papers.pictures import body_of
from ischia.exchange.strokes import stroke_picture
from ischia.exchange.wording import minutes_in_words

COUNTS = ("get_ready", "change_side")
UPRIGHT = "standing"


@dataclass(frozen=True)
class DueRow:
    """One thing that is due today, with a way to start it."""

    title: str
    drawing: str
    long: str
    position: str
    number: str
    wait: Any
    url: str


@dataclass(frozen=True)
class AskedRow:
    """One of the three questions, ready to be drawn."""

    name: str
    ask: str
    help: str
    error: str
    choices: list[dict[str, Any]]


@dataclass(frozen=True)
class ScriptRow:
    """One step as a page shows it: its words, its picture, how long, how hard, on which side."""

    id: str
    say: str
    long: str
    side: str
    side_words: str
    pressure: str
    drawing: str


def tell_due(due: Sequence[Occasion], plan: Plan, knowledge: Knowledge) -> list[DueRow]:
    """What is due today, the next of each item."""
    items = {**{each.script: each for each in plan.home}, **{each.exercise: each for each in plan.exercise}}
    firsts = {each.item: each for each in reversed(due)}
    return [_due(each, items[each.item], knowledge) for each in due if firsts[each.item] is each]


def _due(occasion: Occasion, item: HomeItem | ExerciseItem, knowledge: Knowledge) -> DueRow:
    massage = isinstance(item, HomeItem)
    work = [step.region for step in item.steps if step.region] if isinstance(item, HomeItem) else []
    position = knowledge.positions[item.position]
    many = _("%(number)s of %(times)s today") % {"number": occasion.number, "times": occasion.times}
    return DueRow(
        title=item.name,
        drawing=card_picture(body_of(knowledge), item.position, work=work, title=item.name, desc=f"{position}."),
        long=minutes_in_words(item.minutes) if isinstance(item, HomeItem) else item.dose,
        position=position if massage else "",
        number=many if occasion.times > 1 else "",
        wait=occasion.not_before,
        url=reverse("session:before", args=[occasion.item]),
    )


def tell_questions(form: BeforeForm) -> list[AskedRow]:
    """The three questions with what was answered so far."""
    recheck = form.recheck
    pain = _("How bad is the pain right now?")
    asked = (("signs", recheck.signs.ask, recheck.signs.help), ("today", recheck.today.ask, recheck.today.help))
    return [*(_asked(form, *each) for each in asked), _asked(form, "pain", pain, "")]


def _asked(form: BeforeForm, name: str, ask: str, more: str) -> AskedRow:
    sent = form.data.getlist(name) if form.is_bound else []
    choices = [
        {
            "value": value,
            "label": label,
            "id": f"id_{name}" if place == 0 else f"id_{name}_{value}",
            "checked": value in sent,
            "tone": "unsure" if value == NOT_SURE else "none" if value == NONE else "",
        }
        for place, (value, label) in enumerate(form.fields[name].choices)
    ]
    return AskedRow(name, ask, more, " ".join(form.errors.get(name, ())), choices)


def errors_of(form: BeforeForm) -> list[dict[str, str]]:
    """What has to be put right, each with the place to jump to."""
    short = {"signs": _("New or worse"), "today": _("Today"), "pain": _("Pain now")}
    return [
        {"field": f"id_{name}", "message": f"{short[name]}: {message}"}
        for name, messages in form.errors.items()
        for message in messages
    ]


def tell_outcome(recheck: Recheck, before: Before, knowledge: Knowledge) -> dict[str, Any]:
    """Why not now, what comes first, and what may be done all the same."""
    left = [*before.plan.home, *before.plan.exercise] if before.may == "easing_only" else []
    return {
        "easing": before.may == "easing_only",
        "why": [{"say": each.say, "sources": source_rows(each.sources, knowledge)} for each in before.why],
        "again": reverse("screening:resume", args=[recheck.again.resume]) if recheck.again else "",
        "wait_minutes": before.wait_minutes,
        "left": [
            {"title": each.name, "url": reverse("session:play", args=[recheck.pk, _id_of(each)])} for each in left
        ],
        "doctor_today": before.disposition.id == "same_day_medical",
    }


def _id_of(item: HomeItem | ExerciseItem) -> str:
    return item.script if isinstance(item, HomeItem) else item.exercise


def tell_script(script: SessionScript, knowledge: Knowledge) -> dict[str, Any]:
    """Everything the page says about a session: its position, its steps with their pictures, its sources."""
    return {
        "data": script.model_dump(mode="json"),
        "rows": [_row(step, script, knowledge) for step in script.steps if step.kind not in COUNTS],
        "other_side": [_row(step, script, knowledge) for step in script.if_wanted if step.kind not in COUNTS],
        "afterwards": [_row(step, script, knowledge) for step in script.afterwards if step.kind not in COUNTS],
        "position": position_picture(body_of(knowledge), script.position),
        "long": minutes_in_words(script.seconds / 60) if script.seconds else "",
        "takes": minutes_in_words(script.takes_seconds / 60) if script.takes_seconds else "",
        "every_source": source_rows(script.sources, knowledge),
        "partner": script.mode == "partner",
        "how": "finished",
        "follows": tell_follows((), knowledge),
        "watch": [each for each in script.follow_ups if each.after_hours],
        "at_once": [each for each in script.follow_ups if not each.after_hours],
    }


def tell_after(script: SessionScript, said: Mapping[str, str], refused: Problem | None) -> dict[str, Any]:
    """The questions after a session for who has no scripts, what was answered so far, and what has to be put right."""
    how_much = {"done": _("All of it"), "partly": _("A part"), "not": _("Nothing")}
    stops = {"": _("No"), **{rule.id: rule.tap for rule in script.stops}}
    wrong = {"done": _("Say how much of it you did."), "pain_end": _("Choose a number from 0 to 10.")}
    return {
        "how_much": [_choice("done", value, label, said.get("done")) for value, label in how_much.items()],
        "stopped": [_choice("stopped", value, label, said.get("stopped", "")) for value, label in stops.items()],
        "scores": [{**each, "checked": each["value"] == said.get("pain_end")} for each in scores("pain_end")],
        "notes": said.get("notes", ""),
        "refused": wrong.get(refused.field, str(refused)) if refused else "",
        "refused_field": refused.field if refused and refused.field in wrong else "done",
    }


def _choice(name: str, value: str, label: str, chosen: str | None) -> dict[str, Any]:
    first = value in ("done", "")
    return {
        "value": value,
        "label": label,
        "id": f"id_{name}{'' if first else f'_{value}'}",
        "checked": value == chosen,
    }


def scores(name: str) -> list[dict[str, str]]:
    """The row from 0 to 10, as it looks wherever pain is asked for."""
    return [{"value": str(score), "label": str(score), "id": f"id_{name}_{score}"} for score in range(11)]


def _row(step: ScriptStep, script: SessionScript, knowledge: Knowledge) -> ScriptRow:
    body = body_of(knowledge)
    if step.region and step.stroke:
        drawing = stroke_picture(body, step.region, step.side or "both", step.stroke, f"{step.say} {step.side_words}.")
    else:
        drawing = position_picture(body, UPRIGHT if step.kind == "walk" else script.position)
    return ScriptRow(
        id=step.id,
        say=step.say,
        long=minutes_in_words(step.seconds / 60) if step.seconds else "",
        side=step.side or "",
        side_words=step.side_words,
        pressure=step.pressure_words,
        drawing=drawing,
    )
