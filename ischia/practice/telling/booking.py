"""Why something cannot be booked, in words, and a way on."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from ischia.core.knowledge import load_knowledge
from ischia.practice.booking.safety import Refused


@dataclass(frozen=True)
class RefusedWords:
    """`find`: the filters under which other therapists are found; None where another one would not help."""

    title: str
    says: str
    find: str | None = None
    other_service: bool = False


def refused_words(refused: Refused) -> RefusedWords:
    """The words for each reason that is neither missing answers nor a warning sign."""
    return WORDS[refused.why](refused.about)


def _held(_about: tuple[str, ...]) -> RefusedWords:
    return RefusedWords(
        _("Massage is paused on that day"),
        _("Your plan says to rest from massage then. Your plan tells you why and for how long. A later day may do."),
    )


def _other_kind(about: tuple[str, ...]) -> RefusedWords:
    known = load_knowledge().techniques
    names = ", ".join(known[each].name if each in known else each for each in about)
    return RefusedWords(
        _("Your answers ask for another kind of massage"),
        _("With what you told us, %(kind)s is left out. Another kind may suit you well.") % {"kind": names},
        find="",
        other_service=True,
    )


def _too_long(about: tuple[str, ...]) -> RefusedWords:
    return RefusedWords(
        _("A shorter visit suits you better"),
        _("With what you told us, massage should take no more than %(minutes)s minutes. Choose a shorter one.")
        % {"minutes": about[0]},
        find="",
        other_service=True,
    )


def _not_qualified(about: tuple[str, ...]) -> RefusedWords:
    words = ", ".join(each.replace("_", " ") for each in about)
    return RefusedWords(
        _("Your answers ask for something this entry does not show"),
        _("You need a therapist who can show: %(what)s. That was not checked here, or not within a year.")
        % {"what": words},
        find=urlencode([("qualification", each) for each in about]),
    )


def _not_offered(_about: tuple[str, ...]) -> RefusedWords:
    return RefusedWords(
        _("This is not offered any more"), _("The therapist took it out since you chose it."), "", other_service=True
    )


WORDS: dict[str, Callable[[tuple[str, ...]], RefusedWords]] = {
    "held": _held,
    "other_kind": _other_kind,
    "too_long": _too_long,
    "not_qualified": _not_qualified,
    "not_offered": _not_offered,
}
