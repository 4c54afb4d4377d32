"""Which therapists fit: what somebody wishes for, and what their own answers ask of whoever treats them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ischia.core.directory.words import EXPERIENCE, GENDERS, SETTINGS
from ischia.core.knowledge import Knowledge
from ischia.core.limits import ALL, Limits
from ischia.core.planning import NoPlan, Plan
from ischia.core.screening import Screening
from ischia.core.value import Disposition, DispositionWord, Value

LICENSED = "licensed_therapist"
YES = "yes"
LONGEST = 80  # letters of a free word, such as an insurer's name
Ids = tuple[str, ...]


class Wanted(Value):
    """What somebody wishes for; an empty field wishes for nothing. Of several techniques one is enough."""

    goal: str = ""
    techniques: Ids = ()
    sciatica: str = ""  # at least so much experience
    settings: Ids = ()  # one of them is enough
    insurance: str = ""
    language: str = ""
    gender: str = ""
    step_free: bool = False
    evenings: bool = False
    qualifications: Ids = ()  # all of them, each with a tick


class Ignored(Value):
    """Something in an address or on a command line that stands for nothing here."""

    field: str
    got: str
    allowed: Ids


class Need(Value):
    """One thing that whoever treats this person must be, with the reasons in the words of the rules."""

    id: str
    say: str
    because: Ids


class Needs(Value):
    """What a person's own answers ask for. It is no wish: nobody can leave it out.

    `see_first` says that somebody else has to be seen before any massage; then nothing is booked.
    """

    require: tuple[Need, ...] = ()
    see_first: DispositionWord | None = None
    finished: bool = True  # the safety questions are answered as far as a result needs
    limits: Limits = Limits()

    @property
    def ids(self) -> Ids:
        """The words of `require_provider`."""
        return tuple(need.id for need in self.require)

    @property
    def may_book(self) -> bool:
        """May a massage be booked, as far as these answers go?"""
        return self.finished and self.see_first is None and ALL not in self.limits.forbid_techniques


class Offer(Value):
    """What one therapist shows. `ticked` has, for each word that they can show, by whom it was checked and when."""

    techniques: Ids = ()
    settings: Ids = ()
    languages: Ids = ()
    insurers: Ids = ()
    sciatica: str = ""
    gender: str = ""
    step_free: str = ""
    evenings: bool = False
    ticked: Mapping[str, tuple[date, str]] = {}


class Match(Value):
    """One reason why a therapist is in the list: which wish or need, and what of theirs answers it."""

    kind: str
    of: str = ""
    checked_on: date | None = None
    checked_by: str = ""


def read_wanted(said: Mapping[str, Sequence[str]], knowledge: Knowledge) -> tuple[Wanted, tuple[Ignored, ...]]:
    """Read wishes from an address; what stands for nothing is left out and told, never refused.

    Args:
        said: each name with its values; names that are no wish are passed over.
        knowledge: whose techniques, goals and qualifications there are.
    """
    one_of = {"goal": tuple(each.id for each in knowledge.dosing.goals), "sciatica": EXPERIENCE, "gender": GENDERS}
    some_of = {"techniques": clinic_techniques(knowledge), "settings": SETTINGS, "qualifications": providers(knowledge)}
    read: dict[str, object] = {}
    ignored: list[Ignored] = []
    for field, allowed in {**one_of, **some_of, "step_free": (YES,), "evenings": (YES,)}.items():
        given = [word.strip() for word in said.get(field, ()) if word.strip()]
        known = tuple(dict.fromkeys(word for word in given if word in allowed))
        ignored += [Ignored(field=field, got=word[:LONGEST], allowed=allowed) for word in given if word not in allowed]
        if known:
            read[field] = known if field in some_of else True if allowed == (YES,) else known[-1]
    for field in ("insurance", "language"):
        read[field] = next((word.strip()[:LONGEST] for word in said.get(field, ()) if word.strip()), "")
    return Wanted.model_validate(read), tuple(ignored)


def clinic_techniques(knowledge: Knowledge) -> Ids:
    """Every kind of massage that a therapist gives."""
    return tuple(each.id for each in knowledge.techniques.values() if each.setting == "clinic")


def providers(knowledge: Knowledge) -> Ids:
    """The words of `require_provider`: what a therapist may have to be."""
    return tuple(each["id"] for each in knowledge.documents["limits.yaml"]["providers"])


def needs_of(screening: Screening, plan: Plan | NoPlan, knowledge: Knowledge) -> Needs:
    """What a person's answers ask of a therapist, each with its reason. Whoever has answered gets a licensed one."""
    planned = plan.provider.require if isinstance(plan, Plan) else ()
    words = dict.fromkeys((LICENSED, *planned, *screening.limits.require_provider))
    first = screening.shown if screening.shown >= Disposition.DOCTOR_BEFORE_MASSAGE else None
    return Needs(
        require=tuple(_need(word, screening, plan, knowledge) for word in words),
        see_first=first if screening.complete or screening.disposition >= Disposition.DOCTOR_BEFORE_MASSAGE else None,
        finished=screening.complete and screening.allows_a_plan,
        limits=screening.limits,
    )


