"""A name as it is looked up: without accents, case or punctuation, so that `Köln`, `koln` and `KÖLN` are one."""

import unicodedata

# Letters that Unicode does not take apart into a plain one and a mark.
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
SILENT = "'’ʻʼ`´"


def fold(text: str) -> str:
    """The words of a name in lower case, letters and digits only, one space between them."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN))
    kept = (sign for sign in apart if not unicodedata.combining(sign) and sign not in SILENT)
    return " ".join("".join(sign if sign.isalnum() else " " for sign in kept).split())
