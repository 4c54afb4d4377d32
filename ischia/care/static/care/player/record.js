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
    started: timeHere(state.began_at),
    ended: timeHere(state.ended_at),
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

/** A time with the device's offset from UTC: 2026-11-21T19:02:11.250+01:00. */
function timeHere(ms) {
  const offset = -new Date(ms).getTimezoneOffset();
  const two = (number) => String(Math.floor(Math.abs(number))).padStart(2, "0");
  const shifted = new Date(ms + offset * 60000).toISOString().slice(0, -1);
  return `${shifted}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}
