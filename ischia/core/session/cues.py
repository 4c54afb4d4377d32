"""When a player speaks: the cues of one step, and the checks on the clock of the massage."""

from ischia.core.facts.home import HomeSessions
from ischia.core.facts.playing import Cues
from ischia.core.session.script import Cue, ScriptStep

SECOND = 1000  # milliseconds
PAUSES = ("get_ready", "change_side")


def count_in(kind: str, step: ScriptStep, cues: Cues) -> ScriptStep:
    """The get-ready count before a step; before the other side it says so first. It does not count as time."""
    words = cues.words.change_side if kind == "change_side" else cues.words.get_ready
    said = " ".join(part for part in (words, step.side_words and f"{step.side_words}.") if part)
    id = f"{step.id}.ready"
    first = cues.get_ready_seconds - cues.count_seconds
    counted = [
        Cue(
            id=f"{id}.{cues.count_seconds - place}",
            kind="count",
            at_ms=(first + place) * SECOND,
            say=word,
            rhythm=cues.rhythms["count"],
        )
        for place, word in enumerate(cues.words.count[-cues.count_seconds :])
    ]
    opening = Cue.model_validate(
        {"id": f"{id}.{kind}", "kind": kind, "at_ms": 0, "say": said, "rhythm": cues.rhythms[kind]}
    )
    return ScriptStep.model_validate(
        {
            "id": id,
            "kind": kind,
            "counts": False,
            "seconds": cues.get_ready_seconds,
            "say": said,
            "speak": said,
            "side": step.side,
            "side_words": step.side_words,
            "cues": (opening, *counted),
        }
    )


def with_cues(step: ScriptStep, home: HomeSessions, last: bool = False, asks: tuple[Cue, ...] = ()) -> ScriptStep:
    """A step with everything that is said in it: its words, halfway, the last seconds, the true end.

    Args:
        step: the step.
        home: words, rhythms and lengths.
        last: nothing follows it.
        asks: the questions put in it; at the same moment they come after what is said there.
    """
    cues, seconds = home.cues, step.seconds
    said = [_cue(step, "start", 0, step.speak, cues)]
    if seconds is not None:
        if seconds >= cues.halfway_from_seconds:
            said.append(_cue(step, "halfway", seconds * SECOND // 2, cues.words.halfway, cues))
        if seconds >= cues.last_seconds_from_seconds:
            at = (seconds - cues.count_seconds) * SECOND
            said.append(_cue(step, "last_seconds", at, cues.words.last_seconds, cues))
        kind, words = ("finish", cues.words.finish) if last else ("end", cues.words.end)
        said.append(_cue(step, kind, seconds * SECOND, words, cues))
    return step.model_copy(update={"cues": tuple(sorted([*said, *asks], key=lambda cue: cue.at_ms))})


def _cue(step: ScriptStep, kind: str, at_ms: int, say: str, cues: Cues) -> Cue:
    moves = kind in ("last_seconds", "end", "finish")
    fields = {"id": f"{step.id}.{kind}", "kind": kind, "at_ms": at_ms, "moves": moves, "say": say}
    return Cue.model_validate({**fields, "rhythm": cues.rhythms[kind]})


def asking(question: str, say: str, at_ms: int, cues: Cues, *, name: str = "", moves: bool = False) -> Cue:
    """A cue that puts a question."""
    rhythm = cues.rhythms["ask"]
    return Cue(id=f"{name or question}.ask", kind="ask", at_ms=at_ms, moves=moves, say=say, rhythm=rhythm, ask=question)


def massage_checks(massage_seconds: int, longest_seconds: int, home: HomeSessions) -> tuple[Cue, ...]:
    """The questions on the clock of the massage: pain again and again, and once at half time more, same or less.

    Pain is also asked for in the time that may be added, up to the longest the massage can get.
    """
    every = home.pain_check.every_seconds
    pain = [
        asking("pain", home.pain_check.ask, at * SECOND, home.cues, name=f"pain.{at}")
        for at in range(every, longest_seconds + 1, every)
    ]
    half = asking("comfort", home.comfort_check.ask, massage_seconds * SECOND // 2, home.cues)
    return tuple(sorted([*pain, half], key=lambda cue: cue.at_ms))
