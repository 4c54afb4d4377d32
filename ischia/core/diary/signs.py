"""Which entries lead back to the safety questions: further down a leg, a second leg, more weakness or numbness."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ischia.core.diary.entry import SIDES, Entry
from ischia.core.facts.diary import Sign
from ischia.core.knowledge import Knowledge

SIDED_PAIN = {"left": ("left",), "right": ("right",), "both": SIDES}
HERE = -1  # it is there, as the safety questions told; how much is not known


@dataclass(frozen=True)
class SignSeen:
    """A sign, and the place in the row of entries of the one that shows it."""

    sign: Sign
    place: int


def signs(entries: Iterable[Entry], told: Mapping[str, object], knowledge: Knowledge) -> tuple[SignSeen, ...]:
    """Every sign in a row of entries, each seen against what was known before it.

    Args:
        entries: in the order of their moments.
        told: the answers to the safety questions that were given before the first of them; empty where there are none.
        knowledge: says what counts as new and as more.
    """
    row = _Row(told, knowledge)
    return tuple(SignSeen(sign, place) for place, entry in enumerate(entries) for sign in row.read(entry))


class _Row:
    """What is known of each leg while a row of entries is read from the first to the last.

    `least` is the lowest number of a symptom since it last gave a sign: one that creeps up a point a day is seen too.
    """

    def __init__(self, told: Mapping[str, object], knowledge: Knowledge) -> None:
        self.knowledge, self.facts = knowledge, knowledge.diary
        self.stops = list(knowledge.reaches)
        self.least: dict[str, int] = {}
        self.reach: dict[str, int] = {}
        self.felt: dict[str, dict[str, bool]] = {side: {} for side in SIDES}  # by leg: which thing is there
        self._begin_with(told)

    def _begin_with(self, told: Mapping[str, object]) -> None:
        """What the safety questions tell. Anything but a no counts as there, for so it was screened."""
        furthest = told.get("radiation_furthest")
        if isinstance(furthest, str):
            for side in SIDED_PAIN.get(str(told.get("pain_side")), ()):
                self._note_reach(side, self.stops.index(furthest))
        for symptom in self.facts.symptoms:
            answers = [told[name] for name in symptom.told_by if name in told]
            if any(answer is not False for answer in answers):
                self.least.update({f"{symptom.id}:{side}": HERE for side in SIDES})
        if told.get("bilateral_leg_symptoms", False) is not False:
            for side in SIDES:
                self.felt[side]["told"] = True

    def read(self, entry: Entry) -> list[Sign]:
        """The signs of one entry; afterwards it belongs to what is known."""
        before, both_before = dict(self.reach), self._both_legs
        more = [sign for sign in self.facts.signs if sign.symptom and self._more(sign, entry)]
        self._note(entry)
        down = any(number > before.get(leg, number) for leg, number in self._reached(entry).items())
        found = {"moved_down": down, "second_leg": self._both_legs and not both_before}
        return [sign for sign in self.facts.signs if found.get(sign.id) or sign in more]

    @property
    def _both_legs(self) -> bool:
        return all(any(self.felt[side].values()) for side in SIDES)

    def _more(self, sign: Sign, entry: Entry) -> bool:
        """Is it there and was not, or was never asked; or has it risen as far as counts?"""
        seen = False
        for name in (f"{sign.symptom}:{side}" for side in SIDES):
            now = entry.scores.get(name)
            if now is None:
                continue
            least = self.least.get(name, 0)
            rose = least != HERE and now > 0 and (least == 0 or now - least >= sign.rises_by)
            self.least[name] = now if rose or least == HERE or name not in self.least else min(now, least)
            seen = seen or rose
        return seen

    def _note(self, entry: Entry) -> None:
        for side in SIDES:
            in_leg = [each.id for each in self.facts.symptoms if each.in_leg and f"{each.id}:{side}" in entry.scores]
            if in_leg or side in entry.reach:
                self.felt[side].pop("told", None)  # from now on the diary itself says what is there
            self.felt[side].update({name: entry.scores[f"{name}:{side}"] > 0 for name in in_leg})
        for side, number in self._reached(entry).items():
            self._note_reach(side, number)

    def _note_reach(self, side: str, number: int) -> None:
        self.reach[side] = number
        self.felt[side]["reach"] = number >= self.stops.index(self.facts.reach.in_leg_from)

    def _reached(self, entry: Entry) -> dict[str, int]:
        """How far down each leg, as a number: 0 is the back only."""
        return {leg: self.stops.index(stop) for leg, stop in entry.reach.items()}
