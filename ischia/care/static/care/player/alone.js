// One tab plays a session. Whoever begins it, or comes back to it, says so; any other tab that shows it lets it go.
const CHANNEL = "ischia-player";

/**
 * Gives a function by which this tab takes the session for itself.
 *
 * @param session  names the session, the same in each tab
 * @param letGo    called when another tab has taken it
 */
export function openAlone(session, letGo) {
  if (!("BroadcastChannel" in globalThis)) return () => {};
  const tabs = new BroadcastChannel(CHANNEL);
  tabs.addEventListener("message", ({ data }) => data === session && letGo());
  return () => tabs.postMessage(session);
}
