"""A person's findings at one time: the one way in for answers, whatever door they came through."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ischia.core.facts.findings import Finding
from ischia.core.knowledge import Knowledge
from ischia.core.problems import Problem, did_you_mean

Answer = bool | int | str | tuple[str, ...] | None

FORMAT = 1
KEYS = ("case", "as_of", "findings", "id")


@dataclass(frozen=True)
class Case:
    """Checked answers, and what each is evaluated as.

    `answers` holds what was given: None is "not sure", a finding that is absent was not answered.
    `values` holds only what counts as something: True, a number, a word or a set that is not empty; "not sure" stands
    there as what it counts as. `as_of` is the day the answers were given.
    """

    answers: Mapping[str, Answer]
    values: Mapping[str, object]
    as_of: date | None = None


def make_case(findings: Mapping[str, object], knowledge: Knowledge, as_of: date | None = None) -> Case:
    """Check answers and make a case of them.

    Raises:
        Problem: the first finding that is unknown, of the wrong type or out of range.
    """
    answers = {
        name: check_answer(known_finding(name, knowledge), answer, knowledge) for name, answer in findings.items()
    }
    values = {}
    for name, answer in answers.items():
        value = evaluated(knowledge.findings[name], answer)
        if value is not None and value is not False and value != frozenset():
            values[name] = value
    return Case(answers, values, as_of)


def evaluated(finding: Finding, answer: Answer) -> object:
    """What an answer counts as; None where it counts as unanswered."""
    if answer is None:
        answer = finding.not_sure
        if finding.type == "set" and answer is not None:
            return frozenset({answer})
    return frozenset(answer) if isinstance(answer, tuple) else answer


def known_answers(answers: Mapping[str, object], knowledge: Knowledge) -> dict[str, object]:
    """The answers that a knowledge knows and allows; of another edition's answers some may be left out."""
    return {name: answer for name, answer in answers.items() if _is_known(name, answer, knowledge)}


def _is_known(name: str, answer: object, knowledge: Knowledge) -> bool:
    try:
        check_answer(known_finding(name, knowledge), answer, knowledge)
    except Problem:
        return False
    return True


def read_case(document: object, knowledge: Knowledge) -> Case:
    """Make a case of a document as contract 1 describes it: `case`, `findings`, optional `as_of`.

    Raises:
        Problem: what is wrong first.
    """
    findings, as_of = read_findings(document)
    return make_case(findings, knowledge, as_of)


def read_findings(document: object) -> tuple[Mapping[str, object], date | None]:
    """What a case document holds: its findings, not looked at yet, and its day.

    Raises:
        Problem: it is no case document.
    """
    if not isinstance(document, Mapping):
        raise Problem("case", document, "a mapping with the keys case and findings")
    for key in document:
        # Other keys are let pass, but a slip of the pen in one of ours must not lose what it holds.
        if key not in KEYS and (hint := did_you_mean(key, list(KEYS))):
            raise Problem(str(key), document[key], f"the keys {', '.join(KEYS)}{hint}")
    version = document.get("case")
    if version != FORMAT or isinstance(version, bool):
        raise Problem("case", version, f"{FORMAT}, the version of this format")
    findings = document.get("findings")
    if not isinstance(findings, Mapping):
        raise Problem("findings", findings, "a mapping from finding to answer")
    return findings, _day(document.get("as_of"))


def _day(got: object) -> date | None:
    if got is None or type(got) is date:
        return got
    try:
        if isinstance(got, str):
            return date.fromisoformat(got)
    except ValueError:
        pass
    raise Problem("as_of", got, "a day like 2026-11-21")


def known_finding(name: object, knowledge: Knowledge) -> Finding:
    """The finding of that id.

    Raises:
        Problem: there is none, or it is one that is computed.
    """
    if isinstance(name, str) and name in knowledge.findings:
        return knowledge.findings[name]
    if name in knowledge.derived:
        raise Problem(f"findings.{name}", name, "the findings it is computed from; this one is computed, never given")
    hint = did_you_mean(name, list(knowledge.findings))
    raise Problem(
        f"findings.{str(name)[:60]}", name, f"the id of a finding{hint}; `ischia knowledge show findings` lists all"
    )


def check_answer(finding: Finding, answer: object, knowledge: Knowledge) -> Answer:
    """One answer, checked; lists come back as tuples. None ("not sure") is always an answer.

    Raises:
        Problem: wrong type, out of range or not among the allowed words.
    """
    if answer is None:
        return None
    match finding.type:
        case "bool":
            return _bool(finding, answer)
        case "integer":
            return _integer(finding, answer)
        case "choice":
            return _choice(finding, answer, knowledge)
        case "set":
            return _set(finding, answer, knowledge)


def _bool(finding: Finding, answer: object) -> bool:
    if isinstance(answer, bool):
        return answer
    raise Problem(finding.id, answer, "true, false or null (not sure)")


def _integer(finding: Finding, answer: object) -> int:
    if isinstance(answer, int) and not isinstance(answer, bool) and finding.min <= answer <= finding.max:  # type: ignore[operator]
        return answer
    raise Problem(finding.id, answer, f"a whole number from {finding.min} to {finding.max} ({finding.unit})")


def _choice(finding: Finding, answer: object, knowledge: Knowledge) -> str:
    allowed = knowledge.allowed(finding)
    if isinstance(answer, str) and answer in allowed:
        return answer
    raise Problem(
        finding.id, answer, f"one of {_words(allowed)}, or null (not sure){did_you_mean(answer, list(allowed))}"
    )


def _set(finding: Finding, answer: object, knowledge: Knowledge) -> tuple[str, ...]:
    allowed = knowledge.allowed(finding)
    if not isinstance(answer, list | tuple):
        raise Problem(finding.id, answer, f"a list of any of {_words(allowed)}; [] for none")
    for member in answer:
        if not isinstance(member, str) or member not in allowed:
            raise Problem(finding.id, member, f"any of {_words(allowed)}{did_you_mean(member, list(allowed))}")
    if len(set(answer)) != len(answer):
        raise Problem(finding.id, list(answer), "a list in which each word stands once")
    if finding.at_most is not None and len(answer) > finding.at_most:
        raise Problem(finding.id, list(answer), f"at most {finding.at_most}")
    return tuple(answer)


def _words(allowed: tuple[str, ...]) -> str:
    return ", ".join(allowed) if len(allowed) <= 20 else f"{', '.join(allowed[:3])} … ({len(allowed)} in all)"
