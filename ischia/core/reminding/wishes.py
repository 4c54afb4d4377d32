"""What a person wishes to be reminded of, what is due on their day, and what went out before."""

from datetime import date, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AwareDatetime, field_validator

from ischia.core.problems import Problem, did_you_mean
from ischia.core.reminding.clock import Quiet
from ischia.core.value import Value

Kind = Literal["session", "exercise", "diary", "measure", "day_after", "review", "event"]
KINDS: tuple[Kind, ...] = get_args(Kind)

# Conventions of ours. The second reminder of a task is also the last.
REPEAT_AFTER = timedelta(hours=2)
TOO_LATE = timedelta(hours=3)  # after that a reminder is no help any more: the next one is tomorrow's
AT_MOST = 2


class Wishes(Value):
    """What to remind of and when, on the person's own clock. What is not in `at` is switched off.

    `since` is when these wishes were made: what lay before it is past. `repeat`: once more where nothing was logged.
    """

    at: dict[Kind, time]
    zone: str
    since: AwareDatetime
    quiet: Quiet | None = None
    repeat: bool = False

    @field_validator("zone")
    @classmethod
    def _is_known(cls, zone: str) -> str:
        if zone not in available_timezones():
            near = did_you_mean(zone, sorted(available_timezones()))
            raise Problem("zone", zone, f"a time zone such as Europe/London{near}")
        return zone

    @property
    def clock(self) -> ZoneInfo:
        """The person's clock."""
        return ZoneInfo(self.zone)


class Task(Value):
    """Something that is due on a day, or from that day on.

    `once`: it is the same task on every later day, until it is done. `not_before`: it cannot be done earlier.
    `logged_at`: when something was last written down about it, without its being done for the day. `locked` is no task
    but the one kind word that takes the place of all others while a plan waits for the safety questions.
    """

    id: str
    kind: Kind | Literal["locked"]
    day: date
    name: str = ""
    done: bool = False
    once: bool = False
    not_before: AwareDatetime | None = None
    logged_at: AwareDatetime | None = None


class Today(Value):
    """What is due on a person's day, and whether the plan is paused."""

    tasks: tuple[Task, ...]
    paused: bool = False


class Sent(Value):
    """A reminder that went out."""

    task: str
    day: date
    at: AwareDatetime


class Snooze(Value):
    """ "Remind me later", said of a task of one day."""

    task: str
    day: date
    until: AwareDatetime
