"""Names for what a kept result says and a later edition no longer knows: out of the result itself, or out of the id.

Only for results whose own edition was not kept. Nothing is decided with a knowledge that holds stand-ins.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ischia.core.case import known_answers
from ischia.core.knowledge import Knowledge, knowledge_from
from ischia.core.limits import ALL, Limits
from ischia.core.planning import NoPlan, Plan
from ischia.core.screening import Reason, Screening

NO_SOURCE = ("not_known",)
NO_SHAPE = "M0 0Z"
IN_LIMITS = {
    "regions": ("forbid_regions", "forbid_powered_regions", "max_pressure_in"),
    "positions": ("forbid_positions",),
    "techniques": ("forbid_techniques",),
    "exercises": ("forbid_exercises",),
    "words": ("require_provider", "require", "refer_to", "wait_until"),
}
HOMES = {  # where records of a kind stand
    "regions": ("regions.yaml", "regions"),
    "positions": ("regions.yaml", "positions"),
    "techniques": ("techniques.yaml", "techniques"),
    "exercises": ("exercises.yaml", "exercises"),
    "words": ("limits.yaml", "require"),
    "measures": ("measures.yaml", "measures"),
    "rules": ("precautions.yaml", "rules"),
    "findings": ("findings.yaml", "findings"),
}

Named = dict[str, dict[str, str]]  # kind → id → name
Record = dict[str, Any]


def with_stand_ins(
    knowledge: Knowledge, answers: Mapping[str, object], screening: Screening, plan: Plan | NoPlan
) -> Knowledge:
    """The same knowledge, with a stand-in for each id that a kept result names and the knowledge does not know."""
    known = _known(knowledge)
    records: dict[str, list[Record]] = {
        kind: [
            _record(kind, name, words, _mould(kind, knowledge))
            for name, words in named.items()
            if name not in known[kind]
        ]
        for kind, named in _named(answers, screening, plan, knowledge).items()
    }
    records["rules"] = list(_rules(answers, screening, knowledge))
    records["findings"] = list(_findings(answers, screening, knowledge))
    if not any(records.values()):
        return knowledge
    documents = {name: dict(document) for name, document in knowledge.documents.items()}
    for kind, added in records.items():
        file, part = HOMES[kind]
        replaced = {record["id"] for record in added}
        documents[file][part] = [each for each in documents[file][part] if each["id"] not in replaced] + added
    return knowledge_from(documents, knowledge.digest)


def _mould(kind: str, knowledge: Knowledge) -> Record:
    file, part = HOMES[kind]
    mould: Record = knowledge.documents[file][part][0]
    return mould


def _known(knowledge: Knowledge) -> dict[str, Iterable[str]]:
    return {
        "regions": knowledge.regions,
        "positions": knowledge.positions,
        "techniques": knowledge.techniques,
        "exercises": knowledge.exercise,
        "words": knowledge.words,
        "measures": knowledge.measures,
    }


def _named(answers: Mapping[str, object], screening: Screening, plan: Plan | NoPlan, knowledge: Knowledge) -> Named:
    """Every id that the result names, by kind, with its name."""
    found: Named = {kind: {} for kind in (*IN_LIMITS, "measures")}
    for limits in (screening.limits, *(reason.limits for reason in screening.fired)):
        for kind, fields in IN_LIMITS.items():
            found[kind].update(_words(_entries(limits, fields)))
    for name, answer in answers.items():
        of = knowledge.findings[name].of if name in knowledge.findings else None
        if of in found and isinstance(answer, list | tuple):
            found[of].update(_words(answer))
    if isinstance(plan, Plan):
        for kind, name, words in _in_plan(plan):
            found[kind][name] = words or in_words(name)
    return found


def _entries(limits: Limits, fields: Iterable[str]) -> Iterator[str]:
    yield from (entry for field in fields for entry in getattr(limits, field) if entry != ALL)


def _words(names: Iterable[object]) -> dict[str, str]:
    return {str(name): in_words(str(name)) for name in names}


def in_words(name: str) -> str:
    """An id as words: `low_back` → `Low back`."""
    return name[:1].upper() + name[1:].replace("_", " ")


def _in_plan(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Kind, id and, where the plan holds it, the name."""
    for item in plan.massage:
        yield "techniques", item.technique, item.name
        yield from (("techniques", item.alternative, ""),) if item.alternative else ()
        yield from (("regions", region, "") for region in (*item.regions, *item.alternative_regions))
    for home in plan.home:
        yield from (("regions", step.region, "") for step in home.steps if step.region)
    for exercise in plan.exercise:
        yield "exercises", exercise.exercise, exercise.name
    for position in (each.position for items in (plan.massage, plan.home, plan.exercise) for each in items):
        yield "positions", position, ""
    required = (*plan.provider.require, *(plan.first_session.require if plan.first_session else ()))
    yield from (("words", word, "") for word in required)
    yield from (("measures", each.instrument, "") for each in plan.measures)


