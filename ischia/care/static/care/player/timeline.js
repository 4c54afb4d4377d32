// Every cue of a script at its time, if nobody presses anything: the same as `timeline` in ischia/core/session.
import { reduce, stepOf } from "./reducer.js";
import { freshState } from "./state.js";

/** Play a script to its end without a clock. Repetitions take no time, no other side is wanted, answers come at once. */
export function timeline(script) {
  let [state, moments] = reduce(script, freshState(), { type: "start", at: 0 });
  const happen = (event) => {
    const [next, due] = reduce(script, state, { at: state.at, ...event });
    state = next;
    moments = [...moments, ...due];
  };
  while (state.phase !== "over") {
    if (state.phase === "offer") happen({ type: "offer", yes: false });
    else if (state.phase === "waiting") happen({ type: "answer", question: state.asked[0], answer: harmless(script, state) });
    else if (stepOf(script, state).seconds === null) happen({ type: "done" });
    else happen({ type: "tick", at: state.at + restOf(script, state) });
  }
  return moments.map(({ at, step, cue }) => ({ at_ms: at, step, cue: cue.id }));
}

const restOf = (script, state) => stepOf(script, state).seconds * 1000 - state.step_ms;

function harmless(script, state) {
  const question = script.questions.find((each) => each.id === state.asked[0]);
  return question.answers.find((each) => each.id !== question.stop_on).id;
}
