// Where things are kept when IndexedDB is not there or is full: localStorage, and at the very last this tab's memory.

/** localStorage as a place to keep things; throws where the browser forbids it. */
export function openLocal(prefix = "ischia") {
  const start = (table) => `${prefix}.${table}.`;
  localStorage.getItem(prefix); // a browser that forbids it says so here
  return {
    name: "localstorage",
    put: async (table, key, value) => localStorage.setItem(start(table) + key, JSON.stringify(value)),
    all: async (table) => Object.keys(localStorage).filter((key) => key.startsWith(start(table))).flatMap(read),
    remove: async (table, key) => localStorage.removeItem(start(table) + key),
  };
}

/** What cannot be read is passed over and left alone: another version may read it. */
function read(key) {
  try {
    return [JSON.parse(localStorage.getItem(key))].filter(Boolean);
  } catch {
    return [];
  }
}

/** This tab's memory. Better than nothing, and gone with the tab: whoever gets here is told so. */
export function openMemory() {
  const tables = new Map();
  const rows = (table) => tables.get(table) ?? tables.set(table, new Map()).get(table);
  return {
    name: "memory",
    put: async (table, key, value) => { rows(table).set(key, structuredClone(value)); },
    all: async (table) => [...rows(table).values()].map((value) => structuredClone(value)),
    remove: async (table, key) => { rows(table).delete(key); },
  };
}
