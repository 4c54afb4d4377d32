"""The plan gate: whether a plan is made at all, whether massage may be in it, and whether it says why not."""

from functools import cached_property

from ischia.core.limits import ALL
from ischia.core.planning.build import TOO_YOUNG, WALK
from ischia.core.value import Disposition
from ischia.proof.decisions import Decisions
from ischia.proof.formulas import Formula, either, every, no, some
from ischia.proof.openness import Openness
from ischia.proof.planning.exercises import Exercises
from ischia.proof.planning.massage import Massage
from ischia.proof.planning.wishes import AnyPerson


class AnyPlan:
    """What `build_plan` makes of any screening."""

    def __init__(self, decisions: Decisions, openness: Openness) -> None:
        self.decisions, self.openness = decisions, openness
        self.person = AnyPerson(decisions)
        self.massage, self.exercises = Massage(self.person), Exercises(self.person)

    @cached_property
    def too_young(self) -> Formula:
        """Under the age from which a plan may be made."""
        age = self.person.case["age"]
        return every((age.counts, no(age.at_least(TOO_YOUNG))))

    @cached_property
    def is_made(self) -> Formula:
        """There is a plan, be it one without massage."""
        today = Disposition.SAME_DAY_MEDICAL
        stops = (self.decisions.at_least(today), self.openness.could_become(today), self.too_young)
        return every((self.decisions.complete, no(some(stops))))

    @cached_property
    def may_hold_massage(self) -> Formula:
        """There is a plan, and its disposition allows massage."""
        return every((self.is_made, no(self.decisions.at_least(Disposition.DOCTOR_BEFORE_MASSAGE))))

    @cached_property
    def is_held_back(self) -> Formula:
        """Every technique is forbidden."""
        return self.person.forbids("technique", ALL)

    @cached_property
    def has_company(self) -> Formula:
        """Walking and a second exercise stand beside massage, which is never offered alone."""
        return every((self.exercises.offers(WALK), self.exercises.at_least_two()))

    @cached_property
    def _open_to_massage(self) -> Formula:
        return every((self.may_hold_massage, no(self.is_held_back), self.has_company))

    @cached_property
    def in_clinic(self) -> Formula:
        """The plan holds massage with a therapist."""
        return every((self._open_to_massage, self.massage.in_clinic()))

    @cached_property
    def at_home(self) -> Formula:
        """The plan holds a massage session at home."""
        return every((self._open_to_massage, self.massage.at_home()))

    @cached_property
    def names_the_wait(self) -> Formula:
        """It says what massage waits for, and from when it may be."""
        starts = {name for name, word in self.decisions.knowledge.words.items() if word.starts}
        waits = (each for each in self.decisions.statements if each.kind == "wait_until" and each.of in starts)
        return some(map(self.decisions.holds, waits))

    @cached_property
    def says_what_is_missing(self) -> Formula:
        """Nothing holds massage back, and it says why there is none, or none where it is wanted."""
        clinic, home = self.massage.in_clinic(), self.massage.at_home()
        alone = every((some((clinic, home)), no(self.has_company)))
        missed = no(either(self.person.wants("clinic"), clinic, home))
        return every((no(self.is_held_back), some((alone, missed))))
