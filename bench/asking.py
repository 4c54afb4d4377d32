"""How many questions until the result is known? Three orders beside each other in one run.

    .venv/bin/python -m bench.asking

Made-up people answer what they are asked from a full set of answers. *A decision* is known at the first question after
which no answer still missing can change the disposition, and it may be shown: the gate is passed, or it is
`doctor_before_massage` or worse. An emergency is shown at once. *Complete* is when nothing is left to ask. *The full form*
is every question asked of a person, with the follow-ups that the answers call for.
"""

import statistics
import sys
import time
from pathlib import Path

from ruamel.yaml import YAML

from ischia.core.asking import ask
from ischia.core.asking.outlook import Outlook
from ischia.core.asking.question import places
from ischia.core.case import make_case
from ischia.core.completing import smallest
from ischia.core.knowledge import load_knowledge
from ischia.core.rules import rule_book
from ischia.core.screening import screen
from ischia.core.value import Disposition
from tests.people import many, near_a_red_flag, person

PEOPLE = 150
DEMO = Path(__file__).parent.parent / "ischia" / "care" / "demo_people.yaml"
KNOWLEDGE = load_knowledge()
BOOK = rule_book(KNOWLEDGE)


def demo_people():
    """The made-up people of the demo; who stopped half-way says what the others say to the rest."""
    said = YAML(typ="safe", pure=True).load(DEMO)
    return [{**said["base"], **entry["answers"]} for entry in said["people"]]


def asked_of(name):
    return KNOWLEDGE.findings[name].asked_of_a_person


def full_form(answers):
    case = make_case(answers, KNOWLEDGE)
    return [each.id for each in KNOWLEDGE.findings.values() if each.asked_of_a_person and BOOK.called_for(each, case)]


def by_settling(case, topics):
    """The order of `ischia ask`."""
    asking = ask(case, KNOWLEDGE)
    return [asking.next.finding] if asking.next else []


def by_fewest_together(case, topics):
    """The same steps; within one, what needs the fewest others beside it comes first, then the order of the pages."""
    outlook = Outlook(case, BOOK)
    for level in sorted(Disposition, reverse=True):
        ways = outlook._ways(outlook._rules_of[level]) if level > outlook.disposition else ()
        together = {}
        for needs in smallest({way.needs for way in ways}):
            for name in needs:
                together.setdefault(name, len(needs))
        ready = [name for name in together if outlook.is_called_for(name)]
        if ready:
            return [min(ready, key=lambda name: (together[name], places(KNOWLEDGE)[name]))]
    return by_settling(case, topics)


def by_pages(case, topics):
    """One page of the wizard after the other, all that a page calls for; an emergency ends it."""
    outlook = Outlook(case, BOOK)
    if outlook.disposition is Disposition.EMERGENCY_NOW and not outlook.could_take_back:
        return []
    while topics:
        findings = [name for name in topics[0].findings if not KNOWLEDGE.findings[name].after_advice]
        waiting = [name for name in findings if name not in case.answers and outlook.is_called_for(name)]
        if waiting:
            return waiting
        topics.pop(0)
    return []


def interview(answers, order):
    """Every case on the way, each with one more question answered than the one before (or one more page)."""
    given = {name: answer for name, answer in answers.items() if not asked_of(name)}
    case, topics = make_case(given, KNOWLEDGE), list(KNOWLEDGE.topics.values())
    way = [case]
    while names := order(case, topics):
        case = make_case({**case.answers, **{name: answers.get(name) for name in names}}, KNOWLEDGE)
        way.append(case)
    return way


def is_decided(case):
    screening = screen(case, KNOWLEDGE)
    emergency = screening.disposition is Disposition.EMERGENCY_NOW
    known = emergency or (screening.decided and screening.shown is screening.disposition)
    return known and not Outlook(case, BOOK).could_take_back


def questions(case):
    return sum(map(asked_of, case.answers))


def first_decided(way):
    """A decision is never undone, so the first one is found by halving."""
    low, high = 0, len(way) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if is_decided(way[middle]) else (middle + 1, high)
    return questions(way[low])


def measured(people):
    """For each person the disposition that all answers give, the length of the form, for each order the questions to a
    decision and in all, and the orders that told something else."""
    rows = []
    for answers in people:
        ways = {order: interview(answers, order) for order in (by_pages, by_fewest_together, by_settling)}
        result = BOOK.verdict(make_case(answers, KNOWLEDGE))
        assert BOOK.verdict(ways[by_settling][-1]) is result, answers
        counted = {order: (first_decided(way), questions(way[-1])) for order, way in ways.items()}
        otherwise = {order for order, way in ways.items() if BOOK.verdict(way[-1]) is not result}
        rows.append((result, len(full_form(answers)), counted, otherwise))
    return rows


def told(name, rows):
    print(f"\n{name}: {len(rows)} people\n")
    print(
        f"{'':<24}{'people':>7}{'form':>7}{'pages':>14}{'fewest first':>14}{'ask':>14}{'fewer':>8}{'complete':>14}{'fewer':>8}"
    )
    for level in [*sorted(Disposition, reverse=True), None]:
        group = [row for row in rows if level in (row[0], None)]
        if not group:
            continue
        form = statistics.mean(row[1] for row in group)
        cells = [
            _mean_and_worst(row[2][order][0] for row in group) for order in (by_pages, by_fewest_together, by_settling)
        ]
        less, less_in_all = (
            1 - statistics.mean(row[2][by_settling][which] / row[1] for row in group) for which in (0, 1)
        )
        complete = _mean_and_worst(row[2][by_settling][1] for row in group)
        print(f"{level.id if level is not None else 'everyone':<24}{len(group):>7}{form:>7.1f}", end="")
        print("".join(f"{cell:>14}" for cell in cells), f"{less:>7.0%}{complete:>14}{less_in_all:>8.0%}")
    for order in (by_pages, by_fewest_together, by_settling):
        taken = [row[2][order][0] for row in rows if row[0] is Disposition.EMERGENCY_NOW]
        soon = f"emergencies within ten questions {sum(each <= 10 for each in taken)} of {len(taken)}"
        print(f"{order.__name__}: {soon}; told otherwise than all answers say {sum(order in row[3] for row in rows)}")


def _mean_and_worst(counts):
    counts = list(counts)
    return f"{statistics.mean(counts):.1f} / {max(counts)}"


def milliseconds():
    """One `ask`, warm, on every case of one long talk: the median and the slowest, in time of the processor."""
    way = interview(demo_people()[0], by_settling)
    taken = []
    for case in way:
        times = []
        for _ in range(5):
            start = time.process_time()
            ask(case, KNOWLEDGE)
            times.append(time.process_time() - start)
        taken.append(min(times) * 1000)
    return statistics.median(taken), max(taken)


def main():
    told("Demo people", measured(demo_people()))
    told("Random people", measured(many(person, PEOPLE, seed=2026)))
    told("Random people near a red flag", measured(many(near_a_red_flag, PEOPLE, seed=2026)))
    median, slowest = milliseconds()
    print(f"\none ask: {median:.1f} ms (median), {slowest:.1f} ms (slowest), Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
