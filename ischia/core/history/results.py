"""How one person's result changes: disposition, rules, limits, what is open, and the plan. Words do not count here.

Milder is said generously, because it is the dangerous direction: a limit that is lifted, a question that no longer
holds a result back, a dose that is raised.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import JsonValue

from ischia.core.history.limits import LimitChange, limit_changes
from ischia.core.history.values import Direction, ResultChange
from ischia.core.planning import NoPlan, Plan
from ischia.core.screening import Reason, Screening
from ischia.core.value import Disposition

WHOM_AND_WHEN = ("refer_to", "wait_until")  # a stricter result brings its own
DOSES = ("pressure_start", "pressure_max", "minutes", "per_week", "weeks", "per_day", "days_per_week")
ITEMS = {"massage": "technique", "home": "script", "exercise": "exercise"}
WORDS = {
    *("name", "why", "evidence", "sources", "caution", "say", "how", "progress", "person", "clinician"),
    *("check", "if_not", "tell_them"),
}
PLAN_PARTS = (
    "stage",
    "presentation",
    "goals",
    "first_session",
    "provider",
    "review",
    "measures",
    "letter",
    "after_clearance",
)

Changes = Iterator[ResultChange]


def result_changes(old: Screening, new: Screening) -> Changes:
    """Each part of a screening that differs, words and sources aside."""
    yield from _step("disposition", old.disposition, new.disposition)
    yield from _step("shown", old.shown, new.shown)
    if old.complete != new.complete:
        direction: Direction = "stricter" if old.complete else "milder" if new.shown <= old.shown else "otherwise"
        yield _change("complete", direction, old.complete, new.complete)
    yield from _could_become(old, new)
    for limit in limit_changes(old.limits, new.limits):
        yield _limit(limit, old, new)
    yield from _rules(old, new)
    yield from _open(old, new)


def plan_changes(old: Plan | NoPlan, new: Plan | NoPlan) -> Changes:
    """Each part of a plan that differs, words and sources aside."""
    if isinstance(old, NoPlan) or isinstance(new, NoPlan):
        yield from _planned(isinstance(old, Plan), isinstance(new, Plan))
        return
    for part, named_by in ITEMS.items():
        before, after = ({getattr(each, named_by): _plain(each) for each in getattr(plan, part)} for plan in (old, new))
        yield from _items(part, before, after)
    for part in PLAN_PARTS:
        if getattr(old, part) != getattr(new, part):
            yield from _part(f"plan.{part}", _plain(getattr(old, part)), _plain(getattr(new, part)))


def _planned(old: bool, new: bool) -> Changes:
    if old != new:
        yield _change("plan", "milder" if new else "stricter", old, new)


def _part(what: str, old: JsonValue, new: JsonValue) -> Changes:
    """Field by field where there are fields."""
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _fields(what, old, new)
    else:
        yield from _other(what, old, new)


def _step(what: str, old: Disposition, new: Disposition) -> Changes:
    if old != new:
        yield _change(what, "milder" if new < old else "stricter", old.id, new.id)


def _could_become(old: Screening, new: Screening) -> Changes:
    """How bad it could still become. A result that is as bad as can be has nothing open, and is not milder for it."""
    was, now = (max(each.disposition, each.worst_open or each.disposition) for each in (old, new))
    direction: Direction = "otherwise" if was == now else "milder" if now < was else "stricter"
    if old.decided != new.decided:
        yield _change("decided", direction, old.decided, new.decided)
    if old.worst_open != new.worst_open:
        before, after = (each.worst_open.id if each.worst_open is not None else None for each in (old, new))
        yield _change("worst_open", direction, before, after)


def _limit(limit: LimitChange, old: Screening, new: Screening) -> ResultChange:
    direction: Direction = "otherwise"
    if limit.tighter:
        direction = "stricter"
    elif limit.tighter is False and _matters(limit.field, old, new):
        direction = "milder"
    what = ".".join(filter(None, ("limits", limit.field, limit.entry)))
    return ResultChange(what=what, direction=direction, old=limit.old, new=limit.new, say=limit.say)


def _matters(field: str, old: Screening, new: Screening) -> bool:
    """Can a limit that is lifted do harm? Where someone is sent to a doctor at once, only whom to see counts."""
    if field in WHOM_AND_WHEN:
        return new.shown <= old.shown
    return new.shown < Disposition.SAME_DAY_MEDICAL


def _rules(old: Screening, new: Screening) -> Changes:
    """Which rules speak, and as what. What comes of them is told by the disposition and the joined limits."""
    before, after = ({reason.rule: reason for reason in each.fired} for each in (old, new))
    for name in dict.fromkeys((*after, *before)):
        what, was, now = f"rules.{name}", before.get(name), after.get(name)
        if was is None or now is None:
            yield _came_or_went(
                what, was.disposition.id if was else None, now.disposition.id if now else None, ("speaks", name)
            )
        else:
            yield from _fields(what, _own(was), _own(now))
            yield from (_own_limit(what, limit) for limit in limit_changes(was.limits, now.limits))


def _own(reason: Reason) -> dict[str, JsonValue]:
    """What a rule decides by itself, but for its limits."""
    plain: dict[str, JsonValue] = _plain(reason)
    return {field: value for field, value in plain.items() if field not in ("rule", "limits")}


def _own_limit(what: str, limit: LimitChange) -> ResultChange:
    named = ".".join(filter(None, (what, limit.field, limit.entry)))
    return ResultChange(what=named, direction="otherwise", old=limit.old, new=limit.new, say=f"{what}: {limit.say}")


def _open(old: Screening, new: Screening) -> Changes:
    """Which questions are open; how bad they could be is told by the worst of them."""
    before, after = ({each.finding: each.could_become.id for each in screening.open} for screening in (old, new))
    for name in dict.fromkeys((*after, *before)):
        what, was, now = f"open.{name}", before.get(name), after.get(name)
        if was is None or now is None:
            yield _came_or_went(what, was, now, ("is open", name))
        else:
            yield from _other(what, was, now)


def _came_or_went(what: str, old: str | None, new: str | None, told: tuple[str, str]) -> ResultChange:
    verb, name = told
    say = f"{name} {verb} {'no longer' if new is None else 'newly'} ({new or old})"
    return ResultChange(what=what, direction="otherwise", old=old, new=new, say=say)


def _items(part: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Changes:
    """Massage where there was none is more, and so is a higher dose; one for another is neither."""
    for name in dict.fromkeys((*new, *old)):
        what, was, now = f"plan.{part}.{name}", old.get(name), new.get(name)
        if was is None or now is None:
            one_for_another = bool(old and new) or part == "exercise"
            direction: Direction = "otherwise" if one_for_another else "milder" if was is None else "stricter"
            say = f"plan: {name} {'newly in it' if was is None else 'no longer in it'}"
            yield ResultChange(what=what, direction=direction, old=was, new=now, say=say)
        else:
            yield from _fields(what, was, now)


def _fields(what: str, old: Mapping[str, JsonValue], new: Mapping[str, JsonValue]) -> Changes:
    for field in dict.fromkeys((*new, *old)):
        was, now = old.get(field), new.get(field)
        if field in DOSES and isinstance(was, int | float) and isinstance(now, int | float) and was != now:
            yield _change(f"{what}.{field}", "milder" if now > was else "stricter", was, now)
        else:
            yield from _other(f"{what}.{field}", was, now)


def _other(what: str, old: JsonValue, new: JsonValue) -> Changes:
    if old != new:
        yield _change(what, "otherwise", old, new)


def _change(what: str, direction: Direction, old: JsonValue, new: JsonValue) -> ResultChange:
    return ResultChange(what=what, direction=direction, old=old, new=new, say=f"{what}: {_word(old)} → {_word(new)}")


def _word(value: JsonValue) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(map(_word, value)) or "none"
        case dict():
            return ", ".join(f"{key} {_word(each)}" for key, each in value.items()) or "none"
        case _:
            return str(value)


def _plain(value: Any) -> Any:
    """A value as plain data without its words."""
    data = value.model_dump(mode="json") if hasattr(value, "model_dump") else value
    if isinstance(data, dict):
        return {key: _plain(each) for key, each in data.items() if key not in WORDS}
    return [_plain(each) for each in data] if isinstance(data, list | tuple) else data
