"""The knowledge of each day: kept when it first decides something, and found again by its digest."""

import json
from functools import lru_cache

from ischia.care.models import Edition
from ischia.core.knowledge import Knowledge, knowledge_from, load_knowledge
from ischia.exchange.papers.pictures import body_of

AT_HAND = 4  # editions held in memory beside the installed one


def keep_edition(knowledge: Knowledge) -> None:
    """Keep an edition whole; one that is kept already stays as it is."""
    if not Edition.objects.filter(pk=knowledge.digest).exists():
        documents = json.dumps(knowledge.documents, ensure_ascii=False)
        edition = Edition(digest=knowledge.digest, version=knowledge.version, documents=documents)
        Edition.objects.bulk_create([edition], ignore_conflicts=True)  # someone else may just have kept it


def knowledge_of(digest: str) -> Knowledge | None:
    """The knowledge of a digest; None where it was not kept, or where today's program can no longer read it."""
    installed = load_knowledge()
    if installed.digest == digest:
        return installed
    try:
        return kept_edition(digest)
    except (Edition.DoesNotExist, ValueError, LookupError):
        return None


@lru_cache(maxsize=AT_HAND)
def kept_edition(digest: str) -> Knowledge:
    """The knowledge of a kept edition; it never changes, so it is read once.

    Raises:
        Edition.DoesNotExist: it was not kept.
        ValueError, LookupError: today's program cannot read it.
    """
    edition = Edition.objects.get(pk=digest)
    knowledge = knowledge_from(json.loads(edition.documents), digest)
    body_of(knowledge)  # the drawings are part of it, and read apart
    return knowledge


def earlier_editions() -> list[Knowledge]:
    """The editions kept here that can still be read, the newest first, the installed one left out."""
    digests = Edition.objects.exclude(pk=load_knowledge().digest).values_list("digest", flat=True)[:AT_HAND]
    return [knowledge for digest in digests if (knowledge := knowledge_of(digest))]
