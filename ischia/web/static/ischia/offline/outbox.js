// Records on their way to the server. A record is kept on the device before it is sent and taken out only when the server
// has answered with that very record. Should two tabs, or a tab and the service worker, send the same one, the server keeps
// it once. Where the browser can, they take turns all the same: the very first thing that a new visitor sends makes them
// known to the server, and two at once would make two people of them. See docs/decisions/0019.
import { newId } from "./ids.js";
import { askTicket, post } from "./post.js";
import { entryFor, isSame, isWaiting, judge, nextToSend } from "./queue.js";
import { isFor } from "./owner.js";

export const SYNC = "ischia-outbox"; // the name under which browsers that can send with all pages closed are asked to

const opened = new WeakMap();

/** Open the outbox of a store, one however often it is asked for, and begin to send what waits from earlier. */
export async function openOutbox(store) {
  if (!opened.has(store)) {
    opened.set(store, new Outbox(store));
    opened.get(store).begin();
  }
  return opened.get(store);
}

export class Outbox extends EventTarget {
  #store;
  #ask;
  #send;
  #inTurn;
  #sending = null;
  #again = false;
  #timer = 0;
  #tabs = "BroadcastChannel" in globalThis ? new BroadcastChannel(SYNC) : null;

  constructor(store, ask = askTicket, send = post, inTurn = takeTurns) {
    super();
    this.#inTurn = inTurn;
    this.#store = store;
    this.#ask = ask;
    this.#send = send;
  }

  /** Send when there is a reason to hope: now, when the network is back, when the page is looked at again. */
  begin() {
    const hope = () => document.visibilityState === "visible" && this.flush();
    addEventListener("online", () => this.flush());
    addEventListener("pageshow", hope);
    document.addEventListener("visibilitychange", hope);
    this.#tabs?.addEventListener("message", () => this.dispatchEvent(new CustomEvent("changed")));
    this.flush();
  }

  /** Keep a record for sending. Resolves with the name of the place when it is kept; adding the same twice keeps it once. */
  async add(record) {
    const known = (await this.#store.all("waiting")).find((entry) => isWaiting(entry) && isSame(entry.record, record));
    const entry = known ?? entryFor(record, this.#store.owner, newId(), Date.now());
    const place = await this.#store.put("waiting", entry);
    if (place === "memory") this.#tell("trouble", { kind: "memory_only", record, problem: null });
    this.#tell("changed");
    askForSync();
    this.flush();
    return place;
  }

  /** What has not reached the server yet, the first entered first. */
  async waiting() {
    return (await this.#entries()).filter(isWaiting).map(({ record, tries, problem }) => ({ record, tries, problem }));
  }

  /** Conflicts that were not looked at yet: [{record, kept, other}]. Both versions are on the server. */
  async conflicts() {
    const entries = (await this.#entries()).filter((entry) => !isWaiting(entry));
    return entries.map(({ record, conflict }) => ({ record, ...conflict }));
  }

  /** The conflict about this record was looked at: it is no longer told. */
  async settle(id) {
    for (const entry of await this.#entries()) {
      if (!isWaiting(entry) && entry.record.id === id) await this.#store.remove("waiting", entry.key);
    }
    this.#tell("changed");
  }

  /** Forget a record that was not accepted and is put right elsewhere. */
  async drop(id) {
    for (const entry of await this.#entries()) {
      if (entry.problem && entry.record.id === id) await this.#store.remove("waiting", entry.key);
    }
    this.#tell("changed");
  }

  /** Try to send now. Resolves when there is nothing more to try now. */
  flush() {
    this.#again = true;
    this.#sending ??= this.#run().finally(() => { this.#sending = null; });
    return this.#sending;
  }

  async #run() {
    clearTimeout(this.#timer);
    while (this.#again) {
      this.#again = false;
      await this.#inTurn(() => this.#round());
    }
    await this.#wakeLater();
  }

  /** One round: what is ready goes, in order. `tried` holds what already had its turn, so that a round ends. */
  async #round() {
    if (!(await this.#entries()).some(isWaiting)) return;
    const tried = new Set();
    let ticket = await this.#ask();
    if (ticket && !isFor(this.#store, ticket.owner)) this.#tell("trouble", { kind: "sign_in", record: null, problem: null });
    while (ticket) {
      const untried = (await this.#store.all("waiting")).filter((entry) => !tried.has(entry.key));
      const entry = nextToSend(untried.sort(byAge), ticket.owner, Date.now());
      if (!entry) return;
      const { next } = await this.#deliver(entry, ticket);
      if (next === "stop") return;
      if (next === "ask_again") ticket = await this.#ask();
      else tried.add(entry.key);
    }
  }

  async #deliver(entry, ticket) {
    const verdict = judge(entry, await this.#send(entry.record, ticket, entry.made), Date.now());
    if (verdict.entry) await this.#store.put("waiting", verdict.entry);
    else await this.#store.remove("waiting", entry.key);
    if (verdict.event) this.#tell(verdict.event, verdict.detail);
    this.#tell("changed");
    return verdict;
  }

  async #wakeLater() {
    const due = (await this.#entries()).filter(isWaiting).map((entry) => entry.not_before);
    if (due.length) this.#timer = setTimeout(() => this.flush(), Math.max(1000, Math.min(...due) - Date.now()));
  }

  async #entries() {
    return (await this.#store.all("waiting")).filter((entry) => isFor(entry, this.#store.owner)).sort(byAge);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
    if (name === "changed") this.#tabs?.postMessage(name);
  }
}

const byAge = (one, other) => one.made - other.made || one.record.revision - other.record.revision;

/** One after the other, over all tabs and the service worker. A tab that is killed lets the next one go on. */
export function takeTurns(work) {
  return navigator.locks ? navigator.locks.request(SYNC, work) : work();
}

/** Where the browser can send with all pages closed, it is asked to. */
function askForSync() {
  globalThis.navigator?.serviceWorker?.ready.then((worker) => worker.sync?.register(SYNC)).catch(() => {});
}
