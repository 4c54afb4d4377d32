// The player: a clock with buttons. What is played, said and asked is in the script; what was done is kept as it happens.
import { openAlone } from "./alone.js";
import { openAwake } from "./awake.js";
import { beat, openClock } from "./clock.js";
import { Cueing } from "./cueing.js";
import { mayBegin, openKeeping } from "./keeping.js";
import { listenToKeys } from "./keyboard.js";
import { reduce, stepOf } from "./reducer.js";
import { draw, drawEnd, showWords } from "./screen.js";
import { brokenByPain } from "./script.js";
import { freshState } from "./state.js";
import { bindWishes, readWishes } from "./wishes.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const script = read("script");
const given = read("given");
const player = document.getElementById("player");
const wishes = readWishes();
const cueing = new Cueing(wishes, showWords);
const awake = openAwake((how) => { player.dataset.awake = how; });
const keeping = await openKeeping(given, script, toldPain);

let state = { ...freshState(), ...keeping.state }; // kept by an earlier version, it may lack what came since
let quiet = null; // stops the beat
const now = openClock(state.at);
const take = openAlone(location.pathname, letGo);

/** Another tab plays this session now: what it keeps from here on is the session. What is over stays, to be told about. */
function letGo() {
  if (state.phase === "over") return;
  keeping.forgotten = true;
  location.replace(player.dataset.checkAgain);
}

/** Something happened: move the state on, give what fell due, draw and keep it. */
function happen(event) {
  if (event.type !== "tick") player.dataset.back = ""; // whatever is pressed, that one is back is known
  const before = state.phase;
  const [next, moments] = reduce(script, state, { at: now(), ...event });
  state = next;
  cueing.give(moments, now());
  draw(script, state);
  keeping.keep(state, event.type !== "tick" || moments.length > 0 || before !== state.phase);
  if (before !== state.phase) changed(before);
}

function changed(before) {
  const plays = ["playing", "waiting", "offer"].includes(state.phase);
  if (plays && !quiet) quiet = beat(() => happen({ type: "tick" }));
  if (!plays && quiet) {
    quiet();
    quiet = null;
  }
  if (plays) awake.hold();
  if (state.phase === "stopping") {
    cueing.voice.hush();
    enlarge(false);
    document.querySelector("[data-why]").focus();
  }
  if (before === "ready" || before === "stopping") {
    document.querySelector("[data-press=pause]").focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  if (state.phase === "over") over();
}

function over() {
  awake.release();
  enlarge(false);
  const then = state.stop?.then ?? [];
  drawEnd(state.stop ? "stopped" : "finished", then);
  document.querySelector(then.includes("call_an_ambulance") ? "#ambulance-title" : "#after-title").focus();
  keeping.finish(state);
  if (!state.stop) return;
  cueing.voice.hush();
  sayActions(then);
}

/** The pain at the end is kept. Where it went up too much, that is said, and what follows. */
function toldPain(pain) {
  const rule = brokenByPain(script, given.pain_before, pain);
  if (!rule) return document.getElementById("kept").focus();
  const then = [...rule.then, ...(state.stop?.then ?? [])];
  drawEnd("rose", then);
  document.getElementById("after-title").focus();
  sayActions(rule.then);
}

function sayActions(then) {
  cueing.say(then.map((id) => script.actions.find((each) => each.about === id).say).join(" "));
}

function answer(id) {
  const asked = state.asked.at(-1);
  const means = script.questions.find((each) => each.id === asked).answers.find((each) => each.id === id).then;
  happen({ type: "answer", question: asked, answer: id });
  if (state.phase !== "over") cueing.say(means);
}

/** Press something; tells whether that did anything here. */
function press(what) {
  if (/^\d$/.test(what)) {
    const choices = document.querySelectorAll(state.phase === "stopping" ? "[data-why]" : "[data-answer], [data-offer]");
    choices[what - 1]?.click();
    return choices.length >= what;
  }
  if (state.phase === "ready" || state.phase === "over") return false;
  if (what === "pause") return pause();
  if (what === "stop" && state.phase === "stopping") happen({ type: "go_on" });
  else happen({ type: what });
  return true;
}

function pause() {
  if (state.phase === "paused") happen({ type: "resume" });
  else happen({ type: stepOf(script, state)?.seconds === null ? "done" : "pause" });
  return true;
}

function start() {
  if (!mayBegin(given, now())) return location.assign(player.dataset.checkAgain);
  cueing.tones.unlock();
  take();
  happen({ type: "start" });
}

const PRESSES = {
  "[data-start]": start,
  "[data-press]": (pressed) => press(pressed.dataset.press),
  "[data-why]": (pressed) => happen({ type: "why", reason: pressed.dataset.why }),
  "[data-go-on]": () => happen({ type: "go_on" }),
  "[data-answer]": (pressed) => answer(pressed.dataset.answer),
  "[data-offer]": (pressed) => happen({ type: "offer", yes: pressed.dataset.offer === "yes" }),
  "[data-enlarge]": () => enlarge(!player.classList.contains("enlarged")),
};

/** The whole screen for the session, also where the browser gives none; small again as soon as it is left. */
function enlarge(large) {
  const pressed = document.querySelector("[data-enlarge]");
  player.classList.toggle("enlarged", large);
  pressed.textContent = large ? pressed.dataset.smaller : pressed.dataset.larger;
  if (large) player.requestFullscreen?.().catch(() => {});
  else if (document.fullscreenElement) document.exitFullscreen();
}

document.addEventListener("click", (event) => {
  cueing.tones.unlock();
  for (const [where, act] of Object.entries(PRESSES)) {
    const pressed = event.target.closest(where);
    if (pressed) act(pressed);
  }
});
document.addEventListener("fullscreenchange", () => document.fullscreenElement || enlarge(false));
listenToKeys(press);
bindWishes(document.getElementById("wishes"), wishes);
addEventListener("pagehide", () => keeping.keep(state, true));

document.documentElement.dataset.plays = "yes";
draw(script, state);
if (state.phase === "ready" && !mayBegin(given, now())) location.replace(player.dataset.checkAgain);
else if (state.phase === "over") over();
else if (state.phase !== "ready") {
  take();
  const played = state.phase === "playing";
  happen({ type: "return" });
  changed("return");
  if (played) player.dataset.back = state.phase === "paused" ? "waits" : "went-on";
}
player.dataset.opened = "yes";
