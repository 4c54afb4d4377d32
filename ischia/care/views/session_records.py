"""The address to which devices send what was done. It says in JSON what became of it; nothing here decides."""

import json
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ischia.accounts.whose import is_same_owner, owner_of
from ischia.care.home_session import HomeSession, SessionVersion
from ischia.care.models import Screening
from ischia.care.recording import Recorded, record_session, sessions_of
from ischia.care.views.kept import own_screening
from ischia.core.problems import Problem, shown
from ischia.core.session.record import SessionRecord, read_record

LARGEST = 64 * 1024  # bytes of one record
STATUS = {"new": 201, "known": 200, "both_kept": 409}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def records(request: HttpRequest) -> JsonResponse:
    """Keep a record (POST), or list one's own of a day (GET)."""
    try:
        return _keep(request) if request.method == "POST" else _list(request)
    except Problem as problem:
        return _refused(problem)


def _keep(request: HttpRequest) -> JsonResponse:
    if not is_same_owner(request):
        return _refused(Problem("owner", None, "the account this was entered in; sign in again"), 401)
    if len(request.body) > LARGEST:
        return _refused(Problem("body", f"{len(request.body)} bytes", f"at most {LARGEST} bytes"), 413)
    try:
        document = json.loads(request.body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return _refused(Problem("body", None, "JSON"), 400)
    record = read_record(document)
    return _answer(record_session(_screening_of(request, record), record))


def _no_number(word: str) -> None:
    raise ValueError(word)


def _screening_of(request: HttpRequest, record: SessionRecord) -> Screening:
    try:
        return own_screening(request, record.screening)
    except Http404:
        raise Problem("screening", str(record.screening), "the screening of a plan of your own") from None


def _answer(recorded: Recorded) -> JsonResponse:
    said = _version(recorded.version)
    if recorded.what == "both_kept":
        in_force = recorded.session.in_force.record
        said = {"both_kept": True, "kept": in_force, "other": recorded.version.record}
    return _json(said, STATUS[recorded.what])


def _list(request: HttpRequest) -> JsonResponse:
    named = request.GET.get("day")
    day = _day(named) if named is not None else None
    return _json({"sessions": [_session(each) for each in sessions_of(owner_of(request).keeper, day)]}, 200)


def _day(named: str) -> Any:
    try:
        day = parse_date(named)
    except ValueError:
        day = None
    if day is None:
        raise Problem("day", named, "a day like 2026-11-21")
    return day


def _session(session: HomeSession) -> dict[str, Any]:
    """The version in force, and those kept beside it that wait for a choice."""
    versions = session.versions.all()
    in_force = next(each for each in versions if each.came_too_late_for is None and each.revision == session.revision)
    return {**_version(in_force), "beside": [each.record for each in session.beside]}


def _version(version: SessionVersion) -> dict[str, Any]:
    return {"record": version.record, "received": version.received_at.isoformat()}


def _refused(problem: Problem, status: int = 422) -> JsonResponse:
    got = problem.got
    plain = got is None or isinstance(got, bool | int | str)
    said = {"field": problem.field, "got": got if plain else shown(got), "allowed": problem.allowed}
    return _json(said, status)


def _json(said: dict[str, Any], status: int) -> JsonResponse:
    """Keys in one order, so that the answer to a repeat is the same to the letter on every database."""
    return JsonResponse(said, status=status, json_dumps_params={"sort_keys": True})
