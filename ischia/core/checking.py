"""Is the knowledge whole? Every id known, every fact cited, every question used, every rule able to speak."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ischia.core.asking import READ_BY_PLANNING, plan_conditions
from ischia.core.conditions import All, Condition, OneOf, Yes, atoms, findings_in
from ischia.core.conditions import Any as AnyOf
from ischia.core.directory.knowing import unknown_in_directory
from ischia.core.facts.changes import Change, Counting, Event, Passing
from ischia.core.facts.findings import Finding
from ischia.core.facts.rules import Rule
from ischia.core.history.told import untold
from ischia.core.knowledge import RULE_FILES, Knowledge
from ischia.core.limits import ALL, LISTS, Limits
from ischia.core.loading import line_of
from ischia.core.problems import did_you_mean
from ischia.core.rules import rule_book

CITED_BY_HEIRS = {"findings.yaml", "topics.yaml", "limits.yaml", "sources.yaml", "edition.yaml", "techniques.yaml"}
NEEDS_NO_SOURCE = {"positions", "evidence_grades"}


@dataclass(frozen=True)
class Fault:
    """What is wrong, in which file, at which record."""

    file: str
    path: tuple[str | int, ...]
    says: str

    def line(self, folder: Path) -> str:
        """The fault as one line with file and line number."""
        return f"{self.file}:{line_of(folder, self.file, self.path)}: {self.says}"


def faults(knowledge: Knowledge) -> list[Fault]:
    """Everything that is wrong with a knowledge whose records are each well formed; empty when it is whole."""
    found: list[Fault] = []
    checks = (
        _sources_known,
        _facts_cited,
        _conditions_known,
        _limits_known,
        _numbers_once,
        _changes_known,
        _rules_can_speak,
    )
    for check in checks:
        found += check(knowledge)
    for check in (_topics_known, _questions_used, _measures_in_words, _editions_told, _directory_known):
        found += check(knowledge)
    return found


def _records(
    document: Any, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    """Every mapping in a document with the way to it."""
    if isinstance(document, Mapping):
        yield path, document
        for key, value in document.items():
            yield from _records(value, (*path, key))
    elif isinstance(document, list):
        for place, value in enumerate(document):
            yield from _records(value, (*path, place))


def _sources_known(knowledge: Knowledge) -> Iterator[Fault]:
    """A source that is named must stand in sources.yaml."""
    for file, document in knowledge.documents.items():
        for path, record in _records(document):
            named = record.get("sources", [])
            for key in named if isinstance(named, list) and file != "sources.yaml" else []:
                if isinstance(key, str) and key not in knowledge.sources:
                    hint = did_you_mean(key, list(knowledge.sources))
                    yield Fault(file, (*path, "sources"), f"sources: {key!r} is no source in sources.yaml{hint}")


def _facts_cited(knowledge: Knowledge) -> Iterator[Fault]:
    """A record that says something to a person must say where it comes from."""
    for file, document in knowledge.documents.items():
        for path, record in _records(document):
            speaks = "say" in record and "id" in record and not record.get("sources")
            inherits = file in CITED_BY_HEIRS or NEEDS_NO_SOURCE.intersection(map(str, path))
            if speaks and not inherits and not _cited_above(document, path):
                yield Fault(file, path, f"{record['id']}: a fact without a source")


def _cited_above(document: Any, path: tuple[str | int, ...]) -> bool:
    """Does a record further out give the sources for all that stands in it?"""
    node = document
    for step in path:
        if isinstance(node, Mapping) and (node.get("sources") or node.get(f"{step}_sources")):
            return True
        node = node[step]
    return False


def _conditions_known(knowledge: Knowledge) -> Iterator[Fault]:
    """A condition may only read findings that exist, and only words that they allow."""
    for file, path, condition in _conditions(knowledge):
        for says in unknown_in(condition, knowledge):
            yield Fault(file, path, says)


def _conditions(knowledge: Knowledge) -> Iterator[tuple[str, tuple[str | int, ...], Condition]]:
    for rule in knowledge.rules.values():
        file, path = _place_of(rule, knowledge)
        yield file, (*path, "when"), rule.when
    for place, finding in enumerate(knowledge.findings.values()):
        yield from _conditions_of(finding, ("findings", place))
    for place, each in enumerate(knowledge.techniques.values()):
        yield "techniques.yaml", ("techniques", place, "only_if"), each.only_if
    for place, script in enumerate(knowledge.home.scripts):
        yield "home-sessions.yaml", ("scripts", place, "only_if"), script.only_if
    for place, exercise in enumerate(knowledge.exercises.exercises):
        yield "exercises.yaml", ("exercises", place, "not_if"), exercise.not_if
    for place, cause in enumerate(knowledge.dosing.causes):
        yield "dosing.yaml", ("causes", place, "when"), cause.when


def _conditions_of(
    finding: Finding, path: tuple[str | int, ...]
) -> Iterator[tuple[str, tuple[str | int, ...], Condition]]:
    if finding.asked_when:
        yield "findings.yaml", (*path, "asked_when"), finding.asked_when
    for place, change in enumerate(finding.changes):
        if not isinstance(change, Event):
            yield "findings.yaml", (*path, "changes", place, "only_if"), change.only_if


def unknown_in(condition: Condition, knowledge: Knowledge) -> Iterator[str]:
    """What a condition reads that does not exist, in words."""
    known = {**knowledge.findings, **knowledge.derived}
    for atom in atoms(condition):
        if atom.finding not in known:
            yield f"{atom.finding!r} is no finding{did_you_mean(atom.finding, list(known))}"
        elif isinstance(atom, OneOf) or hasattr(atom, "members"):
            words = atom.choices if isinstance(atom, OneOf) else atom.members
            allowed = _allowed(atom.finding, knowledge)
            for word in sorted(words - set(allowed)):
                yield f"{atom.finding}: {word!r} is not one of its words{did_you_mean(word, list(allowed))}"
        elif isinstance(atom, Yes) and not _is_yes_no(atom.finding, knowledge):
            yield f"{atom.finding}: not a yes/no finding, so it needs a test like in, includes or at_least"


def _allowed(name: str, knowledge: Knowledge) -> tuple[str, ...]:
    if name in knowledge.derived:
        return tuple(knowledge.derived[name].values)
    return knowledge.allowed(knowledge.findings[name])


def _is_yes_no(name: str, knowledge: Knowledge) -> bool:
    if name in knowledge.derived:
        return knowledge.derived[name].when is not None
    return knowledge.findings[name].type == "bool"


def _place_of(rule: Rule, knowledge: Knowledge) -> tuple[str, tuple[str | int, ...]]:
    """The file of a rule, and the way to it."""
    for file in RULE_FILES:
        for place, record in enumerate(knowledge.documents[file]["rules"]):
            if record["id"] == rule.id:
                return file, ("rules", place)
    raise AssertionError(rule.id)


def _limits_known(knowledge: Knowledge) -> Iterator[Fault]:
    """Limits may only use keys, techniques, regions, positions, exercises and words that exist."""
    for rule in knowledge.rules.values():
        file, path = _place_of(rule, knowledge)
        for key, says in unknown_in_limits(rule.limits, knowledge):
            yield Fault(file, (*path, "limits", key), says)


def unknown_in_limits(limits: Mapping[str, Any], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Each limit that does not exist or that names what does not: its key, and what is wrong in words."""
    vocabulary: dict[str, Iterable[str]] = {
        "forbid_techniques": (*knowledge.techniques, ALL),
        "forbid_positions": knowledge.positions,
        "forbid_exercises": knowledge.exercise,
    }
    places = (*knowledge.regions, "#LEG", *(f"@{name}" for name in knowledge.findings))
    for key, value in limits.items():
        if key not in Limits.model_fields:
            yield key, f"{key!r} is no limit{did_you_mean(key, list(Limits.model_fields))}"
            continue
        words = value if key in LISTS or key == "max_pressure_in" else ()
        regions = places if key.endswith("regions") or key == "max_pressure_in" else knowledge.words
        allowed = list(vocabulary.get(key, regions))
        for word in (word for word in words if word not in allowed):
            yield key, f"{key}: {word!r} is not known{did_you_mean(word, allowed)}"


