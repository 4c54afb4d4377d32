"""The talk in the terminal: one question after the other, each answer written to the case file at once."""

import importlib
import json
import os
import tempfile
from pathlib import Path

from ischia.cli.telling import headline, screening_lines
from ischia.core.asking import Question, ask
from ischia.core.case import Answer, Case, check_answer, make_case
from ischia.core.knowledge import Knowledge
from ischia.core.problems import Problem
from ischia.core.screening import screen
from ischia.core.value import Disposition

HOW = "Answer, ? for not sure, < to go back, or q to stop. Every answer is kept."
HINTS = {"bool": "Type y or n, or ? for not sure."}
YES, NO = ("y", "yes"), ("n", "no")


def talk(case: Case, file: Path, knowledge: Knowledge) -> int:
    """Ask until nothing is left, an emergency is found, or the person stops; the file always holds every answer."""
    print(HOW)
    order, asked_twice = list(case.answers), set[str]()
    while not (asking := ask(case, knowledge)).done and asking.next:
        print(f"\n{asking.because} At most {asking.at_most_left} questions are left.")
        given = _put(asking.next)
        if given == "q":
            break
        answers = dict(case.answers)
        if given == "<":
            if order:
                answers.pop(order.pop(), None)
        else:
            try:
                answer = _understood(given, asking.next, knowledge)
                if answer is None and _to_confirm(asking.next, asked_twice, knowledge):
                    continue
                answers[asking.next.finding] = answer
                order.append(asking.next.finding)
            except Problem as problem:
                print(f"  {HINTS.get(asking.next.type) or f'Please use {problem.allowed}.'}")
                continue
        case = make_case(answers, knowledge, case.as_of)
        _write(case, file)
    return _close(case, file, knowledge)


def _to_confirm(question: Question, asked_twice: set[str], knowledge: Knowledge) -> bool:
    """A first "not sure" that alone would be an emergency: say what is meant in three lines, and ask once more."""
    lines = knowledge.findings[question.finding].confirm_not_sure
    if not lines or question.finding in asked_twice:
        return False
    asked_twice.add(question.finding)
    print("\nLook once more; not sure a second time counts as yes.", *lines, sep="\n  ")
    return True


def _put(question: Question) -> str:
    """Show a question and read one line; the end of the input means stop."""
    print(question.question)
    if question.help:
        print(f"  {question.help}")
    for place, word in enumerate(question.choices or (), 1):
        print(f"  {place:>2}  {question.labels[word]}")
    hint = {
        "bool": "y / n / ?",
        "integer": f"{question.min} to {question.max}, or ?",
        "choice": "a number, or ?",
        "set": "numbers with commas, 0 for none, or ?",
    }[question.type]
    try:
        return input(f"  [{hint}] ").strip()
    except EOFError:
        return "q"


def _understood(given: str, question: Question, knowledge: Knowledge) -> Answer:
    """A typed line as an answer.

    Raises:
        Problem: it is none of those that are allowed.
    """
    finding = knowledge.findings[question.finding]
    if given == "?":
        return None
    return check_answer(finding, _meant(given, question), knowledge)


def _meant(given: str, question: Question) -> object:
    if question.type == "bool":
        return True if given.lower() in YES else False if given.lower() in NO else given
    if question.type == "integer":
        return int(given) if given.lstrip("-").isdecimal() and len(given) < 9 else given
    words = question.choices or ()
    numbers = [part.strip() for part in given.split(",")]
    if question.type == "set" and given in ("0", "none"):
        return []
    picked = [words[int(each) - 1] if each.isdecimal() and 0 < int(each) <= len(words) else each for each in numbers]
    return picked if question.type == "set" else picked[0]


def _write(case: Case, file: Path) -> None:
    """Keep the answers: the whole file or nothing, so that a power cut loses at most the line being typed."""
    document: dict[str, object] = {"case": 1}
    if case.as_of:
        document["as_of"] = case.as_of.isoformat()
    document["findings"] = {
        name: list(each) if isinstance(each, tuple) else each for name, each in case.answers.items()
    }
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
        with os.fdopen(handle, "w", encoding="utf-8") as kept:
            kept.write(_text(document, file))
        Path(name).replace(file)
    except OSError as error:
        raise Problem(str(file), error.strerror, "a file that can be written") from None


def _text(document: dict[str, object], file: Path) -> str:
    if file.suffix == ".json":
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    text: str = importlib.import_module("ischia.cli.yaml_cases").text(document)
    return text


def _close(case: Case, file: Path, knowledge: Knowledge) -> int:
    screening = screen(case, knowledge)
    print()
    if screening.disposition is Disposition.EMERGENCY_NOW or screening.complete:
        print("\n".join(screening_lines(screening, case, knowledge)))
    else:
        print(headline(screening))
    if file.exists() and screening.disposition is not Disposition.EMERGENCY_NOW:
        print(f"\nYour answers are in {file}. Next: ischia plan {file}")
    return 0
