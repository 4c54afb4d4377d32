"""How a plan changed, as pages show it: what, by whom, why, and what can be taken back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from ischia.care.telling.sources import SourceRow, source_rows
from ischia.care.versions import Followed, change_of
from ischia.core.adapting import Change
from ischia.core.knowledge import Knowledge


@dataclass(frozen=True)
class VersionRow:
    """One version: when, by whom, why, and what differs from the one before."""

    number: int
    at: datetime | date
    by: str
    why: str
    moves: list[str]
    sources: list[SourceRow]
    restorable: bool
    held: bool = False  # asked for, and nothing changed


def by_whom(change: Change) -> str:
    """Who changed it."""
    return {"rule": _("our rules"), "person": _("you"), "therapist": _("your therapist")}[change.by]


def tell_versions(plan: Followed, knowledge: Knowledge) -> list[VersionRow]:
    """Every version, the newest first, the plan as it was built last."""
    lasting = [each.number for each in plan.versions if not each.today_only]
    rows = []
    for each in reversed(plan.versions):
        change = change_of(each)
        moves = [move.sentence for move in change.moves]
        old = each.number in lasting[:-1]
        sources = source_rows(change.sources, knowledge)
        held = change.kind == "hold"
        rows.append(VersionRow(each.number, each.made_at, by_whom(change), change.why, moves, sources, old, held))
    built = VersionRow(0, plan.row.made_at, _("our rules"), _("Made from your answers."), [], [], bool(lasting))
    return [*rows, built]


@dataclass(frozen=True)
class Standing:
    """How the plan stands today: paused or not, a flare or not, and the last change."""

    paused: bool
    massage_paused: bool
    pause_ends: date | None
    may_resume: bool
    flare: bool
    last: VersionRow | None
    may_undo: bool


def tell_standing(plan: Followed, today: date, knowledge: Knowledge) -> Standing:
    """What stands above the plan."""
    pause = plan.paused_on(today)
    rows = tell_versions(plan, knowledge)[:-1]
    newest = plan.versions[-1] if plan.versions else None
    change = change_of(newest) if newest else None
    back = change is not None and change.by == "person" and bool(change.moves) and not newest.today_only
    return Standing(
        paused=pause is not None and not pause.only_massage,
        massage_paused=pause is not None and pause.only_massage,
        pause_ends=pause.last if pause else None,
        may_resume=pause is not None and not pause.only_massage,
        flare=plan.flared_on(today) and not (pause and not pause.only_massage),
        last=rows[0] if rows else None,
        may_undo=back and newest.day == today and change.kind != "restore",
    )
