// Runs on every page: keeps pages for later, forgets what is somebody else's, sends what waits, and says how things stand.
import { openOutbox } from "./outbox.js";
import { ownerOfPage } from "./owner.js";
import { forgetPages, keepPages } from "./pages.js";
import { openStore } from "./store.js";

const LAST_OWNER = "ischia.owner";
const FORGET = "ischia_forget"; // a cookie the server sets once someone has deleted everything: for whom
const notices = document.getElementById("standing");

/** After a change of hands, no page of the one before may be left. */
async function changeHands() {
  try {
    const last = localStorage.getItem(LAST_OWNER) ?? "";
    localStorage.setItem(LAST_OWNER, ownerOfPage());
    if (last !== ownerOfPage()) await forgetPages();
  } catch {
    // No localStorage: the worker forgets pages by itself at each sign-in and sign-out.
  }
}

async function forgetWhatWasDeleted(store) {
  const cookie = document.cookie.split("; ").find((each) => each.startsWith(`${FORGET}=`));
  if (!cookie) return;
  await store.forget(cookie.slice(FORGET.length + 1).replace("-", ""));
  await forgetPages();
  document.cookie = `${FORGET}=; max-age=0; path=/; samesite=lax`;
}

function say(name, shown, fill = () => {}) {
  const line = notices?.querySelector(`[data-say="${name}"]`);
  if (!line) return;
  line.hidden = !shown;
  if (shown) fill(line);
  notices.hidden = !notices.querySelector("[data-say]:not([hidden])");
}

const count = (number) => (line) => { line.querySelector("[data-count]").textContent = number; };

async function showStanding(outbox) {
  const waiting = await outbox.waiting();
  const refused = waiting.filter((each) => each.problem);
  const [conflict] = await outbox.conflicts();
  say("waiting", waiting.length > refused.length, count(waiting.length - refused.length));
  say("refused", refused.length > 0, count(refused.length));
  say("conflict", Boolean(conflict), (line) => { line.querySelector("a").href = `/did/${conflict.record.id}/`; });
}

const store = await openStore();
await changeHands();
await forgetWhatWasDeleted(store);
const outbox = await openOutbox(store);
const looked = document.querySelector("[data-session]")?.dataset.session; // this page shows both versions of it
if (looked) await outbox.settle(looked);
outbox.addEventListener("changed", () => showStanding(outbox));
outbox.addEventListener("trouble", ({ detail }) => say(detail.kind, detail.kind !== "refused"));
await showStanding(outbox);
await keepPages((old) => say("from_cache", old)).catch(() => {}); // without it the page works all the same, with a network
