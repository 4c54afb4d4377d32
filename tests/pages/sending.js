// Devices for test_sending_with_faults.py: the real store and outbox, on real storage, with a network that is not to be trusted.
// Evaluated once in the page; gives the functions that the test calls.
async () => {
  const at = "/static/ischia/offline/";
  const { Outbox } = await import(`${at}outbox.js`);
  const { openStore } = await import(`${at}store.js`);
  const { openIndexed } = await import(`${at}indexed.js`);
  const { openLocal, openMemory } = await import(`${at}plain.js`);
  // Here a tab dies and never the power: so the disk need not be waited for each time.
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (table, mode) { return transaction.call(this, table, mode, { durability: "relaxed" }); };
  window.setTimeout = () => 0; // nothing is sent but when the schedule says so
  const never = new Promise(() => {});
  const devices = new Map();
  const held = []; // requests that left and have not arrived

  const fillable = (device, place) => ({
    ...place,
    put: (...row) => (device.full.includes(place.name) ? Promise.reject(new DOMException("full", "QuotaExceededError")) : place.put(...row)),
  });

  async function begin(name) {
    const device = { name, faults: [], full: [], told: [], life: 0 };
    devices.set(name, device);
    await boot(name);
  }

  /** Start the program on a device: what was on its disk is there, what was in its memory is not. */
  async function boot(name) {
    const device = devices.get(name);
    const life = (device.life += 1);
    const alive = () => device.life === life;
    device.died = new Promise((died) => { device.die = () => { device.life += 1; died("crashed"); }; });
    const places = [await openIndexed(name), openLocal(name), openMemory()].map((place) => fillable(device, place));
    const store = await openStore({ owner: "", places });
    const ask = async () => {
      if (!alive()) return never;
      if (device.faults[0] === "no_network") { device.faults.shift(); return null; }
      return { csrf: "", owner: "" };
    };
    device.outbox = new Outbox(store, ask, (record) => (alive() ? carry(device, record) : never), (work) => work());
    device.outbox.addEventListener("conflict", ({ detail }) => device.told.push(detail.other));
  }

  async function carry(device, record) {
    const fault = device.faults.shift() ?? "none";
    const crash = () => { device.die(); return never; };
    if (fault === "lost_on_the_way") return { status: 0, body: null };
    if (fault === "no_network") return { status: 0, body: null };
    if (fault === "server_down") return { status: 503, body: null };
    if (fault === "captive_portal") return { status: 200, body: { welcome: true } };
    if (fault === "old_form") return { status: 403, body: null };
    if (fault === "arrives_late") { held.push(record); return { status: 0, body: null }; }
    if (fault === "crash_before_sending") return crash();
    const answer = await window.serve(record);
    if (fault === "sent_twice") return window.serve(record);
    if (fault === "answer_lost") return { status: 0, body: null };
    return fault === "crash_before_the_answer" ? crash() : answer;
  }

  /** Do something on a device while its network does what it does; a crash ends it, and the program starts anew. */
  async function during(name, faults, work) {
    const device = devices.get(name);
    device.faults = [...faults];
    const done = await Promise.race([work(device.outbox), device.died]);
    device.faults = [];
    if (done === "crashed") await boot(name);
    return done;
  }

  async function add(name, record, faults) {
    const device = devices.get(name);
    device.faults = [...faults];
    const place = await device.outbox.add(record);
    await during(name, device.faults, (outbox) => outbox.flush());
    return place;
  }

  /** A newer version of the site was open in another tab and has changed the database. */
  async function upgrade(name) {
    const { version } = (await indexedDB.databases()).find((each) => each.name === name);
    await new Promise((resolve, reject) => {
      const asked = indexedDB.open(name, version + 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(`of_version_${version + 1}`);
      asked.onsuccess = () => resolve(asked.result.close());
      asked.onerror = reject;
    });
  }

  const arrive = async () => { for (const record of held.splice(0)) await window.serve(record); };

  /** The network is back and there is room: look at each device once more. Gives what still waits and what was told. */
  async function heal(names) {
    await arrive();
    const left = { waiting: [], told: [] };
    for (const name of names) {
      const device = devices.get(name);
      device.full = [];
      await device.outbox.flush();
      left.waiting.push(...(await device.outbox.waiting()));
      left.told.push(...device.told);
      device.die();
      devices.delete(name);
      indexedDB.deleteDatabase(name);
    }
    return left;
  }

  window.device = {
    add,
    arrive,
    heal,
    upgrade,
    begin: (names) => Promise.all(names.map(begin)),
    flush: (name, faults) => during(name, faults, (outbox) => outbox.flush()),
    crash: async (name) => { devices.get(name).die(); await boot(name); },
    fill: (name, full) => { devices.get(name).full = full; },
  };
}
