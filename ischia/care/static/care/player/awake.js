// Keeps the screen on while a session plays. A browser takes the lock away whenever the page is hidden, so it is taken
// again when the page is back; where it cannot be had, the page says so.

/** @param tell  called with "held", "insecure" (needs https), "missing" or "refused" whenever that is known */
export function openAwake(tell) {
  let wanted = false;
  let lock = null;
  if (!navigator.wakeLock) tell(isSecureContext ? "missing" : "insecure");

  async function take() {
    if (!wanted || document.visibilityState !== "visible" || lock || !navigator.wakeLock) return;
    try {
      lock = await navigator.wakeLock.request("screen");
      lock.addEventListener("release", () => { lock = null; });
      tell("held");
    } catch {
      tell("refused");
    }
  }

  document.addEventListener("visibilitychange", take);
  return {
    hold() {
      wanted = true;
      return take();
    },
    async release() {
      wanted = false;
      await lock?.release();
    },
  };
}
