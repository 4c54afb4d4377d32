"""The form of one page, built from findings and topics: its answers are checked by the core, as behind every door."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ischia.care.changing import Said, change
from ischia.care.flow import Standing
from ischia.care.forms.fields import BLANK, Number, Question, Tick
from ischia.care.forms.kinds import question_for
from ischia.care.forms.sets import Places
from ischia.care.places import SIDED, side_of
from ischia.core.facts.findings import Finding, Topic


class PageForm(forms.Form):
    """The questions of one page, or, with `more`, only those it still needs."""

    def __init__(
        self, topic: Topic, standing: Standing, shown: Sequence[Finding], data: Any = None, more: bool = False
    ) -> None:
        super().__init__(data)
        self.topic, self.standing, self.more = topic, standing, more
        self.fields: dict[str, Question] = {
            finding.id: question_for(finding, standing.knowledge, not more and finding.id in topic.tick)
            for finding in shown
        }
        for name, question in self.fields.items():
            if isinstance(question, Number):
                question.stored = standing.answers.get(name)

    @property
    def ticks(self) -> list[Question]:
        """The questions that stand in a list to tick."""
        return [question for question in self.fields.values() if isinstance(question, Tick)]

    @property
    def going_back(self) -> bool:
        """Was Back pressed?"""
        return self.data.get("go") == "back"

    @property
    def for_later(self) -> bool:
        """Was "Save and finish later" pressed?"""
        return self.data.get("go") == "later"

    @property
    def leaving(self) -> bool:
        """Is the page left without going on: keep what is there, ask for nothing?"""
        return self.going_back or self.for_later

    @property
    def said_none(self) -> bool:
        """Was "None of these" said, now or before this page came back, and nothing ticked?"""
        if any(self.sent(each.finding.id) for each in self.ticks):
            return False
        return "none" in self.data or "none_said" in self.data or (not self.is_bound and self._kept_as_none)

    @property
    def _kept_as_none(self) -> bool:
        return bool(self.ticks) and all(self.standing.answers.get(each.finding.id, "") is False for each in self.ticks)

    def sent(self, name: str) -> list[str]:
        """What a browser sent for a question; before it has, what it would send for the answer that is kept."""
        if self.is_bound:
            return self.fields[name].widget.value_from_datadict(self.data, self.files, name)
        answers = self.standing.answers
        if name not in answers:
            return []
        side = answers.get(next((side for side, place in SIDED.items() if place == name), ""))
        return self.fields[name].write(answers[name], self.standing.sides.get(name, ()), side)

    def clean(self) -> Mapping[str, Any]:
        """Say what the buttons mean for what was not ticked, and ask for what is missing."""
        if self.ticks and not self.leaving:
            self._clean_ticks()
        if not self.leaving and "none" not in self.data:
            self._ask_for_what_is_missing()
        return self.cleaned_data

    def _clean_ticks(self) -> None:
        names = [question.finding.id for question in self.ticks]
        blank = [name for name in names if not self.sent(name)]
        # A tick wins over "None of these": a warning sign is never taken back, nor held up, by the wrong button.
        if len(blank) < len(names) or self.said_none:
            self.cleaned_data.update(dict.fromkeys(blank, False))
        else:
            self.add_error(names[0], _("Tick what fits, or press “None of these”."))

    def _ask_for_what_is_missing(self) -> None:
        for question in self.fields.values():
            name = question.finding.id
            blank = self.cleaned_data.get(name) is BLANK and not isinstance(question, Tick)
            if blank and question.finding.gate and self.after.is_asked(question.finding):
                self.add_error(name, missing(question))

    @cached_property
    def after(self) -> Standing:
        """Where the person would stand with what was said; it holds even where other answers have to be put right."""
        here, said = self.standing, self.said
        answers = change(here.answers, said, here.knowledge).answers
        return Standing(here.knowledge, answers, {**here.sides, **said.sides}, here.later, here.unsure)

    @cached_property
    def said(self) -> Said:
        """Everything that was said in so many words, whatever else has to be put right."""
        read = dict(self.cleaned_data)
        given = {name: _plain(answer) for name, answer in read.items() if answer is not BLANK}
        unsure = [name for name, answer in given.items() if answer is None and self._is_first_not_sure(name)]
        sides = {name: self._touched(name) for name in given if isinstance(self.fields[name], Places)}
        for side, place in SIDED.items():
            given.update(_side(side, sides[place], given) if place in sides else {})
        blank = [] if self.leaving else [name for name, answer in read.items() if answer is BLANK]
        answers = {name: answer for name, answer in given.items() if name not in unsure}
        return Said(answers, [name for name in blank if name not in answers], sides, unsure)

    def _is_first_not_sure(self, name: str) -> bool:
        """Is this "not sure" one that is asked once more? A form sent twice does not make it the second."""
        asked_again = name in self.data.get("again", "").split()
        stood = self.standing.answers.get(name, BLANK) is None
        return bool(self.fields[name].finding.confirm_not_sure) and not asked_again and not stood

    def _touched(self, name: str) -> list[str]:
        return [spot for spot in self.sent(name) if ":" in spot]


def missing(question: Question) -> str:
    """Ask for an answer, in words that fit the question."""
    return {
        "places": _("Choose a place on the figure or in the list, or one of the answers below it."),
        "several": _("Tick what fits, or say that nothing does."),
        "number": _("Write a number, or choose an answer."),
        "scale": _("Choose a number."),
    }.get(question.kind, _("Choose an answer."))


def _plain(answer: Any) -> Any:
    return list(answer) if isinstance(answer, tuple) else answer


def _side(name: str, touched: Sequence[str], given: Mapping[str, Any]) -> dict[str, str]:
    """The side that the touched places tell; in the middle it is told only if nothing else was said."""
    side = side_of(touched)
    return {name: side} if side and (side != "middle" or name not in given) else {}
