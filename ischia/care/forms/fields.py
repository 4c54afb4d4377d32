"""One question as a form field: what a browser sends, as an answer; an answer, as what a browser would have sent."""

from collections.abc import Iterable
from enum import Enum

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from ischia.care.guesses import band_of, number_for
from ischia.core.case import Answer, check_answer
from ischia.core.facts.findings import Finding
from ischia.core.knowledge import Knowledge
from ischia.core.problems import Problem

NOT_SURE, READY, BAND, EXACT, YES, NO = "not_sure", "ready-", "band-", "exact", "yes", "no"


class Blank(Enum):
    """Nothing was answered. Not the same as None, which is "not sure"."""

    BLANK = "blank"


BLANK = Blank.BLANK
Read = Answer | Blank


class Sent(forms.Widget):
    """Everything sent under one name, empty strings left out."""

    def value_from_datadict(self, data: MultiValueDict, files: object, name: str) -> list[str]:
        return [each.strip() for each in data.getlist(name) if each.strip()]


class Question(forms.Field):
    """One question. Each kind says how it is read; what was read is checked by the core, as behind every door."""

    widget = Sent
    kind = "radios"

    def __init__(self, finding: Finding, knowledge: Knowledge) -> None:
        super().__init__(required=False, label=finding.ask)
        self.finding, self.knowledge = finding, knowledge

    def clean(self, sent: list[str]) -> Read:
        """Read the answer.

        Raises:
            ValidationError: what was sent is no answer; says what is allowed.
        """
        answer = self.read(sent)
        if answer is BLANK:
            return BLANK
        try:
            return check_answer(self.finding, answer, self.knowledge)
        except Problem as problem:
            raise self.wrong(problem) from None

    def read(self, sent: list[str]) -> object:
        """One of the answers on offer."""
        if not sent:
            return BLANK
        if len(sent) > 1:
            raise ValidationError(_("Choose one answer, not several."))
        return self.token(sent[0])

    def token(self, word: str) -> object:
        """What one word that a browser sent stands for."""
        if word == NOT_SURE and self.offers_not_sure:
            return None
        if word.startswith(READY) and word.removeprefix(READY) in map(str, range(len(self.finding.ready))):
            return self.finding.ready[int(word.removeprefix(READY))].stands_for
        return self.plain(word)

    def plain(self, word: str) -> object:
        """What one word stands for in this kind of question."""
        return {YES: True, NO: False}.get(word, word) if self.finding.type == "bool" else word

    def wrong(self, problem: Problem) -> ValidationError:
        """Say what is allowed in words for a person."""
        return ValidationError(_("Choose one of the answers shown."))

    def write(self, answer: object, kept: Iterable[str] = (), side: object = None) -> list[str]:
        """Give what a browser would have sent for this answer."""
        if answer is None:
            return [NOT_SURE] if self.offers_not_sure else self.ready_for(None)
        return self.written(answer)

    def written(self, answer: object) -> list[str]:
        if isinstance(answer, bool):
            return [YES if answer else NO]
        return [str(answer)]

    def ready_for(self, answer: object) -> list[str]:
        """The ready answer that stands for this, if there is one."""
        numbers = [place for place, each in enumerate(self.finding.ready) if each.stands_for == answer]
        return [f"{READY}{numbers[0]}"] if numbers else []

    @property
    def offers_not_sure(self) -> bool:
        """Is "not sure" one of the answers? Not where a guess is wanted, nor where it is among the words already."""
        finding = self.finding
        if NOT_SURE in finding.values or any(each.stands_for is None for each in finding.ready):
            return False
        return finding.not_sure is not None or (finding.gate and finding.not_sure_passes)

    @property
    def in_words(self) -> list[tuple[str, str]]:
        """Each answer on offer, as sent and as shown; without "not sure"."""
        ready = [(f"{READY}{place}", each.say) for place, each in enumerate(self.finding.ready)]
        return [*self.own_words(), *ready]

    def own_words(self) -> list[tuple[str, str]]:
        if self.finding.type == "bool":
            return [(YES, _("Yes")), (NO, _("No"))]
        return [(word, self.knowledge.word_for(self.finding, word)) for word in self.knowledge.allowed(self.finding)]


class Tick(Question):
    """A yes/no question in a list to tick. Not ticked is no answer here: the page's buttons say what it means."""

    kind = "tick"

    def read(self, sent: list[str]) -> object:
        # With both ticked the stricter holds: asking which one was meant would keep an emergency waiting.
        return super().read([YES] if YES in sent and {YES, NOT_SURE}.issuperset(sent) else sent)

    def write(self, answer: object, kept: Iterable[str] = (), side: object = None) -> list[str]:
        return [] if answer is False else super().write(answer)


class Reach(Question):
    """How far down the leg: the body map, one place."""

    kind = "reach"


class Scale(Question):
    """A short row of numbers."""

    kind = "scale"

    def plain(self, word: str) -> object:
        return int(word) if word.isdecimal() and word.isascii() and len(word) < 4 else word

    def own_words(self) -> list[tuple[str, str]]:
        assert self.finding.min is not None
        assert self.finding.max is not None
        return [(str(number), str(number)) for number in range(self.finding.min, self.finding.max + 1)]


class Number(Question):
    """A number to write; beside it, where there are any, stretches to guess and answers in words."""

    kind = "number"
    stored: object = None  # what was kept before: a number that was only left standing does not contradict a guess

    def read(self, sent: list[str]) -> object:
        guesses = [word for word in sent if word in self.words_to_choose]
        written = [word for word in sent if word not in self.words_to_choose and word != EXACT]
        number = self._number(written) if written else BLANK
        if not guesses:
            return number
        guess = self.token(guesses[0])
        if number is BLANK or number == self.stored or len(guesses) > 1:
            return guess
        if guesses[0].startswith(BAND) and self._lies_in(number, guesses[0]):
            return number
        raise ValidationError(_("You wrote a number and chose something else. Keep one of the two."))

    def _number(self, written: list[str]) -> int:
        word = written[0]
        number = self._without_unit(word)
        if len(written) == 1 and number.isdecimal() and len(number) < 9:
            return int(number)
        raise self.wrong(Problem(self.finding.id, word, ""))

    def _without_unit(self, word: str) -> str:
        """The word without the unit that stands beside the box. Another unit stays: 3 weeks are not 3 days."""
        bare, unit = word.lower().removesuffix("."), (self.finding.unit or "").lower()
        for ending in filter(None, (unit, unit.removesuffix("s"))):
            bare = bare.removesuffix(ending)
        return bare.strip()

    def _lies_in(self, number: object, word: str) -> bool:
        assert isinstance(number, int)
        band = band_of(self.finding, number)
        return band is not None and word == f"{BAND}{self.finding.bands.index(band)}"

    def token(self, word: str) -> object:
        if word.startswith(BAND) and word.removeprefix(BAND) in map(str, range(len(self.finding.bands))):
            return number_for(self.finding, self.finding.bands[int(word.removeprefix(BAND))])
        return super().token(word)

    @property
    def words_to_choose(self) -> list[str]:
        return [word for word, _say in self.in_words] + ([NOT_SURE] if self.offers_not_sure else [])

    def own_words(self) -> list[tuple[str, str]]:
        return [(f"{BAND}{place}", band.say) for place, band in enumerate(self.finding.bands)]

    def wrong(self, problem: Problem) -> ValidationError:
        low, high = self.finding.min, self.finding.max
        return ValidationError(
            _("Use a whole number from %(low)s to %(high)s. You wrote %(got)s."),
            params={"low": low, "high": high, "got": str(problem.got)[:20]},
        )
