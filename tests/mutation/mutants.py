"""The mutants of the knowledge: each is the knowledge with one slip of the pen in it.

They are made of the plain documents, so that a slip is what a slip in a YAML file would be. Every mutant has an id that
stays the same while its record keeps its shape, such as `rule.cx_anticoagulant.limits.max_pressure+1`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ischia.core.knowledge import RULE_FILES, Knowledge
from ischia.core.limits import HOLDING_WAITS
from ischia.core.loading import FOLDER, Documents
from ischia.core.reader import Reader
from ischia.core.value import Disposition
from tests.mutation.slips import GONE, Slip, Way, lost_word, named, one_off, slips_in

DISPOSITIONS = [each.id for each in sorted(Disposition)]
GATE_FLAGS = ("gate", "not_sure_passes", "must_hold_one")
TRUE_UNLESS_SAID = {"not_sure_passes"}
PRESSURES = {"least": 1, "most": 5}


@dataclass(frozen=True)
class Mutant:
    """One slip: what kind of slip it is, in which record of which file, and what stands there now."""

    id: str
    kind: str
    says: str
    file: str
    way: Way
    now: Any

    def of(self, documents: Documents) -> Documents:
        """The documents with this slip in them. What is not touched is shared, not copied."""
        return _put(documents, (self.file, *self.way), self.now)

    def knowledge(self, real: Knowledge) -> Knowledge:
        """The knowledge with this slip in it."""
        return Knowledge(Reader(FOLDER, self.of(real.documents)), f"mutant:{self.id}")


def _put(node: Any, way: Way, now: Any) -> Any:
    step, *rest = way
    copy = dict(node) if isinstance(node, Mapping) else list(node)
    if rest:
        copy[step] = _put(node[step] if step in copy or isinstance(copy, list) else {}, tuple(rest), now)
    elif now is GONE:
        del copy[step]
    else:
        copy[step] = now
    return copy


def mutants_of(documents: Documents) -> list[Mutant]:
    """Every mutant, in the order in which the records are written down."""
    made = [*_rules(documents), *_derived(documents), *_findings(documents)]
    assert len({each.id for each in made}) == len(made)
    return made


def _mutant(file: str, record: Way, owner: str, kind: str, slip: Slip) -> Mutant:
    says = f"{owner.partition('.')[2]}: {slip.says}"
    return Mutant(f"{owner}.{slip.id}", kind, says, file, (*record, *slip.way), slip.now)


def _rules(documents: Documents) -> Iterator[Mutant]:
    for file in RULE_FILES:
        for place, rule in enumerate(documents[file]["rules"]):
            at, owner = ("rules", place), f"rule.{rule['id']}"
            yield Mutant(f"{owner}.deleted", "rule deleted", f"{rule['id']}: the rule is gone", file, at, GONE)
            for slip in slips_in(rule["when"], ("when",)):
                yield _mutant(file, at, owner, _kind(slip), slip)
            for kind, slip in (*_limits(rule.get("limits", {})), *_decided(rule)):
                yield _mutant(file, at, owner, kind, slip)


def _kind(slip: Slip) -> str:
    if slip.id.endswith(("+1", "-1")):
        return "threshold moved by one"
    return "all and any swapped" if slip.id.endswith(("as_all", "as_any")) else "part, word or not lost"


def _limits(limits: Mapping[str, Any]) -> Iterator[tuple[str, Slip]]:
    for key, value in limits.items():
        way = ("limits", key)
        if isinstance(value, list):
            yield from (("limit dropped", lost_word(way, value, place)) for place in range(len(value)))
            continue
        caps = [((*way, word), cap) for word, cap in value.items()] if isinstance(value, dict) else [(way, value)]
        for here, cap in caps:
            yield "limit dropped", Slip(named(here, "dropped"), f"{named(here)} is lost", here, GONE)
            if not isinstance(cap, bool):
                bounds = {"least": 1} if key == "max_minutes" else PRESSURES
                yield from (("limit moved by one", slip) for slip in one_off(here, cap, **bounds))


def _decided(rule: Mapping[str, Any]) -> Iterator[tuple[str, Slip]]:
    for key in ("then", "after_clearance"):
        if key in rule:
            yield from (("decision one step off", slip) for slip in _one_step_off(key, rule[key]))
    if "after_clearance" in rule:
        says = "a doctor's letter no longer clears it"
        yield "clearance lost or given", Slip("after_clearance.dropped", says, ("after_clearance",), GONE)
        if HOLDING_WAITS.intersection(rule["limits"].get("wait_until", ())):
            yield "clearance lost or given", _turned("local_once_cleared", rule)
    elif (milder := DISPOSITIONS.index(rule["then"]) - 1) >= 0:
        says = f"a doctor's letter makes it {DISPOSITIONS[milder]}"
        given = Slip("after_clearance.given", says, ("after_clearance",), DISPOSITIONS[milder])
        yield "clearance lost or given", given


def _one_step_off(key: str, word: str) -> Iterator[Slip]:
    place = DISPOSITIONS.index(word)
    for now, step in ((place - 1, "lowered"), (place + 1, "raised")):
        if 0 <= now < len(DISPOSITIONS):
            other = DISPOSITIONS[now]
            yield Slip(f"{key}.{step}", f"{key} is {other} instead of {word}", (key,), other)


def _turned(flag: str, record: Mapping[str, Any]) -> Slip:
    now = not record.get(flag, flag in TRUE_UNLESS_SAID)
    return Slip(f"{flag}.turned", f"{flag} is {str(now).lower()}", (flag,), now)


def _derived(documents: Documents) -> Iterator[Mutant]:
    file = "findings.yaml"
    for place, each in enumerate(documents[file]["derived"]):
        parts = [(("when",), each["when"])] if "when" in each else []
        parts += [(("values", word), when) for word, when in each.get("values", {}).items()]
        for part, condition in parts:
            for slip in slips_in(condition, part):
                yield _mutant(file, ("derived", place), f"derived.{each['id']}", "computed finding", slip)


def _findings(documents: Documents) -> Iterator[Mutant]:
    file = "findings.yaml"
    for place, finding in enumerate(documents[file]["findings"]):
        for kind, slip in (*_asked(finding), *_gate(finding), *_not_sure(finding), *_area(finding)):
            yield _mutant(file, ("findings", place), f"finding.{finding['id']}", kind, slip)


def _asked(finding: Mapping[str, Any]) -> Iterator[tuple[str, Slip]]:
    if "asked_when" in finding:
        way = ("asked_when",)
        yield "follow-up", Slip(named(way, "dropped"), "it is asked of everybody", way, GONE)
        yield from (("follow-up", slip) for slip in slips_in(finding["asked_when"], way))


def _gate(finding: Mapping[str, Any]) -> Iterator[tuple[str, Slip]]:
    for flag in GATE_FLAGS if finding.get("gate") else ("gate",):
        yield "gate flag turned", _turned(flag, finding)


def _not_sure(finding: Mapping[str, Any]) -> Iterator[tuple[str, Slip]]:
    """Everything else that "not sure" could count as; for a number, one more and one less."""
    now, way = finding.get("not_sure"), ("not_sure",)
    if finding["type"] == "integer":
        moved = [] if now is None else one_off(way, now, finding["min"], finding["max"])
        yield from (("not sure counts otherwise", slip) for slip in moved)
    words = {"bool": (False, True), "integer": ()}.get(finding["type"], finding.get("values", ()))
    for other in (None, *words):
        if other != now:
            says = f"not sure counts as {other} instead of {now}"
            yield "not sure counts otherwise", Slip(named(way, f"as_{other}"), says, way, other)


def _area(finding: Mapping[str, Any]) -> Iterator[tuple[str, Slip]]:
    area = finding.get("whole_area", [])
    yield from (("whole area smaller", lost_word(("whole_area",), area, place)) for place in range(len(area)))
