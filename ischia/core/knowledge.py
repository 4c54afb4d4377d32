"""The knowledge: every fact, frozen and cross-linked, with the version and digest it was made from."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from ischia.core.conditions import Condition, expand, findings_in
from ischia.core.facts.adapting import Adapting
from ischia.core.facts.adverse import Adverse, Telling
from ischia.core.facts.care import Dosing, Saying, Technique
from ischia.core.facts.credentials import CredentialFacts
from ischia.core.facts.diary import DiaryFacts
from ischia.core.facts.edition import EditionChanges
from ischia.core.facts.findings import Derived, Finding, Group, Topic
from ischia.core.facts.home import Exercise, Exercises, HomeSessions, Script
from ischia.core.facts.laws import LawFacts
from ischia.core.facts.measures import Measure
from ischia.core.facts.records import Card, Guideline
from ischia.core.facts.recovery import NaturalHistory
from ischia.core.facts.rules import Rule, Source, Word
from ischia.core.loading import Documents, installed_folder, keep_compiled, read_documents
from ischia.core.reader import Reader

LEG = ("front_thigh", "inner_thigh", "back_thigh", "back_of_knee", "shin", "calf", "ankle_foot", "foot_sole")
RULE_FILES = ("red-flags.yaml", "contraindications.yaml", "precautions.yaml")
WORD_LISTS = ("providers", "refer_to", "require", "wait_until", "flags")


class Knowledge:
    """Every fact Ischia decides by. Records are kept by id, in the order in which they are written down.

    Each part is made of its file when it is first asked for: screening needs only some of them.
    """

    def __init__(self, reader: Reader, digest: str) -> None:
        self._reader, self.documents, self.digest = reader, reader.documents, digest

    def check(self) -> None:
        """Make every part.

        Raises:
            Problem: a record is not as it must be; the message names file, line and field.
        """
        for name, part in vars(Knowledge).items():
            if isinstance(part, cached_property):
                getattr(self, name)

    @cached_property
    def version(self) -> str:
        """The edition."""
        return str(self._reader.part("edition.yaml", "version"))

    @cached_property
    def changes(self) -> tuple[EditionChanges, ...]:
        """What each edition changed, the newest first; none in a knowledge from before this was told."""
        data = self.documents.get("edition.yaml", {}).get("changes", [])
        changes: tuple[EditionChanges, ...] = self._reader.checked(
            TypeAdapter(tuple[EditionChanges, ...]), data, "edition.yaml", ("changes",)
        )
        return changes

    @property
    def made_on(self) -> date | None:
        """The day of this edition; None where its changes do not tell."""
        return next((each.date for each in self.changes if each.version == self.version), None)

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """Chapters of the questions."""
        return self._reader.many("findings.yaml", "groups", Group)

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """What is asked."""
        return self._reader.many("findings.yaml", "findings", Finding)

    @cached_property
    def derived(self) -> Mapping[str, Derived]:
        """What is computed from the answers."""
        return self._reader.many("findings.yaml", "derived", Derived)

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Pages of questions."""
        return self._reader.many("topics.yaml", "topics", Topic)

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Every rule, in the order in which reasons are told."""
        rules = [rule for name in RULE_FILES for rule in self._reader.many(name, "rules", Rule).values()]
        return {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.number)}

    @cached_property
    def regions(self) -> Mapping[str, str]:
        """Names of the regions of the body."""
        return {each["id"]: each["name"] for each in self._reader.part("regions.yaml", "regions")}

    @cached_property
    def positions(self) -> Mapping[str, str]:
        """Names of positions."""
        return {each["id"]: each["name"] for each in self._reader.part("regions.yaml", "positions")}

    @cached_property
    def words(self) -> Mapping[str, Word]:
        """What each limit means."""
        return {
            word: each for part in WORD_LISTS for word, each in self._reader.many("limits.yaml", part, Word).items()
        }

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Where facts come from."""
        return self._reader.many("sources.yaml", "sources", Source)

    @cached_property
    def techniques(self) -> Mapping[str, Technique]:
        """Kinds of massage."""
        return self._reader.many("techniques.yaml", "techniques", Technique)

    @cached_property
    def dosing(self) -> Dosing:
        """How hard, how long, how often."""
        return self._reader.whole("dosing.yaml", Dosing)

    @cached_property
    def home(self) -> HomeSessions:
        """Massage at home."""
        return self._reader.whole("home-sessions.yaml", HomeSessions)

    @cached_property
    def exercises(self) -> Exercises:
        """Exercises and when each suits."""
        return self._reader.whole("exercises.yaml", Exercises)

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Scales: how each is asked and scored, and which change matters."""
        return self._reader.many("measures.yaml", "measures", Measure)

    @cached_property
    def score_words(self) -> Mapping[str, Saying]:
        """What a score's flags and a change say to a person."""
        return self._reader.many("measures.yaml", "words", Saying)

    @cached_property
    def diary(self) -> DiaryFacts:
        """What a diary entry holds, and which one leads back to the safety questions."""
        return self._reader.whole("diary.yaml", DiaryFacts)

    @cached_property
    def natural_history(self) -> NaturalHistory:
        """What happens to sciatica by itself."""
        return self._reader.whole("natural-history.yaml", NaturalHistory)

    @cached_property
    def reaches(self) -> Mapping[str, str]:
        """How far down a leg it can go, from the back to the foot, by name."""
        return {each["id"]: each["name"] for each in self._reader.part("regions.yaml", "reaches")}

    @cached_property
    def adverse(self) -> Adverse:
        """What can go wrong after a massage."""
        return self._reader.whole("adverse-events.yaml", Adverse)

    @cached_property
    def telling_events(self) -> Telling:
        """How a person tells what went wrong."""
        return self._reader.whole("telling-events.yaml", Telling)

    @cached_property
    def adapting(self) -> Adapting:
        """When a plan changes while it is followed."""
        return self._reader.whole("adapting.yaml", Adapting)

    @cached_property
    def credentials(self) -> CredentialFacts:
        """What a therapist can show, who gives it, and who listens to a concern."""
        return self._reader.whole("credentials.yaml", CredentialFacts)

    @cached_property
    def laws(self) -> LawFacts:
        """What the law asks of a massage therapist, place by place."""
        return self._reader.whole("laws.yaml", LawFacts)

    @cached_property
    def card(self) -> Card:
        """The safety-net card."""
        data = self._reader.part("safety-net.yaml", "card")
        card: Card = self._reader.checked(TypeAdapter(Card), data, "safety-net.yaml", ("card",))
        return card

    @cached_property
    def guidelines(self) -> Mapping[str, Guideline]:
        """What guidelines say about massage."""
        return self._reader.many("disagreements.yaml", "guidelines", Guideline)

    @cached_property
    def formulas(self) -> dict[str, Condition | Mapping[str, Condition]]:
        """How each computed finding is computed."""
        return {name: each.when or each.values for name, each in self.derived.items()}

    @cached_property
    def conditions(self) -> dict[str, Condition]:
        """Each rule's condition over asked findings only, computed ones replaced by what computes them."""
        return {name: self.base(rule.when) for name, rule in self.rules.items()}

    @cached_property
    def asked_when(self) -> dict[str, Condition]:
        """For each follow-up, the condition over asked findings that calls for it."""
        return {name: self.base(each.asked_when) for name, each in self.findings.items() if each.asked_when}

    @cached_property
    def scripts(self) -> dict[str, Script]:
        """Home sessions by id."""
        return {script.id: script for script in self.home.scripts}

    @cached_property
    def exercise(self) -> dict[str, Exercise]:
        """Exercises by id."""
        return {exercise.id: exercise for exercise in self.exercises.exercises}

    @cached_property
    def vocabularies(self) -> dict[str, tuple[str, ...]]:
        """The ids that sets of regions, rules, techniques and positions may hold."""
        return {
            "regions": tuple(self.regions),
            "rules": tuple(self.rules),
            "techniques": tuple(self.techniques),
            "positions": tuple(self.positions),
        }

    def allowed(self, finding: Finding) -> tuple[str, ...]:
        """The words that a choice or a set may hold."""
        return self.vocabularies[finding.of] if finding.of else tuple(finding.values)

    def word_for(self, finding: Finding, choice: str) -> str:
        """What a page shows for one word of a choice or a set."""
        if not finding.of:
            return finding.values.get(choice, choice)
        named = {"regions": self.regions, "positions": self.positions}.get(finding.of, {})
        return named.get(choice) or (self.techniques[choice].name if choice in self.techniques else choice)

    def sources_of_finding(self, name: str) -> tuple[str, ...]:
        """A finding carries the sources of the rules that read it."""
        readers = [rule for rule in self.rules.values() if name in findings_in(self.conditions[rule.id])]
        return tuple(dict.fromkeys(key for rule in readers for key in rule.sources))

    def base(self, condition: Condition) -> Condition:
        """A condition over asked findings only."""
        return expand(condition, self.formulas)


def load_knowledge(folder: Path | None = None) -> Knowledge:
    """The knowledge of a folder; the installed one by default.

    Raises:
        Problem: a file is no YAML or a record is not as it must be; the message names file, line and field.
    """
    return _loaded(folder or installed_folder())


def knowledge_from(documents: Documents, digest: str) -> Knowledge:
    """The knowledge of documents that were kept, every part of it made.

    Args:
        documents: what `Knowledge.documents` once held.
        digest: the digest of the files they were read from.

    Raises:
        Problem: a record is not as today's program needs it; the message names file and field.
    """
    knowledge = Knowledge(Reader(None, documents), digest)
    knowledge.check()
    return knowledge


@lru_cache(maxsize=4)
def _loaded(folder: Path) -> Knowledge:
    documents, digest, fresh = read_documents(folder)
    knowledge = Knowledge(Reader(folder, documents), digest)
    if fresh:
        knowledge.check()
        keep_compiled(folder, digest, documents)
    return knowledge
