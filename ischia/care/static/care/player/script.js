// Reading a session script (docs/schemas/session.json): what is played after what, how long, and when each cue is due.
// Pure: nothing here knows the clock or the page.

const COUNTS_IN = ["get_ready", "change_side"];

/** Everything that is played, in order. The other side is in it only once somebody has said yes to it. */
export function queueOf(script, wanted) {
  return [...script.steps, ...(wanted ? script.if_wanted : []), ...script.afterwards];
}

/** Is the step at this place one of the walk afterwards? There no limit of a device holds: it is off. */
export function isAfterwards(script, wanted, place) {
  return place >= script.steps.length + (wanted ? script.if_wanted.length : 0);
}

/** Is this the count before a step, and not a step of its own? */
export const countsIn = (step) => COUNTS_IN.includes(step.kind);

/** How long a step is made by the half minutes added to it, in milliseconds; endless where the person ends it. */
export function lengthOf(script, step, added) {
  return step.seconds === null ? Infinity : step.seconds * 1000 + addedTo(script, step, added);
}

const addedTo = (script, step, added) => (added[step.id] ?? 0) * script.more.seconds * 1000;

/**
 * What is left of the plan's minutes, in milliseconds: of the steps that count, with what was added, less what was played
 * of them, going back included. An exercise has no minutes to keep to, nor has the walk afterwards.
 */
export function leftOfPlan(script, state) {
  if (script.mode === "exercise" || isAfterwards(script, state.wanted, state.place)) return Infinity;
  const counted = queueOf(script, state.wanted).filter((step) => step.counts);
  return counted.reduce((sum, step) => sum + lengthOf(script, step, state.added), 0) - state.counted_ms;
}

/** The cues of a step, each with its time since the step began; those that call the end move with it. */
export function cuesOf(script, step, added) {
  const moved = addedTo(script, step, added);
  return step.cues.map((cue) => ({ cue, at: cue.at_ms + (cue.moves ? moved : 0) })).sort((a, b) => a.at - b.at);
}

/** May half a minute be added to this step now? (`may_add` in ischia/core/session/more.py) */
export function mayAdd(script, step, added) {
  const pressed = Object.values(added).reduce((sum, times) => sum + times, 0);
  return (added[step.id] ?? 0) < step.more_times && pressed < script.more.times;
}

/** The question of that id. */
export const questionOf = (script, id) => script.questions.find((each) => each.id === id);

/** Does the session wait for the answer? Only where one single answer would end it, as for the look at the calves. */
export const isHeldBy = (question) => question.stop_on !== null && question.stop_at === 1;

/** The stop rule that pain told afterwards breaks, or null. (`pain_says_stop` in ischia/core/session/after.py) */
export function brokenByPain(script, before, now) {
  if (before === null || now === null) return null;
  const rose = ({ rises_by }) => rises_by !== null && now - before >= rises_by;
  const passed = ({ goes_over }) => goes_over !== null && before <= goes_over && now > goes_over;
  return script.stops.find((rule) => rose(rule) || passed(rule)) ?? null;
}

/** A rhythm that this script uses for cues of a kind; for what is said outside its own cues. */
export function rhythmOf(script, kind) {
  const cues = queueOf(script, true).flatMap((step) => step.cues);
  return cues.find((cue) => cue.kind === kind)?.rhythm ?? [];
}
