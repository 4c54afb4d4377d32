// The player as a pure machine: a state and what happened → the next state and the cues that fell due.
// It decides nothing about massage; what may be added, asked and stopped is in the script.
import { advance, end, leave, note } from "./advance.js";
import { countsIn, mayAdd, cuesOf, lengthOf, isHeldBy, queueOf, questionOf, rhythmOf } from "./script.js";

const RESTART_AFTER = 3000; // milliseconds into a step: before, "back" means the step before it
export const AWAY = 120000; // milliseconds: after a longer absence the session waits where it was left

/**
 * What follows from something that happened.
 *
 * @param script  the session script
 * @param state   as `freshState` or an earlier call gave it; it is not changed
 * @param event   {type, at, ...}: start, tick, return, pause, resume, skip, back, more, done, answer, offer, stop, why, go_on
 * @returns {[object, Array]} the next state, and the moments: {at, step, cue}
 */
export function reduce(script, state, event) {
  const next = structuredClone(state);
  if (event.type === "return") return comeBack(script, next, event.at);
  const moments = advance(script, next, event.at);
  const act = ACTS[event.type];
  if (act) moments.push(...(act(script, next, event) ?? []));
  moments.push(...advance(script, next, event.at));
  return [next, moments];
}

/** After a reload or a crash: a short absence counts as time; after a long one the session waits at the same step. */
function comeBack(script, state, at) {
  if (state.phase !== "playing" || at - state.at <= AWAY) return [state, advance(script, state, at)];
  state.phase = "paused";
  return [state, [outside(state, script.pause_say, rhythmOf(script, "end"), "pause")]];
}

const ACTS = {
  start(script, state, { at }) {
    if (state.phase === "ready") Object.assign(state, { phase: "playing", at, began_at: at });
  },
  pause(script, state) {
    if (state.phase !== "playing") return [];
    state.phase = "paused";
    return [outside(state, script.pause_say, rhythmOf(script, "end"), "pause")];
  },
  resume(script, state, { at }) {
    if (state.phase === "paused") Object.assign(state, { phase: "playing", at });
  },
  skip(script, state) {
    if (!["playing", "paused"].includes(state.phase)) return [];
    if (countsIn(stepOf(script, state))) Object.assign(state, { place: state.place + 1, step_ms: 0 });
    const step = stepOf(script, state);
    const held = step.cues.find((cue) => cue.ask && isHeldBy(questionOf(script, cue.ask)));
    if (held) return [putAtOnce(state, step, held)];
    leave(script, state, step, false);
    return [];
  },
  back(script, state) {
    if (!isUnderWay(state)) return;
    const queue = queueOf(script, state.wanted);
    const here = queue[state.place];
    note(state, here, false);
    let target = state.place;
    if (countsIn(here) || state.step_ms < RESTART_AFTER) target = stepBefore(queue, target);
    else target = countOf(queue, target);
    forget(script, state, queue.slice(target, state.place + 1));
    Object.assign(state, { place: target, step_ms: 0 });
    if (state.phase === "waiting") state.phase = "playing";
  },
  more(script, state) {
    const step = stepOf(script, state);
    if (!isUnderWay(state) || state.phase === "waiting" || !mayAdd(script, step, state.added)) return;
    state.added[step.id] = (state.added[step.id] ?? 0) + 1;
    const later = cuesOf(script, step, state.added).filter(({ cue, at }) => cue.moves && at > state.step_ms);
    const moved = later.map(({ cue }) => cue.id);
    state.said = state.said.filter((id) => !moved.includes(id));
  },
  done(script, state) {
    const step = stepOf(script, state);
    if (state.phase === "playing" && lengthOf(script, step, state.added) === Infinity) leave(script, state, step, true);
  },
  answer(script, state, { question: id, answer, at }) {
    const question = questionOf(script, id);
    state.answers.push({ question: id, answer, at_ms: Math.round(state.played_ms) });
    state.asked = state.asked.filter((each) => each !== id);
    const times = state.answers.filter((each) => each.question === id && each.answer === question.stop_on).length;
    if (question.stop_on !== null && times >= question.stop_at) return stopFor(script, state, { question: id, at });
    if (state.phase === "waiting" && !state.asked.some((each) => isHeldBy(questionOf(script, each)))) {
      Object.assign(state, { phase: "playing", at });
      const step = stepOf(script, state);
      leave(script, state, step, state.step_ms >= lengthOf(script, step, state.added));
    }
  },
  offer(script, state, { yes, at }) {
    if (state.phase !== "offer") return;
    Object.assign(state, { wanted: yes, phase: "playing", at });
  },
  stop(script, state) {
    if (["ready", "stopping", "over"].includes(state.phase)) return;
    Object.assign(state, { before: state.phase === "playing" ? "paused" : state.phase, phase: "stopping" });
  },
  why(script, state, { reason, at }) {
    if (state.phase === "stopping") stopFor(script, state, { reason, at });
  },
  go_on(script, state) {
    if (state.phase === "stopping") Object.assign(state, { phase: state.before, before: null });
  },
};

/** A step may be skipped, but never the question at its end that could end the session. */
function putAtOnce(state, step, cue) {
  state.phase = "waiting";
  state.said.push(cue.id);
  state.asked = [...state.asked.filter((each) => each !== cue.ask), cue.ask];
  return { at: state.at, step: step.id, cue };
}

/** The session is stopped: by a reason that was tapped, or by an answer. What follows is in the script. */
function stopFor(script, state, { reason = null, question = null, at }) {
  const step = stepOf(script, state);
  if (step) note(state, step, false);
  const { then } = reason ? script.stops.find((each) => each.id === reason) : questionOf(script, question);
  state.at = at;
  state.stop = { reason, question, then };
  end(state);
}

/** The step being done. */
export const stepOf = (script, state) => queueOf(script, state.wanted)[state.place];

const isUnderWay = (state) => ["playing", "paused", "waiting"].includes(state.phase);

/** The count before a step, where it has one; else the step itself. */
const countOf = (queue, place) => (place > 0 && countsIn(queue[place - 1]) ? place - 1 : place);

function stepBefore(queue, place) {
  const step = countsIn(queue[place]) ? place - 1 : countOf(queue, place) - 1;
  return step < 0 ? 0 : countOf(queue, step);
}

/** What is played again is said again, and its questions are put again. */
function forget(script, state, steps) {
  const cues = steps.flatMap((step) => step.cues);
  const again = cues.map((cue) => cue.id);
  const asked = cues.map((cue) => cue.ask);
  state.said = state.said.filter((id) => !again.includes(id));
  state.asked = state.asked.filter((id) => !asked.includes(id) || !isHeldBy(questionOf(script, id)));
}

function outside(state, say, rhythm, kind) {
  return { at: state.at, step: "", cue: { id: kind, kind, say, rhythm, ask: null } };
}
