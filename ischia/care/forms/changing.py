"""What a person presses on their plan: one change, read from the page that was sent."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from ischia.care.versions import By, Followed, restore, undo
from ischia.core import adapting
from ischia.core.problems import Problem

ITEM_CHANGES = {"swap": adapting.swap, "skip": adapting.skip, "too_hard": adapting.too_hard}
LONGEST_PAUSE = 365


class ChangeForm(forms.Form):
    """One of the buttons: an item's, or the plan's."""

    id = forms.UUIDField()
    swap = forms.CharField(required=False, max_length=64)
    skip = forms.CharField(required=False, max_length=64)
    too_hard = forms.CharField(required=False, max_length=64)
    too_easy = forms.CharField(required=False, max_length=64)
    flare = forms.BooleanField(required=False)
    pause = forms.BooleanField(required=False)
    days = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=LONGEST_PAUSE,
        error_messages={"invalid": _("For how many days? Leave it empty if you do not know yet.")},
    )
    resume = forms.BooleanField(required=False)
    undo = forms.BooleanField(required=False)
    restore = forms.IntegerField(required=False, min_value=0)

    @property
    def in_words(self) -> str:
        """What has to be put right."""
        return " ".join(each for said in self.errors.values() for each in said)

    def change(self, plan: Followed, today: date) -> By:
        """What to do with the plan.

        Raises:
            Problem: nothing was pressed, or a version that there is not.
        """
        said = self.cleaned_data
        for name, change in ITEM_CHANGES.items():
            if item := said.get(name):
                return lambda now, case, knowledge: change(now, item, case, knowledge)
        if easy := said.get("too_easy"):
            return lambda now, _case, knowledge: adapting.too_easy(now, easy, knowledge)
        if said.get("flare"):
            return adapting.flare
        return self._of_the_plan(plan, today)

    def _of_the_plan(self, plan: Followed, today: date) -> By:
        said = self.cleaned_data
        if said.get("pause"):
            last = today + timedelta(days=said["days"] - 1) if said.get("days") else None
            return lambda now, _case, knowledge: adapting.pause(now, today, last, knowledge)
        if said.get("resume"):
            return lambda now, _case, knowledge: adapting.resume(now, knowledge)
        if said.get("undo"):
            return undo(plan, today)
        if said.get("restore") is not None:
            return restore(plan, said["restore"])
        raise Problem("change", None, "one of the buttons of the plan")
