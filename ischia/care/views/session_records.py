"""The address to which devices send what was done. It says in JSON what became of it; nothing here decides."""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ischia.accounts.whose import owner_of
from ischia.care import in_json
from ischia.care.home_session import HomeSession, SessionVersion
from ischia.care.in_json import Unusable, read_json, refused
from ischia.care.models import Screening
from ischia.care.recording import Recorded, record_session, sessions_of
from ischia.care.views.kept import own_screening
from ischia.core.problems import Problem
from ischia.core.session.record import SessionRecord, read_record

STATUS = {"new": 201, "known": 200, "both_kept": 409}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def records(request: HttpRequest) -> JsonResponse:
    """Keep a record (POST), or list one's own of a day (GET)."""
    try:
        return _keep(request) if request.method == "POST" else _list(request)
    except Unusable as unusable:
        return unusable.answer
    except Problem as problem:
        return refused(problem)


def _keep(request: HttpRequest) -> JsonResponse:
    record = read_record(read_json(request))
    return _answer(record_session(_screening_of(request, record), record))


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
    return in_json.answer(said, STATUS[recorded.what])


def _list(request: HttpRequest) -> JsonResponse:
    named = request.GET.get("day")
    day = _day(named) if named is not None else None
    return in_json.answer({"sessions": [_session(each) for each in sessions_of(owner_of(request).keeper, day)]}, 200)


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
