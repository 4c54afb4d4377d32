"""Prices: kept in the minor unit of a currency (cents, pence), written as people write them."""

from decimal import Decimal

from ischia.core.problems import Problem

# The sign, and how many digits stand behind the point (ISO 4217).
CURRENCIES = {
    "GBP": ("£", 2),
    "EUR": ("€", 2),
    "USD": ("$", 2),
    "CAD": ("CA$", 2),
    "AUD": ("A$", 2),
    "NZD": ("NZ$", 2),
    "CHF": ("CHF ", 2),
    "SEK": ("SEK ", 2),
    "NOK": ("NOK ", 2),
    "DKK": ("DKK ", 2),
    "INR": ("₹", 2),
    "JPY": ("¥", 0),
}


def minor_units(amount: Decimal, currency: str) -> int:
    """An amount in the minor unit: 55.50 pounds are 5550 pence.

    Raises:
        Problem: the currency is not known, the amount is below 0, or has more digits than the currency.
    """
    if currency not in CURRENCIES:
        raise Problem("currency", currency, f"one of {', '.join(CURRENCIES)}")
    digits = CURRENCIES[currency][1]
    units = amount.scaleb(digits)
    if amount < 0 or units != units.to_integral_value():
        raise Problem("price", str(amount), f"0 or more, with at most {digits} digits behind the point")
    return int(units)


def major_units(units: int, currency: str) -> Decimal:
    """The other way round: 5550 pence are 55.50 pounds."""
    return Decimal(units).scaleb(-CURRENCIES.get(currency, ("", 2))[1])


def tell_price(units: int, currency: str) -> str:
    """A price as people write it: `£55`, `£55.50`; an unknown currency by its code."""
    sign, digits = CURRENCIES.get(currency, (f"{currency} ", 2))
    amount = major_units(units, currency)
    whole = amount == amount.to_integral_value()
    return f"{sign}{amount:,.0f}" if whole else f"{sign}{amount:,.{digits}f}"
