"""Knowledge with something wrong in it, so that the proofs can show that they find it."""

from ischia.core.knowledge import RULE_FILES, Knowledge, load_knowledge
from ischia.core.loading import FOLDER
from ischia.core.reader import Reader

KNOWLEDGE = load_knowledge()
PLAIN = {
    "number": 999, "topic": "age_general", "kind": "clearance", "then": "doctor_before_massage", "say": "Planted.",
    "tell_clinician": "Planted.", "sources": ["EXPERT"],
}  # fmt: skip


def with_documents(documents):
    """The knowledge that these documents make."""
    return Knowledge(Reader(FOLDER, documents), "planted")


def with_rules(change):
    """The knowledge with its rules changed: `change` takes each rule as it is written and gives it back, or None."""
    documents = dict(KNOWLEDGE.documents)
    for file in RULE_FILES:
        rules = [changed for rule in documents[file]["rules"] if (changed := change(rule)) is not None]
        documents[file] = {**documents[file], "rules": rules}
    return with_documents(documents)


def with_rule(name, **fields):
    """The knowledge with one rule more."""
    documents = dict(KNOWLEDGE.documents)
    more = {"id": name, **PLAIN, **fields}
    documents["precautions.yaml"] = {"rules": [*documents["precautions.yaml"]["rules"], more]}
    return with_documents(documents)


def without_rule(name):
    """The knowledge with one rule less."""
    return with_rules(lambda rule: None if rule["id"] == name else rule)


def with_rule_changed(name, **fields):
    """The knowledge with some fields of one rule changed."""
    return with_rules(lambda rule: {**rule, **fields} if rule["id"] == name else rule)
