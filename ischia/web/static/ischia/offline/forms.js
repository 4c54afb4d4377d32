// Forms that are kept on this device before they are sent: what was typed is there after a tab was killed, and days without
// a network. A form says so by data-waits: what it is, in a word. data-then: where to go once it has arrived ({id} is its own).
// Without this module, and without scripts, the same form is sent by the browser.
import { newId } from "./ids.js";
import { openOutbox } from "./outbox.js";
import { openStore } from "./store.js";

const PATIENCE = 4000; // milliseconds to wait for the server before the person may go on
const NOT_SENT = ["csrfmiddlewaretoken", "id"];

const outbox = await openOutbox(await openStore());
for (const form of document.querySelectorAll("form[data-waits]")) form.addEventListener("submit", onSubmit);

async function onSubmit(event) {
  const form = event.currentTarget;
  if (isEmpty(form, event.submitter)) return; // nothing to keep: the server's page says what is missing
  event.preventDefault();
  if (form.ariaBusy === "true") return; // pressed twice
  form.ariaBusy = "true";
  const record = recordOf(form, event.submitter);
  const outcome = await Promise.race([outcomeOf(record), send(record)]);
  form.ariaBusy = null;
  if (outcome === "sent") location.assign(form.dataset.then.replace("{id}", record.id));
  else if (outcome === "refused") await sendFromPage(form, record, event.submitter);
  else startAnew(form);
}

/** Was nothing filled in, and no button pressed that says something by itself, as "Same as last time" does? */
function isEmpty(form, button) {
  const saysNothing = ([name, value]) => !value || NOT_SENT.includes(name) || name === "base" || value === "save";
  return [...new FormData(form, button)].every(saysNothing);
}

/** The form as a record of the outbox. Its id is new: a page that was kept may be filled in twice. */
function recordOf(form, button) {
  const id = newId();
  const typed = [...new FormData(form, button)].filter(([name]) => !NOT_SENT.includes(name));
  const today = new Date();
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((each) => `${each}`.padStart(2, "0")).join("-");
  return { id, revision: 1, day, item: form.dataset.waits, form: new URL(form.action).pathname, fields: [...typed, ["id", id]] };
}

/** Resolves when the outbox says what became of a record. */
function outcomeOf(record) {
  return new Promise((resolve) => {
    outbox.addEventListener("sent", ({ detail }) => detail.record.id === record.id && resolve("sent"));
    outbox.addEventListener("trouble", ({ detail }) => detail.kind === "refused" && detail.record.id === record.id && resolve("refused"));
  });
}

/** Resolves when the person need not wait any longer: it is kept here, and sending goes on behind. */
async function send(record) {
  const place = await outbox.add(record);
  const tried = outbox.flush();
  await Promise.race([tried, new Promise((late) => setTimeout(late, PATIENCE))]);
  return place === "memory" ? "stay" : "kept";
}

/** There is something to put right: the page of the server says what, beside each field. */
async function sendFromPage(form, record, button) {
  await outbox.drop(record.id);
  if (button?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
  form.submit();
}

/** Ready for the next one; the notice above says what waits. */
function startAnew(form) {
  form.reset();
  const notice = document.getElementById("standing");
  notice.tabIndex = -1;
  notice.focus();
  notice.scrollIntoView({ block: "center" });
}
