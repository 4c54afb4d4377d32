// The player: a clock with buttons. What is played, said and asked is in the script; what was done is kept as it happens.
import { openAlone } from "./alone.js";
import { openAwake } from "./awake.js";
import { beat, openClock } from "./clock.js";
import { Cueing } from "./cueing.js";
import { mayBegin, openKeeping } from "./keeping.js";
import { listenToKeys } from "./keyboard.js";
import { reduce, stepOf } from "./reducer.js";
import { draw, drawEnd, showWords } from "./screen.js";
import { freshState } from "./state.js";
import { bindWishes, readWishes } from "./wishes.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const script = read("script");
const given = read("given");
const player = document.getElementById("player");
const wishes = readWishes();
const cueing = new Cueing(wishes, showWords);
const awake = openAwake((how) => { player.dataset.awake = how; });
const keeping = await openKeeping(given, script);

let state = keeping.state ?? freshState();
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
    document.querySelector("[data-why]").focus();
  }
  if (before === "ready" || before === "stopping") document.querySelector("[data-press=pause]").focus();
  if (state.phase === "over") over();
}

function over() {
  awake.release();
  drawEnd(script, state);
  document.getElementById("after").hidden = false;
  document.getElementById("after-title").focus();
  keeping.finish(state);
  if (!state.stop) return;
  cueing.voice.hush();
  cueing.say(state.stop.then.map((id) => script.actions.find((each) => each.about === id).say).join(" "));
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
  "[data-enlarge]": (pressed) => enlarge(pressed),
};

function enlarge(pressed) {
  const large = player.classList.toggle("enlarged");
  pressed.setAttribute("aria-pressed", String(large));
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
listenToKeys(press);
bindWishes(document.getElementById("wishes"), wishes);
addEventListener("pagehide", () => keeping.keep(state, true));

document.documentElement.dataset.plays = "yes";
draw(script, state);
if (state.phase === "ready" && !mayBegin(given, now())) location.replace(player.dataset.checkAgain);
else if (state.phase === "over") over();
else if (state.phase !== "ready") {
  take();
  happen({ type: "return" });
  changed("return");
}
player.dataset.opened = "yes";
