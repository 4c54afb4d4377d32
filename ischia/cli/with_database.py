"""What commands that need the database share: Django is set up first, and one without tables is told in a line."""

import contextlib
import importlib
import os
import uuid
from collections.abc import Iterator
from datetime import date
from types import ModuleType

import django
from django.db import DatabaseError

from ischia.core.problems import Problem


@contextlib.contextmanager
def use_cases(module: str) -> Iterator[ModuleType]:
    """A module of use-cases, by name: the models behind it can only be read once Django is set up.

    Raises:
        Problem: the database has no tables yet, or cannot be used.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ischia.web.settings")
    django.setup()
    try:
        yield importlib.import_module(module)
    except DatabaseError:
        raise Problem("DATABASE_URL", "a database without tables", "one that `ischia serve` has prepared") from None


def an_id(words: str, field: str) -> uuid.UUID:
    """The id somebody typed.

    Raises:
        Problem: it is none.
    """
    try:
        return uuid.UUID(words)
    except ValueError:
        raise Problem(field, words, "an id such as 0b8f4e0c-6d1f-4a53-9d0a-5a2f0c1e7b11") from None


def a_day(words: str, field: str) -> date:
    """The day somebody typed.

    Raises:
        Problem: it is none.
    """
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise Problem(field, words, "a day such as 2027-03-31") from None
