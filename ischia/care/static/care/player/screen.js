// Draws a state on the page. Everything drawn is on the page already; this shows, hides and counts.
import { countsIn, isAfterwards, leftOfPlan, lengthOf, mayAdd, queueOf, questionOf } from "./script.js";

const at = (name) => document.querySelector(`[data-show="${name}"]`);
const UNDER_WAY = ["playing", "paused", "waiting", "offer", "stopping"];

/** Draw a state; called several times a second, so it touches only what changes. */
export function draw(script, state) {
  const player = document.getElementById("player");
  set(player.dataset, "phase", state.phase);
  const queue = queueOf(script, state.wanted);
  const step = queue[Math.min(state.place, queue.length - 1)];
  const shown = countsIn(step) ? queue[state.place + 1] : step;
  drawPlace(script, state, queue, step, shown);
  drawTime(script, state, queue, step);
  drawQuestion(script, state);
  drawButtons(script, state, step);
}

function drawPlace(script, state, queue, step, shown) {
  for (const row of document.querySelectorAll("[data-step]")) {
    row.hidden = UNDER_WAY.includes(state.phase) && row.dataset.step !== shown.id;
  }
  const real = queue.filter((each) => !countsIn(each));
  const number = real.indexOf(shown) + 1;
  text("number", `${number} / ${real.length}`);
  set(at("stage").dataset, "side", shown.side ?? "");
  set(at("stage").dataset, "ready", countsIn(step) ? "yes" : "no");
  text("side", shown.side_words);
  at("side").hidden = !shown.side_words;
  text("setting", document.querySelector(`[data-setting="${shown.setting ?? ""}"]`)?.textContent ?? "");
  const next = real[number];
  text("next", next ? [next.side_words, next.say].filter(Boolean).join(": ") : "");
  at("next-row").hidden = !next;
}

function drawTime(script, state, queue, step) {
  const length = lengthOf(script, step, state.added);
  const endless = length === Infinity;
  text("clock", endless ? `${step.reps} ×` : minutes(length - state.step_ms));
  text("total", minutes(leftOf(script, state, queue)));
  at("bar").style.strokeDashoffset = endless ? 0 : Math.min(1, state.step_ms / length);
}

/** What is left of the whole session, in milliseconds; repetitions have no time of ours. */
function leftOf(script, state, queue) {
  const rest = queue.slice(state.place);
  const part = rest.length - script.afterwards.length;
  const ahead = (step, place) => lengthOf(script, step, state.added) - (place === 0 ? state.step_ms : 0);
  const left = rest.map((step, place) => ({ counts: step.counts && place < part, ms: ahead(step, place) }));
  const sum = (rows) => rows.reduce((all, { ms }) => all + (ms === Infinity ? 0 : ms), 0);
  const counted = Math.min(sum(left.filter(({ counts }) => counts)), leftOfPlan(script, state));
  return counted + sum(left.filter(({ counts }) => !counts));
}

function drawQuestion(script, state) {
  const asked = state.phase === "offer" ? "offer" : UNDER_WAY.includes(state.phase) ? state.asked.at(-1) ?? "" : "";
  const panel = at("question");
  if (panel.dataset.asked === asked) return;
  panel.dataset.asked = asked;
  panel.hidden = !asked;
  const answers = at("answers");
  answers.replaceChildren();
  if (asked === "offer") {
    text("asked", script.if_wanted_say);
    for (const name of ["yes", "no"]) answers.append(button(panel.dataset[name], { offer: name }));
  } else if (asked) {
    const question = questionOf(script, asked);
    text("asked", question.ask);
    for (const each of question.answers) answers.append(button(each.say, { answer: each.id }));
  }
}

function button(words, data) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = words;
  Object.assign(made.dataset, { kind: "secondary", ...data });
  return made;
}

function drawButtons(script, state, step) {
  const pause = document.querySelector("[data-press=pause]");
  const endless = step.seconds === null && state.phase === "playing";
  const name = endless ? "done" : state.phase === "paused" ? "resume" : "pause";
  set(pause.dataset, "does", name);
  text("pause", pause.dataset[name]);
  const more = document.querySelector("[data-press=more]");
  more.disabled = !mayAdd(script, step, state.added) || countsIn(step) || !["playing", "paused"].includes(state.phase);
  document.querySelector("[data-press=skip]").disabled = state.phase === "waiting";
  at("held").hidden = isAfterwards(script, state.wanted, state.place) || !at("held").textContent.trim();
}

/** Minutes and seconds left, never 0:00 while there is something left. */
export function minutes(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Show words that were said, and what was missed; words that the step shows already are for screen readers only. */
export function showWords(words, missed = [], shown = false) {
  if (words) text("cue", words);
  at("cue").classList.toggle("hidden-visually", shown);
  if (!missed.length) return;
  at("missed").hidden = false;
  at("missed-list").replaceChildren(...missed.map((each) => Object.assign(document.createElement("li"), { textContent: each })));
}

/**
 * How it ended, and what follows.
 *
 * @param how   finished, stopped, or rose: the pain that was told afterwards broke a stop rule
 * @param then  the actions that follow; their words and links are on the page
 */
export function drawEnd(how, then) {
  const after = document.getElementById("after");
  after.hidden = false;
  after.dataset.how = how;
  for (const row of document.querySelectorAll("[data-end]")) row.hidden = row.dataset.end !== how;
  for (const row of document.querySelectorAll("[data-then]")) row.hidden = !then.includes(row.dataset.then);
}

function text(name, words) {
  const place = at(name);
  if (place && place.textContent !== words) place.textContent = words;
}

function set(place, name, value) {
  if (place[name] !== value) place[name] = value;
}
