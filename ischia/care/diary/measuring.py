"""Answering measures: keep the answers as they were given, work out scores and what changed, say what waits today."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.utils.translation import get_language

from ischia.accounts.models import Keeper
from ischia.care.diary.models import MeasureAnswers
from ischia.care.models import Screening
from ischia.core.facts.measures import Measure
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.measures import Answers, Change, Due, Score, baseline_of, compare, due, read_answers, score

WEAKNESS = "bother_weakness"
TOLD_WEAK = ("leg_weakness", "foot_drop")


def offered(knowledge: Knowledge) -> list[Measure]:
    """The measures that are asked on the pages: those that we have words of our own for."""
    return [measure for measure in knowledge.measures.values() if measure.ask]


@transaction.atomic
def keep_answers(
    keeper: Keeper, id: uuid.UUID, instrument: str, answers: Mapping[str, object], today: date
) -> MeasureAnswers:
    """Keep answers. Sent twice, kept once; gone back and sent with other answers, both are kept.

    Raises:
        Problem: an answer that the measure cannot have.
        Http404: the id is taken by somebody else.
    """
    knowledge = load_knowledge()
    read = read_answers(instrument, answers, knowledge, today)
    said = {
        "keeper": keeper,
        "instrument": instrument,
        "pairs": [[item, answer] for item, answer in read.items.items()],
        "day": today,
        "zone": settings.TIME_ZONE,
        "language": get_language() or settings.LANGUAGE_CODE,
        "recall": knowledge.measures[instrument].recall_on_pages,
        "knowledge_version": knowledge.version,
    }
    kept, _ = MeasureAnswers.objects.get_or_create(id=id, defaults=said)
    if kept.keeper_id != keeper.pk:
        raise Http404
    same = (kept.instrument, kept.pairs) == (instrument, said["pairs"])
    return kept if same else MeasureAnswers.objects.create(**said)


def answers_by_measure(keeper: Keeper | None, knowledge: Knowledge) -> dict[str, list[Answers]]:
    """Every kept answer by measure, in the order of days; of several on one day the last one counts."""
    found: dict[str, dict[date, Answers]] = {}
    for row in keeper.measured.all() if keeper else ():
        read = read_answers(row.instrument, row.answers, knowledge, row.day)
        found.setdefault(row.instrument, {})[row.day] = read
    return {name: list(days.values()) for name, days in found.items()}


def start_of(keeper: Keeper | None) -> date | None:
    """The day from which measures are counted: that of the first safety check; None where there is none."""
    first: Screening | None = keeper.screenings.last() if keeper else None
    return first.as_of if first else None


def due_today(keeper: Keeper | None, today: date, knowledge: Knowledge) -> tuple[Due, ...]:
    """What waits for an answer today; nothing before the first safety check."""
    start = start_of(keeper)
    if start is None:
        return ()
    answered = {name: rows[-1].day for name, rows in answers_by_measure(keeper, knowledge).items() if rows[-1].day}
    return due(offered(knowledge), start, today, answered)


@dataclass(frozen=True)
class Standing:
    """The latest answers to a measure as a score, and what changed since the baseline where there is an earlier one."""

    measure: Measure
    answers: Answers
    score: Score
    change: Change | None


def standing_of(measure: Measure, rows: list[Answers], start: date | None) -> Standing | None:
    """Where somebody stands on a measure. The baseline is the last complete answer by the start, else the first one."""
    if not rows:
        return None
    last = rows[-1]
    before = (baseline_of(rows, start) if start else None) or rows[0]
    return Standing(measure, last, score(last), compare(before, last) if before is not last else None)


def weaker(keeper: Keeper | None, knowledge: Knowledge) -> MeasureAnswers | None:
    """The answer about weakness that leads back to the safety questions, none of which were begun since."""
    rows = answers_by_measure(keeper, knowledge).get(WEAKNESS, [])
    last = keeper.screenings.select_related("answered").first() if keeper else None
    known = last is not None and any(last.answers.get(name, False) is not False for name in TOLD_WEAK)
    for place in range(len(rows) - 1, -1, -1):
        now = rows[place]
        written = _written(keeper, now.day, last)
        if written is None:
            return None
        unasked = read_answers(WEAKNESS, {"bother": None}, knowledge)
        before = rows[place - 1] if place else unasked
        if compare(before, now).meaning == "screen_again" and not (known and before is unasked):
            return written
    return None


def _written(keeper: Keeper | None, day: date | None, screening: Screening | None) -> MeasureAnswers | None:
    """What was answered about weakness on that day, where it was after the check was begun."""
    assert keeper is not None
    since = keeper.measured.filter(instrument=WEAKNESS, day=day)
    after = since.filter(written_at__gt=screening.begun_at) if screening else since
    written: MeasureAnswers | None = after.last()
    return written
