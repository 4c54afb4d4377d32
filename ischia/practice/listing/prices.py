"""Prices as people read them."""

from django.utils.translation import gettext as _

from ischia.core.directory.money import tell_price


def price_in_words(minor: int | None, currency: str) -> str:
    """A price kept in the minor unit: `£55`, free, or nothing where none was said."""
    if minor is None:
        return ""
    return tell_price(minor, currency) if minor else _("free")
