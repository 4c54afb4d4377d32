"""Other editions of the knowledge for tests: really changed, really read, nothing pretended."""

import copy
import re
import shutil

from ischia.core.history.keeping import content_digest
from ischia.core.knowledge import Knowledge, load_knowledge
from ischia.core.loading import FOLDER
from ischia.core.reader import Reader

DRAWINGS = "regions.yaml"
# One id of each kind, and what a newer edition calls it.
RENAMED = {
    "herniated_disc": "bulging_disc",  # an answer, and with it a rule: cx_cause_bulging_disc
    "worse_with": "what_hurts",
    "hip_side": "outer_hip",
    "side_lying": "on_the_side",
    "myofascial_release": "slow_stretching",
    "nerve_stop_rule": "stop_when_it_tingles",
    "ex_knee_rolls": "ex_rolling_knees",
    "bad_reaction": "reaction_before",
    "nrs_leg": "leg_scale",
}
NEWER = 'version: "1.1"\nchanges:\n  - {version: "1.1", date: "2027-05-03", changed: [{say: "Other words."}]}\n'
RULE_FILES = ("red-flags.yaml", "contraindications.yaml", "precautions.yaml")


def edition(*changes):
    """The installed knowledge after some changes of its documents; each part is read when it is first needed."""
    documents = copy.deepcopy({name: each for name, each in load_knowledge().documents.items() if name != DRAWINGS})
    documents[DRAWINGS] = load_knowledge().documents[DRAWINGS]  # by far the largest, and seldom changed
    for change in changes:
        change(documents)
    return Knowledge(Reader(None, documents), content_digest({**documents, DRAWINGS: {}}))


def record(documents, file, part, name):
    """One record, to change it."""
    return next(each for each in documents[file][part] if each["id"] == name)


def rule(name, **fields):
    """A change of one rule's fields."""

    def change(documents):
        found = [each for file in RULE_FILES for each in documents[file]["rules"] if each["id"] == name]
        found[0].update(fields)

    return change


def without_rule(name):
    """A change that takes a rule away."""

    def change(documents):
        for file in RULE_FILES:
            documents[file]["rules"] = [each for each in documents[file]["rules"] if each["id"] != name]

    return change


def folder_with(tmp_path, *replaced):
    """A folder of knowledge files in which some text is another: (file, old, new), each once."""
    folder = tmp_path / "knowledge"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns(".compiled*"))
    for file, old, new in replaced:
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, (file, old, text.count(old))
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def renamed_folder(tmp_path, *replaced):
    """A newer edition, 1.1, in which one id of each kind has another name besides."""
    folder = folder_with(tmp_path, ("edition.yaml", 'version: "1.0"\nchanges:\n', NEWER), *replaced)
    for file in folder.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        for old, new in RENAMED.items():
            text = re.sub(rf"(?<![a-z]){old}(?![a-z])", new, text)
        file.write_text(text, encoding="utf-8")
    return folder
