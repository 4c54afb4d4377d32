// Where a session stands, as plain data: it can be kept, and gone on with after a reload or a crash.

/**
 * Before the first press.
 *
 * phase       ready, playing, paused, waiting (for an answer), offer (of the other side), stopping (why?), over
 * at          wall time up to which everything is counted, in milliseconds, as are all times here
 * place       the step in the queue; `step_ms` of it are done
 * played_ms   the clock of the session, pauses left out; `counted_ms` that of the steps that count, `massage_ms` that of
 *             the massage alone
 * stay        how long a device has been in one place, going back included
 * added       how often half a minute was added, by step
 * done        how much of each step was done, by step, and whether it came to its end
 * said        the cues that were given, by id: each is given once
 * asked       the questions that wait for an answer; `answers` those that have one
 * stop        why it was stopped, and what follows
 */
export function freshState() {
  return {
    phase: "ready", before: null, at: 0, began_at: null, ended_at: null, wanted: null, place: 0, step_ms: 0,
    played_ms: 0, counted_ms: 0, massage_ms: 0, stay: { place: "", ms: 0 }, added: {}, done: {}, said: [], asked: [], answers: [],
    stop: null,
  };
}

/** How each step went: done, partly done or not done, with its seconds; get-ready counts are no steps. */
export function howItWent(script, state) {
  const steps = [...script.steps, ...(state.wanted ? script.if_wanted : []), ...script.afterwards];
  return steps
    .filter((step) => !["get_ready", "change_side"].includes(step.kind))
    .map((step) => {
      const done = state.done[step.id];
      const how = done?.whole ? "done" : done?.ms > 0 ? "partly" : "not";
      return { step: step.id, how, seconds: Math.round((done?.ms ?? 0) / 1000) };
    });
}
