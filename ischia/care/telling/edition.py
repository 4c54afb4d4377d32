"""An older result beside today's rules: which edition it is of, and what is different since."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ischia.care.telling.kept import Kept
from ischia.core.case import known_answers, make_case
from ischia.core.history.stand_ins import in_words
from ischia.core.knowledge import Knowledge
from ischia.core.screening import screen
from ischia.exchange.wording import NO, NONE, NOT_SURE, YES, case_answer


@dataclass(frozen=True)
class OlderEdition:
    """What to know about a result of an earlier edition.

    `stricter`: today's rules would ask for more care with the same answers, or need an answer more. `gone`: questions
    that today's knowledge does not ask, or no longer with this answer, each with what was answered.
    """

    version: str
    made_on: date | None
    lost: bool
    stricter: bool
    gone: dict[str, str]


def older_edition(kept: Kept, today: Knowledge) -> OlderEdition | None:
    """What to say about the edition of a result; None where it is today's."""
    if kept.same_edition:
        return None
    known = known_answers(kept.case.answers, today)
    findings = kept.knowledge.findings
    return OlderEdition(
        version=kept.screening.knowledge.version,
        made_on=None if kept.lost else kept.knowledge.made_on,
        lost=kept.lost,
        stricter=_is_stricter(kept, known, today),
        gone={
            findings[name].ask: case_answer(kept.case, name, kept.knowledge)
            for name in kept.case.answers
            if name not in known
        },
    )


def _is_stricter(kept: Kept, known: dict[str, object], today: Knowledge) -> bool:
    """Would the same answers now need more care? The row itself stays as it is; this only warns who reads it."""
    now, then = screen(make_case(known, today), today), kept.screening
    return now.shown > then.shown or (now.shown == then.shown and not then.limits.within(now.limits))


def set_aside(answers: Mapping[str, object], editions: Callable[[], Iterable[Knowledge]]) -> dict[str, str]:
    """Answers that today's questions do not know, as the newest edition that knew them would say them.

    The editions are asked for only where there is such an answer.
    """
    kept = list(editions()) if answers else []
    return dict(_as_it_was(name, answer, kept) for name, answer in answers.items())


def _as_it_was(name: str, answer: object, editions: Iterable[Knowledge]) -> tuple[str, str]:
    for knowledge in editions:
        if known := known_answers({name: answer}, knowledge):
            return knowledge.findings[name].ask, case_answer(make_case(known, knowledge), name, knowledge)
    members = answer if isinstance(answer, list) else [answer]
    return in_words(name), ", ".join(map(_bare, members)) or NONE


def _bare(answer: object) -> str:
    match answer:
        case None:
            return NOT_SURE
        case bool():
            return YES if answer else NO
        case _:
            return in_words(str(answer))
