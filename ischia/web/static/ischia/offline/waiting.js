// The page "Without the internet": what waits here, what this browser can do, and a way to take things along as a file.
import { openOutbox } from "./outbox.js";
import { keepsPages } from "./pages.js";
import { openStore } from "./store.js";

const place = (selector) => document.querySelector(selector);
const store = await openStore();
const outbox = await openOutbox(store);

function showAbilities() {
  const able = {
    pages: keepsPages(),
    lasts: store.lasts,
    sends: keepsPages() && "SyncManager" in globalThis,
    secure: isSecureContext,
  };
  for (const [name, has] of Object.entries(able)) {
    for (const line of document.querySelectorAll(`[data-has="${name}"]`)) line.hidden = !has;
    for (const line of document.querySelectorAll(`[data-lacks="${name}"]`)) line.hidden = has;
  }
}

function row({ record, problem }) {
  const line = place("template").content.cloneNode(true).firstElementChild;
  line.querySelector("[data-what]").textContent = `${record.day}, ${record.item}`;
  if (problem) {
    line.querySelector("[data-why]").hidden = false;
    line.querySelector("[data-why] span").textContent = `${problem.field}: ${problem.allowed}.`;
  }
  line.querySelector("button").addEventListener("click", () => save(record));
  return line;
}

function save(record) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(record, null, 2)], { type: "application/json" }));
  link.download = `ischia-${record.day}-${record.item}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function showWaiting() {
  const waiting = await outbox.waiting();
  place("[data-waiting]").replaceChildren(...waiting.map(row));
  place("[data-nothing]").hidden = waiting.length > 0;
  place("[data-send]").hidden = waiting.length === 0;
}

for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
place("[data-no-network]").hidden = location.pathname === "/offline/";
place("[data-send] button").addEventListener("click", () => outbox.flush());
outbox.addEventListener("changed", showWaiting);
showAbilities();
await showWaiting();
