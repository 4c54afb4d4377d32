"""Two versions of a plan → what differs."""

from ischia.core.adapting.change import Move
from ischia.core.planning.plan import ExerciseItem, HomeItem, MassageItem, Plan

Item = MassageItem | HomeItem | ExerciseItem
FIELDS = {
    "pressure_start": "pressure at first",
    "pressure_max": "pressure at most",
    "minutes": "minutes",
    "per_day": "times a day",
    "per_week": "times a week",
    "every_weeks": "weeks from one to the next",
    "days_per_week": "days a week",
}


def difference(was: Plan, becomes: Plan) -> tuple[Move, ...]:
    """What the later version has otherwise; empty where nothing differs."""
    before, after = _items(was), _items(becomes)
    moves = [Move(what=item.name, was="in the plan", becomes="") for key, item in before.items() if key not in after]
    moves += [Move(what=item.name, was="", becomes="new") for key, item in after.items() if key not in before]
    for key in after.keys() & before.keys():
        moves += _moves(before[key], after[key])
    new = [each.say for each in becomes.limits if each not in was.limits]
    moves += [Move(what=each.rstrip("."), was="", becomes="new limit") for each in new]
    return tuple(sorted(moves, key=lambda move: move.what))


def _items(plan: Plan) -> dict[str, Item]:
    items: list[tuple[str, Item]] = [(f"clinic/{item.technique}", item) for item in plan.massage]
    items += [(f"home/{item.script}", item) for item in plan.home]
    items += [(f"exercise/{item.exercise}", item) for item in plan.exercise]
    return dict(items)


def _moves(was: Item, becomes: Item) -> list[Move]:
    moves = [
        Move(what=f"{becomes.name}, {words}", was=f"{before:g}", becomes=f"{after:g}")
        for field, words in FIELDS.items()
        if (before := getattr(was, field, None)) != (after := getattr(becomes, field, None))
    ]
    if _places(was) != _places(becomes):
        moves.append(Move(what=f"{becomes.name}, places", was="as before", becomes="others"))
    return moves


def _places(item: Item) -> tuple[str, ...]:
    if isinstance(item, MassageItem):
        return item.regions
    return tuple(step.id for step in item.steps) if isinstance(item, HomeItem) else ()
