// Moves a visit on the drawing of a day: by dragging, or by arrow keys once it is chosen. It only says where to; the server
// decides, and its page says what became of it. Without this module each visit leads to a form that does the same.
const MINUTE = 60_000;
const FAR = 5; // pixels: less is a click, not a drag

const drawing = document.querySelector(".side-drawing .drawing");
const form = document.querySelector("[data-move-form]");
const says = document.querySelector("[data-says]");
const words = document.getElementById("how-to-move").dataset;
const step = Number(drawing.dataset.step);
const begins = Date.parse(drawing.dataset.begins);
const shown = { timeZone: drawing.dataset.zone, hour: "2-digit", minute: "2-digit" };
if ("changes" in drawing.dataset) shown.timeZoneName = "shortOffset"; // a time alone may come twice on that day
const clock = new Intl.DateTimeFormat("en-GB", shown);

/** A stretch of the drawing, in minutes from its top. */
const stretch = ({ dataset }) => ({ top: Number(dataset.top), end: Number(dataset.top) + Number(dataset.length) });
const overlap = (one, other) => one.top < other.end && other.top < one.end;
const stretches = (selector) => [...drawing.querySelectorAll(selector)].map(stretch);

let lifted = null; // the move under way: what moves, from where, and where it is now

function lift(block) {
  if (lifted) leave();
  const around = drawing.querySelector(`.around[data-of="${block.dataset.visit}"]`);
  const others = [...drawing.querySelectorAll(".around, .hold")].filter((each) => each !== around).map(stretch);
  const from = Number(block.dataset.top);
  lifted = { block, around, others, from, at: from, before: from - Number(around.dataset.top), length: Number(around.dataset.length) };
  lifted.minds = stretches(".closed, .drawn.busy");
  show();
}

function to(minute) {
  const last = Number(drawing.dataset.minutes) - step;
  lifted.at = Math.min(Math.max(0, minute), last);
  show();
}

function show() {
  const { block, around, others, minds, at, before, length } = lifted;
  const now = { top: at - before, end: at - before + length };
  const clash = others.some((each) => overlap(now, each));
  const minded = !clash && minds.some((each) => overlap(now, each));
  block.dataset.lifted = clash ? "clash" : minded ? "minds" : "free";
  block.style.top = `calc(${at} * var(--minute))`;
  around.style.top = `calc(${at - before} * var(--minute))`;
  say(words.moving, at, clash ? words.clash : minded ? words.minds : "");
}

function say(pattern, minute, more = "") {
  const time = clock.format(new Date(begins + minute * MINUTE));
  lifted.block.querySelector(".time").textContent = time;
  says.textContent = `${pattern.replace("{name}", lifted.block.dataset.name).replace("{at}", time)} ${more}`.trim();
}

function leave() {
  lifted.at = lifted.from;
  show();
  say(words.left, lifted.from);
  delete lifted.block.dataset.lifted;
  lifted = null;
}

/** Ask the server. Where nothing has moved there is nothing to ask. */
function drop() {
  if (lifted.at === lifted.from) return leave();
  form.action = lifted.block.href;
  form.elements.starts.value = new Date(begins + lifted.at * MINUTE).toISOString().replace("Z", "+00:00");
  form.requestSubmit();
}

function onKey(event) {
  const block = event.target.closest("[data-visit]");
  if (!block || !lifted || event.ctrlKey || event.metaKey || event.altKey) return;
  const moves = { ArrowUp: -step, ArrowLeft: -step, ArrowDown: step, ArrowRight: step, PageUp: -60, PageDown: 60 };
  if (event.key in moves) to(lifted.at + moves[event.key]);
  else if (event.key === "Escape") leave();
  else if (event.key === "Enter" || event.key === " ") drop();
  else return;
  event.preventDefault();
}

/** A click, or Enter on a visit that rests, lifts it. */
function onClick(event) {
  const block = event.target.closest("[data-visit]");
  if (!block || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (lifted?.block !== block) lift(block);
  block.focus();
}

function onDown(event) {
  const block = event.target.closest("[data-visit]");
  if (!block || event.button !== 0) return;
  const y = event.clientY;
  const pixels = drawing.clientHeight / Number(drawing.dataset.minutes);
  const from = Number(block.dataset.top);
  let dragged = false;
  const stop = new AbortController();
  block.setPointerCapture(event.pointerId);
  const follow = (moved) => {
    if (!dragged && Math.abs(moved.clientY - y) < FAR) return;
    if (!dragged) lift(block);
    dragged = true;
    if (lifted) to(from + Math.round((moved.clientY - y) / pixels / step) * step);
  };
  block.addEventListener("pointermove", follow, stop);
  const end = (drops) => (ended) => {
    stop.abort();
    if (drops) follow(ended); // a quick hand is further than the last move that was told
    if (!dragged || !lifted) return;
    block.addEventListener("click", swallow, { once: true, capture: true });
    setTimeout(() => block.removeEventListener("click", swallow, { capture: true }));
    if (drops) drop();
    else leave();
  };
  block.addEventListener("pointerup", end(true), stop);
  block.addEventListener("pointercancel", end(false), stop);
}

/** A drag ends with a click, which means nothing. */
function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

drawing.addEventListener("keydown", onKey);
drawing.addEventListener("click", onClick);
drawing.addEventListener("pointerdown", onDown);
drawing.addEventListener("dragstart", (event) => event.preventDefault()); // a link would be dragged away as a link
drawing.addEventListener("focusout", () => lifted && !drawing.contains(document.activeElement) && leave());
