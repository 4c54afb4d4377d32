// Devices for test_sending_with_faults.py: the real store, outbox and requests, on real storage, against the real server.
// Only the network between them, and when a tab dies, are the schedule's. Evaluated once in the page.
async () => {
  const at = "/static/ischia/offline/";
  const { Outbox } = await import(`${at}outbox.js`);
  const { openStore } = await import(`${at}store.js`);
  const { openIndexed } = await import(`${at}indexed.js`);
  const { openLocal, openMemory } = await import(`${at}plain.js`);
  const { isSame } = await import(`${at}queue.js`);
  const { askTicket, post } = await import(`${at}post.js`);
  // Here a tab dies and never the power: so the disk need not be waited for each time.
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (table, mode) { return transaction.call(this, table, mode, { durability: "relaxed" }); };
  window.setTimeout = () => 0; // nothing is sent but when the schedule says so
  delete window.BroadcastChannel; // each program that ever ran here would hear each word of all that follow
  const never = new Promise(() => {});
  const NEWER = "of a newer version";
  const nothing = { status: 0, body: null };
  const ticket = await askTicket();
  const seen = []; // every status that the server answered with
  const held = []; // requests that left and have not arrived

  async function serve(record) {
    const answer = await post(record, ticket);
    seen.push(answer.status);
    return answer;
  }

  /** What became of a request, by the fault that met it. */
  const WAYS = {
    none: (device, record) => serve(record),
    no_network: () => nothing,
    lost_on_the_way: () => nothing,
    server_down: () => ({ status: 503, body: null }),
    captive_portal: () => ({ status: 200, body: { welcome: true } }),
    old_form: () => ({ status: 403, body: null }),
    arrives_late: (device, record) => { held.push(record); return nothing; },
    sent_twice: (device, record) => serve(record).then(() => serve(record)),
    answer_lost: (device, record) => serve(record).then(() => nothing),
    crash_before_sending: (device) => device.die(),
    crash_before_the_answer: (device, record) => serve(record).then(() => device.die()),
  };

  class Device {
    constructor(name) {
      Object.assign(this, { name, life: 0 });
    }

    /** A device as new: nothing on its disk, nothing in its memory. */
    async begin() {
      this.disk ??= [await openIndexed(this.name), openLocal(this.name)];
      for (const place of this.disk) for (const row of await place.all("waiting")) await place.remove("waiting", row.key);
      Object.assign(this, { memory: openMemory(), faults: [], full: [], known: {}, gone: [] });
      await this.boot();
    }

    /** Start the program: what was on the disk is there, and what was in memory alone is noted as gone. */
    async boot() {
      const rows = await Promise.all([...this.disk, this.memory].map((place) => place.all("waiting")));
      const there = rows.slice(0, -1).flat().map((row) => row.key);
      this.gone.push(...rows.at(-1).filter((row) => !there.includes(row.key)).map((row) => row.record));
      const life = (this.life += 1);
      const alive = () => this.life === life;
      this.died = new Promise((died) => { this.end = died; });
      this.memory = openMemory();
      const places = [...this.disk, this.memory].map((place) => this.fillable(place));
      const store = await openStore({ owner: "", places });
      const ask = () => (alive() ? this.ask() : never);
      const send = (record) => (alive() ? this.carry(record) : never);
      this.outbox = new Outbox(store, ask, send, (work) => work()); // nobody to take turns with: what died here would hold its turn
    }

    fillable(place) {
      const full = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
      return { ...place, put: (...row) => (this.full.includes(place.name) ? full() : place.put(...row)) };
    }

    die() {
      this.life += 1;
      this.end("crashed");
      return never;
    }

    async ask() {
      if (this.faults[0] !== "no_network") return ticket;
      this.faults.shift();
      return null;
    }

    async carry(record) {
      return WAYS[this.faults.shift() ?? "none"](this, record);
    }

    /** Send while the network does what it does; a crash ends it, and the program starts anew. */
    async flush(faults) {
      this.faults = [...faults];
      const done = await Promise.race([this.outbox.flush(), this.died]);
      this.faults = [];
      if (done === "crashed") await this.boot();
    }

    async add(record, faults) {
      this.faults = [...faults];
      await this.outbox.add(record);
      await this.flush(this.faults);
    }

    /** A newer version of the site was open in another tab and has changed the database. */
    async upgrade() {
      const { version } = (await indexedDB.databases()).find((each) => each.name === this.name);
      await new Promise((resolve, reject) => {
        const asked = indexedDB.open(this.name, version + 1);
        asked.onupgradeneeded = () => {
          if (asked.result.objectStoreNames.contains(NEWER)) asked.result.deleteObjectStore(NEWER);
          else asked.result.createObjectStore(NEWER);
        };
        asked.onsuccess = () => resolve(asked.result.close());
        asked.onerror = reject;
      });
    }
  }

  const arrive = async () => { for (const record of held.splice(0)) await serve(record); };

  /** What can happen on a device. `entered` takes each version that the device has said it keeps. */
  const STEPS = {
    async enter(device, { record, faults }, entered) {
      device.gone = device.gone.filter((each) => !isSame(each, record)); // entered anew, it is no longer gone
      await device.add(record, faults);
      device.known[record.id] = Math.max(device.known[record.id] ?? 0, record.revision);
      entered.push({ device: device.name, record });
    },
    /** The next revision of what this device knows of a record. */
    change: (device, { record, said, faults }, entered) =>
      STEPS.enter(device, { record: { ...record, ...said, revision: (device.known[record.id] ?? 1) + 1 }, faults }, entered),
    /** The device shows what the server has, and the next change is made to that. */
    async look(device, { day }) {
      const { sessions } = await fetch(`/api/sessions/?day=${day}`).then((answer) => answer.json());
      for (const { record } of sessions) device.known[record.id] = Math.max(device.known[record.id] ?? 0, record.revision);
    },
    send: (device, { faults }) => device.flush(faults),
    late_ones_arrive: arrive,
    killed: async (device) => { device.die(); await device.boot(); },
    newer_version_was_here: (device) => device.upgrade(),
    fill: (device, { full }) => { device.full = full; },
  };

  /** The network is back and there is room: look at the device once more. */
  async function heal(device) {
    device.full = [];
    await device.outbox.flush();
    const gone = device.gone.map((record) => ({ device: device.name, record }));
    const left = { waiting: await device.outbox.waiting(), conflicts: await device.outbox.conflicts(), gone };
    device.die();
    return left;
  }

  const devices = { phone: new Device("phone"), laptop: new Device("laptop") };

  /** Play a schedule from its first step to the end. Gives what was entered, what is left, and what the server said. */
  window.play = async (steps) => {
    const [entered, left] = [[], []];
    held.length = seen.length = 0;
    for (const device of Object.values(devices)) await device.begin();
    for (const [what, name, more] of steps) await STEPS[what](devices[name], more, entered);
    await arrive();
    for (const device of Object.values(devices)) left.push(await heal(device));
    const all = (what) => left.flatMap((each) => each[what]);
    return { entered, waiting: all("waiting"), conflicts: all("conflicts"), gone: all("gone"), seen };
  };
}
