"""Before a session: what a person says today, put over what they said before → may they start?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import Field

from ischia.core.asking import ask
from ischia.core.case import Answer, Case, make_case
from ischia.core.conditions import findings_in
from ischia.core.facts.playing import Tick
from ischia.core.knowledge import Knowledge
from ischia.core.limits import join
from ischia.core.planning.exercises import gentlest, may_do
from ischia.core.planning.gate import Gate
from ischia.core.planning.person import Person
from ischia.core.planning.plan import ExerciseItem, Plan, Said
from ischia.core.problems import Problem, did_you_mean
from ischia.core.screening import Screening, screen
from ischia.core.session.expiring import expired
from ischia.core.value import Disposition, DispositionWord, Value
from ischia.core.vouching import Voucher, fallen, with_standing

Ids = tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What a person said before today: the answers, the day of each, and what vouches for some of them.

    A day that is missing is the day of the case. Only `vouchers` vouch: answers that do and are not among them fall.
    """

    case: Case
    days: Mapping[str, date]
    vouchers: tuple[Voucher, ...] = ()


class Told(Value):
    """What a person says today: the answers to three questions. An empty tuple is an explicit "none of these".

    `signs` are findings that are new or worse, `ticks` are lines of the second question, `pain` is 0 to 10 or None for
    "not sure". `answered_again` names the questions that were answered again since, because of a tick.
    """

    signs: Ids
    ticks: Ids
    pain: int | None = Field(ge=0, le=10)
    answered_again: Ids = ()


class Before(Value):
    """What follows: start, only rest and walk, or nothing now, and why.

    `emergency`: show the emergency advice at once, before anything else. `answer_again` are the questions to answer
    first, the most urgent first; `wait_minutes` how long to wait at least. `plan` is what of the plan may be done now;
    `answers` and `screening` are today's, with what no longer vouches (`fallen`) taken out.
    """

    may: Literal["start", "easing_only", "not_now"]
    emergency: bool
    disposition: DispositionWord
    answer_again: Ids
    wait_minutes: int
    why: tuple[Said, ...]
    fallen: Ids
    answers: dict[str, Answer]
    screening: Screening
    plan: Plan


def before_session(plan: Plan, known: Known, told: Told, today: date, knowledge: Knowledge) -> Before:
    """Decide whether a session may start now. Whatever is in doubt waits.

    Args:
        plan: the plan.
        known: the answers it was made of, with their days and vouchers.
        told: what is said today; see `recheck` in home-sessions.yaml for the three questions.
        today: the day.
        knowledge: the knowledge.
    Raises:
        Problem: a sign or a tick that nobody asked for.
    """
    _check(told, knowledge)
    today_is = _Today(plan, known, told, today, knowledge)
    may = today_is.may()
    return Before(
        may=may,
        emergency=today_is.emergency(),
        disposition=today_is.screening.disposition,
        answer_again=today_is.answer_again(),
        wait_minutes=max((tick.wait_minutes for tick in today_is.ticked), default=0),
        why=today_is.why(),
        fallen=fallen(known.vouchers, today_is.case.answers, told.signs, today, knowledge),
        answers=dict(today_is.case.answers),
        screening=today_is.screening,
        plan=today_is.left_of_plan(may),
    )


def _check(told: Told, knowledge: Knowledge) -> None:
    recheck = knowledge.home.recheck
    for field, given, allowed in (
        ("signs", told.signs, recheck.signs.findings),
        ("ticks", told.ticks, tuple(tick.id for tick in recheck.today.ticks)),
    ):
        for name in given:
            if name not in allowed:
                raise Problem(field, name, f"any of {', '.join(allowed)}{did_you_mean(name, list(allowed))}")


