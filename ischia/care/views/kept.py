"""Whose row is it, and which pages lie behind it: what the result's and the plan's views share."""

import uuid
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import patch_cache_control

from ischia.accounts.whose import owner_of
from ischia.care.demo import made_up_people
from ischia.care.editions import knowledge_of
from ischia.care.models import Screening
from ischia.care.telling.edition import OlderEdition, older_edition
from ischia.care.telling.kept import Kept, read_kept
from ischia.care.whose_check import may_see
from ischia.core.knowledge import load_knowledge


def own_screening(request: HttpRequest, id: uuid.UUID) -> Screening:
    """The screening, when this visitor may see it as they may see its check; nobody else learns that it exists."""
    found = Screening.objects.filter(id=id).select_related("keeper", "answered__keeper").first()
    if found is None or not _may_see(request, found):
        raise Http404
    return found


def _may_see(request: HttpRequest, row: Screening) -> bool:
    return owner_of(request).keeper == row.keeper or (row.answered is not None and may_see(request, row.answered))


def kept_of(row: Screening) -> Kept:
    """What the row holds, as values."""
    said = {"answers": row.answers, "result": row.result, "plan": row.plan}
    return read_kept(said, row.as_of, knowledge_of(row.knowledge_digest), load_knowledge())


def older(kept: Kept) -> OlderEdition | None:
    """What to say about the edition of a row; nothing where it is today's."""
    return older_edition(kept, load_knowledge())


def personal(view: Any) -> Any:
    """No cache but the reader's own may keep this page."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return answered


def way(name: str, *args: object) -> str:
    """The address of a page; empty where there is none, or where the check it needs is gone."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def made_up(row: Screening) -> str:
    """The name of the made-up person whose answers these are; empty for a real one."""
    person = made_up_people().get(row.answered.demo) if row.answered else None
    return person.name if person else ""
