"""What was done at home, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ischia.care.home_session import HomeSession, SessionVersion
from ischia.care.models import Screening

DID = {"done": gettext_lazy("Done"), "partly": gettext_lazy("Partly done"), "not": gettext_lazy("Not done")}

SIGNS = {None: "", "none": gettext_lazy("Nothing new"), "new": gettext_lazy("Something is new")}


@dataclass(frozen=True)
class VersionTold:
    """One version of a session: its number, when it came, and what it says, as rows of a list."""

    id: int
    came: datetime
    rows: list[tuple[str, str]]


@dataclass(frozen=True)
class SessionTold:
    """A session: what it was, the version in force, and the others that wait for a choice."""

    name: str
    in_force: VersionTold
    beside: list[VersionTold]


def name_of(item: str, screening: Screening) -> str:
    """The name of an item of a plan, in any of its versions; empty where it has none of that id."""
    named: dict[str, str] = {}
    for plan in (screening.plan, *(version.plan for version in screening.versions.all())):
        named |= {each["script"]: each["name"] for each in plan.get("home", ())}
        named |= {each["exercise"]: each["name"] for each in plan.get("exercise", ())}
    return named.get(item, "")


def tell_session(session: HomeSession) -> SessionTold:
    """Everything a page says about a session."""
    name = name_of(session.item, session.screening)
    return SessionTold(name, _version(session.in_force), [_version(each) for each in session.beside])


def _version(version: SessionVersion) -> VersionTold:
    said = version.record
    rows = [
        (_("Done?"), DID[said["done"]]),
        (_("Finished"), datetime.fromisoformat(said["ended"]).strftime("%d %B %Y, %H:%M")),
        (_("Pain before"), _score(said["pain_before"])),
        (_("Pain right after"), _score(said["pain_end"])),
        (_("Pain a day later"), _score(said["pain_24h"])),
        (_("Pain two days later"), _score(said["pain_48h"])),
        (_("Warning signs a day later"), SIGNS[said.get("signs_24h")]),
        (_("Note"), said["notes"]),
    ]
    return VersionTold(version.pk, version.received_at, [(label, value) for label, value in rows if value])


def _score(pain: int | None) -> str:
    return "" if pain is None else _("%(pain)s out of 10") % {"pain": pain}