def _numbers_once(knowledge: Knowledge) -> Iterator[Fault]:
    """Each rule has a place of its own."""
    taken: dict[int, str] = {}
    for rule in knowledge.rules.values():
        if rule.number in taken:
            file, path = _place_of(rule, knowledge)
            yield Fault(file, (*path, "number"), f"{rule.id}: number {rule.number} is taken by {taken[rule.number]}")
        taken[rule.number] = rule.id


def _rules_can_speak(knowledge: Knowledge) -> Iterator[Fault]:
    """A rule that no answers can make speak protects nobody."""
    completions = rule_book(knowledge).completions
    for rule in knowledge.rules.values():
        if not completions.rule_terms[rule.id] and knowledge.conditions[rule.id] not in (All(()), AnyOf(())):
            file, path = _place_of(rule, knowledge)
            yield Fault(file, (*path, "when"), f"{rule.id}: no answers can make this rule speak")


def _changes_known(knowledge: Knowledge) -> Iterator[Fault]:
    """An answer may only change into one that its question allows, and be counted by a number that counts up."""
    for place, finding in enumerate(knowledge.findings.values()):
        for number, change in enumerate(finding.changes):
            for says in _wrong_in(change, finding, knowledge):
                yield Fault("findings.yaml", ("findings", place, "changes", number), f"{finding.id}: {says}")


