"""Prices in words."""

SIGNS = {"GBP": "£", "USD": "$", "EUR": "€"}
WITHOUT_MINOR_UNIT = frozenset({"JPY", "KRW", "ISK", "VND", "CLP"})  # ISO 4217: no cents


def price_in_words(minor: int | None, currency: str) -> str:
    """A price kept in the minor unit, such as £60 or 59.50 CHF; empty where none was said."""
    if minor is None:
        return ""
    whole = minor if currency in WITHOUT_MINOR_UNIT else minor / 100
    said = f"{whole:.0f}" if whole == int(whole) else f"{whole:.2f}"
    sign = SIGNS.get(currency)
    return f"{sign}{said}" if sign else f"{said} {currency}".strip()
