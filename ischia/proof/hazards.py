"""What can go wrong, and what must be true so that it does not: stated apart from the rules, to hold them against."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from ischia.core.case import Case
from ischia.core.checking import unknown_in
from ischia.core.conditions import findings_in, holds
from ischia.core.facts.findings import When
from ischia.core.knowledge import LEG, Knowledge, Reader
from ischia.core.limits import FLAGS, LISTS, Limits
from ischia.core.rules import rule_book
from ischia.core.screening import Reason
from ischia.core.value import Disposition, DispositionWord, Value