def _wrong_in(change: Change, finding: Finding, knowledge: Knowledge) -> Iterator[str]:
    if isinstance(change, Counting):
        if finding.type != "integer":
            yield "only a number can count up by itself"
        return
    allowed = (True, False) if finding.type == "bool" else knowledge.allowed(finding)
    named = [*change.without, *(change.of if isinstance(change, Event) else ())]
    for word in named if change.without else [*named, change.to]:
        if word not in allowed:
            yield f"{word!r} is not one of its answers{did_you_mean(word, [str(each) for each in allowed])}"
    numbers = change.at_most if isinstance(change, Event) else [change.counted_by] if change.counted_by else []
    for name in numbers:
        if name not in knowledge.findings or knowledge.findings[name].type != "integer":
            yield f"{name!r} is no number that is asked for{did_you_mean(name, list(knowledge.findings))}"
        elif isinstance(change, Passing) and not any(isinstance(c, Counting) for c in knowledge.findings[name].changes):
            yield f"{name!r} does not count up by itself"


def _topics_known(knowledge: Knowledge) -> Iterator[Fault]:
    """A page may only ask what is a question."""
    for place, topic in enumerate(knowledge.topics.values()):
        for name in topic.findings:
            if name not in knowledge.findings:
                hint = did_you_mean(name, list(knowledge.findings))
                yield Fault("topics.yaml", ("topics", place), f"{topic.id}: {name!r} is no finding{hint}")


def _questions_used(knowledge: Knowledge) -> Iterator[Fault]:
    """A question that no rule, plan step or page uses is asked for nothing."""
    read = {*READ_BY_PLANNING, *(name for topic in knowledge.topics.values() for name in topic.findings)}
    for condition in (*knowledge.conditions.values(), *plan_conditions(knowledge)):
        read.update(findings_in(condition))
    read.update(
        word[1:] for rule in knowledge.rules.values() for words in rule.limits.values() for word in _places(words)
    )
    for place, finding in enumerate(knowledge.findings.values()):
        if finding.id not in read and finding.of != "rules" and finding.id != "clearance_days_ago":
            yield Fault("findings.yaml", ("findings", place), f"{finding.id}: no rule, plan step or page uses it")


def _measures_in_words(knowledge: Knowledge) -> Iterator[Fault]:
    """What a measure calls a score or a change must have a sentence for people."""
    words = list(knowledge.score_words)
    for place, measure in enumerate(knowledge.measures.values()):
        for word in measure.says:
            if word not in words:
                says = f"{measure.id}: {word!r} has no sentence in words{did_you_mean(word, words)}"
                yield Fault("measures.yaml", ("measures", place), says)


def _places(words: Any) -> list[str]:
    return [word for word in words if word.startswith("@")] if isinstance(words, list | dict) else []


def _editions_told(knowledge: Knowledge) -> Iterator[Fault]:
    """Rules and the changes of the editions must tell the same of each other."""
    for path, says in untold(knowledge):
        yield Fault("edition.yaml", path, says)


def _directory_known(knowledge: Knowledge) -> Iterator[Fault]:
    """What is said of credentials and laws may only name what exists."""
    for file, path, says in unknown_in_directory(knowledge):
        yield Fault(file, path, says)
