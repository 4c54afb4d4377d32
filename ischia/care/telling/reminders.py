"""Reminders in words: titles that give nothing away, or plain ones, and where each leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ischia.core.reminding import Kind, Planned, Task

KIND_WORDS: dict[Kind, tuple[Any, Any]] = {
    "session": (gettext_lazy("Massage at home"), gettext_lazy("On days when a session is due.")),
    "exercise": (gettext_lazy("Exercises"), gettext_lazy("On days when one is due.")),
    "diary": (gettext_lazy("The diary"), gettext_lazy("On days when you have not written anything yet.")),
    "measure": (gettext_lazy("A short measure"), gettext_lazy("When one waits for you.")),
    "day_after": (gettext_lazy("The day after a session"), gettext_lazy("One question: how bad is the pain now?")),
    "review": (gettext_lazy("Looking back"), gettext_lazy("On the days on which you look at your plan again.")),
    "event": (
        gettext_lazy("After something went wrong"),
        gettext_lazy("We ask how it is after 24 and 72 hours. This one comes while your plan is paused, too."),
    ),
}
DISCREET: dict[str, Any] = {
    "session": gettext_lazy("Time for yourself"),
    "exercise": gettext_lazy("Time to move"),
    "diary": gettext_lazy("A note for today"),
    "measure": gettext_lazy("A few short questions"),
    "day_after": gettext_lazy("How was it?"),
    "review": gettext_lazy("Look back"),
    "event": gettext_lazy("How is it now?"),
    "locked": gettext_lazy("Some questions are waiting for you"),
}
PLAIN: dict[str, Any] = {
    "diary": gettext_lazy("Your diary: how is it now?"),
    "day_after": gettext_lazy("The day after your session: how bad is the pain?"),
    "review": gettext_lazy("Look back at your plan"),
    "event": gettext_lazy("What went wrong after the massage: how is it now?"),
    "locked": gettext_lazy("Your plan waits for the safety questions"),
}
WAYS = {
    "session": "session:tonight",
    "exercise": "session:tonight",
    "day_after": "session:tonight",
    "diary": "diary:diary",
    "measure": "measures:measures",
    "review": "plan:today",
    "event": "plan:today",
    "locked": "plan:today",
}


@dataclass(frozen=True)
class ComingRow:
    """What comes at one time today: its titles, the time on the person's clock, where it leads, how to put it off."""

    title: str
    at: time
    second: bool
    url: str
    later: str


def title_of(task: Task, titles: str) -> str:
    """What a reminder is called where others may see it; plain only where that was wished for."""
    if titles != "plain":
        return str(DISCREET[task.kind])
    return str(PLAIN.get(task.kind, task.name))


def titles_of(tasks: Sequence[Task], titles: str) -> list[str]:
    """Each title once, in order."""
    return list(dict.fromkeys(title_of(task, titles) for task in tasks))


def subject_of(tasks: Sequence[Task], titles: str) -> str:
    """The subject of a mail. A discreet one says nothing at all."""
    if titles != "plain":
        return _("A reminder")
    first, *more = titles_of(tasks, titles)
    return _("%(first)s, and %(more)s more") % {"first": first, "more": len(more)} if more else first


def way_to(task: Task) -> str:
    """The page where it is done."""
    return reverse(WAYS[task.kind])


def row_of(together: Sequence[Planned], zone: ZoneInfo, later: str) -> ComingRow:
    """Reminders of one kind that come at one time, for the page of their owner."""
    first = together[0]
    title = "; ".join(titles_of([each.task for each in together], "plain"))
    at = first.moment.astimezone(zone).time()
    return ComingRow(title, at, first.number > 1, way_to(first.task), later)
