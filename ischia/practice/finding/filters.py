"""The filters as the page shows them, and the address of a search that differs in one thing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from ischia.core.directory.matching import Ignored, Wanted, clinic_techniques, providers
from ischia.core.knowledge import load_knowledge
from ischia.practice.finding.usecases import MOST_SHOWN, RADII, SHOWN
from ischia.practice.listing import words

USUAL_KM = 25
Named = Mapping[str, object]


@dataclass(frozen=True)
class Option:
    """One thing to choose."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """One filter: a list to pick one from, or several boxes to tick."""

    name: str
    label: str
    options: list[Option]
    several: bool = False


def filters(wanted: Wanted) -> list[Filter]:
    """Every filter with its choices, as somebody has set them."""
    knowledge = load_knowledge()
    goals = {each.id: each.name.removeprefix("to ").capitalize() for each in knowledge.dosing.goals}
    kinds = {kind: knowledge.techniques[kind].name for kind in clinic_techniques(knowledge)}
    qualified = {word: knowledge.words[word].say for word in providers(knowledge)}
    yes = {"step_free": _("Step-free all the way"), "evenings": _("Open in the evening")}
    ticked = [name for name in yes if getattr(wanted, name)]
    return [
        _one("goal", _("What should massage do?"), goals, wanted.goal),
        _several("techniques", _("Which kind of massage?"), kinds, wanted.techniques),
        _one("sciatica", _("Experience with sciatica"), words.EXPERIENCE, wanted.sciatica),
        _several("settings", _("In which place?"), words.SETTINGS, wanted.settings),
        _one("language", _("Language"), words.LANGUAGES, wanted.language),
        _one("gender", _("Therapist"), words.GENDERS, wanted.gender),
        *(Filter(name, label, [Option("yes", label, name in ticked)], several=True) for name, label in yes.items()),
        _several("qualifications", _("Checked, and not run out"), qualified, wanted.qualifications),
    ]


def _one(name: str, label: str, named: Named, chosen: str) -> Filter:
    options = [
        Option("", _("Any"), not chosen),
        *(Option(code, str(say), code == chosen) for code, say in named.items()),
    ]
    return Filter(name, label, options)


def _several(name: str, label: str, named: Named, chosen: Iterable[str]) -> Filter:
    held = set(chosen)
    return Filter(name, label, [Option(code, str(say), code in held) for code, say in named.items()], several=True)


def read_within(said: QueryDict) -> tuple[int, list[Ignored]]:
    """How far, in kilometres; the usual distance where none that is offered was given."""
    given = said.get("within", "")
    allowed = tuple(map(str, RADII))
    if given in allowed:
        return int(given), []
    return USUAL_KM, [Ignored(field="within", got=given[:80], allowed=allowed)] if given else []


def read_limit(said: QueryDict) -> int:
    """How many to show: steps of a page, up to a bound."""
    given = said.get("show", "")
    return min(max(int(given), SHOWN), MOST_SHOWN) if given.isascii() and given.isdigit() and len(given) < 4 else SHOWN


def address(said: QueryDict, **changed: object) -> str:
    """The same search with something changed; an empty value leaves it out."""
    query = said.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value:
            query[name] = str(value)
    return f"?{query.urlencode()}"