def _record(kind: str, name: str, words: str, mould: Record) -> Record:
    """A record of its kind with a name of its own and no drawing; only its name is ever looked at."""
    own: Record = {"id": name, "sources": NO_SOURCE}
    match kind:
        case "regions":
            shape = {"view": "back", "side": "right", "path": NO_SHAPE}
            own |= {"name": words, "say": words, "paired": True, "shapes": [shape]}
        case "positions":
            picture = {"view_box": (0, 0, 320, 200), "parts": [{"kind": "line", "path": NO_SHAPE}]}
            own |= {"name": words, "how": words, "picture": picture}
        case "words":
            return {"id": name, "say": words}
        case _:
            own |= {"name": words}
    return {**mould, **own}


def _rules(answers: Mapping[str, object], screening: Screening, knowledge: Knowledge) -> Iterator[Record]:
    """Rules that spoke, in their own words; and rules that a doctor said yes to."""
    number = max(rule.number for rule in knowledge.rules.values())
    spoke: dict[str, Reason | None] = {reason.rule: reason for reason in screening.fired}
    cleared = answers.get("cleared_rules")
    for name in cleared if isinstance(cleared, list | tuple) else ():
        spoke.setdefault(str(name), None)
    for place, (name, reason) in enumerate((each for each in spoke.items() if each[0] not in knowledge.rules), 1):
        yield {
            "id": name,
            "number": number + place,
            "topic": "earlier",
            "kind": reason.kind if reason else "limited",
            "when": "never",
            "then": reason.disposition.id if reason else "suitable",
            "say": reason.person if reason else in_words(name),
            "tell_clinician": reason.clinician if reason else in_words(name),
            "sources": reason.sources if reason else NO_SOURCE,
        }


def _findings(answers: Mapping[str, object], screening: Screening, knowledge: Knowledge) -> Iterator[Record]:
    """Questions nobody asks any more, and those that no longer allow the answer that was given."""
    because = {name: answer for reason in screening.fired for name, answer in reason.because.items()}
    named = {**dict.fromkeys(each.finding for each in screening.open), **because, **answers}
    today = {record["id"]: record for record in knowledge.documents["findings.yaml"]["findings"]}
    for name, answer in named.items():
        if name not in today or (name in answers and not _allows(knowledge, name, answer)):
            ask = today[name]["ask"] if name in today else in_words(name)
            group = next(iter(knowledge.groups))
            plain = {"id": name, "ask": ask, "group": group, "who": "either", "risk": "neither"}
            yield {**plain, **_kind_of(answer, today.get(name, {}).get("values", {}))}


def _allows(knowledge: Knowledge, name: str, answer: object) -> bool:
    finding = knowledge.findings[name]
    if finding.of:  # the word itself has its own stand-in
        return True
    return bool(known_answers({name: answer}, knowledge))


def _kind_of(answer: object, words: Mapping[str, str]) -> Record:
    """A type of question that this answer is allowed to."""
    match answer:
        case None | bool():
            return {"type": "bool"}
        case int():
            return {"type": "integer", "min": answer, "max": answer}
        case str():
            return {"type": "choice", "values": {**words, answer: words.get(answer, in_words(answer))}}
        case _:
            members = {str(each): words.get(str(each), in_words(str(each))) for each in answer}  # type: ignore[attr-defined]
            return {"type": "set", "values": {**words, **members}}
