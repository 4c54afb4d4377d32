// Time passes: from what was counted so far to now, however long that is. Steps end and begin at their exact times, so
// a page that was locked, hidden or asleep comes out where it would be, with every cue it missed.
import { cuesOf, isAfterwards, isHeldBy, leftOfPlan, lengthOf, queueOf, questionOf, rhythmOf } from "./script.js";

/** Let time pass until `now`. Changes `state`, which the caller has copied; gives the cues that fell due, in order. */
export function advance(script, state, now) {
  const moments = [];
  while (state.phase === "playing") {
    const step = queueOf(script, state.wanted)[state.place];
    if (reachesEnd(script, state, moments)) continue;
    const length = lengthOf(script, step, state.added);
    const left = Math.min(length - state.step_ms, limitLeft(script, state, step));
    const run = Math.max(0, Math.min(now - state.at, left));
    speak(script, state, step, run, moments);
    pass(state, step, run);
    if (state.step_ms >= length) {
      if (holds(script, state)) state.phase = "waiting";
      else leave(script, state, step, true);
    } else if (run === left) {
      reachPlaceLimit(script, state, step, moments);
    } else break;
  }
  if (state.phase !== "over") state.at = Math.max(state.at, now);
  return moments;
}

/** Leave a step for the next one; after the last one of the session the other side is offered, after all it is over. */
export function leave(script, state, step, whole) {
  note(state, step, whole);
  goOn(script, state, state.place + 1);
}

function goOn(script, state, place) {
  Object.assign(state, { place, step_ms: 0 });
  if (state.place === script.steps.length && script.if_wanted.length && state.wanted === null) state.phase = "offer";
  else if (state.place >= queueOf(script, state.wanted).length) end(state);
}

/** Note how much of a step was done. Done once is done, whatever is begun again afterwards. */
export function note(state, step, whole) {
  const before = state.done[step.id] ?? { ms: 0, whole: false };
  state.done[step.id] = { ms: Math.max(before.ms, state.step_ms), whole: before.whole || whole };
}

/** It is over. */
export function end(state) {
  state.phase = "over";
  state.ended_at = state.at;
}

function pass(state, step, run) {
  state.at += run;
  state.step_ms += run;
  state.played_ms += run;
  if (step.counts) state.counted_ms += run;
  if (step.kind === "massage") state.massage_ms += run;
  if (!step.place) return;
  if (state.stay.place !== step.place) state.stay = { place: step.place, ms: 0 };
  state.stay.ms += run;
}

/** Give the cues that fall due within the next `run` milliseconds of a step: its own, and the checks of the massage. */
function speak(script, state, step, run, moments) {
  const own = cuesOf(script, step, state.added);
  const checks = step.kind === "massage" ? script.checks : [];
  const onMassageClock = checks.map((cue) => ({ cue, at: state.step_ms + cue.at_ms - state.massage_ms }));
  const due = [...own, ...onMassageClock].filter(({ at }) => at <= state.step_ms + run).sort((a, b) => a.at - b.at);
  for (const { cue, at } of due) {
    if (state.said.includes(cue.id)) continue;
    state.said.push(cue.id);
    const massage = state.massage_ms + (step.kind === "massage" ? at - state.step_ms : 0);
    if (massage >= cue.massage_ms) give(state, step, cue, state.at + at - state.step_ms, moments);
  }
}

function give(state, step, cue, at, moments) {
  moments.push({ at, step: step.id, cue });
  if (cue.ask) state.asked = [...state.asked.filter((each) => each !== cue.ask), cue.ask];
}

const holds = (script, state) => state.asked.some((id) => isHeldBy(questionOf(script, id)));

/** How long this step may go on before something else ends it: the plan's minutes, or a limit of a device. */
function limitLeft(script, state, step) {
  const hard = script.hard_limits;
  if (isAfterwards(script, state.wanted, state.place)) return Infinity;
  const plan = step.counts ? leftOfPlan(script, state) : Infinity;
  if (!hard) return plan;
  const stayed = state.stay.place === step.place ? state.stay.ms : 0;
  return Math.min(plan, hard.session_ms - state.played_ms, step.place ? hard.place_ms - stayed : Infinity);
}

/** At the hard limit of a device, or after the plan's minutes, everything but the walk is over, whatever was pressed. */
function reachesEnd(script, state, moments) {
  if (isAfterwards(script, state.wanted, state.place)) return false;
  const hard = script.hard_limits;
  const limit = hard !== null && state.played_ms >= hard.session_ms;
  if (!limit && leftOfPlan(script, state) > 0) return false;
  const step = queueOf(script, state.wanted)[state.place];
  const say = hard ? hard.say : script.finish_say;
  const cue = { id: hard ? "hard_stop" : "time_is_up", kind: hard ? "hard_stop" : "finish", say };
  sayOnce(state, step, cue, rhythmOf(script, "finish"), moments);
  note(state, step, false);
  if (limit) state.wanted ??= false;
  goOn(script, state, endOfPart(script, state));
  return true;
}

/** Where the steps end that are being done: those of the session, or, once asked for, those of the other side. */
const endOfPart = (script, state) => script.steps.length + (state.wanted ? script.if_wanted.length : 0);

function reachPlaceLimit(script, state, step, moments) {
  const hard = script.hard_limits;
  if (!hard || state.played_ms >= hard.session_ms || leftOfPlan(script, state) <= 0) return;
  const id = `move_on.${step.id}.${Math.round(state.played_ms)}`;
  sayOnce(state, step, { id, kind: "move_on", say: hard.say_move_on }, rhythmOf(script, "change_side"), moments);
  leave(script, state, step, false);
}

function sayOnce(state, step, cue, rhythm, moments) {
  if (state.said.includes(cue.id)) return;
  state.said.push(cue.id);
  moments.push({ at: state.at, step: step.id, cue: { ...cue, rhythm, ask: null } });
}
