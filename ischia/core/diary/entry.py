"""One diary entry, checked: the one way in, whatever door it came through."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, time

from pydantic import ValidationError

from ischia.core.knowledge import Knowledge
from ischia.core.problems import Problem, did_you_mean
from ischia.core.value import Value

SIDES = ("left", "right")


class Entry(Value):
    """What a person wrote down about one moment.

    `day` and `at` are that moment on the person's own clock. `scores` holds 0 to 10 by symptom and side
    (`leg_pain:left`), `reach` how far down it goes by leg (`left`: `calf`), `places` 0 to 10 by place on the body map
    (`buttock:left`). What was not said is not there; it is never read as 0.
    """

    day: date
    at: time
    scores: Mapping[str, int] = {}
    reach: Mapping[str, str] = {}
    places: Mapping[str, int] = {}
    care: tuple[str, ...] = ()
    care_note: str = ""
    note: str = ""

    @property
    def says_something(self) -> bool:
        """Is there more than a day and a time?"""
        return bool(self.scores or self.reach or self.places or self.care or self.care_note or self.note)

    @property
    def parts(self) -> dict[tuple[str, str], object]:
        """Everything the entry says, each thing by itself, as two changes of one entry are told apart."""
        whole = {(name, ""): getattr(self, name) for name in ("day", "at", "care_note", "note")}
        ticked = {("care", each): True for each in self.care}
        numbered = {
            (name, key): value for name in ("scores", "reach", "places") for key, value in getattr(self, name).items()
        }
        return {**whole, **ticked, **numbered}


def read_entry(document: object, knowledge: Knowledge) -> Entry:
    """Check an entry.

    Raises:
        Problem: a part that no entry has, a symptom, side, place or kind of care that nobody knows, or a number out of
            its range.
    """
    try:
        entry = Entry.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        raise Problem(".".join(str(step) for step in first["loc"]) or "entry", first["input"], first["msg"]) from None
    facts = knowledge.diary
    _check_names("scores", entry.scores, [f"{each.id}:{side}" for each in facts.symptoms for side in SIDES])
    _check_names("reach", entry.reach, SIDES)
    _check_names("reach", entry.reach.values(), knowledge.reaches)
    _check_names("places", entry.places, places_of(knowledge))
    _check_names("care", entry.care, [each.id for each in facts.care])
    low, high = facts.range
    for name, number in (*entry.scores.items(), *entry.places.items()):
        if not low <= number <= high:
            raise Problem(name, number, f"a whole number from {low} to {high}")
    order = [each.id for each in facts.care]
    return entry.model_copy(update={"care": tuple(sorted(set(entry.care), key=order.index))})


def places_of(knowledge: Knowledge) -> tuple[str, ...]:
    """Every place that can be marked, with its sides."""
    regions = knowledge.documents["regions.yaml"]["regions"]
    return tuple(f"{region['id']}:{side}" for region in regions for side in _sides(region))


def _sides(region: Mapping[str, object]) -> Iterable[str]:
    shapes = region["shapes"]
    assert isinstance(shapes, list)
    middle = any(shape["side"] == "middle" for shape in shapes)
    return (*(SIDES if region["paired"] else ()), *(("middle",) if middle else ()))


def _check_names(field: str, got: Iterable[str], known: Collection[str]) -> None:
    for name in got:
        if name not in known:
            raise Problem(field, name, f"one of {', '.join(known)}{did_you_mean(name, list(known))}")


def same_as(last: Entry, day: date, at: time) -> Entry:
    """The numbers and places of an earlier entry for another moment; its notes and its care were of then."""
    return last.model_copy(update={"day": day, "at": at, "care": (), "care_note": "", "note": ""})


def carried_on(last: Entry, said: Entry) -> Entry:
    """What is said now, and what an earlier entry said of all that is not said now."""
    base = same_as(last, said.day, said.at)
    numbers = {name: {**getattr(base, name), **getattr(said, name)} for name in ("scores", "reach", "places")}
    return said.model_copy(update=numbers)
