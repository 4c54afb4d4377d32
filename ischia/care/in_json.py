"""How an address for devices speaks: JSON in, JSON out, and what was wrong with it in one shape everywhere."""

import json
from typing import Any

from django.http import HttpRequest, JsonResponse

from ischia.accounts.whose import is_same_owner
from ischia.core.problems import Problem, shown

LARGEST = 64 * 1024  # bytes of one document


class Unusable(Exception):
    """What was sent cannot be looked at; `answer` says why."""

    def __init__(self, problem: Problem, status: int) -> None:
        self.answer = refused(problem, status)
        super().__init__(str(problem))


def read_json(request: HttpRequest) -> Any:
    """The document that was sent.

    Raises:
        Unusable: it is for another account, too large, or no JSON.
    """
    if not is_same_owner(request):
        raise Unusable(Problem("owner", None, "the account this was entered in; sign in again"), 401)
    if len(request.body) > LARGEST:
        raise Unusable(Problem("body", f"{len(request.body)} bytes", f"at most {LARGEST} bytes"), 413)
    try:
        return json.loads(request.body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Unusable(Problem("body", None, "JSON"), 400) from None


def _no_number(word: str) -> None:
    raise ValueError(word)


def refused(problem: Problem, status: int = 422) -> JsonResponse:
    """Say what was wrong: the field, what came, what is allowed."""
    got = problem.got
    plain = got is None or isinstance(got, bool | int | str)
    said = {"field": problem.field, "got": got if plain else shown(got), "allowed": problem.allowed}
    return answer(said, status)


def answer(said: dict[str, Any], status: int = 200) -> JsonResponse:
    """Keys in one order, so that the answer to a repeat is the same to the letter on every database."""
    return JsonResponse(said, status=status, json_dumps_params={"sort_keys": True})
