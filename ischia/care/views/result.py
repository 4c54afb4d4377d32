"""A stand-in: the page that shows a screening is built beside this one."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ischia.care.models import Screening


@require_safe
def result(request: HttpRequest, screening_id: uuid.UUID) -> HttpResponse:
    """Show what was decided."""
    kept = get_object_or_404(Screening, pk=screening_id)
    return HttpResponse(f"<!doctype html><title>Result</title><h1>{kept.disposition}</h1>")
