"""Log lines that say what broke and where, and nothing about whom."""

import logging
import traceback
from datetime import UTC, datetime

from django.http import HttpRequest


class WithoutPersonalData(logging.Formatter):
    """One line, then the places in the code. Never a value: messages of exceptions quote what people typed."""

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        request = getattr(record, "request", None)
        route = getattr(getattr(request, "resolver_match", None), "route", None)
        if isinstance(request, HttpRequest):  # a path can hold a person's id; the route that answered it cannot
            what = (
                f"{getattr(record, 'status_code', '')} {request.method} /{'(no such page)' if route is None else route}"
            )
        else:
            what = str(record.msg)
        line = f"{when} {record.levelname} {record.name}: {what}"
        return "\n".join([line, *self._places(record)])

    def _places(self, record: logging.LogRecord) -> list[str]:
        if not record.exc_info or record.exc_info[0] is None:
            return []
        kind, _, trail = record.exc_info
        frames = traceback.extract_tb(trail)
        return [*(f"    {frame.filename}:{frame.lineno} {frame.name}" for frame in frames), f"    {kind.__qualname__}"]
