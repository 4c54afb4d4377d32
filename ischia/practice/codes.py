"""A column that holds a set of short codes, such as languages, and can be searched for one of them on any database."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

EDGE = "|"


class CodesField(models.TextField):  # type: ignore[type-arg]
    """A sorted tuple of codes, kept as `|en|fr|`, so that one `LIKE` finds a code in SQLite and in PostgreSQL alike."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("default", tuple)
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> tuple[str, ...]:
        return self.to_python(value)

    def to_python(self, value: object) -> tuple[str, ...]:
        """The codes of whatever was given: kept text, one code, or many.

        Raises:
            ValidationError: a code holds the sign that parts them.
        """
        codes = value.split(EDGE) if isinstance(value, str) else value or ()
        if not isinstance(codes, Iterable) or any(EDGE in code for code in codes):
            raise ValidationError(f"codes are words without {EDGE!r}")
        return tuple(sorted({code for code in codes if code}))

    def get_prep_value(self, value: object) -> str:
        codes = self.to_python(value)
        return f"{EDGE}{EDGE.join(codes)}{EDGE}" if codes else ""


def has(field: str, code: str) -> Q:
    """The condition that a column of codes holds this one."""
    return Q(**{f"{field}__contains": f"{EDGE}{code}{EDGE}"})


def has_any(field: str, codes: Iterable[str]) -> Q:
    """The condition that a column of codes holds at least one of these; with none of them, that nothing fits."""
    found = Q(pk__in=[])
    for code in codes:
        found |= has(field, code)
    return found
