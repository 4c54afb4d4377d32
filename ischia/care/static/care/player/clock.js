// The time, as a session needs it: it goes on while the page is hidden, locked, asleep or reloaded, and never back.

/**
 * A clock that gives wall time in milliseconds. Sleep moves only the wall clock, setting the clock back only hurts it:
 * so the later of both is true.
 *
 * @param from  the last time that was counted already; the clock never gives an earlier one
 */
export function openClock(from = 0, wall = () => Date.now(), steady = () => performance.now()) {
  let last = Math.max(from, wall());
  let mark = steady();
  return () => {
    const now = steady();
    last = Math.max(last + Math.max(0, now - mark), wall());
    mark = now;
    return last;
  };
}

/** Call again and again, several times a second, also in a tab in the background, where a page's own timers are slowed. */
export function beat(call) {
  const every = setInterval(call, 200);
  const worker = openWorker(call);
  for (const event of ["visibilitychange", "pageshow", "focus"]) addEventListener(event, call);
  return () => {
    clearInterval(every);
    worker?.terminate();
    for (const event of ["visibilitychange", "pageshow", "focus"]) removeEventListener(event, call);
  };
}

function openWorker(call) {
  try {
    const worker = new Worker(new URL("./beat.js", import.meta.url));
    worker.addEventListener("message", call);
    return worker;
  } catch {
    return null; // no workers here: the page's own timer has to do
  }
}
