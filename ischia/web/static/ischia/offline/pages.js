// Registers the service worker, and hands it the page that is open, so that it opens again without a network.

/** Can this browser keep pages here? Not over plain HTTP, except on one's own computer. */
export const keepsPages = () => globalThis.isSecureContext && "serviceWorker" in navigator && "caches" in globalThis;

/** Begin to keep pages. Calls `told(true)` when this very page came out of the cache. */
export async function keepPages(told) {
  if (!keepsPages()) return;
  // A worker that sends in the background is a module; browsers that cannot do that may not know such workers either.
  const sends = "SyncManager" in globalThis;
  await navigator.serviceWorker.register(sends ? "/sw.js?sends" : "/sw.js", { type: sends ? "module" : "classic" });
  const { active } = await navigator.serviceWorker.ready;
  navigator.serviceWorker.addEventListener("message", ({ data }) => told(Boolean(data?.from_cache)));
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  const parts = performance.getEntriesByType("resource").map((entry) => entry.name);
  active.postMessage({ page: location.href, parts });
}

/** Forget every page: they may be somebody else's. The worker keeps the files, which are nobody's. */
export async function forgetPages() {
  if (!keepsPages()) return;
  const names = (await caches.keys()).filter((name) => name.startsWith("ischia-pages"));
  await Promise.all(names.map((name) => caches.delete(name)));
}
