"""Reading papers back: their words, their structure, their fonts; and one person for each kind of paper."""

import io
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from pypdf import PdfReader

DAY = date(2026, 11, 21)
# One person for each kind of paper.
PEOPLE: dict[str, dict[str, Any]] = {
    "plain": {"goals": ["ease_tight_muscle"]},
    "disc": {
        "partner_at_home": True,
        "goals": ["relax", "sleep_better"],
        "known_causes": ["herniated_disc"],
        "cause_told_by": "doctor",
        "bp_status": "controlled",
        "diabetes": True,
    },
    "acute": {"onset_days": 10, "can_reach_back": True, "pain_now": 6},
    "helped": {"partner_at_home": True, "age": 76, "antiplatelet": True},
    "doctor": {"anticoagulant": True, "clot_history": True, "known_causes": ["spinal_stenosis"]},
    "pregnant": {"age": 31, "pregnant": True, "trimester": "second"},
}


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


@lru_cache(maxsize=64)  # reading takes longer than printing, and many tests read the same paper
def words(pdf: bytes) -> str:
    """All text of a paper on one line, without its footers."""
    text = " ".join(page.extract_text() for page in reader(pdf).pages)
    return squeezed(re.sub(r"Ischia · [^·]* · decision support, not a diagnosis\s*Page \d+ of \d+", " ", text))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def fonts(pdf: bytes) -> Iterator[tuple[str, bool]]:
    """Every font by name, and whether it is inside the file."""
    for page in reader(pdf).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            described = inner["/FontDescriptor"].get_object()
            yield str(inner["/BaseFont"]), bool({"/FontFile2", "/FontFile3"} & set(described))


def alternatives(pdf: bytes) -> list[str]:
    """The words for who cannot see a picture, in reading order."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if node.get("/S") == "/Figure":
                found.append(str(node.get("/Alt", "")))
            if "/K" in node:
                walk(node["/K"])

    walk(reader(pdf).trailer["/Root"]["/StructTreeRoot"])
    return found
