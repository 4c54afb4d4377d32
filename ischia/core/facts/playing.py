"""How a home session is played: strokes, cues, what is asked before, during and after, and when to stop."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ischia.core.facts.care import Ids, Saying
from ischia.core.value import Value


class Span(Value):
    """A whole number, or a stretch of them with both ends included. A plain number is a stretch of one."""

    least: int = Field(alias="from", ge=0)
    most: int = Field(alias="to", ge=1)


Times = Annotated[Span, BeforeValidator(lambda data: {"from": data, "to": data} if isinstance(data, int) else data)]


class Amount(Value):
    """The dose of an exercise in numbers: minutes, or repetitions (each held for some seconds), in sets, a day.

    Without `per_day` it is done once, or `every_hours_of_sitting`.
    """

    minutes: Times | None = None
    reps: Times | None = None
    hold_seconds: Times | None = None
    sets: Times | None = None
    each_side: bool = False
    per_day: Times | None = None
    every_hours_of_sitting: int | None = None


class Stroke(Value):
    """How hand, ball or device moves over a region, as the step's own words say; what they leave open is None."""

    path: Literal["hold", "glide", "circles", "knead", "squeeze", "rub", "lean"]
    tool: Literal[
        "hands",
        "flat_hand",
        "flat_fingers",
        "fingers_and_thumbs",
        "palms",
        "heel_of_hand",
        "knuckles",
        "ball",
        "device",
    ]
    direction: Literal["up", "down"] | None = None
    pace: Literal["slow"] | None = None


class AnswerWord(Value):
    """One answer to tap, and what it means for what comes next."""

    id: str
    say: str
    then: str = ""


class Asked(Value):
    """A question during a session. Given `stop_at` times, the answer `stop_on` ends the session, and `then` follows."""

    ask: str
    say: str = ""
    answers: tuple[AnswerWord, ...] = Field(min_length=2)
    stop_on: str | None = None
    stop_at: int = 1
    then: Ids = ()
    sources: Ids = Field(min_length=1)


class PainCheck(Asked):
    """What is asked again and again during a massage, every so many seconds of it."""

    every_seconds: int = Field(gt=0)


class StepUp(Asked):
    """The offer to raise a device by one step, never before so many seconds of massage."""

    after_seconds: int = Field(gt=0)


class StopRule(Saying):
    """When to stop, the words to tap as the reason, and what follows, in the order of doing.

    Pain stops a session when it `rises_by` so many points, or `goes_over` a score that it had not passed at the start.
    """

    tap: str
    then: Ids
    rises_by: int | None = None
    goes_over: int | None = None


class AfterSaying(Saying):
    """What follows a session: at once (`seconds` where it takes time), or after so many hours; later after a trial.

    `ask` is what is said when the hour has come, where that is another thing.
    """

    ask: str = ""
    seconds: int = 0
    hours: tuple[int, ...] = (0,)
    trial_hours: tuple[int, ...] = ()


class Signs(Value):
    """The warning signs that are looked through before a session; those of `emergency` need help at once."""

    ask: str
    help: str
    none: str
    findings: Ids
    emergency: str
    say: str
    sources: Ids = Field(min_length=1)


class Tick(Saying):
    """One line to tick before a session.

    It sets answers (other ones where it is left unticked), or sends back to questions, or makes wait, or holds the
    session back outright. With `only_where` it is shown only to people with that limit.
    """

    sets: dict[str, bool | int] = {}
    else_sets: dict[str, bool | int] = {}
    answer_again: Ids = ()
    wait_minutes: int = 0
    only_where: str = ""
    then: str = ""


class Ticks(Value):
    """The second question before a session: what happened, and what is so today."""

    ask: str
    help: str
    none: str
    ticks: tuple[Tick, ...]


class PainBefore(Value):
    """The third question before a session, and what is said when pain is too strong for massage."""

    finding: str
    say: str
    sources: Ids = Field(min_length=1)


class Recheck(Value):
    """The check before each session: three questions."""

    signs: Signs
    today: Ticks
    pain: PainBefore


class CueWords(Value):
    """What a player says."""

    get_ready: str
    change_side: str
    count: tuple[str, ...]
    halfway: str
    last_seconds: str
    end: str
    finish: str
    hard_stop: str
    move_on: str
    pause: str
    pause_device: str
    stop_held_by_receiver: str
    sides: dict[str, str]


class Cues(Value):
    """When a player speaks, in seconds, with which words and in which rhythm (milliseconds on and off)."""

    get_ready_seconds: int
    count_seconds: int
    halfway_from_seconds: int
    last_seconds_from_seconds: int
    ask_after_seconds: int
    words: CueWords
    rhythms: dict[str, tuple[int, ...]]
    sources: Ids


class More(Value):
    """Half a minute more: how much at a press, how long a session may get by stage, and how long one place."""

    seconds: int
    minutes_at_most: dict[str, float]
    seconds_in_one_place: int
    sources: Ids


class Expiry(Value):
    """For how many days health answers hold for massage at home."""

    days: int
    days_acute: int
    groups: Ids
    say: str
    sources: Ids
