// Keeps a session while it runs, and hands its record on for sending. What is kept survives the tab and the network.
import { newId, openStore } from "../../ischia/offline/store.js";
import { openOutbox } from "../../ischia/offline/outbox.js";
import { recordOf } from "./record.js";

const EVERY = 1000; // milliseconds between two keepings while nothing but time happens

/**
 * Open what keeps this session; `state` is where it stood when it was left, or null.
 *
 * @param told  called with the pain at the end, or null, once that was told and is kept
 */
export async function openKeeping(given, script, told) {
  const store = await openStore();
  const outbox = await openOutbox(store);
  const left = await store.running();
  return new Keeping({ store, outbox, given, script, told }, left?.page === pageOf(given) ? left : null);
}

const GOOD_FOR = 3600; // seconds for which a check before a session holds; as the server has it
const DONE = "ischia.played"; // where the browser notes which session was done, for the page may come out of a cache

/** May a session begin: the check before it is of just now, and the session was not done on it? */
export function mayBegin(given, now) {
  const stale = now / 1000 - given.checked_at > GOOD_FOR;
  return given.may_start && !stale && noted() !== pageOf(given);
}

function noted() {
  try {
    return localStorage.getItem(DONE);
  } catch {
    return null;
  }
}

function noteDone(given) {
  try {
    localStorage.setItem(DONE, pageOf(given));
  } catch {
    // A browser that keeps nothing: the server knows once the record is there.
  }
}

const pageOf = (given) => `${given.recheck}/${given.item}`;

class Keeping {
  constructor(parts, left) {
    Object.assign(this, parts, { last: 0 });
    this.id = left?.id ?? newId();
    this.revision = left?.revision ?? 0;
    this.after = left?.after ?? { pain_end: null, notes: "" };
    this.state = left?.state ?? null;
    this.#bindForm();
    this.outbox.addEventListener("sent", ({ detail: { record } }) => {
      const newest = record.id === this.id && record.revision === this.revision;
      if (newest) document.getElementById("after").dataset.sent = "yes";
    });
  }

  /** Keep the state; at once where something happened, else now and then. */
  async keep(state, at_once) {
    if (state.phase === "ready" || this.forgotten || (!at_once && Date.now() - this.last < EVERY)) return;
    this.last = Date.now();
    this.state = state;
    const { id, revision, after } = this;
    await this.store.keepRunning({ id, page: pageOf(this.given), revision, after, state });
  }

  /** It is over: the record goes at once, before anything is asked; pain at the end follows as its next version. */
  async finish(state) {
    this.state = state;
    noteDone(this.given);
    if (this.revision === 0) await this.#send();
  }

  async #send() {
    this.revision += 1;
    delete document.getElementById("after").dataset.sent;
    const { screening, day, item, number, script, pain_before } = this.given;
    const given = { id: this.id, screening, day, item, number, script, pain_before };
    const record = recordOf(given, this.script, this.state, this.revision, this.after);
    await this.outbox.add(record);
    await this.keep(this.state, true);
  }

  #bindForm() {
    const form = document.getElementById("after-form");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const said = new FormData(form);
      const pain = said.get("pain_end");
      this.after = { pain_end: pain === null || pain === "not_sure" ? null : Number(pain), notes: said.get("notes") ?? "" };
      await this.#send();
      this.forgotten = true;
      await this.store.clearRunning(this.id);
      document.getElementById("after").dataset.kept = "yes";
      this.told(this.after.pain_end);
    });
  }
}
