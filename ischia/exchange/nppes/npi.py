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
    if check_digit(text[:-1]) != text[-1]:
        raise Problem(field, text, "a number whose check digit fits")
    return text


def check_digit(nine: str) -> str:
    """The tenth digit after these nine. From the right, every second digit counts double, with its digits added up."""
    digits = [int(digit) for digit in ISSUER + nine]
    total = sum(sum(divmod(2 * digit, 10)) for digit in digits[::-2]) + sum(digits[-2::-2])
    return str(-total % 10)
