"""Which page comes next: pure functions over topics, answers and the rule book."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from ischia.care.places import SIDED, side_of
from ischia.core.case import Case, make_case
from ischia.core.conditions import findings_in
from ischia.core.facts.findings import Finding, Topic
from ischia.core.gate import passes, still_needed
from ischia.core.knowledge import Knowledge
from ischia.core.rules import RuleBook, rule_book
from ischia.core.value import Disposition


@dataclass(frozen=True)
class Standing:
    """Where someone stands among the pages.

    `sides` are the sided places of each body map; `later` the questions that are asked again only after the result;
    `unsure` those whose first "not sure" is to be asked once more.
    """

    knowledge: Knowledge
    answers: Mapping[str, object]
    sides: Mapping[str, Collection[str]]
    later: Collection[str] = ()
    unsure: Collection[str] = ()

    @cached_property
    def book(self) -> RuleBook:
        """The rules."""
        return rule_book(self.knowledge)

    @cached_property
    def case(self) -> Case:
        """The answers as a case."""
        return make_case(self.answers, self.knowledge)

    @cached_property
    def disposition(self) -> Disposition:
        """What the answers so far decide."""
        return self.book.verdict(self.case)

    def asks(self, topic: Topic) -> tuple[Finding, ...]:
        """The questions of a page that are called for, ticks first."""
        findings = (self.knowledge.findings[name] for name in topic.findings)
        return tuple(finding for finding in findings if self.is_asked(finding))

    def is_asked(self, finding: Finding) -> bool:
        """Does a page ask this now?"""
        if finding.after_advice or finding.id in self.later:
            return False
        if place := SIDED.get(finding.id):
            return side_of(self.sides.get(place, ())) == "middle"  # every other side is told by the body map
        return self.book.called_for(finding, self.case)

    def pages(self, wishes: bool = False) -> tuple[Topic, ...]:
        """The pages that have something to ask."""
        topics = self.knowledge.topics.values()
        return tuple(topic for topic in topics if topic.wishes is wishes and self.asks(topic))

    def progress(self, topic: Topic) -> tuple[int, int]:
        """Which page this is, and of how many at most."""
        possible = self.book.completions.callable(self.case)
        pages = [
            each.id
            for each in self.knowledge.topics.values()
            if each.wishes is topic.wishes and (self.asks(each) or not possible.isdisjoint(each.findings))
        ]
        return (pages.index(topic.id) + 1 if topic.id in pages else 1), len(pages)

    def waiting(self, topic: Topic) -> tuple[Finding, ...]:
        """What a page still needs: questions that must be answered and are not."""
        return tuple(finding for finding in self.asks(topic) if finding.gate and not self.is_settled(finding))

    def is_settled(self, finding: Finding) -> bool:
        """Is there an answer to go on with? "Not sure where" is one, though no massage is planned until it is known."""
        if finding.id in self.answers and self.answers[finding.id] is None and finding.whole_area:
            return True
        return passes(finding, self.case)

    @property
    def still_open(self) -> tuple[Finding, ...]:
        """What has to be answered before there is a result, in the order of the pages."""
        needed = set(still_needed(self.case, self.book))
        return tuple(finding for page in self.pages() for finding in self.waiting(page) if finding.id in needed)

    @property
    def may_finish(self) -> bool:
        """Is there a result to show: everything is answered, or some answers already mean a doctor today?"""
        return not self.still_open or self.disposition >= Disposition.SAME_DAY_MEDICAL

    def next_after(self, topic: Topic) -> Topic | None:
        """The page after this one; none after the last."""
        order = list(self.knowledge.topics)
        place = order.index(topic.id)
        return next((each for each in self.pages(topic.wishes) if order.index(each.id) > place), None)

    def before(self, topic: Topic) -> Topic | None:
        """The page before this one; none before the first."""
        order = list(self.knowledge.topics)
        place = order.index(topic.id)
        earlier = [each for each in self.pages(topic.wishes) if order.index(each.id) < place]
        return earlier[-1] if earlier else None

    def resume_at(self, seen: Collection[str]) -> Topic | None:
        """Where to go on: the first page not answered yet, or one that needs one more answer; else none."""
        return next((page for page in self.pages() if page.id not in seen or self.waiting(page)), None)

    def is_emergency(self, topic: Topic | None, asked: Collection[str]) -> bool:
        """Is the emergency to be shown now?

        Not while a follow-up on this page that has not been asked yet stands in every rule that says so.
        """
        if self.disposition is not Disposition.EMERGENCY_NOW:
            return False
        urgent = [rule for rule in self.book.speaking(self.case) if rule.then is Disposition.EMERGENCY_NOW]
        read = [findings_in(self.knowledge.conditions[rule.id]) for rule in urgent]
        follow_ups = [
            finding.id
            for finding in (self.waiting(topic) if topic else ())
            if finding.asked_before_emergency and finding.id not in asked
        ]
        return not any(all(name in each for each in read) for name in follow_ups)
