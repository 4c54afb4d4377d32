"""`bin/mutate`: every slip of the pen in the knowledge, one at a time; something must notice each."""

import argparse
import sys

from tests.mutation.judging import chosen, judge, table, unknown_equivalents, untrue_equivalents
from tests.mutation.noticing import NOTICERS


def main() -> int:
    """Judge the mutants asked for. 0: each is noticed or shown to be equivalent. 1: one survived. 2: misuse."""
    parser = argparse.ArgumentParser(prog="bin/mutate", description=__doc__)
    parser.add_argument("pattern", nargs="?", default="", help="only mutants whose id holds this, such as cx_minor")
    parser.add_argument("--list", action="store_true", help="say which mutants there are, and judge none")
    parser.add_argument("--workers", type=int, default=2, help="processes at a time (default 2)")
    parser.add_argument("--by", action="append", choices=NOTICERS, help="only this check; may be given more than once")
    args = parser.parse_args()
    mutants = chosen(args.pattern)
    if not mutants:
        parser.error(f"no mutant's id holds {args.pattern!r}; bin/mutate --list says all")
    if args.list:
        print(*(f"{mutant.id}  {mutant.says}" for mutant in mutants), sep="\n")
        return 0
    judged = []
    for each in judge(mutants, args.by or list(NOTICERS), args.workers):
        judged.append(each)
        if each.survived:
            print(f"{each.mutant.id} survived: {each.mutant.says}", flush=True)
    wrong = [*untrue_equivalents(judged), *unknown_equivalents()]
    print(*table(judged), *wrong, sep="\n")
    noticed = sum(each.noticed is not None for each in judged)
    meant = sum(each.noticed is not None or each.survived for each in judged)
    print(f"{noticed} of {meant} noticed: {100 * noticed / max(meant, 1):.1f} %")
    return 1 if wrong or noticed < meant else 0


if __name__ == "__main__":
    sys.exit(main())
