"""Every mutant judged: which check noticed it, which is listed as equivalent, which survived."""

import multiprocessing
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML
from tqdm import tqdm

from tests.mutation.equivalence import SHOWN_BY
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.noticing import NOTICERS, REAL, Noticed, notice, warm_up

EQUIVALENT = {each["id"]: each for each in YAML(typ="safe", pure=True).load(Path(__file__).parent / "equivalent.yaml")}
AT_A_TIME = 8  # so many mutants a worker takes at once


class Judged(NamedTuple):
    """One mutant, and who noticed it, if anyone."""

    mutant: Mutant
    noticed: Noticed | None

    @property
    def survived(self) -> bool:
        """Did nothing notice, and is it not listed as equivalent?"""
        return self.noticed is None and self.mutant.id not in EQUIVALENT

    @property
    def column(self) -> str:
        """Where it counts in the table."""
        if self.noticed:
            return self.noticed.by
        return "survived" if self.survived else "equivalent"


def chosen(pattern: str = "") -> list[Mutant]:
    """The mutants whose id holds the pattern, in the order in which the records are written down."""
    return [mutant for mutant in mutants_of(REAL.documents) if pattern in mutant.id]


def judge(mutants: Sequence[Mutant], noticers: Sequence[str], workers: int = 2) -> Iterator[Judged]:
    """Each mutant with what noticed it. The examples are read once and shared by all workers."""
    warm_up(noticers)
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        told = pool.imap(partial(notice, noticers=noticers), mutants, chunksize=AT_A_TIME)
        yield from map(Judged, mutants, tqdm(told, total=len(mutants), unit=" mutants", disable=None))


def untrue_equivalents(judged: Sequence[Judged]) -> Iterator[str]:
    """Each listed equivalent that is none: noticed after all, or not shown to be one by what it says shows it."""
    for mutant, noticed in judged:
        if mutant.id not in EQUIVALENT:
            continue
        if noticed:
            yield f"{mutant.id} is listed as equivalent and {noticed.by} noticed it: {noticed.says}"
        elif says := SHOWN_BY[EQUIVALENT[mutant.id]["shown_by"]](mutant):
            yield f"{mutant.id} is listed as equivalent and is not: {says}"


def unknown_equivalents() -> list[str]:
    """Each listed equivalent of which there is no mutant."""
    known = {mutant.id for mutant in chosen()}
    return [f"{name} is listed as equivalent and there is no such mutant" for name in EQUIVALENT if name not in known]


def table(judged: Sequence[Judged]) -> list[str]:
    """How many of each kind were made, and what became of them, as a Markdown table."""
    columns = ["made", *NOTICERS, "equivalent", "survived"]
    counts: dict[str, Counter[str]] = {}
    for each in judged:
        counts.setdefault(each.mutant.kind, Counter()).update(["made", each.column])
    counts["all"] = sum(counts.values(), Counter())
    lines = [["", *columns], ["---", *["---:"] * len(columns)]]
    lines += [[kind, *(str(count[column] or "") for column in columns)] for kind, count in counts.items()]
    return [f"| {' | '.join(line)} |" for line in lines]
