"""How a record holds a condition: written as plain data, read as a small tree."""

from typing import Annotated

from pydantic import BeforeValidator

from ischia.core.conditions import Condition, parse

When = Annotated[Condition, BeforeValidator(lambda data: parse(data) if isinstance(data, str | dict) else data)]