class _Today:
    """One person on one day, asked one thing after the other."""

    def __init__(self, plan: Plan, known: Known, told: Told, today: date, knowledge: Knowledge) -> None:
        self.plan, self.told, self.knowledge = plan, told, knowledge
        self.recheck = knowledge.home.recheck
        answers = todays_answers(known.case.answers, told, knowledge)
        standing = with_standing(known.vouchers, answers, told.signs, today, knowledge)
        self.case = make_case(standing, knowledge, today)
        self.screening = screen(self.case, knowledge)
        self.limits = join([self.screening.limits, plan.tightened])
        self.person = Person(self.case, self.limits, knowledge)
        self.gate = Gate(self.limits, self.screening.fired)
        self.home = tuple(kept for item in plan.home if (kept := self.gate.home(item)))
        self.ticked = tuple(tick for tick in self.recheck.today.ticks if tick.id in told.ticks and self._counts(tick))
        self.expired = expired(known.case, known.days, today, knowledge)

    def _counts(self, tick: Tick) -> bool:
        """Does a tick count for this person? Most do for everyone."""
        return not tick.only_where or bool(getattr(self.limits, tick.only_where))

    @property
    def severe(self) -> bool:
        """Is pain too strong for massage at home?"""
        pain = self.person.number(self.recheck.pain.finding)
        return pain is not None and pain >= self.knowledge.dosing.home.no_massage_at_pain

    def may(self) -> Literal["start", "easing_only", "not_now"]:
        """The decision; the strictest of all that speaks."""
        held_up = any(tick.wait_minutes or tick.only_where for tick in self.ticked)
        worse = self.screening.disposition > max(self.plan.screening.disposition, Disposition.MASSAGE_WITH_LIMITS)
        if self.told.signs or self.answer_again() or held_up or worse or not self.screening.allows_a_plan:
            return "not_now"
        if self.severe:
            return "easing_only"
        return "start" if len(self.home) == len(self.plan.home) else "not_now"

    def emergency(self) -> bool:
        """Is the emergency advice to be shown at once?

        For any new sign of squeezed nerves always, whatever was vouched for. Otherwise where the rules say so, but a
        follow-up that can take it back is asked first.
        """
        derived = self.knowledge.derived[self.recheck.signs.emergency].when
        if derived is not None and not set(self.told.signs).isdisjoint(findings_in(derived)):
            return True
        urgent = self.screening.disposition is Disposition.EMERGENCY_NOW
        return urgent and ask(self.case, self.knowledge).next is None

    def answer_again(self) -> Ids:
        """The questions to answer first: follow-ups of new signs, those of ticks, what was answered too long ago."""
        missing = self._called_for(follow_ups_of(self.told.signs, self.knowledge))
        return tuple(dict.fromkeys((*missing, *self._open_from_ticks(), *self.expired)))

    def _called_for(self, names: Iterable[str]) -> Ids:
        asked_when = self.knowledge.asked_when
        return tuple(name for name in names if name not in asked_when or self.person.holds(asked_when[name]))

    def _open_from_ticks(self) -> Ids:
        asked = self._called_for(name for tick in self.ticked for name in tick.answer_again)
        return tuple(name for name in asked if name not in self.told.answered_again)

    def why(self) -> tuple[Said, ...]:
        """Words for the decision, the gravest first: signs, today's ticks, old answers, pain, rules that speak anew."""
        home, said = self.knowledge.home, []
        if self.told.signs:
            said.append(Said(about="signs", say=self.recheck.signs.say, sources=self.recheck.signs.sources))
        said += [Said(about=tick.id, say=tick.then, sources=tick.sources) for tick in self.ticked if tick.then]
        if self.expired:
            said.append(Said(about="expiry", say=home.expiry.say, sources=home.expiry.sources))
        if self.severe:
            said.append(Said(about="pain", say=self.recheck.pain.say, sources=self.recheck.pain.sources))
        spoke = {(reason.rule, reason.disposition) for reason in self.plan.screening.fired}
        said += [
            Said(about="rule", say=reason.person, rules=(reason.rule,), sources=reason.sources)
            for reason in self.screening.fired
            if (reason.rule, reason.disposition) not in spoke
        ]
        return tuple(said)

    def left_of_plan(self, may: str) -> Plan:
        """The plan with what may be done of it now, and today's screening."""
        left = {"home": self.home if may == "start" else (), "exercise": self._exercises()}
        today = {"screening": self.screening, "disposition": self.screening.disposition}
        return self.plan.model_copy(update={**left, **today, "cuts": (*self.plan.cuts, *self.gate.cuts)})

    def _exercises(self) -> tuple[ExerciseItem, ...]:
        """The exercises that may be done now: none with a new sign or an open question of today, few in strong pain."""
        if self.told.signs or self._open_from_ticks() or not self.screening.allows_a_plan:
            return ()
        if self.severe or self.screening.disposition > Disposition.MASSAGE_WITH_LIMITS:
            return self._gated(gentlest(self.person, "severe" if self.severe else "acute"))
        named = self.knowledge.exercise
        return self._gated([item for item in self.plan.exercise if may_do(named[item.exercise], self.person)])

    def _gated(self, items: Sequence[ExerciseItem]) -> tuple[ExerciseItem, ...]:
        return tuple(kept for item in items if (kept := self.gate.exercise(item)))


def todays_answers(before: Mapping[str, Answer], told: Told, knowledge: Knowledge) -> dict[str, Answer]:
    """The answers with today's put over them; follow-ups of a new sign go, for they spoke of how it was."""
    recheck = knowledge.home.recheck
    gone = set(follow_ups_of(told.signs, knowledge))
    answers: dict[str, Answer] = {name: answer for name, answer in before.items() if name not in gone}
    for sign in told.signs:
        answers[sign] = True if knowledge.findings[sign].type == "bool" else "yes"
    for tick in recheck.today.ticks:
        answers |= tick.sets if tick.id in told.ticks else tick.else_sets
    return {**answers, recheck.pain.finding: told.pain}


def follow_ups_of(signs: Sequence[str], knowledge: Knowledge) -> Ids:
    """The questions that a sign calls for, those first that can still take an emergency back.

    Questions that only vouch are not among them: they are asked after the advice, never before it.
    """
    asked = [
        finding
        for finding in knowledge.findings.values()
        if finding.asked_when is not None
        and not set(signs).isdisjoint(findings_in(knowledge.asked_when[finding.id]))
        and (finding.asked_before_emergency or not finding.vouches_for)
    ]
    return tuple(each.id for each in sorted(asked, key=lambda each: not each.asked_before_emergency))