def _need(word: str, screening: Screening, plan: Plan | NoPlan, knowledge: Knowledge) -> Need:
    because = [reason.person for reason in screening.fired if word in reason.limits.require_provider]
    kinds = [each.technique for each in plan.massage] if isinstance(plan, Plan) else []
    because += [
        f"Your plan has {knowledge.techniques[kind].name.lower()}."
        for kind in kinds
        if word in knowledge.techniques[kind].require_provider
    ]
    return Need(id=word, say=knowledge.words[word].say, because=tuple(dict.fromkeys(because)))


def kinds_wanted(wanted: Wanted, needs: Needs, knowledge: Knowledge) -> Ids | None:
    """The techniques of which a therapist must offer one: those named, else those that suit the goal.

    What the person's limits forbid is left out. None: any technique will do. Empty: none is left, so nobody fits.
    """
    named = wanted.techniques or suiting(wanted.goal, knowledge)
    if not named:
        return None
    if ALL in needs.limits.forbid_techniques:
        return named  # all massage waits: that is said first, and says nothing of one kind
    return tuple(kind for kind in named if not needs.limits.forbids(kind))


def suiting(goal: str, knowledge: Knowledge) -> Ids:
    """The techniques that suit a goal, best first; none for no goal."""
    return next((each.clinic for each in knowledge.dosing.goals if each.id == goal), ())


def matches(offer: Offer, wanted: Wanted, needs: Needs, knowledge: Knowledge) -> tuple[Match, ...]:
    """Why this therapist is in the list: needs first, each with its check, then wishes in their order."""
    found = [_checked("need", word, offer) for word in needs.ids]
    found += [_checked("qualified", word, offer) for word in wanted.qualifications if word not in needs.ids]
    kinds = kinds_wanted(wanted, needs, knowledge) or ()
    found += [Match(kind="technique", of=each) for each in _both(kinds, offer.techniques)]
    found += [Match(kind="sciatica", of=offer.sciatica)] if wanted.sciatica else []
    found += [Match(kind="setting", of=each) for each in _both(wanted.settings, offer.settings)]
    named = [each for each in offer.insurers if wanted.insurance and each.casefold() == wanted.insurance.casefold()]
    found += [Match(kind="insurance", of=each) for each in named]
    found += [Match(kind="language", of=each) for each in _both((wanted.language,), offer.languages)]
    found += [Match(kind="gender", of=offer.gender)] if wanted.gender else []
    found += [Match(kind="step_free")] if wanted.step_free else []
    found += [Match(kind="evenings")] if wanted.evenings else []
    return tuple(found)


def _checked(kind: str, word: str, offer: Offer) -> Match:
    on, by = offer.ticked.get(word, (None, ""))
    return Match(kind=kind, of=word, checked_on=on, checked_by=by)


def _both(wanted: Iterable[str], there: Iterable[str]) -> list[str]:
    held = set(there)
    return [each for each in wanted if each in held]
