"""The three questions before a session, as a form. Nobody starts on a silence: each has its own "None of these"."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ischia.core.facts.playing import Tick
from ischia.core.knowledge import Knowledge
from ischia.core.limits import Limits
from ischia.core.session import Told

NONE, NOT_SURE = "none", "not_sure"


class BeforeForm(forms.Form):
    """Signs, today, pain. A warning sign is heard at once, whatever else is still blank."""

    def __init__(self, knowledge: Knowledge, limits: Limits, *args: Any) -> None:
        super().__init__(*args)
        recheck = knowledge.home.recheck
        self.recheck = recheck
        self.ticks = [tick for tick in recheck.today.ticks if _is_for(tick, limits)]
        signs = [(name, knowledge.findings[name].ask) for name in recheck.signs.findings]
        lines = [(tick.id, tick.say) for tick in self.ticks]
        self.fields["signs"] = forms.MultipleChoiceField(choices=[*signs, (NONE, recheck.signs.none)], required=False)
        self.fields["today"] = forms.MultipleChoiceField(choices=[*lines, (NONE, recheck.today.none)], required=False)
        scores = [(str(score), str(score)) for score in range(11)]
        self.fields["pain"] = forms.ChoiceField(choices=[*scores, (NOT_SURE, _("Not sure"))], required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing, unless a warning sign was ticked: then nothing else is waited for."""
        said = super().clean() or {}
        if self._ticked("signs"):
            return said
        missing = _("Tick what fits, or “None of these”.")
        for name, message in (("signs", missing), ("today", missing), ("pain", _("Choose a number."))):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, message)
        return said

    def _ticked(self, name: str) -> tuple[str, ...]:
        """What was ticked. A tick wins over "None of these"."""
        return tuple(each for each in self.cleaned_data.get(name) or () if each != NONE)

    def told(self, known_pain: int | None) -> Told:
        """What was told. With a warning sign nobody waits for the pain: then the last one known stands."""
        pain = self.cleaned_data.get("pain")
        score = known_pain if not pain else None if pain == NOT_SURE else int(pain)
        return Told(signs=self._ticked("signs"), ticks=self._ticked("today"), pain=score)


def _is_for(tick: Tick, limits: Limits) -> bool:
    return not tick.only_where or bool(getattr(limits, tick.only_where))
