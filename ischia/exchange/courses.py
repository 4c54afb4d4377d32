"""How a pain moved, in words. Never a cause: what eases in between, eases for many reasons."""

from collections.abc import Iterator

from ischia.core.diary import Course
from ischia.core.knowledge import Knowledge
from ischia.exchange.scores import change_in_words, number
from ischia.exchange.wording import counted


def course_in_words(course: Course, knowledge: Knowledge) -> Iterator[str]:
    """What changed from the first week to the last one that can be compared, and whether that is more than usual."""
    form = knowledge.measures[course.instrument].forms[-1]
    if course.change is None:
        yield "We cannot tell yet."
        yield f"Two weeks are compared once each has at least {form.needs} of {counted(len(form.items), 'day')}."
        return
    sentences = list(change_in_words(course.change, knowledge))
    judged = knowledge.score_words[course.change.meaning].say
    yield judged
    yield from (each for each in sentences[:-1] if each != judged)
    yield from _noise_in_words(course)
    yield sentences[-1]


def _noise_in_words(course: Course) -> Iterator[str]:
    if course.step is None or course.change is None or not course.change.by:
        return
    more = "more" if course.more_than_usual else "no more"
    yield f"From one day to the next it moves by about {number(float(course.step))}; the change is {more} than that."
