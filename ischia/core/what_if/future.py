"""What a case would be screened as once something has happened; each future is worked out once."""

from dataclasses import replace

from ischia.core.case import Case
from ischia.core.knowledge import Knowledge
from ischia.core.rules import rule_book
from ischia.core.screening import Reason, Screening, reasons_for, screen
from ischia.core.value import Disposition
from ischia.core.what_if.happenings import Happenings, case_after

NOTHING = Happenings()


class Future:
    """The futures of one case, each screened by the rules that screened the case itself."""

    def __init__(self, case: Case, screening: Screening, knowledge: Knowledge) -> None:
        self.now, self.book = screening, rule_book(knowledge)
        self._cases = {NOTHING: case}
        self._reasons = {NOTHING: screening.fired}
        self._screenings = {NOTHING: screening}

    def case(self, after: Happenings = NOTHING) -> Case:
        """The answers as they would be."""
        if after not in self._cases:
            self._cases[after] = case_after(self._cases[NOTHING], after, self.book)
        return self._cases[after]

    def reasons(self, after: Happenings = NOTHING) -> tuple[Reason, ...]:
        """The reasons that there would be: quicker than the whole screening."""
        if after not in self._reasons:
            self._reasons[after] = reasons_for(self.case(after), self.book)
        return self._reasons[after]

    def screening(self, after: Happenings = NOTHING) -> Screening:
        """The screening as it would be."""
        if after not in self._screenings:
            self._screenings[after] = screen(self.case(after), self.book.knowledge)
        return self._screenings[after]

    def silenced_by_days(self, after: Happenings) -> list[Reason]:
        """The reasons that only the days take away."""
        if not after.days:
            return []
        still = {reason.rule for reason in self.reasons(after)}
        return [reason for reason in self.reasons(replace(after, days=0)) if reason.rule not in still]

    def waits_out_a_doctor(self, after: Happenings) -> bool:
        """Would the days alone silence a rule that asks for a doctor without a word that time is enough?"""
        return any(
            reason.disposition >= Disposition.DOCTOR_BEFORE_MASSAGE
            and not self.book.knowledge.rules[reason.rule].ends_with_time
            for reason in self.silenced_by_days(after)
        )
