"""The given cases, and what a knowledge gets wrong of them.

`screening.yaml` is written by hand for each rule, `boundaries.yaml` by hand for what only one step more or less shows,
`random.jsonl` is drawn. Where cases are written by hand, the rule that speaks for everyone is left out.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from ischia.core.knowledge import Knowledge
from ischia.core.limits import Limits
from ischia.core.screening import Reason, limits_of

CASES = Path(__file__).parents[1] / "cases"
FOR_EVERYONE = "always_bony"


@dataclass(frozen=True)
class Given:
    """One person's answers, and what they must come to."""

    id: str
    findings: Mapping[str, Any]
    disposition: str
    rules: frozenset[str]
    limits: Mapping[str, Any]
    by_hand: bool

    @property
    def about(self) -> Collection[str]:
        """What it is about."""
        return self.rules

    def wrong(self, reasons: tuple[Reason, ...], knowledge: Knowledge) -> str | None:
        """The first thing in which these reasons are not what they must be; None when all is as it should be."""
        rules = {reason.rule for reason in reasons}
        if rules != self.rules:
            return f"{self.id}: {', '.join(sorted(rules ^ self.rules))} should speak, or should not"
        if (worst := max(reason.disposition for reason in reasons).id) != self.disposition:
            return f"{self.id}: {worst} instead of {self.disposition}"
        heard = tuple(reason for reason in reasons if not self.by_hand or reason.rule != FOR_EVERYONE)
        limits = (limits_of(heard, knowledge) if heard else Limits()).model_dump(mode="json")
        keys = sorted(key for key in {*limits, *self.limits} if limits.get(key) != self.limits.get(key))
        return f"{self.id}: {', '.join(keys)} should be otherwise" if keys else None


def written_by_hand(file: str) -> tuple[Given, ...]:
    """The cases of one file that is written by hand."""
    cases = YAML(typ="safe", pure=True).load(CASES / file)
    return tuple(
        Given(case["id"], case["findings"], case["disposition"], frozenset({*case["rules"], FOR_EVERYONE}),
              case["constraints"], by_hand=True)
        for case in cases
    )  # fmt: skip


def drawn() -> tuple[Given, ...]:
    """The cases that are drawn; their limits are those of every rule together."""
    cases = map(json.loads, (CASES / "random.jsonl").read_text(encoding="utf-8").splitlines())
    return tuple(
        Given(case["id"], case["findings"], case["expect"]["disposition"],
              frozenset({*case["expect"]["rules"], FOR_EVERYONE}), case["expect"]["limits"], by_hand=False)
        for case in cases
    )  # fmt: skip
