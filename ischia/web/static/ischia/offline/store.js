// Keeps what was entered on this device. Places are tried in order: IndexedDB, localStorage, memory. A thing is read from
// wherever it lies, so a place that was full or missing for a while loses nothing. See docs/decisions/0019.
import { TABLES, openIndexed } from "./indexed.js";
import { isFor, ownerOfPage } from "./owner.js";
import { openLocal, openMemory } from "./plain.js";

export { newId } from "./ids.js";

let ofThisPage = null;

/**
 * Open the store; one for the page, however often it is asked for. Never fails: without anything better it keeps things
 * in memory, and `lasts` is false. Another owner, or other places, make a store of their own.
 */
export function openStore({ owner, places } = {}) {
  if (owner !== undefined || places) return makeStore(owner ?? ownerOfPage(), places);
  ofThisPage ??= makeStore(ownerOfPage());
  return ofThisPage;
}

async function makeStore(owner, places) {
  return new Store(owner, places ?? (await placesHere()));
}

async function placesHere() {
  const found = [];
  for (const open of [openIndexed, openLocal, openMemory]) {
    try {
      found.push(await open());
    } catch {
      // This browser has no such place, or forbids it (private windows do): the next one is tried.
    }
  }
  return found;
}

class Store {
  #places;

  constructor(owner, places) {
    this.owner = owner;
    this.#places = places;
  }

  /** False where only memory is left: what is entered goes with the tab unless it is sent before. */
  get lasts() {
    return this.#places.some((place) => place.name !== "memory");
  }

  /** Keep the state of a session that runs, under its `id`. Gives the name of the place. */
  keepRunning(state) {
    return this.put("running", { key: state.id, owner: this.owner, state });
  }

  /** The newest state of a session that runs, or null. */
  async running() {
    const mine = (await this.all("running")).filter((row) => isFor(row, this.owner));
    return mine.at(-1)?.state ?? null;
  }

  /** Forget the state of a session: it is over, and its record is in the outbox. */
  clearRunning(id) {
    return this.remove("running", id);
  }

  /** Keep a row under its key, in the first place that takes it. Gives the name of that place. */
  async put(table, row) {
    const stamped = { ...row, kept_at: Date.now() };
    for (const place of this.#places) {
      if (!(await takes(place, table, stamped))) continue;
      const others = this.#places.filter((other) => other !== place);
      await Promise.allSettled(others.map((other) => other.remove(table, row.key)));
      return place.name;
    }
    throw new Error("no place keeps anything"); // cannot be: memory always does
  }

  /** Every row of a table, whoever it is for, the one that was kept longest ago first. */
  async all(table) {
    const found = new Map();
    for (const answer of await Promise.allSettled(this.#places.map((place) => place.all(table)))) {
      for (const row of answer.value ?? []) {
        if (!(found.get(row.key)?.kept_at > row.kept_at)) found.set(row.key, row);
      }
    }
    return [...found.values()].sort((one, other) => one.kept_at - other.kept_at);
  }

  /** Take a row out, wherever it lies. */
  async remove(table, key) {
    await Promise.allSettled(this.#places.map((place) => place.remove(table, key)));
  }

  /** Forget all that lies here for an owner: they deleted everything. What is for others stays. */
  async forget(owner) {
    for (const table of TABLES) {
      for (const row of await this.all(table)) {
        if (isFor(row, owner)) await this.remove(table, row.key);
      }
    }
  }
}

async function takes(place, table, row) {
  try {
    await place.put(table, row.key, row);
    return true;
  } catch (error) {
    if (error?.name !== "QuotaExceededError" || !(await madeRoom())) return false;
  }
  return place.put(table, row.key, row).then(() => true, () => false);
}

/** Pages can be fetched again, what was entered cannot: so pages go first. Tells whether any did. */
async function madeRoom() {
  const names = (await globalThis.caches?.keys()) ?? [];
  const gone = await Promise.all(names.filter((name) => name.startsWith("ischia-pages")).map((name) => caches.delete(name)));
  return gone.some(Boolean);
}
