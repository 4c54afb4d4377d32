"""What was really done, as a device writes it down (decision 0019): read once, here, whatever door it came through."""

import hashlib
import json
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BeforeValidator, Field, StringConstraints, ValidationError, model_validator

from ischia.core.problems import Problem
from ischia.core.value import Value

Did = Literal["done", "partly", "not"]
Signs = Literal["none", "new"]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2199, 12, 31))]
Pain = Annotated[int, Field(ge=0, le=10, strict=True)]
Word = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_:.\-]{1,80}$")]
MOST_STEPS, MOST_ANSWERS, LONGEST_NOTE = 100, 300, 4000

A_TIME = "a time with its offset from UTC, like 2026-11-21T19:02:11+01:00"
A_WORD = "letters, digits and _ : . -, at most 80"
PAIN_WORDS = "a whole number from 0 to 10, or null"
ALLOWED = {
    "id": "a UUID made on the device",
    "revision": "a whole number from 1 to 10000",
    "screening": "the UUID of the screening whose plan it was",
    "day": "a day like 2026-11-21",
    "item": A_WORD,
    "number": "a whole number from 1 to 50",
    "script": "the digest of a script, at most 80 letters",
    "started": f"{A_TIME}, or null",
    "ended": A_TIME,
    "done": "done, partly or not",
    "steps": f"at most {MOST_STEPS} steps, each done, partly or not; a step's id is {A_WORD}",
    "pain_before": PAIN_WORDS,
    "pain_end": PAIN_WORDS,
    "pain_24h": PAIN_WORDS,
    "pain_48h": PAIN_WORDS,
    "signs_24h": "none or new, or null",
    "stopped": "the id of a stop rule, at most 8 letters, or nothing",
    "answers": f"at most {MOST_ANSWERS} answers, each with question, answer and at_ms",
    "notes": f"at most {LONGEST_NOTE} letters",
}


def storable(text: object) -> object:
    """Text without what no database keeps: the null character, and halves of a character cut in two."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode() if isinstance(text, str) else text


class Answered(Value):
    """An answer given during the session: to which question, what, and how long after the start (milliseconds)."""

    question: Word
    answer: Word
    at_ms: int = Field(ge=0, le=86_400_000)


class SessionRecord(Value):
    """One session that was done, or begun, on one occasion of a plan. What nobody knows is None.

    `id` is made by the device, so that what is sent twice is kept once; `revision` grows by one with each change.
    `started` is None where nobody timed it. Pain is 0 to 10: before, at the end, after 24 hours, after 48 (a trial).
    `signs_24h` says whether a warning sign is new a day later. `stopped` is the stop rule that was pressed. `script` is
    the digest of the script that was played.
    """

    id: UUID
    revision: int = Field(ge=1, le=10_000)
    screening: UUID
    day: Day
    item: Word
    number: int = Field(default=1, ge=1, le=50)
    script: str = Field(default="", pattern=r"^[A-Za-z0-9:_-]{0,80}$")
    started: AwareDatetime | None = None
    ended: AwareDatetime
    done: Did
    steps: dict[Word, Did] = Field(default={}, max_length=MOST_STEPS)
    pain_before: Pain | None = None
    pain_end: Pain | None = None
    pain_24h: Pain | None = None
    pain_48h: Pain | None = None
    signs_24h: Signs | None = None
    stopped: str = Field(default="", pattern=r"^[A-Za-z0-9_]{0,8}$")
    answers: tuple[Answered, ...] = Field(default=(), max_length=MOST_ANSWERS)
    notes: Annotated[str, BeforeValidator(storable)] = Field(default="", max_length=LONGEST_NOTE)

    @model_validator(mode="after")
    def _times_can_be(self) -> "SessionRecord":
        for field, time in (("started", self.started), ("ended", self.ended)):
            if time is not None and not 2000 <= time.year < 2200:
                raise Problem(field, time.isoformat(), ALLOWED[field])
        if self.started is not None and self.ended < self.started:
            raise Problem("ended", self.ended.isoformat(), f"{self.started.isoformat()} or later, when it began")
        return self

    def as_json(self) -> dict[str, Any]:
        """The record as JSON values, the same for the same record wherever it came from."""
        return self.model_dump(mode="json")

    @property
    def digest(self) -> str:
        """Tells one version of a record from another."""
        return hashlib.sha256(json.dumps(self.as_json(), sort_keys=True).encode()).hexdigest()

    @property
    def offset_minutes(self) -> int:
        """How far the device's clock was from UTC at the end, east positive."""
        offset = self.ended.utcoffset()
        return round(offset.total_seconds() / 60) if offset else 0


def read_record(document: object) -> SessionRecord:
    """Make a session record of JSON values.

    Raises:
        Problem: what is wrong first.
    """
    if not isinstance(document, dict):
        raise Problem("record", document, f"an object with the fields {', '.join(ALLOWED)}")
    try:
        return SessionRecord.model_validate(document)
    except ValidationError as wrong:
        raise _problem_of(wrong.errors()[0]) from None


def _problem_of(mistake: Any) -> Problem:
    """The first mistake that pydantic found, in our words."""
    if mistake["type"] == "value_error":
        born: Problem = mistake["ctx"]["error"]
        return born
    path = mistake["loc"]
    got = None if mistake["type"] == "missing" else mistake["input"]
    return Problem(".".join(map(str, path)), got, ALLOWED.get(str(path[0]), f"only the fields {', '.join(ALLOWED)}"))
