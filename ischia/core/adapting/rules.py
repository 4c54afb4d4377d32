"""The rules by which a plan changes while it is followed. The first that speaks decides; the strictest come first."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta

from ischia.core.adapting import doses
from ischia.core.adapting.change import Adapted, Change, Kind, narrowed
from ischia.core.adapting.course import Acted, Course, Happened
from ischia.core.adapting.difference import difference
from ischia.core.facts.adapting import AfterDays
from ischia.core.knowledge import Knowledge
from ischia.core.limits import Limits
from ischia.core.planning.plan import Plan
from ischia.core.session.occasions import Pause

BOTH, CLINIC = doses.Without(), doses.Without(home=False)


def adapt(plan: Plan, built: Plan, course: Course, today: date, knowledge: Knowledge) -> Adapted:
    """What the rules change today: one change at most, and the reason; `hold` where none speaks.

    Args:
        plan: the plan as it is followed now.
        built: the plan as it was made from the screening in force; nothing goes past it.
        course: how it went since.
        today: the day.
        knowledge: the rules.
    """
    return _Today(plan, built, course, today, knowledge).decide()


class _Today:
    """One plan on one day, asked one rule after the other."""

    def __init__(self, plan: Plan, built: Plan, course: Course, today: date, knowledge: Knowledge) -> None:
        self.plan, self.built, self.course, self.today = plan, built, course, today
        self.knowledge, self.facts = knowledge, knowledge.adapting
        self.running = (today - course.started).days

    def decide(self) -> Adapted:
        """The first rule that speaks; else nothing changes."""
        rules: tuple[Callable[[], Adapted | None], ...] = (
            self._worse,
            self._event,
            self._gone,
            self._six_weeks,
            self._four_weeks,
            self._passive,
            self._review,
            self._taper_after_many,
            self._raise,
        )
        massage = bool(self.plan.massage or self.plan.home)
        spoken = (adapted for rule in rules if massage and (adapted := rule()))
        hold = self.facts.hold
        return next(spoken, self._to("hold", hold.id, self.plan, hold.say, hold.sources))

    def _to(
        self, kind: Kind, rule: str, plan: Plan, why: str, sources: tuple[str, ...], pause_days: int = 0
    ) -> Adapted:
        change = Change(
            kind=kind,
            rule=rule,
            moves=difference(self.plan, plan),
            why=why,
            by="rule",
            sources=sources,
        )
        last = self.today + timedelta(days=pause_days - 1)
        pause = Pause(first=self.today, last=last, only_massage=True) if pause_days else None
        return Adapted(change=change, plan=plan, pause=pause)

    def _worse(self) -> Adapted | None:
        """Worse for 48 hours: pause, then half of it with a trial first. A second time: stop."""
        rule = self.facts.worse
        if self.course.got_worse(rule) is None:
            return None
        if self.course.times(rule.id):
            return self._to("stop", rule.id, self._without(BOTH), rule.again, rule.sources)
        less = doses.divided(self.plan, rule.parts, self.knowledge)
        trial = doses.tightened(less, Limits(require=rule.require), rule.sources, self.knowledge)
        return self._to("pause", rule.id, trial, rule.say, rule.sources, rule.pause_days)

    def _event(self) -> Adapted | None:
        """What an adverse event asks for, each once: narrower limits, a pause, a lighter session."""
        acted = {each.about for each in self.course.acted}
        for event in self.course.events:
            if event.id not in acted and (event.pause_days or event.lower_pressure_by or event.limits != Limits()):
                return self._after(event)
        return None

    def _after(self, event: Happened) -> Adapted:
        rule = self.facts.event
        plan = doses.tightened(self.plan, event.limits, rule.sources, self.knowledge)
        if event.lower_pressure_by:
            plan = doses.lighter(plan, event.lower_pressure_by, self.knowledge)
        if event.pause_days:
            return self._to("pause", rule.id, plan, rule.pause, rule.sources, event.pause_days)
        why = rule.lower if event.lower_pressure_by else rule.limits
        return self._to("lower", rule.id, plan, why, rule.sources)

    def _gone(self) -> Adapted | None:
        rule = self.facts.gone
        return self._stop(rule, BOTH) if self.course.gone_since(self.today, rule.days) else None

    def _six_weeks(self) -> Adapted | None:
        return self._no_gain(self.facts.six_weeks, BOTH)

    def _four_weeks(self) -> Adapted | None:
        return self._no_gain(self.facts.four_weeks, CLINIC) if self.plan.massage else None

    def _no_gain(self, rule: AfterDays, what: doses.Without) -> Adapted | None:
        none = self.running >= rule.days and self.course.gain(self.facts.gain) == "none"
        return self._stop(rule, what) if none else None

    def _passive(self) -> Adapted | None:
        """Massage, and no exercise, for two weeks."""
        rule = self.facts.passive
        since = self.today - timedelta(days=rule.days)
        massaged = any(each.day > since for each in self.course.sessions)
        moved = any(day > since for day in self.course.exercised)
        return self._stop(rule, BOTH) if self.running >= rule.days and massaged and not moved else None

    def _stop(self, rule: AfterDays, what: doses.Without) -> Adapted:
        return self._to("stop", rule.id, self._without(what), rule.say, rule.sources)

    def _without(self, what: doses.Without) -> Plan:
        return doses.without(self.plan, what, self.knowledge)

    def _clinic_sessions(self) -> int:
        return sum(each.item in self.knowledge.techniques for each in self.course.sessions)

    def _review(self) -> Adapted | None:
        """The first review of massage with a therapist, once: a gain tapers, some changes one thing, none the kind."""
        rule, gain = self.facts.review, self.course.gain(self.facts.gain)
        acute = self.plan.stage == "acute"
        due = min((each.on_day for each in self.plan.review), default=self.running + 1)
        enough = self._clinic_sessions() >= (rule.sessions_acute if acute else rule.sessions)
        if not self.plan.massage or gain is None or self.course.times(rule.id) or not (enough or self.running >= due):
            return None
        if gain == "worthwhile":
            return None if self.plan.stage == "chronic" else self._taper(rule.id)
        if gain == "some":
            return self._to("choose", rule.id, self.plan, rule.some, rule.sources)
        other = doses.switched(self.plan, self.knowledge)
        return (
            self._to("switch", rule.id, other, rule.none, rule.sources) if other.massage != self.plan.massage else None
        )

    def _taper_after_many(self) -> Adapted | None:
        """In the chronic stage: after ten sessions in all, and only if it still helps."""
        rule = self.facts.taper
        many = self._clinic_sessions() >= rule.sessions_chronic
        helps = self.course.gain(self.facts.gain) == "worthwhile"
        tapering = any(item.every_weeks > 1 for item in self.plan.massage)
        chronic = self.plan.stage == "chronic" and bool(self.plan.massage)
        return self._taper(rule.id) if chronic and many and helps and not tapering else None

    def _taper(self, id: str) -> Adapted:
        rule = self.facts.taper
        plan = doses.tapered(self.plan, rule.every_weeks, self.knowledge)
        return self._to("taper", id, plan, rule.say, rule.sources)

    def _raise(self) -> Adapted | None:
        """A step firmer after two sessions of the same, since the dose last changed, without more than a mild event."""
        rule = self.facts.raise_
        items = [name for name in self._massages() if self._went_well(name)]
        plan = doses.firmer(self.plan, self.built, items, rule.steps, self.knowledge)
        return self._to("raise", rule.id, plan, rule.say, rule.sources) if difference(self.plan, plan) else None

    def _massages(self) -> tuple[str, ...]:
        return (*(each.technique for each in self.plan.massage), *(each.script for each in self.plan.home))

    def _went_well(self, item: str) -> bool:
        """Were the last sessions of this massage well borne, as far as was told? A silence is no good news."""
        needed = self.facts.raise_.sessions
        since = max((each.day for each in self.course.acted if _of_dose(each, self.facts.worse.id)), default=date.min)
        done = [each for each in self.course.sessions if each.item == item and each.day > since]
        last = sorted(done, key=lambda each: each.day)[-needed:]
        if len(last) < needed or not all(each.borne(self.facts.raise_.sore_at_most) for each in last):
            return False
        return not any(each.day >= last[0].day and each.grade != "mild" for each in self.course.events)


def heal(before: Plan, plan: Plan, still: Collection[str], later: Sequence[Change], knowledge: Knowledge) -> Adapted:
    """The places are open again that were kept off until something had healed; everything else stays as it is.

    Args:
        before: the version before the one that kept off.
        plan: the version of now.
        still: places that something else keeps off, which has not healed.
        later: the changes since the one that kept off; where a rule narrowed massage since, that stays.
        knowledge: the knowledge.
    """
    rule, now = knowledge.adapting.event, plan.tightened
    limits = {
        "tightened": now.model_copy(
            update={"forbid_regions": tuple(each for each in now.forbid_regions if each in still)}
        )
    }
    massage = (
        {}
        if narrowed(later)
        else {"massage": before.massage, "home": before.home, "first_session": before.first_session}
    )
    healed = doses.held(plan.model_copy(update={**limits, **massage}), knowledge)
    change = Change(
        kind="restore",
        rule="healed",
        moves=difference(plan, healed),
        why=rule.healed,
        by="rule",
        sources=rule.sources,
    )
    return Adapted(change=change, plan=healed)


def _of_dose(acted: Acted, worse: str) -> bool:
    return acted.rule in ("raise", "after_event", worse)
