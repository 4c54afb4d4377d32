"""`ischia`: parses the command's name, loads its module by that name, and runs it.

Each command lives in a module of its own and is loaded only when it is called, so that each starts fast.
Exit codes: 0 done, 1 the answer is no, 2 bad usage or input, 130 stopped with Ctrl-C.
"""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from ischia import __version__
from ischia.core.problems import Problem

COMMANDS = {
    "screen": "Is massage safe for this person, within which limits, and why?",
    "explain": "Why this result, from each answer to its source, and what would change it?",
    "ask": "The next question to ask, or the whole talk in the terminal.",
    "plan": "A plan from a person's answers, also as PDF and calendar.",
    "session": "What is due today, and one session of it step by step.",
    "score": "What do answers about pain and daily life come to, and has anything changed?",
    "knowledge": "Check the knowledge, show one fact with its sources, keep or compare editions.",
    "events": "How often something went wrong after a massage, counted.",
    "booking": "When is a therapist free?",
    "directory": "Find a therapist, and look after the list of them.",
    "remind": "Send the reminders that are due.",
    "serve": "Start the website on this computer.",
}
DONE, NO, BAD_INPUT, STOPPED = 0, 1, 2, 130


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the words of a command in one line, and where to read more."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2 and one line on standard error."""
        self.exit(BAD_INPUT, f"{self.prog}: {message}; see {self.prog} --help\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words and words[0] == "--version":
        print(f"ischia {__version__}")
        return DONE
    if not words or words[0] not in COMMANDS:
        return _usage(words)
    gc.set_threshold(100_000)  # loading makes many objects that all stay: looking through them again costs a tenth
    module = importlib.import_module(f"ischia.cli.{words[0]}")
    parser = Parser(
        prog=f"ischia {words[0]}",
        description=COMMANDS[words[0]],
        epilog=getattr(module, "EXAMPLE", None),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(parser)
    try:
        code: int = module.run(parser.parse_args(words[1:]))
        sys.stdout.flush()
    except Problem as problem:
        print(problem, file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        # Whoever read our output has seen enough (`| head`); there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return code


def _usage(words: list[str]) -> int:
    lines = ["usage: ischia COMMAND [...]", "", *(f"  {name:<10} {what}" for name, what in COMMANDS.items())]
    lines += ["", "ischia COMMAND --help tells more, with an example.", "Decision support, never a diagnosis."]
    asked = not words or words[0] in ("-h", "--help")
    if not asked:
        lines.insert(0, f"ischia: {words[0][:60]!r} is not a command; use {', '.join(COMMANDS)}")
    print("\n".join(lines) if asked else lines[0], file=sys.stdout if asked and words else sys.stderr)
    return DONE if words and asked else BAD_INPUT


if __name__ == "__main__":
    sys.exit(main())
