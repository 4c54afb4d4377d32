"""Papers as PDF: the plan, the result of the safety questions, the letter to a doctor, progress at a glance.

Tagged and checked against PDF/UA-1 while they are set; the same input gives the same bytes.
"""

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

import typst

from ischia.core.case import Case
from ischia.core.knowledge import Knowledge
from ischia.core.planning import NoPlan, Plan, build_plan
from ischia.core.problems import Problem
from ischia.core.screening import Screening
from ischia.exchange.papers.letter import letter_paper
from ischia.exchange.papers.parts import Piece, keys_in, sources
from ischia.exchange.papers.plan import plan_paper
from ischia.exchange.papers.progress import Summary, in_plain_letters, progress_paper
from ischia.exchange.papers.result import result_paper
from ischia.exchange.wording import day_in_words, one_line

Paper = Literal["a4", "us-letter"]

HERE = Path(__file__).resolve().parent
TEMPLATES, FONTS = HERE / "typst", HERE / "fonts"


def plan_pdf(plan: Plan, case: Case, knowledge: Knowledge, *, day: date, name: str = "", paper: Paper = "a4") -> bytes:
    """Print a plan: today first, then the rest; two pages unless the limits are very many.

    Args:
        plan: the plan; one that waits for a doctor is printed with its exercises only.
        case: the answers it was made from.
        knowledge: the knowledge that made it.
        day: the first day of the plan; review days count from it.
        name: whose plan it is, as it shall stand on the paper.
        paper: the size of the sheet.
    Raises:
        Problem: nobody knows the size.
    """
    return _typeset("plan", plan_paper(plan, case, knowledge, day), knowledge, day=day, name=name, paper=paper)


def result_pdf(
    decided: Screening | Plan | NoPlan,
    case: Case,
    knowledge: Knowledge,
    *,
    day: date,
    emergency_number: str | None,
    paper: Paper = "a4",
) -> bytes:
    """Print the result of the safety questions with every reason; what cannot wait stands first.

    Args:
        decided: the plan with its screening, as they were kept; of a screening alone the plan is made.
        case: the answers that were screened.
        knowledge: the knowledge that screened them.
        day: the day the result was given.
        emergency_number: whom to call where this person is; None where the country is not known.
        paper: the size of the sheet.
    Raises:
        Problem: nobody knows the size.
    """
    plan = build_plan(decided, case, knowledge) if isinstance(decided, Screening) else decided
    content = result_paper(plan, case, knowledge, emergency_number)
    return _typeset("result", content, knowledge, day=day, name="", paper=paper)


def letter_pdf(
    screening: Screening, case: Case, knowledge: Knowledge, *, day: date, name: str = "", paper: Paper = "a4"
) -> bytes:
    """Print the letter that asks a doctor for a written yes or no.

    Args:
        screening: a result that sends the person to a doctor, first or today.
        case: the answers that were screened.
        knowledge: the knowledge that screened them.
        day: the day of the letter.
        name: who brings it, as it shall stand on the paper.
        paper: the size of the sheet.
    Raises:
        Problem: the result calls for no letter, or nobody knows the size.
    """
    content = letter_paper(screening, case, knowledge)
    return _typeset("letter", content, knowledge, day=day, name=name, paper=paper)


def progress_pdf(
    summary: Summary, sections: Sequence[str], knowledge: Knowledge, *, day: date, name: str = "", paper: Paper = "a4"
) -> bytes:
    """Print one page for a clinician: what was written down, the numbers, and what changed.

    Args:
        summary: entries, charts, measures and signs between two days.
        sections: what to put on the page, of `papers.progress.SECTIONS`.
        knowledge: the knowledge of the day.
        day: the day it is printed.
        name: whose numbers these are, as it shall stand on the paper.
        paper: the size of the sheet.
    Raises:
        Problem: nobody knows the size.
    """
    content = progress_paper(summary, sections, knowledge)
    try:
        return _typeset("progress", content, knowledge, day=day, name=name, paper=paper)
    except typst.TypstError:
        # What a person wrote may hold letters that no font of ours has; PDF/UA refuses them.
        return _typeset("progress", in_plain_letters(content), knowledge, day=day, name=name, paper=paper)


def _typeset(template: str, content: Piece, knowledge: Knowledge, *, day: date, name: str, paper: str) -> bytes:
    if paper not in get_args(Paper):
        raise Problem("paper", paper, " or ".join(get_args(Paper)))
    data = {
        **content,
        "name": one_line(name),
        "write_name": False,
        "paper": paper,
        "day": [day.year, day.month, day.day],
        "day_words": day_in_words(day),
        "sources": sources(keys_in(content), knowledge),
    }
    try:
        return _set(template, data)
    except typst.TypstError:
        # PDF/UA refuses a letter that no font of ours holds. A line to write the name on serves better than boxes.
        if not name.strip() or name.isascii():
            raise
        return _set(template, {**data, "name": "", "write_name": True})


def _set(template: str, data: Piece) -> bytes:
    compiler = typst.Compiler(TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=_fonts())
    # One string: what a person wrote is data inside it and never becomes markup.
    made = compiler.compile(
        format="pdf", pdf_standards="ua-1", sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)}
    )
    if not isinstance(made, bytes):  # a list is made only of formats that hold one page a file
        raise TypeError(f"typst gave {type(made).__name__}, not one PDF")
    return made


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Our own fonts and those inside typst, never those of the machine: a paper looks the same everywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
