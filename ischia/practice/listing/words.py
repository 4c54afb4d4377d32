"""What the words of a listing are called on a page."""

from django.utils.translation import gettext_lazy as _

from ischia.core.knowledge import load_knowledge

SETTINGS = {
    "massage_clinic": _("Massage clinic"),
    "chiropractic_office": _("Chiropractic office"),
    "sports_medicine_clinic": _("Sports medicine clinic"),
    "physical_therapy_clinic": _("Physiotherapy clinic"),
    "own_office": _("A room of their own"),
    "home_visits": _("Home visits"),
}
STEP_FREE = {"yes": _("Yes, all the way"), "partly": _("Partly, ask first"), "no": _("No, there are steps")}
EXPERIENCE = {"some": _("Has worked with some people who have it"), "often": _("Works with it often")}
GENDERS = {"woman": _("Woman"), "man": _("Man"), "other": _("Another gender")}
LANGUAGES = {
    "en": _("English"),
    "ar": _("Arabic"),
    "bn": _("Bengali"),
    "de": _("German"),
    "es": _("Spanish"),
    "fr": _("French"),
    "hi": _("Hindi"),
    "it": _("Italian"),
    "ja": _("Japanese"),
    "nl": _("Dutch"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "ru": _("Russian"),
    "sign": _("Sign language"),
    "tr": _("Turkish"),
    "ur": _("Urdu"),
    "zh": _("Chinese"),
}
WEEKDAYS = [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]


def techniques() -> dict[str, str]:
    """Kinds of massage that a therapist gives, by their name."""
    return {each.id: each.name for each in load_knowledge().techniques.values() if each.setting == "clinic"}


def providers() -> dict[str, str]:
    """What a credential may certify somebody as: the words of `require_provider` in the limits."""
    knowledge = load_knowledge()
    words = {word for words in knowledge.credentials.certifies.values() for word in words}
    return {each: knowledge.words[each].say for each in knowledge.words if each in words}
