// Where things are kept first: IndexedDB. One database, one table for each kind of thing, keys given by us.
const VERSION = 1;
export const TABLES = ["running", "waiting"];
const PATIENCE = 4000; // milliseconds; a browser that does not open its database by then is treated as having none

/** IndexedDB as a place to keep things; rejects where there is none, or where it cannot be opened. */
export async function openIndexed(name = "ischia") {
  let opened = null; // forgotten when the browser or a newer version closes it, and opened anew at the next use

  function connection() {
    opened ??= open(name).then((database) => {
      // A newer version wants in: let go at once, or it would wait for this tab for ever.
      database.onversionchange = () => { database.close(); opened = null; };
      database.onclose = () => { opened = null; };
      return database;
    });
    opened.catch(() => { opened = null; });
    return opened;
  }

  async function within(table, mode, work) {
    const database = await connection();
    return new Promise((resolve, reject) => {
      // "strict": kept means on the disk, through a flat battery too. Browsers that do not know it do the same by themselves.
      const turn = database.transaction(table, mode, { durability: "strict" });
      const asked = work(turn.objectStore(table));
      turn.oncomplete = () => resolve(asked.result);
      turn.onerror = turn.onabort = () => reject(turn.error ?? asked.error);
    });
  }

  await connection();
  return {
    name: "indexeddb",
    put: (table, key, value) => within(table, "readwrite", (rows) => rows.put(value, key)),
    all: (table) => within(table, "readonly", (rows) => rows.getAll()),
    remove: (table, key) => within(table, "readwrite", (rows) => rows.delete(key)),
  };
}

async function open(name) {
  try {
    return await ask(name, VERSION);
  } catch (error) {
    // A newer Ischia was here and this page is an old one that is still open: take its database as it is.
    if (error?.name === "VersionError") return ask(name);
    throw error;
  }
}

function ask(name, version) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, version);
    const late = setTimeout(() => reject(new Error("IndexedDB does not answer")), PATIENCE);
    asked.onupgradeneeded = () => addMissing(asked.result);
    asked.onsuccess = () => {
      clearTimeout(late);
      resolve(asked.result);
    };
    asked.onerror = () => {
      clearTimeout(late);
      reject(asked.error);
    };
  });
}

/** An upgrade only ever adds tables. What an earlier version wrote stays where it is. */
function addMissing(database) {
  for (const table of TABLES) {
    if (!database.objectStoreNames.contains(table)) database.createObjectStore(table);
  }
}
