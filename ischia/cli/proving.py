"""The proofs of `ischia knowledge check`. A module of its own: the prover takes longer to load than all the rest."""

import sys
from collections.abc import Iterable
from pathlib import Path

from tqdm import tqdm

from ischia.core.knowledge import Knowledge
from ischia.proof.catalogue import theorems_about
from ischia.proof.documents import as_yaml
from ischia.proof.proving import prove
from ischia.proof.theorems import Proof


def prove_all(knowledge: Knowledge, counter_example: Path | None) -> int:
    """Prove every theorem about a knowledge, with a bar on a terminal; tell each that is false on standard error.

    Args:
        knowledge: what is checked.
        counter_example: where to write the case that breaks the first false theorem; of two cases the one before goes
            beside it, as `NAME.before.yaml`.

    Returns:
        How many theorems are false.
    """
    theorems = theorems_about(knowledge)
    with tqdm(total=len(theorems), desc="proving", unit=" theorems", disable=not sys.stderr.isatty()) as bar:
        proofs = prove(knowledge, theorems, each=lambda proof: bar.update())
    false = [proof for proof in proofs if not proof.proved]
    for proof in false:
        print("\n".join(told(proof)), file=sys.stderr)
    if false and counter_example is not None:
        _write(false, counter_example)
    if not false:
        print(f"proved: {len(proofs)} theorems, over all cases.")
    return len(false)


def told(proof: Proof) -> Iterable[str]:
    """A theorem that is false: its name and sentence, what is wrong, and the cases that show it."""
    yield f"{proof.theorem.id}: {proof.theorem.told}"
    if proof.theorem.promises:
        yield "  no case does so"
    if proof.says:
        yield f"  broken: {proof.says}"
    names = ("before", "after") if len(proof.cases) > 1 else ("counter-example",)
    for name, case in zip(names, proof.cases, strict=False):
        yield f"  {name}:"
        yield from (f"    {line}" for line in as_yaml(case).splitlines())


def _write(false: list[Proof], file: Path) -> None:
    shown = next((proof for proof in false if proof.cases), None)
    if shown is None:
        return
    file.write_text(as_yaml(shown.cases[-1]), encoding="utf-8")
    if len(shown.cases) > 1:
        file.with_suffix(f".before{file.suffix}").write_text(as_yaml(shown.cases[0]), encoding="utf-8")
    print(f"{shown.theorem.id}: the counter-example is in {file}; run: ischia screen {file}", file=sys.stderr)
