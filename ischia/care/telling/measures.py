"""Measures as pages show them: what waits, the score in words, what a change means."""

from dataclasses import dataclass
from datetime import date

from ischia.accounts.models import Keeper
from ischia.care.diary import measuring, usecases
from ischia.care.telling import diary
from ischia.core.knowledge import Knowledge
from ischia.exchange.scores import SAFETY_FIRST, change_in_words, score_in_words


@dataclass(frozen=True)
class MeasureRow:
    """One measure: since when it waits (None where it does not), its last day, score and change in words."""

    id: str
    name: str
    ask: str
    since: date | None
    day: date | None
    score: list[str]
    change: list[str]


def measure_rows(keeper: Keeper | None, today: date, knowledge: Knowledge) -> list[MeasureRow]:
    """Every measure that is asked, in the order of the knowledge."""
    answers = measuring.answers_by_measure(keeper, knowledge)
    start = measuring.start_of(keeper)
    waits = {each.instrument: each.since for each in measuring.due_today(keeper, today, knowledge)}
    rows = []
    for measure in measuring.offered(knowledge):
        stands = measuring.standing_of(measure, answers.get(measure.id, []), start)
        rows.append(
            MeasureRow(
                measure.id,
                measure.name,
                measure.ask,
                waits.get(measure.id),
                stands.answers.day if stands else None,
                list(score_in_words(stands.score, knowledge)) if stands else [],
                list(change_in_words(stands.change, knowledge)) if stands and stands.change else [],
            )
        )
    return rows


def screen_again(keeper: Keeper | None, knowledge: Knowledge) -> diary.ScreenAgain | None:
    """Why the safety questions should be answered again: what the diary shows, and an answer about weakness."""
    seen = usecases.signs_in(keeper, usecases.versions_of(keeper), knowledge)
    again, weaker = diary.screen_again(seen, knowledge), measuring.weaker(keeper, knowledge)
    if weaker is None:
        return again
    why = knowledge.score_words[SAFETY_FIRST].say
    if again is None:
        return diary.ScreenAgain([why], weaker.day, weaker.written_at, knowledge.diary.then)
    day, written_at = min(weaker.day, again.day), max(weaker.written_at, again.written_at)
    return diary.ScreenAgain([*again.why, why], day, written_at, again.then)
