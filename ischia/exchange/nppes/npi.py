"""National Provider Identifiers of the United States."""

from ischia.core.problems import Problem

ISSUER = "80840"  # health cards of the United States; stands before the NPI when its check digit is computed


def read_npi(field: str, text: str) -> str:
    """The NPI, if its check digit is right (Luhn, ISO/IEC 7812-1, over 80840 and the NPI).

    Raises:
        Problem: it is not ten digits, or the last does not fit the others.
    """
    if not (len(text) == 10 and text.isascii() and text.isdigit()):
        raise Problem(field, text, "ten digits")
    if _luhn_sum(ISSUER + text) % 10:
        raise Problem(field, text, "a number whose check digit fits")
    return text


def _luhn_sum(digits: str) -> int:
    """Every second digit from the right counts double, and of what is then above 9 both digits are added."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return sum(doubled) + sum(int(digit) for digit in digits[::-2])
