"""Bad input, said so that whoever sent it can put it right."""

import reprlib
from difflib import get_close_matches

_short = reprlib.Repr()
_short.maxstring = _short.maxother = 60
_short.maxlist = _short.maxdict = _short.maxset = 4
_short.maxlevel = 2


class Problem(ValueError):
    """The only error for bad input: which field, what came, what is allowed.

    `got` may be anything a file can hold, however large or deeply nested; what is shown of it is kept short.
    """

    def __init__(self, field: str, got: object, allowed: str) -> None:
        self.field, self.got, self.allowed = field, got, allowed
        super().__init__(f"{field}: {shown(got)} is not allowed; use {allowed}")


def shown(got: object) -> str:
    """What came, as one short line: `14`, `'yes'`, `[1, 2, 3, 4, ...]`."""
    return _short.repr(got)


def did_you_mean(got: object, allowed: list[str]) -> str:
    """`, did you mean 'age'?` where one of the allowed words is close to what came, else nothing."""
    close = get_close_matches(str(got)[:100], allowed, n=1)
    return f" (did you mean '{close[0]}'?)" if close else ""
