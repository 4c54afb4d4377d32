"""What a session script is, as values: timed steps with their cues, so that whoever plays it has nothing to decide.

Offsets and lengths of cues are milliseconds; steps are whole seconds. See docs/decisions/0017-session-script.md.
"""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from ischia.core.facts.care import Ids
from ischia.core.facts.playing import AnswerWord, Stroke
from ischia.core.planning.plan import Said
from ischia.core.screening import Edition
from ischia.core.value import Value

Side = Literal["left", "right", "both"]
Mode = Literal["hands", "partner", "ball", "device", "exercise"]


class Occasion(Value):
    """A day's task, computed from the plan: which item, the how-manieth of how many that day.

    `most` is how often it may be done that day at all; with `not_before` it must wait until then.
    """

    id: str
    day: date
    kind: Literal["massage", "exercise"]
    item: str
    name: str
    order: int
    number: int = Field(ge=1)
    times: int = Field(ge=1)
    most: int = Field(ge=1)
    not_before: AwareDatetime | None = None


class Cue(Value):
    """Something to say, show and beat out, so long after its step began.

    A cue that `moves` keeps its distance from the end of the step when the step is made longer. `rhythm` is
    milliseconds on and off, for vibration, tone and light. With `ask` it puts that question of the script. With
    `massage_ms` it is left out before so much massage was done.
    """

    id: str
    kind: Literal["get_ready", "change_side", "count", "start", "halfway", "last_seconds", "end", "finish", "ask"]
    at_ms: int = Field(ge=0)
    moves: bool = False
    say: str
    rhythm: tuple[int, ...]
    ask: str | None = None
    massage_ms: int = 0


class ScriptStep(Value):
    """One step. Without `seconds` it ends when the person says so (a count of repetitions has no tempo of ours).

    Steps that do not count (get-ready counts, changes of side, the walk afterwards) are on top of the plan's minutes.
    `more_times` is how often half a minute may be added here. `place` names the spot that a device rests on.
    """

    id: str
    kind: Literal["get_ready", "change_side", "massage", "prepare", "check", "rest", "exercise", "walk"]
    counts: bool
    seconds: int | None = Field(default=None, gt=0)
    reps: int | None = None
    say: str
    speak: str
    region: str | None = None
    region_words: str = ""
    side: Side | None = None
    side_words: str = ""
    pressure: int = Field(default=0, ge=0, le=5)
    pressure_words: str = ""
    stroke: Stroke | None = None
    setting: Literal["off", "lightest", "step_up"] | None = None
    place: str = ""
    more_times: int = 0
    cues: tuple[Cue, ...] = ()


class Question(Value):
    """A question during the session; given `stop_at` times, `stop_on` ends it and the actions of `then` follow."""

    id: str
    ask: str
    answers: tuple[AnswerWord, ...]
    stop_on: str | None = None
    stop_at: int = 1
    then: Ids = ()
    sources: Ids


class Stop(Value):
    """A reason to stop: the whole rule, the words to tap, and what follows, in the order of doing.

    `locks`: nothing more from this plan until the safety questions are answered again. Pain told afterwards breaks the
    rule when it `rises_by` so many points, or `goes_over` a score that it had not passed before.
    """

    id: str
    tap: str
    say: str
    then: Ids
    locks: bool
    rises_by: int | None = None
    goes_over: int | None = None
    sources: Ids


class FollowUp(Value):
    """What is due after the session, so many hours after its end."""

    id: str
    say: str
    after_hours: int
    sources: Ids


class MoreTime(Value):
    """How much a press of "more" adds, and how often it may be pressed in the whole session."""

    seconds: int
    times: int = Field(ge=0)


class HardLimits(Value):
    """What holds whatever is pressed: when the session ends, counts included, and when one place has had enough."""

    session_ms: int
    place_ms: int
    say: str
    say_move_on: str
    sources: Ids


class SessionScript(Value):
    """A session as it is played (contract of the player).

    `seconds` is the sum of the steps that count: the plan's minutes, exactly. `takes_seconds` holds the others as well.
    Played are `steps`, then `if_wanted` where the person says yes to it, then `afterwards`. `checks` stand on the clock
    of the massage itself, which runs only while a step of massage does, added time included.
    """

    session: Literal[1] = 1
    occasion: Occasion
    name: str
    mode: Mode
    position: str
    position_words: str
    equipment: str = ""
    seconds: int
    takes_seconds: int
    steps: tuple[ScriptStep, ...] = Field(min_length=1)
    if_wanted_say: str = ""
    if_wanted: tuple[ScriptStep, ...] = ()
    afterwards: tuple[ScriptStep, ...] = ()
    checks: tuple[Cue, ...] = ()
    questions: tuple[Question, ...] = ()
    more: MoreTime
    hard_limits: HardLimits | None = None
    stops: tuple[Stop, ...]
    stop_held_by: Literal["person", "receiver"]
    stop_held_say: str = ""
    actions: tuple[Said, ...]
    pause_say: str
    finish_say: str
    ready: tuple[Said, ...] = ()
    caution: str = ""
    follow_ups: tuple[FollowUp, ...] = ()
    sources: Ids
    knowledge: Edition

    def question(self, id: str) -> Question:
        """The question of that id."""
        return next(each for each in self.questions if each.id == id)
