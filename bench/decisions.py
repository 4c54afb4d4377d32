"""How fast is a decision? Ours beside a hand-written function, json-logic and zen-engine, in one run on one core.

    .venv/bin/python -m bench.decisions

All four decide the same cases and must agree before anything is timed. Times are microseconds a case, the best of several
rounds (whatever else the machine does only ever adds); what counts is the ratio to the hand-written function of that run.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import zen
from json_logic import jsonLogic

from bench.by_hand import verdict_by_hand
from ischia.core.case import make_case
from ischia.core.conditions import All, Any, AtLeast, Below, Holds, Includes, Not, OneOf, Yes
from ischia.core.knowledge import load_knowledge
from ischia.core.rules import rule_book
from ischia.core.screening import limits_of, open_questions, reasons_for
from ischia.core.value import Disposition
from tests.oracle import facts

ROUNDS = 15
CASES = Path(__file__).parent.parent / "tests" / "cases" / "random.jsonl"


def to_json_logic(condition):
    match condition:
        case All(parts):
            return {"and": [to_json_logic(part) for part in parts]} if parts else True
        case Any(parts):
            return {"or": [to_json_logic(part) for part in parts]} if parts else False
        case Not(part):
            return {"!": [to_json_logic(part)]}
        case Yes(name):
            return {"==": [{"var": name}, True]}
        case OneOf(name, words):
            return {"in": [{"var": name}, sorted(words)]}
        case Includes(name, words):
            return {"or": [{"in": [word, {"var": [name, []]}]} for word in sorted(words)]}
        case Holds(name):
            return {"!!": [{"var": name}]}
        case AtLeast(name, bound):
            return {"and": [{"!=": [{"var": name}, None]}, {">=": [{"var": [name, -1]}, bound]}]}
        case Below(name, bound):
            return {"and": [{"!=": [{"var": name}, None]}, {"<": [{"var": [name, 10**6]}, bound]}]}


def to_zen(condition):
    match condition:
        case All(parts):
            return "(" + " and ".join(map(to_zen, parts)) + ")" if parts else "true"
        case Any(parts):
            return "(" + " or ".join(map(to_zen, parts)) + ")" if parts else "false"
        case Not(part):
            return f"not({to_zen(part)})"
        case Yes(name):
            return f"({name} ?? false) == true"
        case OneOf(name, words):
            return f"(({name} ?? '') in {sorted(words)!r})"
        case Includes(name, words):
            return f"some({name} ?? [], # in {sorted(words)!r})"
        case Holds(name):
            return f"(len({name} ?? []) > 0)"
        case AtLeast(name, bound):
            return f"(({name} ?? -1) >= {bound})"
        case Below(name, bound):
            return f"(({name} ?? 1000000) < {bound})"


def zen_decision(rules):
    """One graph that works out every rule of the table in one call."""
    expressions = [{"id": name, "key": name, "value": to_zen(condition)} for name, condition in rules.items()]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "rules", "type": "expressionNode", "name": "rules", "content": {"expressions": expressions}},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "rules"},
        {"id": "2", "sourceId": "rules", "targetId": "out"},
    ]
    return zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))


def microseconds(decide, cases, rounds=ROUNDS):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        for case in cases:
            decide(case)
        times.append((time.perf_counter() - start) / len(cases) * 1e6)
    return min(times)


def seconds(command):
    """Seconds that a command takes, the median of 20."""
    times = []
    for _ in range(20):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def start_to_answer():
    """From `ischia screen` to its answer, and what of it the interpreter and its checking library take alone."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write(json.dumps({"case": 1, "findings": {"age": 44, "known_causes": ["herniated_disc"]}}))
        file.flush()
        answer = seconds([str(Path(sys.executable).parent / "ischia"), "screen", file.name, "--json"])
    floor = seconds([sys.executable, "-c", "from pydantic import BaseModel"])
    return answer, floor


def main():
    os.sched_setaffinity(0, {0})
    knowledge = load_knowledge()
    book = rule_book(knowledge)
    rows = [json.loads(line)["findings"] for line in CASES.read_text().splitlines()]
    rows = [row for row in rows if not row.get("cleared_rules")]  # the plain engines know no clearance
    cases = [make_case(row, knowledge) for row in rows]
    by_hand = [facts(row) for row in rows]
    plain = [
        {name: sorted(value) if isinstance(value, frozenset) else value for name, value in case.values.items()}
        for case in cases
    ]
    levels = {rule.id: int(rule.then) for rule in book.rules}
    logic = [(levels[name], to_json_logic(condition)) for name, condition in knowledge.conditions.items()]
    logic.sort(key=lambda pair: -pair[0])
    decision = zen_decision(knowledge.conditions)

    def ask_json_logic(data):
        return next(level for level, rule in logic if jsonLogic(rule, data))

    def ask_zen(data):
        return max(levels[name] for name, spoke in decision.evaluate(data)["result"].items() if spoke)

    def full(case):
        reasons = reasons_for(case, book)
        return reasons, limits_of(reasons, knowledge)

    for case, hand, data in zip(cases, by_hand, plain, strict=True):
        answers = {int(book.verdict(case)), verdict_by_hand(hand), ask_json_logic(data), ask_zen(data)}
        assert len(answers) == 1, answers

    hand = microseconds(verdict_by_hand, by_hand)
    told = {
        "hand-written function: verdict": hand,
        "Ischia: verdict": microseconds(book.verdict, cases),
        "Ischia: every reason and all limits": microseconds(full, cases),
        "json-logic-qubit: verdict": microseconds(ask_json_logic, plain, 3),
        "zen-engine: verdict": microseconds(ask_zen, plain, 5),
        "Ischia: what is still open": microseconds(
            lambda case: open_questions(case, Disposition(book.verdict(case)), book), cases, 3
        ),
        "Ischia: checking the answers in": microseconds(lambda row: make_case(row, knowledge), rows, 5),
    }
    print(f"{len(cases)} cases, one core, Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}\n")
    print(f"{'':<38}{'µs a case':>12}{'ratio':>10}")
    for name, each in told.items():
        print(f"{name:<38}{each:>12.1f}{each / hand:>10.1f}")
    answer, floor = start_to_answer()
    print(
        f"\nischia screen, start to answer: {answer:.3f} s; of it Python and pydantic alone: {floor:.3f} s (medians of 20)"
    )


if __name__ == "__main__":
    main()
