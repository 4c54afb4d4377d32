"""The parts of the page of proofs that the theorems know best: their sentences, and the exceptions with their cases."""

from collections.abc import Iterator

from between import between

from ischia.core.knowledge import Knowledge
from ischia.proof.catalogue import chapters, theorems_about
from ischia.proof.documents import Document
from ischia.proof.proving import prove
from ischia.proof.theorems import Theorem

BY_RULE = ("speaks.", "matters.")  # one sentence for each of a hundred rules says no more than one for all of them
EXCEPTION = "exception."
ELSEWHERE = (*BY_RULE, EXCEPTION)


def filled(page: str, knowledge: Knowledge) -> str:
    """The page with its made parts made anew, each between its two marks."""
    page = between(page, "theorems", "\n".join(_theorems(knowledge)))
    return between(page, "exceptions", "\n".join(_exceptions(knowledge)))


def _theorems(knowledge: Knowledge) -> Iterator[str]:
    every = list(chapters(knowledge))
    needed = len(_needed(knowledge))
    yield f"{sum(len(each) for _, each in every) - needed} theorems, and {needed} exceptions that are needed."
    for name, theorems in every:
        yield f"\n### {name}\n"
        if theorems[0].id.startswith(BY_RULE):
            yield f"- For each of {len(knowledge.rules)} rules, `speaks.RULE`: there are people of whom it speaks."
            yield "- `matters.RULE`: without it somebody's result would be milder."
        yield from (_line(theorem) for theorem in theorems if not theorem.id.startswith(ELSEWHERE))


def _line(theorem: Theorem) -> str:
    return f"- `{theorem.id}` {theorem.told}"


def _needed(knowledge: Knowledge) -> list[Theorem]:
    return [theorem for theorem in theorems_about(knowledge) if theorem.id.startswith(EXCEPTION)]


def _exceptions(knowledge: Knowledge) -> Iterator[str]:
    for proof in prove(knowledge, _needed(knowledge), workers=1):
        before, after = proof.cases
        yield f"### `{proof.theorem.id}`\n\n{proof.theorem.sentence}\n"
        yield f"- before: `{_answers(before)}`"
        yield f"- after: `{_answers(after)}`"
        ways = proof.says.split(", ")
        more = f" and {len(ways) - 3} more" if len(ways) > 3 else ""
        yield f"- lost: {', '.join(ways[:3])}{more}\n"


def _answers(case: Document) -> str:
    return "; ".join(f"{name}: {_word(answer)}" for name, answer in case["findings"].items()) or "nothing answered"


def _word(answer: object) -> str:
    if isinstance(answer, list):
        return f"[{', '.join(answer)}]"
    if answer is None:
        return "not sure"
    return str(answer) if not isinstance(answer, bool) else "yes" if answer else "no"
