// The service worker. The server puts a line before this: const ISCHIA = {version, files, statics, offline, emergency}.
// Files have names that hold their content and are taken from the cache. Pages come from the network while there is one,
// and are kept as they were last seen. What must not be stored (no-store) is not, nor anything about accounts.
const FILES = `ischia-files-${ISCHIA.version}`;
const PAGES = `ischia-pages-${ISCHIA.version}`;
const PATIENCE = 8000; // milliseconds to wait for the network before a kept page is shown
const MOST_PAGES = 60;
const NEVER_KEPT = ["/api/", "/account/", "/health/", "/sw.js"];

let hands = 0; // counts sign-ins and sign-outs: an answer that set out before one is not kept after it
const fromCache = new Set(); // open pages that came out of the cache

addEventListener("install", (event) => event.waitUntil(prepare()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", (event) => event.waitUntil(keepOpenPage(event)));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && request.mode === "navigate") event.respondWith(sendForm(event, pathname));
  else if (request.method !== "GET" || request.headers.has("range")) return;
  else if (pathname.startsWith(ISCHIA.statics)) event.respondWith(fileFor(request));
  else if (!NEVER_KEPT.some((start) => pathname.startsWith(start))) event.respondWith(pageFor(event));
});

async function prepare() {
  const files = await caches.open(FILES);
  // The offline page is asked for without cookies: it is the same for everyone.
  const offline = new Request(ISCHIA.offline, { credentials: "omit", cache: "reload" });
  await Promise.all([files.addAll(ISCHIA.files), files.add(offline)]);
  await skipWaiting();
}

/** Keep this version and the one before: pages that were kept by then need the files of their time. */
async function takeOver() {
  const versions = (await caches.keys()).filter((name) => name.startsWith("ischia-files-") && name !== FILES);
  const kept = [ISCHIA.version, versions.at(-1)?.slice("ischia-files-".length)];
  const old = (await caches.keys()).filter((name) => name.startsWith("ischia-") && !kept.some((each) => name.endsWith(each)));
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
  await keepEmergencyPage();
}

/** Whom to call must be there without a network, also for someone who has never looked at it. */
async function keepEmergencyPage() {
  const asked = new Request(ISCHIA.emergency, { credentials: "same-origin" });
  await fetch(asked).then((answer) => remember(asked, answer, hands)).catch(() => {});
}

async function fileFor(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await caches.open(FILES).then((files) => files.put(request, answer.clone())).catch(() => {});
  return answer;
}

async function pageFor(event) {
  const { request } = event;
  const fresh = askNetwork(request);
  event.waitUntil(fresh);
  const first = await Promise.race([fresh, new Promise((late) => setTimeout(late, PATIENCE))]);
  const kept = first ? null : await keptPage(request);
  if (kept && event.resultingClientId) fromCache.add(event.resultingClientId);
  return first ?? kept ?? (await fresh) ?? (await offlinePage(request));
}

/** The answer of the server, kept for later; null where none came, or only one that a proxy gave in its place. */
async function askNetwork(request) {
  const before = hands;
  try {
    const answer = await fetch(request);
    if ([502, 503, 504].includes(answer.status)) return null;
    await remember(request, answer, before).catch(() => {}); // a full disk spoils no answer
    return answer;
  } catch {
    return null;
  }
}

async function remember(request, answer, before) {
  const kind = answer.headers.get("Content-Type") ?? "";
  const may = answer.ok && !answer.redirected && !/no-store/.test(answer.headers.get("Cache-Control") ?? "");
  if (!may || before !== hands || !/^(text\/html|application\/json)/.test(kind)) return;
  const copy = answer.clone();
  const pages = await caches.open(PAGES);
  await pages.put(request, copy);
  if (before !== hands) await forgetPages();
  const all = await pages.keys();
  await Promise.all(all.slice(0, -MOST_PAGES).map((old) => pages.delete(old)));
}

async function keptPage(request) {
  const names = (await caches.keys()).filter((name) => name.startsWith("ischia-pages-")).reverse();
  for (const ignoreSearch of [false, true]) {
    for (const name of names) {
      const kept = await (await caches.open(name)).match(request, { ignoreSearch, ignoreVary: true });
      if (kept) return kept;
    }
  }
  return null;
}

async function offlinePage(request) {
  const kept = request.mode === "navigate" ? await caches.match(ISCHIA.offline, { ignoreVary: true }) : null;
  return kept ? new Response(kept.body, { status: 503, headers: kept.headers }) : Response.error();
}

/** A form needs the network. Whatever one does about accounts, pages kept until then may be somebody else's. */
async function sendForm(event, pathname) {
  try {
    const answer = await fetch(event.request);
    if (pathname.startsWith("/account/")) {
      await forgetPages();
      event.waitUntil(keepEmergencyPage());
    }
    return answer;
  } catch {
    return offlinePage(event.request);
  }
}

async function forgetPages() {
  hands += 1;
  const names = (await caches.keys()).filter((name) => name.startsWith("ischia-pages-"));
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** The first page was fetched before there was a worker: it says what it is and what it needed. */
async function keepOpenPage({ data, source }) {
  source.postMessage({ from_cache: fromCache.has(source.id) });
  const ours = (data.parts ?? []).filter((part) => new URL(part).pathname.startsWith(ISCHIA.statics));
  const files = ours.map((part) => fileFor(new Request(part)).catch(() => {}));
  const page = new Request(data.page, { credentials: "same-origin" });
  const known = fromCache.has(source.id) || NEVER_KEPT.some((start) => new URL(page.url).pathname.startsWith(start));
  if (!known && !(await keptPage(page))) await askNetwork(page);
  await Promise.all(files);
}
