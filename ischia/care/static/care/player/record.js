// What was done, as the server keeps it (ischia/core/session/record.py).
import { howItWent } from "./state.js";

/**
 * The record of a session that is over, or was stopped.
 *
 * @param given     {id, screening, day, item, number, pain_before}, from the page
 * @param revision  grows by one with each change
 * @param after     {pain_end, notes}: what was said afterwards, null while nobody said it
 */
export function recordOf(given, script, state, revision, after) {
  const steps = howItWent(script, state);
  return {
    ...given,
    revision,
    started: new Date(state.began_at).toISOString(),
    ended: new Date(state.ended_at).toISOString(),
    done: altogether(steps),
    steps: Object.fromEntries(steps.map(({ step, how }) => [step, how])),
    pain_end: after.pain_end,
    stopped: state.stop?.reason ?? "",
    answers: state.answers,
    notes: after.notes,
  };
}

function altogether(steps) {
  if (steps.every(({ how }) => how === "done")) return "done";
  return steps.some(({ how }) => how !== "not") ? "partly" : "not";
}
