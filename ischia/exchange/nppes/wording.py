"""What stands in capitals in the register, written as people write it. What is not all capitals stays as it is."""

import re

STAY = frozenset({
    "II", "III", "IV", "LLC", "PLLC", "LLP", "LP", "PC", "PA", "PS", "DBA", "USA", "YMCA",
    "LMT", "LMP", "RMT", "CMT", "MT", "PT", "NE", "NW", "SE", "SW", "PO",
})  # fmt: skip
SMALL = frozenset({"and", "at", "for", "in", "of", "on", "the"})
ORDINAL = re.compile(r"\d+(ST|ND|RD|TH)")
PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def readable(text: str) -> str:
    """`MARY-ANN O'EXAMPLE III` as `Mary-Ann O'Example III`; spaces in a row become one."""
    words = text.split()
    if not text.isupper():
        return " ".join(words)
    return " ".join(_word(word, first=not number) for number, word in enumerate(words))


def _word(word: str, *, first: bool) -> str:
    bare = word.strip(".,()")
    if bare in STAY:
        return word
    if ORDINAL.fullmatch(bare):
        return word.lower()
    if any(sign.isdigit() for sign in word):
        return word  # a number of a house or a room
    if bare.lower() in SMALL and not first:
        return word.lower()
    return PART.sub(lambda part: _name(part[0]), word)


def _name(part: str) -> str:
    head, apostrophe, tail = part.partition("'")
    if apostrophe and len(head) == 1:  # O'Example, but Ada's
        return f"{head}'{tail.capitalize()}"
    if part.startswith("MC") and len(part) > 3:
        return f"Mc{part[2:].capitalize()}"
    return part.capitalize()


def telephone(text: str) -> str:
    """Ten digits with the country's code before them; anything else as it stands."""
    digits = re.sub(r"[\s().-]", "", text)
    if re.fullmatch(r"[2-9]\d{9}", digits):
        return f"+1 {digits[:3]} {digits[3:6]} {digits[6:]}"
    return text.strip()


def zip_code(text: str) -> str:
    """Nine digits with their hyphen; anything else as it stands."""
    text = text.strip()
    return f"{text[:5]}-{text[5:]}" if re.fullmatch(r"\d{9}", text) else text
