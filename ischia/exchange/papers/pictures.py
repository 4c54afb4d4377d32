"""The pictures on papers: the figure in its position, where the hands go, and words for who cannot see it."""

from collections.abc import Iterable
from functools import lru_cache

from ischia.core.body import Body
from ischia.core.knowledge import Knowledge
from ischia.exchange.body_cards import card_picture
from ischia.exchange.papers.parts import Piece
from ischia.exchange.wording import position_in_words, regions_in_words


@lru_cache(maxsize=4)
def body_of(knowledge: Knowledge) -> Body:
    """The body map of a knowledge."""
    return Body.model_validate(knowledge.documents["regions.yaml"])


def picture(position: str, work: Iterable[str], knowledge: Knowledge) -> Piece:
    """A figure in this position; `work` are the regions to massage, none for an exercise."""
    regions = tuple(sorted(set(work)))  # one order, so that the same picture is drawn, set and kept in the file once
    return {"svg": _drawn(position, regions, knowledge), "alt": _words(position, regions, knowledge)}


@lru_cache(maxsize=256)
def _drawn(position: str, regions: tuple[str, ...], knowledge: Knowledge) -> str:
    title, words = position_in_words(position, knowledge), _words(position, regions, knowledge)
    return card_picture(body_of(knowledge), position, work=regions, title=title, desc=words, palette="print")


def _words(position: str, regions: tuple[str, ...], knowledge: Knowledge) -> str:
    where = f" Hands go on: {regions_in_words(regions, knowledge)}." if regions else ""
    return f"Drawing of a person: {position_in_words(position, knowledge).lower()}.{where}"
