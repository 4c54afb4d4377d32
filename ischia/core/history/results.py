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
    *("check", "if_not"),
}
PLAN_PARTS = ("stage", "presentation", "goals", "first_session", "provider", "review", "measures", "letter")

Changes = Iterator[ResultChange]


def result_changes(old: Screening, new: Screening) -> Changes:
    """Each part of a screening that differs, words and sources aside."""
    yield from _step("disposition", old.disposition, new.disposition)
    yield from _step("shown", old.shown, new.shown)
    yield from _yes_no("complete", old.complete, new.complete)
    yield from _yes_no("decided", old.decided, new.decided)
    yield from _step("worst_open", old.worst_open, new.worst_open)
    for limit in limit_changes(old.limits, new.limits):
        yield _limit(limit, old, new)
    yield from _keyed("rules", _rules(old.fired), _rules(new.fired))
    yield from _keyed("open", _open(old), _open(new))


def plan_changes(old: Plan | NoPlan, new: Plan | NoPlan) -> Changes:
    """Each part of a plan that differs, words and sources aside."""
    if isinstance(old, NoPlan) or isinstance(new, NoPlan):
        yield from _yes_no("plan", isinstance(old, Plan), isinstance(new, Plan))
        return
    for part, named_by in ITEMS.items():
        before, after = ({getattr(each, named_by): _plain(each) for each in getattr(plan, part)} for plan in (old, new))
        yield from _items(part, before, after)
    for part in PLAN_PARTS:
        was, now = _plain(getattr(old, part)), _plain(getattr(new, part))
        yield from (
            _fields(f"plan.{part}", was, now)
            if isinstance(was, dict) and isinstance(now, dict)
            else _other(f"plan.{part}", was, now)
        )


def _step(what: str, old: Disposition | None, new: Disposition | None) -> Changes:
    if old != new:
        lower = (-1 if new is None else new) < (-1 if old is None else old)
        yield _change(what, "milder" if lower else "stricter", old.id if old else None, new.id if new else None)


def _yes_no(what: str, old: bool, new: bool) -> Changes:
    if old != new:
        yield _change(what, "milder" if new else "stricter", old, new)


def _limit(limit: LimitChange, old: Screening, new: Screening) -> ResultChange:
    what = ".".join(filter(None, ("limits", limit.field, limit.entry)))
    if limit.tighter is not False:
        word: str = "limit added" if limit.tighter else "limit told otherwise"
        direction: Direction = "stricter" if limit.tighter else "otherwise"
    else:
        word = "limit lifted"
        direction = "milder" if _matters(limit.field, old, new) else "otherwise"
    return ResultChange(what=what, direction=direction, old=limit.old, new=limit.new, say=f"{word}: {limit.say}")


def _matters(field: str, old: Screening, new: Screening) -> bool:
    """Can a limit that is lifted do harm? Where someone is sent to a doctor at once, only whom to see counts."""
    if field in WHOM_AND_WHEN:
        return new.shown <= old.shown
    return new.shown < Disposition.SAME_DAY_MEDICAL


def _rules(fired: tuple[Reason, ...]) -> dict[str, JsonValue]:
    return {reason.rule: _plain(reason) for reason in fired}


def _open(screening: Screening) -> dict[str, JsonValue]:
    return {each.finding: each.could_become.id for each in screening.open}


def _keyed(what: str, old: Mapping[str, JsonValue], new: Mapping[str, JsonValue]) -> Changes:
    """Rules that speak and questions that are open: what comes of them is told by the disposition and the limits."""
    words = {"rules": ("speaks no longer", "speaks newly"), "open": ("open no longer", "open newly")}[what]
    for name in dict.fromkeys((*new, *old)):
        was, now = old.get(name), new.get(name)
        if was is None or now is None:
            say = f"{name} {words[0] if now is None else words[1]}"
            yield ResultChange(what=f"{what}.{name}", direction="otherwise", old=was, new=now, say=say)
        elif isinstance(was, dict) and isinstance(now, dict):
            yield from _fields(f"{what}.{name}", was, now)
        else:
            yield from _other(f"{what}.{name}", was, now)


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
        case None | [] | {}:
            return "none"
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(map(_word, value))
        case dict():
            return ", ".join(f"{key} {_word(each)}" for key, each in value.items())
        case _:
            return str(value)


def _plain(value: Any) -> Any:
    """A value as plain data without its words."""
    data = value.model_dump(mode="json") if hasattr(value, "model_dump") else value
    if isinstance(data, dict):
        return {key: _plain(each) for key, each in data.items() if key not in WORDS}
    return [_plain(each) for each in data] if isinstance(data, list | tuple) else data
