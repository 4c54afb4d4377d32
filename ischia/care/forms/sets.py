"""Questions whose answer is a set: things to tick, things in order, places on the body."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ischia.care.forms.fields import BLANK, NOT_SURE, READY, Question
from ischia.care.places import regions_of, spots, touched_for
from ischia.core.problems import Problem
from ischia.core.rules import rule_book


class Several(Question):
    """A set: tick all that fit, or say none in so many words."""

    kind = "several"

    def read(self, sent: list[str]) -> object:
        if not sent:
            return BLANK
        chosen = list(dict.fromkeys(sent))
        alone = [word for word in chosen if self.stands_alone(word)]
        if not alone:
            return self.members(chosen)
        if len(chosen) > 1:
            told = _("You chose “%(none)s” and something else. Keep one of the two.")
            raise ValidationError(told, params={"none": self.say(alone[0])})
        return self.token(alone[0])

    def stands_alone(self, word: str) -> bool:
        return word.startswith(READY) or (word == NOT_SURE and self.offers_not_sure)

    def members(self, chosen: list[str]) -> object:
        order = self.knowledge.allowed(self.finding)
        return sorted(chosen, key=lambda word: order.index(word) if word in order else 0)

    def say(self, word: str) -> str:
        return dict(self.in_words).get(word) or _("Not sure")

    def written(self, answer: object) -> list[str]:
        return [str(each) for each in answer] if answer else self.ready_for(())  # type: ignore[attr-defined]

    def wrong(self, problem: Problem) -> ValidationError:
        return ValidationError(_("Choose from the answers shown."))


class Ranked(Several):
    """A set whose order counts: first, second, third."""

    kind = "ranked"

    def read(self, sent: list[str]) -> object:
        if len(set(sent)) < len(sent):
            raise ValidationError(_("You chose the same twice. Choose each one once."))
        return list(sent) if sent else BLANK


class Places(Several):
    """A set of places, touched on the body map or chosen in its list."""

    kind = "places"

    def members(self, chosen: list[str]) -> object:
        known = {spot for each in spots().values() for spot in each}
        if not known.issuperset(chosen):
            raise self.wrong(Problem(self.finding.id, chosen, ""))
        return list(regions_of(chosen))

    def token(self, word: str) -> object:
        if word == NOT_SURE and self.finding.whole_area:
            return None if self.is_anywhere else list(rule_book(self.knowledge).area(self.finding))
        return super().token(word)

    @property
    def is_anywhere(self) -> bool:
        """Can an unknown place be anywhere on the body? Then it cannot be stored as an area."""
        return len(rule_book(self.knowledge).area(self.finding)) == len(self.knowledge.regions)

    def write(self, answer: object, kept: Iterable[str] = (), side: object = None) -> list[str]:
        if answer is None:
            return [NOT_SURE]
        return touched_for(answer, list(kept), side) if answer else self.ready_for(())  # type: ignore[arg-type]

    def say(self, word: str) -> str:
        return _("Not sure where") if word == NOT_SURE else super().say(word)

    def own_words(self) -> list[tuple[str, str]]:
        return []

    @property
    def offers_not_sure(self) -> bool:
        return bool(self.finding.whole_area)
